using System.Collections.Immutable;

namespace Concord.Core.Kernel.Search;

/// <summary>Where a token stands in one entry of a document: the entry's number and the token's positions, ascending.</summary>
public readonly record struct SearchPlace(int Entry, ImmutableArray<int> Positions);

/// <summary>The places of a token in a document as bytes: each number is its distance from the one before, seven bits a byte.</summary>
public static class SearchPlaces
{
    /// <summary>Entries ascending, positions ascending.</summary>
    public static byte[] Write(IEnumerable<SearchPlace> places)
    {
        ArgumentNullException.ThrowIfNull(places);
        var made = new List<byte>();
        var entry = 0;
        foreach (var place in places)
        {
            SearchNumbers.Write(made, place.Entry - entry);
            SearchNumbers.Write(made, place.Positions.Length);
            var position = 0;
            foreach (var p in place.Positions)
            {
                SearchNumbers.Write(made, p - position);
                position = p;
            }

            entry = place.Entry;
        }

        return [.. made];
    }

    /// <summary>What <see cref="Write"/> wrote. Bytes that are cut short end where they can no longer be read.</summary>
    public static IEnumerable<SearchPlace> Read(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var (at, entry) = (0, 0);
        while (SearchNumbers.Read(bytes, ref at) is { } step && SearchNumbers.Read(bytes, ref at) is { } count && count <= bytes.Length - at)
        {
            entry += step;
            var positions = new int[count];
            var position = 0;
            for (var i = 0; i < count; i++)
            {
                position += SearchNumbers.Read(bytes, ref at) ?? 0;
                positions[i] = position;
            }

            yield return new SearchPlace(entry, System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(positions));
        }
    }
}

/// <summary>Numbers of any length, seven bits a byte, the lowest first.</summary>
internal static class SearchNumbers
{
    public static void Write(List<byte> made, int number)
    {
        var rest = (uint)number;
        for (; rest >= 0x80; rest >>= 7)
        {
            made.Add((byte)(rest | 0x80));
        }

        made.Add((byte)rest);
    }

    /// <summary>Null where the bytes end.</summary>
    public static int? Read(ReadOnlySpan<byte> bytes, ref int at)
    {
        var number = 0u;
        for (var shift = 0; at < bytes.Length && shift < 35; shift += 7)
        {
            var next = bytes[at++];
            number |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return (int)(number & int.MaxValue);
            }
        }

        return null;
    }
}
