using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Core.Telegrams;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>What a person decides about a proposal. <paramref name="Seen"/> is the version that the form showed: 0 when nobody had decided.</summary>
/// <param name="At">The moment of a decision on several at once, which is taken back as one; null for one of its own.</param>
/// <param name="Changed">What is recorded instead of what was suggested; null to take it as it is. Not used when rejecting.</param>
internal sealed record Decide(ProposalId Proposal, long Seen, Verdict Verdict, Reading? Changed = null, string? Why = null, DateTimeOffset? At = null);

/// <summary>What the decision left behind. <paramref name="Seen"/> is the version for undoing it.</summary>
internal sealed record Decided(ProposalId Proposal, SourceId Source, Verdict Verdict, MeasureId? Measure, long Seen);

/// <summary>A machine proposes, a person decides (DESIGN, rule 8). Each decision is an act; two people cannot both take it; undoing is a new act.</summary>
internal sealed class DecideProposal(ConcordDb db, Labels labels, ISources sources, IPlan plan, FindSubject subjects, ReviewQueries review, TimeProvider clock)
{
    public async Task<Result<Decided>> HandleAsync(Permit permit, Decide input, CancellationToken ct)
    {
        if (permit.Doing != Doing.Review)
        {
            return new Refusal("access.denied");
        }

        var found = await sources.ProposalAsync(permit, input.Proposal, ct).ConfigureAwait(false);
        var process = await plan.InForceAsync(permit, Today, ct).ConfigureAwait(false);
        return await found.Then(p => process.Map(r => (Proposal: p, Process: r))).Match(
            known => DecideAsync(permit, input, known.Proposal, known.Process, ct),
            refusals => Task.FromResult<Result<Decided>>(refusals)).ConfigureAwait(false);
    }

    private DateOnly Today => clock.Today();

    private async Task<Result<Decided>> DecideAsync(Permit permit, Decide input, Proposal proposal, ProcessInForce process, CancellationToken ct)
    {
        var decision = await db.Set<DecisionRow>().SingleOrDefaultAsync(d => d.ProposalId == input.Proposal, ct).ConfigureAwait(false);
        var refused = (decision?.Version ?? 0) != input.Seen ? new Refusal("review.changed-meanwhile")
            : input.Verdict == Verdict.Open && decision is null or { Verdict: Verdict.Open } ? new Refusal("review.nothing-to-undo")
            : input.Verdict != Verdict.Open && decision is { Verdict: not Verdict.Open } ? new Refusal("review.already-decided")
            : null;
        if (refused is not null)
        {
            return refused;
        }

        // The same words, read in the same way, were decided in an earlier version: deciding again would state it twice.
        if (input.Verdict != Verdict.Open && (await review.CarriedAsync(permit, [proposal.Passage.Source], ct).ConfigureAwait(false)).ContainsKey(proposal.Id))
        {
            return new Refusal("review.already-decided");
        }

        return input.Verdict switch
        {
            Verdict.Accepted or Verdict.Changed or Verdict.Merged => await ReadingRules.Check(input.Changed ?? Suggestions.Of(proposal, process), process).Match(
                reading => AcceptAsync(permit, input, proposal, process, reading, decision, ct),
                refusals => Task.FromResult<Result<Decided>>(refusals)).ConfigureAwait(false),
            Verdict.Rejected => await CommitAsync(permit, input, proposal, decision, null, "proposal.rejected", ct).ConfigureAwait(false),
            Verdict.Open => await UndoAsync(permit, input, proposal, decision, ct).ConfigureAwait(false),
        };
    }

