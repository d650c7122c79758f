using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Verify;
using Microsoft.EntityFrameworkCore;

namespace Concord.Platform.Ledger;

/// <summary>
/// The chain over all acts, computed anew: each act with its seal, each payload and reason with its hash, each head with its signature by a key of this installation, the end with a head, and with what this machine
/// remembers of it. The first act that does not agree is named; those after it are compared with what stands there, so that one changed byte is one line. Since each seal is held against the one that stands before it,
/// one stretch of the chain is read while others are computed.
/// </summary>
internal sealed class VerifiedLedger(ConcordDb db, LedgerMemory memory) : IVerified
{
    /// <summary>So many acts are computed in one go.</summary>
    private const int Stretch = 2_000;

    /// <summary>A key is in use since its first head; earlier versions asked the clock twice for that. In microseconds.</summary>
    private const long Moment = 1_000_000;

    private const string Acts =
        "SELECT position, sequence, id, at, actor, capacity, body, verb, about, why, payload, payload_salt, payload_hash, why_hash, seal, rows_hash FROM audit_act WHERE position IS NOT NULL ORDER BY position";

    /// <summary>Their places among what is read of an act.</summary>
    private const int Position = 0, Seal = 14;

    private const string Heads = "SELECT position, seal, at, key, signature FROM audit_head ORDER BY position";

    private const string PublicKeys = "SELECT id, public, since FROM audit_key";

    public string Name => "ledger";

    public Task<long> CountAsync(CancellationToken ct) => db.Set<ActRow>().LongCountAsync(a => a.Position != null, ct);

    public async IAsyncEnumerable<Refusal?> CheckAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var snapshot = await db.SnapshotAsync(ct).ConfigureAwait(false);
        await using var ofSnapshot = snapshot.ConfigureAwait(false);
        var (keys, since) = (new Dictionary<string, byte[]>(StringComparer.Ordinal), new SortedDictionary<string, long>(StringComparer.Ordinal));
        await foreach (var row in snapshot.RowsAsync(PublicKeys, ct).ConfigureAwait(false))
        {
            var key = RawRow.Of(row);
            (keys[key.Text(0)], since[key.Text(0)]) = (key.Bytes(1), key.Number(2));
        }

        var heads = new Dictionary<long, Signed>();
        await foreach (var row in snapshot.RowsAsync(Heads, ct).ConfigureAwait(false))
        {
            var head = RawRow.Of(row);
            heads[head.Number(0)] = new Signed(head.Number(0), head.Bytes(1), head.Number(2), head.Text(3), head.Bytes(4));
        }

        var firsts = heads.Values.GroupBy(h => h.Key).ToDictionary(g => g.Key, g => g.MinBy(h => h.Position)!.At);
        foreach (var (key, at) in since.Where(k => firsts.TryGetValue(k.Key, out var first) && first - k.Value is < 0 or > Moment))
        {
            yield return new Refusal("verify.key-since", key, Digits(at));
        }

        var (own, foreign, last) = (memory.Keys, new SortedDictionary<string, (long First, int Heads)>(StringComparer.Ordinal), memory.Last);
        byte[]? remembered = null;
        var end = (Position: 0L, IsSigned: true);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var stretches = Channel.CreateBounded<Task<List<Checked>>>(new BoundedChannelOptions(2 * Environment.ProcessorCount) { SingleReader = true, SingleWriter = true });
        var reading = ReadAsync(snapshot, stretches.Writer, stop.Token);
        try
        {
            await foreach (var stretch in stretches.Reader.ReadAllAsync(ct).ConfigureAwait(false))
            {
                foreach (var act in await stretch.ConfigureAwait(false))
                {
                    if (act.Missing is { } missing)
                    {
                        yield return missing;
                    }

                    yield return act.Fault;
                    end = (act.Position, heads.Remove(act.Position, out var head));
                    if (head is not null && Fault(head, act.Seal, keys) is { } wrong)
                    {
                        yield return wrong;
                    }

                    if (head is not null && !own.Contains(head.Key))
                    {
                        var (first, count) = foreign.GetValueOrDefault(head.Key, (head.Position, 0));
                        foreign[head.Key] = (first, count + 1);
                    }

                    remembered = act.Position == last?.Position ? act.Seal : remembered;
                }
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(false);
        }

        foreach (var head in heads.Values.OrderBy(h => h.Position))
        {
            yield return new Refusal("verify.head-without-act", Digits(head.Position));
        }

        foreach (var (key, (first, count)) in foreign)
        {
            yield return new Refusal("verify.head-foreign", Digits(first), key, Digits(count));
        }

        if (!end.IsSigned)
        {
            yield return new Refusal("verify.head-missing", Digits(end.Position));
        }

        if (last is not null && memory.Fault(last, remembered) is { } another)
        {
            yield return another;
        }
    }

    /// <summary>How many acts stand after the last seal.</summary>
    public Task<int> TailAsync(CancellationToken ct) => db.Set<ActRow>().CountAsync(a => a.Position == null, ct);

