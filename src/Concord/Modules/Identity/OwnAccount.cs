using System.Collections.Immutable;
using Concord.Core.Identity;
using Concord.Core.Kernel;
using Concord.Platform;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Lists;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Identity;

/// <summary>A capacity as its holder sees it.</summary>
/// <param name="From">Whose it is, when it is delegated.</param>
internal sealed record HeldView(HoldingId Id, Capacity Capacity, string? Body, string? ChosenName, DateOnly? First, DateOnly? Last, string? From, bool IsActive)
{
    /// <summary>Not by the way they came in: a provider vouches for the people of its body alone.</summary>
    public bool IsElsewhere { get; init; }

    /// <summary>How the credential of the body stands for its member, of an official.</summary>
    public CredentialStanding? Credential { get; init; }
}

/// <summary>To whom, by their sign-in name, and for which days.</summary>
/// <param name="Known">How they said that they know the credential of the body stands.</param>
internal sealed record NewDelegation(string? To, DateOnly? From, DateOnly? Until, CredentialStanding? Known);

internal sealed record DelegationView(HoldingId Id, Capacity Capacity, string? To, DateOnly First, DateOnly Last);

internal sealed record PasskeyView(string Id, string Name, DateTimeOffset Made, bool BackedUp);

internal sealed record SessionView(SessionId Id, DateTimeOffset Began, DateTimeOffset Until, string Agent, bool IsThis);

internal sealed record LinkView(string Provider, string Name, DateTimeOffset Made);

/// <summary>An account as its owner sees it.</summary>
/// <param name="Vouching">The bodies for which they act, whose providers may vouch for them.</param>
internal sealed record OwnView(
    string Name, string SignInName, ImmutableArray<HeldView> Held, ImmutableArray<DelegationView> Delegated, ImmutableArray<PasskeyView> Passkeys,
    ImmutableArray<SessionView> Sessions, bool HasPassword, int CodesLeft, ImmutableArray<LinkView> Links, ImmutableArray<BodyId> Vouching)
{
    /// <summary>What they may let somebody else act in: what they hold themselves, and what one person may hand on.</summary>
    public IEnumerable<HeldView> Delegable => ByProvider ? [] : Held.Where(h => h.From is null && h.Capacity is not (Capacity.Administrator or Capacity.LocalOperator));

    /// <summary>They came in by a provider’s word, which hands nothing on.</summary>
    public bool ByProvider { get; init; }
}

/// <summary>Everything that somebody does with their own account; each an act of theirs.</summary>
internal sealed class OwnAccount(ConcordDb db, Accounts accounts, Bodies bodies, CredentialQueries credentials, TimeProvider clock)
{
    private DateOnly Today => clock.Today();

    public async Task<Result<OwnView>> ViewAsync(Permit permit, SignedIn who, CancellationToken ct)
    {
        if (await AccountAsync(permit, ct).ConfigureAwait(false) is not { } account)
        {
            return new Refusal("access.denied");
        }

        var now = clock.GetUtcNow();
        var held = await Identity.Sessions.HeldAsync(db, account.Id, Today, ct).ConfigureAwait(false);
        var of = held.Select(h => h.Of).OfType<HoldingId>().ToArray();
        var owners = await (from h in db.Set<HoldingRow>() join a in db.Set<AccountRow>() on h.Account equals a.Id where of.Contains(h.Id) select new { h.Id, a.Name })
            .ToDictionaryAsync(o => o.Id, o => o.Name, ct).ConfigureAwait(false);
        var own = held.Where(h => h.Of is null).Select(h => (HoldingId?)h.Id).ToArray();
        var today = Today;
        var given = await (from h in db.Set<HoldingRow>() join a in db.Set<AccountRow>() on h.Account equals a.Id
            where own.Contains(h.Of) && h.Ended == null && h.Until >= today && (who.Only == null || h.Body == who.Only) orderby h.From select new { h, a.Name }).ToListAsync(ct).ConfigureAwait(false);
        var keys = await db.Set<PasskeyRow>().AsNoTracking().Where(p => p.Account == account.Id).OrderBy(p => p.Made).ToListAsync(ct).ConfigureAwait(false);
        var sessions = await Identity.Sessions.Running(db, now).Where(s => s.Account == account.Id).OrderByDescending(s => s.Began).ToListAsync(ct).ConfigureAwait(false);
        var names = (await bodies.AllAsync(ct).ConfigureAwait(false)).ToDictionary(b => b.Id, b => b.Name);
        var standing = await CredentialQueries.OfAsync(db, held, Today, ct).ConfigureAwait(false);
        var linked = await (from l in db.Set<LinkRow>() join p in db.Set<ProviderRow>() on l.Provider equals p.Key where l.Account == account.Id orderby p.Name
            select new LinkView(p.Key, p.Name, l.Made)).ToListAsync(ct).ConfigureAwait(false);
        return new OwnView(
            account.Name,
            account.SignInName,
            [.. held.Select(h => new HeldView(
                h.Id, h.Capacity, h.Body is { } b ? names.GetValueOrDefault(b) : null, h.ChosenName, h.From, h.Until,
                h.Of is { } source ? owners.GetValueOrDefault(source) : null, h.Id == who.Holding) { IsElsewhere = who.Only is { } only && h.Body != only, Credential = standing.GetValueOrDefault(h.Id) })],
            [.. given.Select(g => new DelegationView(g.h.Id, g.h.Capacity, g.Name, g.h.From!.Value, g.h.Until!.Value))],
            [.. keys.Select(k => new PasskeyView(Convert.ToHexString(k.Id), k.Name, k.Made, k.BackedUp))],
            [.. sessions.Select(s => new SessionView(s.Id, s.Began, s.Until, s.Agent, s.Id == who.Session))],
            account.PasswordHash is not null,
            await accounts.CountRecoveryCodesAsync(account).ConfigureAwait(false),
            [.. linked],
            who.Only is null ? [.. held.Select(h => h.Body).OfType<BodyId>().Distinct()] : []) { ByProvider = who.Only is not null };
    }

