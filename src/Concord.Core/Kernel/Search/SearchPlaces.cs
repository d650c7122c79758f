using System.Collections.Immutable;

namespace Concord.Core.Kernel.Search;

/// <summary>Where a token stands in one entry of a document: the entry's number and kind, and the token's positions, ascending.</summary>
public readonly record struct SearchPlace(int Entry, SearchKind Kind, ImmutableArray<int> Positions);

/// <summary>
/// The places of a token in one document as bytes. The heads say in which entries it stands and how often, which is all that most questions need; the positions
/// stand apart, for phrases. Each number is its distance from the one before, seven bits a byte.
/// </summary>
/// <param name="Heads">How many entries; of each its distance and kind, and how many positions.</param>
/// <param name="Positions">The positions of each entry, in the order of the heads.</param>
public readonly record struct SearchPlaces(byte[] Heads, byte[] Positions)
{
    internal const int KindBits = 3;

    /// <summary>Entries ascending, positions ascending.</summary>
    public static SearchPlaces Write(IReadOnlyCollection<SearchPlace> places)
    {
        ArgumentNullException.ThrowIfNull(places);
        var (heads, positions) = (new List<byte>(), new List<byte>());
        SearchNumbers.Write(heads, places.Count);
        var entry = 0;
        foreach (var place in places)
        {
            SearchNumbers.Write(heads, ((place.Entry - entry) << KindBits) | (int)place.Kind);
            SearchNumbers.Write(heads, place.Positions.Length);
            entry = place.Entry;
            var position = 0;
            foreach (var p in place.Positions)
            {
                SearchNumbers.Write(positions, p - position);
                position = p;
            }
        }

        return new SearchPlaces([.. heads], [.. positions]);
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
    public static int? Read(ReadOnlySpan<byte> bytes, ref int at) => TryRead(bytes, ref at, out var number) ? number : null;

    /// <summary>False where the bytes end.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, ref int at, out int number)
    {
        var read = 0u;
        for (var shift = 0; at < bytes.Length && shift < 35; shift += 7)
        {
            var next = bytes[at++];
            read |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                number = (int)(read & int.MaxValue);
                return true;
            }
        }

        number = 0;
        return false;
    }
}