    /// <summary>Reads the acts in their order, as they were at one moment; what was read is computed beside the reading.</summary>
    private static async Task ReadAsync(Snapshot snapshot, ChannelWriter<Task<List<Checked>>> to, CancellationToken ct)
    {
        try
        {
            var (before, expected, some) = (Chain.Beginning, 1L, new List<RawRow>(Stretch));
            await foreach (var act in snapshot.RowsAsync(Acts, ct).ConfigureAwait(false))
            {
                some.Add(RawRow.Of(act));
                if (some.Count == Stretch)
                {
                    await SendAsync().ConfigureAwait(false);
                }
            }

            await SendAsync().ConfigureAwait(false);
            to.Complete();

            async Task SendAsync()
            {
                var (acts, seal, position) = (some, before, expected);
                await to.WriteAsync(Task.Run(() => Check(acts, seal, position), ct), ct).ConfigureAwait(false);
                (before, expected, some) = acts is [.., var last] ? (last.Bytes(Seal), last.Number(Position) + 1, new List<RawRow>(Stretch)) : (before, expected, some);
            }
        }
        catch (Exception fault)
        {
            // Whoever reads the other end is told; nothing is thrown twice.
            to.Complete(fault);
        }
    }

    /// <param name="before">The seal that stands before the first of them.</param>
    /// <param name="expected">The position that the first of them should have.</param>
    private static List<Checked> Check(List<RawRow> acts, ReadOnlyMemory<byte> before, long expected)
    {
        var done = new List<Checked>(acts.Count);
        foreach (var act in acts.Select(Read))
        {
            var missing = act.Position == expected ? null : act.Position < expected ? new Refusal("verify.act-place", Digits(act.Position), Digits(expected))
                : new Refusal("verify.act-missing", Digits(expected), Digits(act.Position - 1));
            var fault = act.Chained is not { } chained ? "verify.act-seal"
                : !act.PayloadHash.AsSpan().SequenceEqual(Chain.Salted(act.Salt, act.Payload)) ? "verify.act-payload"
                : !act.WhyHash.AsSpan().SequenceEqual(Chain.Salted(act.Salt, act.Why)) ? "verify.act-why"
                : !act.Seal.AsSpan().SequenceEqual(Chain.Seal(before.Span, act.Position, chained)) ? "verify.act-seal"
                : null;
            done.Add(new Checked(act.Position, act.Seal, missing, fault is null ? null : new Refusal(fault, Digits(act.Position), act.Number, act.Verb, act.Id?.ToString() ?? "")));
            (before, expected) = (act.Seal, act.Position + 1);
        }

        return done;
    }

    /// <summary>Whatever lies there: an act one of whose values no act has is none that was sealed. Total.</summary>
    private static Kept Read(RawRow row)
    {
        var (salt, payloadHash, whyHash) = (row.Bytes(11), row.Bytes(12), row.Bytes(13));
        ChainedAct? chained = row.Exact(1, typeof(long)) is long sequence && row.Exact(2, typeof(Guid)) is Guid id && row.Exact(3, typeof(long)) is long at && row.Exact(4, typeof(Guid)) is Guid actor
            && Enum.TryParse<Capacity>(row.Text(5), out var capacity) && capacity.ToString() == row.Text(5) && row.Exact(6, typeof(Guid)) is null or Guid
            ? new ChainedAct(
                sequence, id, at, new ActorId(actor), capacity, row.Exact(6, typeof(Guid)) is Guid body ? new BodyId(body) : null, row.Text(7), row.Text(8), payloadHash, whyHash, row.Bytes(15))
            : null;
        return new Kept(
            row.Number(Position), row.Text(1, typeof(long)), chained?.Id ?? row.Exact(2, typeof(Guid)), row.Text(7), chained, row.Text(9), row.Text(10), salt, payloadHash, whyHash, row.Bytes(Seal));
    }

    private static Refusal? Fault(Signed head, byte[] seal, Dictionary<string, byte[]> keys) =>
        !head.Seal.AsSpan().SequenceEqual(seal) ? new Refusal("verify.head-seal", Digits(head.Position))
            : !keys.TryGetValue(head.Key, out var key) || !LedgerKey.HasSigned(head.Key, key, Chain.Head(head.Position, head.Seal, head.At), head.Signature)
                ? new Refusal("verify.head-signature", Digits(head.Position), head.Key)
                : null;

    private static string Digits(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A head as it lies in the database.</summary>
    private sealed record Signed(long Position, byte[] Seal, long At, string Key, byte[] Signature);

    /// <summary>An act as it lies in the database.</summary>
    /// <param name="Chained">Null where one of its values is none that an act has.</param>
    private sealed record Kept(
        long Position, string Number, object? Id, string Verb, ChainedAct? Chained, string Why, string Payload, byte[] Salt, byte[] PayloadHash, byte[] WhyHash, byte[] Seal);

    private sealed record Checked(long Position, byte[] Seal, Refusal? Missing, Refusal? Fault);
}
