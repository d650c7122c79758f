using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Concord.Core.Kernel;

/// <summary>What of an act the chain holds: everything but the payload and the reason, of which it holds salted hashes, so that either can be erased.</summary>
/// <param name="Sequence">Its number in the ledger.</param>
/// <param name="At">Microseconds since 1970, UTC.</param>
/// <param name="PayloadHash">SHA-256 of salt and payload.</param>
/// <param name="WhyHash">SHA-256 of salt and reason.</param>
/// <param name="RowsHash">SHA-256 of what it tells of the rows that it wrote; empty for an act that wrote none, or was written before acts told of them.</param>
public readonly record struct ChainedAct(
    long Sequence, Guid Id, long At, ActorId Actor, Capacity Capacity, BodyId? Body, string Verb, string About, ReadOnlyMemory<byte> PayloadHash, ReadOnlyMemory<byte> WhyHash,
    ReadOnlyMemory<byte> RowsHash = default);

/// <summary>
/// The chain of the ledger (DESIGN 6): each seal is the SHA-256 of the one before it, its position, and the act. Acts are chained after they were committed, in the order
/// in which the sealer met them, so that nothing waits for an open transaction and nothing is skipped by one.
/// </summary>
public static class Chain
{
    /// <summary>What of an act has always the same length.</summary>
    private const int Fixed = 8 + 8 + 16 + 8 + 16 + 17 + 12;

    /// <summary>So much is put together without asking for memory.</summary>
    private const int Short = 2048;

    /// <summary>What stands before the first seal: 32 zeros.</summary>
    public static ReadOnlyMemory<byte> Beginning { get; } = new byte[32];

    /// <summary>The seal of an act at a position, from 1. Total.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> before, long position, in ChainedAct act)
    {
        var capacity = act.Capacity.ToString();
        var most = before.Length + Fixed + Encoding.UTF8.GetMaxByteCount(capacity.Length + act.Verb.Length + act.About.Length) + act.PayloadHash.Length + act.WhyHash.Length + 1 + act.RowsHash.Length;
        var bytes = new Sealed(most <= Short ? stackalloc byte[Short] : new byte[most]);
        bytes.Put(before);
        bytes.Number(position);
        bytes.Number(act.Sequence);
        bytes.Id(act.Id);
        bytes.Number(act.At);
        bytes.Id(act.Actor.Value);
        bytes.Put([act.Body is null ? (byte)0 : (byte)1]);
        bytes.Id(act.Body?.Value ?? Guid.Empty);
        bytes.Text(capacity);
        bytes.Text(act.Verb);
        bytes.Text(act.About);
        bytes.Put(act.PayloadHash.Span);
        bytes.Put(act.WhyHash.Span);
        if (!act.RowsHash.IsEmpty)
        {
            // What was sealed before acts told of rows is sealed over the same bytes as then.
            bytes.Put([1]);
            bytes.Put(act.RowsHash.Span);
        }

        return SHA256.HashData(bytes.Written);
    }

    /// <summary>The hash under which a text that may be erased stands in the chain.</summary>
    public static byte[] Salted(ReadOnlySpan<byte> salt, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var most = salt.Length + Encoding.UTF8.GetMaxByteCount(text.Length);
        var bytes = most <= Short ? stackalloc byte[Short] : new byte[most];
        salt.CopyTo(bytes);
        return SHA256.HashData(bytes[..(salt.Length + Encoding.UTF8.GetBytes(text, bytes[salt.Length..]))]);
    }

    /// <summary>What the signature of a head is over: that the chain had this seal at this position at this time.</summary>
    public static byte[] Head(long position, ReadOnlySpan<byte> seal, long at)
    {
        var bytes = new byte[15 + 8 + seal.Length + 8];
        _ = Encoding.ASCII.GetBytes("concord-head-1 ", bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(15), position);
        seal.CopyTo(bytes.AsSpan(23));
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(23 + seal.Length), at);
        return bytes;
    }

    /// <summary>What a seal is over, as it is put together.</summary>
    private ref struct Sealed(Span<byte> room)
    {
        private readonly Span<byte> room = room;
        private int at;

        public readonly ReadOnlySpan<byte> Written => room[..at];

        public void Put(ReadOnlySpan<byte> part)
        {
            part.CopyTo(room[at..]);
            at += part.Length;
        }

        public void Number(long value)
        {
            BinaryPrimitives.WriteInt64BigEndian(room[at..], value);
            at += 8;
        }

        public void Id(Guid id)
        {
            _ = id.TryWriteBytes(room[at..], bigEndian: true, out _);
            at += 16;
        }

        public void Text(string text)
        {
            var length = Encoding.UTF8.GetBytes(text, room[(at + 4)..]);
            BinaryPrimitives.WriteInt32BigEndian(room[at..], length);
            at += 4 + length;
        }
    }
}
