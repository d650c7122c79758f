using System.Runtime.InteropServices;
using System.Text;

namespace Concord.Core.Kernel.Search;

/// <summary>
/// Documents are kept one by one while they are new, each with all its tokens in one row, so that taking one in writes little. Many of them together become a
/// block: one row for each token with its places in all of them. A block is never changed, and a later one is written behind it.
/// </summary>
public static class SearchBlock
{
    /// <summary>The tokens of one document under one label as bytes, in the order of their bytes.</summary>
    public static byte[] Write(IEnumerable<(string Token, SearchPlaces Places)> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var made = new List<byte>();
        var sorted = tokens.Select(t => (Token: Encoding.UTF8.GetBytes(t.Token), t.Places)).ToArray();
        Array.Sort(sorted, (a, b) => a.Token.AsSpan().SequenceCompareTo(b.Token));
        foreach (var (token, places) in sorted)
        {
            Write(made, token);
            Write(made, places.Heads);
            Write(made, places.Positions);
        }

        return [.. made];
    }

    /// <summary>The places of a token, or of all that begin so, in what <see cref="Write(IEnumerable{ValueTuple{string, SearchPlaces}})"/> wrote.</summary>
    public static void Find(ReadOnlySpan<byte> document, long number, SearchElement sought, SearchMatchesBuilder found)
    {
        ArgumentNullException.ThrowIfNull(found);
        ReadOnlySpan<byte> token = Encoding.UTF8.GetBytes(sought.Token);
        for (var at = 0; Next(document, ref at, out var name) && Next(document, ref at, out var heads) && Next(document, ref at, out var positions);)
        {
            if (sought.IsBeginning ? name.StartsWith(token) : name.SequenceEqual(token))
            {
                found.AddDocument(number, heads, positions);
            }
            else if (name.SequenceCompareTo(token) > 0)
            {
                return;
            }
        }
    }

    /// <summary>The rows of a block: tokens in the order of their bytes, each with its places in these documents.</summary>
    /// <param name="documents">In the order of their numbers.</param>
    public static IEnumerable<(string Token, int Label, byte[] Heads, byte[] Positions)> Together(long block, IEnumerable<(long Number, int Label, byte[] Tokens)> documents)
    {
        ArgumentNullException.ThrowIfNull(documents);
        var all = new Dictionary<(string, int), Row>();
        foreach (var (number, label, tokens) in documents)
        {
            for (var at = 0; Next(tokens, ref at, out var name) && Next(tokens, ref at, out var heads) && Next(tokens, ref at, out var positions);)
            {
                ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(all, (Encoding.UTF8.GetString(name), label), out _);
                row ??= new Row(block);
                SearchNumbers.Write(row.Heads, (int)(number - row.Last));
                row.Last = number;
                row.Heads.AddRange(heads);
                row.Positions.AddRange(positions);
            }
        }

        return all.OrderBy(r => r.Key.Item1, StringComparer.Ordinal).ThenBy(r => r.Key.Item2)
            .Select(r => (r.Key.Item1, r.Key.Item2, r.Value.Heads.ToArray(), r.Value.Positions.ToArray()));
    }

    private static void Write(List<byte> made, byte[] bytes)
    {
        SearchNumbers.Write(made, bytes.Length);
        made.AddRange(bytes);
    }

    /// <summary>False where the bytes end, or are cut short.</summary>
    private static bool Next(ReadOnlySpan<byte> bytes, ref int at, out ReadOnlySpan<byte> part)
    {
        part = default;
        if (!SearchNumbers.TryRead(bytes, ref at, out var length) || length > bytes.Length - at)
        {
            return false;
        }

        part = bytes.Slice(at, length);
        at += length;
        return true;
    }

    private sealed class Row(long first)
    {
        public long Last { get; set; } = first;

        public List<byte> Heads { get; } = [];

        public List<byte> Positions { get; } = [];
    }
}
