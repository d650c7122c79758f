using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Concord.Core.Kernel;
using Concord.Modules.Measures;
using Concord.Modules.Sources;
using Concord.Platform.Lists;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Tests.Web;

/// <summary>Every list stands in the same frame: filters in the address, what is active of them, kept views, ways to take it out, and where it goes on.</summary>
public sealed class ListPagesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_list_with_a_page_has_its_filters_views_and_exports_on_it()
    {
        await using var site = await Site.StartAsync();
        await using var scope = site.Services.CreateAsyncScope();
        foreach (var list in scope.ServiceProvider.GetServices<IListed>().Where(l => Framed.Contains(l.Name)))
        {
            var (status, page) = await GetAsync(site, list.Page!);
            Assert.Equal(HttpStatusCode.OK, status);
            var form = page.QuerySelector("details.c-filters form[method=get]");
            Assert.True(form is not null, list.Name + " has no frame");
            Assert.Equal(
                list.Filters.Where(f => f.Name != "order" && f.Form != FilterForm.Id).Select(f => f.Name).Order(StringComparer.Ordinal),
                form.QuerySelectorAll("input[name], select[name]").Select(f => f.GetAttribute("name")).Order(StringComparer.Ordinal));
            Assert.Equal(["csv", "xlsx"], page.QuerySelectorAll(".c-take-out a").Select(a => a.GetAttribute("href")!.Split('?')[0].Split('.')[^1]));
            Assert.All(page.QuerySelectorAll(".c-take-out a"), a => Assert.StartsWith($"/export/{list.Name}.", a.GetAttribute("href"), StringComparison.Ordinal));
            Assert.Equal(list.Name, page.QuerySelector("form[action='/views'] input[name=list]")?.GetAttribute("value"));

            var (faulty, refused) = await GetAsync(site, list.Page + "?colour=red");
            Assert.Equal(HttpStatusCode.BadRequest, faulty);
            Assert.NotNull(refused.QuerySelector(".govuk-error-summary"));
        }
    }

    [Fact]
    public async Task Sources_are_narrowed_kept_as_a_view_and_told_page_by_page_while_others_come_in()
    {
        await using var site = await Site.StartAsync();
        for (var serial = 100; serial < 155; serial++)
        {
            await BringInAsync(site, serial);
        }

        var (_, first) = await GetAsync(site, "/sources");
        var shown = Shown(first);
        Assert.Equal(50, shown.Count);
        await BringInAsync(site, 155);
        var (_, second) = await GetAsync(site, first.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(5, Shown(second).Count);
        Assert.Empty(shown.Intersect(Shown(second)));
        Assert.Null(second.QuerySelector("a[rel=next]"));

        var (_, narrowed) = await GetAsync(site, "/sources?form=pdf&title=nothing+is+called+so");
        Assert.Empty(Shown(narrowed));
        Assert.Equal(["Form: PDF", "Title: nothing is called so"], narrowed.QuerySelectorAll(".c-chips li").Select(l => string.Join(' ', l.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Split(" Remove")[0]));
        using var fields = new FormUrlEncodedContent(narrowed.QuerySelectorAll("form[action='/views'] input[name]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("name") == "name" ? "Scans" : i.GetAttribute("value") ?? ""));
        var kept = await site.Client.PostAsync(new Uri("/views", UriKind.Relative), fields, Ct);
        Assert.Equal("/sources?form=pdf&title=nothing%20is%20called%20so", kept.Headers.Location?.OriginalString);
        Assert.Equal("Scans", (await GetAsync(site, "/sources")).Page.QuerySelector(".c-views a[href^='/sources?']")?.TextContent);
    }

    [Fact]
    public async Task The_timeline_draws_what_its_tables_say_and_each_period_leads_to_its_statements()
    {
        await using var site = await Site.StartAsync();
        await AcceptAsync(site, "07-positions-obstacles-and-a-law.txt");
        var (_, page) = await GetAsync(site, "/timeline?step=year");
        var bars = page.QuerySelectorAll("svg.c-when rect.c-when__bar");
        Assert.NotEmpty(bars);
        Assert.All(bars, b => Assert.True(double.Parse(b.GetAttribute("height")!, System.Globalization.CultureInfo.InvariantCulture) > 0));
        Assert.NotNull(page.QuerySelector("svg.c-when[role=img] > title"));
        var tables = page.QuerySelectorAll("table.c-when-table");
        var sums = tables.Select(t => t.QuerySelectorAll("tbody tr").Sum(r => int.Parse(r.LastElementChild!.TextContent, System.Globalization.CultureInfo.InvariantCulture))).ToList();
        Assert.Equal(sums[0], sums[1]);
        Assert.All(tables.SelectMany(t => t.QuerySelectorAll("tbody tr")), r => Assert.Equal(
            int.Parse(r.LastElementChild!.TextContent, System.Globalization.CultureInfo.InvariantCulture),
            r.QuerySelectorAll("td").SkipLast(1).Sum(c => int.Parse(c.TextContent, System.Globalization.CultureInfo.InvariantCulture))));
        var link = page.QuerySelector("table.c-when-table th a[href^='/statements?']")!;
        var (status, statements) = await GetAsync(site, link.GetAttribute("href")!);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.NotEmpty(statements.QuerySelectorAll(".c-statement"));
        Assert.NotNull((await GetAsync(site, "/record")).Page.QuerySelector("nav.c-ways a[href='/timeline']"));
        var (_, bySource) = await GetAsync(site, "/timeline?by=source");
        Assert.NotEmpty(bySource.QuerySelectorAll("table.c-when-table a[href^='/timeline?by=source&source=']"));
        Assert.Empty((await GetAsync(site, "/timeline?said-since=1700-01-01&said-until=1700-12-31")).Page.QuerySelectorAll("svg.c-when"));
    }

    /// <summary>The record is one table and has ways of its own; the others are shown elsewhere or not at all.</summary>
    private static readonly string[] Framed = ["sources", "statements", "measures", "meetings", "declarations", "directory", "positions", "obstacles", "laws", "timeline"];

    private static async Task AcceptAsync(Site site, string sample)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var bytes = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "samples", sample), Ct);
        var kept = World.Ok(await scope.ServiceProvider.GetRequiredService<ImportSource>().HandleAsync(World.May(Doing.Import), new IncomingFile(sample, bytes, null, null), Ct));
        var review = World.Ok(await scope.ServiceProvider.GetRequiredService<ReviewQueries>().PageAsync(World.May(Doing.Read), kept[0].Id, default, Ct));
        foreach (var item in review.Items)
        {
            await using var each = site.Services.CreateAsyncScope();
            _ = World.Ok(await each.ServiceProvider.GetRequiredService<DecideProposal>().HandleAsync(World.May(Doing.Review), new Decide(item.Proposal.Id, 0, Verdict.Accepted), Ct));
        }
    }

    private static List<string?> Shown(IHtmlDocument page) => [.. page.QuerySelectorAll(".c-list__title a").Select(a => a.GetAttribute("href"))];

    private static async Task BringInAsync(Site site, int serial)
    {
        var (_, page) = await GetAsync(site, "/sources/import");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent(System.Text.Encoding.ASCII.GetString(Written.Telegram(serial))), "text" },
        };
        Assert.True((await site.Client.PostAsync(new Uri("/sources/import", UriKind.Relative), form, Ct)).IsSuccessStatusCode);
    }

    private static async Task<(HttpStatusCode Status, IHtmlDocument Page)> GetAsync(Site site, string address)
    {
        var answer = await site.Client.GetAsync(new Uri(address, UriKind.Relative), Ct);
        var html = await answer.Content.ReadAsStringAsync(Ct);
        Assert.DoesNotContain("⟦", html, StringComparison.Ordinal);
        return (answer.StatusCode, new HtmlParser().ParseDocument(html));
    }
}
