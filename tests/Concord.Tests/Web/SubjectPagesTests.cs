using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Dom;

namespace Concord.Tests.Web;

/// <summary>From an import through the review to the pages of meetings, declarations and officials, over HTTP as a browser without script does it.</summary>
public sealed class SubjectPagesTests
{
    private static readonly string? Seed = Telegrams.ReaderFiles.Shared("seed") is { } seed ? Directory.EnumerateFiles(seed, "*.txt").Order(StringComparer.Ordinal).FirstOrDefault() : null;

    [Fact]
    public async Task The_seed_says_who_could_not_attend_what()
    {
        Assert.SkipWhen(Seed is null, "the seed does not stand beside the repository");
        await using var site = await Site.StartAsync();
        await AcceptAllAsync(site, await BringInAsync(site, await File.ReadAllTextAsync(Seed, Ct)));
        var meeting = await OfTextAsync(site, "/meetings?year=2007", "Senior Officials Meeting (SOM)");
        var matrix = meeting.QuerySelectorAll("table.c-matrix")[^1];
        Assert.Equal("not admitted", Cell(matrix, "press", "question and answer session"));
        Assert.Equal("not admitted", Cell(matrix, "Embassy observers", "second day of the COMMIT"));
        Assert.Equal("not said", Cell(matrix, "press", "second day of the COMMIT"));
        Assert.Contains(meeting.QuerySelectorAll("li"), l => l.TextContent.Contains("answered questions", StringComparison.Ordinal) && l.QuerySelector("strong")?.TextContent.Trim() is "Burma" or "Myanmar");
        Assert.Contains(meeting.QuerySelectorAll(".c-spoken summary"), s => s.TextContent.Contains("You Ay", StringComparison.Ordinal));
        Assert.Contains("12 to 14 December 2007", meeting.QuerySelector("dl")!.TextContent, StringComparison.Ordinal);
        await EveryLineLandsOnItsSentenceAsync(site, meeting);
    }

