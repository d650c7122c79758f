using System.Net;
using Concord.Core.Kernel;
using Concord.Modules.Identity;
using Concord.Modules.Plan;
using Concord.Platform;
using Concord.Platform.Access;
using Concord.Platform.Api;
using Concord.Platform.Db;
using Concord.Platform.I18n;
using Concord.Platform.Keys;
using Concord.Platform.Ledger;
using Concord.Platform.Search;
using Concord.Platform.Telemetry;
using Concord.Platform.Web;
using Concord.Platform.Work;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Concord.Commands;

/// <summary>What a server is started with.</summary>
/// <param name="Listen">Addresses of this machine alone; see <see cref="Loopback"/>.</param>
internal sealed record ServerSettings(StoreSettings Store, IReadOnlyList<IPEndPoint> Listen, string Pack, int ImportsAMinute = 120, bool Development = false, int SearchesAMinute = 240, bool Demonstration = false)
{
    /// <summary>How often one address may try a key at the door in a minute.</summary>
    public int SignInsAMinute { get; init; } = 30;

    /// <summary>How often one person may change something in a minute.</summary>
    public int WritesAMinute { get; init; } = 240;

    /// <summary>The port of this machine at which Prometheus may ask for figures; null for none.</summary>
    public int? MetricsPort { get; init; }

    /// <summary>Figures and spans go to the collector that the environment names.</summary>
    public bool Collected { get; init; }

    /// <summary>The names under which a real installation is reached; with any, it stands behind a program that speaks TLS.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The server to which mail is given; null for none.</summary>
    public MailSettings? Mail { get; init; }
}

