using System.Globalization;
using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Concord.Platform.Web;

namespace Concord.Tests.Edge;

/// <summary>Who comes too often is told so in words and when to come again, on a page that needs no script; others are not kept waiting for it.</summary>
public sealed class RateTests
{
    [Fact]
    public async Task Keys_of_invitations_cannot_be_tried_one_after_another()
    {
        await using var site = await Site.StartAsync(with: s => s with { SignInsAMinute = 4 });
        using var visitor = await site.AsAsync(null);
        var answers = await ManyAsync(visitor, i => "/invitation?key=" + Key(i), 8);
        Assert.Contains(HttpStatusCode.NotFound, answers.Select(a => a.Status));
        Told(answers[^1]);
    }

    [Fact]
    public async Task Sessions_cannot_be_guessed_one_after_another_and_a_guessed_one_is_taken_from_the_browser()
    {
        await using var site = await Site.StartAsync(with: s => s with { SignInsAMinute = 4 });
        using var visitor = await site.AsAsync(null);
        var ct = TestContext.Current.CancellationToken;
        (HttpStatusCode Status, IHtmlDocument Page, TimeSpan? After) last = default;
        for (var i = 0; i < 8; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/measures") { Headers = { { "Cookie", "concord-session=" + Key(i) } } };
            using var answer = await visitor.SendAsync(request, ct);
            if (i == 0)
            {
                Assert.Contains(HeaderRules.Cookies(answer), c => c.StartsWith("concord-session=;", StringComparison.Ordinal));
            }

            last = (answer.StatusCode, new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(ct)), answer.Headers.RetryAfter?.Delta);
        }

        Told(last);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(new Uri("/measures", UriKind.Relative), ct)).StatusCode);
    }

    [Fact]
    public async Task Whoever_searches_too_often_is_told_when_to_come_again_and_nobody_else_waits_for_it()
    {
        await using var site = await Site.StartAsync(searchesAMinute: 3);
        using var press = await site.AsAsync("Press");
        using var visitor = await site.AsAsync(null);
        Told((await ManyAsync(visitor, i => "/search?q=law" + Key(i), 6))[^1]);
        Assert.Equal(HttpStatusCode.OK, (await ManyAsync(press, _ => "/search?q=law", 1))[0].Status);
        Told((await ManyAsync(press, _ => "/search?q=law", 4))[^1]);
        var api = await visitor.GetAsync(new Uri("/api/v1/hits?q=law", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(api.StatusCode == HttpStatusCode.NotFound ? HttpStatusCode.NotFound : HttpStatusCode.TooManyRequests, api.StatusCode);
    }

    [Fact]
    public async Task Whoever_writes_too_often_is_told_so_and_reads_on()
    {
        await using var site = await Site.StartAsync(with: s => s with { WritesAMinute = 3 });
        var ct = TestContext.Current.CancellationToken;
        HttpResponseMessage last = null!;
        for (var i = 0; i < 6; i++)
        {
            using var form = new FormUrlEncodedContent([new("a", "b")]);
            last = await site.Client.PostAsync(new Uri("/views", UriKind.Relative), form, ct);
        }

        Told((last.StatusCode, new HtmlParser().ParseDocument(await last.Content.ReadAsStringAsync(ct)), last.Headers.RetryAfter?.Delta));
        Assert.Equal(HttpStatusCode.OK, (await site.Client.GetAsync(new Uri("/", UriKind.Relative), ct)).StatusCode);
    }

    /// <summary>Whoever says whom a request is from is believed only behind TLS, where it is the program in front that says so.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_forwarded_address_counts_only_behind_TLS(bool tls)
    {
        await using var site = await Site.StartAsync(with: s => s with { SignInsAMinute = 2, Hosts = tls ? ["localhost"] : [] });
        using var visitor = await site.AsAsync(null);
        var ct = TestContext.Current.CancellationToken;
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 6; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/invitation?key=" + Key(i)) { Headers = { { "X-Forwarded-For", $"203.0.113.{i}" } } };
            statuses.Add((await visitor.SendAsync(request, ct)).StatusCode);
        }

        Assert.Equal(tls ? HttpStatusCode.NotFound : HttpStatusCode.TooManyRequests, statuses[^1]);
    }

    private static string Key(int i) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(i)));

    private static async Task<List<(HttpStatusCode Status, IHtmlDocument Page, TimeSpan? After)>> ManyAsync(HttpClient client, Func<int, string> address, int times)
    {
        var answers = new List<(HttpStatusCode, IHtmlDocument, TimeSpan?)>();
        for (var i = 0; i < times; i++)
        {
            using var answer = await client.GetAsync(new Uri(address(i), UriKind.Relative), TestContext.Current.CancellationToken);
            answers.Add((answer.StatusCode, new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), answer.Headers.RetryAfter?.Delta));
        }

        return answers;
    }

    private static void Told((HttpStatusCode Status, IHtmlDocument Page, TimeSpan? After) answer)
    {
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status);
        Assert.Equal("Too much at once", answer.Page.QuerySelector("h1")!.TextContent.Trim());
        Assert.InRange(answer.After!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
    }
}
