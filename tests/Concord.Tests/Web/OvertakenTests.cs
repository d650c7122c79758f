using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Concord.Core.Kernel;
using Concord.Modules.Measures;
using Concord.Modules.Sources;
using Concord.Platform.Db;
using Concord.Tests.Proof;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Tests.Web;

/// <summary>Two people change one thing: the second changes nothing, sees what the first did, and finds what they typed in the form (docs/editing.md).</summary>
public sealed class OvertakenTests
{
    private static async Task<(HttpStatusCode Status, IHtmlDocument Page)> SendAsync(HttpClient client, IElement form, string address, Dictionary<string, string> fields)
    {
        using var content = new FormUrlEncodedContent(Visit.Filled(form, fields));
        using var answer = await client.PostAsync(new Uri(address, UriKind.Relative), content);
        return (answer.StatusCode, new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_proposal_that_another_recorded_otherwise_is_shown_field_by_field()
    {
        await using var aviary = await Aviary.FillAsync(["process"]);
        var source = aviary.Canaries[0].Source;
        var (proposal, title) = await Aviary.AskAsync(aviary.Site, async s =>
        {
            var db = s.GetRequiredService<ConcordDb>();
            var open = await db.Set<ProposalRow>().AsNoTracking().Where(p => p.SourceId == source && p.Form == Modules.Sources.Contracts.ProposalForm.Fact && !db.Set<DecisionRow>().Any(d => d.ProposalId == p.Id)).OrderBy(p => p.Ordinal).FirstAsync();
            return (open.Id, open.Title);
        });
        using var other = await aviary.Site.AsAsync("Secretariat");
        var address = $"/sources/{source.Value:D}/proposals/{proposal.Value:D}";
        var (mine, theirs) = (await new Visit(aviary.Site.Client).GetAsync(address), await new Visit(other).GetAsync(address));
        var (first, _) = await SendAsync(other, theirs.QuerySelector("main form")!, address, new() { ["speaker"] = "Malee Theirs", ["occasion"] = "Autumn talks" });
        Assert.Equal(HttpStatusCode.Redirect, first);
        var (second, page) = await SendAsync(aviary.Site.Client, mine.QuerySelector("main form")!, address, new() { ["speaker"] = "Malee Mine" });
        Assert.Equal(HttpStatusCode.Conflict, second);
        var rows = page.QuerySelectorAll("main table tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent.Trim()))).ToArray();
        Assert.Contains(rows, r => r.EndsWith("|Malee Theirs|Malee Mine", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains("|Autumn talks|", StringComparison.Ordinal));
        Assert.DoesNotContain(rows, r => r.Contains(title, StringComparison.Ordinal));
        Assert.Equal("Malee Mine", page.QuerySelector("input[name='speaker']")!.GetAttribute("value"));
        Assert.Equal("Malee Theirs", await Aviary.AskAsync(aviary.Site, s => s.GetRequiredService<ConcordDb>().Set<StatementRow>().Where(r => r.ProposalId == proposal).Select(r => r.Speaker).SingleAsync()));
    }

    [Fact]
    public async Task Who_may_see_a_source_that_a_colleague_released_meanwhile_is_shown_and_kept()
    {
        await using var aviary = await Aviary.FillAsync(["own body"]);
        using var filer = await aviary.AsFilerAsync();
        using var colleague = await aviary.AsFilerAsync();
        var address = $"/sources/{aviary.Canaries[0].Source.Value:D}/release";
        var (mine, theirs) = (await new Visit(filer).GetAsync(address), await new Visit(colleague).GetAsync(address));
        Assert.Contains("Your own body", mine.QuerySelector("#now")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(colleague, theirs.QuerySelector("main form")!, address, new() { ["to"] = "Members" })).Status);
        var (status, page) = await SendAsync(filer, mine.QuerySelector("main form")!, address, new() { ["to"] = "Process", ["why"] = "typed by me" });
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("The members", page.QuerySelector("#now")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("typed by me", page.QuerySelector("textarea[name='why']")!.TextContent.Trim());
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(filer, page.QuerySelector("main form")!, address, new() { ["to"] = "Process" })).Status);
    }

    [Fact]
    public async Task A_view_that_was_renamed_in_another_window_meanwhile_shows_both_names()
    {
        await using var site = await Site.StartAsync();
        var visit = new Visit(site.Client);
        _ = await visit.SendAsync(await visit.GetAsync("/sources"), "/views", new() { ["name"] = "Autumn" });
        var address = (await visit.GetAsync("/sources")).QuerySelector("nav.c-views a[href^='/views/']")!.GetAttribute("href")!;
        var (one, other) = (await visit.GetAsync(address), await visit.GetAsync(address));
        Assert.Equal(HttpStatusCode.Redirect, (await visit.SendAsync(other, address + "?handler=rename", new() { ["name"] = "Theirs" })).Status);
        var second = await visit.SendAsync(one, address + "?handler=rename", new() { ["name"] = "Mine" });
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Equal("Mine", second.Page.QuerySelector("input[name='name']")!.GetAttribute("value"));
        Assert.Equal("Theirs", second.Page.QuerySelector("main .govuk-inset-text strong")!.TextContent);
    }

    [Fact]
    public async Task An_account_is_erased_once_looked_at_by_an_administrator_and_the_ledger_says_when()
    {
        await using var site = await Site.StartAsync();
        using var administrator = await site.AsAsync("Administrator");
        var visit = new Visit(administrator);
        var people = await visit.GetAsync("/people");
        var card = people.QuerySelectorAll("main .c-card").First(c => c.TextContent.Contains("press", StringComparison.Ordinal) && c.QuerySelector("a[href$='/erase']") is not null);
        var name = card.QuerySelector("b")!.TextContent.Trim();
        var (erase, history) = (card.QuerySelector("a[href$='/erase']")!.GetAttribute("href")!, card.QuerySelector("a[href^='/history/']")!.GetAttribute("href")!);
        var form = (await visit.GetAsync(erase)).QuerySelector("main form")!;
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(administrator, form, erase, new() { ["why"] = "" })).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(administrator, form, erase, new() { ["why"] = "asked for it" })).Status);
        Assert.DoesNotContain(name, (await visit.GetAsync("/people")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var told = (await visit.GetAsync(history)).QuerySelector("main")!.TextContent;
        Assert.Contains("A person was erased.", told, StringComparison.Ordinal);
        Assert.Contains("erased on", told, StringComparison.Ordinal);
        Assert.DoesNotContain(name, told, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await visit.StatusAsync(erase));
        using var press = await site.AsAsync("Secretariat");
        Assert.Equal(HttpStatusCode.Forbidden, await new Visit(press).StatusAsync(erase));
    }
}
