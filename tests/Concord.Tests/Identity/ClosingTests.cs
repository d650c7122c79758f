using System.Net;
using AngleSharp.Html.Dom;
using Concord.Core.Identity;
using Concord.Core.Kernel;
using Concord.Modules.Identity;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Tests.Identity;

/// <summary>Accounts that are closed: by their owner, by an administrator, and opened again.</summary>
public sealed class ClosingTests
{
    private static Actor Who(Capacity capacity, BodyId? body = null) => new(new ActorId(Guid.CreateVersion7()), "somebody", capacity, body);

    private static Permit May(Actor actor, Doing doing) => World.Ok(Access.Decide(actor, doing));

    private static Holding Administering(Actor actor) => new(new HoldingId(Guid.CreateVersion7()), actor.Id, Capacity.Administrator, null, null, null, null, false, null);

    [Fact]
    public void Ones_own_account_and_as_an_administrator_of_all_anothers_is_closed_and_no_other()
    {
        var (one, other, ofBody) = (Who(Capacity.Administrator), Who(Capacity.Youth), Who(Capacity.Administrator, new BodyId(Guid.CreateVersion7())));
        Assert.True(Closing.May(May(other, Doing.KeepOwn), other.Id, false, [], [], null).IsOk);
        Assert.Equal("access.denied", World.Refused(Closing.May(May(other, Doing.KeepOwn), one.Id, false, [], [], null)));
        Assert.Equal("access.denied", World.Refused(Closing.May(May(other, Doing.Read), other.Id, false, [], [], null)));
        Assert.Equal("because", World.Ok(Closing.May(May(one, Doing.KeepAccounts), other.Id, false, [], [], " because ")));
        Assert.Equal("access.denied", World.Refused(Closing.May(May(ofBody, Doing.KeepAccounts), other.Id, false, [], [], null)));
        Assert.Equal("account.already-closed", World.Refused(Closing.May(May(one, Doing.KeepAccounts), other.Id, true, [], [], null)));
        Assert.Equal("closing.too-long", World.Refused(Closing.May(May(one, Doing.KeepAccounts), other.Id, false, [], [], new string('x', 501))));
        Assert.Null(Closing.MayOpen(May(one, Doing.KeepAccounts), true, false));
        Assert.Equal("erase.already", Closing.MayOpen(May(one, Doing.KeepAccounts), true, true)!.Code);
        Assert.Equal("account.already-open", Closing.MayOpen(May(one, Doing.KeepAccounts), false, false)!.Code);
        Assert.Equal("access.denied", Closing.MayOpen(May(ofBody, Doing.KeepAccounts), true, false)!.Code);
    }

    [Fact]
    public void The_last_administrator_stays()
    {
        var (one, other) = (Who(Capacity.Administrator), Who(Capacity.Administrator));
        Assert.Equal("holding.last-administrator", World.Refused(Closing.May(May(one, Doing.KeepOwn), one.Id, false, [Administering(one)], [Administering(one)], null)));
        Assert.True(Closing.May(May(one, Doing.KeepOwn), one.Id, false, [Administering(one)], [Administering(one), Administering(other)], null).IsOk);
    }

    [Fact]
    public async Task Whoever_closes_their_account_is_out_everywhere_and_its_keys_open_nothing_until_it_is_opened_again()
    {
        await using var site = await Site.StartAsync();
        using var here = await site.AsAsync(null);
        var visit = new Visit(here);
        _ = await AccountPagesTests.BeginAsync(visit, await AccountPagesTests.InviteAsync(site, nameof(Capacity.Secretariat)), "Lan", "lan");
        var page = await visit.GetAsync("/account/close");
        Assert.Equal("/", (await visit.SendAsync(page, "/account/close")).Location);
        Assert.Equal(HttpStatusCode.Found, await visit.StatusAsync("/account"));
        Assert.Equal(HttpStatusCode.BadRequest, (await TryAsync(visit)).Status);
        Assert.Equal(("Lan", true, true, 0, 0), await KeptAsync(site));

        var administrator = new Visit(site.Client);
        var people = await administrator.GetAsync("/people");
        Assert.Contains("Closed accounts", people.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/people", (await administrator.SendAsync(people, "/people?handler=Open")).Location);
        Assert.StartsWith("/sign-in/code", (await TryAsync(visit)).Location, StringComparison.Ordinal);
        var acts = (await administrator.GetAsync("/acts")).QuerySelector("main")!.TextContent;
        Assert.Contains("An account was closed.", acts, StringComparison.Ordinal);
        Assert.Contains("A closed account was opened again.", acts, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await administrator.SendAsync(people, "/people?handler=Open")).Status);
    }

    [Fact]
    public async Task An_administrator_closes_anothers_with_a_page_that_says_what_ends()
    {
        await using var site = await Site.StartAsync();
        using var client = await site.AsAsync(nameof(Capacity.Administrator));
        using var youth = await site.AsAsync(nameof(Capacity.Youth));
        var administrator = new Visit(client);
        var people = await administrator.GetAsync("/people");
        var address = people.QuerySelectorAll(".c-card").First(c => c.TextContent.Contains("youth", StringComparison.Ordinal)).QuerySelectorAll("a").Select(a => a.GetAttribute("href")!).Single(h => h.EndsWith("/close", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, await new Visit(youth).StatusAsync("/account"));
        var page = await administrator.GetAsync(address);
        var form = (IHtmlFormElement)page.QuerySelector("main form")!;
        form.SetAttribute("action", address);
        Assert.Equal("/people", (await administrator.SendAsync(page, address, new() { ["why"] = "left the organisation" })).Location);
        Assert.Equal(HttpStatusCode.Found, await new Visit(youth).StatusAsync("/account"));
        Assert.Equal(HttpStatusCode.NotFound, await administrator.StatusAsync(address));
        using var observer = await site.AsAsync(nameof(Capacity.Observer));
        Assert.Equal(HttpStatusCode.Forbidden, await new Visit(observer).StatusAsync(address));
    }

    private static async Task<Answered> TryAsync(Visit visit) =>
        await visit.SendAsync(await visit.GetAsync("/sign-in"), "/sign-in", new() { ["name"] = "lan", ["password"] = "kettle ribbon onward" });

    /// <summary>What is left of the account: its name, its password and authenticator, what it holds and where it is signed in.</summary>
    private static async Task<(string Name, bool Password, bool Authenticator, int Held, int Sessions)> KeptAsync(Site site)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        var account = await db.Set<AccountRow>().SingleAsync(a => a.SignInName == "lan");
        return (account.Name, account.PasswordHash is not null, account.AuthenticatorKey is not null, await db.Set<HoldingRow>().CountAsync(h => h.Account == account.Id && h.Ended == null),
            await db.Set<SessionRow>().CountAsync(s => s.Account == account.Id && s.Ended == null));
    }
}
