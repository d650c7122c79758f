using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Sources;
using Concord.Core.Telegrams;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Sources;

/// <summary>Reads sources. What the person may not see is no part of any query's answer: the labels are a term of it.</summary>
internal sealed class SourceQueries(ConcordDb db, Labels labels) : ISources
{
    public async Task<ImmutableArray<SourceSummary>> ListAsync(Permit permit, int most, CancellationToken ct)
    {
        var visible = await VisibleAsync(permit, ct).ConfigureAwait(false);
        var rows = await db.Set<SourceRow>().AsNoTracking()
            .Where(s => visible.Contains(s.LabelId))
            .OrderByDescending(s => s.Sequence)
            .Take(most)
            .Select(s => new SourceSummary(
                s.Id, s.Title, s.ReferenceId, s.Originator, s.Written, s.Known, s.Imported, s.FileName, s.Form, s.Paragraphs, s.Proposals, s.Errors))
            .ToListAsync(ct).ConfigureAwait(false);
        return [.. rows];
    }

    public async Task<Result<SourcePage>> PageAsync(Permit permit, SourceId id, CancellationToken ct)
    {
        var visible = await VisibleAsync(permit, ct).ConfigureAwait(false);
        var row = await db.Set<SourceRow>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct).ConfigureAwait(false);
        var shown = await db.Set<ParagraphRow>().AsNoTracking()
            .Where(p => p.SourceId == id && visible.Contains(p.LabelId))
            .OrderBy(p => p.Ordinal)
            .ToListAsync(ct).ConfigureAwait(false);
        if (row is null || (shown.Count == 0 && !visible.Contains(row.LabelId)))
        {
            return new Refusal("source.unknown");
        }

