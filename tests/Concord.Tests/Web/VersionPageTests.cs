using System.Net;

namespace Concord.Tests.Web;

/// <summary>Versions of a source over HTTP, without script.</summary>
public sealed partial class PageTests
{
    private static async Task<string> CorrectAsync(Site site, string source, string text, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var link = (await GetAsync(site, source)).QuerySelector("#origin a[href^='/sources/import?corrects=']")!.GetAttribute("href")!;
        var page = await GetAsync(site, link);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Token(page)), "__RequestVerificationToken" },
            { new StringContent(page.QuerySelector("input[name=corrects]")!.GetAttribute("value")!), "corrects" },
            { new StringContent(text), "text" },
        };
        var answer = await site.Client.PostAsync(new Uri("/sources/import", UriKind.Relative), form, TestContext.Current.CancellationToken);
        Assert.Equal(expected, answer.StatusCode);
        return Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).QuerySelector(".c-results a")?.GetAttribute("href") ?? "";
    }

    private static async Task<string> SampleAsync(string name) =>
        await File.ReadAllTextAsync(Path.Combine(Repository.Root, "samples", name), TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_corrected_version_is_brought_in_compared_and_its_passages_are_settled_without_script()
    {
        await using var site = await Site.StartAsync();
        var source = await BringInAsync(site, "02-two-signatures-and-a-question.txt");
        await AcceptAllAsync(site, await GetAsync(site, source));
        var text = await SampleAsync("02-two-signatures-and-a-question.txt");
        Assert.Contains("signed", text, StringComparison.Ordinal);
        var later = await CorrectAsync(site, source, text.Replace("signed", "initialed", StringComparison.Ordinal));
        Assert.NotEqual(source, later);

        var page = await GetAsync(site, later);
        Assert.NotNull(page.QuerySelector($"main a[href='{source}']"));
        Assert.NotNull((await GetAsync(site, source)).QuerySelector($"main a[href='{later}']"));
        var compared = await GetAsync(site, later + "/compare");
        Assert.Contains(compared.QuerySelectorAll("td del"), d => d.TextContent.Contains("signed", StringComparison.Ordinal) && d.TextContent.Contains("taken out", StringComparison.Ordinal));
        Assert.Contains(compared.QuerySelectorAll("td ins"), d => d.TextContent.Contains("initialed", StringComparison.Ordinal) && d.TextContent.Contains("put in", StringComparison.Ordinal));

        var passages = await GetAsync(site, later + "/passages");
        Assert.NotNull(passages.QuerySelector("button[name=how][value=Confirmed]"));
        var (status, _) = await SendAsync(site, passages, new() { ["how"] = "Confirmed" });
        Assert.Equal(HttpStatusCode.Redirect, status);
        var after = await GetAsync(site, later + "/passages");
        Assert.Contains("confirmed by a person", after.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        (status, _) = await SendAsync(site, passages, new() { ["how"] = "LeftLost" });
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.NotEmpty((await GetAsync(site, "/record")).QuerySelectorAll("a.c-cite"));

        // The same bytes correct nothing of themselves.
        _ = await CorrectAsync(site, later, text.Replace("signed", "initialed", StringComparison.Ordinal), HttpStatusCode.UnprocessableEntity);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Client.GetAsync(new Uri($"/sources/import?corrects={Guid.NewGuid():D}", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task A_source_is_withdrawn_by_its_issuer_and_stands_again_without_script()
    {
        await using var site = await Site.StartAsync();
        var source = await BringInAsync(site, "02-two-signatures-and-a-question.txt");
        await AcceptAllAsync(site, await GetAsync(site, source));
        var measure = (await GetAsync(site, source)).QuerySelector(".c-card--decided a[href^='/measures/']")!.GetAttribute("href")!;
        var (status, faulty) = await SendAsync(site, await GetAsync(site, source + "/recall"), []);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.NotNull(faulty!.QuerySelector(".govuk-error-summary"));
        (status, _) = await SendAsync(site, faulty, new() { ["why"] = "Cancelled by a later telegram." });
        Assert.Equal(HttpStatusCode.Redirect, status);
        Assert.Contains("withdrawn by its issuer", (await GetAsync(site, source)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Cancelled by a later telegram.", (await GetAsync(site, measure)).QuerySelector(".c-statement--withdrawn")!.TextContent, StringComparison.Ordinal);
        (status, _) = await SendAsync(site, await GetAsync(site, source + "/recall"), []);
        Assert.Equal(HttpStatusCode.Redirect, status);
        Assert.Null((await GetAsync(site, measure)).QuerySelector(".c-statement--withdrawn"));
        Assert.Contains("awaited", (await GetAsync(site, "/sources/expected")).Title, StringComparison.Ordinal);
    }
}
