using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Concord.Commands;
using Concord.Core.Kernel;
using Concord.Modules.Sources;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Concord.Tests.Edge;

/// <summary>What an operator is told of a running server, where, and that none of it tells of anybody.</summary>
public sealed class WatchTests
{
    private const string Name = "Zanquisha";

    private static readonly string[] Figures =
    [
        "http_server_request_duration_seconds_count", "concord_commit_duration_seconds_count", "concord_commit_waiting", "concord_search_duration_seconds_count",
        "concord_import_files_total", "concord_sign_in_failures_total", "concord_limit_refusals_total", "concord_ledger_unsealed", "concord_ledger_unsealed_age_seconds",
    ];

    [Fact]
    public async Task A_server_lives_and_is_ready_and_says_which_part_is_not()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var site = await Site.StartAsync();
        using var visitor = await site.AsAsync(null);
        Assert.Equal("ok", await visitor.GetStringAsync(new Uri("/healthz", UriKind.Relative), ct));
        Assert.Equal("ready", await visitor.GetStringAsync(new Uri("/readyz", UriKind.Relative), ct));
        for (var tries = 0; !await Proof.Aviary.AskAsync(site, s => s.GetRequiredService<ConcordDb>().Set<HeadRow>().AnyAsync(ct)); tries++)
        {
            Assert.True(tries < 300, "nothing is sealed");
            await Task.Delay(100, ct);
        }

