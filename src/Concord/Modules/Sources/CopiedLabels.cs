using Concord.Core.Kernel;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Sources;

/// <summary>
/// Whoever copies a label of a source looks at it once more in the midst of the commit, while the source's row is theirs: a release that came between is noticed, and the commit is refused
/// with <c>store.changed-meanwhile</c>. Without it what was narrowed would stay wide where it was copied to.
/// </summary>
internal static class CopiedLabels
{
    public static void OfPassage(ConcordDb db, SourceId source, PassageId passage, PassageLabels labels) => Hold(db, source, () =>
        db.Set<PassageRow>().AnyAsync(p => p.Id == passage && p.LabelId == labels.Own && p.ToldId == labels.Told, CancellationToken.None));

    public static void OfProposal(ConcordDb db, SourceId source, ProposalId proposal, LabelId label) => Hold(db, source, () =>
        db.Set<ProposalRow>().AnyAsync(p => p.Id == proposal && p.LabelId == label, CancellationToken.None));

    public static void OfParagraph(ConcordDb db, SourceId source, int ordinal, LabelId label) => Hold(db, source, () =>
        db.Set<ParagraphRow>().AnyAsync(p => p.SourceId == source && p.Ordinal == ordinal && p.LabelId == label, CancellationToken.None));

    /// <summary>Of all paragraphs of a source, by their ordinals.</summary>
    public static void OfParagraphs(ConcordDb db, SourceId source, IReadOnlyDictionary<int, LabelId> labels) => Hold(db, source, async () =>
        (await db.Set<ParagraphRow>().Where(p => p.SourceId == source).Select(p => new { p.Ordinal, p.LabelId }).ToListAsync(CancellationToken.None).ConfigureAwait(false))
            .All(p => labels.GetValueOrDefault(p.Ordinal) == p.LabelId));

    /// <summary>A release changes what it has seen and nothing besides: what was added to the source meanwhile bears the labels of before.</summary>
    public static void OfAll(ConcordDb db, SourceId source, IReadOnlyDictionary<int, LabelId> labels, (int Passages, int Proposals, int Anchorings) seen)
    {
        OfParagraphs(db, source, labels);
        db.Provided(async () => seen == (
            await db.Set<PassageRow>().CountAsync(p => p.SourceId == source, CancellationToken.None).ConfigureAwait(false),
            await db.Set<ProposalRow>().CountAsync(p => p.SourceId == source, CancellationToken.None).ConfigureAwait(false),
            await db.Set<AnchoringRow>().CountAsync(a => a.SourceId == source && a.LabelId != null && a.ParagraphOrdinal != null, CancellationToken.None).ConfigureAwait(false)));
    }

    private static void Hold(ConcordDb db, SourceId source, Func<Task<bool>> same) => db.Provided(async () =>
    {
        await db.HoldAsync<SourceRow>([source.Value]).ConfigureAwait(false);
        return await same().ConfigureAwait(false);
    });
}
