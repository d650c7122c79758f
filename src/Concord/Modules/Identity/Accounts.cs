using System.Buffers.Binary;
using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Concord.Core.Identity;
using Concord.Platform.I18n;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Concord.Modules.Identity;

/// <summary>Identity's manager of accounts, with recovery codes of a hundred bits.</summary>
internal sealed class Accounts(
    AccountStore store, IOptions<IdentityOptions> options, IPasswordHasher<AccountRow> hasher, IEnumerable<IUserValidator<AccountRow>> names,
    IEnumerable<IPasswordValidator<AccountRow>> passwords, ILookupNormalizer normalizer, IdentityErrorDescriber errors, IServiceProvider services, ILogger<UserManager<AccountRow>> logger)
    : UserManager<AccountRow>(store, options, hasher, names, passwords, normalizer, errors, services, logger)
{
    /// <summary>Says what the next write is; see <see cref="AccountStore.As"/>.</summary>
    public AccountStore Written { get; } = store;

    /// <summary>
    /// Whether the password is right, of an account that is not locked. A locked one takes as long; a wrong password counts before it is answered, and a right one opens nothing
    /// once others that were tried at the same time have locked the account.
    /// </summary>
    public async Task<bool> IsPasswordAsync(AccountRow account, string password)
    {
        var right = await CheckPasswordAsync(account, password).ConfigureAwait(false);
        if (!await Written.IsOpenNowAsync(account.Id).ConfigureAwait(false))
        {
            return false;
        }

        _ = right ? null : await AccessFailedAsync(account).ConfigureAwait(false);
        return right;
    }

    /// <summary>Nobody’s name has a character that cannot be typed; a database may refuse to look for one.</summary>
    public override Task<AccountRow?> FindByNameAsync(string userName) => userName.Any(char.IsControl) ? Task.FromResult<AccountRow?>(null) : base.FindByNameAsync(userName);

    /// <summary>Wrong keys that are tried at the same time all count.</summary>
    public override async Task<IdentityResult> AccessFailedAsync(AccountRow user)
    {
        while (true)
        {
            var counted = await base.AccessFailedAsync(user).ConfigureAwait(false);
            if (counted.Succeeded || counted.Errors.All(e => e.Code != AccountStore.Overtaken)
                || await Written.FindByIdAsync(user.Id.Value.ToString("D"), default).ConfigureAwait(false) is not { } now || await IsLockedOutAsync(now).ConfigureAwait(false))
            {
                return counted;
            }

            user = now;
        }
    }

    protected override string CreateTwoFactorRecoveryCode() => Secrets.Make(4);
}

/// <summary>A password is judged here, and nobody else is asked: <see cref="PasswordStrength"/>.</summary>
internal sealed class JudgedPassword : IPasswordValidator<AccountRow>
{
    public Task<IdentityResult> ValidateAsync(UserManager<AccountRow> manager, AccountRow user, string? password) =>
        Task.FromResult(PasswordStrength.Fault(password ?? "", [user.Name, user.SignInName, user.Mail ?? ""]) is { } fault
            ? IdentityResult.Failed(new IdentityError { Code = fault }) : IdentityResult.Success);
}

/// <summary>The cookie names an account and no more; what they may do is looked up at each request.</summary>
internal sealed class BareClaims : IUserClaimsPrincipalFactory<AccountRow>
{
    public Task<ClaimsPrincipal> CreateAsync(AccountRow user) => Task.FromResult(new ClaimsPrincipal(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, user.Id.Value.ToString("D"))], IdentityConstants.ApplicationScheme)));
}

/// <summary>
/// One-time codes (RFC 6238: SHA-1, 30 seconds, six digits, as authenticator programs have them), a step early or late allowed. A code opens once: one overheard and
/// used again is refused, which Identity's own provider does not do.
/// </summary>
internal sealed class OneTimeCodes(TimeProvider clock) : IUserTwoFactorTokenProvider<AccountRow>
{
    /// <summary>Whether what was typed can only be a recovery code: it has more letters and digits than any other.</summary>
    public static bool IsRecovery(string typed) => typed.Count(char.IsAsciiLetterOrDigit) > 10;

    public const string Name = "Authenticator";

    /// <summary>Also where the keys of this installation no longer open the authenticator’s: the second step is asked for all the same, and a recovery code takes it.</summary>
    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<AccountRow> manager, AccountRow user) => Task.FromResult(user.TwoFactor);

    public Task<string> GenerateAsync(string purpose, UserManager<AccountRow> manager, AccountRow user) => Task.FromResult("");

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<AccountRow> manager, AccountRow user)
    {
        if (await manager.GetAuthenticatorKeyAsync(user).ConfigureAwait(false) is not { Length: > 0 } key || Step(key, token, clock.GetUtcNow(), user.LastCodeStep) is not { } step)
        {
            return false;
        }

        user.LastCodeStep = step;
        return (await manager.UpdateAsync(user).ConfigureAwait(false)).Succeeded;
    }

    /// <summary>Which step the code is of; null for none, or one not later than the last that was used.</summary>
    public static long? Step(string key, string code, DateTimeOffset now, long after)
    {
        var typed = Encoding.ASCII.GetBytes(string.Concat(code.Where(char.IsAsciiDigit)));
        var at = now.ToUnixTimeSeconds() / 30;
        long? found = null;
        for (var step = at - 1; step <= at + 1; step++)
        {
            if (step > after && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(key, step)), typed))
            {
                found = step;
            }
        }

        return found;
    }

    public static string Code(string key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // RFC 6238 as every authenticator program has it; HMAC with SHA-1 is not broken by its collisions
        var mac = HMACSHA1.HashData(Base32.Read(key), counter);
#pragma warning restore CA5350
        var value = BinaryPrimitives.ReadInt32BigEndian(mac.AsSpan(mac[^1] & 0xf)) & 0x7fffffff;
        return (value % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}

/// <summary>RFC 4648, in which authenticator programs take their keys.</summary>
internal static class Base32
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Write(ReadOnlySpan<byte> bytes)
    {
        var text = new char[((bytes.Length * 8) + 4) / 5];
        for (var i = 0; i < text.Length; i++)
        {
            var value = 0;
            for (var bit = i * 5; bit < (i * 5) + 5; bit++)
            {
                value = (value << 1) | (bit / 8 < bytes.Length ? (bytes[bit / 8] >> (7 - (bit % 8))) & 1 : 0);
            }

            text[i] = Letters[value];
        }

        return new string(text);
    }

    /// <summary>Anything that is no letter of it is passed over.</summary>
    public static byte[] Read(string text)
    {
        var values = text.ToUpperInvariant().Select(c => Letters.IndexOf(c, StringComparison.Ordinal)).Where(v => v >= 0).ToArray();
        var bytes = new byte[values.Length * 5 / 8];
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] |= (byte)(((values[bit / 5] >> (4 - (bit % 5))) & 1) << (7 - (bit % 8)));
        }

        return bytes;
    }
}

/// <summary>What Identity refused, in words of this house.</summary>
internal static class Refused
{
    public static Core.Kernel.Result<T> As<T>(this IdentityResult result, T value) => result.Succeeded
        ? value
        : result.Errors.Select(e => e.Code).FirstOrDefault() switch
        {
            { } own when Texts.Find(CultureInfo.InvariantCulture, "refusals." + own) is not null => new Core.Kernel.Refusal(own),
            "DuplicateUserName" => new Core.Kernel.Refusal("account.name-taken"),
            _ => new Core.Kernel.Refusal("account.refused"),
        };
}
