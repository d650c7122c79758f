using System.Collections.Frozen;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>The class of a closed-class word; everything else is <see cref="Open"/>.</summary>
internal enum Tag
{
    Open,
    Det,
    Prep,
    Conj,
    Pron,
    Rel,
    Sub,
    Modal,
    Be,
    Have,
    Do,
    Neg,
    Adv,
    Adj,
    Number,
    Mark,
}

/// <summary>Closed-class words of English and the abbreviations that carry a stop.</summary>
internal static class Words
{
    private static readonly FrozenSet<string> Abbreviations = new[]
    {
        "mr", "mrs", "ms", "dr", "prof", "gen", "col", "capt", "lt", "sgt", "maj", "sen", "rep", "gov", "st", "no", "art", "sec", "vs",
        "dept", "asst", "jr", "sr", "hon", "rev", "amb", "min", "pol", "brig", "adm", "cmdr", "approx", "est", "inc", "ltd", "co", "para",
        "e.g", "i.e", "u.s", "u.n", "ph.d", "jan", "feb", "aug", "sept", "oct", "nov", "dec",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, Tag> Tags = Load();

    public static bool IsAbbreviation(string word) => Abbreviations.Contains(word);

    /// <summary>The word's class when it is a closed one.</summary>
    public static Tag TagOf(Token token) => token.Shape switch
    {
        Shape.Number => Tag.Number,
        Shape.Mark => Tag.Mark,
        _ => Tags.GetValueOrDefault(token.Lower, Tag.Open),
    };

    private static FrozenDictionary<string, Tag> Load()
    {
        var tags = new Dictionary<string, Tag>(StringComparer.Ordinal);
        foreach (var line in DataFile.Lines("words.tsv"))
        {
            var tag = Enum.Parse<Tag>(line[0], ignoreCase: true);
            foreach (var word in DataFile.List(line[1]))
            {
                tags.TryAdd(word, tag);
            }
        }
        return tags.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
