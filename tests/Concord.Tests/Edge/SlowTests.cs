using System.Diagnostics;
using System.Globalization;
using System.Net;
using AngleSharp.Html.Parser;
using Concord.Platform.Web;

namespace Concord.Tests.Edge;

/// <summary>Who sends too slowly, too much or too long is cut off; everybody else is answered meanwhile, and the disk stays as it was.</summary>
public sealed class SlowTests
{
    private const long TenGigabytes = 10L * 1024 * 1024 * 1024;

    [Fact]
    public async Task Slow_senders_are_cut_and_others_are_answered_meanwhile()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var site = await Site.StartAsync();
        using var visitor = await site.AsAsync(null);
        var slow = new List<Raw>();
        try
        {
            for (var i = 0; i < 150; i++)
            {
                var one = await Raw.ToAsync(site.Port, ct);
                slow.Add(one);

                // Half of them never end their headers, the others never end their form.
                await one.SendAsync(i % 2 == 0
                    ? "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
                    : "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\nname=", ct);
            }

            var (watch, answered, cut) = (Stopwatch.StartNew(), 0, new HashSet<Raw>());
            while (cut.Count < slow.Count && watch.Elapsed < TimeSpan.FromSeconds(60))
            {
                foreach (var one in slow.Except(cut).ToList())
                {
                    if (!await one.TrySendAsync("a", ct))
                    {
                        _ = cut.Add(one);
                    }
                }

                using var answer = await visitor.GetAsync(new Uri("/", UriKind.Relative), ct).WaitAsync(TimeSpan.FromSeconds(10), ct);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                answered++;
                await Task.Delay(500, ct);
            }

            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cut.Count} of {slow.Count} cut after {watch.Elapsed.TotalSeconds:0.0} s; {answered} others answered"));
            Assert.Equal(slow.Count, cut.Count);
            Assert.True(answered > 5);
        }
        finally
        {
            slow.ForEach(s => s.Dispose());
        }
    }

    [Fact]
    public async Task A_declared_upload_of_ten_gigabytes_is_refused_before_its_first_byte()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var site = await Site.StartAsync();
        foreach (var address in new[] { "/sources/import", "/sign-in", "/no-such-page" })
        {
            using var raw = await Raw.ToAsync(site.Port, ct);
            var cookies = site.Cookies.GetCookieHeader(new Uri(site.Address));
            var watch = Stopwatch.StartNew();
            await raw.SendAsync(string.Create(CultureInfo.InvariantCulture, $"POST {address} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookies}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: {TenGigabytes}\r\nConnection: close\r\n\r\n"), ct);
            var answer = await raw.RestAsync(TimeSpan.FromSeconds(30), ct);
            Assert.StartsWith(address == "/no-such-page" ? "HTTP/1.1 404" : "HTTP/1.1 413", answer, StringComparison.Ordinal);
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        }
    }

    [Fact]
    public async Task An_upload_without_end_is_cut_at_its_limit_and_leaves_nothing_on_the_disk()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var world = await World.NewAsync(Engine.Sqlite);
        var temporary = Directory.CreateTempSubdirectory("concord-endless-").FullName;
        try
        {
            using var server = await ServerProcess.StartAsync(world.Store.Folder, ct, temporary);
            var page = new HtmlParser().ParseDocument(await server.Client.GetStringAsync(new Uri("/sources/import", UriKind.Relative), ct));
            using var endless = new Endless(temporary);
            using var form = new MultipartFormDataContent
            {
                { new StringContent(page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
                { endless, "files", "telegram.txt" },
            };
            using var request = new HttpRequestMessage(HttpMethod.Post, "/sources/import") { Content = form, Headers = { TransferEncodingChunked = true } };
            try
            {
                using var answer = await server.Client.SendAsync(request, ct);
                Assert.InRange((int)answer.StatusCode, 400, 499);
            }
            catch (HttpRequestException)
            {
                // The server hung up while it was still being sent to, which is its right.
            }

            Assert.InRange(endless.Sent, Limits.LongestForm, Limits.LongestImport + 50_000_000);
            Assert.InRange(endless.MostHeld, 1, Limits.LongestImport + 1_000_000);
            for (var tries = 0; Directory.GetFiles(temporary, "ASPNETCORE_*").Length > 0 && tries < 100; tries++)
            {
                await Task.Delay(100, ct);
            }

            Assert.Empty(Directory.GetFiles(temporary, "ASPNETCORE_*"));
            Assert.Equal("ready", await server.Client.GetStringAsync(new Uri("/readyz", UriKind.Relative), ct));
            Assert.DoesNotContain(server.Said, line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    [Theory]
    [InlineData("GET /{0} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", Limits.LongestRequestLine, "414")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: {0}\r\nConnection: close\r\n\r\n", Limits.LongestHeaders, "431")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\n{1}Connection: close\r\n\r\n", Limits.MostHeaders, "431")]
    public async Task A_line_or_a_head_that_is_too_long_is_refused(string form, int most, string status)
    {
        await using var site = await Site.StartAsync();
        var request = string.Format(CultureInfo.InvariantCulture, form, new string('a', most + 1), string.Concat(Enumerable.Range(0, Math.Min(most, 200)).Select(i => $"X-{i}: a\r\n")));
        Assert.StartsWith("HTTP/1.1 " + status, await Raw.AskAsync(site.Port, request, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    /// <summary>Says nothing of its length and goes on to ten gigabytes; looks meanwhile at what the server holds of it.</summary>
    private sealed class Endless(string temporary) : HttpContent
    {
        public long Sent { get; private set; }

        public long MostHeld { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var some = new byte[1 << 20];
            some.AsSpan().Fill((byte)'a');
            while (Sent < TenGigabytes)
            {
                await stream.WriteAsync(some);
                Sent += some.Length;
                if (Sent % (some.Length * 16L) == 0)
                {
                    MostHeld = Math.Max(MostHeld, new DirectoryInfo(temporary).GetFiles("ASPNETCORE_*").Sum(f => f.Length));
                }
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
