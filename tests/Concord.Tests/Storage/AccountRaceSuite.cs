using System.Collections.Immutable;
using System.Security.Claims;
using Concord.Core.Kernel;
using Concord.Modules.Identity;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Tests.Storage;

/// <summary>Two people, or one twice, change the same account at one moment: what must not be lost is not, on both databases.</summary>
public abstract class AccountRaceSuite(Engine engine)
{
    private const string Password = "kettle ribbon onward";

    private static readonly Permit Keeps = World.May(Doing.KeepAccounts);

    private async Task<Site> SiteAsync() => await Site.StartAsync(postgres: engine == Engine.Postgres ? await PostgresServer.NewDatabaseAsync(migrated: true) : null);

    private static async Task<T> DoAsync<T>(Site site, Func<IServiceProvider, Task<T>> what)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await what(scope.ServiceProvider);
    }

    private static T Of<T>(IServiceProvider services) where T : notnull => services.GetRequiredService<T>();

    /// <summary>Does this after everything was read for the next commit, and before it is written.</summary>
    private static void Before(ConcordDb db, Func<Task> meanwhile)
    {
        var done = false;
        db.ChangeTracker.Tracked += (_, tracked) =>
        {
            if (tracked is { FromQuery: false, Entry.Entity: ActRow } && !done)
            {
                done = true;
                Task.Run(meanwhile).GetAwaiter().GetResult();
            }
        };
    }

    private static async Task<ActorId> AccountAsync(IServiceProvider services, string name, Capacity? capacity = null)
    {
        var (db, id) = (Of<ConcordDb>(services), new ActorId(Guid.CreateVersion7()));
        var row = new AccountRow { Id = id, Name = name, SignInName = name, NormalizedName = name.ToUpperInvariant(), TwoFactor = true };
        row.PasswordHash = new PasswordHasher<AccountRow>().HashPassword(row, Password);
        _ = db.Add(row);
        if (capacity is { } held)
        {
            _ = db.Add(new HoldingRow { Id = new HoldingId(Guid.CreateVersion7()), Account = id, Capacity = held });
        }

        _ = World.Ok(await db.CommitAsync(new Act(Keeps, "account.made", Doors.About(id)), default));
        return id;
    }

    private static async Task<Result<ActorId>> CloseAsync(IServiceProvider services, ActorId id) =>
        await Of<CloseAccount>(services).CloseAsync(Keeps, id, null, (await Of<ConcordDb>(services).Set<AccountRow>().AsNoTracking().SingleAsync(a => a.Id == id)).Version, default);

    private static async Task<Result<ActorId>> EraseAsync(IServiceProvider services, ActorId id) =>
        await Of<ErasePerson>(services).HandleAsync(Keeps, id, "asked for it", (await Of<ConcordDb>(services).Set<AccountRow>().AsNoTracking().SingleAsync(a => a.Id == id)).Version, default);

    private static async Task<Result<ActorId>> EndAsync(IServiceProvider services, ActorId id)
    {
        var holding = await Of<ConcordDb>(services).Set<HoldingRow>().AsNoTracking().SingleAsync(h => h.Account == id);
        return (await Of<InvitePerson>(services).EndAsync(Keeps, holding.Id, default)).Map(_ => id);
    }

    [Theory]
    [InlineData("end", "close")]
    [InlineData("close", "erase")]
    [InlineData("erase", "end")]
    public async Task Of_two_administrators_who_are_removed_at_once_one_stays(string first, string second)
    {
        await using var world = await World.NewAsync(engine);
        _ = World.Ok(await world.DoAsync<SetUp, Result<NewInstallation>>(s => s.RealAsync(World.May(Doing.Administer), default)));
        var (one, other) = await world.DoAsync<IServiceProvider, (ActorId, ActorId)>(async s => (await AccountAsync(s, "one", Capacity.Administrator), await AccountAsync(s, "other", Capacity.Administrator)));
        Task<Result<ActorId>> Remove(IServiceProvider services, string how, ActorId id) =>
            how switch { "end" => EndAsync(services, id), "close" => CloseAsync(services, id), _ => EraseAsync(services, id) };
        var lost = await world.DoAsync<IServiceProvider, Result<ActorId>>(s =>
        {
            Before(Of<ConcordDb>(s), async () => _ = World.Ok(await world.DoAsync<IServiceProvider, Result<ActorId>>(t => Remove(t, second, other))));
            return Remove(s, first, one);
        });
        Assert.Equal("store.changed-meanwhile", World.Refused(lost));
        var left = await world.DoAsync<ConcordDb, List<ActorId>>(db => db.Set<HoldingRow>().Where(h => h.Capacity == Capacity.Administrator && h.Ended == null).Select(h => h.Account).ToListAsync());
        Assert.Equal([one], left);
        Assert.Equal("holding.last-administrator", World.Refused(await world.DoAsync<IServiceProvider, Result<ActorId>>(s => Remove(s, first, one))));
    }

    [Fact]
    public async Task An_account_that_is_closed_while_it_takes_or_is_lent_a_capacity_holds_nothing()
    {
        await using var site = await SiteAsync();
        var (id, owner) = await DoAsync(site, async s => (await AccountAsync(s, "lan"), await AccountAsync(s, "owner", Capacity.Youth)));
        var body = (await DoAsync(site, s => Of<Bodies>(s).AllAsync(default)))[0].Id;
        var made = World.Ok(await DoAsync(site, s => Of<InvitePerson>(s).HandleAsync(Keeps, new NewInvitation(Capacity.Youth, body, "Lan", null), default)));
        SignedIn Who(ActorId account) => new(new SessionId(Guid.NewGuid()), "lan", new Actor(account, "lan", Capacity.Public, null), null) { Proved = DateTimeOffset.UtcNow };
        Assert.Equal("store.changed-meanwhile", World.Refused(await DoAsync(site, s =>
        {
            Before(Of<ConcordDb>(s), async () => _ = World.Ok(await DoAsync(site, t => CloseAsync(t, id))));
            return Of<AcceptInvitation>(s).JoinAsync(Doors.Own(Who(id).Actor), Who(id), made.Key, null, default);
        })));
        _ = World.Ok(await DoAsync(site, async s => await Of<CloseAccount>(s).OpenAsync(Keeps, id, (await Of<ConcordDb>(s).Set<AccountRow>().AsNoTracking().SingleAsync(a => a.Id == id)).Version, default)));
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        Assert.Equal("store.changed-meanwhile", World.Refused(await DoAsync(site, async s =>
        {
            var held = await Of<ConcordDb>(s).Set<HoldingRow>().AsNoTracking().SingleAsync(h => h.Account == owner);
            Before(Of<ConcordDb>(s), async () => _ = World.Ok(await DoAsync(site, t => CloseAsync(t, id))));
            return await Of<OwnAccount>(s).DelegateAsync(Doors.Own(Who(owner).Actor), Who(owner), held.Id, new NewDelegation("lan", today, today, null), default);
        })));
        Assert.False(await DoAsync(site, s => Of<ConcordDb>(s).Set<HoldingRow>().AnyAsync(h => h.Account == id)));

        // Nor does a closed one take it afterwards.
        Assert.Equal("invitation.unknown", World.Refused(await DoAsync(site, s => Of<AcceptInvitation>(s).JoinAsync(Doors.Own(Who(id).Actor), Who(id), made.Key, null, default))));
    }

    [Theory]
    [InlineData("close")]
    [InlineData("erase")]
    [InlineData("change")]
    public async Task Whoever_is_closed_or_erased_while_they_sign_in_is_signed_in_nowhere(string meanwhile)
    {
        await using var site = await SiteAsync();
        var id = await DoAsync(site, s => AccountAsync(s, "lan"));
        var principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, id.Value.ToString("D"))], IdentityConstants.ApplicationScheme));
        _ = await DoAsync(site, async s =>
        {
            Before(Of<ConcordDb>(s), async () => _ = World.Ok(await DoAsync(site, t => meanwhile switch { "close" => CloseAsync(t, id), "erase" => EraseAsync(t, id), _ => ChangeAsync(t, id) })));
            var http = new DefaultHttpContext { RequestServices = s };
            http.Request.Headers.UserAgent = "A browser of Lan";
            await Of<Sessions>(s).SigningIn(new CookieSigningInContext(
                http, new AuthenticationScheme(IdentityConstants.ApplicationScheme, null, typeof(CookieAuthenticationHandler)), new CookieAuthenticationOptions(), principal, new AuthenticationProperties(), new CookieOptions()));
            return true;
        });
        var sessions = await DoAsync(site, s => Of<ConcordDb>(s).Set<SessionRow>().AsNoTracking().Where(r => r.Account == id).ToListAsync());
        Assert.Equal(meanwhile == "change" ? [(DateTimeOffset?)null] : [], sessions.Select(r => r.Ended));
        Assert.Equal(meanwhile == "change", principal.HasClaim(c => c.Type == "session"));
    }

    private static async Task<Result<ActorId>> ChangeAsync(IServiceProvider services, ActorId id)
    {
        (await Of<ConcordDb>(services).Set<AccountRow>().SingleAsync(a => a.Id == id)).Mail = "lan@labour.example";
        return (await Of<ConcordDb>(services).CommitAsync(new Act(Keeps, "account.changed", Doors.About(id)), default)).Map(_ => id);
    }

    [Fact]
    public async Task What_was_read_before_a_closing_does_not_undo_it_however_often_it_is_written()
    {
        await using var site = await SiteAsync();
        var id = await DoAsync(site, s => AccountAsync(s, "lan"));
        _ = await DoAsync(site, async s =>
        {
            var accounts = Of<Accounts>(s);
            var stale = (await accounts.FindByNameAsync("lan"))!;
            _ = World.Ok(await DoAsync(site, t => CloseAsync(t, id)));
            foreach (var _ in Enumerable.Range(0, 2))
            {
                stale.LastCodeStep++;
                Assert.Equal("store.changed-meanwhile", Assert.Single((await accounts.UpdateAsync(stale)).Errors).Code);
            }

            return true;
        });
        Assert.NotNull((await DoAsync(site, s => Of<ConcordDb>(s).Set<AccountRow>().AsNoTracking().SingleAsync(a => a.Id == id))).Closed);
    }

    [Fact]
    public async Task Wrong_passwords_that_are_tried_at_the_same_time_all_count_and_the_right_one_among_them_opens_nothing_after_five()
    {
        await using var site = await SiteAsync();
        var id = await DoAsync(site, s => AccountAsync(s, "lan"));
        var scopes = Enumerable.Range(0, 6).Select(_ => site.Services.CreateScope()).ToList();
        var tries = new List<(Accounts Accounts, AccountRow Row)>();
        foreach (var accounts in scopes.Select(s => Of<Accounts>(s.ServiceProvider)))
        {
            tries.Add((accounts, (await accounts.FindByNameAsync("lan"))!));
        }

        foreach (var (expected, (accounts, row)) in new[] { 1, 2, 3, 4, 0 }.Zip(tries))
        {
            Assert.False(await accounts.IsPasswordAsync(row, "guessed and guessed again"));
            Assert.Equal(expected, (await ReadAsync(site, id)).Failed);
        }

        Assert.NotNull((await ReadAsync(site, id)).LockedUntil);
        Assert.False(await tries[5].Accounts.IsPasswordAsync(tries[5].Row, Password));
        scopes.ForEach(s => s.Dispose());
    }

    private static Task<AccountRow> ReadAsync(Site site, ActorId id) => DoAsync(site, s => Of<ConcordDb>(s).Set<AccountRow>().AsNoTracking().SingleAsync(a => a.Id == id));

    [Fact]
    public async Task What_a_database_cannot_keep_or_look_for_is_refused_in_words()
    {
        await using var site = await SiteAsync();
        using var client = await site.AsAsync(null);
        Assert.Equal(await SentAsync(client, "/sign-in", "/sign-in", new() { ["name"] = "nobody", ["password"] = Password }), await SentAsync(client, "/sign-in", "/sign-in", new() { ["name"] = "no\0body", ["password"] = Password }));
        using var youth = await site.AsAsync(nameof(Capacity.Youth));
        Assert.Contains("Nobody has that sign-in name", (await SentAsync(youth, "/account", "/account?handler=Delegate", new() { ["to"] = "ob\0server", ["from"] = "2030-01-01", ["until"] = "2030-01-02" })).Fault, StringComparison.Ordinal);
        Assert.Contains("Enter the name of the person", (await SentAsync(site.Client, "/people", "/people?handler=Invite", new() { ["for"] = "L\0an", ["capacity"] = nameof(Capacity.Administrator) })).Fault, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, (await SentAsync(site.Client, "/people", "/people?handler=Body", new() { ["name"] = "An embas\0sy" })).Status);

        // Whatever is not looked at before is refused by the database, where it does.
        var refused = await DoAsync(site, s =>
        {
            var db = Of<ConcordDb>(s);
            _ = db.Add(new BodyRow { Id = new BodyId(Guid.CreateVersion7()), Name = "x\0" });
            return db.CommitAsync(new Act(Keeps, "body.added", "body:1"), default);
        });
        Assert.Equal(engine == Engine.Postgres ? "store.character" : null, refused.Match<string?>(_ => null, r => r[0].Code));
    }

    /// <summary>As a form of parts, in which every character can stand.</summary>
    private static async Task<(System.Net.HttpStatusCode Status, string Fault)> SentAsync(HttpClient client, string address, string action, Dictionary<string, string> fields)
    {
        var page = await new Visit(client).GetAsync(address);
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in Visit.Filled(page.QuerySelector($"form[action='{action}']")!, fields))
        {
            content.Add(new StringContent(value), name);
        }

        using var answer = await client.PostAsync(new Uri(action, UriKind.Relative), content);
        return (answer.StatusCode, new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()).QuerySelector(".govuk-error-summary")?.TextContent.Trim() ?? "");
    }
}

public sealed class SqliteAccountRaceTests() : AccountRaceSuite(Engine.Sqlite);

public sealed class PostgresAccountRaceTests() : AccountRaceSuite(Engine.Postgres);
