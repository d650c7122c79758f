using System.Net;
using AngleSharp.Html.Parser;
using Concord.Commands;
using Concord.Modules.Identity;
using Concord.Platform;
using Concord.Platform.Db;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

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
        var handler = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = Cookies };
        Client = new HttpClient(handler, disposeHandler: true) { BaseAddress = new Uri(Address) };
    }

    /// <summary>As the operator of the machine, of the demonstration.</summary>
    public HttpClient Client { get; }

    public CookieContainer Cookies { get; } = new();

    public IServiceProvider Services => app.Services;

    public string Address => app.Urls.First();

    public int Port => Client.BaseAddress!.Port;

    public static async Task<Site> StartAsync(int importsAMinute = 1000, bool development = false, string? postgres = null, int searchesAMinute = 1000, MailSettings? mail = null, Func<ServerSettings, ServerSettings>? with = null, Action<IServiceCollection>? more = null)
    {
        var folder = Directory.CreateTempSubdirectory("concord-site-").FullName;
        var settings = new ServerSettings(new StoreSettings(folder, postgres), [new IPEndPoint(IPAddress.Loopback, 0)], Installation.Pack, importsAMinute, development, searchesAMinute, Demonstration: true) { SignInsAMinute = 10_000, WritesAMinute = 1_000_000, Mail = mail };
        settings = with?.Invoke(settings) ?? settings;
        var app = Server.Build(settings, more);
        Assert.True((await Server.PrepareAsync(app.Services, settings, default)).IsOk);
        await app.StartAsync();
        var site = new Site(app, settings);
        if (settings.Hosts.Count == 0)
        {
            await SignInAsync(site.Client, "LocalOperator");
        }

        return site;
    }

    /// <summary>As the operator stops it: what runs comes to its end.</summary>
    public Task StopAsync() => app.StopAsync();

    /// <summary>Somebody else before the same server: as a ready account of that capacity, or, with none named, not signed in.</summary>
    public async Task<HttpClient> AsAsync(string? capacity, bool last = false, Guid? account = null)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }, disposeHandler: true) { BaseAddress = new Uri(Address) };
        if (capacity is not null)
        {
            await SignInAsync(client, capacity, last, account);
        }

        return client;
    }

    public static async Task SignInAsync(HttpClient client, string capacity, bool last = false, Guid? account = null)
    {
        var page = new HtmlParser().ParseDocument(await client.GetStringAsync(new Uri("/sign-in", UriKind.Relative)));
        var buttons = page.QuerySelectorAll($"button[data-ready='{capacity}']");
        var form = account is { } id ? buttons.Select(b => b.Closest("form")!).Single(f => f.QuerySelector($"input[value='{id:D}']") is not null) : buttons[last ? ^1 : 0].Closest("form")!;
        var fields = form.QuerySelectorAll("input").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await client.PostAsync(new Uri("/sign-in?handler=Ready", UriKind.Relative), content);
        Assert.True(answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.OK, answer.StatusCode.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        await DeleteAsync(settings.Store.Folder);
    }

    /// <summary>What the server does behind its answers may write one more file while it ends.</summary>
    private static async Task DeleteAsync(string folder)
    {
        for (var tries = 0; Directory.Exists(folder); tries++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException) when (tries < 50)
            {
                await Task.Delay(100);
            }
        }
    }
}
