using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Concord.Tests;
using Microsoft.AspNetCore.Razor.Hosting;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Playwright;

namespace Concord.BrowserTests.Looks;

/// <summary>
/// Every page there is, each at its heaviest: the samples are brought in and decided, one source is left to be
/// reviewed, one has two versions; then every link is followed from the beginning, and of each route the longest page found is its face.
/// </summary>
public sealed partial class Faces : IAsyncLifetime
{
    /// <summary>So many pages of one route are looked at in search of its heaviest.</summary>
    private const int OfARoute = 30;

    private readonly House house = new();
    private readonly Dictionary<string, (string Address, int Weight)> faces = [];
    private readonly Dictionary<bool, IPage> pages = [];
    private Ministry? ministry;
    private string invitation = "";

    /// <summary>The routes of all pages, as the compiled program holds them.</summary>
    public static IReadOnlyList<string> Routes { get; } =
    [
        .. typeof(Commands.ServeCommand).Assembly.GetCustomAttributes(typeof(RazorCompiledItemAttribute), false).Cast<RazorCompiledItemAttribute>()
            .Where(i => i.Kind == "mvc.1.0.razor-page")
            .Select(i => i.Type.GetCustomAttributes(typeof(RazorCompiledItemMetadataAttribute), false).Cast<RazorCompiledItemMetadataAttribute>().First(m => m.Key == "RouteTemplate").Value)
            .Order(StringComparer.Ordinal),
    ];

    internal IServiceProvider Services => house.Services;

