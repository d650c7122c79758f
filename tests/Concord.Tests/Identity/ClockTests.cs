using System.Net;
using Concord.Core.Kernel;
using Concord.Modules.Identity;
using Concord.Platform.Db;
using Concord.Platform.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Tests.Identity;

/// <summary>A clock that is set back makes nothing hold longer, and one that was ahead locks nobody out of what is right now.</summary>
public sealed class ClockTests
{
    private const string Key = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static async Task ShiftAsync(Site site, TimeSpan by)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var (began, until) = (DateTimeOffset.UtcNow + by, DateTimeOffset.UtcNow + by + Sessions.Longest);
        Assert.NotEqual(0, await scope.ServiceProvider.GetRequiredService<ConcordDb>().Set<SessionRow>().Where(s => s.Ended == null)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.Began, began).SetProperty(r => r.Until, until).SetProperty(r => r.Proved, began)));
    }

    [Fact]
    public async Task A_session_that_began_in_the_future_is_over()
    {
        await using var site = await Site.StartAsync();
        using var client = await site.AsAsync(nameof(Capacity.Youth));
        var visit = new Visit(client);
        await ShiftAsync(site, TimeSpan.FromMinutes(4));
        Assert.Equal(HttpStatusCode.OK, await visit.StatusAsync("/account"));
        await ShiftAsync(site, TimeSpan.FromDays(1));
        Assert.NotEqual(HttpStatusCode.OK, await visit.StatusAsync("/account"));
    }

    [Theory]
    [InlineData(-9, true)]
    [InlineData(-10, false)]
    [InlineData(4, true)]
    [InlineData(60 * 24, false)]
    public void A_key_that_was_shown_lets_keys_be_changed_for_ten_minutes_on_any_clock(int minutes, bool may)
    {
        var who = new SignedIn(default, "", Actor.Visitor, null) { Proved = Now.AddMinutes(minutes) };
        Assert.Equal(may, Sessions.MayChangeKeys(who, Now));
    }

    [Fact]
    public void A_code_that_was_used_is_not_taken_again_when_the_clock_goes_back()
    {
        var step = Now.ToUnixTimeSeconds() / 30;
        Assert.Equal(step, OneTimeCodes.Step(Key, OneTimeCodes.Code(Key, step), Now, step - 1));
        Assert.Null(OneTimeCodes.Step(Key, OneTimeCodes.Code(Key, step), Now, step));
        Assert.Null(OneTimeCodes.Step(Key, OneTimeCodes.Code(Key, step - 120), Now.AddHours(-1), step));
    }
}
