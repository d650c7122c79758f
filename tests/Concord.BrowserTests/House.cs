using System.Net;
using Concord.Commands;
using Concord.Platform;
using Concord.Platform.Db;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace Concord.BrowserTests;

/// <summary>The server on a free port and a real browser before it.</summary>
public sealed class House : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--force-device-scale-factor=1",
    ];

    private string folder = "";
    private WebApplication? app;
    private IPlaywright? playwright;

    public IBrowser Browser { get; private set; } = null!;

    public string Address => app!.Urls.First();

    public static string Root
    {
        get
        {
            var at = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(at.FullName, "Concord.slnx")))
            {
                at = at.Parent!;
            }

            return at.FullName;
        }
    }

    public async ValueTask InitializeAsync()
    {
        folder = Directory.CreateTempSubdirectory("concord-browser-").FullName;
        var settings = new ServerSettings(new StoreSettings(folder), [new IPEndPoint(IPAddress.Loopback, 0)], Installation.Pack, 1000);
        app = Server.Build(settings);
        Assert.True((await Server.PrepareAsync(app.Services, settings, default)).IsOk);
        await app.StartAsync();
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Arguments });
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright?.Dispose();
        await app!.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
