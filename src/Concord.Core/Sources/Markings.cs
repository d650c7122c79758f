using System.Collections.Immutable;

namespace Concord.Core.Sources;

/// <summary>Portion markings, and what an unmarked paragraph takes: the strictest marking of its telegram (DESIGN 6).</summary>
public static class Markings
{
    private static readonly ImmutableArray<string> Order = ["U", "SBU", "LOU", "R", "C", "S", "TS"];

    /// <summary>
    /// The marking that the classification line stands for: UNCLAS is U, with the caption SENSITIVE it is SBU (unclassified telegram STATE 018029,
    /// February 2000). Null when there is none, or it is unknown.
    /// </summary>
    public static string? OfClassification(string? classification, ImmutableArray<string> captions) => classification switch
    {
        null => null,
        _ when classification.StartsWith("UNCLAS", StringComparison.OrdinalIgnoreCase) =>
            captions.Contains("SENSITIVE", StringComparer.OrdinalIgnoreCase) ? "SBU" : "U",
        _ when classification.StartsWith("LIMITED", StringComparison.OrdinalIgnoreCase) => "LOU",
        _ when classification.StartsWith("RESTR", StringComparison.OrdinalIgnoreCase) => "R",
        _ when classification.StartsWith("CONF", StringComparison.OrdinalIgnoreCase) => "C",
        _ when classification.StartsWith("TOP", StringComparison.OrdinalIgnoreCase) => "TS",
        _ when classification.StartsWith("SEC", StringComparison.OrdinalIgnoreCase) => "S",
        _ => classification.ToUpperInvariant(),
    };

    /// <summary>
    /// The strictest of several; null when there is none. A marking that is not known counts as stricter than all that are; of two that are equal,
    /// the longer one, which names a further caveat (SBU/NF).
    /// </summary>
    public static string? Strictest(IEnumerable<string?> markings) => markings
        .OfType<string>()
        .Where(m => m.Length > 0)
        .OrderByDescending(Rank).ThenByDescending(m => m.Length).ThenBy(m => m, StringComparer.Ordinal)
        .FirstOrDefault();

    private static int Rank(string marking)
    {
        var rank = Order.IndexOf(marking.Split('/')[0].Trim().ToUpperInvariant());
        return rank < 0 ? Order.Length : rank;
    }
}
