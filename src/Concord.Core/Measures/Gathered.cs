using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Measures;

/// <summary>
/// One measure as the record counts it: what was said of all that are one with it, folded together (DESIGN 3: counted once, however many members or
/// mergings). Statements stay with the measure they were made about.
/// </summary>
/// <param name="Lead">Whose title, kind and areas stand for all.</param>
/// <param name="Parts">All that are one, as far as anything visible is known of them; in the order of their ids.</param>
/// <param name="Members">The members of all its parts.</param>
/// <param name="Statements">Visible and known by the day, in the order of (known, recorded sequence, id); those taken back included.</param>
/// <param name="Standing">Where it stands by them.</param>
public sealed record Gathered(
    MeasureId Lead, ImmutableArray<MeasureId> Parts, ImmutableArray<MemberId> Members, ImmutableArray<Statement> Statements, Standing Standing)
{
    private static readonly Standing Nowhere = new(null, null, Vouched.ByNobody, [], []);

    /// <summary>
    /// All measures of which something is known. The leader of a merging leads when something visible is known of it; otherwise the first of the parts does, so
    /// that a title which nobody here may know is not told by a merging.
    /// </summary>
    /// <param name="visible">The statements that this actor may see.</param>
    /// <param name="withdrawals">Of those statements.</param>
    /// <param name="merged">Which measures are one, as far as was known on the same day.</param>
    /// <param name="ladder">The stages of a measure's kind; null when it has none to stand on.</param>
    /// <param name="members">A measure's own members.</param>
    /// <param name="held">d: on which day.</param>
    /// <param name="known">k: as far as was known on which day.</param>
    public static ImmutableArray<Gathered> Of(
        IEnumerable<Statement> visible, IEnumerable<Withdrawal> withdrawals, Merged merged, Func<MeasureId, StageLadder?> ladder,
        Func<MeasureId, IEnumerable<MemberId>> members, DateOnly held, DateOnly known)
    {
        ArgumentNullException.ThrowIfNull(merged);
        ArgumentNullException.ThrowIfNull(ladder);
        var gone = withdrawals.ToLookup(w => w.Statement);
        return
        [
            .. visible.Where(s => s.Known <= known).GroupBy(s => merged.LeaderOf(s.Measure)).Select(group =>
            {
                var parts = group.Select(s => s.Measure).Distinct().OrderBy(m => m.Value).ToImmutableArray();
                var lead = parts.Contains(group.Key) ? group.Key : parts[0];
                var own = parts.SelectMany(members).Distinct().ToImmutableArray();
                var statements = Standing.InOrder(group);
                var standing = ladder(lead) is { } stages
                    ? Standing.Of(statements, gone.Count == 0 ? [] : statements.SelectMany(s => gone[s.Id]), stages, own, held, known)
                    : Nowhere;
                return new Gathered(lead, parts, own, statements, standing);
            }),
        ];
    }
}
