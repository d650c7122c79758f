using System.Globalization;
using System.Text.Json;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Platform.Ledger;

/// <summary>A signed head as it is handed out: whoever keeps it can show later that nothing before it was rewritten.</summary>
internal sealed record Head(long Position, string Seal, string At, string Key, string PublicKey, string Signature);

/// <summary>Hands heads out, and compares those that somebody kept with the chain as it is now.</summary>
internal sealed class Heads(ConcordDb db, LedgerMemory memory)
{
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>The key that signed last; null before anything was signed.</summary>
    public Task<string?> LastKeyAsync(CancellationToken ct) => db.Set<HeadRow>().OrderByDescending(h => h.Position).Select(h => h.Key).FirstOrDefaultAsync(ct);

    /// <summary>One JSON object a line, the first first.</summary>
    public async Task WriteAsync(Stream to, CancellationToken ct)
    {
        var rows = from head in db.Set<HeadRow>().AsNoTracking() join key in db.Set<LedgerKeyRow>() on head.Key equals key.Id orderby head.Position select new { head, key.Public };
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct).ConfigureAwait(false))
        {
            var head = new Head(
                row.head.Position, Convert.ToHexStringLower(row.head.Seal), row.head.At.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture), row.head.Key,
                Convert.ToHexStringLower(row.Public), Convert.ToHexStringLower(row.head.Signature));
            await JsonSerializer.SerializeAsync(to, head, Json, ct).ConfigureAwait(false);
            await to.WriteAsync("\n"u8.ToArray(), ct).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// How many heads of a kept file agree. Refused with <c>heads.not-read</c> for a line that is no head, <c>heads.forged</c> for one that its own key did not sign, <c>heads.foreign</c> for one of a
    /// key that never signed here, and <c>heads.rewritten</c> at the first position where the chain is now another, or is not there any more.
    /// </summary>
    public async Task<Result<int>> CompareAsync(IEnumerable<string> lines, CancellationToken ct)
    {
        var (agreed, own) = (0, memory.Keys);
        foreach (var (number, line) in lines.Index().Where(l => l.Item.Length > 0))
        {
            if (Read(line) is not { } head)
            {
                return new Refusal("heads.not-read", (number + 1).ToString(CultureInfo.InvariantCulture));
            }

            if (!IsSigned(head))
            {
                return new Refusal("heads.forged", (number + 1).ToString(CultureInfo.InvariantCulture));
            }

            if (!own.Contains(head.Key))
            {
                return new Refusal("heads.foreign", (number + 1).ToString(CultureInfo.InvariantCulture), head.Key);
            }

            var seal = await db.Set<ActRow>().AsNoTracking().Where(a => a.Position == head.Position).Select(a => a.Seal).SingleOrDefaultAsync(ct).ConfigureAwait(false);
            if (seal is null || Convert.ToHexStringLower(seal) != head.Seal)
            {
                return new Refusal("heads.rewritten", head.Position.ToString(CultureInfo.InvariantCulture), head.At);
            }

            agreed++;
        }

        return agreed;
    }

    private static bool IsSigned(Head head)
    {
        try
        {
            return DateTimeOffset.TryParseExact(head.At, Instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
                && LedgerKey.HasSigned(
                    head.Key, Convert.FromHexString(head.PublicKey), Chain.Head(head.Position, Convert.FromHexString(head.Seal), InstantConverter.Micros(at)), Convert.FromHexString(head.Signature));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static Head? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Head>(line, Json) is { Seal.Length: 64, At: not null, Key: not null, PublicKey: not null, Signature: not null } head ? head : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