    private async Task<Result<Decided>> AcceptAsync(
        Permit permit, Decide input, Proposal proposal, ProcessInForce process, CheckedReading reading, DecisionRow? decision, CancellationToken ct)
    {
        var measure = await MeasureAsync(permit, reading, proposal, process, ct).ConfigureAwait(false);
        var body = measure.IsOk ? await BodyAsync(permit, reading, proposal, process, ct).ConfigureAwait(false) : null;
        return await measure.Match(
            async id =>
            {
                sources.Copies(proposal.Passage);

                // Merged into another, it adds its figures and partners; what it says is said already.
                var merged = input.Verdict == Verdict.Merged;
                db.Set<StatementRow>().AddRange(StatementsOf(proposal, process, reading, id).Skip(merged ? 1 : 0));
                if (body is { } of)
                {
                    _ = db.Set<StatementRow>().Add(Row(proposal, reading, of, new Assertion.Involves(reading.Reading.Who!.Trim(), Ties.Named)));
                }

                var said = db.Set<StatementRow>().Local.Where(s => s.ProposalId == proposal.Id).ToArray();
                var passage = new PassageLabels(proposal.Passage.Label, proposal.Passage.Told);
                Array.ForEach(said, s => Shielding.Relabel(db, s, passage, null));
                await Membership.KeepAsync(db, said, ct).ConfigureAwait(false);
                var found = said.Where(s => s.MeasureId is not null).Select(s => (s.MeasureId!.Value, s.LabelId, s.Known)).Distinct();
                await SearchableMeasures.IndexAsync(db, process, [.. found], ct).ConfigureAwait(false);
                var verdict = merged ? Verdict.Merged : input.Changed is null ? Verdict.Accepted : Verdict.Changed;
                return await CommitAsync(permit, input with { Verdict = verdict }, proposal, decision, id, "proposal." + verdict.ToString().ToLowerInvariant(), ct).ConfigureAwait(false);
            },
            refusals => Task.FromResult<Result<Decided>>(refusals)).ConfigureAwait(false);
    }

    /// <summary>The measure chosen, else the one of the same kind, title and member, else a new one; null for a remark.</summary>
    private async Task<Result<MeasureId?>> MeasureAsync(Permit permit, CheckedReading reading, Proposal proposal, ProcessInForce process, CancellationToken ct)
    {
        if (reading.Kind is not { } kind)
        {
            return (MeasureId?)null;
        }

        var chosen = reading.Reading.Measure;
        var existing = chosen is { } asked
            ? await ChosenAsync(permit, asked, kind, ct).ConfigureAwait(false)
            : await subjects.HandleAsync(permit, proposal, reading.Reading, process, kind.Key, ct).ConfigureAwait(false);
        if (existing is null && chosen is not null)
        {
            return new Refusal("review.measure-other");
        }

        return Keep(existing, kind, reading.Reading.Title);
    }

    /// <summary>One that this person may not see is to them as if it were not there.</summary>
    private async Task<MeasureRow?> ChosenAsync(Permit permit, MeasureId asked, KindInForce kind, CancellationToken ct)
    {
        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        return await db.Set<MeasureRow>().FirstOrDefaultAsync(m => m.Id == asked && m.Kind == kind.Key && db.Set<StatementRow>().Any(s => s.MeasureId == m.Id && visible.Contains(s.LabelId)), ct)
            .ConfigureAwait(false);
    }

    /// <summary>The subject, made when there is none.</summary>
    private MeasureId? Keep(MeasureRow? existing, KindInForce kind, string title)
    {
        var measure = existing ?? new MeasureRow
        {
            Id = new MeasureId(Guid.CreateVersion7(clock.GetUtcNow())),
            Kind = kind.Key,
            Title = title.Trim(),
            TitleKey = Suggestions.TitleKey(title),
        };
        if (existing is null)
        {
            _ = db.Set<MeasureRow>().Add(measure);
            db.Set<MeasureAreaRow>().AddRange(kind.Areas.Select(a => new MeasureAreaRow { MeasureId = measure.Id, Area = a }));
        }

        return measure.Id;
    }

    /// <summary>The body of an official is a subject too; a country is no body.</summary>
    private async Task<MeasureId?> BodyAsync(Permit permit, CheckedReading checkedReading, Proposal proposal, ProcessInForce process, CancellationToken ct)
    {
        var reading = checkedReading.Reading;
        return proposal.Form != ProposalForm.Official || reading is not { Form: AssertionForm.Involves, Who: { } name } || process.FindMember(name) is not null
            || process.KindOf(SubjectSort.Body) is not { } kind
            ? null
            : Keep(await subjects.OfficialAsync(permit, kind.Key, Suggestions.TitleKey(name), reading.Members, ct).ConfigureAwait(false), kind, name);
    }

