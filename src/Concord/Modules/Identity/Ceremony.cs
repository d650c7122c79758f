using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Telemetry;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Identity;

/// <summary>
/// What a browser answers when it was asked for a passkey (WebAuthn level 3, 7.1 and 7.2), checked by Identity. What was asked is kept by the browser in a sealed cookie, so that any machine
/// can check the answer; each answer is taken once, on whatever machine: whoever has both the cookie and the answer opens nothing with them a second time.
/// </summary>
internal sealed class Ceremony(ConcordDb db, SignInManager<AccountRow> signIn, Accounts accounts, TimeProvider clock)
{
    /// <summary>Longer than the cookie lasts in which what was asked is kept.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    private static readonly Refusal Wrong = new("passkey.wrong");

    /// <summary>That it was answered in a page of this installation and in no frame of another: the address that the browser puts into what is signed.</summary>
    public static ValueTask<bool> IsHere(PasskeyOriginValidationContext asked) =>
        ValueTask.FromResult(!asked.CrossOrigin && asked.Origin == asked.HttpContext.Request.Scheme + "://" + asked.HttpContext.Request.Host);

    /// <summary>A new passkey. Refused with <c>passkey.needs-script</c> without an answer, and <c>passkey.wrong</c> for one that is not to what was asked, or was given before.</summary>
    public Task<Result<NewPasskey>> MadeAsync(string? credential) => OnceAsync(credential, async answer =>
        await signIn.PerformPasskeyAttestationAsync(answer).ConfigureAwait(false) is { Succeeded: true } made && Guid.TryParse(made.UserEntity.Id, out var id) ? new NewPasskey(new ActorId(id), made.Passkey) : null);

    /// <summary>The account whose passkey was shown; what the passkey counts is kept. Refused as a new one is, and counted as a wrong key.</summary>
    /// <param name="of">Whose it has to be; null for anybody's.</param>
    public async Task<Result<AccountRow>> ShownAsync(string? credential, ActorId? of = null)
    {
        var shown = await OnceAsync(credential, async answer =>
            await signIn.PerformPasskeyAssertionAsync(answer).ConfigureAwait(false) is { Succeeded: true, User: { } owner, Passkey: { } passkey } ? new KnownPasskey(owner, passkey) : null).ConfigureAwait(false);
        var account = await shown.Match<Task<Result<AccountRow>>>(
            async s => (of is null || s.Account.Id == of) && (await accounts.AddOrUpdatePasskeyAsync(s.Account, s.Passkey).ConfigureAwait(false)).Succeeded ? s.Account : Wrong,
            refusals => Task.FromResult<Result<AccountRow>>(refusals)).ConfigureAwait(false);
        if (account.Match(_ => false, r => r[0].Code == Wrong.Code))
        {
            Figures.WrongKey("passkey");
        }

        return account;
    }

    private sealed record KnownPasskey(AccountRow Account, UserPasskeyInfo Passkey);

    private async Task<Result<T>> OnceAsync<T>(string? credential, Func<string, Task<T?>> check) where T : class
    {
        if (string.IsNullOrWhiteSpace(credential))
        {
            return new Refusal("passkey.needs-script");
        }

        try
        {
            return await check(credential).ConfigureAwait(false) is { } right && await IsFirstAsync(credential).ConfigureAwait(false) ? right : Wrong;
        }
        catch (InvalidOperationException)
        {
            // The question that it answers is over.
            return Wrong;
        }
    }

    /// <summary>Whether the question that was answered had not been answered before.</summary>
    private async Task<bool> IsFirstAsync(string credential)
    {
        if (QuestionOf(credential) is not { } question)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        var (hash, until, first) = (Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(question))), InstantConverter.Micros(now + Remembered), 0);
        await db.MaintainAsync(async () =>
        {
            _ = await db.Set<AnswerRow>().Where(a => a.Until < now).ExecuteDeleteAsync(CancellationToken.None).ConfigureAwait(false);
            first = await db.Database.ExecuteSqlAsync($"INSERT INTO identity_answer (question, until) VALUES ({hash}, {until}) ON CONFLICT DO NOTHING", CancellationToken.None).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return first == 1;
    }

    /// <summary>The challenge, out of what the browser signed; null for what is no answer.</summary>
    private static string? QuestionOf(string credential)
    {
        try
        {
            using var answer = JsonDocument.Parse(credential);
            using var signed = JsonDocument.Parse(Base64Url.DecodeFromChars(answer.RootElement.GetProperty("response").GetProperty("clientDataJSON").GetString()));
            return signed.RootElement.GetProperty("challenge").GetString();
        }
        catch (Exception fault) when (fault is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