    /// <summary>From now on they act in another capacity that they hold, or, with none, as anyone.</summary>
    public async Task<Result<Capacity>> ActAsAsync(Permit permit, SignedIn who, HoldingId? holding, CancellationToken ct)
    {
        var held = await Identity.Sessions.HeldAsync(db, permit.Actor.Id, Today, ct).ConfigureAwait(false);
        var chosen = held.FirstOrDefault(h => h.Id == holding);
        var session = await db.Set<SessionRow>().SingleOrDefaultAsync(s => s.Id == who.Session && s.Account == permit.Actor.Id, ct).ConfigureAwait(false);
        if ((holding is not null && (chosen is null || (who.Only is { } only && chosen.Body != only))) || session is null)
        {
            return new Refusal("holding.unknown");
        }

        session.Holding = holding;
        var told = new Dictionary<string, string?> { ["capacity"] = (chosen?.Capacity ?? Capacity.Public).ToString(), ["body"] = chosen?.Body?.Value.ToString("D") };
        return (await db.CommitAsync(new Act(permit, "capacity.taken", Doors.About(permit.Actor.Id), null, told), ct).ConfigureAwait(false)).Map(_ => chosen?.Capacity ?? Capacity.Public);
    }

    /// <summary>Ends one time of being signed in, or, with none named, all but this one.</summary>
    public async Task<Result<int>> EndSessionsAsync(Permit permit, SignedIn who, SessionId? id, CancellationToken ct)
    {
        var rows = await db.Set<SessionRow>().Where(s => s.Account == permit.Actor.Id && s.Ended == null && (id == null ? s.Id != who.Session : s.Id == id)).ToListAsync(ct).ConfigureAwait(false);
        if (rows.Count == 0)
        {
            return new Refusal("session.unknown");
        }

        rows.ForEach(r => r.Ended = clock.GetUtcNow());
        return (await db.CommitAsync(new Act(permit, "session.ended", Doors.About(permit.Actor.Id)), ct).ConfigureAwait(false)).Map(_ => rows.Count);
    }

    public Task<Result<string>> AddPasskeyAsync(Permit permit, SignedIn who, UserPasskeyInfo passkey, string? name, CancellationToken ct) => ChangeAsync(permit, who, async account =>
    {
        passkey.Name = string.IsNullOrWhiteSpace(name) ? null : name.Trim()[..Math.Min(100, name.Trim().Length)];
        accounts.Written.As(permit, "passkey.added");
        return (await accounts.AddOrUpdatePasskeyAsync(account, passkey).ConfigureAwait(false)).As(passkey.Name ?? "");
    }, ct);

