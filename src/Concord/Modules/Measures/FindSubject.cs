using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>
/// The subject that a source means by a name. What happens on days and is named alike again and again (a meeting, a session, a declaration) is the one that the
/// same source has spoken of; that of another source only when its days agree. An official is known by name and country, a measure by title and member. Nothing is found
/// of which the person sees no statement: what they record would stand under a name, a number and a day that are not theirs to tell. Two that are one can be merged.
/// </summary>
internal sealed class FindSubject(ConcordDb db, Labels labels)
{
    public async Task<MeasureRow?> HandleAsync(Permit permit, Proposal proposal, Reading reading, ProcessInForce process, string kind, CancellationToken ct)
    {
        var seen = await SeenAsync(permit, ct).ConfigureAwait(false);
        var sort = process.SortOf(kind);
        if (proposal.Form == ProposalForm.Fact && sort == SubjectSort.Measure)
        {
            return await OfMember(seen, reading, kind).FirstOrDefaultAsync(ct).ConfigureAwait(false);
        }

        var key = Suggestions.TitleKey(reading.Title);
        if (sort is SubjectSort.Person or SubjectSort.Body)
        {
            return await Official(seen, kind, key, reading.Members).FirstOrDefaultAsync(ct).ConfigureAwait(false);
        }

        // a question is the same whoever puts it, when it is put in the same words
        if (sort == SubjectSort.Question)
        {
            return await seen.Where(m => m.Kind == kind && m.TitleKey == key).OrderBy(m => m.Sequence).FirstOrDefaultAsync(ct).ConfigureAwait(false);
        }

        return await InSourceAsync(seen, proposal, process, kind, key, ct).ConfigureAwait(false)
            ?? (proposal.Form == ProposalForm.Fact || sort == SubjectSort.Meeting ? await OnDaysAsync(seen, reading, kind, key, ct).ConfigureAwait(false) : null);
    }

    /// <summary>The official of this name of whom the person sees anything.</summary>
    public async Task<MeasureRow?> OfficialAsync(Permit permit, string kind, string key, ImmutableArray<MemberId> members, CancellationToken ct) =>
        await Official(await SeenAsync(permit, ct).ConfigureAwait(false), kind, key, members).FirstOrDefaultAsync(ct).ConfigureAwait(false);

    private async Task<IQueryable<MeasureRow>> SeenAsync(Permit permit, CancellationToken ct)
    {
        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        return db.Set<MeasureRow>().Where(m => db.Set<StatementRow>().Any(s => s.MeasureId == m.Id && visible.Contains(s.LabelId)));
    }

    /// <summary>The measure of the same kind, title and member.</summary>
    private IQueryable<MeasureRow> OfMember(IQueryable<MeasureRow> seen, Reading reading, string kind)
    {
        var (members, key) = (reading.Members, Suggestions.TitleKey(reading.Title));
        return seen
            .Where(m => m.Kind == kind && m.TitleKey == key)
            .Where(m => members.Length == 0
                ? !db.Set<MeasureMemberRow>().Any(x => x.MeasureId == m.Id)
                : db.Set<MeasureMemberRow>().Any(x => x.MeasureId == m.Id && ((IEnumerable<MemberId>)members).Contains(x.MemberId)))
            .OrderBy(m => m.Sequence);
    }

    /// <summary>Somebody of the same name, of the same member or of a member that one source does not tell.</summary>
    private IQueryable<MeasureRow> Official(IQueryable<MeasureRow> seen, string kind, string key, ImmutableArray<MemberId> members) => seen
        .Where(m => m.Kind == kind && m.TitleKey == key)
        .Where(m => members.Length == 0 || !db.Set<MeasureMemberRow>().Any(x => x.MeasureId == m.Id)
            || db.Set<MeasureMemberRow>().Any(x => x.MeasureId == m.Id && ((IEnumerable<MemberId>)members).Contains(x.MemberId)))
        .OrderBy(m => m.Sequence);

    /// <summary>What the same source was read to speak of under this name; who attended a session attended no meeting of that name.</summary>
    private async Task<MeasureRow?> InSourceAsync(IQueryable<MeasureRow> seen, Proposal proposal, ProcessInForce process, string kind, string key, CancellationToken ct)
    {
        string[] kinds = proposal.Form == ProposalForm.Attendance
            ? [.. process.Kinds.Where(k => k.Sort is SubjectSort.Meeting or SubjectSort.Session).Select(k => k.Key)]
            : [kind];
        var source = proposal.Passage.Source.Value;
        var there = await seen
            .Where(m => kinds.Contains(m.Kind) && db.Set<DecisionRow>().Any(d => d.SourceId == source && d.MeasureId == m.Id))
            .OrderBy(m => m.Sequence).ToListAsync(ct).ConfigureAwait(false);
        var known = await (
            from statement in db.Set<StatementRow>()
            join decision in db.Set<DecisionRow>() on statement.ProposalId equals decision.ProposalId
            where decision.SourceId == source && statement.Form == AssertionForm.Involves && statement.Detail == Ties.Named && statement.MeasureId != null
            select new { statement.MeasureId, statement.Text }).ToListAsync(ct).ConfigureAwait(false);
        return there.Find(m => m.TitleKey == key) ?? there.Find(m => known.Any(n => n.MeasureId == m.Id && Suggestions.TitleKey(n.Text ?? "") == key));
    }

    /// <summary>That of another source, when the days of both agree: two meetings of one name in two years are two.</summary>
    private async Task<MeasureRow?> OnDaysAsync(IQueryable<MeasureRow> seen, Reading reading, string kind, string key, CancellationToken ct)
    {
        if (When.Parse(reading.When ?? "").Match<When?>(w => w, _ => null) is not { Earliest: { } from, Latest: { } to })
        {
            return null;
        }

        return await seen
            .Where(m => m.Kind == kind && m.TitleKey == key)
            .Where(m => db.Set<StatementRow>().Any(s => s.MeasureId == m.Id && s.Form == AssertionForm.Reached && s.Earliest <= to && s.Latest >= from))
            .OrderBy(m => m.Sequence)
            .FirstOrDefaultAsync(ct).ConfigureAwait(false);
    }
}