    internal Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options) => house.NewContextAsync(options);

    internal string Site => house.Address;

    internal string? Of(string route) => faces.TryGetValue(route, out var face) ? face.Address : null;

    public async ValueTask InitializeAsync()
    {
        await house.InitializeAsync();
        await FillAsync();
        await CrawlAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await house.DisposeAsync();
        await ministry!.DisposeAsync();
    }

    /// <summary>A page of the browser before an address, as asked for; with and without script there is one each.</summary>
    internal async Task<IPage> OpenAsync(string address, int width = 1280, bool dark = false, bool script = true)
    {
        if (!pages.TryGetValue(script, out var page))
        {
            var context = await NewContextAsync(new() { BaseURL = Site, ReducedMotion = ReducedMotion.Reduce, JavaScriptEnabled = script });
            page = pages[script] = await context.NewPageAsync();
        }

        await page.SetViewportSizeAsync(width, 800);
        await page.EmulateMediaAsync(new() { Media = Media.Screen, ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
        _ = await page.GotoAsync("about:blank");
        _ = await page.GotoAsync(address);
        return page;
    }

    private async Task FillAsync()
    {
        var page = await OpenAsync("/sources/import");
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "samples")).Where(f => Path.GetExtension(f) != ".md").Order(StringComparer.Ordinal).ToList();
        await page.Locator("input[type=file]").SetInputFilesAsync(files);
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring in" }).ClickAsync();
        foreach (var source in await LinksAsync(page, ".c-results a[href^='/sources/']"))
        {
            await AcceptAsync(page, source);
        }

        // A correction, so that there are versions to compare and passages to settle; and the longest of all once more, to be reviewed.
        var first = (await LinksAsync(page, "/sources", "main a[href^='/sources/']")).First(a => Id().IsMatch(a));
        var text = await File.ReadAllTextAsync(files.First(f => f.EndsWith("01-first-review-of-the-new-plan.txt", StringComparison.Ordinal)));
        await BringAsync(page, "/sources/import?corrects=" + Id().Match(first).Value, text.Replace("signed", "initialled", StringComparison.Ordinal).Replace("training", "courses", StringComparison.Ordinal));
        var longest = await File.ReadAllTextAsync(files.Where(f => f.EndsWith(".txt", StringComparison.Ordinal)).MaxBy(f => new FileInfo(f).Length)!);
        await BringAsync(page, "/sources/import", longest.Replace("000077", "000099", StringComparison.Ordinal) + "\n");
        _ = await page.GotoAsync("/statements?form=reached");
        await page.Locator("details", new() { HasText = "Keep" }).Last.Locator("summary").ClickAsync();
        await page.Locator("input[name=name]").FillAsync("What was reached");
        await page.Locator("form[action='/views'] button").ClickAsync();
        await ProviderAsync(page);
        await InviteAsync(page);
        await CredentialAsync(page);
    }

    /// <summary>An authority speaks for a member.</summary>
    private static async Task CredentialAsync(IPage page)
    {
        _ = await page.GotoAsync("/people/credentials");
        await page.Locator("#body").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.Locator("#paper").FillAsync("Note verbale 17 of the ministry of foreign affairs");
        await page.Locator("#from").FillAsync("2026-01-05");
        await page.Locator("form[action^='/people/credentials?handler='] button").ClickAsync();
        await page.Locator("main a[href^='/people/credentials/']").First.WaitForAsync();
    }

    /// <summary>The body that will invite has a provider of its own.</summary>
    private async Task ProviderAsync(IPage page)
    {
        ministry = await Ministry.StartAsync();
        _ = await page.GotoAsync("/people/providers");
        await page.Locator("#name").FillAsync("Ministry of Labour and Social Affairs");
        await page.Locator("#body").SelectOptionAsync(new SelectOptionValue { Index = 2 });
        await page.Locator("#key").FillAsync("labour");
        await page.Locator("#issuer").FillAsync(ministry.Issuer);
        await page.Locator("#client").FillAsync(Ministry.Client);
        await page.Locator("#secret").FillAsync(Ministry.Secret);
        await page.Locator("form[action='/people/providers?handler=Add'] button").ClickAsync();
    }

    /// <summary>Somebody is invited, and their invitation is open.</summary>
    private async Task InviteAsync(IPage page)
    {
        _ = await page.GotoAsync("/people");
        await page.Locator("#for").FillAsync("Somebody with a name");
        await page.Locator("#capacity").SelectOptionAsync("Survivors");
        await page.Locator("#body").SelectOptionAsync(new SelectOptionValue { Index = 3 });
        await page.Locator("form[action='/people?handler=Invite'] button").ClickAsync();
        invitation = new Uri((await page.Locator(".govuk-notification-banner .c-code").InnerTextAsync()).Trim()).PathAndQuery;
    }

    private static async Task BringAsync(IPage page, string address, string text)
    {
        _ = await page.GotoAsync(address);
        await page.Locator("textarea[name=text]").FillAsync(text);
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring in" }).ClickAsync();
    }

    /// <summary>Presses all the buttons of a source's page that accept, as a browser without script would send them, without drawing the page in between.</summary>
    private static async Task AcceptAsync(IPage page, string source)
    {
        _ = await page.GotoAsync(source);
        await page.EvaluateAsync("""
            async () => { for (const form of document.querySelectorAll('.c-card--open form'))
              await fetch(form.querySelector('button').getAttribute('formaction'), { method: 'post', body: new URLSearchParams(new FormData(form)), redirect: 'manual' }); }
            """);
    }

    private static async Task<string[]> LinksAsync(IPage page, string address, string links)
    {
        _ = await page.GotoAsync(address);
        return await LinksAsync(page, links);
    }

    private static Task<string[]> LinksAsync(IPage page, string links) => page.Locator(links).EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href').split('#')[0])");

    private async Task CrawlAsync()
    {
        var templates = Routes.Select(r => (Route: r, Matcher: new TemplateMatcher(TemplateParser.Parse(r.TrimStart('/')), []))).OrderBy(r => r.Route.Count(c => c == '{')).ToArray();
        using var client = new HttpClient(new HttpClientHandler { CookieContainer = house.Site.Cookies }) { BaseAddress = new Uri(Site) };
        client.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        var seen = new Dictionary<string, int>();
        var known = new HashSet<string>();
        var waiting = new Queue<string>(["/", "/search?q=law", "/laws?all=true", "/countries/MY", "/views", "/error/404", "/sign-in", "/sign-in/code", "/sign-in/provider/none", "/sign-out", "/invitation", invitation, "/account/prove"]);
        while (waiting.TryDequeue(out var address))
        {
            var route = templates.FirstOrDefault(t => t.Matcher.TryMatch(address.Split('?')[0], [])).Route;
            if (route is null || !known.Add(address) || seen.GetValueOrDefault(route) > OfARoute)
            {
                continue;
            }

            seen[route] = seen.GetValueOrDefault(route) + 1;
            using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
            var packed = await answer.Content.ReadAsByteArrayAsync();
            if (faces.GetValueOrDefault(route).Weight < packed.Length)
            {
                faces[route] = (address, packed.Length);
            }

            await using var unpacked = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
            using var reader = new StreamReader(unpacked, Encoding.UTF8);
            foreach (Match link in Href().Matches(await reader.ReadToEndAsync()))
            {
                waiting.Enqueue(System.Net.WebUtility.HtmlDecode(link.Groups[1].Value));
            }
        }
    }

    [GeneratedRegex("href=\"(/[^\"#]*)")]
    private static partial Regex Href();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Id();
}

/// <summary>Filling the house takes a while: it is done once.</summary>
[CollectionDefinition(Name)]
public sealed class FacesOnce : ICollectionFixture<Faces>
{
    public const string Name = "faces";
}
