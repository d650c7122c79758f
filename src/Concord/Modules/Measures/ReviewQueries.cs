using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>A source with its proposals, what accepting each would record, and what was decided.</summary>
internal sealed class ReviewQueries(ConcordDb db, Labels labels, ISources sources, IPlan plan, SubjectQueries subjects, MeasureFold fold, ReplyQueries replies, TimeProvider clock) : IReviews
{
    public Task<Result<SubjectsFound>> SubjectsAsync(Permit permit, SubjectsAsked asked, CancellationToken ct) => subjects.SubjectsAsync(permit, asked, ct);

    public Task<Result<ImmutableArray<SubjectStatement>>> SaidAsync(Permit permit, SaidAsked asked, CancellationToken ct) => subjects.SaidAsync(permit, asked, ct);

    public Task<Result<StatementId>> TieAsync(Permit permit, NewTie asked, CancellationToken ct) => subjects.TieAsync(permit, asked, ct);

    public Task<ILookup<(SourceId Source, TextPlace Place), ReplyView>> RepliesAsync(
        Permit permit, ProcessInForce process, IReadOnlyCollection<(SourceId Source, TextPlace Place)> stretches, CancellationToken ct) =>
        replies.InAsync(permit, process, stretches, clock.Today(), ct);

    public async Task<ImmutableArray<ReviewedSource>> SourcesAsync(Permit permit, int most, CancellationToken ct) =>
        await OpenAsync(permit, await sources.ListAsync(permit, most, ct).ConfigureAwait(false), ct).ConfigureAwait(false);

    /// <summary>What waits for a decision in each of these.</summary>
    public async Task<ImmutableArray<ReviewedSource>> OpenAsync(Permit permit, ImmutableArray<SourceSummary> listed, CancellationToken ct)
    {
        var ids = listed.Select(s => s.Id.Value).ToList();
        var decided = await db.Set<DecisionRow>()
            .Where(d => ids.Contains(d.SourceId) && d.Verdict != Verdict.Open)
            .GroupBy(d => d.SourceId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct).ConfigureAwait(false);
        var carried = (await CarriedAsync(permit, [.. listed.Select(s => s.Id)], ct).ConfigureAwait(false)).Values
            .Where(c => !c.DecidedHere).GroupBy(c => c.Source).ToDictionary(g => g.Key, g => g.Count());
        return [.. listed.Select(s => new ReviewedSource(s, Math.Max(0, s.Proposals - decided.GetValueOrDefault(s.Id.Value) - carried.GetValueOrDefault(s.Id))))];
    }

    public async Task<ImmutableDictionary<MeasureId, FoundMeasure>> MeasuresAsync(Permit permit, IReadOnlyCollection<MeasureId> ids, CancellationToken ct)
    {
        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        var today = clock.Today();
        var recalled = await sources.RecalledOnAsync(permit, today, ct).ConfigureAwait(false);
        var (merged, _) = await fold.MergedAsync(permit, today, ct).ConfigureAwait(false);
        List<MeasureId> asked = [.. ids.SelectMany(i => merged.With(i)).Distinct()];
        var found = await db.Set<MeasureRow>().AsNoTracking()
            .Where(m => EF.Parameter(asked).Contains(m.Id))
            .Where(m => db.Set<StatementRow>().Any(s =>
                s.MeasureId == m.Id && visible.Contains(s.LabelId) && !EF.Parameter(recalled).Contains(s.PassageId) && !Withdrawals.Standing(db).Any(w => w.StatementId == s.Id)))
            .Select(m => new FoundMeasure(m.Id, m.Kind, m.Title))
            .ToDictionaryAsync(m => m.Id, ct).ConfigureAwait(false);

        // What is merged is one, under the name that leads; where that may not be seen, under the first that may.
        return ids.Where(found.ContainsKey).ToImmutableDictionary(
            i => i, i => found.GetValueOrDefault(merged.LeaderOf(i)) ?? found[merged.With(i).First(found.ContainsKey)]);
    }

    public async Task<Result<ReviewPage>> PageAsync(Permit permit, SourceId id, SourcePlace place, CancellationToken ct)
    {
        var source = await sources.PageAsync(permit, id, place, ct).ConfigureAwait(false);
        var process = await plan.InForceAsync(permit, clock.Today(), ct).ConfigureAwait(false);
        return await source.Then(s => process.Map(p => (Source: s, Process: p))).Match(
            found => PageAsync(permit, found.Source, found.Process, ct),
            refusals => Task.FromResult<Result<ReviewPage>>(refusals)).ConfigureAwait(false);
    }

    /// <summary>A word of so many letters that two questions share may make them one.</summary>
    private const int LongWord = 5;

