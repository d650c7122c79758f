using Concord.Tests;
using Microsoft.Playwright;

namespace Concord.BrowserTests.Journeys;

/// <summary>Sign-in at a ministry's own provider in Chromium, which follows a form only where the page's policy lets it.</summary>
public sealed class ProviderTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task An_official_begins_with_their_ministrys_account_and_signs_in_by_it()
    {
        await using var ministry = await Ministry.StartAsync();
        await using var operators = await house.NewContextAsync(new() { BaseURL = house.Address });
        var admin = await operators.NewPageAsync();
        _ = await admin.GotoAsync("/people/providers");
        await admin.Locator("#name").FillAsync("ກະຊວງແຮງງານ");
        await admin.Locator("#body").SelectOptionAsync(new SelectOptionValue { Index = 0 });
        await admin.Locator("#key").FillAsync("labour");
        await admin.Locator("#issuer").FillAsync(ministry.Issuer);
        await admin.Locator("#client").FillAsync(Ministry.Client);
        await admin.Locator("#secret").FillAsync(Ministry.Secret);
        await admin.GetByRole(AriaRole.Button, new() { Name = "Ask it and add it" }).ClickAsync();
        await Assertions.Expect(admin.GetByText("The provider was added.")).ToBeVisibleAsync();
        _ = await admin.GotoAsync("/people");
        await admin.Locator("#for").FillAsync("ສົມສັກ");
        await admin.Locator("#capacity").SelectOptionAsync("Secretariat");
        await admin.Locator("#body").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await admin.GetByRole(AriaRole.Button, new() { Name = "Invite", Exact = true }).ClickAsync();
        var link = (await admin.Locator(".govuk-notification-banner .c-code").InnerTextAsync()).Trim();

        await using var own = await house.Browser.NewContextAsync(new() { BaseURL = house.Address });
        var page = await own.NewPageAsync();
        _ = await page.GotoAsync(new Uri(link).PathAndQuery);
        await page.Locator("#signInName").FillAsync("somsak");
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin with ກະຊວງແຮງງານ" }).ClickAsync();
        await page.WaitForURLAsync("**/account");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("ສົມສັກ");

        // Elsewhere, and without script.
        await using var plain = await house.Browser.NewContextAsync(new() { BaseURL = house.Address, JavaScriptEnabled = false });
        var other = await plain.NewPageAsync();
        _ = await other.GotoAsync("/sign-in?to=%2Frecord");
        await other.GetByRole(AriaRole.Button, new() { Name = "Sign in with ກະຊວງແຮງງານ" }).ClickAsync();
        await other.WaitForURLAsync("**/record");
        await Assertions.Expect(other.Locator(".c-header__who")).ToContainTextAsync("ສົມສັກ");
    }
}
