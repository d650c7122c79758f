using System.Diagnostics;
using System.Globalization;
using Concord.Tests;
using Microsoft.Playwright;

namespace Concord.BrowserTests.Journeys;

/// <summary>A telegram from its import to the record by keyboard alone, with every key counted: <c>-class "*ReviewPaceTests" -showLiveOutput</c> tells the pace.</summary>
public sealed class ReviewPaceTests(House house, ITestOutputHelper output) : IClassFixture<House>
{
    private const double MostKeys = 1.3;

    private static string File => Repository.Shared is { } shared
        ? Directory.GetFiles(Path.Combine(shared, "seed"))[0]
        : Path.Combine(Repository.Root, "samples/01-first-review-of-the-new-plan.txt");

    private int keys;

    [Fact]
    public async Task A_statement_takes_hardly_more_than_a_key()
    {
        await using var context = await house.NewContextAsync(new() { BaseURL = house.Address });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sources/import");
        await page.Locator("input[type=file]").SetInputFilesAsync(File);
        await page.Locator("input[type=file]").FocusAsync();
        await TabToAsync(page, "button");
        await TurnAsync(page, "Enter");
        await TabToAsync(page, "a[href*='/review']");
        var before = keys;
        var watch = Stopwatch.StartNew();
        await TurnAsync(page, "Enter");
        var statements = 0;

        // Two slips, each noticed and taken back; one proposal put off, and met again at the end; every fifth rejected; the rest accepted.
        for (var n = 1; await page.Locator(".c-card--open").CountAsync() > 0; n++)
        {
            if (n is 4 or 9)
            {
                await TurnAsync(page, "r");
                await TurnAsync(page, "u");
            }

            if (n == 6 && await page.Locator("[data-key=s]").CountAsync() > 0)
            {
                await TurnAsync(page, "s");
            }

            await TurnAsync(page, n % 5 == 0 ? "r" : "a");
            statements++;
        }

        watch.Stop();
        var reviewed = keys - before;
        await TurnAsync(page, "n");
        Assert.EndsWith("/record", page.Url, StringComparison.Ordinal);
        Assert.True(await page.Locator("a.c-cite").CountAsync() > 0);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{statements} statements, {reviewed} keys in review ({(double)reviewed / statements:0.00} each), {keys} from the import to the record ({(double)keys / statements:0.00} each), {statements / watch.Elapsed.TotalMinutes:0} statements a minute as fast as the pages come"));
        Assert.True((double)reviewed / statements <= MostKeys, $"{reviewed} keys for {statements} statements");
        Assert.True(Repository.Shared is null || (double)keys / statements <= MostKeys, $"{keys} keys for {statements} statements, from the import to the record");
    }

    /// <summary>Tabs to the next control of this kind.</summary>
    private async Task TabToAsync(IPage page, string selector)
    {
        for (var n = 0; n < 60; n++)
        {
            await page.Keyboard.PressAsync("Tab");
            keys++;
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                return;
            }
        }

        Assert.Fail("no way by keyboard to " + selector);
    }

    /// <summary>A key that leads to another page.</summary>
    private async Task TurnAsync(IPage page, string key)
    {
        _ = await page.EvaluateAsync("() => { window.left = true; }");
        await page.Keyboard.PressAsync(key);
        keys++;
        _ = await page.WaitForFunctionAsync("() => !window.left && document.readyState === 'complete'");
    }
}
