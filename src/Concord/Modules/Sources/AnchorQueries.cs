using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Sources;

/// <summary>Where passages stand in later versions. A place in a paragraph that the person may not see is as if it were not there.</summary>
internal sealed class AnchorQueries(ConcordDb db)
{
    private const int AtOnce = 500;

    /// <summary>Of each passage that has one, its place in the newest version; or in one version.</summary>
    public async Task<Dictionary<PassageId, (AnchoringRow Row, PassageNow Now)>> NowAsync(
        IReadOnlyCollection<PassageId> ids, SourceId? inVersion, List<LabelId> visible, CancellationToken ct)
    {
        var found = new Dictionary<PassageId, (AnchoringRow, PassageNow)>();
        foreach (var some in ids.Chunk(AtOnce))
        {
            await AddAsync(found, db.Set<AnchoringRow>().Where(a => ((IEnumerable<PassageId>)some).Contains(a.PassageId)), inVersion, visible, ct).ConfigureAwait(false);
        }

        return found;
    }

    /// <summary>All passages of earlier versions in this one.</summary>
    public async Task<Dictionary<PassageId, (AnchoringRow Row, PassageNow Now)>> InAsync(SourceId version, List<LabelId> visible, CancellationToken ct)
    {
        var found = new Dictionary<PassageId, (AnchoringRow, PassageNow)>();
        await AddAsync(found, db.Set<AnchoringRow>(), version, visible, ct).ConfigureAwait(false);
        return found;
    }

    private async Task AddAsync(
        Dictionary<PassageId, (AnchoringRow, PassageNow)> found, IQueryable<AnchoringRow> which, SourceId? inVersion, List<LabelId> visible, CancellationToken ct)
    {
        var rows = await (
            from anchoring in which.AsNoTracking()
            join source in db.Set<SourceRow>() on anchoring.SourceId equals source.Id
            where source.Corrects != null && (inVersion == null || source.Id == inVersion)
                && (anchoring.LabelId == null ? visible.Contains(source.LabelId) : visible.Contains(anchoring.LabelId.Value))
            select new
            {
                anchoring,
                Title = visible.Contains(source.LabelId) ? source.Title : "",
                ReferenceId = visible.Contains(source.LabelId) ? source.ReferenceId : null,
                source.Known,
                source.VersionNumber,
                Name = db.Set<ParagraphRow>().Where(p => p.SourceId == anchoring.SourceId && p.Ordinal == anchoring.ParagraphOrdinal).Select(p => p.Name).FirstOrDefault(),
            }).ToListAsync(ct).ConfigureAwait(false);
        foreach (var passage in rows.GroupBy(r => r.anchoring.PassageId))
        {
            var last = passage.OrderBy(r => r.VersionNumber).ThenBy(r => r.anchoring.Number).Last();
            var a = last.anchoring;
            found[passage.Key] = (a, new PassageNow(
                a.SourceId, last.Title.Length > 0 ? last.Title : SourceQueries.Withheld, last.ReferenceId, last.Known, last.VersionNumber, a.Kind, a.How, last.Name, a.Exact, new TextSpan(a.StartAt, a.EndAt)));
        }
    }
}