/// <summary>Builds the server: what <c>concord serve</c> runs, and what the tests run.</summary>
internal static class Server
{
    public static WebApplication Build(ServerSettings settings, Action<IServiceCollection>? more = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // Settings are read once; nobody watches files for them.
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
            ApplicationName = typeof(Server).Assembly.GetName().Name,
            ContentRootPath = Installation.Root,
            WebRootPath = Installation.Web,
            EnvironmentName = settings.Development ? Environments.Development : Environments.Production,
        });
        // Nor may it make the server believe anybody who says whom a request is from; see BehindTls.
        _ = builder.Configuration.AddInMemoryCollection([new("ForwardedHeaders_Enabled", "false")]);
        if (!settings.Development)
        {
            builder.Environment.WebRootFileProvider = new StillFiles(builder.Environment.WebRootFileProvider);
        }

        _ = builder.WebHost.ConfigureKestrel(k =>
        {
            // Nothing that stands in a file or in the environment may open another address.
            k.ConfigurationLoader = null;
            k.AddServerHeader = false;
            Limits.Set(k.Limits);
            foreach (var address in settings.MetricsPort is { } port ? settings.Listen.Append(new IPEndPoint(IPAddress.Loopback, port)) : settings.Listen)
            {
                k.Listen(address, l => l.Protocols = HttpProtocols.Http1);
            }
        });

        // The log tells what happened, never of what: no text of a source, no value of a query.
        _ = builder.Logging.SetMinimumLevel(LogLevel.Warning);
        _ = builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Error);
        _ = builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);

        // A server that cannot start says why in a sentence; see ServeCommand.
        _ = builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        _ = builder.Services.Configure<Microsoft.AspNetCore.HostFiltering.HostFilteringOptions>(o =>
        {
            o.AllowedHosts = ["localhost", "127.0.0.1", "[::1]", .. settings.Hosts];
            o.AllowEmptyHosts = false;
        });
        KeyRing.Add(builder.Services);
        _ = builder.Services.AddConcord(settings.Store);
        var installed = new Installed(settings.Demonstration, Tls: settings.Hosts.Count > 0);
        _ = builder.Services.AddSingleton(installed);
        IdentityModule.AddSignIn(builder.Services, installed, settings.Mail);
        Limits.Add(builder.Services, new Rates(settings.ImportsAMinute, settings.SearchesAMinute, settings.SignInsAMinute, settings.WritesAMinute));
        Watching.Add(builder.Services, settings.MetricsPort is not null, settings.Collected);
        _ = builder.Services.AddSingleton<Readiness>();
        if (settings.Store.Postgres is not null)
        {
            _ = builder.Services.AddHostedService<Listening>();
        }

        // Stopped in the other order: what was noticed last is sealed too.
        _ = builder.Services.AddHostedService<Sealing>();
        _ = builder.Services.AddHostedService<NoticeKeeping>();
        _ = builder.Services.AddWebPages(settings.Development, installed);
        builder.Services.AddApiDocument();
        more?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseWatching(settings.MetricsPort);
        app.UseBehindTls();
        _ = app.UseWebPages();
        app.UseApiErrors();
        _ = app.UseStaticFiles(WebPages.Files);
        _ = app.UseRouting();
        _ = app.UseAuthentication();
        _ = app.UseMiddleware<Watch>();
        _ = app.UseMiddleware<Gate>();
        _ = app.UseRateLimiter();
        _ = app.UseAntiforgery();
        _ = app.MapRazorPages();
        app.MapConcord();
        _ = app.MapGet("/language", WebPages.ChooseLanguage).WithMetadata(new AnyoneAttribute());
        _ = app.MapGet("/healthz", static () => Results.Text("ok")).WithMetadata(new AnyoneAttribute());
        _ = app.MapGet("/readyz", static (Readiness readiness, CancellationToken ct) => readiness.AnswerAsync(ct)).WithMetadata(new AnyoneAttribute());
        return app;
    }

    /// <summary>Makes the store ready: the schema, and a pack when there is none. The texts are for the person who starts it.</summary>
    public static async Task<Result<IReadOnlyList<string>>> PrepareAsync(IServiceProvider services, ServerSettings settings, CancellationToken ct)
    {
        var scope = services.CreateAsyncScope();
        await using var ofScope = scope.ConfigureAwait(false);
        var upgrade = scope.ServiceProvider.GetRequiredService<Upgrade>();
        var state = await upgrade.StateAsync(ct).ConfigureAwait(false);

        // One machine with one file brings itself up, having made a copy. On PostgreSQL other machines may still run the old version: a person says when.
        var refused = state.Match(
            s => s == StoreState.Older && settings.Store.Postgres is not null ? new Refusal("store.older") : null,
            refusals => refusals[0]);
        if (refused is not null)
        {
            return refused;
        }

        var applied = await upgrade.ApplyAsync(ct).ConfigureAwait(false);
        return await applied.Match(
            async copy => await (await AccountsAsync(scope.ServiceProvider, settings, await PackAsync(scope.ServiceProvider, settings, copy, ct).ConfigureAwait(false), ct).ConfigureAwait(false)).Match(
                told => IndexAsync(scope.ServiceProvider, told, ct),
                refusals => Task.FromResult<Result<IReadOnlyList<string>>>(refusals)).ConfigureAwait(false),
            refusals => Task.FromResult<Result<IReadOnlyList<string>>>(refusals)).ConfigureAwait(false);
    }

    /// <summary>Whether it is set up, with the keys that are here, and as what it was asked to start; a demonstration gets its ready accounts, of the members of the pack.</summary>
    private static async Task<Result<IReadOnlyList<string>>> AccountsAsync(IServiceProvider services, ServerSettings settings, Result<IReadOnlyList<string>> packed, CancellationToken ct)
    {
        var keys = await services.GetRequiredService<RingUpkeep>().MayServeAsync(ct).ConfigureAwait(false);
        return await packed.Match(
            async told => (await LocalOperator.Ask(Doing.Administer).Match(
                permit => services.GetRequiredService<SetUp>().MayServeAsync(permit, settings.Demonstration, ct),
                refusals => Task.FromResult<Result<bool>>(refusals)).ConfigureAwait(false))
                .Then(_ => keys).Map(_ => told),
            refusals => Task.FromResult<Result<IReadOnlyList<string>>>(refusals)).ConfigureAwait(false);
    }

    private static async Task<Result<IReadOnlyList<string>>> PackAsync(IServiceProvider services, ServerSettings settings, string copy, CancellationToken ct)
    {
        List<string> told = copy.Length > 0 ? [Texts.Here("server.upgraded", copy)] : [];
        var none = (await services.GetRequiredService<PlanQueries>().PackAsync(ct).ConfigureAwait(false)).Match(_ => false, r => r[0].Code == "pack.none");
        if (!none)
        {
            return await RecordAsync(services, told, ct).ConfigureAwait(false);
        }

        if (!File.Exists(settings.Pack))
        {
            told.Add(Texts.Here("server.no-pack", settings.Pack));
            return told;
        }

        var bytes = await File.ReadAllBytesAsync(settings.Pack, ct).ConfigureAwait(false);
        var loaded = await LocalOperator.Ask(Doing.Administer).Match(
            permit => services.GetRequiredService<LoadPack>().HandleAsync(permit, settings.Pack, bytes, ct),
            refusals => Task.FromResult<Result<LoadedPack>>(refusals)).ConfigureAwait(false);
        return await loaded.Match(
            pack =>
            {
                told.Add(Texts.Here("server.pack-loaded", pack.Key, pack.Version));
                return RecordAsync(services, told, ct);
            },
            refusals => Task.FromResult<Result<IReadOnlyList<string>>>(refusals)).ConfigureAwait(false);
    }

    /// <summary>What the pack in force tells of public documents stands on the record; an older installation gets it when it is first started.</summary>
    private static async Task<Result<IReadOnlyList<string>>> RecordAsync(IServiceProvider services, List<string> told, CancellationToken ct) =>
        (await LocalOperator.Ask(Doing.Administer).Match(
            permit => services.GetRequiredService<PublicRecord>().TakeAsync(permit, ct),
            refusals => Task.FromResult<Result<Modules.Measures.RecordedPack>>(refusals)).ConfigureAwait(false)).Map(_ => (IReadOnlyList<string>)told);

    /// <summary>What an earlier version kept without an index is made findable, with a line now and then.</summary>
    private static async Task<Result<IReadOnlyList<string>>> IndexAsync(IServiceProvider services, IReadOnlyList<string> told, CancellationToken ct)
    {
        var filled = await LocalOperator.Ask(Doing.Administer).Match(
            permit => services.GetRequiredService<SearchRebuild>().FillAsync(permit, IndexCommand.Progress, ct),
            refusals => Task.FromResult<Result<int>>(refusals)).ConfigureAwait(false);
        return filled.Map(made => made == 0 ? told : [.. told, Texts.Here("server.indexed", made)]);
    }
}
