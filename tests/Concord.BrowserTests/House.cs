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

    internal IServiceProvider Services => site!.Services;

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
