using System.Collections.Immutable;

namespace Concord.Core.Kernel.Search;

/// <summary>Where something sought stands: by document and entry, ascending, with its positions there.</summary>
public sealed class SearchMatches
{
    private const int EntryBits = 20;

    private readonly ImmutableArray<long> keys;
    private readonly ImmutableArray<ImmutableArray<int>> positions;

    private SearchMatches(ImmutableArray<long> keys, ImmutableArray<ImmutableArray<int>> positions) => (this.keys, this.positions) = (keys, positions);

    /// <summary>A document has at most so many entries.</summary>
    public const int MostEntries = 1 << EntryBits;

    /// <summary>How many entries hold it.</summary>
    public int Count => keys.Length;

    /// <summary>Each entry: document, number of the entry, how often.</summary>
    public IEnumerable<(long Document, int Entry, int Times)> All =>
        keys.Select((key, i) => (key >> EntryBits, (int)(key & (MostEntries - 1)), positions[i].Length));

    /// <summary>The documents, ascending.</summary>
    public ImmutableArray<long> Documents => [.. keys.Select(k => k >> EntryBits).Distinct()];

    /// <summary>The positions in one entry.</summary>
    public ImmutableArray<int> In(long document, int entry) => keys.BinarySearch(Key(document, entry)) is >= 0 and var at ? positions[at] : [];

    /// <summary>The matches of one token, or of all that begin so: what the index keeps of each document, in any order.</summary>
    public static SearchMatches Of(IEnumerable<(long Document, byte[] Places)> kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        var all = new List<(long Key, ImmutableArray<int> Positions)>();
        foreach (var (document, places) in kept)
        {
            foreach (var place in SearchPlaces.Read(places))
            {
                all.Add((Key(document, place.Entry), place.Positions));
            }
        }

        return Sorted(all);
    }

    /// <summary>Where the parts stand at their distances, one after another.</summary>
    public static SearchMatches Phrase(IReadOnlyList<(SearchMatches Matches, int Offset)> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var first = parts[0];
        if (parts.Count == 1)
        {
            return first.Matches;
        }

        var all = new List<(long, ImmutableArray<int>)>();
        for (var i = 0; i < first.Matches.keys.Length; i++)
        {
            var key = first.Matches.keys[i];
            var left = first.Matches.positions[i];
            for (var p = 1; p < parts.Count && !left.IsEmpty; p++)
            {
                var (matches, offset) = parts[p];
                var at = matches.keys.BinarySearch(key);
                var there = at >= 0 ? matches.positions[at] : [];
                left = left.RemoveAll(x => there.BinarySearch(x + offset - first.Offset) < 0);
            }

            if (!left.IsEmpty)
            {
                all.Add((key, left));
            }
        }

        return Sorted(all);
    }

    /// <summary>Where any of them stands; what two of them find at one position is one.</summary>
    public static SearchMatches AnyOf(IReadOnlyList<SearchMatches> ways)
    {
        ArgumentNullException.ThrowIfNull(ways);
        return ways.Count == 1 ? ways[0] : Sorted([.. ways.SelectMany(w => w.keys.Select((key, i) => (key, w.positions[i])))]);
    }

    /// <summary>Entries where all of them stand, with all their positions.</summary>
    public static SearchMatches AllOf(IReadOnlyList<SearchMatches> terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var least = terms.MinBy(t => t.Count)!;
        var all = new List<(long, ImmutableArray<int>)>();
        foreach (var key in least.keys)
        {
            var found = terms.Select(t => t.keys.BinarySearch(key) is >= 0 and var at ? t.positions[at] : []).ToArray();
            if (found.All(f => !f.IsEmpty))
            {
                all.Add((key, found.Length == 1 ? found[0] : [.. found.SelectMany(f => f).Distinct().Order()]));
            }
        }

        return Sorted(all);
    }

    private static long Key(long document, int entry) => (document << EntryBits) | (uint)entry;

    private static SearchMatches Sorted(List<(long Key, ImmutableArray<int> Positions)> all)
    {
        all.Sort((a, b) => a.Key.CompareTo(b.Key));
        var keys = ImmutableArray.CreateBuilder<long>(all.Count);
        var positions = ImmutableArray.CreateBuilder<ImmutableArray<int>>(all.Count);
        foreach (var (key, there) in all)
        {
            if (keys.Count > 0 && keys[^1] == key)
            {
                positions[^1] = [.. positions[^1].Concat(there).Distinct().Order()];
            }
            else
            {
                keys.Add(key);
                positions.Add(there);
            }
        }

        return new SearchMatches(keys.ToImmutable(), positions.ToImmutable());
    }
}
