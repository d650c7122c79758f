using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Concord.Core.Kernel;
using Concord.Core.Measures;

namespace Concord.Tests.Web;

/// <summary>Positions, obstacles, laws side by side and the pages of members and countries, from reviewed statements.</summary>
public sealed partial class PageTests
{
    private const string Disagreement = "07-positions-obstacles-and-a-law.txt";

    [Fact]
    public async Task The_page_of_a_country_that_is_no_member_lists_the_positions_taken_on_it_each_with_its_sentence()
    {
        await using var site = await Site.StartAsync();
        await AcceptAllAsync(site, await GetAsync(site, await BringInAsync(site, Disagreement)));

        var page = await GetAsync(site, "/countries/ID");
        Assert.Equal("Indonesia", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(["inviting Indonesia to the next ministerial meeting"], page.QuerySelectorAll("main h3").Select(h => h.TextContent.Trim()));
        Assert.Equal(["Cambodia opposes it", "Thailand supports it"], page.QuerySelectorAll(".c-said__who").Select(Squeezed));
        await AssertLeadsToLitAsync(site, page.QuerySelectorAll(".c-said blockquote a"));

        var all = await GetAsync(site, "/positions");
        Assert.Contains("No position on record: China, Lao PDR, Myanmar, Viet Nam.", all.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, all.QuerySelectorAll(".c-said li").Length);
        Assert.Single((await GetAsync(site, "/positions?member=thailand")).QuerySelectorAll(".c-said li"));
    }

    [Fact]
    public async Task A_question_put_in_other_words_is_made_one_with_the_other_and_taken_apart()
    {
        await using var site = await Site.StartAsync();
        await AcceptAllAsync(site, await GetAsync(site, await BringInAsync(site, Disagreement)));
        await AcceptAllAsync(site, await GetAsync(site, await BringInTextAsync(site, System.Text.Encoding.ASCII.GetString(Written.Telegram(
            71, "(SBU) At the Technical Working Group on December 4, Vietnamese delegate Tran Quoc Lam said Vietnam supports a seat for Indonesia at the next ministerial meeting.")))));

        var questions = (await GetAsync(site, "/positions")).QuerySelectorAll("main h2 a").Where(a => a.TextContent.Contains("Indonesia", StringComparison.Ordinal)).Select(a => a.GetAttribute("href")!).AsEnumerable().Reverse().ToArray();
        Assert.Equal(2, questions.Length);
        var mine = await GetAsync(site, questions[0]);
        Assert.Equal("inviting Indonesia to the next ministerial meeting", mine.QuerySelector("h1")!.TextContent.Trim());
        var like = await GetAsync(site, mine.QuerySelector("a[href^='/measures/same']")!.GetAttribute("href")!);
        var (status, _) = await SendAsync(site, await GetAsync(site, like.QuerySelector(".c-pair__why a")!.GetAttribute("href")!), new() { ["why"] = "The same seat." });
        Assert.Equal(HttpStatusCode.Redirect, status);

        var one = await GetAsync(site, questions[1]);
        Assert.Equal(["Cambodia opposes it", "Thailand supports it", "Viet Nam supports it"], one.QuerySelectorAll(".c-said__who").Select(Squeezed));
        Assert.Equal("a seat for Indonesia at the next ministerial meeting", one.QuerySelector("main q")!.TextContent);
        await AssertLeadsToLitAsync(site, one.QuerySelectorAll(".c-said blockquote a"));
        Assert.Single((await GetAsync(site, "/countries/ID")).QuerySelectorAll("main h3"));

        (status, _) = await SendAsync(site, await GetAsync(site, "/measures/" + questions[0]["/positions/".Length..]), [], ".c-merging form");
        Assert.Equal(HttpStatusCode.Redirect, status);
        Assert.Equal(["Viet Nam supports it"], (await GetAsync(site, questions[1])).QuerySelectorAll(".c-said__who").Select(Squeezed));
        Assert.DoesNotContain((await GetAsync(site, "/record")).QuerySelectorAll("main a"), a => a.TextContent.Contains("Indonesia", StringComparison.Ordinal));
    }

    private static async Task<string> BringInTextAsync(Site site, string text)
    {
        var page = await GetAsync(site, "/sources/import");
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent(text), "text" } };
        var answer = await site.Client.PostAsync(new Uri("/sources/import", UriKind.Relative), form, TestContext.Current.CancellationToken);
        return Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).QuerySelector(".c-results a")!.GetAttribute("href")!;
    }

    [Fact]
    public async Task Obstacles_stand_by_area_with_the_help_asked_for()
    {
        await using var site = await Site.StartAsync();
        await AcceptAllAsync(site, await GetAsync(site, await BringInAsync(site, Disagreement)));

        var page = await GetAsync(site, "/obstacles");
        var reintegration = page.QuerySelectorAll("main section").Single(s => s.QuerySelector("h2")!.TextContent.Contains("reintegration", StringComparison.Ordinal));
        Assert.Equal(["a lack of trained interpreters", "missing papers"], reintegration.QuerySelectorAll(".c-said__what").Select(w => w.TextContent).Order());
        Assert.Contains("help in training interviewers at two border posts", page.QuerySelectorAll(".c-said__help").Single().TextContent, StringComparison.Ordinal);
        await AssertLeadsToLitAsync(site, page.QuerySelectorAll(".c-said blockquote a"));
    }

    [Fact]
    public async Task Laws_stand_side_by_side_with_what_is_said_that_they_cover_and_do_not()
    {
        await using var site = await Site.StartAsync();
        await AcceptAllAsync(site, await GetAsync(site, await BringInAsync(site, Disagreement)));

        var page = await GetAsync(site, "/laws");
        Assert.Equal("not covered", Cell(page, "men", "Cambodia"));
        Assert.Equal("covered", Cell(page, "men", "Thailand"));
        Assert.Equal("covered", Cell(page, "forced labour or services", "Cambodia"));
        Assert.Equal("not said", Cell(page, "forced labour or services", "Thailand"));
        Assert.Equal(Covered.Elements.Length, (await GetAsync(site, "/laws?all=true")).QuerySelectorAll("tbody tr:not(.c-record__part)").Length);
        await AssertLeadsToLitAsync(site, page.QuerySelectorAll(".c-record a.c-cite"));

        static string Cell(IHtmlDocument page, string element, string member)
        {
            var column = page.QuerySelectorAll("thead th").Select(h => h.TextContent).ToList().IndexOf(member);
            var row = page.QuerySelectorAll("tbody tr").Single(r => r.QuerySelector("th")!.TextContent == element);
            var cell = row.QuerySelectorAll("td")[column - 1];
            return (cell.QuerySelector("li > span") ?? cell.QuerySelector(".c-quiet"))!.TextContent;
        }
    }

    [Fact]
    public async Task A_members_page_gathers_what_it_did_announced_holds_and_meets()
    {
        await using var site = await Site.StartAsync();
        await AcceptAllAsync(site, await GetAsync(site, await BringInAsync(site, Disagreement)));
        await AcceptAllAsync(site, await GetAsync(site, await BringInAsync(site, "02-two-signatures-and-a-question.txt")));

        var page = await GetAsync(site, "/members/cambodia");
        var text = page.QuerySelector("main")!.TextContent;
        Assert.Contains("opposes it: inviting Indonesia", Squeezed(page.QuerySelector("[aria-labelledby=brief-positions]")!), StringComparison.Ordinal);
        Assert.Contains("does not cover: men", text, StringComparison.Ordinal);
        Assert.Contains("កម្ពុជា", page.QuerySelector("[lang=km]")!.TextContent, StringComparison.Ordinal);
        await AssertLeadsToLitAsync(site, page.QuerySelectorAll("a.c-brief__cite"));

        var redirected = await site.Client.GetAsync(new Uri("/countries/KH", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("/members/cambodia", redirected.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_position_an_obstacle_and_what_a_law_covers_are_set_by_hand()
    {
        await using var site = await Site.StartAsync();
        var source = await BringInAsync(site, Disagreement);
        var page = await GetAsync(site, source);
        var change = page.QuerySelectorAll(".c-card--open").First(c => c.TextContent.Contains("supports", StringComparison.Ordinal)).QuerySelector("a[href*='/proposals/']")!.GetAttribute("href")!;

        var form = await GetAsync(site, change);
        Assert.Equal("Supports", form.QuerySelector("input[name=stance][checked]")!.GetAttribute("value"));
        var (status, faulty) = await SendAsync(site, form, new() { ["form"] = nameof(Assertion.Obstacle), ["area"] = "spa-9-9" });
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.NotNull(faulty!.QuerySelector(".govuk-error-summary a[href='#area']"));

        (status, faulty) = await SendAsync(site, form, new() { ["form"] = nameof(Assertion.Obstacle), ["title"] = "distance", ["help"] = "a bus", ["area"] = "spa-2-6", ["covers"] = "Men", ["covers-not"] = "Men" });
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.NotNull(faulty!.QuerySelector(".govuk-error-summary a[href='#covers']"));

        (status, _) = await SendAsync(site, form, new() { ["form"] = nameof(Assertion.Obstacle), ["title"] = "distance", ["help"] = "a bus", ["area"] = "spa-2-6" });
        Assert.Equal(HttpStatusCode.Redirect, status);
        var obstacles = await GetAsync(site, "/obstacles?member=thailand");
        Assert.Equal("distance", obstacles.QuerySelector(".c-said__what")!.TextContent);
        Assert.Contains("Preventive measures", obstacles.QuerySelector("main section h2")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/members/nobody")]
    [InlineData("/countries/QQ")]
    [InlineData("/positions/00000000-0000-0000-0000-000000000001")]
    public async Task A_member_or_country_that_is_none_is_told_in_words(string address)
    {
        await using var site = await Site.StartAsync();
        var answer = await site.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("⟦", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/positions?member=nobody", "member")]
    [InlineData("/positions?about=atlantis", "about")]
    [InlineData("/obstacles?area=nowhere", "area")]
    [InlineData("/laws?element=luck", "element")]
    [InlineData("/directory?member=nobody", "member")]
    public async Task A_filter_that_finds_nothing_to_mean_is_told_where_it_stands(string address, string field)
    {
        await using var site = await Site.StartAsync();
        var answer = await site.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.NotNull(page.QuerySelector($".govuk-error-summary a[href='#{field}']"));
        Assert.DoesNotContain("⟦", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    private static string Squeezed(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task AssertLeadsToLitAsync(Site site, IEnumerable<IElement> links)
    {
        var hrefs = links.Select(a => a.GetAttribute("href")!).ToList();
        Assert.NotEmpty(hrefs);
        foreach (var href in hrefs)
        {
            Assert.Equal("mark", (await GetAsync(site, href)).GetElementById("passage")?.LocalName);
        }
    }
}
