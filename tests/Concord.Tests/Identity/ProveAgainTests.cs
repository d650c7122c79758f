using System.Net;
using Concord.Core.Kernel;
using Concord.Modules.Identity;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Tests.Identity;

/// <summary>Keys are changed only by whoever showed one lately; being signed in is not enough.</summary>
public sealed class ProveAgainTests
{
    private const string Password = "kettle ribbon onward";
    private const string Prove = "/account/prove?to=%2Faccount";

    /// <summary>So much later, for every session of this account.</summary>
    private static async Task LaterAsync(Site site, string signInName, TimeSpan by)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        var at = DateTimeOffset.UtcNow - by;
        Assert.NotEqual(0, await db.Set<SessionRow>().Where(s => s.Ended == null && db.Set<AccountRow>().Any(a => a.Id == s.Account && a.SignInName == signInName))
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.Proved, at)));
    }

    private static async Task<string> NextCodeAsync(Site site)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        var account = (await accounts.FindByNameAsync("lan"))!;
        return OneTimeCodes.Code((await accounts.GetAuthenticatorKeyAsync(account))!, account.LastCodeStep + 1);
    }

    private static async Task<(Site Site, HttpClient Client)> SignedInAsync()
    {
        var site = await Site.StartAsync();
        var client = await site.AsAsync(null);
        _ = await AccountPagesTests.BeginAsync(new Visit(client), await AccountPagesTests.InviteAsync(site, nameof(Capacity.Secretariat)), "Lan", "lan");
        return (site, client);
    }

    [Fact]
    public async Task A_stolen_session_changes_no_key()
    {
        var (site, client) = await SignedInAsync();
        await using var ofSite = site;
        using var ofClient = client;
        var visit = new Visit(client);
        var account = await visit.GetAsync("/account");
        await LaterAsync(site, "lan", TimeSpan.FromMinutes(10));
        foreach (var (action, fields) in new (string, Dictionary<string, string>)[]
            { ("/account?handler=Passkey", new() { ["credential"] = "{}" }), ("/account?handler=Codes", []), ("/account?handler=Password", new() { ["password"] = "another kettle ribbon", ["code"] = "123456" }) })
        {
            Assert.Equal((HttpStatusCode.Found, Prove), await SentAsync(visit, account, action, fields));
        }

        // Nor is the browser told what a new passkey would have to answer.
        var form = account.QuerySelector("form[action='/account?handler=Passkey']")!;
        using var content = new FormUrlEncodedContent(Visit.Filled(form, null));
        using var options = await client.PostAsync(new Uri("/account?handler=Options", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, options.StatusCode);

        // Without the key, the page that asks for it opens nothing, and its tries lock the account as those at the door.
        var prove = await visit.GetAsync(Prove);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await visit.SendAsync(prove, "/account/prove", new() { ["password"] = "guessed and guessed again", ["code"] = "000000" })).Status);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await visit.SendAsync(prove, "/account/prove", new() { ["password"] = Password, ["code"] = await NextCodeAsync(site) })).Status);
        Assert.Equal((HttpStatusCode.Found, Prove), await SentAsync(visit, account, "/account?handler=Codes", []));
    }

    [Fact]
    public async Task A_stolen_session_lends_nothing_closes_nothing_and_takes_no_provider()
    {
        var (site, client) = await SignedInAsync();
        await using var ofSite = site;
        using var ofClient = client;
        await using var ministry = await Ministry.StartAsync();
        var visit = new Visit(client);
        var (account, close) = (await visit.GetAsync("/account"), await visit.GetAsync("/account/close"));
        await LaterAsync(site, "lan", TimeSpan.FromMinutes(11));
        Assert.Equal((HttpStatusCode.Found, Prove), await SentAsync(visit, account, "/account?handler=Delegate", new() { ["to"] = "observer", ["from"] = "2030-01-01", ["until"] = "2030-01-02" }));
        const string BeforeClosing = "/account/prove?to=%2Faccount%2Fclose", BeforeProviders = "/account/prove?to=%2Fpeople%2Fproviders";
        Assert.Equal((HttpStatusCode.Found, BeforeClosing), await SentAsync(visit, close, "/account/close", []));
        Assert.Equal(HttpStatusCode.OK, await visit.StatusAsync("/account"));

        // The page that asks leads back to it, and then it is done.
        Assert.Equal("/account/close", (await visit.SendAsync(await visit.GetAsync(BeforeClosing), "/account/prove", new() { ["password"] = Password, ["code"] = await NextCodeAsync(site) })).Location);
        Assert.Equal("/", (await visit.SendAsync(await visit.GetAsync("/account/close"), "/account/close")).Location);

        Assert.Equal("/people/providers", (await ProviderTests.AddAsync(site, ministry, "labour")).Location);
        var operators = new Visit(site.Client);
        var providers = await operators.GetAsync("/people/providers");
        await LaterAsync(site, "operator", TimeSpan.FromMinutes(11));
        Assert.Equal((HttpStatusCode.Found, BeforeProviders), await SentAsync(operators, providers, "/people/providers?handler=Renew", new() { ["secret"] = "another" }));
        Assert.Equal((HttpStatusCode.Found, BeforeProviders), await SentAsync(operators, providers, "/people/providers?handler=Remove", []));
        Assert.Equal((HttpStatusCode.Found, BeforeProviders), (HttpStatusCode.Found, (await ProviderTests.AddAsync(site, ministry, "health")).Location));
        Assert.Equal("/people/providers", (await operators.SendAsync(await operators.GetAsync(BeforeProviders), "/account/prove?handler=Ready")).Location);
        Assert.Equal("/people/providers", (await operators.SendAsync(await operators.GetAsync("/people/providers"), "/people/providers?handler=Remove")).Location);
    }

    /// <summary>Secrets are not kept, nor is anything shown to another account that the same browser signs in with, or in another form.</summary>
    [Fact]
    public async Task What_was_typed_stands_in_the_form_when_its_maker_comes_back_from_showing_a_key()
    {
        var (site, client) = await SignedInAsync();
        await using var ofSite = site;
        using var ofClient = client;
        var visit = new Visit(client);
        var account = await visit.GetAsync("/account");
        await LaterAsync(site, "lan", TimeSpan.FromMinutes(11));
        Dictionary<string, string> lent = new() { ["to"] = "ສົມຈິດ & <co>", ["from"] = "2030-01-01", ["until"] = "2030-01-02" };

        // Asked twice, as by somebody who went back.
        _ = await SentAsync(visit, account, "/account?handler=Delegate", lent);
        Assert.Equal((HttpStatusCode.Found, Prove), await SentAsync(visit, account, "/account?handler=Delegate", lent));
        Assert.Equal("/account", (await visit.SendAsync(await visit.GetAsync(Prove), "/account/prove", new() { ["password"] = Password, ["code"] = await NextCodeAsync(site) })).Location);
        var back = await visit.GetAsync("/account");
        Assert.Equal(lent, lent.Keys.ToDictionary(f => f, f => Field(back, "/account?handler=Delegate", f)));
        Assert.Contains("What you had typed stands in the form; nothing is done yet.", back.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("", Field(await visit.GetAsync("/account"), "/account?handler=Delegate", "to"));

        // Whoever signs in with the same browser after them.
        await LaterAsync(site, "lan", TimeSpan.FromMinutes(11));
        Assert.Equal((HttpStatusCode.Found, Prove), await SentAsync(visit, account, "/account?handler=Delegate", lent));
        _ = await visit.SendAsync(await visit.GetAsync("/sign-out"), "/sign-out");
        _ = await AccountPagesTests.BeginAsync(visit, await AccountPagesTests.InviteAsync(site, nameof(Capacity.Secretariat)), "Noy", "noy");
        Assert.DoesNotContain("ສົມຈິດ", (await visit.GetAsync("/account")).Body!.InnerHtml, StringComparison.Ordinal);

        var operators = new Visit(site.Client);
        var providers = await operators.GetAsync("/people/providers");
        await LaterAsync(site, "operator", TimeSpan.FromMinutes(11));
        const string Add = "/people/providers?handler=Add";
        Dictionary<string, string> asked = new() { ["name"] = "Ministry", ["key"] = "labour", ["issuer"] = "https://sign-in.example", ["client"] = "concord", ["secret"] = "a secret that is long enough" };
        Assert.Equal((HttpStatusCode.Found, "/account/prove?to=%2Fpeople%2Fproviders"), await SentAsync(operators, providers, Add, asked));
        Assert.Equal("", Field(await operators.GetAsync("/account"), "/account?handler=Passkey", "name"));
        Assert.Equal((HttpStatusCode.Found, "/account/prove?to=%2Fpeople%2Fproviders"), await SentAsync(operators, providers, Add, asked));
        _ = await operators.SendAsync(await operators.GetAsync("/account/prove?to=%2Fpeople%2Fproviders"), "/account/prove?handler=Ready");
        var again = await operators.GetAsync("/people/providers");
        asked["secret"] = "";
        Assert.Equal(asked, asked.Keys.ToDictionary(f => f, f => Field(again, Add, f)));
    }

    private static string Field(AngleSharp.Html.Dom.IHtmlDocument page, string action, string name) =>
        ((AngleSharp.Html.Dom.IHtmlInputElement)page.QuerySelector($"form[action='{action}'] [name='{name}']")!).Value;

    [Fact]
    public async Task With_password_and_code_keys_are_changed_for_ten_minutes()
    {
        var (site, client) = await SignedInAsync();
        await using var ofSite = site;
        using var ofClient = client;
        var visit = new Visit(client);
        await LaterAsync(site, "lan", TimeSpan.FromMinutes(9));
        Assert.Equal(HttpStatusCode.OK, (await visit.SendAsync(await visit.GetAsync("/account"), "/account?handler=Codes")).Status);
        await LaterAsync(site, "lan", TimeSpan.FromMinutes(11));
        var prove = await visit.GetAsync(Prove);
        Assert.Equal(HttpStatusCode.BadRequest, (await visit.SendAsync(prove, "/account/prove", new() { ["password"] = Password, ["code"] = "000000" })).Status);
        Assert.Equal("/account", (await visit.SendAsync(prove, "/account/prove", new() { ["password"] = Password, ["code"] = await NextCodeAsync(site) })).Location);
        Assert.Equal(HttpStatusCode.OK, (await visit.SendAsync(await visit.GetAsync("/account"), "/account?handler=Codes")).Status);
        var acts = (await new Visit(site.Client).GetAsync("/acts")).QuerySelector("main")!.TextContent;
        Assert.Contains("showed a key again", acts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proof_is_of_one_session_and_leads_nowhere_else()
    {
        var (site, client) = await SignedInAsync();
        await using var ofSite = site;
        using var ofClient = client;
        using var other = await site.AsAsync(nameof(Capacity.Youth));
        await LaterAsync(site, "youth", TimeSpan.FromMinutes(11));
        var ready = new Visit(other);
        Assert.Empty((await ready.GetAsync(Prove)).QuerySelectorAll("form[action='/account/prove']"));
        Assert.Equal("/account", (await ready.SendAsync(await ready.GetAsync(Prove), "/account/prove?handler=Ready")).Location);

        // An account with keys of its own is not proved like a ready one.
        await LaterAsync(site, "lan", TimeSpan.FromMinutes(11));
        var page = await ready.GetAsync(Prove);
        var visit = new Visit(client);
        Assert.Empty((await visit.GetAsync(Prove)).QuerySelectorAll("form[action='/account/prove?handler=Ready']"));
        var fields = Visit.Filled((await visit.GetAsync(Prove)).QuerySelector("form[action='/account/prove']")!, null);
        using var content = new FormUrlEncodedContent(fields);
        using var refused = await client.PostAsync(new Uri("/account/prove?handler=Ready", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal((HttpStatusCode.Found, Prove), await SentAsync(visit, await visit.GetAsync("/account"), "/account?handler=Codes", []));
        Assert.Equal("/", (await ready.SendAsync(page, "/account/prove?handler=Ready", new() { ["to"] = "//elsewhere.example" })).Location);
    }

    private static async Task<(HttpStatusCode, string?)> SentAsync(Visit visit, AngleSharp.Html.Dom.IHtmlDocument page, string action, Dictionary<string, string> fields)
    {
        var answer = await visit.SendAsync(page, action, fields);
        return (answer.Status, answer.Location);
    }
}
