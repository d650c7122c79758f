namespace Concord.Core.Kernel.Search;

/// <summary>Gathers the matches of one token, or of all that begin so, out of what the index keeps.</summary>
/// <param name="withPositions">Phrases need to know where in an entry a token stands; other questions do not.</param>
public sealed class SearchMatchesBuilder(bool withPositions)
{
    private readonly List<long> keys = [];
    private readonly List<int> times = [];
    private readonly List<int> starts = [];
    private readonly List<int> positions = [];
    private bool ascending = true;

    /// <summary>What a row of a block holds. Bytes that are cut short end where they can no longer be read.</summary>
    public void AddBlock(long block, ReadOnlySpan<byte> heads, ReadOnlySpan<byte> places)
    {
        var number = block;
        for (var (at, place) = (0, 0); SearchNumbers.TryRead(heads, ref at, out var step);)
        {
            number += step;
            Add(number, heads, ref at, places, ref place);
        }
    }

    /// <summary>What one document holds.</summary>
    public void AddDocument(long number, ReadOnlySpan<byte> heads, ReadOnlySpan<byte> places)
    {
        var (at, place) = (0, 0);
        Add(number, heads, ref at, places, ref place);
    }

    /// <summary>All, ascending; what was added twice is one.</summary>
    public SearchMatches Build()
    {
        if (ascending)
        {
            return new SearchMatches([.. keys], [.. times], withPositions ? [.. starts] : null, [.. positions]);
        }

        var order = Enumerable.Range(0, keys.Count).ToArray();
        Array.Sort([.. keys], order);
        var made = new SearchMatchesBuilder(withPositions);
        for (var i = 0; i < order.Length;)
        {
            var key = keys[order[i]];
            var first = i;
            while (i < order.Length && keys[order[i]] == key)
            {
                i++;
            }

            made.keys.Add(key);
            made.starts.Add(made.positions.Count);
            if (withPositions)
            {
                var all = order[first..i].SelectMany(o => positions.GetRange(starts[o], times[o])).Distinct().Order().ToArray();
                made.positions.AddRange(all);
                made.times.Add(all.Length);
            }
            else
            {
                made.times.Add(order[first..i].Sum(o => times[o]));
            }
        }

        return made.Build();
    }

    private void Add(long number, ReadOnlySpan<byte> heads, ref int at, ReadOnlySpan<byte> places, ref int place)
    {
        if (!SearchNumbers.TryRead(heads, ref at, out var entries))
        {
            return;
        }

        var entry = 0;
        for (var i = 0; i < entries && SearchNumbers.TryRead(heads, ref at, out var step) && SearchNumbers.TryRead(heads, ref at, out var count); i++)
        {
            entry += step >> SearchPlaces.KindBits;
            var key = SearchMatches.Key(number, entry, step & ((1 << SearchPlaces.KindBits) - 1));
            ascending &= keys.Count == 0 || keys[^1] < key;
            keys.Add(key);
            if (!withPositions)
            {
                times.Add(count);
                continue;
            }

            starts.Add(positions.Count);
            var (read, position) = (0, 0);
            for (; read < count && SearchNumbers.TryRead(places, ref place, out var further); read++)
            {
                position += further;
                positions.Add(position);
            }

            times.Add(read);
        }
    }
}
