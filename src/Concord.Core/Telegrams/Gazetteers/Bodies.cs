using System.Collections.Frozen;

namespace Concord.Core.Telegrams.Gazetteers;

/// <summary>Words that name a body (<c>Ministry</c>, <c>Task Force</c>) and organisations known by name.</summary>
public static class Bodies
{
    private static readonly string[] Heads = [.. Tsv.Rows("body-words.tsv").Select(r => r[0])];

    private static readonly PhraseTable<string> HeadTable = new(Heads.Select(h => (h, h)), Casing.Any);

    private static readonly FrozenSet<string> HeadWords = Heads.SelectMany(h => h.Split(' ')).Where(w => w != "of").ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly PhraseTable<string> Known = new(
        Tsv.Rows("organizations.tsv").Select(r => (r[0], r[1])), Casing.AsWrittenOrCapitals);

    private static readonly FrozenDictionary<string, string> Kinds = Tsv.Rows("organizations.tsv")
        .DistinctBy(r => r[0], StringComparer.Ordinal)
        .ToFrozenDictionary(r => r[0], r => r[1], StringComparer.Ordinal);

    /// <summary>True for a word, or a phrase, that names a kind of body: <c>Ministry</c>, <c>Task Force</c>; in any case.</summary>
    public static bool IsHeadWord(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return HeadTable.TryGet(word, out _);
    }

    /// <summary>True for a single word that is part of a body's kind.</summary>
    internal static bool IsPartOfHeadWord(string word) => HeadWords.Contains(word);

    /// <summary>The kind of a known organisation (<c>un</c>, <c>regional</c>, <c>police</c>, <c>state</c>, <c>ngo</c>, <c>generic</c>), or null.</summary>
    public static string? KindOf(string organization)
    {
        ArgumentNullException.ThrowIfNull(organization);
        return Kinds.GetValueOrDefault(organization);
    }

    /// <summary>The length of the known organisation's name that begins at <paramref name="start"/>, and its kind; 0 when there is none.</summary>
    public static (int Length, string? Kind) OrganizationAt(string text, int start)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Known.At(text, start);
    }
}
