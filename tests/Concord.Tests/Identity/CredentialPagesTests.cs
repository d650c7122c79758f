using System.Net;
using AngleSharp.Html.Dom;
using Concord.Core.Kernel;
using Concord.Modules.Identity;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Tests.Identity;

/// <summary>Credentials over HTTP, without script: recorded, disputed, suspended, restored, and what that does to people who act.</summary>
public sealed class CredentialPagesTests
{
    private const string Page = "/people/credentials";

    /// <summary>What the first ready official holds: of the first member in protocol order.</summary>
    private static async Task<HoldingRow> HeldAsync(Site site)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        return await (from h in db.Set<HoldingRow>() join a in db.Set<AccountRow>() on h.Account equals a.Id where a.SignInName == "official-cambodia" select h).SingleAsync();
    }

    private static async Task<string> BodyAsync(Site site) => (await HeldAsync(site)).Body!.Value.Value.ToString("D");

    /// <summary>Puts one on record as the secretariat; its page.</summary>
    private static async Task<string> RecordAsync(Visit secretariat, string body)
    {
        var answer = await secretariat.SendAsync(await secretariat.GetAsync(Page), Page + "?handler=Record", new() { ["body"] = body, ["paper"] = "Note verbale 14 of 2 March", ["from"] = "2026-03-02" });
        Assert.True(answer.Location == Page, answer.Fault);
        return (await secretariat.GetAsync(Page)).QuerySelectorAll(".c-card a")[^1].GetAttribute("href")!;
    }

    private static async Task<Answered> SayAsync(Visit who, string address, string turn, IHtmlDocument? page = null)
    {
        page ??= await who.GetAsync(address);
        var form = page.QuerySelectorAll("main form").Single(f => f.QuerySelector("[name='seen']") is not null);
        form.SetAttribute("action", address);
        return await who.SendAsync(page, address, new() { ["turn"] = turn, ["who"] = "The senior officials", ["why"] = "two notes came" });
    }

    /// <summary>The page to bring a source in, with where its form leads written on it.</summary>
    private static async Task<IHtmlDocument> ImportPageAsync(Visit visit)
    {
        var page = await visit.GetAsync("/sources/import");
        page.QuerySelector("main form[enctype]")!.SetAttribute("action", "/sources/import");
        return page;
    }

    private static string MainOf(IHtmlDocument page) => page.QuerySelector("main")!.TextContent;

    [Fact]
    public async Task A_suspended_authoritys_officials_read_and_add_nothing_until_it_is_settled()
    {
        await using var site = await Site.StartAsync();
        using var secretariat = await site.AsAsync(nameof(Capacity.Secretariat));
        using var official = await site.AsAsync(nameof(Capacity.Official));
        using var another = await site.AsAsync(nameof(Capacity.Official), last: true);
        var (keeps, acts) = (new Visit(secretariat), new Visit(official));
        var address = await RecordAsync(keeps, await BodyAsync(site));
        Assert.Contains("in force", MainOf(await keeps.GetAsync(address)), StringComparison.Ordinal);
        var import = await ImportPageAsync(acts);

        // A dispute takes nothing from anybody, and is told.
        Assert.Equal(address, (await SayAsync(keeps, address, "Disputed")).Location);
        Assert.Contains("credential disputed", MainOf(await acts.GetAsync("/account")), StringComparison.Ordinal);
        Assert.Contains("credential disputed", MainOf(await new Visit(site.Client).GetAsync("/people")), StringComparison.Ordinal);
        using var visitor = await site.AsAsync(null);
        Assert.Contains("credential disputed", MainOf(await new Visit(visitor).GetAsync("/directory")), StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.Forbidden, (await acts.SendAsync(import, "/sources/import")).Status);

        Assert.Equal(address, (await SayAsync(keeps, address, "Suspended")).Location);
        var refused = await acts.SendAsync(import, "/sources/import");
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("suspended", MainOf(refused.Page), StringComparison.Ordinal);
        foreach (var read in new[] { "/", "/measures", "/sources", "/directory", "/account", "/account/seen", Page, address, "/history/credential/" + address.Split('/')[^1] })
        {
            Assert.True(await acts.StatusAsync(read) == HttpStatusCode.OK, read);
        }

        Assert.NotEqual(HttpStatusCode.Forbidden, (await new Visit(another).SendAsync(await ImportPageAsync(new Visit(another)), "/sources/import")).Status);
        Assert.Empty((await acts.GetAsync(address)).QuerySelectorAll("[name='seen']"));

        Assert.Equal(address, (await SayAsync(keeps, address, "Restored")).Location);
        Assert.NotEqual(HttpStatusCode.Forbidden, (await acts.SendAsync(import, "/sources/import")).Status);
        var history = MainOf(await keeps.GetAsync("/history/credential/" + address.Split('/')[^1]));
        Assert.All(new[] { "put on record", "was disputed", "was suspended", "in force again", "The senior officials" }, words => Assert.Contains(words, history, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_authorities_of_a_member_are_both_shown_as_disputed_and_an_official_disputes_from_a_page()
    {
        await using var site = await Site.StartAsync();
        using var secretariat = await site.AsAsync(nameof(Capacity.Secretariat));
        using var official = await site.AsAsync(nameof(Capacity.Official));
        var keeps = new Visit(secretariat);
        var first = await RecordAsync(keeps, await BodyAsync(site));
        var people = await new Visit(site.Client).GetAsync("/people");
        var member = (await HeldAsync(site)).Member!.Value.Value.ToString("D");
        Assert.Equal("/people", (await new Visit(site.Client).SendAsync(people, "/people?handler=Body", new() { ["name"] = "The other government", ["member"] = member })).Location);
        var list = await keeps.GetAsync(Page);
        var other = list.QuerySelectorAll("select[name='body'] option").Single(o => o.TextContent.Contains("The other government", StringComparison.Ordinal)).GetAttribute("value")!;
        _ = await RecordAsync(keeps, other);
        var cards = (await keeps.GetAsync(Page)).QuerySelectorAll(".c-card");
        Assert.Equal(2, cards.Length);
        Assert.All(cards, c => Assert.Contains("disputed", c.TextContent, StringComparison.Ordinal));
        Assert.All(cards, c => Assert.Contains("Another authority is on record", c.TextContent, StringComparison.Ordinal));
        Assert.Empty((await keeps.GetAsync(Page + "?day=2026-03-01")).QuerySelectorAll(".c-card"));
        Assert.Equal(HttpStatusCode.BadRequest, await keeps.StatusAsync(Page + "?day=soon"));

        var acts = new Visit(official);
        Assert.Empty((await acts.GetAsync(Page)).QuerySelectorAll("select[name='body']"));
        var form = await acts.GetAsync(first);
        Assert.Equal(["Disputed"], form.QuerySelectorAll("[name='turn']").Select(r => r.GetAttribute("value")));
        Assert.Equal(first, (await SayAsync(acts, first, "Disputed", form)).Location);
        Assert.Equal(HttpStatusCode.Forbidden, (await SayAsync(acts, first, "Suspended")).Status);

        // The form was filled in before somebody else spoke.
        Assert.Equal(HttpStatusCode.Conflict, (await SayAsync(acts, first, "Disputed", form)).Status);
    }

    [Fact]
    public async Task An_invitation_and_a_delegation_wait_until_it_is_said_that_the_dispute_is_known()
    {
        await using var site = await Site.StartAsync();
        using var secretariat = await site.AsAsync(nameof(Capacity.Secretariat));
        using var official = await site.AsAsync(nameof(Capacity.Official));
        var body = await BodyAsync(site);
        var administrator = new Visit(site.Client);
        Dictionary<string, string> Invited() => new() { ["for"] = "Somebody", ["capacity"] = nameof(Capacity.Official), ["body"] = body };
        var early = await administrator.SendAsync(await administrator.GetAsync("/people"), "/people?handler=Invite", Invited());
        var key = early.Page.QuerySelector(".govuk-notification-banner .c-code")!.TextContent.Split("key=")[1];
        var address = await RecordAsync(new Visit(secretariat), body);
        _ = await SayAsync(new Visit(secretariat), address, "Disputed");

        var refused = await administrator.SendAsync(await administrator.GetAsync("/people"), "/people?handler=Invite", Invited());
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("disputed", refused.Fault, StringComparison.Ordinal);
        var known = refused.Page.QuerySelector("input[name='known']")!.GetAttribute("value")!;
        var made = await administrator.SendAsync(refused.Page, "/people?handler=Invite", new() { ["known"] = known });
        Assert.NotNull(made.Page.QuerySelector(".govuk-notification-banner .c-code"));

        // What came up after the first invitation was not known to whoever made it.
        using var somebody = await site.AsAsync(null);
        Assert.Contains("Since this invitation was made", MainOf(await new Visit(somebody).GetAsync("/invitation?key=" + key)), StringComparison.Ordinal);

        var acts = new Visit(official);
        var today = DateOnly.FromDateTime(DateTimeOffset.UtcNow.UtcDateTime).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        var asked = await acts.SendAsync(await acts.GetAsync("/account"), "/account?handler=Delegate", new() { ["to"] = "youth", ["from"] = today, ["until"] = today });
        Assert.Equal(HttpStatusCode.BadRequest, asked.Status);
        Assert.Equal("youth", asked.Page.QuerySelector("input[name='to']")!.GetAttribute("value"));
        Assert.Equal("/account", (await acts.SendAsync(asked.Page, "/account?handler=Delegate", new() { ["known"] = known })).Location);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Found)]
    [InlineData(nameof(Capacity.Youth), HttpStatusCode.Forbidden)]
    [InlineData(nameof(Capacity.Press), HttpStatusCode.Forbidden)]
    [InlineData(nameof(Capacity.Official), HttpStatusCode.OK)]
    [InlineData(nameof(Capacity.Secretariat), HttpStatusCode.OK)]
    [InlineData(nameof(Capacity.Administrator), HttpStatusCode.OK)]
    public async Task Credentials_are_read_by_whoever_keeps_or_disputes_them(string? capacity, HttpStatusCode expected)
    {
        await using var site = await Site.StartAsync();
        using var client = await site.AsAsync(capacity);
        Assert.Equal(expected, await new Visit(client).StatusAsync(Page));
        Assert.Equal(expected == HttpStatusCode.OK ? HttpStatusCode.NotFound : expected, await new Visit(client).StatusAsync(Page + "/" + Guid.CreateVersion7().ToString("D")));
    }
}
