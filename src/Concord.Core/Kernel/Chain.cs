using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Concord.Core.Kernel;

/// <summary>What of an act the chain holds: everything but the payload and the reason, of which it holds salted hashes, so that either can be erased.</summary>
/// <param name="Sequence">Its number in the ledger.</param>
/// <param name="At">Microseconds since 1970, UTC.</param>
/// <param name="PayloadHash">SHA-256 of salt and payload.</param>
/// <param name="WhyHash">SHA-256 of salt and reason.</param>
public readonly record struct ChainedAct(
    long Sequence, Guid Id, long At, ActorId Actor, Capacity Capacity, BodyId? Body, string Verb, string About, ReadOnlyMemory<byte> PayloadHash, ReadOnlyMemory<byte> WhyHash);

/// <summary>
/// The chain of the ledger (DESIGN 6): each seal is the SHA-256 of the one before it, its position, and the act. Acts are chained after they were committed, in the order
/// in which the sealer met them, so that nothing waits for an open transaction and nothing is skipped by one.
/// </summary>
public static class Chain
{
    /// <summary>What stands before the first seal: 32 zeros.</summary>
    public static ReadOnlyMemory<byte> Beginning { get; } = new byte[32];

    /// <summary>The seal of an act at a position, from 1. Total.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> before, long position, in ChainedAct act)
    {
        var (capacity, verb, about) = (Encoding.UTF8.GetBytes(act.Capacity.ToString()), Encoding.UTF8.GetBytes(act.Verb), Encoding.UTF8.GetBytes(act.About));
        var bytes = new byte[before.Length + 8 + 8 + 16 + 8 + 16 + 17 + 12 + capacity.Length + verb.Length + about.Length + act.PayloadHash.Length + act.WhyHash.Length];
        var at = 0;
        Put(before);
        Number(position);
        Number(act.Sequence);
        Id(act.Id);
        Number(act.At);
        Id(act.Actor.Value);
        bytes[at++] = act.Body is null ? (byte)0 : (byte)1;
        Id(act.Body?.Value ?? Guid.Empty);
        Text(capacity);
        Text(verb);
        Text(about);
        Put(act.PayloadHash.Span);
        Put(act.WhyHash.Span);
        return SHA256.HashData(bytes.AsSpan(0, at));

        void Put(ReadOnlySpan<byte> part)
        {
            part.CopyTo(bytes.AsSpan(at));
            at += part.Length;
        }

        void Number(long value)
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(at), value);
            at += 8;
        }

        void Id(Guid id)
        {
            _ = id.TryWriteBytes(bytes.AsSpan(at), bigEndian: true, out _);
            at += 16;
        }

        void Text(byte[] text)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at), text.Length);
            at += 4;
            Put(text);
        }
    }

    /// <summary>The hash under which a text that may be erased stands in the chain.</summary>
    public static byte[] Salted(ReadOnlySpan<byte> salt, string text) => SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(text)]);

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
}
