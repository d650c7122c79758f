using System.Runtime.CompilerServices;
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
            var (document, labels) = await MakeAsync(source, ct).ConfigureAwait(false);
            db.Index(document);
            CopiedLabels.OfParagraphs(db, source.Id, labels);
        }

        var committed = await db.CommitAsync(new Act(permit, "search.indexed", "search"), ct).ConfigureAwait(false);
        return committed.Map(_ => some.Count);
    }

    public async IAsyncEnumerable<SearchDocument> DocumentsAsync(Permit permit, [EnumeratorCancellation] CancellationToken ct)
    {
        var all = await db.Set<SourceRow>().AsNoTracking().OrderBy(s => s.Sequence).ThenBy(s => s.Id).Select(s => s.Id).ToListAsync(ct).ConfigureAwait(false);
        foreach (var some in all.Chunk(Together))
        {
            foreach (var source in await db.Set<SourceRow>().AsNoTracking().Where(s => EF.Parameter(some).Contains(s.Id)).ToListAsync(ct).ConfigureAwait(false))
            {
                yield return (await MakeAsync(source, ct).ConfigureAwait(false)).Document;
            }
        }
    }

    private async Task<(SearchDocument Document, Dictionary<int, LabelId> Labels)> MakeAsync(SourceRow source, CancellationToken ct)
    {
        var paragraphs = await db.Set<ParagraphRow>().AsNoTracking().Where(p => p.SourceId == source.Id).ToListAsync(ct).ConfigureAwait(false);
        var proposals = await (
            from proposal in db.Set<ProposalRow>()
            join passage in db.Set<PassageRow>() on proposal.PassageId equals passage.Id
            where proposal.SourceId == source.Id
            orderby proposal.Ordinal
            select new { proposal.Partners, passage.ParagraphOrdinal, passage.StartAt, passage.EndAt }).ToListAsync(ct).ConfigureAwait(false);
        var partners = SourceIndex.Partners(proposals.Select(p => (p.Partners, p.ParagraphOrdinal, p.StartAt, p.EndAt)));
        return (SourceIndex.Of(source, paragraphs, partners), paragraphs.ToDictionary(p => p.Ordinal, p => p.LabelId));
    }
}
