using System.Globalization;
using System.Runtime.CompilerServices;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Verify;
using Microsoft.EntityFrameworkCore;

namespace Concord.Platform.Ledger;

/// <summary>
/// The chain over all acts, computed anew: each act with its seal, each payload and reason that is not erased with its hash, each head with its signature. The first act that
/// does not agree is named; those after it are compared with what stands there, so that one changed byte is one line.
/// </summary>
internal sealed class VerifiedLedger(ConcordDb db) : IVerified
{
    public string Name => "ledger";

    public Task<long> CountAsync(CancellationToken ct) => db.Set<ActRow>().LongCountAsync(a => a.Position != null, ct);

    public async IAsyncEnumerable<Refusal?> CheckAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var keys = await db.Set<LedgerKeyRow>().AsNoTracking().ToDictionaryAsync(k => k.Id, k => k.Public, ct).ConfigureAwait(false);
        var heads = await db.Set<HeadRow>().AsNoTracking().ToDictionaryAsync(h => h.Position, ct).ConfigureAwait(false);
        var (before, expected) = (Chain.Beginning.ToArray(), 1L);
        await foreach (var act in db.Set<ActRow>().AsNoTracking().Where(a => a.Position != null).OrderBy(a => a.Position).AsAsyncEnumerable().WithCancellation(ct).ConfigureAwait(false))
        {
            var position = act.Position!.Value;
            if (position != expected)
            {
                yield return new Refusal("verify.act-missing", Digits(expected), Digits(position - 1));
            }

            var fault = !act.PayloadHash.AsSpan().SequenceEqual(Chain.Salted(act.PayloadSalt, act.Payload)) ? "verify.act-payload"
                : act.WhyHash is null || !act.WhyHash.AsSpan().SequenceEqual(Chain.Salted(act.PayloadSalt, act.Why ?? "")) ? "verify.act-why"
                : act.Seal is null || !act.Seal.AsSpan().SequenceEqual(Chain.Seal(before, position, act.ToChained())) ? "verify.act-seal"
                : null;
            yield return fault is null ? null : new Refusal(fault, Digits(position), Digits(act.Sequence), act.Verb, act.Id.ToString("D"));
            if (heads.Remove(position, out var head) && Fault(head, act, keys) is { } wrong)
            {
                yield return wrong;
            }

            (before, expected) = (act.Seal ?? [], position + 1);
        }

        foreach (var head in heads.Values.OrderBy(h => h.Position))
        {
            yield return new Refusal("verify.head-without-act", Digits(head.Position));
        }
    }

    /// <summary>How many acts stand after the last seal.</summary>
    public Task<int> TailAsync(CancellationToken ct) => db.Set<ActRow>().CountAsync(a => a.Position == null, ct);

    private static Refusal? Fault(HeadRow head, ActRow act, Dictionary<string, byte[]> keys)
    {
        var at = InstantConverter.Micros(head.At);
        return act.Seal is null || !head.Seal.AsSpan().SequenceEqual(act.Seal) ? new Refusal("verify.head-seal", Digits(head.Position))
            : !keys.TryGetValue(head.Key, out var key) || LedgerKey.IdOf(key) != head.Key || !LedgerKey.Verify(key, Chain.Head(head.Position, head.Seal, at), head.Signature)
                ? new Refusal("verify.head-signature", Digits(head.Position), head.Key)
                : null;
    }

    private static string Digits(long number) => number.ToString(CultureInfo.InvariantCulture);
}
