namespace Concord.Core.Kernel.Search;

/// <summary>An entry that answers.</summary>
/// <param name="Document">The number of its document.</param>
/// <param name="Entry">Its number there.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Times">How often.</param>
public readonly record struct SearchMatch(long Document, int Entry, SearchKind Kind, int Times);

/// <summary>Where something sought stands: by document and entry, ascending.</summary>
public sealed class SearchMatches
{
    private const int EntryBits = 20;

    private readonly long[] keys;
    private readonly int[] times;
    private readonly int[]? starts;
    private readonly int[] positions;

    internal SearchMatches(long[] keys, int[] times, int[]? starts, int[] positions) =>
        (this.keys, this.times, this.starts, this.positions) = (keys, times, starts, positions);

    /// <summary>Nothing.</summary>
    public static SearchMatches None { get; } = new([], [], null, []);

    /// <summary>A document has at most so many entries.</summary>
    public const int MostEntries = 1 << EntryBits;

    /// <summary>There is room for so many kinds.</summary>
    public const int MostKinds = 1 << SearchPlaces.KindBits;

    /// <summary>How many entries hold it.</summary>
    public int Count => keys.Length;

    /// <summary>Each entry, ascending.</summary>
    public SearchMatch this[int at] => new(
        keys[at] >> (EntryBits + SearchPlaces.KindBits),
        (int)(keys[at] >> SearchPlaces.KindBits) & (MostEntries - 1),
        (SearchKind)(keys[at] & ((1 << SearchPlaces.KindBits) - 1)),
        times[at]);

    /// <summary>Where in the entry it stands, ascending; nothing unless it was gathered with positions.</summary>
    public ReadOnlySpan<int> PositionsAt(int at) => starts is null ? [] : positions.AsSpan(starts[at], times[at]);

    /// <summary>Where the parts stand at their distances, one after another. More than one part: gathered with their positions.</summary>
    public static SearchMatches Phrase(IReadOnlyList<(SearchMatches Matches, int Offset)> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 1)
        {
            return parts[0].Matches;
        }

        var (first, offset) = parts.MinBy(p => p.Matches.Count);
        return Where(first, [.. parts.Select(p => p.Matches)], at =>
        {
            var (key, count) = (at[^1], 0);
            foreach (var x in first.PositionsAt(key))
            {
                var all = true;
                for (var p = 0; p < parts.Count && all; p++)
                {
                    all = parts[p].Matches.PositionsAt(at[p]).BinarySearch(x + parts[p].Offset - offset) >= 0;
                }

                count += all ? 1 : 0;
            }

            return count;
        });
    }

    /// <summary>Where any of them stands, as often as the one that stands there most: the names of one country are one thing.</summary>
    public static SearchMatches AnyOf(IReadOnlyList<SearchMatches> ways)
    {
        ArgumentNullException.ThrowIfNull(ways);
        var some = ways.Where(w => w.Count > 0).ToArray();
        return some.Length switch
        {
            0 => None,
            1 => some[0],
            _ => some.Aggregate(Either),
        };
    }

    /// <summary>Entries where all of them stand, as often as they do together.</summary>
    public static SearchMatches AllOf(IReadOnlyList<SearchMatches> terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return terms.Count == 1 ? terms[0] : Where(terms.MinBy(t => t.Count)!, terms, at =>
        {
            var sum = 0;
            for (var t = 0; t < terms.Count; t++)
            {
                sum += terms[t].times[at[t]];
            }

            return sum;
        });
    }

    /// <summary>Those of some entries that are among others, as often as they were.</summary>
    public static SearchMatches Within(SearchMatches some, SearchMatches others)
    {
        ArgumentNullException.ThrowIfNull(some);
        ArgumentNullException.ThrowIfNull(others);
        return Where(some, [others], at => some.times[at[^1]]);
    }

    internal static long Key(long document, int entry, int kind) => (((document << EntryBits) | (uint)entry) << SearchPlaces.KindBits) | (uint)kind;

    /// <summary>The first at or after a place whose key is not less.</summary>
    private int From(int at, long key)
    {
        var step = 1;
        while (at + step < keys.Length && keys[at + step] < key)
        {
            step *= 2;
        }

        var found = Array.BinarySearch(keys, at, Math.Min(step + 1, keys.Length - at), key);
        return found >= 0 ? found : ~found;
    }

    /// <summary>The entries of the least that all hold and of which something counts. Counted by where each stands, and last where the least does.</summary>
    private static SearchMatches Where(SearchMatches least, IReadOnlyList<SearchMatches> all, Func<int[], int> count)
    {
        var (keys, times) = (new List<long>(), new List<int>());
        var at = new int[all.Count + 1];
        for (var i = 0; i < least.keys.Length; i++)
        {
            var key = least.keys[i];
            at[^1] = i;
            var held = true;
            for (var t = 0; t < all.Count && held; t++)
            {
                at[t] = ReferenceEquals(all[t], least) ? i : all[t].From(at[t], key);
                held = at[t] < all[t].keys.Length && all[t].keys[at[t]] == key;
            }

            if (held && count(at) is > 0 and var found)
            {
                keys.Add(key);
                times.Add(found);
            }
        }

        return new SearchMatches([.. keys], [.. times], null, []);
    }

    private static SearchMatches Either(SearchMatches one, SearchMatches other)
    {
        var (keys, times) = (new List<long>(one.Count + other.Count), new List<int>(one.Count + other.Count));
        for (var (i, j) = (0, 0); i < one.keys.Length || j < other.keys.Length;)
        {
            var order = i == one.keys.Length ? 1 : j == other.keys.Length ? -1 : one.keys[i].CompareTo(other.keys[j]);
            keys.Add(order <= 0 ? one.keys[i] : other.keys[j]);
            times.Add(Math.Max(order <= 0 ? one.times[i] : 0, order >= 0 ? other.times[j] : 0));
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return new SearchMatches([.. keys], [.. times], null, []);
    }
}