    [Fact]
    public async Task The_declaration_of_the_seed_has_four_provisions()
    {
        Assert.SkipWhen(Seed is null, "the seed does not stand beside the repository");
        await using var site = await Site.StartAsync();
        await AcceptAllAsync(site, await BringInAsync(site, await File.ReadAllTextAsync(Seed, Ct)));
        var declaration = await OfTextAsync(site, "/declarations", "Joint Declaration", exact: true);
        Assert.Equal(
            [
                "committing to work together to implement the SPA",
                "reaffirmed COMMIT's commitment to combating trafficking in persons in the region",
                "included a provision emphasizing the importance of consulting civil society and victim representatives in national and regional plans for combating trafficking",
                "pledged to place the rights of the individual at the center of policy and law",
            ],
            declaration.QuerySelectorAll(".c-provision blockquote").Select(q => q.TextContent.Trim()));
        Assert.Contains("Inter Ministerial Meeting (IMM)", declaration.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await EveryLineLandsOnItsSentenceAsync(site, declaration);
        var directory = await GetAsync(site, "/directory");
        Assert.Contains("You Ay", directory.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>Another region, other bodies, other words.</summary>
    [Fact]
    public async Task An_invented_telegram_of_another_region_is_told_as_well()
    {
        await using var site = await Site.StartAsync();
        var telegram = System.Text.Encoding.ASCII.GetString(Written.Telegram(
            61,
            "(SBU) Summary: The Third Sava Basin Conference on Labor Migration was held in Lipova Greda February 18-20, 2008. End Summary.",
            "The opening session on February 18 was open to the press. The drafting session on February 19 was limited to heads of delegation; NGOs were not admitted. EmbOffs attended as observers.",
            "Interior Ministry State Secretary Vesna Testic said Serbia opened a shelter in January. Croatian delegates answered all questions, while Serbia declined to answer questions on visas.",
            "The Lipova Greda Communique, which the ministers adopted on February 20, calls on members to share lists of banned recruiters, condemned the use of debt bondage and pledged to open a joint office by June 2009."));
        await AcceptAllAsync(site, await BringInAsync(site, telegram));
        var meeting = await OfTextAsync(site, "/meetings?year=2008", "Sava Basin Conference");
        var matrix = meeting.QuerySelectorAll("table.c-matrix")[^1];
        Assert.Equal("admitted", Cell(matrix, "press", "opening session"));
        Assert.Equal("admitted", Cell(matrix, "heads of delegation", "drafting session"));
        Assert.Equal("not admitted", Cell(matrix, "NGOs", "drafting session"));
        Assert.Contains("EmbOffs", meeting.QuerySelector("dl")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(meeting.QuerySelectorAll("li"), l => l.TextContent.Contains("did not answer questions", StringComparison.Ordinal) && l.TextContent.Contains("Serbia", StringComparison.Ordinal));
        await EveryLineLandsOnItsSentenceAsync(site, meeting);
        var declaration = await OfTextAsync(site, "/declarations", "Lipova Greda Communique");
        Assert.Equal(
            ["calls on members to share lists of banned recruiters", "condemned the use of debt bondage", "pledged to open a joint office by June 2009"],
            declaration.QuerySelectorAll(".c-provision blockquote").Select(q => q.TextContent.Trim()));
    }

    [Fact]
    public async Task A_focal_point_is_recorded_from_a_sentence_and_confirmed_again_each_an_act()
    {
        await using var site = await Site.StartAsync();
        var telegram = System.Text.Encoding.ASCII.GetString(Written.Telegram(
            62, "(SBU) Summary: Thai officials spoke. End Summary.", "Thai Deputy Director General Somchai Testsuk of the Ministry of Labor said Thailand passed a law on trafficking in November 2007."));
        await AcceptAllAsync(site, await BringInAsync(site, telegram));
        var person = await OfTextAsync(site, "/directory", "Somchai Testsuk", exact: true);
        var (status, _) = await SendAsync(site, person, "form[action$='handler=Focal']", new() { ["for"] = " " });
        Assert.Equal(HttpStatusCode.BadRequest, status);
        (status, _) = await SendAsync(site, person, "form[action$='handler=Focal']", []);
        Assert.Equal(HttpStatusCode.Redirect, status);
        var recorded = await OfTextAsync(site, "/directory", "Somchai Testsuk", exact: true);
        Assert.Contains("last confirmed", (await GetAsync(site, "/directory")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        (status, _) = await SendAsync(site, recorded, "form[action$='handler=Confirm']", []);
        Assert.Equal(HttpStatusCode.Redirect, status);
        (status, _) = await SendAsync(site, recorded, "form[action$='handler=Confirm']", []);
        Assert.Equal(HttpStatusCode.Conflict, status);
        var acts = (await GetAsync(site, "/acts")).QuerySelector("main")!.TextContent;
        Assert.Contains("A focal point was recorded.", acts, StringComparison.Ordinal);
        Assert.Contains("A focal point was confirmed.", acts, StringComparison.Ordinal);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Cell(IElement matrix, string party, string session)
    {
        var column = matrix.QuerySelectorAll("thead th").Select(h => h.TextContent.Trim()).ToList().FindIndex(h => h.Contains(session, StringComparison.Ordinal));
        var row = matrix.QuerySelectorAll("tbody tr").Single(r => r.QuerySelector("th")!.TextContent.Trim() == party);
        return row.Children[column].QuerySelector("span")!.TextContent.Trim();
    }

    private static async Task EveryLineLandsOnItsSentenceAsync(Site site, IHtmlDocument page)
    {
        var links = page.QuerySelectorAll("main a[href*='passage=']").Select(a => a.GetAttribute("href")!).Distinct().ToList();
        Assert.NotEmpty(links);
        foreach (var link in links)
        {
            Assert.Equal("mark", (await GetAsync(site, link)).GetElementById("passage")?.LocalName);
        }
    }

    private static async Task<IHtmlDocument> OfTextAsync(Site site, string list, string text, bool exact = false)
    {
        var page = await GetAsync(site, list);
        var link = page.QuerySelectorAll("main a").FirstOrDefault(a => exact ? a.TextContent.Trim() == text : a.TextContent.Contains(text, StringComparison.Ordinal));
        Assert.True(link is not null, $"{list} does not lead to {text}: {string.Join(" | ", page.QuerySelectorAll("main a").Select(a => a.TextContent.Trim()))}");
        return await GetAsync(site, link.GetAttribute("href")!);
    }

    private static async Task<string> BringInAsync(Site site, string text)
    {
        var page = await GetAsync(site, "/sources/import");
        using var form = new MultipartFormDataContent { { new StringContent(Token(page)), "__RequestVerificationToken" }, { new StringContent(text), "text" } };
        var answer = await site.Client.PostAsync(new Uri("/sources/import", UriKind.Relative), form, Ct);
        return Parse(await answer.Content.ReadAsStringAsync(Ct)).QuerySelector(".c-results a")!.GetAttribute("href")!;
    }

    private static async Task AcceptAllAsync(Site site, string source)
    {
        foreach (var form in (await GetAsync(site, source)).QuerySelectorAll(".c-card--open form"))
        {
            using var fields = new FormUrlEncodedContent(form.QuerySelectorAll("input[name]").Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value") ?? "")));
            var answer = await site.Client.PostAsync(new Uri(form.QuerySelector("button")!.GetAttribute("formaction")!, UriKind.Relative), fields, Ct);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }
    }

    private static async Task<(HttpStatusCode Status, IHtmlDocument Page)> SendAsync(Site site, IHtmlDocument page, string form, Dictionary<string, string> answers)
    {
        var found = page.QuerySelector(form)!;
        var values = found.QuerySelectorAll("input[name]")
            .Where(i => i.GetAttribute("type") is not "radio" || i.HasAttribute("checked"))
            .ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        answers.ToList().ForEach(a => values[a.Key] = a.Value);
        using var fields = new FormUrlEncodedContent(values);
        var answer = await site.Client.PostAsync(new Uri(found.GetAttribute("action")!, UriKind.Relative), fields, Ct);
        return (answer.StatusCode, Parse(await answer.Content.ReadAsStringAsync(Ct)));
    }

    private static string Token(IHtmlDocument page) => page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    private static async Task<IHtmlDocument> GetAsync(Site site, string address)
    {
        var answer = await site.Client.GetAsync(new Uri(address, UriKind.Relative), Ct);
        return answer.Headers.Location is { } on ? await GetAsync(site, on.OriginalString) : Parse(await answer.Content.ReadAsStringAsync(Ct));
    }

    private static IHtmlDocument Parse(string html)
    {
        Assert.DoesNotContain("⟦", html, StringComparison.Ordinal);
        return new HtmlParser().ParseDocument(html);
    }
}
