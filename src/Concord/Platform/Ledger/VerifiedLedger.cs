using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Verify;
using Microsoft.EntityFrameworkCore;

namespace Concord.Platform.Ledger;

/// <summary>
/// The chain over all acts, computed anew: each act with its seal, each payload and reason with its hash, each head with its signature. The first act that does not agree is named; those after it are
/// compared with what stands there, so that one changed byte is one line. Since each seal is held against the one that stands before it, one stretch of the chain is read while others are computed.
/// </summary>
internal sealed class VerifiedLedger(ConcordDb db) : IVerified
{
    /// <summary>So many acts are computed in one go.</summary>
    private const int Stretch = 2_000;

    private const string Acts =
        "SELECT position, sequence, id, at, actor, capacity, body, verb, about, why, payload, payload_salt, payload_hash, why_hash, seal FROM audit_act WHERE position IS NOT NULL ORDER BY position";

    public string Name => "ledger";

    public Task<long> CountAsync(CancellationToken ct) => db.Set<ActRow>().LongCountAsync(a => a.Position != null, ct);

    public async IAsyncEnumerable<Refusal?> CheckAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var keys = await db.Set<LedgerKeyRow>().AsNoTracking().ToDictionaryAsync(k => k.Id, k => k.Public, ct).ConfigureAwait(false);
        var heads = await db.Set<HeadRow>().AsNoTracking().ToDictionaryAsync(h => h.Position, ct).ConfigureAwait(false);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var stretches = Channel.CreateBounded<Task<List<Checked>>>(new BoundedChannelOptions(2 * Environment.ProcessorCount) { SingleReader = true, SingleWriter = true });
        var reading = ReadAsync(stretches.Writer, stop.Token);
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
                    if (heads.Remove(act.Position, out var head) && Fault(head, act.Seal, keys) is { } wrong)
                    {
                        yield return wrong;
                    }
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
    }

    /// <summary>How many acts stand after the last seal.</summary>
    public Task<int> TailAsync(CancellationToken ct) => db.Set<ActRow>().CountAsync(a => a.Position == null, ct);

    /// <summary>Reads the acts in their order, as they were at one moment; what was read is computed beside the reading.</summary>
    private async Task ReadAsync(ChannelWriter<Task<List<Checked>>> to, CancellationToken ct)
    {
        try
        {
            var snapshot = await db.SnapshotAsync(ct).ConfigureAwait(false);
            await using var ofSnapshot = snapshot.ConfigureAwait(false);
            var command = snapshot.Command(Acts);
            await using var ofCommand = command.ConfigureAwait(false);
            var rows = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
            await using var ofRows = rows.ConfigureAwait(false);
            var (before, expected, some) = (Chain.Beginning, 1L, new List<Kept>(Stretch));
            while (await rows.ReadAsync(ct).ConfigureAwait(false))
            {
                some.Add(Read(rows));
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
                (before, expected, some) = acts is [.., var last] ? (last.Seal, last.Position + 1, new List<Kept>(Stretch)) : (before, expected, some);
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
    private static List<Checked> Check(List<Kept> acts, ReadOnlyMemory<byte> before, long expected)
    {
        var done = new List<Checked>(acts.Count);
        foreach (var act in acts)
        {
            var missing = act.Position == expected ? null : new Refusal("verify.act-missing", Digits(expected), Digits(act.Position - 1));
            var fault = act.Capacity is not { } capacity ? "verify.act-seal"
                : !act.PayloadHash.AsSpan().SequenceEqual(Chain.Salted(act.Salt, act.Payload)) ? "verify.act-payload"
                : !act.WhyHash.AsSpan().SequenceEqual(Chain.Salted(act.Salt, act.Why)) ? "verify.act-why"
                : !act.Seal.AsSpan().SequenceEqual(Chain.Seal(before.Span, act.Position, act.ToChained(capacity))) ? "verify.act-seal"
                : null;
            done.Add(new Checked(act.Position, act.Seal, missing, fault is null ? null : new Refusal(fault, Digits(act.Position), Digits(act.Sequence), act.Verb, act.Id.ToString("D"))));
            (before, expected) = (act.Seal, act.Position + 1);
        }

        return done;
    }

    private static Kept Read(DbDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetGuid(2), row.GetInt64(3), row.GetGuid(4), Enum.TryParse<Capacity>(row.GetString(5), out var capacity) ? capacity : null,
        row.IsDBNull(6) ? null : row.GetGuid(6), row.GetString(7), row.GetString(8), row.IsDBNull(9) ? "" : row.GetString(9), row.GetString(10), Bytes(row, 11), Bytes(row, 12), Bytes(row, 13), Bytes(row, 14));

    private static byte[] Bytes(DbDataReader row, int at) => row.IsDBNull(at) ? [] : row.GetFieldValue<byte[]>(at);

    private static Refusal? Fault(HeadRow head, byte[] seal, Dictionary<string, byte[]> keys) =>
        !head.Seal.AsSpan().SequenceEqual(seal) ? new Refusal("verify.head-seal", Digits(head.Position))
            : !keys.TryGetValue(head.Key, out var key) || LedgerKey.IdOf(key) != head.Key || !LedgerKey.Verify(key, Chain.Head(head.Position, head.Seal, InstantConverter.Micros(head.At)), head.Signature)
                ? new Refusal("verify.head-signature", Digits(head.Position), head.Key)
                : null;

    private static string Digits(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>An act as it lies in the database.</summary>
    /// <param name="Capacity">Null for a word that is no capacity.</param>
    private sealed record Kept(
        long Position, long Sequence, Guid Id, long At, Guid Actor, Capacity? Capacity, Guid? Body, string Verb, string About, string Why, string Payload, byte[] Salt, byte[] PayloadHash, byte[] WhyHash, byte[] Seal)
    {
        public ChainedAct ToChained(Capacity capacity) => new(Sequence, Id, At, new ActorId(Actor), capacity, Body is { } body ? new BodyId(body) : null, Verb, About, PayloadHash, WhyHash);
    }

    private sealed record Checked(long Position, byte[] Seal, Refusal? Missing, Refusal? Fault);
}