    /// <summary>It ends wherever else they are signed in. Refused with <c>passkey.last</c> when nothing else would open the account.</summary>
    public Task<Result<string>> RemovePasskeyAsync(Permit permit, SignedIn who, string? id, CancellationToken ct) => ChangeAsync(permit, who, async account =>
    {
        var keys = await db.Set<PasskeyRow>().AsNoTracking().Where(p => p.Account == permit.Actor.Id).ToListAsync(ct).ConfigureAwait(false);
        if (keys.FirstOrDefault(k => Convert.ToHexString(k.Id) == id) is not { } key)
        {
            return new Refusal("passkey.unknown");
        }

        if (keys.Count == 1 && account.PasswordHash is null && !await db.Set<LinkRow>().AnyAsync(l => l.Account == account.Id, ct).ConfigureAwait(false))
        {
            return new Refusal("passkey.last");
        }

        await EndOthersAsync(account.Id, who, ct).ConfigureAwait(false);
        accounts.Written.As(permit, "passkey.removed");
        return (await accounts.RemovePasskeyAsync(account, key.Id).ConfigureAwait(false)).As(key.Name);
    }, ct);

    /// <summary>A provider's word opens the account no more, and ends where it opened it. Refused with <c>passkey.last</c> when nothing else would.</summary>
    public Task<Result<string>> UnlinkAsync(Permit permit, SignedIn who, string? provider, CancellationToken ct) => ChangeAsync<string>(permit, who, async account =>
    {
        var links = await db.Set<LinkRow>().Where(l => l.Account == account.Id).ToListAsync(ct).ConfigureAwait(false);
        var these = links.Where(l => l.Provider == provider).ToList();
        if (these.Count == 0)
        {
            return new Refusal("provider.unknown");
        }

        if (these.Count == links.Count && account.PasswordHash is null && !await db.Set<PasskeyRow>().AnyAsync(p => p.Account == account.Id, ct).ConfigureAwait(false))
        {
            return new Refusal("passkey.last");
        }

        db.RemoveRange(these);
        var sessions = await db.Set<SessionRow>().Where(s => s.Account == account.Id && s.Provider == provider && s.Ended == null).ToListAsync(ct).ConfigureAwait(false);
        sessions.ForEach(s => s.Ended = clock.GetUtcNow());
        return (await db.CommitAsync(new Act(permit, "provider.unlinked", Doors.About(account.Id), null, ProviderLinks.Told(provider!)), ct).ConfigureAwait(false)).Map(_ => provider!);
    }, ct);

