using System.Text.RegularExpressions;
using Concord.Modules.Identity;
using Concord.Platform.Db;
using Concord.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Concord.BrowserTests.Journeys;

/// <summary>The real ceremony of a passkey, in Chromium with its virtual authenticator.</summary>
public sealed partial class PasskeyTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task An_invited_person_makes_a_passkey_and_signs_in_with_it_and_with_no_other()
    {
        var operators = await house.NewContextAsync(new() { BaseURL = house.Address });
        var admin = await operators.NewPageAsync();
        _ = await admin.GotoAsync("/people");
        await admin.Locator("#for").FillAsync("ສົມສັກ");
        await admin.Locator("#capacity").SelectOptionAsync("Secretariat");
        await admin.Locator("#body").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await admin.GetByRole(AriaRole.Button, new() { Name = "Invite", Exact = true }).ClickAsync();
        var link = (await admin.Locator(".govuk-notification-banner .c-code").InnerTextAsync()).Trim();

        // A passkey is for a name and not for a number: the address is localhost.
        var (page, keys, authenticator) = await ArriveAsync();
        _ = await page.GotoAsync(new Uri(link).PathAndQuery);
        await page.Locator("#signInName").FillAsync("somsak");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a passkey and begin" }).ClickAsync();
        await page.WaitForURLAsync("**/account");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("ສົມສັກ");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.WaitForURLAsync("**/sign-in");

        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await page.WaitForURLAsync(new Regex("/$"));
        await Assertions.Expect(page.Locator(".c-header__who")).ToContainTextAsync("ສົມສັກ");

        // A second one is added, named, and taken away again; the last stays.
        _ = await page.GotoAsync("/account");
        await keys.SendAsync("WebAuthn.removeVirtualAuthenticator", new() { ["authenticatorId"] = authenticator });
        authenticator = await AddAsync(keys);
        await page.Locator("#passkey-name").FillAsync("Key in the drawer");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The passkey was added.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("The passkey was removed, and you are signed out everywhere else.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Key in the drawer" }).ClickAsync();
        await Assertions.Expect(page.Locator(".govuk-error-summary")).ToContainTextAsync("the only key");

        // Half an hour later the same person is asked for it again, by the page that adds another and by no other.
        await LaterAsync("somsak");
        _ = await page.GotoAsync("/record");
        _ = await page.GotoAsync("/account");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await page.WaitForURLAsync("**/account/prove?to=%2Faccount");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await page.WaitForURLAsync("**/account");
        await Assertions.Expect(page.Locator(".govuk-notification-banner")).ToBeVisibleAsync();

        // Somebody else's authenticator opens nothing.
        var (stranger, _, _) = await ArriveAsync();
        _ = await stranger.GotoAsync("/sign-in");
        await stranger.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await Assertions.Expect(stranger.Locator("[data-passkey-fault]")).ToBeVisibleAsync();
        Assert.Empty(await stranger.Locator(".c-header__as").AllAsync());
    }

    [Fact]
    public async Task Without_script_the_passkey_says_what_to_do_instead()
    {
        await using var context = await house.Browser.NewContextAsync(new() { BaseURL = house.Address, JavaScriptEnabled = false });
        var page = await context.NewPageAsync();
        _ = await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await Assertions.Expect(page.Locator(".govuk-error-summary")).ToContainTextAsync("Use a password and a code");
    }

    /// <summary>The session of this person showed its key half an hour ago.</summary>
    private async Task LaterAsync(string signInName)
    {
        await using var scope = house.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        var at = DateTimeOffset.UtcNow.AddMinutes(-30);
        Assert.NotEqual(0, await db.Set<SessionRow>().Where(s => s.Ended == null && db.Set<AccountRow>().Any(a => a.Id == s.Account && a.SignInName == signInName))
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.Proved, at)));
    }

    private async Task<(IPage Page, ICDPSession Keys, string Authenticator)> ArriveAsync()
    {
        var context = await house.Browser.NewContextAsync(new() { BaseURL = Port().Replace(house.Address, "http://localhost:$1") });
        var page = await context.NewPageAsync();
        var keys = await context.NewCDPSessionAsync(page);
        _ = await keys.SendAsync("WebAuthn.enable");
        return (page, keys, await AddAsync(keys));
    }

    private static async Task<string> AddAsync(ICDPSession keys)
    {
        var made = await keys.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
        return made!.Value.GetProperty("authenticatorId").GetString()!;
    }

    [GeneratedRegex(@"^http://127\.0\.0\.1:(\d+)$")]
    private static partial Regex Port();
}
