using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Sources;

/// <summary>Sources that were kept before there was an index.</summary>
internal sealed class SearchableSources(ConcordDb db) : ISearchable
{
    private const int Together = 20;

    private IQueryable<SourceRow> Missing => db.Set<SourceRow>().AsNoTracking().Where(s => !db.Set<SearchDocumentRow>().Any(d => d.ObjectId == (Guid)(object)s.Id));

    public Task<int> MissingAsync(CancellationToken ct) => Missing.CountAsync(ct);

    public async Task<Result<int>> IndexSomeAsync(Permit permit, CancellationToken ct)
    {
        var some = await Missing.OrderBy(s => s.Sequence).Take(Together).ToListAsync(ct).ConfigureAwait(false);
        if (permit.Doing != Doing.Administer || some.Count == 0)
        {
            return permit.Doing == Doing.Administer ? 0 : new Refusal("access.denied");
        }

        foreach (var source in some)
        {
            var paragraphs = await db.Set<ParagraphRow>().AsNoTracking().Where(p => p.SourceId == source.Id).ToListAsync(ct).ConfigureAwait(false);
            var proposals = await (
                from proposal in db.Set<ProposalRow>()
                join passage in db.Set<PassageRow>() on proposal.PassageId equals passage.Id
                where proposal.SourceId == source.Id
                orderby proposal.Ordinal
                select new { proposal.Partners, passage.ParagraphOrdinal, passage.StartAt, passage.EndAt }).ToListAsync(ct).ConfigureAwait(false);
            var partners = SourceIndex.Partners(proposals.Select(p => (p.Partners, p.ParagraphOrdinal, p.StartAt, p.EndAt)));
            db.Index(SourceIndex.Of(source, paragraphs, partners));
            CopiedLabels.OfParagraphs(db, source.Id, paragraphs.ToDictionary(p => p.Ordinal, p => p.LabelId));
        }

        var committed = await db.CommitAsync(new Act(permit, "search.indexed", "search"), ct).ConfigureAwait(false);
        return committed.Map(_ => some.Count);
    }
}
