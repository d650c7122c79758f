using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Measures;

/// <summary>Two measures that may be one, and why.</summary>
public sealed record LikelySame(MeasureId One, MeasureId Other, Likeness Likeness)
{
    private const int Neighbours = 24;

    /// <summary>
    /// The pairs that reach the score, the likeliest first. Not everything is compared with everything: two measures meet when they are of one kind and share a
    /// word of their titles, and of many that share it, those that are neighbours in the order of titles, among all and among each member's own. The time
    /// grows with the number of measures, not with its square.
    /// </summary>
    public static ImmutableArray<LikelySame> Pairs(IEnumerable<MeasureTraits> measures, double least)
    {
        var sorted = measures.OrderBy(m => m.Title, StringComparer.Ordinal).ThenBy(m => m.Id.Value).ToImmutableArray();
        var met = new HashSet<(int, int)>();
        foreach (var together in sorted.Index().SelectMany(Meetings).GroupBy(m => m.Where, m => m.Index))
        {
            var there = together.Distinct().ToArray();
            for (var i = 0; i < there.Length; i++)
            {
                for (var j = i + 1; j < there.Length && j - i <= Neighbours; j++)
                {
                    _ = met.Add((there[i], there[j]));
                }
            }
        }

        return
        [
            .. met.Select(p => new LikelySame(sorted[p.Item1].Id, sorted[p.Item2].Id, Likeness.Of(sorted[p.Item1], sorted[p.Item2])))
                .Where(p => p.Likeness.Score >= least)
                .OrderByDescending(p => p.Likeness.Score).ThenBy(p => p.One.Value).ThenBy(p => p.Other.Value),
        ];
    }

    private static IEnumerable<((string Kind, string Mark, MemberId? Member) Where, int Index)> Meetings((int Index, MeasureTraits Item) of) =>
        from mark in of.Item.Compared.Marks
        from member in of.Item.Members.Select(m => (MemberId?)m).Append(null)
        select ((of.Item.Kind, mark, member), of.Index);
}
