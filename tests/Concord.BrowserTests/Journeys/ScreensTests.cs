using Concord.Tests;
using Microsoft.Playwright;

namespace Concord.BrowserTests.Journeys;

/// <summary>
/// Takes the pictures of docs/screens, from the samples alone: <c>CONCORD_SCREENS=docs/screens</c> and this class. Every page, wide and narrow, after what the
/// tour of the README does, and the face of the product at night and on paper. Without the variable it does nothing but walk.
/// </summary>
public sealed class ScreensTests(House house) : IClassFixture<House>
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("CONCORD_SCREENS") is { Length: > 0 } folder ? Path.Combine(Repository.Root, folder) : null;

    /// <summary>The rest of a long page looks like its beginning.</summary>
    private const int Longest = 1500;

    /// <summary>The face of the product, shown at night and on paper too.</summary>
    private static readonly string[] Face = ["record", "measure", "source", "review", "member", "meeting", "lit"];

    private static string[] Files => [.. Directory.GetFiles(Path.Combine(Repository.Root, "samples"), "*.txt").Order(StringComparer.Ordinal)];

    [Fact]
    public async Task The_tour_of_the_README_stands_on_real_pages()
    {
        await using var context = await house.NewContextAsync(new() { BaseURL = house.Address, ViewportSize = new() { Width = 1280, Height = 900 } });
        var page = await context.NewPageAsync();
        await TakeAsync(page, "home-empty", "/");
        await TakeAsync(page, "record-empty", "/record");
        await page.GotoAsync("/sources/import");
        await page.Locator("input[type=file]").SetInputFilesAsync(Files);
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring in" }).ClickAsync();
        await ShootAsync(page, "import-results");
        var sources = await page.Locator(".c-results .c-list__title a").EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))");
        Assert.Equal(Files.Length, sources.Length);
        await TakeAsync(page, "home", "/");
        await TakeAsync(page, "source", sources[0]);
        await TakeAsync(page, "source-damaged", sources[Array.FindIndex(Files, f => f.Contains("damaged", StringComparison.Ordinal))]);
        await page.GotoAsync(sources[0]);
        var change = await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Change") }).First.GetAttributeAsync("href");
        await TakeAsync(page, "change", change!);
        await page.GetByLabel("When it was reached").FillAsync("last spring");
        await page.GetByLabel("What it is called").FillAsync("");
        await page.GetByLabel("When it was said").FillAsync("then");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record" }).ClickAsync();
        await ShootAsync(page, "change-faults");
        await TakeAsync(page, "plain", sources[0] + "/plain");
        await page.SetViewportSizeAsync(1280, 900);
        await TakeAsync(page, "add", sources[0] + "/add");
        await TakeAsync(page, "recall", sources[0] + "/recall");
        await TakeAsync(page, "release", sources[0] + "/release");
        await TakeAsync(page, "account", "/account");
        await TakeAsync(page, "seen", "/account/seen");
        await TakeAsync(page, "access", "/access");
        await TakeAsync(page, "history", "/history/source/" + sources[0].Split('/')[2]);
        await TakeAsync(page, "people", "/people");
        await TakeAsync(page, "credentials", "/people/credentials");
        await TakeAsync(page, "providers", "/people/providers");
        await TakeAsync(page, "sign-in", "/sign-in");
        await TakeAsync(page, "review", sources[0] + "/review?at=5#passage");
        foreach (var source in sources)
        {
            await page.GotoAsync(source);
            for (var open = page.Locator(".c-card--open button", new() { HasText = "Accept" }); await open.CountAsync() > 0;)
            {
                await open.First.ClickAsync();
            }
        }

        await TakeAsync(page, "review-done", sources[0] + "/review");
        await TakeAsync(page, "rules", "/rules");
        await TakeAsync(page, "record", "/record");
        await TakeAsync(page, "positions", "/positions");
        await TakeAsync(page, "obstacles", "/obstacles");
        await TakeAsync(page, "laws", "/laws");
        await TakeAsync(page, "timeline", "/timeline");
        await TakeAsync(page, "member", "/members/cambodia");
        await TakeAsync(page, "country", "/countries/ID");
        await TakeAsync(page, "meetings", "/meetings");
        await TakeAsync(page, "declarations", "/declarations");
        await TakeAsync(page, "directory", "/directory");
        await TakeAsync(page, "statements", "/statements");
        await TakeAsync(page, "measures", "/measures");
        await TakeAsync(page, "same", "/measures/same");
        var pair = await page.Locator("main a[href*='/same/']").EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))");
        Assert.NotEmpty(pair);
        await TakeAsync(page, "merge", pair[0]);
        await TakeAsync(page, "expected", "/sources/expected");
        foreach (var (name, list) in new[] { ("meeting", "/meetings"), ("declaration", "/declarations"), ("official", "/directory") })
        {
            await page.GotoAsync(list);
            var pages = await page.Locator("main a[href^='" + (name == "official" ? "/directory/people" : list) + "/']").EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))");
            Assert.NotEmpty(pages);
            await TakeAsync(page, name, pages[^1]);
        }

        await page.GotoAsync("/record");
        var lit = await page.Locator("a.c-cite").First.GetAttributeAsync("href");
        var cells = await page.Locator(".c-cell__open").EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))");
        await TakeAsync(page, "lit", lit!);
        await TakeAsync(page, "cell", cells[0]);
        var richest = ("", 0);
        foreach (var cell in cells)
        {
            await page.GotoAsync(cell);
            foreach (var measure in await page.Locator("h2 a[href^='/measures/']").EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))"))
            {
                await page.GotoAsync(measure);
                var count = await page.Locator(".c-statement").CountAsync();
                richest = count > richest.Item2 ? (measure, count) : richest;
            }
        }

        await TakeAsync(page, "measure", richest.Item1);
        await page.GotoAsync(richest.Item1);
        await TakeAsync(page, "take-back", (await page.Locator("a.c-statement__act").First.GetAttributeAsync("href"))!);
        await TakeAsync(page, "sources", "/sources");
        await TakeAsync(page, "acts", "/acts");
        await TakeAsync(page, "search", "/search?q=law+trafficking");
        await TakeAsync(page, "search-empty", "/search");
        await CorrectAsync(page, sources[0]);
        await TakeAsync(page, "error-404", "/nothing");
    }

    /// <summary>A correction comes in: where the versions differ, and what waits for a person.</summary>
    private static async Task CorrectAsync(IPage page, string source)
    {
        var text = await File.ReadAllTextAsync(Files[0]);
        await TakeAsync(page, "import", "/sources/import?corrects=" + source.Split('/')[2]);
        await page.Locator("textarea[name=text]").FillAsync(text.Replace("signed", "initialled", StringComparison.Ordinal).Replace("training", "courses", StringComparison.Ordinal).Replace("34", "43", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring in" }).ClickAsync();
        var corrected = (await page.Locator(".c-results .c-list__title a").First.GetAttributeAsync("href"))!;
        await TakeAsync(page, "compare", corrected + "/compare");
        await TakeAsync(page, "passages", corrected + "/passages");
        await page.GotoAsync("/statements?form=reached");
        await page.Locator("details", new() { HasText = "Keep" }).Last.Locator("summary").ClickAsync();
        await page.Locator("input[name=name]").FillAsync("What was reached");
        await page.Locator("form[action='/views'] button").ClickAsync();
        await ShootAsync(page, "view");
    }

    private static async Task TakeAsync(IPage page, string name, string address)
    {
        _ = await page.GotoAsync(address);
        await ShootAsync(page, name);
    }

    private static async Task ShootAsync(IPage page, string name)
    {
        foreach (var width in new[] { 1280, 360 })
        {
            await page.SetViewportSizeAsync(width, width == 360 ? 740 : 900);
            if (name == "review")
            {
                var address = page.Url;
                _ = await page.GotoAsync("about:blank");
                _ = await page.GotoAsync(address);
            }

            if (Folder is not null)
            {
                var whole = !name.StartsWith("lit", StringComparison.Ordinal) && name != "review";
                var height = await page.EvaluateAsync<int>("document.documentElement.scrollHeight");
                _ = await page.ScreenshotAsync(new()
                {
                    Path = Path.Combine(Folder, $"{name}-{width}.png"),
                    FullPage = whole,
                    Clip = whole ? new() { Width = width, Height = Math.Min(height, Longest) } : null,
                });
            }
        }

        await page.SetViewportSizeAsync(1280, 900);
        if (Face.Contains(name))
        {
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            var address = page.Url;
            _ = await page.GotoAsync("about:blank");
            _ = await page.GotoAsync(address);
            await KeepAsync(page, $"{name}-dark", 1280, 900);

            if (name is not ("review" or "lit"))
            {
                // the width of A4 between its margins
                await page.SetViewportSizeAsync(680, 960);
                await page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Light });
                await KeepAsync(page, $"{name}-paper", 680, 960);
            }

            await page.EmulateMediaAsync(new() { Media = Media.Screen, ColorScheme = ColorScheme.Light });
            await page.SetViewportSizeAsync(1280, 900);
        }
    }

    /// <summary>As much of a page as the screen or the sheet holds.</summary>
    private static async Task KeepAsync(IPage page, string name, int width, int height)
    {
        if (Folder is not null)
        {
            _ = await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, name + ".png"), FullPage = name.EndsWith("-paper", StringComparison.Ordinal), Clip = new() { Width = width, Height = height } });
        }
    }
}
