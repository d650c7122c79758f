using System.Net;
using Concord.Commands;
using Concord.Platform;
using Concord.Platform.Db;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;

namespace Concord.Tests;

/// <summary>The server itself, on a free port of this machine, with the shipped pack in a new database; antiforgery on, as always. The tests in a browser start it too.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ServerSettings settings;

    private Site(WebApplication app, ServerSettings settings)
    {
        this.app = app;
        this.settings = settings;
        var handler = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
        Client = new HttpClient(handler, disposeHandler: true) { BaseAddress = new Uri(Address) };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => app.Services;

    public string Address => app.Urls.First();

    public int Port => Client.BaseAddress!.Port;

    public static async Task<Site> StartAsync(int importsAMinute = 1000, bool development = false, string? postgres = null, int searchesAMinute = 1000)
    {
        var folder = Directory.CreateTempSubdirectory("concord-site-").FullName;
        var settings = new ServerSettings(new StoreSettings(folder, postgres), [new IPEndPoint(IPAddress.Loopback, 0)], Installation.Pack, importsAMinute, development, searchesAMinute);
        var app = Server.Build(settings);
        Assert.True((await Server.PrepareAsync(app.Services, settings, default)).IsOk);
        await app.StartAsync();
        return new Site(app, settings);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(settings.Store.Folder, recursive: true);
    }
}