    private async Task<Result<ReviewPage>> PageAsync(Permit permit, SourcePage source, ProcessInForce process, CancellationToken ct)
    {
        var decisions = await db.Set<DecisionRow>().AsNoTracking()
            .Where(d => d.SourceId == source.Summary.Id.Value)
            .ToDictionaryAsync(d => d.ProposalId, d => new DecisionView(d.Verdict, d.MeasureId, d.Why, d.By, d.At, d.Version), ct).ConfigureAwait(false);
        var carried = await CarriedAsync(permit, [source.Summary.Id], ct).ConfigureAwait(false);
        var replied = await RepliesAsync(permit, process, [.. source.Proposals.Select(p => p.Id)], ct).ConfigureAwait(false);
        var suggested = source.Proposals.ToDictionary(p => p.Id, p => Suggestions.Of(p, process));
        var kinds = suggested.Values.Select(s => s.Kind).OfType<string>().Distinct().ToArray();
        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        var said = StatementMap.ByMeasure(db);
        var measures = await (
            from measure in db.Set<MeasureRow>().AsNoTracking()
            where kinds.Contains(measure.Kind) && said.Any(s => s.MeasureId == measure.Id && visible.Contains(s.LabelId))
            select new
            {
                Name = new MeasureName(measure.Id, measure.Kind, measure.Title),
                measure.TitleKey,
                Members = db.Set<MeasureMemberRow>().Where(m => m.MeasureId == measure.Id && visible.Contains(m.LabelId)).Select(m => m.MemberId).ToList(),
            }).ToListAsync(ct).ConfigureAwait(false);
        return new ReviewPage(
            source,
            [.. source.Proposals.Select(p => Item(p, suggested[p.Id]))],
            process);

        static bool IsNear(string one, string other) => one.Split(' ').Intersect(other.Split(' ')).Any(w => w.Length >= LongWord);

        ReviewItem Item(Proposal p, Reading reading)
        {
            var key = Suggestions.TitleKey(reading.Title);
            var isQuestion = process.SortOf(reading.Kind) == SubjectSort.Question;
            var near = measures
                .Where(m => m.Name.Kind == reading.Kind && (m.TitleKey == key || p.Form is ProposalForm.Meeting or ProposalForm.Clause || (isQuestion && IsNear(m.TitleKey, key)) || m.Members.Any(x => reading.Members.Contains(x))))
                .OrderByDescending(m => m.TitleKey == key && (reading.Members.IsEmpty ? m.Members.Count == 0 : m.Members.Any(x => reading.Members.Contains(x))))
                .ThenBy(m => m.Name.Title, StringComparer.Ordinal)
                .ToList();
            var same = near.FirstOrDefault(m => m.TitleKey == key && (reading.Members.IsEmpty ? m.Members.Count == 0 : m.Members.Any(x => reading.Members.Contains(x))));

            // Which meeting or official a name means is found when it is decided, since the same source may tell of it before.
            return new ReviewItem(p, decisions.GetValueOrDefault(p.Id), reading with { Measure = p.Form == ProposalForm.Fact && process.SortOf(reading.Kind) == SubjectSort.Measure ? same?.Name.Id : null }, [.. near.Select(m => m.Name)])
            {
                Carried = carried.GetValueOrDefault(p.Id)?.Decision,
                Replies = [.. replied[p.Id]],
            };
        }
    }

    /// <summary>What members reply to what was recorded of these proposals.</summary>
    private async Task<ILookup<ProposalId, ReplyView>> RepliesAsync(Permit permit, ProcessInForce process, List<ProposalId> of, CancellationToken ct)
    {
        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        var said = await db.Set<StatementRow>()
            .Where(s => s.ProposalId != null && EF.Parameter(of).Contains(s.ProposalId.Value) && visible.Contains(s.LabelId) && db.Set<ReplyRow>().Any(r => r.StatementId == s.Id))
            .ToDictionaryAsync(s => s.Id, s => s.ProposalId!.Value, ct).ConfigureAwait(false);
        var found = await replies.OfAsync(permit, process, said.Keys, clock.Today(), ct).ConfigureAwait(false);
        return found.SelectMany(r => r).ToLookup(r => said[r.Statement]);
    }

    /// <summary>Proposals that say nothing new, by what was decided of the same words in an earlier version.</summary>
    internal async Task<Dictionary<ProposalId, CarriedDecision>> CarriedAsync(Permit permit, IReadOnlyCollection<SourceId> of, CancellationToken ct)
    {
        var repeats = await sources.RepeatsAsync(permit, of, ct).ConfigureAwait(false);
        var asked = repeats.SelectMany(r => new[] { r.Proposal, r.Earlier }).Distinct().ToArray();
        var decided = new Dictionary<ProposalId, DecisionRow>();
        foreach (var some in asked.Chunk(500))
        {
            foreach (var row in await db.Set<DecisionRow>().AsNoTracking()
                .Where(d => ((IEnumerable<ProposalId>)some).Contains(d.ProposalId) && d.Verdict != Verdict.Open).ToListAsync(ct).ConfigureAwait(false))
            {
                decided[row.ProposalId] = row;
            }
        }

        return repeats
            .GroupBy(r => (r.Source, r.Proposal))
            .Select(r => (r.Key, Earlier: r.Where(e => decided.ContainsKey(e.Earlier)).Select(e => decided[e.Earlier]).MaxBy(d => d.At)))
            .Where(r => r.Earlier is not null)
            .ToDictionary(r => r.Key.Proposal, r => new CarriedDecision(
                r.Key.Source, new DecisionView(r.Earlier!.Verdict, r.Earlier.MeasureId, r.Earlier.Why, r.Earlier.By, r.Earlier.At, r.Earlier.Version), decided.ContainsKey(r.Key.Proposal)));
    }
}

/// <summary>A decision that holds for a later version too.</summary>
/// <param name="DecidedHere">It was decided there as well.</param>
internal sealed record CarriedDecision(SourceId Source, DecisionView Decision, bool DecidedHere);
