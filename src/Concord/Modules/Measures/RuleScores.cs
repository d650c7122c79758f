using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>How one rule of the reader fared before the people who decide.</summary>
/// <param name="Changed">Accepted with a change, or merged with another.</param>
internal sealed record RuleScore(string Rule, int Accepted, int Changed, int Rejected)
{
    public int Decided => Accepted + Changed + Rejected;

    /// <summary>The share that was taken as it was read.</summary>
    public Share AsRead => new(Accepted, Decided);
}

/// <summary>Scores the rules by what was decided of their proposals; those still open say nothing.</summary>
internal sealed class RuleScores(ConcordDb db, ISources sources)
{
    public async Task<ImmutableArray<RuleScore>> AllAsync(Permit permit, CancellationToken ct)
    {
        var decided = await db.Set<DecisionRow>().AsNoTracking()
            .Where(d => d.Verdict != Verdict.Open)
            .Select(d => new { d.ProposalId, d.Verdict })
            .ToListAsync(ct).ConfigureAwait(false);
        var rules = await sources.RulesAsync(permit, [.. decided.Select(d => d.ProposalId)], ct).ConfigureAwait(false);
        return
        [
            .. decided
                .Where(d => rules.TryGetValue(d.ProposalId, out var by) && by.Rule != NewProposal.ByPerson)
                .GroupBy(d => rules[d.ProposalId].Rule)
                .Select(g => new RuleScore(
                    g.Key, g.Count(d => d.Verdict == Verdict.Accepted), g.Count(d => d.Verdict is Verdict.Changed or Verdict.Merged), g.Count(d => d.Verdict == Verdict.Rejected)))
                .OrderBy(r => r.Rule, StringComparer.Ordinal),
        ];
    }
}