        // Somebody else has the lease and seals nothing; not for so long that it could only be the lease of a wrong clock.
        _ = await Proof.Aviary.AskAsync(site, s => s.GetRequiredService<ConcordDb>().Set<LeaseRow>()
            .ExecuteUpdateAsync(l => l.SetProperty(r => r.Holder, Guid.NewGuid()).SetProperty(r => r.Until, DateTimeOffset.UtcNow.AddMinutes(4)), ct));
        foreach (var (harm, part) in new[]
        {
            ("UPDATE \"audit_head\" SET at = 0; UPDATE \"audit_act\" SET at = 0, position = NULL", "ledger"),
            ("DELETE FROM \"audit_head\" WHERE position < 0", "sealer"),
            ("DELETE FROM \"plan_pack\"", "pack"),
            ("UPDATE \"__EFMigrationsHistory\" SET migration_id = '20990101000001_Later' WHERE migration_id LIKE '%_Ledger'", "schema"),
        })
        {
            _ = await Proof.Aviary.AskAsync(site, s => s.GetRequiredService<ConcordDb>().Database.ExecuteSqlRawAsync(harm, ct));
            if (part == "sealer")
            {
                // Nothing is remembered of another ledger; but nobody seals.
                File.Delete(LedgerMemory.PathIn(site.Services.GetRequiredService<StoreSettings>().Folder));
            }

            await Task.Delay(1100, ct);
            using var answer = await visitor.GetAsync(new Uri("/readyz", UriKind.Relative), ct);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "not ready: " + part), (answer.StatusCode, await answer.Content.ReadAsStringAsync(ct)));
            Assert.Equal("ok", await visitor.GetStringAsync(new Uri("/healthz", UriKind.Relative), ct));
        }
    }

    [Fact]
    public async Task Acts_that_wait_too_long_for_their_seal_are_noticed()
    {
        await using var world = await World.NewAsync(Engine.Sqlite);
        _ = World.Ok(await world.ImportAsync(Written.Telegram(1)));
        Task<bool> StuckAsync() => world.DoAsync<Sealer, bool>(s => s.IsStuckAsync(TimeSpan.FromMinutes(1), default));
        Assert.False(await StuckAsync());
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True(await StuckAsync());
        Assert.True((await world.DoAsync<Sealer, (int Acts, TimeSpan Age)>(s => s.TailAsync(default))) is { Acts: > 0, Age.TotalMinutes: >= 2 });
        _ = await world.DoAsync<Sealer, int>(s => s.SealAsync(default));
        Assert.False(await StuckAsync());
        Assert.Equal((0, TimeSpan.Zero), await world.DoAsync<Sealer, (int Acts, TimeSpan Age)>(s => s.TailAsync(default)));
    }

    [Fact]
    public async Task Figures_are_at_their_own_port_alone_and_nothing_else_is_there()
    {
        var ct = TestContext.Current.CancellationToken;
        var port = FreePort();
        await using var site = await Site.StartAsync(with: s => s with { MetricsPort = port });
        using var operators = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")) };
        Assert.Contains("http_server_request_duration", await operators.GetStringAsync(new Uri("/metrics", UriKind.Relative), ct), StringComparison.Ordinal);
        foreach (var address in new[] { "/", "/healthz", "/sources", "/api/v1/sources" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await operators.GetAsync(new Uri(address, UriKind.Relative), ct)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await site.Client.GetAsync(new Uri("/metrics", UriKind.Relative), ct)).StatusCode);

        // Nor does it help to say that one came to the other port.
        using var lying = new HttpRequestMessage(HttpMethod.Get, "/metrics") { Headers = { { "X-Forwarded-Port", port.ToString(CultureInfo.InvariantCulture) } } };
        lying.Headers.Host = string.Create(CultureInfo.InvariantCulture, $"localhost:{port}");
        Assert.Equal(HttpStatusCode.NotFound, (await site.Client.SendAsync(lying, ct)).StatusCode);
        using var rebound = new HttpRequestMessage(HttpMethod.Get, "/metrics") { Headers = { Host = "rebound.example" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await operators.SendAsync(rebound, ct)).StatusCode);
    }

    [Fact]
    public async Task What_the_database_refuses_is_told_to_whoever_asked_and_is_no_fault_in_the_log()
    {
        var said = new Said();
        await using var site = await Site.StartAsync(more: services => services.AddSingleton<ILoggerProvider>(said));
        Task<Result<SavedView>> KeepAsync() => Proof.Aviary.AskAsync(site, s =>
        {
            var list = s.GetServices<IListed>().First(l => l.Name == "sources");
            return s.GetRequiredService<SavedViews>().KeepAsync(World.May(Doing.Review), list, ListQuery.All.With("text", "law"), "Laws", default);
        });
        _ = World.Ok(await KeepAsync());
        Assert.Equal("view.name-taken", World.Refused(await KeepAsync()));
        Assert.DoesNotContain("lists_view", said.All, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", said.All, StringComparison.Ordinal);
    }

    /// <summary>A name is planted wherever a sender can write one; whatever the server says of itself is then searched for it.</summary>
    [Fact]
    public async Task Nothing_that_a_server_says_of_itself_holds_what_people_wrote()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var collector = await Collector.StartAsync();
        var (said, port) = (new Said(), FreePort());
        await using var site = await Site.StartAsync(
            searchesAMinute: 8,
            with: s => s with { MetricsPort = port, Collected = true },
            more: services =>
            {
                _ = services.AddSingleton<ILoggerProvider>(said);
                _ = services.Configure<OtlpExporterOptions>(o => (o.Endpoint, o.Protocol) = (collector.Address, OtlpExportProtocol.HttpProtobuf));
            });
        var bytes = Written.Telegram(8, $"(U) {Name} said Thailand passed a law on trafficking in November 2007.");
        _ = World.Ok(await Proof.Aviary.AskAsync(site, s => s.GetRequiredService<ImportSource>().HandleAsync(World.May(Doing.Import), new IncomingFile(Name + ".txt", bytes), default)));
        foreach (var client in new[] { site.Client, await site.AsAsync(null) })
        {
            await ExerciseAsync(client, ct);
        }

        Assert.True(site.Services.GetRequiredService<TracerProvider>().ForceFlush(20_000));
        _ = site.Services.GetRequiredService<MeterProvider>().ForceFlush(20_000);
        using var operators = new HttpClient();
        var figures = await operators.GetStringAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/metrics")), ct);
        Assert.All(Figures, f => Assert.Contains(f, figures, StringComparison.Ordinal));
        Assert.Contains("http_route=\"search\"", figures, StringComparison.Ordinal);
        var sent = collector.All;
        Assert.Contains("GET search", sent, StringComparison.Ordinal);
        Assert.Contains("GET sign-in", sent, StringComparison.Ordinal);
        foreach (var (what, text) in new[] { ("the log", said.All), ("the figures", figures), ("what was sent to the collector", sent) })
        {
            Assert.True(text.Length > 0 || what == "the log", what);
            Assert.False(text.Contains(Name, StringComparison.OrdinalIgnoreCase), what + " tells of " + Name);
            Assert.False(text.Contains("203.0.113.77", StringComparison.Ordinal), what + " tells where somebody is");
        }
    }

    private static async Task ExerciseAsync(HttpClient client, CancellationToken ct)
    {
        var token = Edge.Form.Token(await client.GetStringAsync(new Uri("/sign-in", UriKind.Relative), ct));
        foreach (var address in new[]
        {
            "/", "/search?q=" + Name, "/sources?text=" + Name, "/" + Name, "/sources/" + Name, "/api/v1/sources/" + Name, "/api/v1/hits?q=" + Name, "/export/" + Name + ".csv", "/export/hits.csv?q=" + Name,
            "/sign-in?to=/" + Name, "/invitation?key=" + Name, "/language?culture=" + Name, "/sources/" + Guid.Empty.ToString("D") + "?name=" + Name, "/statements?speaker=" + Name, "/record?known=" + Name,
            "/search?q=" + Name + "1", "/search?q=" + Name + "2", "/search?q=" + Name + "3", "/search?q=" + Name + "4", "/search?q=" + Name + "5", "/search?q=" + Name + "6", "/search?q=" + Name + "7",
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
            request.Headers.UserAgent.ParseAdd(Name + "/1.0");
            request.Headers.Referrer = new Uri("https://" + Name + ".example/");
            request.Headers.Add("X-Forwarded-For", "203.0.113.77");
            request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
            request.Headers.Add("tracestate", "name=" + Name);
            request.Headers.Add("baggage", "name=" + Name);
            request.Headers.Add("Accept-Language", Name);
            request.Headers.Add("X-Request-Id", Name);
            _ = await client.SendAsync(request, ct);
        }

        foreach (var (address, fields) in new (string, Dictionary<string, string>)[]
        {
            ("/sign-in", new() { ["name"] = Name, ["password"] = Name }), ("/sign-in?handler=Passkey", new() { ["credential"] = Name }), ("/sign-in/code", new() { ["code"] = Name }),
            ("/sign-in?handler=" + Name, []), ("/invitation?handler=Password", new() { ["key"] = Name, ["name"] = Name, ["password"] = Name }), ("/people?handler=Invite", new() { ["for"] = Name, ["body"] = Name }),
            ("/views", new() { ["name"] = Name, ["list"] = Name, ["query"] = Name }), ("/sources/import", new() { ["text"] = Name, ["corrects"] = Name }), ("/statements", new() { ["x"] = Name }),
        })
        {
            foreach (var signed in new[] { token, Name })
            {
                using var form = new FormUrlEncodedContent(new Dictionary<string, string>(fields) { ["__RequestVerificationToken"] = signed });
                _ = await client.PostAsync(new Uri(address, UriKind.Relative), form, ct);
            }
        }

        using var odd = new HttpRequestMessage(new HttpMethod(Name.ToUpperInvariant()), new Uri("/", UriKind.Relative));
        _ = await client.SendAsync(odd, ct);
        using var json = new StringContent("{\"name\": \"" + Name, Encoding.UTF8, "application/json");
        _ = await client.PostAsync(new Uri("/api/v1/statements", UriKind.Relative), json, ct);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A collector as operators have it: it keeps all that is sent to it.</summary>
    private sealed class Collector(WebApplication app, ConcurrentQueue<byte[]> kept) : IAsyncDisposable
    {
        public Uri Address => new(app.Urls.First() + "/v1/all");

        public string All => string.Join('\n', kept.Select(Encoding.UTF8.GetString));

        public static async Task<Collector> StartAsync()
        {
            var kept = new ConcurrentQueue<byte[]>();
            var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
            _ = builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
            _ = builder.Logging.ClearProviders();
            var app = builder.Build();
            app.Run(async http =>
            {
                using var body = new MemoryStream();
                await http.Request.Body.CopyToAsync(body);
                kept.Enqueue(body.ToArray());
            });
            await app.StartAsync();
            return new Collector(app, kept);
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
