using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Concord.Tests.Web;

/// <summary>The search as a browser without script meets it.</summary>
public sealed class SearchPageTests
{
    [Fact]
    public async Task From_the_box_of_any_page_a_word_leads_to_its_lit_sentence()
    {
        await using var site = await Site.StartAsync();
        await BringInAsync(site, "01-first-review-of-the-new-plan.txt");
        var box = (await GetAsync(site, "/record")).QuerySelector("header form[role=search]")!;
        Assert.Equal(("get", "q"), (box.GetAttribute("method"), box.QuerySelector("input")!.GetAttribute("name")));
        var page = await GetAsync(site, box.GetAttribute("action") + "?q=law&kind=passage");
        Assert.Equal("law", page.QuerySelector("input[name=q]")!.GetAttribute("value"));
        var hits = page.QuerySelectorAll(".c-list__item a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.NotEmpty(hits);
        Assert.All(page.QuerySelectorAll(".c-excerpt"), e => Assert.Contains(e.QuerySelectorAll("mark"), m => string.Equals(m.TextContent, "law", StringComparison.OrdinalIgnoreCase)));
        foreach (var hit in hits)
        {
            var lit = await GetAsync(site, hit.Split('#')[0]);
            Assert.Equal("passage", hit.Split('#')[1]);
            var text = string.Concat(lit.QuerySelectorAll("mark.c-lit--sought").Select(m => m.TextContent));
            Assert.Contains("law", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Passages_of_one_source_stand_under_its_title_once_each_with_its_own_link()
    {
        await using var site = await Site.StartAsync();
        await BringInAsync(site, "01-first-review-of-the-new-plan.txt");
        var items = (await GetAsync(site, "/search?q=2008&kind=passage")).QuerySelectorAll(".c-list__item").ToList();
        var links = items.ConvertAll(i => i.QuerySelector("a")!.GetAttribute("href")!);
        var sources = links.ConvertAll(l => l.Split('?', '#')[0]);
        Assert.Contains(items, i => i.QuerySelector(".c-list__title") is null);
        Assert.Equal(links.Count, links.Distinct().Count());
        for (var i = 0; i < items.Count; i++)
        {
            Assert.Equal(i == 0 || sources[i] != sources[i - 1], items[i].QuerySelector(".c-list__title") is not null);
        }
    }

    [Fact]
    public async Task A_source_found_by_something_else_than_its_title_says_by_what()
    {
        await using var site = await Site.StartAsync();
        var hits = (await GetAsync(site, "/search?q=vietnamplus&kind=source")).QuerySelectorAll(".c-list__item");
        Assert.NotEmpty(hits);
        Assert.All(hits, h => Assert.Equal((0, "vietnamplus"), (h.QuerySelectorAll(".c-list__title mark").Length, h.QuerySelector(".c-excerpt mark")?.TextContent)));
    }

    [Fact]
    public async Task Each_facet_leads_to_as_many_as_it_says()
    {
        await using var site = await Site.StartAsync();
        await BringInAsync(site, "01-first-review-of-the-new-plan.txt");
        await BringInAsync(site, "02-two-signatures-and-a-question.txt");
        var page = await GetAsync(site, "/search?q=trafficking");
        var facets = page.QuerySelectorAll(".c-facets__list li").Where(l => l.QuerySelector(".c-facets__count") is not null).ToList();
        Assert.NotEmpty(facets);
        foreach (var facet in facets)
        {
            var count = facet.QuerySelector(".c-facets__count")!.TextContent.Trim('(', ')');
            Assert.StartsWith(count + " ", (await GetAsync(site, facet.QuerySelector("a")!.GetAttribute("href")!)).QuerySelector("#found")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/search", ".govuk-inset-text")]
    [InlineData("/search?q=%20", ".govuk-inset-text")]
    [InlineData("/search?q=...", ".govuk-error-message")]
    [InlineData("/search?q=nosuchword&kind=nonsense&member=%27&page=-7", "#found")]
    [InlineData("/search?q=%00%F0%28%8C%28%22*%7B0%7D%25", "h1")]
    [InlineData("/search?q=%22%3Cscript%3E&page=99999999999", "h1")]
    public async Task Whatever_is_asked_is_answered_in_words(string address, string shown)
    {
        await using var site = await Site.StartAsync();
        var answer = await site.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("⟦", html, StringComparison.Ordinal);
        Assert.NotNull(new HtmlParser().ParseDocument(html).QuerySelector(shown));
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_to_wait()
    {
        await using var site = await Site.StartAsync(searchesAMinute: 3);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 5; i++)
        {
            answers.Add((await site.Client.GetAsync(new Uri("/search?q=law", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], answers);
        Assert.Equal(HttpStatusCode.OK, (await site.Client.GetAsync(new Uri("/search", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
    }

    private static async Task BringInAsync(Site site, string sample)
    {
        var page = await GetAsync(site, "/sources/import");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "samples", sample), TestContext.Current.CancellationToken)), "text" },
        };
        var answer = await site.Client.PostAsync(new Uri("/sources/import", UriKind.Relative), form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<IHtmlDocument> GetAsync(Site site, string address)
    {
        var answer = await site.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
