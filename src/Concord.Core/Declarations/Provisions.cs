using System.Collections.Immutable;
using System.Globalization;
using Concord.Core.Kernel;

namespace Concord.Core.Declarations;

/// <summary>That a source gives a clause of a declaration.</summary>
/// <param name="Place">The paragraph's name: <c>7</c>, <c>3/Laos</c>.</param>
/// <param name="At">Where in it.</param>
/// <param name="Known">When the source became known.</param>
public sealed record ClauseSaid(StatementId Id, string Text, SourceId Source, string Place, int At, DateOnly Known);

/// <summary>A provision: one clause, by whoever gives it in the same words.</summary>
public sealed record Provision(int Number, string Text, ImmutableArray<ClauseSaid> By);

/// <summary>
/// The provisions of a declaration in the order in which its sources give them, the source known first before the others. The same words in two sources are one
/// provision said twice; other words stay beside them, since nobody but a person can say that they mean the same.
/// </summary>
public static class DeclarationProvisions
{
    /// <summary>In order, numbered from 1.</summary>
    public static ImmutableArray<Provision> Of(IEnumerable<ClauseSaid> said) =>
    [
        .. said
            .GroupBy(s => s.Source)
            .OrderBy(g => g.Min(s => s.Known)).ThenBy(g => g.Key.Value)
            .SelectMany(g => g.OrderBy(s => s.Place, PlaceOrder.Instance).ThenBy(s => s.At).ThenBy(s => s.Id.Value))
            .GroupBy(s => NameKey.Of(s.Text), StringComparer.Ordinal)
            .Select((g, i) => new Provision(i + 1, g.First().Text, [.. g])),
    ];
}

/// <summary>Names of paragraphs as a reader orders them: 2 before 10.</summary>
public sealed class PlaceOrder : IComparer<string>
{
    /// <summary>The one there is.</summary>
    public static PlaceOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        var (one, other) = (x ?? "", y ?? "");
        var (i, j) = (0, 0);
        while (i < one.Length && j < other.Length)
        {
            var (a, b) = (Digits(one, i), Digits(other, j));
            if (a > i && b > j)
            {
                var byNumber = Number(one[i..a]).CompareTo(Number(other[j..b]));
                if (byNumber != 0)
                {
                    return byNumber;
                }

                (i, j) = (a, b);
            }
            else if (one[i] != other[j])
            {
                return one[i].CompareTo(other[j]);
            }
            else
            {
                (i, j) = (i + 1, j + 1);
            }
        }

        var left = (one.Length - i).CompareTo(other.Length - j);
        return left != 0 ? left : string.CompareOrdinal(one, other);
    }

    private static int Digits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    private static decimal Number(string digits) =>
        decimal.TryParse(digits.Length > 28 ? digits[..28] : digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
