using System.Text;
using System.Text.RegularExpressions;
using Concord.Tests;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Concord.BrowserTests.Journeys;

/// <summary>A source is reviewed one proposal after another, by key alone and without script.</summary>
public sealed partial class ReviewTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task Everything_is_decided_by_key_and_undone_by_key()
    {
        await using var context = await house.NewContextAsync(new() { BaseURL = house.Address });
        var page = await context.NewPageAsync();
        await BeginAsync(page, "samples/01-first-review-of-the-new-plan.txt");
        var (_, all, left) = await ProgressAsync(page);
        Assert.Equal(all, left);
        await Assertions.Expect(page.Locator("mark#passage").First).ToBeInViewportAsync();

        await KeyAsync(page, "a");
        await Assertions.Expect(page.Locator(".c-review__said")).ToContainTextAsync("accepted");
        Assert.Equal((2, all, left - 1), await ProgressAsync(page));
        await KeyAsync(page, "r");
        Assert.Equal((3, all, left - 2), await ProgressAsync(page));
        await KeyAsync(page, "s");
        Assert.Equal((4, all, left - 2), await ProgressAsync(page));
        await KeyAsync(page, "b");
        await KeyAsync(page, "b");
        await Assertions.Expect(page.Locator(".c-card .govuk-tag")).ToHaveTextAsync("Rejected");
        await KeyAsync(page, "n");
        await Assertions.Expect(page.Locator(".c-card--open")).ToBeVisibleAsync();
        await KeyAsync(page, "u");
        Assert.Equal((2, all, left - 1), await ProgressAsync(page));
        await KeyAsync(page, "u");
        Assert.Equal((1, all, left), await ProgressAsync(page));
        await Assertions.Expect(page.Locator("[data-key=u]")).ToHaveCountAsync(0);

        await KeyAsync(page, "c");
        await page.Locator("#why").FillAsync("acrbnsu");
        await Assertions.Expect(page.Locator("#why")).ToHaveValueAsync("acrbnsu");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record", Exact = true }).PressAsync("Enter");
        Assert.Equal((2, all, left - 1), await ProgressAsync(page));
    }

    [Fact]
    public async Task Keys_can_be_switched_off_and_stay_off()
    {
        await using var context = await house.NewContextAsync(new() { BaseURL = house.Address });
        var page = await context.NewPageAsync();
        await BeginAsync(page, "samples/02-two-signatures-and-a-question.txt");
        var before = await ProgressAsync(page);
        await page.Locator("[data-keys-switch]").PressAsync("Enter");
        await page.Keyboard.PressAsync("a");
        await page.ReloadAsync();
        await page.Keyboard.PressAsync("a");
        await Assertions.Expect(page.Locator("[data-keys-switch]")).ToHaveAttributeAsync("aria-pressed", "false");
        Assert.Equal(before, await ProgressAsync(page));
        await Assertions.Expect(page.Locator("[data-key=a] kbd")).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task The_whole_way_is_gone_without_script(int width)
    {
        await using var context = await house.NewContextAsync(new() { JavaScriptEnabled = false, BaseURL = house.Address, ViewportSize = new() { Width = width, Height = 740 } });
        var page = await context.NewPageAsync();
        await BeginAsync(page, "samples/03-half-way-in-two-sections.txt");
        var plain = page.Locator("a[href$='/plain']");
        await page.GotoAsync(page.Url.Split("/review")[0]);
        await plain.ClickAsync();
        var picks = await page.Locator("[name=pick]").CountAsync();
        Assert.True(picks > 1);
        await page.Locator("[name=pick]").First.UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept the chosen ones" }).ClickAsync();
        var (_, all, left) = await ProgressAsync(page);
        Assert.Equal(all - picks + 1, left);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo my last" }).ClickAsync();
        Assert.Equal(all, (await ProgressAsync(page)).Left);
        for (var n = all; n > 0; n--)
        {
            Assert.Equal(n, (await ProgressAsync(page)).Left);
            Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            await page.GetByRole(AriaRole.Button, new() { Name = n % 4 == 0 ? "Reject" : "Accept", Exact = true }).ClickAsync();
        }

        await Assertions.Expect(page.Locator(".c-card")).ToContainTextAsync("Everything in this source is decided");
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the record" }).ClickAsync();
        Assert.True(await page.Locator("a.c-cite").CountAsync() > 0);
    }

    [Fact]
    public async Task Each_sees_what_the_other_decided_and_nothing_is_done_over_it()
    {
        await using var context = await house.NewContextAsync(new() { BaseURL = house.Address });
        var (one, other) = (await context.NewPageAsync(), await context.NewPageAsync());
        await BeginAsync(one, "samples/04-a-damaged-copy.txt");
        await other.GotoAsync(one.Url);
        await KeyAsync(other, "r");
        await Assertions.Expect(one.Locator("[data-meanwhile-notice]")).ToContainTextAsync("Rejected", new() { Timeout = 15000 });
        await KeyAsync(one, "a");
        await Assertions.Expect(one.Locator(".c-review__said")).ToContainTextAsync("Somebody else decided this meanwhile");
        await Assertions.Expect(one.Locator(".c-card .govuk-tag")).ToHaveTextAsync("Rejected");
    }

    [Fact]
    public async Task A_statement_is_added_from_words_selected_in_the_text()
    {
        await using var context = await house.NewContextAsync(new() { BaseURL = house.Address });
        var page = await context.NewPageAsync();
        await BeginAsync(page, "samples/01-first-review-of-the-new-plan.txt");
        var (_, all, left) = await ProgressAsync(page);
        var lit = await page.Locator("mark#passage").First.InnerTextAsync();
        await page.EvaluateAsync("() => getSelection().selectAllChildren(document.querySelector('mark#passage'))");
        await page.Locator("details.c-review__more > summary").PressAsync("Enter");
        await KeyAsync(page, "w");
        await Assertions.Expect(page.Locator("#words")).ToHaveValueAsync(lit);
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).PressAsync("Enter");
        await Assertions.Expect(page.Locator("blockquote")).ToHaveTextAsync(lit);
        await page.Locator("#title").FillAsync("What was overlooked");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record", Exact = true }).PressAsync("Enter");
        await page.WaitForURLAsync("**/review?**");
        Assert.Equal((all + 1, left), ((await ProgressAsync(page)).All, (await ProgressAsync(page)).Left));
    }

    [Fact]
    public async Task Splitting_merging_and_adding_need_no_script()
    {
        await using var context = await house.NewContextAsync(new() { JavaScriptEnabled = false, BaseURL = house.Address, ViewportSize = new() { Width = 360, Height = 740 } });
        var page = await context.NewPageAsync();
        await BeginAsync(page, "samples/02-two-signatures-and-a-question.txt");
        var (_, all, left) = await ProgressAsync(page);
        await page.Locator(".c-review__more summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Split in two" }).ClickAsync();
        Assert.Equal((1, all + 1, left + 1), await ProgressAsync(page));
        await page.Locator(".c-review__more summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Merge", Exact = true }).ClickAsync();
        Assert.Equal(left - 1, (await ProgressAsync(page)).Left);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo my last" }).ClickAsync();
        Assert.Equal(left + 1, (await ProgressAsync(page)).Left);
        await page.Locator(".c-review__more summary").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Add a statement" }).ClickAsync();
        await page.Locator("#words").FillAsync("words that stand nowhere in it");
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Assertions.Expect(page.Locator(".govuk-error-summary")).ToContainTextAsync("do not stand in this paragraph");
        await Assertions.Expect(page.Locator("#words")).ToHaveValueAsync("words that stand nowhere in it");
        Assert.Equal(360, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task Axe_finds_nothing(int width)
    {
        await using var context = await house.NewContextAsync(new() { BaseURL = house.Address, ViewportSize = new() { Width = width, Height = 740 } });
        var page = await context.NewPageAsync();
        await BeginAsync(page, "samples/01-first-review-of-the-new-plan.txt");
        var source = page.Url.Split("/review")[0];
        await CheckAsync(page, width);
        await KeyAsync(page, "a");
        await KeyAsync(page, "b");
        await CheckAsync(page, width);
        await page.Locator("details.c-review__more > summary").ClickAsync();
        await CheckAsync(page, width);
        foreach (var address in new[] { source + "/plain", source + "/add", "/rules" })
        {
            await page.GotoAsync(address);
            await CheckAsync(page, width);
        }
    }

    private static async Task CheckAsync(IPage page, int width)
    {
        var found = await page.RunAxe();
        Assert.True(found.Violations.Length == 0, page.Url + ": " + string.Join("; ", found.Violations.Select(v => v.Id + " " + string.Join(" ", v.Nodes.Select(x => x.Html).Take(2)))));
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    /// <summary>How many sources were begun: each is a file of its own.</summary>
    private static int begun;

    /// <summary>Imports the file and opens its review.</summary>
    private static async Task BeginAsync(IPage page, string file)
    {
        await page.GotoAsync("/sources/import");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = Path.GetFileName(file),
            MimeType = "text/plain",
            Buffer = Encoding.Latin1.GetBytes((await File.ReadAllTextAsync(Path.Combine(Repository.Root, file), Encoding.Latin1))
                .Replace("PORT SAMPLE", "PORT SAMPLE" + new string('E', Interlocked.Increment(ref begun)), StringComparison.Ordinal)),
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring in" }).ClickAsync();
        await page.GotoAsync((await page.Locator(".c-results a").First.GetAttributeAsync("href"))! + "/review");
    }

    /// <summary>Presses a key that leads to another page, and waits for it.</summary>
    private static async Task KeyAsync(IPage page, string key)
    {
        _ = await page.EvaluateAsync("() => { window.left = true; }");
        await page.Keyboard.PressAsync(key);
        _ = await page.WaitForFunctionAsync("() => !window.left && document.readyState === 'complete'");
    }

    private static async Task<(int At, int All, int Left)> ProgressAsync(IPage page)
    {
        var said = Numbers().Matches(await page.Locator(".c-review__progress").InnerTextAsync()).Select(m => int.Parse(m.Value, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        return said is [var at, var all, var left] ? (at, all, left) : (0, said[0], 0);
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Numbers();
}
