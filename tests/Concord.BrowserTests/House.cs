using Concord.Tests;
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

    private Site? site;
    private IPlaywright? playwright;

    public IBrowser Browser { get; private set; } = null!;

    public string Address => site!.Address;

    internal Site Site => site!;

    internal IServiceProvider Services => site!.Services;

    /// <summary>A browser's window of its own, signed in as the operator of the demonstration.</summary>
    public async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options)
    {
        var context = await Browser.NewContextAsync(options);
        await context.AddCookiesAsync(site!.Cookies.GetAllCookies().Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = Address }));
        return context;
    }

    public async ValueTask InitializeAsync()
    {
        site = await Site.StartAsync();
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Arguments });
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright?.Dispose();
        await site!.DisposeAsync();
    }
}
