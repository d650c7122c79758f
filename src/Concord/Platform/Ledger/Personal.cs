using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concord.Platform.Ledger;

/// <summary>
/// The key of everything that acts keep of one subject, a person or an invitation. Erased, it is gone: what was kept under it can be read by nobody, and the chain, which holds hashes of what
/// is unreadable now, stays as it is (DESIGN 6).
/// </summary>
[OfInstallation]
internal sealed class SubjectKeyRow
{
    public Guid Subject { get; set; }

    /// <summary>256 bits; null once it is erased.</summary>
    public byte[]? Key { get; set; }
    public DateTimeOffset? Erased { get; set; }
}

internal sealed class SubjectKeyTable : IEntityTypeConfiguration<SubjectKeyRow>
{
    public void Configure(EntityTypeBuilder<SubjectKeyRow> builder) => _ = builder.ToTable("audit_subject_key").HasKey(r => r.Subject);
}

/// <summary>What an act kept, as it can still be read.</summary>
/// <param name="Erased">Since when it cannot; null where it was not erased.</param>
internal sealed record ReadPayload(IReadOnlyDictionary<string, string?> Values, DateTimeOffset? Erased)
{
    /// <summary>It was kept under a key, and cannot be read with what is here.</summary>
    public bool IsGone { get; init; }
}

/// <summary>Personal payloads: AES-256-GCM under the key of their subject, bound to their act.</summary>
internal static class Personal
{
    private const string Mark = "personal:1:";
    private const int Nonce = 12, Tag = 16;

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(32);

    /// <summary>Nothing is kept of a subject that was erased.</summary>
    public static string Seal(Guid subject, byte[]? key, Guid act, string payload)
    {
        if (key is null)
        {
            return Head(subject);
        }

        var plain = Encoding.UTF8.GetBytes(payload);
        var kept = new byte[Nonce + Tag + plain.Length];
        RandomNumberGenerator.Fill(kept.AsSpan(0, Nonce));
        using var cipher = new AesGcm(key, Tag);
        cipher.Encrypt(kept.AsSpan(0, Nonce), plain, kept.AsSpan(Nonce + Tag), kept.AsSpan(Nonce, Tag), Bound(subject, act));
        return Head(subject) + Base64Url.EncodeToString(kept);
    }

    /// <summary>The payloads of some acts, each with what can still be read of it.</summary>
    public static async Task<IReadOnlyDictionary<Guid, ReadPayload>> ReadAsync(ConcordDb db, IReadOnlyCollection<ActRow> acts, CancellationToken ct)
    {
        var subjects = acts.Select(a => SubjectOf(a.Payload)).OfType<Guid>().Distinct().ToList();
        var keys = subjects.Count == 0 ? []
            : await db.Set<SubjectKeyRow>().AsNoTracking().Where(k => subjects.Contains(k.Subject)).ToDictionaryAsync(k => k.Subject, ct).ConfigureAwait(false);
        return acts.ToDictionary(a => a.Id, a => SubjectOf(a.Payload) is { } subject
            ? keys.GetValueOrDefault(subject) is { Key: { } key } && Open(subject, key, a) is { } text ? new ReadPayload(Values(text), null)
                : new ReadPayload(new Dictionary<string, string?>(), keys.GetValueOrDefault(subject)?.Erased) { IsGone = true }
            : new ReadPayload(Values(a.Payload), null));
    }

    private static string? Open(Guid subject, byte[] key, ActRow act)
    {
        try
        {
            var kept = Base64Url.DecodeFromChars(act.Payload.AsSpan(Head(subject).Length));
            if (kept.Length < Nonce + Tag)
            {
                return null;
            }

            var plain = new byte[kept.Length - Nonce - Tag];
            using var cipher = new AesGcm(key, Tag);
            cipher.Decrypt(kept.AsSpan(0, Nonce), kept.AsSpan(Nonce + Tag), kept.AsSpan(Nonce, Tag), plain, Bound(subject, act.Id));
            return Encoding.UTF8.GetString(plain);
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            // It was changed since; verify says so.
            return null;
        }
    }

    private static Dictionary<string, string?> Values(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string?>>(json) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static Guid? SubjectOf(string payload) =>
        payload.StartsWith(Mark, StringComparison.Ordinal) && payload.Length >= Mark.Length + 32 && Guid.TryParseExact(payload.AsSpan(Mark.Length, 32), "N", out var id) ? id : null;

    private static string Head(Guid subject) => Mark + subject.ToString("N") + ":";

    private static byte[] Bound(Guid subject, Guid act) => [.. subject.ToByteArray(bigEndian: true), .. act.ToByteArray(bigEndian: true)];
}
