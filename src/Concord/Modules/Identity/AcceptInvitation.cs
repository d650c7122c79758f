using Concord.Core.Identity;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Identity;

/// <summary>What an invitation tells whoever holds its key.</summary>
internal sealed record OpenInvitation(InvitationId Id, Capacity Capacity, BodyId? Body, string For, DateTimeOffset Expires)
{
    /// <summary>Why whoever is signed in may not take it as one more capacity; null where they may, or nobody is.</summary>
    public Refusal? NotTheirs { get; init; }

    /// <summary>Whether an account may be made with the word of a provider of sign-in.</summary>
    public bool ByProvider => Body is not null && Capacity != Capacity.Administrator;
}

/// <summary>Who they say they are.</summary>
/// <param name="ChosenName">For a representative of victims and survivors: the name to speak under.</param>
internal sealed record Introduced(string? Name, string? SignInName, string? ChosenName);

/// <summary>Accepts an invitation: a new account with a key of its own, or one more capacity of an account. One act each.</summary>
internal sealed class AcceptInvitation(ConcordDb db, Accounts accounts, ProviderLinks links, CredentialQueries credentials, TimeProvider clock)
{
    /// <summary>Refused with <c>invitation.unknown</c> for a key that never was one, and like one that is over.</summary>
    /// <param name="who">Whoever is signed in; null for nobody.</param>
    public async Task<Result<OpenInvitation>> OpenAsync(string? key, SignedIn? who, CancellationToken ct) =>
        (await RowAsync(key, ct).ConfigureAwait(false)) is not { } row ? new Refusal("invitation.unknown")
            : row.ToInvitation().Accept(clock.GetUtcNow(), await StandingAsync(row, ct).ConfigureAwait(false)).Map(i => new OpenInvitation(row.Id, row.Capacity, row.Body, row.For, row.Expires)
            {
                NotTheirs = who is null ? null : NotTheirs(i, who),
            });

    /// <summary>With a passkey.</summary>
    public Task<Result<AccountRow>> WithPasskeyAsync(string? key, NewPasskey made, Introduced who, CancellationToken ct) =>
        NewAsync(key, made.Account, who, async account =>
        {
            await accounts.Written.AddOrUpdatePasskeyAsync(account, made.Passkey, ct).ConfigureAwait(false);
            return await accounts.CreateAsync(account).ConfigureAwait(false);
        }, ct);

    /// <summary>With a password and one-time codes, of which one is shown to be at hand.</summary>
    public Task<Result<AccountRow>> WithPasswordAsync(string? key, Introduced who, string? password, string authenticatorKey, string? code, CancellationToken ct) =>
        OneTimeCodes.Step(authenticatorKey, code ?? "", clock.GetUtcNow(), 0) is not { } step
            ? Task.FromResult<Result<AccountRow>>(new Refusal("code.wrong"))
            : NewAsync(key, new ActorId(Guid.CreateVersion7(clock.GetUtcNow())), who, async account =>
            {
                (account.TwoFactor, account.LastCodeStep) = (true, step);
                await accounts.Written.SetAuthenticatorKeyAsync(account, authenticatorKey, ct).ConfigureAwait(false);
                return await accounts.CreateAsync(account, password ?? "").ConfigureAwait(false);
            }, ct);

    /// <summary>With what their own body gave them. Refused as <see cref="Invitation.TakenByWordOf"/> says.</summary>
    public async Task<Result<AccountRow>> WithProviderAsync(string? key, Introduced who, Vouched vouched, CancellationToken ct) =>
        (await RowAsync(key, ct).ConfigureAwait(false) is { } row ? row.ToInvitation().TakenByWordOf(vouched.Provider.Body) : new Refusal("invitation.unknown")) is { } refusal
            ? refusal
            : await NewAsync(key, new ActorId(Guid.CreateVersion7(clock.GetUtcNow())), who, account =>
            {
                links.Add(account.Id, vouched);
                return accounts.CreateAsync(account);
            }, ct).ConfigureAwait(false);

