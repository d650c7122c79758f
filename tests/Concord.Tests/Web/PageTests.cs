using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Concord.Platform.I18n;
using Concord.Platform.Web;

namespace Concord.Tests.Web;

/// <summary>Every page over HTTP, as a browser without script meets it; antiforgery on.</summary>
public sealed partial class PageTests
{
    [Fact]
    public async Task A_pasted_sample_is_reviewed_and_every_number_of_the_record_leads_to_its_lit_sentence()
    {
        await using var site = await Site.StartAsync();
        var source = await BringInAsync(site, "01-first-review-of-the-new-plan.txt");
        var page = await GetAsync(site, source);
        await AcceptAllAsync(site, page);

        var record = await GetAsync(site, "/record");
        var numbers = record.QuerySelectorAll("a.c-cite").Select(a => a.GetAttribute("href")!).ToList();
        Assert.NotEmpty(numbers);
        foreach (var number in numbers)
        {
            Assert.EndsWith("#passage", number, StringComparison.Ordinal);
            var lit = (await GetAsync(site, number)).GetElementById("passage");
            Assert.Equal("mark", lit?.LocalName);
            Assert.NotEmpty(lit!.TextContent.Trim());
        }

        Assert.Contains("expected: ", record.QuerySelector(".c-record")!.TextContent, StringComparison.Ordinal);
        Assert.All(record.QuerySelectorAll("td").Where(c => c.QuerySelector("a") is null), c => Assert.Contains("nothing on record", c.TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_statement_is_taken_back_with_a_reason_and_counts_again_without_script()
    {
        await using var site = await Site.StartAsync();
        var source = await BringInAsync(site, "02-two-signatures-and-a-question.txt");
        await AcceptAllAsync(site, await GetAsync(site, source));
        var cell = await GetAsync(site, (await GetAsync(site, "/record")).QuerySelector("a.c-cell__open")!.GetAttribute("href")!);
        var measure = cell.QuerySelector("h2 a[href^='/measures/']")!.GetAttribute("href")!;
        var statement = (await GetAsync(site, measure)).QuerySelector("a.c-statement__act")!.GetAttribute("href")!;

        var (status, faulty) = await SendAsync(site, await GetAsync(site, statement), []);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.NotNull(faulty!.QuerySelector(".govuk-error-summary a[href='#why']"));

        (status, _) = await SendAsync(site, faulty, new() { ["why"] = "It was read wrongly." });
        Assert.Equal(HttpStatusCode.Redirect, status);
        var taken = (await GetAsync(site, measure)).QuerySelector(".c-statement--withdrawn")!;
        Assert.Equal("It was read wrongly.", taken.QuerySelector("q")!.TextContent);
        Assert.Contains("the operator of this machine", taken.TextContent, StringComparison.Ordinal);

        (status, _) = await SendAsync(site, await GetAsync(site, statement), []);
        Assert.Equal(HttpStatusCode.Redirect, status);
        Assert.Null((await GetAsync(site, measure)).QuerySelector(".c-statement--withdrawn"));
        Assert.Equal(2, (await GetAsync(site, "/acts")).QuerySelectorAll($"a[href='{statement}']").Length);
    }

    [Fact]
    public async Task Two_measures_are_made_one_and_taken_apart_without_script()
    {
        await using var site = await Site.StartAsync();
        await AcceptAllAsync(site, await GetAsync(site, await BringInAsync(site, "01-first-review-of-the-new-plan.txt")));
        await AcceptAllAsync(site, await GetAsync(site, await BringInAsync(site, "02-two-signatures-and-a-question.txt")));
        var measures = new List<string>();
        foreach (var cell in (await GetAsync(site, "/record")).QuerySelectorAll("a.c-cell__open").Select(a => a.GetAttribute("href")!))
        {
            measures.AddRange((await GetAsync(site, cell)).QuerySelectorAll("h2 a[href^='/measures/']").Select(a => a.GetAttribute("href")!));
        }

        var (one, other) = (measures[0], measures.First(m => m != measures[0]));
        var title = (await GetAsync(site, one)).QuerySelector("h1")!.TextContent;
        var pair = await GetAsync(site, $"{one}/same/{other["/measures/".Length..]}");
        Assert.NotEmpty(pair.QuerySelectorAll(".c-pair__why li"));
        var (status, faulty) = await SendAsync(site, pair, new() { ["lead"] = other["/measures/".Length..] });
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.NotNull(faulty!.QuerySelector(".govuk-error-summary a[href='#why']"));
        (status, _) = await SendAsync(site, faulty, new() { ["lead"] = other["/measures/".Length..], ["why"] = "One in two telegrams." });
        Assert.Equal(HttpStatusCode.Redirect, status);

        var led = await site.Client.GetAsync(new Uri(one, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.StartsWith(other + "?was=", led.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var merged = await GetAsync(site, one);
        Assert.Contains(title, merged.QuerySelector(".govuk-inset-text")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("One in two telegrams.", merged.QuerySelector(".c-merging q")!.TextContent);
        (status, _) = await SendAsync(site, merged, [], ".c-merging form");
        Assert.Equal(HttpStatusCode.Redirect, status);
        Assert.Equal(HttpStatusCode.OK, (await site.Client.GetAsync(new Uri(one, UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
    }

    /// <summary>Sends the form of a page as it stands, with these answers in it; the page that came back, if one did.</summary>
    private static async Task<(HttpStatusCode Status, IHtmlDocument? Page)> SendAsync(Site site, IHtmlDocument page, Dictionary<string, string> answers, string form = "main form[method=post]")
    {
        var found = page.QuerySelector(form)!;
        using var fields = new FormUrlEncodedContent(Visit.Filled(found, answers));
        var answer = await site.Client.PostAsync(new Uri(found.GetAttribute("action") ?? page.DocumentElement.GetAttribute("data-address")!, UriKind.Relative), fields, TestContext.Current.CancellationToken);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (answer.StatusCode, html.Length == 0 ? null : At(Parse(html), answer.RequestMessage!.RequestUri!.PathAndQuery));
    }

    [Fact]
    public async Task Every_page_is_of_resources_and_data_alone()
    {
        await using var site = await Site.StartAsync(development: true);
        foreach (var page in await CrawlAsync(site, pseudo: true))
        {
            Assert.Empty(Strays(page.Document).Select(s => $"{page.Address}: {s}").Distinct());
        }
    }

    [Fact]
    public void A_text_that_is_neither_is_found() => Assert.Equal(
        ["literal", "label", "bare"],
        Strays(new HtmlParser().ParseDocument(
            "<body><p>literal</p><p>[ök]</p><p translate=no>Data</p><button aria-label=label>[x]</button><p>[a] bare</p></body>")));

    [Fact]
    public async Task No_page_runs_styles_or_loads_anything_of_its_own_or_of_another_host()
    {
        await using var site = await Site.StartAsync();
        foreach (var (address, page) in await CrawlAsync(site, pseudo: false))
        {
            Assert.True(page.QuerySelectorAll("style, [style], script:not([src])").Length == 0, address);
            Assert.DoesNotContain(page.All, e => e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal)));
            Assert.All(
                page.QuerySelectorAll("[src], link[href], form[action]"),
                e => Assert.StartsWith("/", e.GetAttribute("src") ?? e.GetAttribute("href") ?? e.GetAttribute("action"), StringComparison.Ordinal));
            Assert.Single(page.QuerySelectorAll("h1"));
            Assert.Equal(page.QuerySelectorAll("[id]").Length, page.QuerySelectorAll("[id]").Select(e => e.Id).Distinct().Count());
        }
    }

    [Fact]
    public async Task A_post_without_its_token_is_refused_in_words()
    {
        await using var site = await Site.StartAsync();
        using var form = new MultipartFormDataContent { { new StringContent("x"), "text" } };
        var answer = await site.Client.PostAsync(new Uri("/sources/import", UriKind.Relative), form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(SecurityHeaders.Policy, answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.NotNull(Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).QuerySelector("h1"));
    }

    [Theory]
    [InlineData("/sources/00000000-0000-0000-0000-000000000001")]
    [InlineData("/measures/00000000-0000-0000-0000-000000000001")]
    [InlineData("/record/nobody/nowhere")]
    [InlineData("/nothing")]
    public async Task What_is_not_there_is_told_in_words(string address)
    {
        await using var site = await Site.StartAsync();
        var answer = await site.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("⟦", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2008", "2008")]
    [InlineData("2008-04", "April 2008")]
    [InlineData("2007-11-28", "28 November 2007")]
    [InlineData("2007-12-12/2007-12-14", "12 to 14 December 2007")]
    [InlineData("2007-01/2007-11", "January 2007 to November 2007")]
    [InlineData("2008-01~/2008-04~", "about January 2008 to about April 2008")]
    [InlineData("../2008-01", "until January 2008")]
    [InlineData("2007-35", "third quarter of 2007")]
    public void A_date_is_said_as_exactly_as_it_is_known(string edtf, string words) => Assert.Equal(words, WhenWords.Of(edtf));

    [Theory]
    [InlineData("/record", "/record")]
    [InlineData("//elsewhere.example", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    [InlineData("https://elsewhere.example", "/")]
    [InlineData(null, "/")]
    public void The_choice_of_language_leads_back_here_alone(string? to, string there) => Assert.Equal(there, WebPages.Local(to));

    private static async Task<string> BringInAsync(Site site, string sample)
    {
        var page = await GetAsync(site, "/sources/import");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Token(page)), "__RequestVerificationToken" },
            { new StringContent(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "samples", sample), TestContext.Current.CancellationToken)), "text" },
        };
        var answer = await site.Client.PostAsync(new Uri("/sources/import", UriKind.Relative), form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).QuerySelector(".c-results a")!.GetAttribute("href")!;
    }

    private static async Task AcceptAllAsync(Site site, IHtmlDocument page)
    {
        foreach (var form in page.QuerySelectorAll(".c-card--open form"))
        {
            using var fields = new FormUrlEncodedContent(form.QuerySelectorAll("input[name]")
                .Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value") ?? "")));
            var answer = await site.Client.PostAsync(
                new Uri(form.QuerySelector("button")!.GetAttribute("formaction")!, UriKind.Relative), fields, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }
    }

    /// <summary>Every page that can be reached by links, over a source whose statements are accepted.</summary>
    private static async Task<List<(string Address, IHtmlDocument Document)>> CrawlAsync(Site site, bool pseudo)
    {
        var source = await BringInAsync(site, "02-two-signatures-and-a-question.txt");
        var review = await GetAsync(site, source);
        var before = new List<string> { source, review.QuerySelector(".c-card__records ~ form a")!.GetAttribute("href")!, source + "/review", source + "/plain", source + "/add" };
        if (pseudo)
        {
            _ = await site.Client.GetAsync(new Uri("/language?culture=" + Texts.PseudoLocale, UriKind.Relative), TestContext.Current.CancellationToken);
        }

        List<(string, IHtmlDocument)> pages = [];
        foreach (var address in before)
        {
            pages.Add((address, await GetAsync(site, address)));
        }

        await AcceptAllAsync(site, review);
        var seen = new HashSet<string>();
        var waiting = new Queue<string>(["/", "/nothing", "/search", "/search?q=law", "/search?q=."]);
        while (waiting.TryDequeue(out var address))
        {
            if (address.Contains("/original", StringComparison.Ordinal) || address.StartsWith("/export/", StringComparison.Ordinal) || address.StartsWith("/language", StringComparison.Ordinal) || !seen.Add(Id().Replace(address.Split('#')[0], "*")))
            {
                continue;
            }

            var page = await GetAsync(site, address);
            pages.Add((address, page));
            page.QuerySelectorAll("main a[href], nav a[href]").Select(a => a.GetAttribute("href")!).Where(h => h.StartsWith('/')).ToList().ForEach(waiting.Enqueue);
        }

        Assert.True(pages.Count >= 9, string.Join(", ", pages.Select(p => p.Item1)));
        return pages;
    }

    /// <summary>Texts outside the brackets of the pseudo-locale that no ancestor calls data.</summary>
    private static List<string> Strays(IDocument page)
    {
        var texts = page.All.SelectMany(e => e.ChildNodes.OfType<IText>()).Where(t => t.ParentElement is not ({ LocalName: "title" or "script" } and { ParentElement.LocalName: "head" }))
            .Where(t => !IsData(t.ParentElement)).Select(t => t.Data);
        var told = page.All.Where(e => !IsData(e.ParentElement)).SelectMany(e => new[] { "aria-label", "title", "alt", "placeholder" }.Select(e.GetAttribute)).OfType<string>();
        var first = texts.Select(Outside).Where(t => t.Any(char.IsLetter)).ToList();
        return [.. first.Take(1), .. told.Select(Outside).Where(t => t.Any(char.IsLetter)), .. first.Skip(1)];
    }

    private static bool IsData(IElement? element) => element is not null && (element.GetAttribute("translate") == "no" || IsData(element.ParentElement));

    private static string Outside(string text)
    {
        var depth = 0;
        return string.Concat(text.Where(c => (depth += c == '[' ? 1 : 0) == 0 | (c == ']' && depth-- < 0))).Replace("]", "", StringComparison.Ordinal).Trim();
    }

    private static string Token(IHtmlDocument page) => page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    /// <summary>The page of an address, or the one to which it leads.</summary>
    private static async Task<IHtmlDocument> GetAsync(Site site, string address)
    {
        var answer = await site.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        return answer.Headers.Location is { } on
            ? await GetAsync(site, on.OriginalString)
            : At(Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), address);
    }

    /// <summary>A form without an action is sent to where its page stood.</summary>
    private static IHtmlDocument At(IHtmlDocument page, string address)
    {
        page.DocumentElement.SetAttribute("data-address", address);
        return page;
    }

    private static IHtmlDocument Parse(string html)
    {
        Assert.DoesNotContain("⟦", html, StringComparison.Ordinal);
        return new HtmlParser().ParseDocument(html);
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Id();
}