    private IEnumerable<StatementRow> StatementsOf(Proposal proposal, ProcessInForce process, CheckedReading reading, MeasureId? measure)
    {
        yield return Row(proposal, reading, measure, reading.ToAssertion(proposal));
        foreach (var figure in proposal.Figures.Where(f => !f.Doubtful))
        {
            var period = When.Parse(figure.Period ?? proposal.Date?.Edtf ?? "").Match<When?>(w => w, _ => null);
            yield return Row(
                proposal, reading, measure, new Assertion.Measured(figure.What ?? figure.Unit, figure.Value, figure.Unit, period),
                figure.Qualifier is null ? reading.Reading.Certainty : Certainty.Hedged);
        }

        foreach (var (beside, polarity) in reading.Kind is { } kind ? SubjectReadings.Beside(proposal, reading.Reading, kind) : [])
        {
            yield return Row(proposal, reading, measure, beside, polarity: polarity);
        }

        foreach (var covered in reading.Reading.Covers.Where(_ => measure is not null))
        {
            yield return Row(
                proposal, reading, measure, new Assertion.Describes(proposal.Passage.Exact, Covered.Aspect(covered.Element)),
                polarity: covered.Covers ? Polarity.Affirms : Polarity.Denies);
        }

        foreach (var partner in proposal.Partners.Where(p => measure is not null && process.FindMember(p) is null))
        {
            yield return Row(proposal, reading, measure, new Assertion.Involves(partner, "partner"));
        }
    }

    private StatementRow Row(Proposal proposal, CheckedReading checkedReading, MeasureId? measure, Assertion assertion, Certainty? certainty = null, Polarity? polarity = null)
    {
        var reading = checkedReading.Reading;
        var row = new StatementRow
        {
            Id = new StatementId(Guid.CreateVersion7(clock.GetUtcNow())),
            MeasureId = measure,
            ProposalId = proposal.Id,
            PassageId = proposal.Passage.Id,
            LabelId = proposal.Passage.Label,
            Speaker = reading.Speaker,
            SpeakerMember = reading.SpeakerMember,
            Capacity = Trimmed(reading.Capacity),
            Occasion = Trimmed(reading.Occasion),
            Said = checkedReading.Said,
            Area = reading.Area,
            Attribution = reading.Speaker == proposal.Speaker ? proposal.Attribution : null,
            Protect = proposal.ProtectSource,
            Polarity = polarity ?? reading.Polarity,
            Certainty = certainty ?? reading.Certainty,
            Known = proposal.Passage.Known,
            Brings = Membership.Write(reading.Members),
        };
        StatementMap.Put(row, assertion);
        return row;
    }

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>What had been recorded is taken back; the decision stands open again.</summary>
    private async Task<Result<Decided>> UndoAsync(Permit permit, Decide input, Proposal proposal, DecisionRow? decision, CancellationToken ct)
    {
        var standing = await db.Set<StatementRow>()
            .Where(s => s.ProposalId == proposal.Id && !Withdrawals.Standing(db).Any(w => w.StatementId == s.Id))
            .Select(s => new { s.Id, s.Known, Number = db.Set<WithdrawalRow>().Count(w => w.StatementId == s.Id) + 1 })
            .ToListAsync(ct).ConfigureAwait(false);

        // A mistake of the reviewer was never known to anybody else as true: it is taken back from the day it was known.
        db.Set<WithdrawalRow>().AddRange(standing.Select(s => new WithdrawalRow
        {
            StatementId = s.Id,
            Number = s.Number,
            Cause = WithdrawalCause.Review,
            Why = input.Why,
            By = permit.Actor.Id,
            Capacity = permit.Actor.Capacity,
            At = clock.GetUtcNow(),
            Known = s.Known,
        }));
        return await CommitAsync(permit, input, proposal, decision, null, "proposal.reopened", ct).ConfigureAwait(false);
    }

    private async Task<Result<Decided>> CommitAsync(
        Permit permit, Decide input, Proposal proposal, DecisionRow? decision, MeasureId? measure, string verb, CancellationToken ct)
    {
        var row = decision ?? new DecisionRow { ProposalId = proposal.Id };
        row.SourceId = proposal.Passage.Source.Value;
        row.Verdict = input.Verdict;
        row.MeasureId = measure;
        row.Why = input.Why;
        row.By = permit.Actor.Id;
        row.At = input.At ?? clock.GetUtcNow();
        if (decision is null)
        {
            _ = db.Set<DecisionRow>().Add(row);
        }
        else
        {
            db.Saw(row, input.Seen);
        }

        var payload = new Dictionary<string, string?> { ["rule"] = proposal.Rule, ["measure"] = measure?.Value.ToString("D") };
        var act = new Act(permit, verb, "proposal:" + proposal.Id.Value.ToString("D"), input.Why, payload);
        return (await db.CommitAsync(act, ct).ConfigureAwait(false)).Match<Result<Decided>>(
            _ => new Decided(proposal.Id, proposal.Passage.Source, row.Verdict, measure, row.Version),
            refusals => refusals[0].Code is "store.changed-meanwhile" or "store.already-there" ? new Refusal("review.changed-meanwhile") : refusals);
    }
}
