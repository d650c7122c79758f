using System.Collections.Frozen;

namespace Concord.Core.Telegrams.Gazetteers;

/// <summary>Which capitalised words a person's name is made of, told by the words that it is not made of.</summary>
internal static class NameWords
{
    private static readonly FrozenSet<string> Never = Of("never");
    private static readonly FrozenSet<string> Opening = Of("opening");
    private static readonly FrozenSet<string> Months = Of("month");
    private static readonly FrozenSet<string> Surnames = Of("surname");
    private static readonly FrozenSet<string> Before = Honorifics("before");
    private static readonly FrozenSet<string> Within = Honorifics("within");

    private static readonly FrozenSet<string> Particles = new[]
    {
        "bin", "binti", "binte", "bint", "ibn", "ben", "abu", "al", "el", "de", "del", "della", "di", "da", "das", "do", "dos", "du", "des", "la", "las", "le", "los",
        "lo", "van", "von", "der", "den", "ten", "ter", "zu", "zur", "af", "av", "y", "e", "ap", "na", "ould", "oglu", "kyzy", "uulu", "s/o", "d/o",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A part of bodies, places and texts, of a title, or a country.</summary>
    internal static bool IsNever(string word) =>
        Never.Contains(word) || Titles.IsWord(word) || Titles.IsPortfolioWord(word) || Bodies.IsPartOfHeadWord(word)
        || Bodies.KindOf(word) is not null || Gazetteer.CountryOf(word) is not null;

    internal static bool IsOpening(string word) => Opening.Contains(word);

    internal static bool IsMonth(string word) => Months.Contains(word);

    internal static bool MayClose(string word) => Surnames.Contains(word);

    internal static bool IsParticle(string word) => Particles.Contains(word);

    /// <summary>An honorific that stands before a name, without its full stop.</summary>
    internal static bool IsHonorific(string word) => Before.Contains(word.TrimEnd('.'));

    /// <summary>An honorific that is said as part of the name: <c>U Win</c>, <c>Daw Khin</c>.</summary>
    internal static bool IsHonorificWithin(string word) => Within.Contains(word);

    private static FrozenSet<string> Of(string kind) =>
        Tsv.Rows("not-names.tsv").Where(r => r[1] == kind).Select(r => r[0]).ToFrozenSet(kind == "opening" ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);

    private static FrozenSet<string> Honorifics(string kind) =>
        Tsv.Rows("honorifics.tsv").Where(r => r[1] == kind).Select(r => r[0]).ToFrozenSet(StringComparer.Ordinal);
}
