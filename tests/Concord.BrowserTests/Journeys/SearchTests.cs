using Microsoft.Playwright;

namespace Concord.BrowserTests.Journeys;

/// <summary>What is sought is shown while it is being written; without script the form asks.</summary>
public sealed class SearchTests(House house) : IClassFixture<House>
{
    private const string Text = "TO: Secretariat\n\n1. Thailand hosted a workshop on repatriation in Rayong.\n\n2. 缅甸政府签署了协议。\n\n3. Laos repatriated 12 women in May 2008.";

    [Fact]
    public async Task What_is_sought_is_shown_while_it_is_being_written()
    {
        await using var context = await house.NewContextAsync(new() { BaseURL = house.Address });
        var page = await FilledAsync(context);
        await page.GotoAsync("/search");
        var field = page.Locator("input[name=q]");
        await field.PressSequentiallyAsync("repatria");
        var hits = page.Locator("#answer .c-found");
        await Assertions.Expect(hits.First).ToBeVisibleAsync();
        Assert.Contains(await hits.AllTextContentsAsync(), t => t == "repatriated");
        await Assertions.Expect(field).ToBeFocusedAsync();
        await Assertions.Expect(field).ToHaveValueAsync("repatria");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync(await page.Locator("#found").TextContentAsync() ?? "");

        // the address is that of what is shown, so that going on and coming back leads here
        Assert.EndsWith("/search?q=repatria*", page.Url, StringComparison.Ordinal);
        await page.Locator("#answer .c-list a").First.ClickAsync();
        await page.GoBackAsync();
        await Assertions.Expect(hits.First).ToBeVisibleAsync();

        // other scripts are sought by their signs
        await page.Locator("input[name=q]").FillAsync("缅甸");
        await Assertions.Expect(page.Locator("#answer mark", new() { HasText = "缅甸" }).First).ToBeVisibleAsync();

        // what cannot be sought yet leaves what is shown; an empty field begins anew
        await page.Locator("input[name=q]").FillAsync("缅甸 \"");
        await page.Locator("input[name=q]").FillAsync("?");
        await page.WaitForTimeoutAsync(800);
        await Assertions.Expect(page.Locator("#answer mark", new() { HasText = "缅甸" }).First).ToBeVisibleAsync();
        await page.Locator("input[name=q]").FillAsync("");
        await Assertions.Expect(page.Locator("#answer .govuk-inset-text")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_script_the_form_asks()
    {
        await using var context = await house.NewContextAsync(new() { BaseURL = house.Address, JavaScriptEnabled = false });
        var page = await FilledAsync(context);
        await page.GotoAsync("/search");
        await page.Locator("input[name=q]").FillAsync("repatria*");
        await page.Locator("input[name=q]").PressAsync("Enter");
        await Assertions.Expect(page.Locator("#answer .c-found").First).ToBeVisibleAsync();
    }

    private static async Task<IPage> FilledAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sources/import");
        await page.Locator("textarea[name=text]").FillAsync(Text);
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring in" }).ClickAsync();
        await Assertions.Expect(page.Locator(".c-results")).ToBeVisibleAsync();
        return page;
    }
}
