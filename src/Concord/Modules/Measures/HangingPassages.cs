using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>The passages of earlier versions on which something hangs: a statement, a decision, a person's own proposal. What only a rule proposed is read anew.</summary>
internal sealed class HangingPassages(ConcordDb db, ISources sources)
{
    private const int AtOnce = 500;

    /// <summary>Those that need a person first.</summary>
    public async Task<ImmutableArray<AnchoredView>> InAsync(Permit permit, SourceId version, CancellationToken ct)
    {
        var all = await sources.AnchoredAsync(permit, version, ct).ConfigureAwait(false);
        var hangs = all.Where(a => a.ByPerson).Select(a => a.Original.Id).ToHashSet();
        foreach (var some in all.Chunk(AtOnce))
        {
            var passages = some.Select(a => a.Original.Id).ToArray();
            hangs.UnionWith(await db.Set<StatementRow>().Where(s => ((IEnumerable<PassageId>)passages).Contains(s.PassageId)).Select(s => s.PassageId).Distinct().ToListAsync(ct).ConfigureAwait(false));
            var proposals = some.SelectMany(a => a.Proposals).ToArray();
            var decided = (await db.Set<DecisionRow>().Where(d => ((IEnumerable<ProposalId>)proposals).Contains(d.ProposalId) && d.Verdict != Verdict.Open)
                .Select(d => d.ProposalId).ToListAsync(ct).ConfigureAwait(false)).ToHashSet();
            hangs.UnionWith(some.Where(a => a.Proposals.Any(decided.Contains)).Select(a => a.Original.Id));
        }

        return [.. all.Where(a => hangs.Contains(a.Original.Id)).OrderByDescending(a => a.Now.Waits).ThenByDescending(a => a.Now.IsLost)];
    }
}
