using System.Net;
using AngleSharp.Html.Dom;
using Concord.Core.Kernel;
using Microsoft.IdentityModel.Tokens;

namespace Concord.Tests.Identity;

/// <summary>Sign-in at a ministry's own provider: a real one, which may change its keys and may lie.</summary>
public sealed class ProviderTests
{
    private const string Door = "/sign-in/provider/labour";

    [Fact]
    public async Task Whoever_accepted_an_invitation_by_their_ministrys_account_signs_in_by_it()
    {
        await using var here = await ArrangedAsync();
        using var client = await here.Site.AsAsync(null);
        var visit = new Visit(client);
        Assert.Equal("/account", await AcceptAsync(here, client, "Lan"));
        Assert.Contains("the secretariat", (await visit.GetAsync("/account")).QuerySelector(".c-header__as")!.TextContent, StringComparison.Ordinal);
        _ = await visit.SendAsync(await visit.GetAsync("/account"), "/sign-out");
        Assert.Equal(HttpStatusCode.Found, await visit.StatusAsync("/account"));

        Assert.Equal("/record?d=2020-01-01", await ThereAndBackAsync(client, await visit.SendAsync(await visit.GetAsync("/sign-in?to=%2Frecord%3Fd%3D2020-01-01"), Door)));
        Assert.Equal("Lan", (await visit.GetAsync("/account")).QuerySelector("h1")!.TextContent.Trim());
        Assert.Contains("Somebody signed in.", (await new Visit(here.Site.Client).GetAsync("/acts")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_let_in_whom_no_account_is_linked_with_though_their_mail_is_the_same()
    {
        await using var here = await ArrangedAsync();
        using var client = await here.Site.AsAsync(null);
        Assert.Equal("/account", await AcceptAsync(here, client, "Lan", here.Ministry.Mail));
        here.Ministry.Subject = "official-0999";
        using var other = await here.Site.AsAsync(null);
        Assert.Contains("Nobody’s account here is linked", await RefusedAsync(other), StringComparison.Ordinal);
        Assert.Contains("Somebody whom a provider knows", (await new Visit(here.Site.Client).GetAsync("/acts")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_owner_of_an_account_links_it_and_by_the_ministrys_word_changes_no_key()
    {
        await using var here = await ArrangedAsync();
        using var client = await here.Site.AsAsync(null);
        var visit = new Visit(client);
        _ = await AccountPagesTests.BeginAsync(visit, await AccountPagesTests.InviteAsync(here.Site, nameof(Capacity.Secretariat)), "Lan", "lan");
        Assert.Equal("/account", await ThereAndBackAsync(client, await visit.SendAsync(await visit.GetAsync("/account"), Door + "?handler=Link")));
        var linked = await visit.GetAsync("/account");
        Assert.Contains("From now on Ministry of Labour opens your account too.", linked.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        using var phone = await here.Site.AsAsync(null);
        var vouched = new Visit(phone);
        Assert.Equal("/", await ThereAndBackAsync(phone, await vouched.SendAsync(await vouched.GetAsync("/sign-in"), Door)));
        var account = await vouched.GetAsync("/account");
        foreach (var action in new[] { "/account?handler=Codes", "/account?handler=Unlink" })
        {
            Assert.Contains("changes no key of yours", (await vouched.SendAsync(account, action)).Fault, StringComparison.Ordinal);
        }

        // The owner takes it back with a key of their own, and whoever came by it is out.
        Assert.Equal("/account", (await visit.SendAsync(linked, "/account?handler=Unlink")).Location);
        Assert.Equal(HttpStatusCode.Found, await vouched.StatusAsync("/account"));
        Assert.Contains("Nobody’s account here is linked", await RefusedAsync(phone), StringComparison.Ordinal);
    }

    /// <summary>The key of an invitation to another body than the provider's.</summary>
    private static async Task<string> InviteElsewhereAsync(Arranged here)
    {
        var operators = new Visit(here.Site.Client);
        var people = await operators.GetAsync("/people");
        var elsewhere = people.QuerySelectorAll("select[name='body'] option")[^1].GetAttribute("value")!;
        var made = await operators.SendAsync(people, "/people?handler=Invite", new() { ["for"] = "Lan", ["capacity"] = nameof(Capacity.Youth), ["body"] = elsewhere });
        return made.Page.QuerySelector(".govuk-notification-banner .c-code")!.TextContent.Split("key=")[1];
    }

    [Fact]
    public async Task Whom_a_provider_vouches_for_acts_for_its_body_alone()
    {
        await using var here = await ArrangedAsync();
        using var client = await here.Site.AsAsync(null);
        var owner = new Visit(client);
        _ = await AccountPagesTests.BeginAsync(owner, await AccountPagesTests.InviteAsync(here.Site, nameof(Capacity.Secretariat)), "Lan", "lan");
        _ = await owner.SendAsync(await owner.GetAsync("/invitation?key=" + await InviteElsewhereAsync(here)), "/invitation?handler=Join");
        var today = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var youth = (await owner.GetAsync("/account")).QuerySelectorAll("select[name='holding'] option")[^1].GetAttribute("value")!;
        Assert.Equal("/account", (await owner.SendAsync(await owner.GetAsync("/account"), "/account?handler=Delegate", new() { ["holding"] = youth, ["to"] = "observer", ["from"] = today, ["until"] = today })).Location);
        var lent = (await owner.GetAsync("/account")).QuerySelector("form[action='/account?handler=EndDelegation']")!;
        Assert.Equal("/account", await ThereAndBackAsync(client, await owner.SendAsync(await owner.GetAsync("/account"), Door + "?handler=Link")));

        using var phone = await here.Site.AsAsync(null);
        var visit = new Visit(phone);
        Assert.Equal("/", await ThereAndBackAsync(phone, await visit.SendAsync(await visit.GetAsync("/sign-in"), Door)));
        var account = await visit.GetAsync("/account");
        Assert.Contains("Sign in with a key of your own to act in it.", account.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("the secretariat", account.QuerySelector(".c-header__as")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(account.QuerySelectorAll("form[action='/account?handler=Act'], form[action='/account?handler=Delegate'], form[action='/account?handler=EndDelegation']"));

        // Asked for all the same: nothing of another body, nothing that outlasts what it vouches for.
        var token = account.QuerySelector("input[name='__RequestVerificationToken']")!.GetAttribute("value")!;
        async Task<Answered> AskAsync(string address, Dictionary<string, string> fields)
        {
            fields["__RequestVerificationToken"] = token;
            using var content = new FormUrlEncodedContent(fields);
            using var answer = await phone.PostAsync(new Uri(address, UriKind.Relative), content, TestContext.Current.CancellationToken);
            return new Answered(answer.StatusCode, answer.Headers.Location?.ToString(), new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync("/account?handler=EndDelegation", new() { ["holding"] = lent.QuerySelector("input[name='holding']")!.GetAttribute("value")! })).Status);
        var own = (await owner.GetAsync("/account")).QuerySelectorAll("select[name='holding'] option")[0].GetAttribute("value")!;
        Assert.Contains("hands nothing on", (await AskAsync("/account?handler=Delegate", new() { ["holding"] = own, ["to"] = "observer", ["from"] = today, ["until"] = today })).Fault, StringComparison.Ordinal);
        Assert.Contains("closes no account", (await AskAsync("/account/close", new() { ["seen"] = "1" })).Fault, StringComparison.Ordinal);
        Assert.Contains("closes no account", (await visit.GetAsync("/account/close")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var key = await InviteElsewhereAsync(here);
        Assert.Contains("people of another body", (await visit.GetAsync("/invitation?key=" + key)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("people of another body", (await AskAsync("/invitation?handler=Join", new() { ["key"] = key })).Fault, StringComparison.Ordinal);
        Assert.Contains("has a key of their own", (await AskAsync("/invitation?handler=Join", new() { ["key"] = await AccountPagesTests.InviteAsync(here.Site, nameof(Capacity.Administrator)) })).Fault, StringComparison.Ordinal);
        Assert.Equal("/account", (await AskAsync("/invitation?handler=Join", new() { ["key"] = await AccountPagesTests.InviteAsync(here.Site, nameof(Capacity.Observer)) })).Location);
    }

    [Fact]
    public async Task Whoever_has_no_key_of_their_own_closes_their_account_by_the_providers_word_and_accepts_no_keeping_of_accounts_by_it()
    {
        await using var here = await ArrangedAsync();
        using var client = await here.Site.AsAsync(null);
        var visit = new Visit(client);
        var administrators = await visit.GetAsync("/invitation?key=" + await AccountPagesTests.InviteAsync(here.Site, nameof(Capacity.Administrator)));
        Assert.Empty(administrators.QuerySelectorAll("[formaction^='/sign-in/provider']"));
        _ = await AcceptAsync(here, client, "Lan");
        Assert.Equal("/", (await visit.SendAsync(await visit.GetAsync("/account/close"), "/account/close")).Location);
        Assert.Equal(HttpStatusCode.Found, await visit.StatusAsync("/account"));
        Assert.Contains("Nobody’s account here is linked", await RefusedAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_it_changed_its_keys_the_new_are_taken_and_the_old_no_more()
    {
        await using var here = await ArrangedAsync();
        using var client = await here.Site.AsAsync(null);
        _ = await AcceptAsync(here, client, "Lan");
        var old = here.Ministry.Key;
        await here.Ministry.ChangeKeysAsync();
        using var phone = await here.Site.AsAsync(null);
        Assert.Equal("/", await ThereAndBackAsync(phone, await new Visit(phone).SendAsync(await new Visit(phone).GetAsync("/sign-in"), Door)));
        here.Ministry.Lie = (_, _) => old;
        using var thief = await here.Site.AsAsync(null);
        Assert.Contains("cannot be relied on", await RefusedAsync(thief), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("iss")]
    [InlineData("aud")]
    [InlineData("nonce")]
    [InlineData("without nonce")]
    [InlineData("over")]
    [InlineData("unsigned")]
    [InlineData("foreign key")]
    public async Task What_is_not_said_by_it_to_this_installation_now_lets_nobody_in(string lie)
    {
        await using var here = await ArrangedAsync();
        using var client = await here.Site.AsAsync(null);
        _ = await AcceptAsync(here, client, "Lan");
        await using var foreign = await Ministry.StartAsync();
        here.Ministry.Lie = (claims, key) =>
        {
            switch (lie)
            {
                case "iss": claims["iss"] = foreign.Issuer; break;
                case "aud": claims["aud"] = "another"; break;
                case "nonce": claims["nonce"] = "another"; break;
                case "without nonce": _ = claims.Remove("nonce"); break;
                case "over": (claims["iat"], claims["exp"]) = (Ago(120), Ago(60)); break;
                case "unsigned": return null;
                default: return foreign.Key;
            }

            return key;
        };
        using var phone = await here.Site.AsAsync(null);
        Assert.Contains("cannot be relied on", await RefusedAsync(phone), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, await new Visit(phone).StatusAsync("/account"));

        // The truth is believed all the same.
        here.Ministry.Lie = null;
        Assert.Equal("/", await ThereAndBackAsync(phone, await new Visit(phone).SendAsync(await new Visit(phone).GetAsync("/sign-in"), Door)));
    }

    [Fact]
    public async Task An_answer_is_taken_once_and_only_by_the_browser_that_asked()
    {
        await using var here = await ArrangedAsync();
        using var client = await here.Site.AsAsync(null);
        _ = await AcceptAsync(here, client, "Lan");
        using var phone = await here.Site.AsAsync(null);
        var left = await new Visit(phone).SendAsync(await new Visit(phone).GetAsync("/sign-in"), Door);
        using var there = await phone.GetAsync(new Uri(left.Location!), TestContext.Current.CancellationToken);
        var back = there.Headers.Location!.ToString();
        using var thief = await here.Site.AsAsync(null);
        Assert.Contains("cannot be relied on", await SaidAsync(thief, back), StringComparison.Ordinal);
        Assert.Equal("/", await LocationAsync(phone, back));
        _ = await new Visit(phone).SendAsync(await new Visit(phone).GetAsync("/account"), "/sign-out");
        Assert.Contains("cannot be relied on", await SaidAsync(phone, back), StringComparison.Ordinal);
        Assert.Contains("cannot be relied on", await SaidAsync(phone, back[..back.IndexOf("state=", StringComparison.Ordinal)]), StringComparison.Ordinal);
        Assert.Contains("cannot be relied on", await SaidAsync(phone, Door), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, await new Visit(phone).StatusAsync("/account"));
    }

    [Fact]
    public async Task A_provider_that_is_down_or_lets_nobody_in_is_told_in_words()
    {
        await using var here = await ArrangedAsync();
        using var client = await here.Site.AsAsync(null);
        here.Ministry.Denies = true;
        Assert.Contains("did not let you in", await RefusedAsync(client), StringComparison.Ordinal);
        here.Ministry.Denies = false;
        var left = await new Visit(client).SendAsync(await new Visit(client).GetAsync("/sign-in"), Door);
        using var there = await client.GetAsync(new Uri(left.Location!), TestContext.Current.CancellationToken);
        await here.Ministry.CloseAsync();
        Assert.Contains("cannot be reached now", await SaidAsync(client, there.Headers.Location!.ToString()), StringComparison.Ordinal);

        // Added while it was up, asked for the first time when it is down.
        await using var second = await Ministry.StartAsync();
        _ = await AddAsync(here.Site, second, "health");
        await second.CloseAsync();
        var answer = await new Visit(client).SendAsync(await new Visit(client).GetAsync("/sign-in"), "/sign-in/provider/health");
        Assert.Equal("/sign-in", answer.Location);
        Assert.Contains("cannot be reached now", Fault(await new Visit(client).GetAsync("/sign-in")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_provider_ends_what_came_by_it()
    {
        await using var here = await ArrangedAsync();
        using var client = await here.Site.AsAsync(null);
        _ = await AcceptAsync(here, client, "Lan");
        Assert.Equal(HttpStatusCode.OK, await new Visit(client).StatusAsync("/account"));
        var operators = new Visit(here.Site.Client);
        Assert.Equal("/people/providers", (await operators.SendAsync(await operators.GetAsync("/people/providers"), "/people/providers?handler=Remove")).Location);
        Assert.Equal(HttpStatusCode.Found, await new Visit(client).StatusAsync("/account"));
        Assert.Empty((await new Visit(client).GetAsync("/sign-in")).QuerySelectorAll($"form[action='{Door}']"));

        // Under the same word, and for the same person: it opens nothing that it opened before.
        _ = await AddAsync(here.Site, here.Ministry, "labour");
        Assert.Contains("Nobody’s account here is linked", await RefusedAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_lets_nobody_into_another_body()
    {
        await using var here = await ArrangedAsync();
        var key = await InviteElsewhereAsync(here);
        using var client = await here.Site.AsAsync(null);
        var visit = new Visit(client);
        Assert.Empty((await visit.GetAsync("/invitation?key=" + key)).QuerySelectorAll("[formaction^='/sign-in/provider']"));

        // Asked for all the same, with the token of another form.
        var page = await visit.GetAsync("/invitation?key=" + await AccountPagesTests.InviteAsync(here.Site, nameof(Capacity.Secretariat)));
        var left = await visit.SendAsync(page, Door + "?handler=Accept", new() { ["key"] = key, ["name"] = "Lan", ["signInName"] = "lan" });
        Assert.Equal("/invitation?key=" + key, await ThereAndBackAsync(client, left));
        Assert.Contains("another body", Fault(await visit.GetAsync("/invitation?key=" + key)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("issuer", "http://provider.example", "begins with https")]
    [InlineData("issuer", "https://provider.example/?tenant=1", "begins with https")]
    [InlineData("key", "Labour!", "small letters")]
    [InlineData("client", "", "client id")]
    [InlineData("body", "", "Choose the body")]
    public async Task A_provider_that_is_not_one_is_refused_in_words(string field, string value, string told)
    {
        await using var site = await Site.StartAsync();
        await using var ministry = await Ministry.StartAsync();
        Assert.Contains(told, (await AddAsync(site, ministry, "labour", new() { [field] = value })).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_administrators_of_the_installation_keep_providers_and_only_the_pages_that_offer_one_lead_there()
    {
        await using var here = await ArrangedAsync();
        using var secretariat = await here.Site.AsAsync(nameof(Capacity.Secretariat));
        using var visitor = await here.Site.AsAsync(null);
        Assert.Equal(HttpStatusCode.Forbidden, await new Visit(secretariat).StatusAsync("/people/providers"));
        Assert.Equal(HttpStatusCode.Found, await new Visit(visitor).StatusAsync("/people/providers"));
        var origin = here.Ministry.Issuer.TrimEnd('/');
        foreach (var (address, leads) in new[] { ("/sign-in", true), ("/", false), ("/record", false) })
        {
            using var answer = await visitor.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains(leads ? $"form-action 'self' {origin};" : "form-action 'self';", policy, StringComparison.Ordinal);
        }
    }

    private sealed record Arranged(Site Site, Ministry Ministry) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Ministry.DisposeAsync();
            await Site.DisposeAsync();
        }
    }

    private static async Task<Arranged> ArrangedAsync()
    {
        var here = new Arranged(await Site.StartAsync(), await Ministry.StartAsync());
        var added = await AddAsync(here.Site, here.Ministry, "labour");
        Assert.True(added.Location == "/people/providers", added.Fault);
        return here;
    }

    /// <summary>The operator adds it, for the first body there is.</summary>
    internal static async Task<Answered> AddAsync(Site site, Ministry ministry, string key, Dictionary<string, string>? otherwise = null)
    {
        var visit = new Visit(site.Client);
        var page = await visit.GetAsync("/people/providers");
        var fields = new Dictionary<string, string>
        {
            ["name"] = "Ministry of Labour", ["body"] = await FirstBodyAsync(visit), ["key"] = key, ["issuer"] = ministry.Issuer, ["client"] = Ministry.Client, ["secret"] = Ministry.Secret,
        };
        foreach (var (field, value) in otherwise ?? [])
        {
            fields[field] = value;
        }

        return await visit.SendAsync(page, "/people/providers?handler=Add", fields);
    }

    /// <summary>For which invitations are made too.</summary>
    private static async Task<string> FirstBodyAsync(Visit visit) =>
        (await visit.GetAsync("/people")).QuerySelectorAll("select[name='body'] option").First(o => o.GetAttribute("value") != "").GetAttribute("value")!;

    private static async Task<string?> AcceptAsync(Arranged here, HttpClient client, string name, string? mail = null)
    {
        var visit = new Visit(client);
        var page = await visit.GetAsync("/invitation?key=" + await AccountPagesTests.InviteAsync(here.Site, nameof(Capacity.Secretariat), mail));
        return await ThereAndBackAsync(client, await visit.SendAsync(page, Door + "?handler=Accept", new() { ["name"] = name, ["signInName"] = name.ToLowerInvariant() }));
    }

    /// <summary>Where somebody comes out who was sent to the provider.</summary>
    private static async Task<string?> ThereAndBackAsync(HttpClient client, Answered left)
    {
        Assert.StartsWith("http://127.0.0.1", left.Location, StringComparison.Ordinal);
        using var there = await client.GetAsync(new Uri(left.Location!), TestContext.Current.CancellationToken);
        return await LocationAsync(client, there.Headers.Location!.ToString());
    }

    private static async Task<string?> LocationAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute), TestContext.Current.CancellationToken);
        return answer.Headers.Location?.ToString();
    }

    /// <summary>What the page of sign-in says after a try.</summary>
    private static async Task<string> RefusedAsync(HttpClient client)
    {
        Assert.Equal("/sign-in", await ThereAndBackAsync(client, await new Visit(client).SendAsync(await new Visit(client).GetAsync("/sign-in"), Door)));
        return Fault(await new Visit(client).GetAsync("/sign-in"));
    }

    private static async Task<string> SaidAsync(HttpClient client, string address)
    {
        Assert.Equal("/sign-in", await LocationAsync(client, address));
        return Fault(await new Visit(client).GetAsync("/sign-in"));
    }

    private static string Fault(IHtmlDocument page) => page.QuerySelector(".govuk-error-summary")?.TextContent ?? "nothing";

    private static long Ago(int minutes) => DateTimeOffset.UtcNow.AddMinutes(-minutes).ToUnixTimeSeconds();
}
