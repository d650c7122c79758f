using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;

namespace Concord.Platform.Lists;

/// <summary>
/// Words sought in a column, small and capital letters alike. The databases know case only in part (SQLite that of a to z, PostgreSQL that of its locale), so they are
/// asked for the longest stretch of the words about which both agree; what they give is looked at once more.
/// </summary>
internal static class Letters
{
    private static readonly MethodInfo Lower = typeof(string).GetMethod(nameof(string.ToLower), Type.EmptyTypes)!;
    private static readonly MethodInfo Has = typeof(string).GetMethod(nameof(string.Contains), [typeof(string)])!;

    /// <summary>What is looked at once more.</summary>
    public static bool In(string? text, string? words) => words is null || text?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>At least the rows whose column holds the words; of a column that every row may miss, those that have it.</summary>
    public static IQueryable<TRow> Holding<TRow>(this IQueryable<TRow> rows, Expression<Func<TRow, string?>> column, string? words)
    {
        if (Sure(words) is not { Length: > 0 } sure)
        {
            return rows;
        }

        // a closure, so that the words are a parameter of the query
        Expression<Func<string>> asked = () => sure;
        return rows.Where(Expression.Lambda<Func<TRow, bool>>(Expression.Call(Expression.Call(column.Body, Lower), Has, asked.Body), column.Parameters));
    }

    /// <summary>The longest stretch of which every letter is either one of a to z (but for i, whose capital is another in Turkish) or has no case at all.</summary>
    public static string Sure(string? words)
    {
        var (best, from) = ("", 0);
        words ??= "";
        for (var at = 0; at <= words.Length; at++)
        {
            if (at < words.Length && IsSure(words[at]))
            {
                continue;
            }

            best = at - from > best.Length ? words[from..at] : best;
            from = at + 1;
        }

        return best.ToLowerInvariant();
    }

    private static bool IsSure(char c) => char.IsAscii(c)
        ? c is not ('i' or 'I' or '\0')
        : char.ToUpperInvariant(c) == c && char.ToLowerInvariant(c) == c
            && char.GetUnicodeCategory(c) is (UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber);
}
