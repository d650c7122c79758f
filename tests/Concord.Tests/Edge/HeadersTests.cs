using System.Globalization;
using System.Net;
using Concord.Platform.Db;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Tests.Edge;

/// <summary>Every endpoint is asked by every method, signed in and not; whatever comes back carries its headers, and cookies their flags.</summary>
public sealed class HeadersTests
{
    private const string Host = "concord.example.org";

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "DELETE"];

    private static readonly string[] Besides =
    [
        "/concord.css", "/concord.js", "/fonts/none.woff2", "/no-such-page", "/api/v1/nothing", "/export/sources.csv", "/export/acts.xlsx", "/api/v1/sources?colour=red", "/search?q=law",
        "/language?culture=en&to=/", "/error/503", "/sources/../..//x",
    ];

    [Fact]
    public async Task Every_answer_of_every_endpoint_carries_its_headers()
    {
        await using var site = await Site.StartAsync();
        using var visitor = await site.AsAsync(null);
        var seen = new HashSet<HttpStatusCode>();
        Assert.Empty(await FaultsAsync(site, [site.Client, visitor], seen));
        foreach (var status in new[] { HttpStatusCode.OK, HttpStatusCode.Found, HttpStatusCode.BadRequest, HttpStatusCode.NotFound, HttpStatusCode.Forbidden })
        {
            Assert.Contains(status, seen);
        }
    }

    [Fact]
    public async Task Behind_TLS_every_answer_asks_for_TLS_and_no_cookie_goes_without_it()
    {
        await using var site = await Site.StartAsync(with: s => s with { Hosts = [Host] });
        using var visitor = await site.AsAsync(null);
        visitor.DefaultRequestHeaders.Host = Host;
        var seen = new HashSet<HttpStatusCode>();
        Assert.Empty(await FaultsAsync(site, [visitor], seen, tls: true));
        using var signIn = await visitor.GetAsync(new Uri("/sign-in", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains(HeaderRules.Cookies(signIn), c => c.StartsWith("__Host-concord-form=", StringComparison.Ordinal));
        using var language = await visitor.GetAsync(new Uri("/language?culture=en&to=/", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains(HeaderRules.Cookies(language), c => c.Contains("secure", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refusals_of_a_name_of_a_size_of_a_pace_and_of_readiness_carry_them_too()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var site = await Site.StartAsync(with: s => s with { SearchesAMinute = 1 });
        using var foreign = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "rebound.example" } };
        using var large = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new ByteArrayContent(new byte[Limits.LongestForm + 1]) };
        _ = await site.Client.GetAsync(new Uri("/search?q=law", UriKind.Relative), ct);
        var token = Form.Token(await site.Client.GetStringAsync(new Uri("/sign-in", UriKind.Relative), ct));
        _ = await BreakAsync(site);
        foreach (var (request, status) in new[]
        {
            (foreign, HttpStatusCode.BadRequest), (large, HttpStatusCode.RequestEntityTooLarge), (new HttpRequestMessage(HttpMethod.Get, "/search?q=law"), HttpStatusCode.TooManyRequests),
            (new HttpRequestMessage(HttpMethod.Get, "/readyz"), HttpStatusCode.ServiceUnavailable),
            (new HttpRequestMessage(HttpMethod.Post, "/laws") { Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]) }, HttpStatusCode.MethodNotAllowed),
        })
        {
            using var answer = await site.Client.SendAsync(request, ct);
            Assert.Equal(status, answer.StatusCode);
            Assert.Empty(HeaderRules.Faults(answer, tls: false));
        }
    }

    /// <summary>Something that stands before everything takes a header off one page, sets a cookie that script may read, and names its maker: each is found.</summary>
    [Fact]
    public async Task A_planted_violation_is_found()
    {
        await using var site = await Site.StartAsync(more: services => services.Insert(0, ServiceDescriptor.Transient<IStartupFilter, Planted>()));
        var faults = await FaultsAsync(site, [site.Client], []);
        Assert.Contains(faults, f => f.Contains("/laws", StringComparison.Ordinal) && f.Contains("X-Content-Type-Options", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.Contains("/laws", StringComparison.Ordinal) && f.Contains("cookie loose", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.Contains("/laws", StringComparison.Ordinal) && f.Contains("runs on", StringComparison.Ordinal));
        Assert.DoesNotContain(faults, f => !f.Contains("/laws", StringComparison.Ordinal));
    }

    private static async Task<List<string>> FaultsAsync(Site site, HttpClient[] clients, HashSet<HttpStatusCode> seen, bool tls = false)
    {
        var addresses = (await Endpoints.OfAsync(site)).OfType<RouteEndpoint>().Select(e => Endpoints.Address(e)).Concat(Besides).Distinct().Where(a => a != "/sign-out").ToList();
        Assert.True(addresses.Count > 50, string.Create(CultureInfo.InvariantCulture, $"{addresses.Count} addresses"));
        var faults = new List<string>();
        foreach (var client in clients)
        {
            foreach (var (address, method) in addresses.SelectMany(a => Methods.Select(m => (a, m))))
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address, UriKind.Relative));
                using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
                _ = seen.Add(answer.StatusCode);
                faults.AddRange(HeaderRules.Faults(answer, tls));
                if ((int)answer.StatusCode >= 500 && address != "/error/503")
                {
                    faults.Add($"{method} {address}: {(int)answer.StatusCode}");
                }
            }
        }

        return faults;
    }

    /// <summary>As if a later version of the program had been here.</summary>
    private static Task<int> BreakAsync(Site site) => Proof.Aviary.AskAsync(site, s => s.GetRequiredService<ConcordDb>().Database.ExecuteSqlRawAsync(
        "UPDATE \"__EFMigrationsHistory\" SET migration_id = '20990101000001_Later' WHERE migration_id LIKE '%_Ledger'"));

    private sealed class Planted : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            _ = app.Use((http, inner) =>
            {
                if (http.Request.Path == "/laws")
                {
                    http.Response.OnStarting(() =>
                    {
                        _ = http.Response.Headers.Remove("X-Content-Type-Options");
                        http.Response.Headers.Server = "planted";
                        http.Response.Headers.SetCookie = "loose=1";
                        return Task.CompletedTask;
                    });
                }

                return inner(http);
            });
            next(app);
        };
    }
}
