using System.Collections.Frozen;
using Concord.Core.Kernel;

namespace Concord.Core.Telegrams.Gazetteers;

/// <summary>Titles of office and rank, of all regions. The longest is taken, read from the right: <c>Deputy Director General</c> before <c>General</c>.</summary>
public static class Titles
{
    private static readonly (string Words, string Kind)[] Rows = [.. Tsv.Rows("titles.tsv").Select(r => (r[0], r[1]))];

    private static readonly PhraseTable<string> Heads = Table("head", "rank");
    private static readonly PhraseTable<string> Befores = Table("before");
    private static readonly PhraseTable<string> Portfolios = Table("portfolio");

    private static readonly FrozenSet<string> Words = Rows.Where(r => r.Kind is "head" or "rank" or "before").SelectMany(r => r.Words.Split(' ', '-'))
        .Where(w => char.IsUpper(w[0])).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> PortfolioWords = Rows.Where(r => r.Kind == "portfolio").SelectMany(r => r.Words.Split(' ', '-'))
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The longest title that ends at <paramref name="end"/>, with what belongs before it (<c>Deputy</c>, <c>Vice</c>, a minister's portfolio), in any
    /// case; null when none ends there. The first word of the span tells whether it is written with a capital.
    /// </summary>
    public static TextSpan? LongestEndingAt(string text, int end)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (length, kind) = Heads.EndingAt(text, end);
        if (length == 0) return null;
        var start = end - length;
        if (kind == "head" && IsMinisterial(text.AsSpan(start, length)))
        {
            var (portfolio, _) = Portfolios.EndingAt(text, Left(text, start));
            if (portfolio > 0 && !IsMinistrys(text.AsSpan(0, Left(text, start) - portfolio))) start = Left(text, start) - portfolio;
        }

        while (start > 0 && text[start - 1] is ' ' or '-')
        {
            var at = Left(text, start);
            var (more, _) = Befores.EndingAt(text, at);
            if (more == 0) (more, _) = Heads.EndingAt(text, at) is (> 0, "rank") rank ? rank : default;
            if (more == 0 || EndsABody(text, at - more)) break;
            start = at - more;
        }

        return new TextSpan(start, end);
    }

    /// <summary>True for a word that is part of some title.</summary>
    public static bool IsWord(string word) => Words.Contains(word);

    /// <summary>True for a word that says what an office is about: <c>Labor</c>, <c>Security</c>.</summary>
    public static bool IsPortfolioWord(string word) => PortfolioWords.Contains(word);

    /// <summary>In <c>Ministry of Gender Permanent Secretary</c> the word after the preposition is still the ministry's.</summary>
    private static bool EndsABody(string text, int start)
    {
        var before = text.AsSpan(0, start).TrimEnd();
        return before.EndsWith(" of") || before.EndsWith(" for") || before.EndsWith(" and") || before.EndsWith(" on");
    }

    /// <summary>In <c>Ministry of Labor and Social Welfare Joint Secretary</c> the portfolio is the ministry's.</summary>
    private static bool IsMinistrys(ReadOnlySpan<char> before)
    {
        before = before.TrimEnd();
        if (before.EndsWith(" of") || before.EndsWith(" for") || before.EndsWith(" on")) return true;
        if (!before.EndsWith(" and") && !before.EndsWith(",") && !before.EndsWith(" &")) return false;
        return before[Math.Max(0, before.Length - 80)..] is var near && (near.Contains("Ministry of", StringComparison.OrdinalIgnoreCase)
            || near.Contains("Department of", StringComparison.OrdinalIgnoreCase) || near.Contains("Office of", StringComparison.OrdinalIgnoreCase)
            || near.Contains("Ministry for", StringComparison.OrdinalIgnoreCase) || near.Contains("Commission on", StringComparison.OrdinalIgnoreCase));
    }

    private static int Left(string text, int start)
    {
        while (start > 0 && text[start - 1] is ' ' or '-') start--;
        return start;
    }

    private static bool IsMinisterial(ReadOnlySpan<char> title) =>
        title.EndsWith("Minister", StringComparison.OrdinalIgnoreCase) || title.EndsWith("Secretary", StringComparison.OrdinalIgnoreCase)
        || title.EndsWith("Chief", StringComparison.OrdinalIgnoreCase);

    private static PhraseTable<string> Table(params string[] kinds) =>
        new(Rows.Where(r => kinds.Contains(r.Kind)), Casing.Any, fromRight: true);
}
