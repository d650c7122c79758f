using System.Collections.Immutable;
using System.Text;

namespace Concord.Core.Kernel.Search;

/// <summary>What a hit is.</summary>
public enum SearchKind
{
    /// <summary>A source: its subject, reference, sender, file name.</summary>
    Source,

    /// <summary>A paragraph of a source, or a stretch of a long one.</summary>
    Passage,

    /// <summary>A measure, by its title.</summary>
    Measure,

    /// <summary>A person named in a source, or an official on record.</summary>
    Person,

    /// <summary>A body named in a source, or one on record.</summary>
    Body,

    /// <summary>A meeting or a session of one.</summary>
    Meeting,

    /// <summary>A declaration.</summary>
    Declaration,
}

/// <summary>Something of a document that can be found.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Paragraph">The ordinal of its paragraph; 0 where there is none.</param>
/// <param name="Start">Where in the paragraph it begins, in code points.</param>
/// <param name="Length">How long, in code points.</param>
/// <param name="Countries">Codes of the countries that it names.</param>
/// <param name="Shown">What is shown of it when it is no passage.</param>
public sealed record SearchEntry(SearchKind Kind, int Paragraph, int Start, int Length, ImmutableArray<string> Countries, string Shown);

/// <summary>The entries of a document as bytes.</summary>
public static class SearchEntries
{
    /// <summary>In their order; their places in it are their numbers.</summary>
    public static byte[] Write(IReadOnlyCollection<SearchEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var made = new List<byte>();
        foreach (var entry in entries)
        {
            SearchNumbers.Write(made, (int)entry.Kind);
            SearchNumbers.Write(made, entry.Paragraph);
            SearchNumbers.Write(made, entry.Start);
            SearchNumbers.Write(made, entry.Length);
            Write(made, string.Concat(entry.Countries));
            Write(made, entry.Shown);
        }

        return [.. made];
    }

    /// <summary>What <see cref="Write(IReadOnlyCollection{SearchEntry})"/> wrote.</summary>
    public static ImmutableArray<SearchEntry> Read(byte[] bytes) => [.. Some(bytes, null).Select(e => e.Entry)];

    /// <summary>Some of them, by their numbers.</summary>
    public static ImmutableDictionary<int, SearchEntry> Read(byte[] bytes, IReadOnlySet<int> numbers) =>
        Some(bytes, numbers).ToImmutableDictionary(e => e.Number, e => e.Entry);

    private static IEnumerable<(int Number, SearchEntry Entry)> Some(byte[] bytes, IReadOnlySet<int>? numbers)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var at = 0;
        for (var number = 0; SearchNumbers.Read(bytes, ref at) is { } kind; number++)
        {
            var paragraph = SearchNumbers.Read(bytes, ref at) ?? 0;
            var start = SearchNumbers.Read(bytes, ref at) ?? 0;
            var length = SearchNumbers.Read(bytes, ref at) ?? 0;
            var (countries, shown) = (Text(bytes, ref at), Text(bytes, ref at));
            if (numbers is null || numbers.Contains(number))
            {
                yield return (number, new SearchEntry(
                    (SearchKind)kind, paragraph, start, length, [.. Read(countries).Chunk(2).Select(c => new string(c))], Read(shown)));
            }
        }

        string Read((int From, int Length) text) => Encoding.UTF8.GetString(bytes, text.From, text.Length);
    }

    private static void Write(List<byte> made, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        SearchNumbers.Write(made, bytes.Length);
        made.AddRange(bytes);
    }

    private static (int From, int Length) Text(byte[] bytes, ref int at)
    {
        var length = Math.Min(SearchNumbers.Read(bytes, ref at) ?? 0, bytes.Length - at);
        at += length;
        return (at - length, length);
    }
}
