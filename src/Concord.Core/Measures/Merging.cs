using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Measures;

/// <summary>
/// Somebody decided that two measures are one (DESIGN 3). Nothing is moved: every statement stays with the measure it was made about, so that a
/// merging can be undone without loss.
/// </summary>
/// <param name="Id">Its id.</param>
/// <param name="From">The measure that is shown under the other from now on.</param>
/// <param name="Into">The measure whose title, kind and areas stand for both.</param>
/// <param name="Known">The day it was decided (UTC); it has a clock of its own.</param>
/// <param name="Sequence">The ledger's count.</param>
public sealed record Merging(MergingId Id, MeasureId From, MeasureId Into, DateOnly Known, long Sequence);

/// <summary>A merging taken back. Mergings are taken back in any order.</summary>
/// <param name="Merging">Which.</param>
/// <param name="Known">The day it was taken back (UTC).</param>
/// <param name="Sequence">The ledger's count.</param>
public sealed record Unmerging(MergingId Merging, DateOnly Known, long Sequence);

/// <summary>
/// Which measures are one, as far as was known on a day: a pure fold over mergings and what was taken back of them. Measures are one when a chain of
/// standing mergings joins them, whatever the order in which those were made or others were undone.
/// </summary>
public sealed class Merged
{
    private readonly Dictionary<MeasureId, MeasureId> leaders;
    private readonly ILookup<MeasureId, MeasureId> groups;

    private Merged(Dictionary<MeasureId, MeasureId> leaders)
    {
        this.leaders = leaders;
        groups = leaders.OrderBy(l => l.Key.Value).ToLookup(l => l.Value, l => l.Key);
    }

    /// <summary>
    /// Folds in the order of (known, recorded sequence, id), whatever the order of the arguments. Of two that are merged, the leader of
    /// <see cref="Merging.Into"/> leads both; a merging within one group changes nothing until another is taken back.
    /// </summary>
    public static Merged Of(IEnumerable<Merging> mergings, IEnumerable<Unmerging> unmergings, DateOnly known)
    {
        var undone = unmergings.Where(u => u.Known <= known).Select(u => u.Merging).ToHashSet();
        var parents = new Dictionary<MeasureId, MeasureId>();
        foreach (var merging in mergings
            .Where(m => m.Known <= known && !undone.Contains(m.Id))
            .OrderBy(m => m.Known).ThenBy(m => m.Sequence).ThenBy(m => m.Id.Value))
        {
            var from = Leader(parents, merging.From);
            var into = Leader(parents, merging.Into);
            parents[from] = into;
            parents[into] = into;
        }

        return new Merged(parents.Keys.ToDictionary(m => m, m => Leader(parents, m)));
    }

    /// <summary>The measure that stands for this one; itself when it is merged with none.</summary>
    public MeasureId LeaderOf(MeasureId measure) => leaders.GetValueOrDefault(measure, measure);

    /// <summary>All that are merged with another.</summary>
    public IReadOnlyCollection<MeasureId> All => leaders.Keys;

    /// <summary>Whether it is merged with another.</summary>
    public bool Joins(MeasureId measure) => leaders.ContainsKey(measure);

    /// <summary>All that are one with it, itself included, in the order of their ids.</summary>
    public ImmutableArray<MeasureId> With(MeasureId measure)
    {
        var all = groups[LeaderOf(measure)].ToImmutableArray();
        return all.IsEmpty ? [measure] : all;
    }

    // Halves the path as it goes, so that a long chain costs no more than its length once.
    private static MeasureId Leader(Dictionary<MeasureId, MeasureId> parents, MeasureId measure)
    {
        while (parents.TryGetValue(measure, out var parent) && parent != measure)
        {
            if (parents.TryGetValue(parent, out var above) && above != parent)
            {
                parents[measure] = above;
            }

            measure = parent;
        }

        return measure;
    }
}
