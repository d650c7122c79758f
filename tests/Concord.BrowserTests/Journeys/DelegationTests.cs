using System.Globalization;
using Concord.Core.Kernel;
using Microsoft.Playwright;

namespace Concord.BrowserTests.Journeys;

/// <summary>An official is away for some days and lets a colleague act for them: both in a browser of their own.</summary>
public sealed class DelegationTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_capacity_is_lent_for_some_days_taken_up_on_a_phone_and_given_back()
    {
        var today = DateOnly.FromDateTime(DateTimeOffset.UtcNow.UtcDateTime);
        await using var desk = await house.Browser.NewContextAsync(new() { BaseURL = house.Address });
        var official = await SignInAsync(desk, nameof(Capacity.Official));
        var name = await official.Locator(".c-header__who a").InnerTextAsync();
        var body = (await official.Locator(".c-header__as").InnerTextAsync()).Split(',', 2)[1].Trim();
        await using var pocket = await house.Browser.NewContextAsync(new() { BaseURL = house.Address, ViewportSize = new() { Width = 360, Height = 740 }, JavaScriptEnabled = false });
        var colleague = await SignInAsync(pocket, nameof(Capacity.Press));
        Assert.False(await MayBringInAsync(colleague));

        // The end before the beginning: nothing typed is lost, and what is wrong is said beside it.
        _ = await official.GotoAsync("/account");
        await FillAsync(official, "press", today, today.AddDays(-1));
        await Assertions.Expect(official.Locator(".govuk-error-summary")).ToBeVisibleAsync();
        await Assertions.Expect(official.Locator("#to")).ToHaveValueAsync("press");
        await FillAsync(official, "nobody-of-that-name", today, today.AddDays(3));
        await Assertions.Expect(official.Locator("#to-error")).ToBeVisibleAsync();
        await FillAsync(official, "press", today, today.AddDays(3));
        if (await official.Locator("input[name=known]").CountAsync() > 0)
        {
            // No credential says yet that this body speaks for its member; whoever lends it says that they know.
            await official.Locator("input[name=known]").CheckAsync();
            await official.Locator("form[action='/account?handler=Delegate'] button").ClickAsync();
        }

        await Assertions.Expect(official.GetByRole(AriaRole.Button, new() { NameRegex = new("^End it|^End") }).Last).ToBeVisibleAsync();

        _ = await colleague.GotoAsync("/account");
        var lent = colleague.Locator("li.c-card", new() { HasText = "Delegated by " + name });
        await Assertions.Expect(lent).ToContainTextAsync(body);
        await lent.Locator("button").ClickAsync();
        await Assertions.Expect(colleague.Locator(".c-header__as")).ToContainTextAsync(body);
        Assert.True(await MayBringInAsync(colleague));

        // Taken back at the desk: the phone is anyone again, with its next page.
        _ = await official.GotoAsync("/account");
        await official.Locator("form[action='/account?handler=EndDelegation'] button").ClickAsync();
        Assert.False(await MayBringInAsync(colleague));
        await Assertions.Expect(colleague.Locator(".c-header__as")).Not.ToContainTextAsync(body);

        // Both turns stand in the history of whoever lent it.
        _ = await official.GotoAsync("/account");
        await official.Locator("main a[href*='/history']").ClickAsync();
        await Assertions.Expect(official.Locator("main")).ToContainTextAsync("A capacity was delegated");
    }

    private static async Task<bool> MayBringInAsync(IPage page)
    {
        _ = await page.GotoAsync("/sources/import");
        return await page.GetByRole(AriaRole.Button, new() { Name = "Bring in" }).CountAsync() > 0;
    }

    private static async Task FillAsync(IPage page, string to, DateOnly from, DateOnly until)
    {
        await page.Locator("#to").FillAsync(to);
        await page.Locator("#from").FillAsync(from.ToString("O", CultureInfo.InvariantCulture));
        await page.Locator("#until").FillAsync(until.ToString("O", CultureInfo.InvariantCulture));
        await page.Locator("form[action='/account?handler=Delegate'] button").ClickAsync();
    }

    private static async Task<IPage> SignInAsync(IBrowserContext context, string capacity)
    {
        var page = await context.NewPageAsync();
        _ = await page.GotoAsync("/sign-in");
        await page.Locator($"button[data-ready='{capacity}']").First.ClickAsync();
        await page.Locator(".c-header__as").WaitForAsync();
        return page;
    }
}
