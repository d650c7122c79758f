using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Telemetry;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Identity;

/// <summary>
/// Whoever is signed in shows a key of theirs again, before keys are changed: having their browser, or its cookie, is not enough for that. It holds for this session and for
/// <see cref="Sessions.ProofLasts"/>. An act.
/// </summary>
internal sealed class ProveAgain(ConcordDb db, Accounts accounts, SignInManager<AccountRow> signIn, Ceremony ceremony, Installed installed, TimeProvider clock)
{
    /// <summary>Which keys they have to show: a passkey, a password with codes; a ready account of a demonstration has neither.</summary>
    public async Task<Result<(bool Passkey, bool Password, bool Ready)>> WaysAsync(Permit permit, CancellationToken ct)
    {
        if (await AccountAsync(permit).ConfigureAwait(false) is not { } account)
        {
            return new Refusal("access.denied");
        }

        var (passkey, password) = (await db.Set<PasskeyRow>().AnyAsync(p => p.Account == account.Id, ct).ConfigureAwait(false), account is { PasswordHash: not null, TwoFactor: true });
        return (passkey, password, installed.Demonstration && !passkey && !password);
    }

    public async Task<string?> OptionsAsync(Permit permit) => await AccountAsync(permit).ConfigureAwait(false) is { } account ? await signIn.MakePasskeyRequestOptionsAsync(account).ConfigureAwait(false) : null;

    /// <summary>Refused with <c>passkey.needs-script</c> and <c>passkey.wrong</c>, also for a passkey of somebody else.</summary>
    public async Task<Result<bool>> WithPasskeyAsync(Permit permit, SignedIn who, string? credential, CancellationToken ct) =>
        await (await ceremony.ShownAsync(credential, permit.Actor.Id).ConfigureAwait(false)).Match(
            _ => ProvedAsync(permit, who, ct), refusals => Task.FromResult<Result<bool>>(refusals)).ConfigureAwait(false);

    /// <summary>Both at once; wrong ones count towards the lock of the account as at the door. Refused with <c>proof.wrong</c>, whichever of the two it was.</summary>
    public async Task<Result<bool>> WithPasswordAsync(Permit permit, SignedIn who, string? password, string? code, CancellationToken ct)
    {
        var account = await AccountAsync(permit).ConfigureAwait(false);
        if (account is not { PasswordHash: not null, TwoFactor: true })
        {
            return new Refusal("proof.wrong");
        }

        if (!await accounts.IsPasswordAsync(account, password ?? "").ConfigureAwait(false) || !await IsCodeAsync(account, code?.Trim() ?? "").ConfigureAwait(false))
        {
            Figures.WrongKey("password");
            return new Refusal("proof.wrong");
        }

        return await ProvedAsync(permit, who, ct).ConfigureAwait(false);
    }

    /// <summary>A ready account has no key, and this machine alone reaches it.</summary>
    public async Task<Result<bool>> AsReadyAsync(Permit permit, SignedIn who, CancellationToken ct) => await (await WaysAsync(permit, ct).ConfigureAwait(false)).Match<Task<Result<bool>>>(
        ways => ways.Ready ? ProvedAsync(permit, who, ct) : Task.FromResult<Result<bool>>(new Refusal("proof.wrong")), r => Task.FromResult<Result<bool>>(r)).ConfigureAwait(false);

    private async Task<bool> IsCodeAsync(AccountRow account, string code)
    {
        var right = OneTimeCodes.IsRecovery(code)
            ? (await accounts.RedeemTwoFactorRecoveryCodeAsync(account, code).ConfigureAwait(false)).Succeeded
            : await accounts.VerifyTwoFactorTokenAsync(account, OneTimeCodes.Name, code).ConfigureAwait(false);
        _ = right ? null : await accounts.AccessFailedAsync(account).ConfigureAwait(false);
        return right;
    }

    private async Task<Result<bool>> ProvedAsync(Permit permit, SignedIn who, CancellationToken ct)
    {
        if (await db.Set<SessionRow>().SingleOrDefaultAsync(s => s.Id == who.Session && s.Account == permit.Actor.Id && s.Ended == null && s.Provider == null, ct).ConfigureAwait(false) is not { } session)
        {
            return new Refusal("keys.by-provider");
        }

        session.Proved = clock.GetUtcNow();
        return (await db.CommitAsync(new Act(permit, "session.proved", Doors.About(permit.Actor.Id)), ct).ConfigureAwait(false)).Map(_ => true);
    }

    private Task<AccountRow?> AccountAsync(Permit permit) =>
        permit.Doing != Doing.KeepOwn ? Task.FromResult<AccountRow?>(null) : accounts.FindByIdAsync(permit.Actor.Id.Value.ToString("D"));
}