    /// <summary>
    /// A password and an authenticator in place of those there were; a code shows that the new authenticator is at hand. It ends wherever else they are signed in, and the recovery codes of before
    /// open nothing any more.
    /// </summary>
    public Task<Result<bool>> SetPasswordAsync(Permit permit, SignedIn who, string? password, string authenticatorKey, string? code, CancellationToken ct) => ChangeAsync(permit, who, async account =>
    {
        if (OneTimeCodes.Step(authenticatorKey, code ?? "", clock.GetUtcNow(), 0) is not { } step)
        {
            return new Refusal("code.wrong");
        }

        if (PasswordStrength.Fault(password ?? "", [account.Name, account.SignInName, account.Mail ?? ""]) is { } fault)
        {
            return new Refusal(fault);
        }

        (account.TwoFactor, account.LastCodeStep, account.RecoveryCodes) = (true, step, "");
        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, password!);
        await accounts.Written.SetAuthenticatorKeyAsync(account, authenticatorKey, ct).ConfigureAwait(false);
        await EndOthersAsync(account.Id, who, ct).ConfigureAwait(false);
        accounts.Written.As(permit, "password.set");
        return (await accounts.UpdateSecurityStampAsync(account).ConfigureAwait(false)).As(true);
    }, ct);

    /// <summary>New recovery codes, shown once; those before open nothing any more.</summary>
    public Task<Result<ImmutableArray<string>>> NewCodesAsync(Permit permit, SignedIn who, CancellationToken ct) => ChangeAsync<ImmutableArray<string>>(permit, who, async account =>
    {
        if (account.PasswordHash is null)
        {
            return new Refusal("codes.without-password");
        }

        accounts.Written.As(permit, "codes.made");
        return await accounts.GenerateNewTwoFactorRecoveryCodesAsync(account, 10).ConfigureAwait(false) is { } codes
            ? codes.ToImmutableArray() : new Refusal("account.refused");
    }, ct);

    /// <summary>Lets another person act in one's capacity for some days. A key is asked for as where keys are changed: what is lent outlasts the session.</summary>
    public Task<Result<HoldingId>> DelegateAsync(Permit permit, SignedIn who, HoldingId id, NewDelegation asked, CancellationToken ct) => ChangeAsync<HoldingId>(permit, who, async own =>
    {
        var row = await db.Set<HoldingRow>().AsNoTracking().SingleOrDefaultAsync(h => h.Id == id && h.Account == own.Id, ct).ConfigureAwait(false);
        if (row is null)
        {
            return new Refusal("holding.unknown");
        }

        // Whether somebody has an account is told to whoever knows their sign-in name: to colleagues, not to guessers; the gate counts.
        if (await accounts.FindByNameAsync(asked.To?.Trim() ?? "").ConfigureAwait(false) is not { } other)
        {
            return new Refusal("delegation.no-such-person");
        }

        if (asked.From is not { } first || asked.Until is not { } last)
        {
            return new Refusal("delegation.days");
        }

        var now = clock.GetUtcNow();
        var standing = await credentials.StandingAsync(row.Member, row.Body, ct).ConfigureAwait(false);
        return await row.ToHolding().Delegate(new HoldingId(Guid.CreateVersion7(now)), own.Id, other.Id, first, last, Today, standing, asked.Known).Match(
            async made =>
            {
                db.Touch(other);
                _ = db.Add(new HoldingRow
                {
                    Id = made.Id, Account = made.Account, Capacity = made.Capacity, Body = made.Body, Member = made.Member, From = made.From, Until = made.Until, Of = made.Of,
                });
                var told = new Dictionary<string, string?>
                {
                    ["to"] = other.Id.Value.ToString("D"), ["capacity"] = made.Capacity.ToString(),
                    ["from"] = Days.Write(first), ["until"] = Days.Write(last), ["acknowledged"] = asked.Known?.ToString(),
                };
                return (await db.CommitAsync(new Act(permit, "capacity.delegated", Doors.About(permit.Actor.Id), null, told), ct).ConfigureAwait(false)).Map(_ => made.Id);
            },
            refusals => Task.FromResult<Result<HoldingId>>(refusals)).ConfigureAwait(false);
    }, ct);

    /// <summary>Takes a delegation back that one gave; whoever came in by a provider's word, of a capacity of its body.</summary>
    public async Task<Result<HoldingId>> EndDelegationAsync(Permit permit, SignedIn who, HoldingId id, CancellationToken ct)
    {
        var row = await db.Set<HoldingRow>()
            .SingleOrDefaultAsync(h => h.Id == id && h.Ended == null && (who.Only == null || h.Body == who.Only) && db.Set<HoldingRow>().Any(o => o.Id == h.Of && o.Account == permit.Actor.Id), ct).ConfigureAwait(false);
        if (row is null)
        {
            return new Refusal("holding.unknown");
        }

        row.Ended = clock.GetUtcNow();
        return (await db.CommitAsync(new Act(permit, "delegation.ended", Doors.About(permit.Actor.Id)), ct).ConfigureAwait(false)).Map(_ => id);
    }

    /// <summary>Changes how the account is opened, or who acts for it. Refused with <c>keys.by-provider</c> for whoever came in by a provider's word: what it vouches for ends with it; and with <c>keys.prove-again</c> for whoever showed no key of theirs lately.</summary>
    private async Task<Result<T>> ChangeAsync<T>(Permit permit, SignedIn who, Func<AccountRow, Task<Result<T>>> change, CancellationToken ct) =>
        await AccountAsync(permit, ct).ConfigureAwait(false) is not { } account ? new Refusal("access.denied")
            : who.Only is not null ? new Refusal("keys.by-provider")
            : !Identity.Sessions.MayChangeKeys(who, clock.GetUtcNow()) ? new Refusal("keys.prove-again")
            : await change(account).ConfigureAwait(false);

    /// <summary>With the next commit: whoever came in by what opened the account before is out.</summary>
    private async Task EndOthersAsync(ActorId account, SignedIn who, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await db.Set<SessionRow>().Where(s => s.Account == account && s.Id != who.Session && s.Ended == null).ForEachAsync(s => s.Ended = now, ct).ConfigureAwait(false);
    }

    private async Task<AccountRow?> AccountAsync(Permit permit, CancellationToken ct) => permit.Doing != Doing.KeepOwn ? null
        : await db.Set<AccountRow>().SingleOrDefaultAsync(a => a.Id == permit.Actor.Id && a.Closed == null, ct).ConfigureAwait(false);
}