        var labelled = await labels.AllAsync(ct).ConfigureAwait(false);
        var proposals = await ProposalsAsync(db.Set<ProposalRow>().Where(p => p.SourceId == id && visible.Contains(p.LabelId)), ct).ConfigureAwait(false);
        var correctedBy = await db.Set<SourceRow>()
            .Where(s => s.Corrects == id && visible.Contains(s.LabelId))
            .OrderByDescending(s => s.Sequence)
            .Select(s => (SourceId?)s.Id)
            .FirstOrDefaultAsync(ct).ConfigureAwait(false);
        var complaints = Stored.Read<ImmutableArray<Complaint>>(row.Complaints);
        var names = shown.Select(p => p.Name).ToHashSet();
        return new SourcePage(
            Summary(row),
            row.ContentHash,
            row.Length,
            Stored.Read<TelegramHeader>(row.Header),
            [.. shown.Select(p => Paragraph(p, labelled[p.LabelId], complaints))],
            complaints,
            proposals,
            [.. Stored.Read<ImmutableArray<Mention>>(row.Mentions).Where(m => names.Contains(m.Paragraph))],
            row.Paragraphs - shown.Count,
            row.Corrects,
            correctedBy);
    }

    public async Task<Result<Proposal>> ProposalAsync(Permit permit, ProposalId id, CancellationToken ct)
    {
        var visible = await VisibleAsync(permit, ct).ConfigureAwait(false);
        var found = await ProposalsAsync(db.Set<ProposalRow>().Where(p => p.Id == id && visible.Contains(p.LabelId)), ct).ConfigureAwait(false);
        return found.IsEmpty ? new Refusal("proposal.unknown") : found[0];
    }

    public async Task<ImmutableDictionary<PassageId, PassageView>> PassagesAsync(
        Permit permit, IReadOnlyCollection<PassageId> ids, CancellationToken ct)
    {
        var visible = await VisibleAsync(permit, ct).ConfigureAwait(false);
        var rows = await (
            from passage in db.Set<PassageRow>().AsNoTracking()
            join source in db.Set<SourceRow>() on passage.SourceId equals source.Id
            join paragraph in db.Set<ParagraphRow>()
                on new { passage.SourceId, Ordinal = passage.ParagraphOrdinal } equals new { paragraph.SourceId, paragraph.Ordinal }
            where ids.Contains(passage.Id) && visible.Contains(passage.LabelId)
            select new { passage, source.Title, source.ReferenceId, source.Known, paragraph.Name, paragraph.Text })
            .ToListAsync(ct).ConfigureAwait(false);
        return rows.ToImmutableDictionary(r => r.passage.Id, r => View(r.passage, r.Title, r.ReferenceId, r.Known, r.Name, r.Text));
    }

    /// <summary>The bytes as received, with the name they came under; only for those who may see the whole.</summary>
    public async Task<Result<(string FileName, byte[] Bytes)>> OriginalAsync(Permit permit, SourceId id, CancellationToken ct)
    {
        var visible = await VisibleAsync(permit, ct).ConfigureAwait(false);
        var found = await (
            from source in db.Set<SourceRow>().AsNoTracking()
            join content in db.Set<ContentRow>() on source.ContentHash equals content.Hash
            where source.Id == id && visible.Contains(source.LabelId)
            select new { source.FileName, content.Bytes })
            .SingleOrDefaultAsync(ct).ConfigureAwait(false);
        return found is null ? new Refusal("source.unknown") : (found.FileName, found.Bytes);
    }

    private async Task<List<LabelId>> VisibleAsync(Permit permit, CancellationToken ct) =>
        [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];

    private async Task<ImmutableArray<Proposal>> ProposalsAsync(IQueryable<ProposalRow> which, CancellationToken ct)
    {
        var rows = await (
            from proposal in which.AsNoTracking()
            join passage in db.Set<PassageRow>() on proposal.PassageId equals passage.Id
            join source in db.Set<SourceRow>() on proposal.SourceId equals source.Id
            join paragraph in db.Set<ParagraphRow>()
                on new { passage.SourceId, Ordinal = passage.ParagraphOrdinal } equals new { paragraph.SourceId, paragraph.Ordinal }
            orderby proposal.Ordinal
            select new { proposal, passage, source.Title, source.ReferenceId, source.Known, paragraph.Name, paragraph.Text })
            .ToListAsync(ct).ConfigureAwait(false);
        return [.. rows.Select(r => ToProposal(r.proposal, View(r.passage, r.Title, r.ReferenceId, r.Known, r.Name, r.Text)))];
    }

    private static Proposal ToProposal(ProposalRow p, PassageView passage) => new(
        p.Id, p.Ordinal, passage, p.Kind, p.Status, p.Polarity, p.Title, p.Country, p.Iso2, p.DateText, p.Date, p.DateCertainty, p.Speaker,
        p.SpeakerCountry, p.Attribution, Stored.Read<ImmutableArray<string>>(p.Partners), Stored.Read<ImmutableArray<ProposedFigure>>(p.Figures), p.Rule, p.Confidence, p.ProtectSource)
    {
        Capacity = p.Capacity,
        Occasion = p.Occasion,
        Said = p.Said,
    };

    private static PassageView View(PassageRow p, string title, string? reference, DateOnly known, string paragraph, string text) => new(
        p.Id, p.SourceId, title, reference, known, paragraph, p.Exact, p.Prefix, p.Suffix,
        new Passage(p.Exact, p.Prefix, p.Suffix, new TextSpan(p.StartAt, p.EndAt)).FindIn(text), p.LabelId);

    private static SourceSummary Summary(SourceRow s) => new(
        s.Id, s.Title, s.ReferenceId, s.Originator, s.Written, s.Known, s.Imported, s.FileName, s.Form, s.Paragraphs, s.Proposals, s.Errors);

    private static SourceParagraph Paragraph(ParagraphRow p, Label shown, ImmutableArray<Complaint> complaints) => new(
        p.Name, p.Ordinal, p.Number, p.Marking, p.Heading, p.Label, p.OpeningMarker, p.TrailingMarker, p.Text, p.FirstLine, p.LastLine, shown,
        [.. complaints.Where(c => c.Line >= p.FirstLine && c.Line <= p.LastLine)]);
}
