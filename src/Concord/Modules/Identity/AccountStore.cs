using System.Security.Cryptography;
using System.Collections.Immutable;
using System.Globalization;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Identity;

/// <summary>
/// Where ASP.NET Core Identity keeps accounts. It writes as everything here writes: by a commit with an act. Who does it, and what it is called, is said before by
/// <see cref="As"/>; what Identity changes by itself (a failed try, a counter of a key) is told as what it is: done by whoever is at the door.
/// </summary>
internal sealed class AccountStore(ConcordDb db, IDataProtectionProvider protection, TimeProvider clock) :
    IUserPasswordStore<AccountRow>, IUserSecurityStampStore<AccountRow>, IUserLockoutStore<AccountRow>, IUserTwoFactorStore<AccountRow>,
    IUserAuthenticatorKeyStore<AccountRow>, IUserTwoFactorRecoveryCodeStore<AccountRow>, IUserPasskeyStore<AccountRow>
{
    /// <summary>The row was changed or let go since it was read: nothing of it is written.</summary>
    public const string Overtaken = "store.changed-meanwhile";

    private readonly IDataProtector secrets = protection.CreateProtector("concord.authenticator-key");
    private (Permit Permit, string Verb, IReadOnlyDictionary<string, string?>? Payload)? told;

    /// <summary>The next write is this act.</summary>
    public void As(Permit permit, string verb, IReadOnlyDictionary<string, string?>? payload = null) => told = (permit, verb, payload);

    public Task<string> GetUserIdAsync(AccountRow user, CancellationToken cancellationToken) => Task.FromResult(user.Id.Value.ToString("D"));

    public Task<string?> GetUserNameAsync(AccountRow user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SignInName);

    public Task SetUserNameAsync(AccountRow user, string? userName, CancellationToken cancellationToken) => Done(user.SignInName = userName ?? "");

    public Task<string?> GetNormalizedUserNameAsync(AccountRow user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.NormalizedName);

    public Task SetNormalizedUserNameAsync(AccountRow user, string? normalizedName, CancellationToken cancellationToken) => Done(user.NormalizedName = normalizedName ?? "");

    /// <summary>A name stays taken when its account is closed.</summary>
    public async Task<IdentityResult> CreateAsync(AccountRow user, CancellationToken cancellationToken)
    {
        if (await db.Set<AccountRow>().AnyAsync(a => a.NormalizedName == user.NormalizedName, cancellationToken).ConfigureAwait(false))
        {
            return Failed("account.name-taken");
        }

        _ = db.Add(user);
        return await CommitAsync(user, "account.made", cancellationToken, new Dictionary<string, string?> { ["name"] = user.Name, ["sign-in"] = user.SignInName, ["mail"] = user.Mail }).ConfigureAwait(false);
    }

    /// <summary>Refused for a row that lost a race: what it holds is old, and could undo a closing.</summary>
    public Task<IdentityResult> UpdateAsync(AccountRow user, CancellationToken cancellationToken) => db.Entry(user) is not { State: not EntityState.Detached } row
        ? Task.FromResult(Failed(Overtaken))
        : CommitAsync(user, row.Property(u => u.Failed) is { IsModified: true, CurrentValue: > 0 } ? "account.sign-in-failed" : "account.changed", cancellationToken);

    /// <summary>Accounts are closed, never deleted: acts name them.</summary>
    public Task<IdentityResult> DeleteAsync(AccountRow user, CancellationToken cancellationToken)
    {
        user.Closed = clock.GetUtcNow();
        return UpdateAsync(user, cancellationToken);
    }

    public Task<AccountRow?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id) ? Open().SingleOrDefaultAsync(a => a.Id == new ActorId(id), cancellationToken) : Task.FromResult<AccountRow?>(null);

    /// <summary>Whether an account is neither locked nor closed, as it stands now and not as it was read.</summary>
    public Task<bool> IsOpenNowAsync(ActorId id)
    {
        var now = clock.GetUtcNow();
        return Open().AsNoTracking().AnyAsync(a => a.Id == id && (a.LockedUntil == null || a.LockedUntil < now));
    }

    public Task<AccountRow?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        Open().SingleOrDefaultAsync(a => a.NormalizedName == normalizedUserName, cancellationToken);

    public Task SetPasswordHashAsync(AccountRow user, string? passwordHash, CancellationToken cancellationToken) => Done(user.PasswordHash = passwordHash);

    public Task<string?> GetPasswordHashAsync(AccountRow user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(AccountRow user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetSecurityStampAsync(AccountRow user, string stamp, CancellationToken cancellationToken) => Done(user.SecurityStamp = stamp);

    public Task<string?> GetSecurityStampAsync(AccountRow user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(AccountRow user, CancellationToken cancellationToken) => Task.FromResult(user.LockedUntil);

    public Task SetLockoutEndDateAsync(AccountRow user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) => Done(user.LockedUntil = lockoutEnd);

    public Task<int> IncrementAccessFailedCountAsync(AccountRow user, CancellationToken cancellationToken) => Task.FromResult(++user.Failed);

    public Task ResetAccessFailedCountAsync(AccountRow user, CancellationToken cancellationToken) => Done(user.Failed = 0);

    public Task<int> GetAccessFailedCountAsync(AccountRow user, CancellationToken cancellationToken) => Task.FromResult(user.Failed);

    public Task<bool> GetLockoutEnabledAsync(AccountRow user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetLockoutEnabledAsync(AccountRow user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetTwoFactorEnabledAsync(AccountRow user, bool enabled, CancellationToken cancellationToken) => Done(user.TwoFactor = enabled);

    public Task<bool> GetTwoFactorEnabledAsync(AccountRow user, CancellationToken cancellationToken) => Task.FromResult(user.TwoFactor);

    public Task SetAuthenticatorKeyAsync(AccountRow user, string key, CancellationToken cancellationToken) => Done(user.AuthenticatorKey = secrets.Protect(key));

    /// <summary>Null also for one that the keys of this installation do not open any more: then a recovery code is the way in.</summary>
    public Task<string?> GetAuthenticatorKeyAsync(AccountRow user, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult(user.AuthenticatorKey is { } kept ? secrets.Unprotect(kept) : null);
        }
        catch (CryptographicException)
        {
            return Task.FromResult<string?>(null);
        }
    }

    public Task ReplaceCodesAsync(AccountRow user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        Done(user.RecoveryCodes = string.Join('\n', recoveryCodes.Select(Secrets.Hash).Select(Convert.ToHexString)));

    public Task<bool> RedeemCodeAsync(AccountRow user, string code, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexString(Secrets.Hash(code));
        var left = user.RecoveryCodes.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        user.RecoveryCodes = string.Join('\n', left.Where(c => c != hash));
        return Task.FromResult(left.Contains(hash));
    }

    public Task<int> CountCodesAsync(AccountRow user, CancellationToken cancellationToken) =>
        Task.FromResult(user.RecoveryCodes.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

    public async Task AddOrUpdatePasskeyAsync(AccountRow user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        var row = await db.Set<PasskeyRow>().SingleOrDefaultAsync(p => p.Id == passkey.CredentialId && p.Account == user.Id, cancellationToken).ConfigureAwait(false);
        if (row is null)
        {
            row = new PasskeyRow
            {
                Id = passkey.CredentialId,
                Account = user.Id,
                PublicKey = passkey.PublicKey,
                Made = passkey.CreatedAt,
                Transports = string.Join(' ', passkey.Transports ?? []),
                BackupEligible = passkey.IsBackupEligible,
                Attestation = passkey.AttestationObject,
                ClientData = passkey.ClientDataJson,
            };
            _ = db.Add(row);
        }

        (row.Name, row.SignCount, row.Verified, row.BackedUp) = (passkey.Name ?? row.Name, passkey.SignCount, passkey.IsUserVerified, passkey.IsBackedUp);
    }

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(AccountRow user, CancellationToken cancellationToken) =>
        [.. (await db.Set<PasskeyRow>().AsNoTracking().Where(p => p.Account == user.Id).OrderBy(p => p.Made).ToListAsync(cancellationToken).ConfigureAwait(false)).Select(Info)];

    public Task<AccountRow?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        Open().SingleOrDefaultAsync(a => db.Set<PasskeyRow>().Any(p => p.Id == credentialId && p.Account == a.Id), cancellationToken);

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(AccountRow user, byte[] credentialId, CancellationToken cancellationToken) =>
        await db.Set<PasskeyRow>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == credentialId && p.Account == user.Id, cancellationToken).ConfigureAwait(false) is { } row
            ? Info(row) : null;

    public async Task RemovePasskeyAsync(AccountRow user, byte[] credentialId, CancellationToken cancellationToken)
    {
        if (await db.Set<PasskeyRow>().SingleOrDefaultAsync(p => p.Id == credentialId && p.Account == user.Id, cancellationToken).ConfigureAwait(false) is { } row)
        {
            _ = db.Remove(row);
        }
    }

    public void Dispose()
    {
        // The database is the scope's.
    }

    private static UserPasskeyInfo Info(PasskeyRow row) => new(
        row.Id, row.PublicKey, row.Made, (uint)row.SignCount, row.Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        row.Verified, row.BackupEligible, row.BackedUp, row.Attestation, row.ClientData) { Name = row.Name };

    private IQueryable<AccountRow> Open() => db.Set<AccountRow>().Where(a => a.Closed == null);

    /// <param name="personal">Kept under a key of the person’s own, beside what is told of the act anyway.</param>
    private async Task<IdentityResult> CommitAsync(AccountRow user, string usual, CancellationToken ct, Dictionary<string, string?>? personal = null)
    {
        var (permit, verb, payload) = told ?? (Doors.SignIn(), usual, null);
        told = null;
        var kept = personal is null ? payload : (payload ?? new Dictionary<string, string?>()).Concat(personal).ToDictionary();
        var committed = await db.CommitAsync(new Act(permit, verb, Doors.About(user.Id), null, kept) { Subject = personal is null ? null : user.Id.Value }, ct).ConfigureAwait(false);
        return committed.Match(_ => IdentityResult.Success, r => Failed(r[0].Code));
    }

    private static IdentityResult Failed(string code) => IdentityResult.Failed(new IdentityError { Code = code });

    private static Task Done<T>(T _) => Task.CompletedTask;
}