    /// <summary>One more capacity of whoever is signed in. An account that is closed at the same time does not get it.</summary>
    public async Task<Result<HoldingId>> JoinAsync(Permit permit, SignedIn who, string? key, string? chosenName, CancellationToken ct)
    {
        if (permit.Doing != Doing.KeepOwn || await RowAsync(key, ct).ConfigureAwait(false) is not { } row
            || await db.Set<AccountRow>().SingleOrDefaultAsync(a => a.Id == who.Actor.Id && a.Closed == null, ct).ConfigureAwait(false) is not { } account)
        {
            return new Refusal("invitation.unknown");
        }

        if ((Fault(chosenName) ?? NotTheirs(row.ToInvitation(), who)) is { } fault)
        {
            return fault;
        }

        return await Take(row, account.Id, chosenName, await StandingAsync(row, ct).ConfigureAwait(false)).Match(
            async holding =>
            {
                db.Touch(account);
                return (await db.CommitAsync(new Act(permit, "invitation.accepted", InvitePerson.About(row.Id)), ct).ConfigureAwait(false)).Map(_ => holding);
            },
            refusals => Task.FromResult<Result<HoldingId>>(refusals)).ConfigureAwait(false);
    }

    private static Refusal? NotTheirs(Invitation invitation, SignedIn who) =>
        invitation.TakenBy(who.Actor.Id) ?? (who.Only is { } vouching ? invitation.TakenByWordOf(vouching) : null);

    private async Task<Result<AccountRow>> NewAsync(string? key, ActorId id, Introduced who, Func<AccountRow, Task<IdentityResult>> makeAsync, CancellationToken ct)
    {
        if (Fault(who) is { } fault)
        {
            return fault;
        }

        if (await RowAsync(key, ct).ConfigureAwait(false) is not { } row)
        {
            return new Refusal("invitation.unknown");
        }

        var account = new AccountRow { Id = id, Name = who.Name!.Trim(), SignInName = who.SignInName!.Trim(), Mail = row.Mail };
        var taken = Take(row, id, who.ChosenName, await StandingAsync(row, ct).ConfigureAwait(false));
        return await taken.Match(
            async _ =>
            {
                accounts.Written.As(Doors.SignIn(), "invitation.accepted", new Dictionary<string, string?> { ["invitation"] = row.Id.Value.ToString("D"), ["capacity"] = row.Capacity.ToString() });
                var made = (await makeAsync(account).ConfigureAwait(false)).As(account);
                if (!made.IsOk)
                {
                    db.ChangeTracker.Clear();
                }

                return made;
            },
            refusals => Task.FromResult<Result<AccountRow>>(refusals)).ConfigureAwait(false);
    }

    /// <summary>What is wrong with how somebody introduces themselves.</summary>
    public static Refusal? Fault(Introduced who) =>
        who.Name?.Trim() is not { Length: > 0 and <= 200 } called || called.Any(char.IsControl) ? new Refusal("account.name")
            : who.SignInName?.Trim() is not { Length: >= 3 and <= 100 } name || name.Any(char.IsControl) ? new Refusal("account.sign-in-name")
            : Fault(who.ChosenName);

    private static Refusal? Fault(string? chosenName) => chosenName?.Length > 200 || chosenName?.Any(char.IsControl) == true ? new Refusal("account.chosen-name") : null;

    private Task<CredentialStanding?> StandingAsync(InvitationRow row, CancellationToken ct) => credentials.StandingAsync(row.Member, row.Body, ct);

    private Result<HoldingId> Take(InvitationRow row, ActorId account, string? chosenName, CredentialStanding? standing)
    {
        var now = clock.GetUtcNow();
        return row.ToInvitation().Accept(now, standing).Map(accepted =>
        {
            (row.Closed, row.AcceptedBy) = (now, account);
            var holding = new HoldingRow
            {
                Id = new HoldingId(Guid.CreateVersion7(now)),
                Account = account,
                Capacity = row.Capacity,
                Body = row.Body,
                Member = row.Member,
                ChosenName = row.Capacity == Capacity.Survivors && !string.IsNullOrWhiteSpace(chosenName) ? chosenName.Trim() : null,
            };
            _ = db.Add(holding);
            return holding.Id;
        });
    }

    private async Task<InvitationRow?> RowAsync(string? key, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(key) || key.Length > 100)
        {
            return null;
        }

        var hash = Secrets.Hash(key);
        return await db.Set<InvitationRow>().SingleOrDefaultAsync(i => i.KeyHash == hash, ct).ConfigureAwait(false);
    }
}
