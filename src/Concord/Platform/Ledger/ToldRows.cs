using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Concord.Platform.Ledger;

/// <summary>What is told of one row.</summary>
/// <param name="Digest">As it was left; zero for a row that was removed.</param>
internal readonly record struct ToldRow(string Table, string Key, UInt128 Digest);

/// <summary>What an act tells of rows, as bytes: the schema under which it was written; for each table its name and how many rows follow, for each row its key and its digest.</summary>
internal static class ToldRows
{
    private const int DigestLength = 16;

    public static byte[] Write(string schema, IReadOnlyList<ToldRow> rows)
    {
        var bytes = new ArrayBufferWriter<byte>(64 + (rows.Count * 64));
        Text(bytes, schema);
        for (var at = 0; at < rows.Count;)
        {
            var (table, end) = (rows[at].Table, at);
            while (end < rows.Count && rows[end].Table == table)
            {
                end++;
            }

            Text(bytes, table);
            BinaryPrimitives.WriteInt32BigEndian(bytes.GetSpan(4), end - at);
            bytes.Advance(4);
            for (; at < end; at++)
            {
                Text(bytes, rows[at].Key);
                BinaryPrimitives.WriteUInt128BigEndian(bytes.GetSpan(DigestLength), rows[at].Digest);
                bytes.Advance(DigestLength);
            }
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Empty where it cannot be read.</summary>
    public static string SchemaOf(byte[] bytes)
    {
        var at = 0;
        return TryText(bytes, ref at, out var schema) ? schema : "";
    }

    /// <summary>As far as it can be read: what is not whole ends there. Total.</summary>
    public static IEnumerable<ToldRow> Read(byte[] bytes)
    {
        var at = 0;
        _ = TryText(bytes, ref at, out _);
        while (TryText(bytes, ref at, out var table) && TryNumber(bytes, ref at, 4, out var count))
        {
            for (; count > 0; count--)
            {
                if (!TryText(bytes, ref at, out var key) || bytes.Length - at < DigestLength)
                {
                    yield break;
                }

                yield return new ToldRow(table, key, BinaryPrimitives.ReadUInt128BigEndian(bytes.AsSpan(at)));
                at += DigestLength;
            }
        }
    }

    private static void Text(ArrayBufferWriter<byte> to, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        BinaryPrimitives.WriteUInt16BigEndian(to.GetSpan(2), checked((ushort)length));
        to.Advance(2);
        to.Advance(Encoding.UTF8.GetBytes(text, to.GetSpan(length)));
    }

    private static bool TryText(byte[] bytes, ref int at, out string text)
    {
        var whole = TryNumber(bytes, ref at, 2, out var length) && length <= bytes.Length - at;
        text = whole ? Encoding.UTF8.GetString(bytes, at, length) : "";
        at += whole ? length : 0;
        return whole;
    }

    private static bool TryNumber(byte[] bytes, ref int at, int length, out int number)
    {
        var whole = bytes.Length - at >= length;
        number = !whole ? 0 : length == 2 ? BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at)) : BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
        at += whole ? length : 0;
        return whole;
    }
}
