using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Concord.Core.Kernel;
using Concord.Modules.Identity;
using Concord.Platform.Db;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Tests.Identity;

/// <summary>Accounts over HTTP, as people without script meet them: no passkey, therefore a password and codes.</summary>
public sealed partial class AccountPagesTests
{
    private const string Password = "kettle ribbon onward";

    [Fact]
    public async Task Whoever_is_invited_makes_an_account_and_signs_in_with_password_and_code()
    {
        await using var site = await Site.StartAsync();
        var key = await InviteAsync(site, nameof(Capacity.Secretariat));
        using var client = await site.AsAsync(null);
        var visit = new Visit(client);
        _ = await BeginAsync(visit, key, "សុខា ចាន់", "sokha");
        var account = await visit.GetAsync("/account");
        Assert.Equal("សុខា ចាន់", account.QuerySelector("h1")!.TextContent.Trim());
        Assert.Contains("the secretariat", account.QuerySelector(".c-header__as")!.TextContent, StringComparison.Ordinal);

        // Once and no more.
        Assert.Contains("over", (await visit.GetAsync("/invitation?key=" + key)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        _ = await visit.SendAsync(account, "/sign-out");
        Assert.Equal(HttpStatusCode.Found, await visit.StatusAsync("/account"));
        await SignInAsync(site, visit, "SOKHA", Password);
        Assert.Equal(HttpStatusCode.OK, await visit.StatusAsync("/account"));
    }

    [Fact]
    public async Task A_code_opens_once_and_a_wrong_password_is_answered_like_an_unknown_name()
    {
        await using var site = await Site.StartAsync();
        using var client = await site.AsAsync(null);
        var visit = new Visit(client);
        var authenticator = await BeginAsync(visit, await InviteAsync(site, nameof(Capacity.Secretariat)), "Lan", "lan");
        _ = await visit.SendAsync(await visit.GetAsync("/account"), "/sign-out");
        var unknown = await TryAsync(visit, "nobody", Password);
        var wrong = await TryAsync(visit, "lan", "another password altogether");
        Assert.Equal((HttpStatusCode.BadRequest, unknown.Fault), (wrong.Status, wrong.Fault));

        // The code with which the account was made has been used.
        Assert.Equal("/sign-in/code?to=%2F", (await TryAsync(visit, "lan", Password)).Location);
        var last = await LastStepAsync(site, "lan");
        var answer = await visit.SendAsync(await visit.GetAsync("/sign-in/code"), "/sign-in/code", new() { ["code"] = OneTimeCodes.Code(authenticator, last) });
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_an_account_and_the_right_one_no_longer_opens_it()
    {
        await using var site = await Site.StartAsync();
        using var client = await site.AsAsync(null);
        var visit = new Visit(client);
        _ = await BeginAsync(visit, await InviteAsync(site, nameof(Capacity.Secretariat)), "Lan", "lan");
        _ = await visit.SendAsync(await visit.GetAsync("/account"), "/sign-out");
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await TryAsync(visit, "lan", "wrong but long enough")).Status);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await TryAsync(visit, "lan", Password)).Status);
        Assert.Contains("locked after wrong tries", (await new Visit(site.Client).GetAsync("/people")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var acts = (await new Visit(site.Client).GetAsync("/acts")).QuerySelector("main")!.TextContent;
        Assert.Contains("wrong password", acts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recovery_code_opens_once_in_place_of_the_authenticator()
    {
        await using var site = await Site.StartAsync();
        using var client = await site.AsAsync(null);
        var visit = new Visit(client);
        _ = await BeginAsync(visit, await InviteAsync(site, nameof(Capacity.Secretariat)), "Lan", "lan");
        var made = await visit.SendAsync(await visit.GetAsync("/account"), "/account?handler=Codes");
        var codes = made.Page.QuerySelectorAll("section ol code, section ol .c-code").Select(c => c.TextContent).ToArray();
        Assert.Equal(10, codes.Distinct().Count());
        Assert.DoesNotContain(codes[0], (await visit.GetAsync("/account")).DocumentElement.OuterHtml, StringComparison.Ordinal);
        foreach (var (times, expected) in new[] { (1, HttpStatusCode.Found), (2, HttpStatusCode.BadRequest) })
        {
            _ = await visit.SendAsync(await visit.GetAsync("/sign-out"), "/sign-out");
            _ = await TryAsync(visit, "lan", Password);
            var answer = await visit.SendAsync(await visit.GetAsync("/sign-in/code"), "/sign-in/code", new() { ["code"] = codes[3].ToLowerInvariant() });
            Assert.True(expected == answer.Status, $"time {times}: {answer.Status}");
        }
    }

    [Fact]
    public async Task When_the_keys_of_the_installation_are_new_a_password_alone_still_signs_nobody_in_and_a_recovery_code_does()
    {
        await using var site = await Site.StartAsync();
        using var client = await site.AsAsync(null);
        var visit = new Visit(client);
        _ = await BeginAsync(visit, await InviteAsync(site, nameof(Capacity.Secretariat)), "Lan", "lan");
        var codes = (await visit.SendAsync(await visit.GetAsync("/account"), "/account?handler=Codes")).Page.QuerySelectorAll("section ol code, section ol .c-code").Select(c => c.TextContent).ToArray();
        _ = await visit.SendAsync(await visit.GetAsync("/account"), "/sign-out");

        // As concord new-keys leaves it: what protects the authenticator’s key is gone.
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        var unreadable = new EphemeralDataProtectionProvider().CreateProtector("of before").Protect("JBSWY3DPEHPK3PXP");
        _ = await db.Set<AccountRow>().Where(a => a.SignInName == "lan").ExecuteUpdateAsync(a => a.SetProperty(r => r.AuthenticatorKey, unreadable), TestContext.Current.CancellationToken);
        var began = await db.Set<SessionRow>().CountAsync(TestContext.Current.CancellationToken);
        var answer = await TryAsync(visit, "lan", Password);
        Assert.Equal((HttpStatusCode.Found, "/sign-in/code?to=%2F"), (answer.Status, answer.Location));
        Assert.Equal(HttpStatusCode.Found, await visit.StatusAsync("/account"));
        Assert.Equal(began, await db.Set<SessionRow>().CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.BadRequest, (await visit.SendAsync(await visit.GetAsync("/sign-in/code"), "/sign-in/code", new() { ["code"] = "123456" })).Status);
        Assert.Equal("/", (await visit.SendAsync(await visit.GetAsync("/sign-in/code"), "/sign-in/code", new() { ["code"] = codes[0] })).Location);
        Assert.Equal(HttpStatusCode.OK, await visit.StatusAsync("/account"));
    }

    [Fact]
    public async Task A_locked_account_and_an_unknown_name_take_as_long_as_any_other()
    {
        var counted = new Counted();
        await using var site = await Site.StartAsync(more: s => s.AddSingleton<IPasswordHasher<AccountRow>>(counted));
        using var client = await site.AsAsync(null);
        var visit = new Visit(client);
        _ = await BeginAsync(visit, await InviteAsync(site, nameof(Capacity.Secretariat)), "Lan", "lan");
        _ = await visit.SendAsync(await visit.GetAsync("/account"), "/sign-out");
        var hashed = new List<int>();
        foreach (var name in Enumerable.Repeat("lan", 6).Append("nobody"))
        {
            counted.Times = 0;
            Assert.Equal(HttpStatusCode.BadRequest, (await TryAsync(visit, name, "wrong but long enough")).Status);
            hashed.Add(counted.Times);
        }

        Assert.All(hashed, times => Assert.Equal(1, times));
    }

    /// <summary>The hasher itself, which says how often it worked.</summary>
    private sealed class Counted : PasswordHasher<AccountRow>
    {
        public int Times { get; set; }

        public override string HashPassword(AccountRow user, string password)
        {
            Times++;
            return base.HashPassword(user, password);
        }

        public override PasswordVerificationResult VerifyHashedPassword(AccountRow user, string hashedPassword, string providedPassword)
        {
            Times++;
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }

    [Fact]
    public async Task A_new_password_ends_wherever_else_one_is_signed_in_and_the_recovery_codes_of_before()
    {
        await using var site = await Site.StartAsync();
        using var here = await site.AsAsync(null);
        using var there = await site.AsAsync(null);
        var (visit, thief) = (new Visit(here), new Visit(there));
        _ = await BeginAsync(visit, await InviteAsync(site, nameof(Capacity.Secretariat)), "Lan", "lan");
        var codes = (await visit.SendAsync(await visit.GetAsync("/account"), "/account?handler=Codes")).Page.QuerySelectorAll("section ol code, section ol .c-code").Select(c => c.TextContent).ToArray();
        await SignInAsync(site, thief, "lan", Password);
        var page = await visit.GetAsync("/account");
        var set = await visit.SendAsync(page, "/account?handler=Password", new() { ["password"] = "another kettle, onward", ["code"] = Code(page) });
        Assert.True(set.Location == "/account", set.Fault);
        var after = (await visit.GetAsync("/account")).QuerySelector("main")!.TextContent;
        Assert.Contains("signed out everywhere else", after, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, await thief.StatusAsync("/account"));
        _ = await TryAsync(thief, "lan", "another kettle, onward");
        Assert.Equal(HttpStatusCode.BadRequest, (await thief.SendAsync(await thief.GetAsync("/sign-in/code"), "/sign-in/code", new() { ["code"] = codes[1] })).Status);
    }

    [Fact]
    public async Task The_name_of_a_closed_account_stays_taken_and_is_refused_in_words()
    {
        await using var site = await Site.StartAsync();
        using var first = await site.AsAsync(null);
        _ = await BeginAsync(new Visit(first), await InviteAsync(site, nameof(Capacity.Secretariat)), "Lan", "lan");
        Assert.Equal("/", (await new Visit(first).SendAsync(await new Visit(first).GetAsync("/account/close"), "/account/close")).Location);
        using var second = await site.AsAsync(null);
        var visit = new Visit(second);
        var page = await visit.GetAsync("/invitation?key=" + await InviteAsync(site, nameof(Capacity.Secretariat)));
        var answer = await visit.SendAsync(page, "/invitation?handler=Password", new() { ["name"] = "Lan", ["signInName"] = "LAN", ["password"] = Password, ["code"] = Code(page) });
        Assert.Contains("That sign-in name is taken", answer.Fault, StringComparison.Ordinal);
        Assert.NotNull(answer.Page.QuerySelector("#signInName.govuk-input--error"));
    }

    [Fact]
    public async Task Nobody_takes_what_they_invite_to()
    {
        await using var site = await Site.StartAsync();
        using var client = await site.AsAsync(nameof(Capacity.Administrator));
        var visit = new Visit(client);
        var people = await visit.GetAsync("/people");
        var body = people.QuerySelectorAll("select[name='body'] option").First(o => o.GetAttribute("value") != "").GetAttribute("value")!;
        var key = KeyOf((await visit.SendAsync(people, "/people?handler=Invite", new() { ["for"] = "Me", ["capacity"] = nameof(Capacity.Secretariat), ["body"] = body })).Page);
        var own = await visit.GetAsync("/invitation?key=" + key);
        Assert.Contains("Another administrator must invite you", own.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(own.QuerySelectorAll("main form"));

        // Sent all the same, with the form of somebody else’s.
        var others = await visit.GetAsync("/invitation?key=" + await InviteAsync(site, nameof(Capacity.Secretariat)));
        var answer = await visit.SendAsync(others, "/invitation?handler=Join", new() { ["key"] = key });
        Assert.NotEqual(HttpStatusCode.Found, answer.Status);
        Assert.Contains("Another administrator must invite you", answer.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/account", (await visit.SendAsync(others, "/invitation?handler=Join")).Location);
    }

    [Fact]
    public async Task A_chosen_name_that_is_too_long_is_refused_to_whoever_joins_too()
    {
        await using var site = await Site.StartAsync();
        using var client = await site.AsAsync(nameof(Capacity.Survivors));
        var visit = new Visit(client);
        var page = await visit.GetAsync("/invitation?key=" + await InviteAsync(site, nameof(Capacity.Survivors)));
        var answer = await visit.SendAsync(page, "/invitation?handler=Join", new() { ["chosenName"] = new string('x', 201) });
        Assert.Contains("at most 200 characters", answer.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/account", (await visit.SendAsync(page, "/invitation?handler=Join", new() { ["chosenName"] = new string('x', 200) })).Location);
    }

    [Fact]
    public async Task An_administrator_of_one_body_is_offered_what_the_body_is_and_is_refused_the_rest()
    {
        await using var site = await Site.StartAsync();
        var keeper = await KeeperAsync(site, Capacity.Observer);
        using var client = await site.AsAsync(nameof(Capacity.Administrator), account: keeper.Value);
        var visit = new Visit(client);
        var people = await visit.GetAsync("/people");
        Assert.Equal([nameof(Capacity.Observer), nameof(Capacity.Administrator)], people.QuerySelectorAll("select[name='capacity'] option").Select(o => o.GetAttribute("value")!));
        var body = people.QuerySelectorAll("select[name='body'] option").Single(o => o.GetAttribute("value") != "").GetAttribute("value")!;
        var refused = await visit.SendAsync(people, "/people?handler=Invite", new() { ["for"] = "Me", ["capacity"] = nameof(Capacity.Secretariat), ["body"] = body });
        Assert.Contains("An administrator of all accounts invites the first", refused.Fault, StringComparison.Ordinal);
        var made = await visit.SendAsync(people, "/people?handler=Invite", new() { ["for"] = "Another", ["capacity"] = nameof(Capacity.Observer), ["body"] = body });
        Assert.NotEmpty(KeyOf(made.Page));
    }

    /// <summary>An administrator of the body for which somebody acts in that capacity.</summary>
    internal static async Task<ActorId> KeeperAsync(Site site, Capacity of)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var (db, id) = (scope.ServiceProvider.GetRequiredService<ConcordDb>(), new ActorId(Guid.CreateVersion7()));
        var body = (await db.Set<HoldingRow>().FirstAsync(h => h.Capacity == of)).Body;
        _ = db.Add(new AccountRow { Id = id, Name = "Keeper", SignInName = "keeper", NormalizedName = "KEEPER" });
        _ = db.Add(new HoldingRow { Id = new HoldingId(Guid.CreateVersion7()), Account = id, Capacity = Capacity.Administrator, Body = body });
        _ = World.Ok(await db.CommitAsync(new Platform.Ledger.Act(World.May(Doing.KeepAccounts), "account.made", "account:" + id.Value.ToString("D")), default));
        return id;
    }

    [Fact]
    public async Task An_easy_password_is_refused_and_the_invitation_stays_open()
    {
        await using var site = await Site.StartAsync();
        using var client = await site.AsAsync(null);
        var visit = new Visit(client);
        var key = await InviteAsync(site, nameof(Capacity.Secretariat));
        var page = await visit.GetAsync("/invitation?key=" + key);
        var answer = await visit.SendAsync(page, "/invitation?handler=Password", new()
        {
            ["name"] = "Lan", ["signInName"] = "lan", ["password"] = "password20082008", ["code"] = Code(page),
        });
        Assert.Contains("first guesses", answer.Fault, StringComparison.Ordinal);
        Assert.Equal(page.QuerySelector(".c-code")!.TextContent, answer.Page.QuerySelector(".c-code")!.TextContent);
        var again = await visit.SendAsync(answer.Page, "/invitation?handler=Password", new() { ["password"] = Password, ["code"] = Code(answer.Page) });
        Assert.Equal("/account", again.Location);
    }

    [Theory]
    [InlineData("/search?q=缅甸", "/search?q=%E7%BC%85%E7%94%B8")]
    [InlineData("/search?q=ភូមា and more", "/search?q=%E1%9E%97%E1%9E%BC%E1%9E%98%E1%9E%B6%20and%20more")]
    [InlineData("/sources?text=\u00bf'\"(", "/sources?text=%C2%BF'\"(")]
    [InlineData("/record?known=2008-04-15%20", "/record?known=2008-04-15%20")]
    [InlineData("/\r\nSet-Cookie: a=b", "/")]
    [InlineData("//elsewhere.test", "/")]
    public async Task Whoever_signs_in_goes_on_where_they_were_in_whatever_script(string to, string location)
    {
        Assert.Equal(location, Concord.Platform.Web.WebPages.Local(to));
        await using var site = await Site.StartAsync();
        using var client = await site.AsAsync(null);
        var visit = new Visit(client);
        var answer = await visit.SendAsync(await visit.GetAsync("/sign-in"), "/sign-in?handler=Ready", new() { ["to"] = to });
        Assert.Equal((HttpStatusCode.Found, location), (answer.Status, answer.Location));
    }

    [Fact]
    public async Task The_picture_of_the_key_is_read_by_a_reader_and_says_the_same()
    {
        await using var site = await Site.StartAsync();
        using var client = await site.AsAsync(null);
        var visit = new Visit(client);
        var page = await visit.GetAsync("/invitation?key=" + await InviteAsync(site, nameof(Capacity.Secretariat)));
        Assert.Equal(page.QuerySelector("a[href^='otpauth:']")!.GetAttribute("href"), Scanned(page));
        Assert.Contains("secret=" + page.QuerySelector(".c-code")!.TextContent.Replace(" ", "", StringComparison.Ordinal) + "&", Scanned(page), StringComparison.Ordinal);

        // The same key, under the same name, when the form comes back.
        var again = await visit.SendAsync(page, "/invitation?handler=Password", new() { ["name"] = "Lan", ["signInName"] = "lan", ["password"] = "short", ["code"] = "123456" });
        Assert.Equal(Scanned(page), Scanned(again.Page));
    }

    /// <summary>What the picture says: painted, four dots for a square, and read.</summary>
    private static string Scanned(IHtmlDocument page)
    {
        const int Dots = 4;
        var svg = page.QuerySelector("svg.c-scanned")!;
        var side = int.Parse(svg.GetAttribute("viewBox")!.Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture) * Dots;
        var light = Enumerable.Repeat(byte.MaxValue, side * side).ToArray();
        foreach (Match bar in Bar().Matches(svg.QuerySelector("path")!.GetAttribute("d")!))
        {
            var (x, y, wide) = (Number(bar, 1) * Dots, Number(bar, 2) * Dots, Number(bar, 3) * Dots);
            for (var row = y; row < y + Dots; row++)
            {
                light.AsSpan((row * side) + x, wide).Clear();
            }
        }

        var source = new ZXing.RGBLuminanceSource(light, side, side, ZXing.RGBLuminanceSource.BitmapFormat.Gray8);
        return new ZXing.QrCode.QRCodeReader().decode(new ZXing.BinaryBitmap(new ZXing.Common.HybridBinarizer(source))).Text;

        static int Number(Match bar, int group) => int.Parse(bar.Groups[group].Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"M(\d+) (\d+)h(\d+)v1h-\d+z")]
    private static partial Regex Bar();

    [Fact]
    public async Task Where_somebody_is_signed_in_is_listed_and_ended_from_elsewhere()
    {
        await using var site = await Site.StartAsync();
        using var here = await site.AsAsync(nameof(Capacity.Youth));
        using var there = await site.AsAsync(nameof(Capacity.Youth));
        var account = await new Visit(here).GetAsync("/account");
        Assert.Equal(2, account.QuerySelectorAll("form[action='/account?handler=EndSession'].c-card").Length);
        Assert.Equal(HttpStatusCode.OK, await new Visit(there).StatusAsync("/account"));
        var ended = await new Visit(here).SendAsync(account, "/account?handler=EndSession", new() { ["session"] = "" });
        Assert.Equal("/account", ended.Location);
        Assert.Equal(HttpStatusCode.Found, await new Visit(there).StatusAsync("/account"));
        Assert.Equal(HttpStatusCode.OK, await new Visit(here).StatusAsync("/account"));
    }

    [Fact]
    public async Task Nobody_ends_what_is_anothers()
    {
        await using var site = await Site.StartAsync();
        using var youth = await site.AsAsync(nameof(Capacity.Youth));
        using var press = await site.AsAsync(nameof(Capacity.Press));
        var theirs = (await new Visit(press).GetAsync("/account")).QuerySelector("input[name='session']")!.GetAttribute("value")!;
        var account = await new Visit(youth).GetAsync("/account");
        var answer = await new Visit(youth).SendAsync(account, "/account?handler=EndSession", new() { ["session"] = theirs });
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Equal(HttpStatusCode.OK, await new Visit(press).StatusAsync("/account"));
    }

    [Fact]
    public async Task A_capacity_is_delegated_taken_and_seen_at_the_head_of_the_page()
    {
        await using var site = await Site.StartAsync();
        using var observer = await site.AsAsync(nameof(Capacity.Observer));
        using var youth = await site.AsAsync(nameof(Capacity.Youth));
        var today = DateOnly.FromDateTime(DateTimeOffset.UtcNow.UtcDateTime);
        var given = await new Visit(observer).SendAsync(await new Visit(observer).GetAsync("/account"), "/account?handler=Delegate", new()
        {
            ["to"] = "youth", ["from"] = Iso(today), ["until"] = Iso(today.AddDays(3)),
        });
        Assert.Equal("/account", given.Location);
        var page = await new Visit(youth).GetAsync("/account");
        Assert.Contains("Delegated by Embassy officer", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var taken = await new Visit(youth).SendAsync(page, "/account?handler=Act");
        Assert.Equal("/account", taken.Location);
        Assert.Contains("an observer", (await new Visit(youth).GetAsync("/")).QuerySelector(".c-header__as")!.TextContent, StringComparison.Ordinal);

        // What was lent goes back at once.
        _ = await new Visit(observer).SendAsync(await new Visit(observer).GetAsync("/account"), "/account?handler=EndDelegation");
        Assert.Contains("anyone", (await new Visit(youth).GetAsync("/")).QuerySelector(".c-header__as")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_is_made_by_two()
    {
        await using var site = await Site.StartAsync();
        using var first = await site.AsAsync(nameof(Capacity.Administrator));
        var made = await new Visit(first).SendAsync(await new Visit(first).GetAsync("/people"), "/people?handler=Invite", new()
        {
            ["for"] = "Third", ["capacity"] = nameof(Capacity.Administrator), ["body"] = "",
        });
        var key = KeyOf(made.Page);
        using var client = await site.AsAsync(null);
        Assert.Contains("second administrator", (await new Visit(client).GetAsync("/invitation?key=" + key)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty((await new Visit(first).GetAsync("/people")).QuerySelectorAll("form[action='/people?handler=Confirm']"));

        using var second = await site.AsAsync(null);
        var door = await new Visit(second).GetAsync("/sign-in");
        var other = door.QuerySelectorAll("button[data-ready='Administrator']")[^1].Closest("form")!.QuerySelector("input[name='account']")!.GetAttribute("value")!;
        _ = await new Visit(second).SendAsync(door, "/sign-in?handler=Ready", new() { ["account"] = other });
        var agreed = await new Visit(second).SendAsync(await new Visit(second).GetAsync("/people"), "/people?handler=Confirm");
        Assert.Equal("/people", agreed.Location);
        _ = await BeginAsync(new Visit(client), key, "Third", "third");
        Assert.Equal(HttpStatusCode.OK, await new Visit(client).StatusAsync("/people"));
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Found)]
    [InlineData(nameof(Capacity.Public), HttpStatusCode.Forbidden)]
    [InlineData(nameof(Capacity.Official), HttpStatusCode.Forbidden)]
    [InlineData(nameof(Capacity.Secretariat), HttpStatusCode.Forbidden)]
    [InlineData(nameof(Capacity.Administrator), HttpStatusCode.OK)]
    public async Task Accounts_are_kept_by_administrators(string? capacity, HttpStatusCode expected)
    {
        await using var site = await Site.StartAsync();
        using var client = await site.AsAsync(capacity == nameof(Capacity.Public) ? nameof(Capacity.Press) : capacity);
        Assert.Equal(expected, await new Visit(client).StatusAsync("/people"));
    }

    /// <summary>The key of an invitation that the operator makes.</summary>
    internal static async Task<string> InviteAsync(Site site, string capacity, string? mail = null)
    {
        var visit = new Visit(site.Client);
        var page = await visit.GetAsync("/people");
        var body = page.QuerySelectorAll("select[name='body'] option").First(o => o.GetAttribute("value") != "").GetAttribute("value")!;
        var made = await visit.SendAsync(page, "/people?handler=Invite", new() { ["for"] = "Somebody", ["capacity"] = capacity, ["body"] = body, ["mail"] = mail ?? "" });
        return KeyOf(made.Page);
    }

    private static string Iso(DateOnly day) => day.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    private static string KeyOf(IHtmlDocument page) => page.QuerySelector(".govuk-notification-banner .c-code")!.TextContent.Split("key=")[1];

    internal static async Task<string> BeginAsync(Visit visit, string key, string name, string signInName)
    {
        var page = await visit.GetAsync("/invitation?key=" + key);
        var authenticator = page.QuerySelector(".c-code")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        var answer = await visit.SendAsync(page, "/invitation?handler=Password", new()
        {
            ["name"] = name, ["signInName"] = signInName, ["password"] = Password, ["code"] = Code(page),
        });
        Assert.True(answer.Location == "/account", answer.Fault);
        return authenticator;
    }

    private static string Code(IHtmlDocument page) => OneTimeCodes.Code(
        page.QuerySelector(".c-code")!.TextContent.Replace(" ", "", StringComparison.Ordinal), DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30);

    private static async Task<Answered> TryAsync(Visit visit, string name, string password) =>
        await visit.SendAsync(await visit.GetAsync("/sign-in"), "/sign-in", new() { ["name"] = name, ["password"] = password });

    /// <summary>With a code of the next step: the one of this step has been used to make the account.</summary>
    private static async Task SignInAsync(Site site, Visit visit, string name, string password)
    {
        Assert.StartsWith("/sign-in/code", (await TryAsync(visit, name, password)).Location, StringComparison.Ordinal);
        await using var scope = site.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        var account = (await accounts.FindByNameAsync(name))!;
        var code = OneTimeCodes.Code((await accounts.GetAuthenticatorKeyAsync(account))!, account.LastCodeStep + 1);
        var answer = await visit.SendAsync(await visit.GetAsync("/sign-in/code"), "/sign-in/code", new() { ["code"] = code });
        Assert.True(answer.Location == "/", answer.Fault);
    }

    private static async Task<long> LastStepAsync(Site site, string name)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<ConcordDb>().Set<AccountRow>().SingleAsync(a => a.SignInName == name)).LastCodeStep;
    }
}
