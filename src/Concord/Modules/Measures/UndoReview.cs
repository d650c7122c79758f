using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>What was taken back: these proposals wait again.</summary>
internal sealed record Undone(ImmutableArray<ProposalId> Proposals);

/// <summary>
/// Takes back the last thing that this person decided about a source and that still stands; again, and it is the one before. What was decided at one
/// moment is taken back as one. Each is an act of its own, and nobody undoes what another decided.
/// </summary>
internal sealed class UndoReview(ConcordDb db, ISources sources, DecideProposal decide)
{
    /// <summary>How many times one could undo.</summary>
    public async Task<int> DepthAsync(Permit permit, SourceId source, CancellationToken ct) =>
        await Mine(permit, source).Select(d => d.At).Distinct().CountAsync(ct).ConfigureAwait(false);

    public async Task<Result<Undone>> HandleAsync(Permit permit, SourceId source, CancellationToken ct)
    {
        if (permit.Doing != Doing.Review)
        {
            return new Refusal("access.denied");
        }

        var last = await Mine(permit, source).OrderByDescending(d => d.At).Select(d => (DateTimeOffset?)d.At).FirstOrDefaultAsync(ct).ConfigureAwait(false);
        if (last is null)
        {
            return new Refusal("review.nothing-to-undo");
        }

        var together = await Mine(permit, source).Where(d => d.At == last).Select(d => new { d.ProposalId, d.Version }).ToListAsync(ct).ConfigureAwait(false);
        var ordered = new List<(int Ordinal, ProposalId Id)>();
        foreach (var one in together)
        {
            ordered.AddRange((await sources.ProposalAsync(permit, one.ProposalId, ct).ConfigureAwait(false)).Match<(int, ProposalId)[]>(p => [(p.Ordinal, one.ProposalId)], _ => []));
        }

        // What was narrowed since looks as if it had never been.
        if (ordered.Count < together.Count)
        {
            return new Refusal("review.nothing-to-undo");
        }

        foreach (var one in together)
        {
            var undone = (await decide.HandleAsync(permit, new Decide(one.ProposalId, one.Version, Verdict.Open), ct).ConfigureAwait(false))
                .Match(_ => [], refusals => refusals);
            if (!undone.IsEmpty)
            {
                return undone;
            }
        }

        return new Undone([.. ordered.OrderBy(o => o.Ordinal).Select(o => o.Id)]);
    }

    private IQueryable<DecisionRow> Mine(Permit permit, SourceId source) => db.Set<DecisionRow>().AsNoTracking()
        .Where(d => d.SourceId == source.Value && d.By == permit.Actor.Id && d.Verdict != Verdict.Open);
}
