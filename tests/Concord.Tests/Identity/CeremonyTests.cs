using System.Net;
using AngleSharp.Html.Dom;
using Concord.Core.Kernel;
using Concord.Modules.Identity;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Tests.Identity;

/// <summary>The ceremony of a passkey over HTTP, as its protocol has it, and as somebody who attacks it would.</summary>
public sealed class CeremonyTests
{
    private const string SignIn = "/sign-in?handler=Passkey";

    /// <summary>Sends the form to which an action leads, with an answer in it; from a page of this address.</summary>
    private static async Task<Answered> SendAsync(HttpClient client, IHtmlDocument page, string action, string credential, string? from = null)
    {
        using var request = Post(page, action, action, credential, from);
        using var answer = await client.SendAsync(request);
        return new Answered(answer.StatusCode, answer.Headers.Location?.ToString(), new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()));
    }

    private static async Task<string> AskAsync(HttpClient client, IHtmlDocument page, string action, string options)
    {
        using var request = Post(page, action, options, "", null);
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private static HttpRequestMessage Post(IHtmlDocument page, string form, string to, string credential, string? from)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(to, UriKind.Relative))
        {
            Content = new FormUrlEncodedContent(Visit.Filled(page.QuerySelector($"form[action='{form}']")!, new() { ["credential"] = credential })),
        };
        if (from is not null)
        {
            request.Headers.Add("Origin", from);
        }

        return request;
    }

    /// <summary>A ready account that made this key its own.</summary>
    private static async Task<HttpClient> OwnedAsync(Site site, SoftKey key, string capacity = nameof(Capacity.Youth))
    {
        var client = await site.AsAsync(capacity);
        await MakeAsync(site, client, key);
        return client;
    }

    private static async Task MakeAsync(Site site, HttpClient client, SoftKey key)
    {
        var page = await new Visit(client).GetAsync("/account");
        var made = await SendAsync(client, page, "/account?handler=Passkey", key.Make(await AskAsync(client, page, "/account?handler=Passkey", "/account?handler=Options")), site.Address);
        Assert.True(made.Location == "/account", made.Fault);
    }

    private static async Task<Answered> TryAsync(Site site, SoftKey key, Action<SoftKey>? with = null, string? from = null)
    {
        using var client = await site.AsAsync(null);
        var page = await new Visit(client).GetAsync("/sign-in");
        var options = await AskAsync(client, page, SignIn, "/sign-in?handler=Options");
        with?.Invoke(key);
        return await SendAsync(client, page, SignIn, key.Show(options), from ?? site.Address);
    }

    [Fact]
    public async Task A_passkey_that_is_removed_ends_wherever_else_its_owner_is_signed_in()
    {
        await using var site = await Site.StartAsync();
        using var elsewhere = await site.AsAsync(nameof(Capacity.Youth));
        using var lost = new SoftKey { Origin = site.Address };
        using var kept = new SoftKey { Origin = site.Address };
        using var owner = await OwnedAsync(site, lost);
        await MakeAsync(site, owner, kept);
        Assert.Equal(HttpStatusCode.OK, await new Visit(elsewhere).StatusAsync("/account"));
        Assert.Equal("/account", (await new Visit(owner).SendAsync(await new Visit(owner).GetAsync("/account"), "/account?handler=RemovePasskey")).Location);
        Assert.Equal(HttpStatusCode.Found, await new Visit(elsewhere).StatusAsync("/account"));
        Assert.Contains("signed out everywhere else", (await new Visit(owner).GetAsync("/account")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passkey_is_made_and_opens_the_account_and_no_other()
    {
        await using var site = await Site.StartAsync();
        using var key = new SoftKey { Origin = site.Address };
        using var owner = await OwnedAsync(site, key);
        Assert.Equal((HttpStatusCode.Found, "/"), ((await TryAsync(site, key)) is var opened ? opened.Status : default, opened.Location));
        using var other = new SoftKey { Origin = site.Address };
        Assert.Equal(HttpStatusCode.BadRequest, (await TryAsync(site, other)).Status);
    }

    /// <summary>Whoever stands between the two can send what header they like; what the browser signed says where it was.</summary>
    [Theory]
    [InlineData("https://concord.example.attacker.test")]
    [InlineData("http://127.0.0.1")]
    [InlineData("null")]
    [InlineData("")]
    public async Task A_passkey_that_was_asked_for_elsewhere_opens_nothing(string elsewhere)
    {
        await using var site = await Site.StartAsync();
        using var key = new SoftKey { Origin = site.Address };
        using var owner = await OwnedAsync(site, key);
        foreach (var header in new[] { elsewhere, site.Address, null })
        {
            var answer = await TryAsync(site, key, k => k.Origin = elsewhere, header is "" ? null : header);
            Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
            Assert.Contains("passkey", answer.Fault, StringComparison.OrdinalIgnoreCase);
        }

        // Nor is one made there.
        using var page = await site.AsAsync(nameof(Capacity.Press));
        using var strange = new SoftKey { Origin = elsewhere };
        var account = await new Visit(page).GetAsync("/account");
        var made = await SendAsync(page, account, "/account?handler=Passkey", strange.Make(await AskAsync(page, account, "/account?handler=Passkey", "/account?handler=Options")), elsewhere is "" or "null" ? null : elsewhere);
        Assert.Equal(HttpStatusCode.BadRequest, made.Status);
    }

    [Theory]
    [InlineData("another host")]
    [InlineData("another challenge")]
    [InlineData("nobody verified")]
    [InlineData("in a frame")]
    public async Task An_answer_that_is_not_to_what_was_asked_opens_nothing(string how)
    {
        await using var site = await Site.StartAsync();
        using var key = new SoftKey { Origin = site.Address };
        using var owner = await OwnedAsync(site, key);
        var answer = await TryAsync(site, key, k => _ = how switch
        {
            "another host" => k.Host = "attacker.test",
            "another challenge" => k.Challenge = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "nobody verified" => (k.Verified = false).ToString(),
            _ => (k.InFrame = true).ToString(),
        });
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }

    /// <summary>Somebody has everything that was sent: the cookie in which what was asked is kept, the form's token and the answer.</summary>
    [Fact]
    public async Task An_answer_is_taken_once_on_whatever_machine()
    {
        await using var site = await Site.StartAsync();
        using var key = new SoftKey { Origin = site.Address };
        using var owner = await OwnedAsync(site, key);
        var cookies = new CookieContainer();
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies };
        using var client = new HttpClient(handler) { BaseAddress = new Uri(site.Address) };
        var page = await new Visit(client).GetAsync("/sign-in");
        var shown = key.Show(await AskAsync(client, page, SignIn, "/sign-in?handler=Options"));
        var kept = cookies.GetAllCookies().ToDictionary(c => c.Name, c => c.Value);
        var first = await SendAsync(client, page, SignIn, shown, site.Address);
        Assert.True(first.Status == HttpStatusCode.Found, first.Fault);

        using var thief = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }, disposeHandler: true) { BaseAddress = new Uri(site.Address) };
        thief.DefaultRequestHeaders.Add("Cookie", string.Join("; ", kept.Select(c => c.Key + "=" + c.Value)));
        var again = await SendAsync(thief, page, SignIn, shown, site.Address);
        Assert.Equal(HttpStatusCode.BadRequest, again.Status);

        // Two at once: one of them is the first.
        var fresh = await new Visit(client).GetAsync("/sign-in");
        var other = key.Show(await AskAsync(client, fresh, SignIn, "/sign-in?handler=Options"));
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            using var one = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }, disposeHandler: true) { BaseAddress = new Uri(site.Address) };
            one.DefaultRequestHeaders.Add("Cookie", string.Join("; ", cookies.GetAllCookies().Select(c => c.Name + "=" + c.Value)));
            return (await SendAsync(one, fresh, SignIn, other, site.Address)).Status;
        }));
        Assert.Equal([HttpStatusCode.Found, HttpStatusCode.BadRequest], both.Order());
    }

    [Fact]
    public async Task A_copy_of_a_key_is_noticed_by_its_count()
    {
        await using var site = await Site.StartAsync();
        using var key = new SoftKey { Origin = site.Address, Count = 5 };
        using var owner = await OwnedAsync(site, key);
        Assert.Equal(HttpStatusCode.Found, (await TryAsync(site, key, k => k.Count = 6)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await TryAsync(site, key, k => k.Count = 6)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await TryAsync(site, key, k => k.Count = 3)).Status);
        Assert.Equal(HttpStatusCode.Found, (await TryAsync(site, key, k => k.Count = 7)).Status);
    }

    [Fact]
    public async Task What_was_asked_of_one_is_not_answered_by_another()
    {
        await using var site = await Site.StartAsync();
        using var key = new SoftKey { Origin = site.Address };
        using var owner = await OwnedAsync(site, key);
        using var stranger = await site.AsAsync(nameof(Capacity.Press));
        var page = await new Visit(owner).GetAsync("/account");
        var mine = key.Make(await AskAsync(owner, page, "/account?handler=Passkey", "/account?handler=Options"));
        var theirs = await new Visit(stranger).GetAsync("/account");
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(stranger, theirs, "/account?handler=Passkey", mine, site.Address)).Status);
    }

    [Fact]
    public async Task What_is_no_answer_at_all_is_refused_in_words()
    {
        await using var site = await Site.StartAsync();
        using var client = await site.AsAsync(null);
        foreach (var nonsense in new[] { "{}", "[]", "null", "x", "{\"response\":{\"clientDataJSON\":\"!!\"}}", "{\"id\":1}", new string('[', 5_000) })
        {
            var page = await new Visit(client).GetAsync("/sign-in");
            _ = await AskAsync(client, page, SignIn, "/sign-in?handler=Options");
            var answer = await SendAsync(client, page, SignIn, nonsense, site.Address);
            Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
            Assert.NotEqual("", answer.Fault);
        }
    }

    [Fact]
    public async Task What_was_answered_is_forgotten_when_nobody_could_answer_it_any_more()
    {
        await using var site = await Site.StartAsync();
        using var key = new SoftKey { Origin = site.Address };
        using var owner = await OwnedAsync(site, key);
        await using (var scope = site.Services.CreateAsyncScope())
        {
            _ = await scope.ServiceProvider.GetRequiredService<ConcordDb>().Set<AnswerRow>().ExecuteUpdateAsync(a => a.SetProperty(r => r.Until, DateTimeOffset.UtcNow.AddHours(-1)), TestContext.Current.CancellationToken);
        }

        Assert.Equal(HttpStatusCode.Found, (await TryAsync(site, key)).Status);
        await using var after = site.Services.CreateAsyncScope();
        Assert.Single(await after.ServiceProvider.GetRequiredService<ConcordDb>().Set<AnswerRow>().ToListAsync(TestContext.Current.CancellationToken));
    }
}
