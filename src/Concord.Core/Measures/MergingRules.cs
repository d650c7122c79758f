using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Measures;

/// <summary>Whether two measures may be made one by a person; a machine only proposes (DESIGN, rule 8).</summary>
public static class MergingRules
{
    /// <summary>The longest reason that is kept.</summary>
    public const int LongestReason = TakingBack.LongestReason;

    /// <summary>
    /// Everything that stands in the way: a measure merged with itself (<c>merging.itself</c>), two that are one already (<c>merging.already</c>), a reason that is
    /// missing (<c>merging.why-missing</c>) or too long (<c>merging.why-too-long</c>). Empty when nothing does.
    /// </summary>
    public static ImmutableArray<Refusal> Judge(MeasureId from, MeasureId into, Merged merged, string? why)
    {
        ArgumentNullException.ThrowIfNull(merged);
        var faults = ImmutableArray.CreateBuilder<Refusal>();
        if (from == into)
        {
            faults.Add(new Refusal("merging.itself"));
        }
        else if (merged.LeaderOf(from) == merged.LeaderOf(into))
        {
            faults.Add(new Refusal("merging.already"));
        }

        if (string.IsNullOrWhiteSpace(why))
        {
            faults.Add(new Refusal("merging.why-missing"));
        }
        else if (why.Trim().Length > LongestReason)
        {
            faults.Add(new Refusal("merging.why-too-long"));
        }

        return faults.ToImmutable();
    }
}
