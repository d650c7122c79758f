using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>
/// The subject that a source means by a name. What happens on days and is named alike again and again (a meeting, a session, a declaration) is the one that the
/// same source has spoken of; that of another source only when its days agree. An official is known by name and country, a measure by title and member.
/// </summary>
internal sealed class FindSubject(ConcordDb db)
{
    public async Task<MeasureRow?> HandleAsync(Proposal proposal, Reading reading, ProcessInForce process, string kind, CancellationToken ct)
    {
        var sort = process.SortOf(kind);
        if (proposal.Form == ProposalForm.Fact && sort == SubjectSort.Measure)
        {
            return await OfMemberAsync(reading, kind, ct).ConfigureAwait(false);
        }

        var key = Suggestions.TitleKey(reading.Title);
        if (sort is SubjectSort.Person or SubjectSort.Body)
        {
            return await OfficialAsync(kind, key, reading.Members, ct).ConfigureAwait(false);
        }

        // a question is the same whoever puts it, when it is put in the same words
        if (sort == SubjectSort.Question)
        {
            return await db.Set<MeasureRow>().Where(m => m.Kind == kind && m.TitleKey == key).OrderBy(m => m.Sequence).FirstOrDefaultAsync(ct).ConfigureAwait(false);
        }

        return await InSourceAsync(proposal, process, kind, key, ct).ConfigureAwait(false)
            ?? (proposal.Form == ProposalForm.Fact || sort == SubjectSort.Meeting ? await OnDaysAsync(reading, kind, key, ct).ConfigureAwait(false) : null);
    }

    /// <summary>The measure of the same kind, title and member.</summary>
    private Task<MeasureRow?> OfMemberAsync(Reading reading, string kind, CancellationToken ct)
    {
        var (members, key) = (reading.Members, Suggestions.TitleKey(reading.Title));
        return db.Set<MeasureRow>()
            .Where(m => m.Kind == kind && m.TitleKey == key)
            .Where(m => members.Length == 0
                ? !db.Set<MeasureMemberRow>().Any(x => x.MeasureId == m.Id)
                : db.Set<MeasureMemberRow>().Any(x => x.MeasureId == m.Id && ((IEnumerable<MemberId>)members).Contains(x.MemberId)))
            .OrderBy(m => m.Sequence)
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>Somebody of the same name, of the same member or of a member that one source does not tell.</summary>
    public Task<MeasureRow?> OfficialAsync(string kind, string key, ImmutableArray<MemberId> members, CancellationToken ct) => db.Set<MeasureRow>()
        .Where(m => m.Kind == kind && m.TitleKey == key)
        .Where(m => members.Length == 0 || !db.Set<MeasureMemberRow>().Any(x => x.MeasureId == m.Id)
            || db.Set<MeasureMemberRow>().Any(x => x.MeasureId == m.Id && ((IEnumerable<MemberId>)members).Contains(x.MemberId)))
        .OrderBy(m => m.Sequence)
        .FirstOrDefaultAsync(ct);

    /// <summary>What the same source was read to speak of under this name; who attended a session attended no meeting of that name.</summary>
    private async Task<MeasureRow?> InSourceAsync(Proposal proposal, ProcessInForce process, string kind, string key, CancellationToken ct)
    {
        string[] kinds = proposal.Form == ProposalForm.Attendance
            ? [.. process.Kinds.Where(k => k.Sort is SubjectSort.Meeting or SubjectSort.Session).Select(k => k.Key)]
            : [kind];
        var source = proposal.Passage.Source.Value;
        var there = await db.Set<MeasureRow>()
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
    private async Task<MeasureRow?> OnDaysAsync(Reading reading, string kind, string key, CancellationToken ct)
    {
        if (When.Parse(reading.When ?? "").Match<When?>(w => w, _ => null) is not { Earliest: { } from, Latest: { } to })
        {
            return null;
        }

        return await db.Set<MeasureRow>()
            .Where(m => m.Kind == kind && m.TitleKey == key)
            .Where(m => db.Set<StatementRow>().Any(s => s.MeasureId == m.Id && s.Form == AssertionForm.Reached && s.Earliest <= to && s.Latest >= from))
            .OrderBy(m => m.Sequence)
            .FirstOrDefaultAsync(ct).ConfigureAwait(false);
    }
}
