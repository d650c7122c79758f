using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.I18n;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Sources;

/// <summary>What stands behind a source or a proposal: the labels of the whole and of each paragraph, and the body that filed it.</summary>
internal sealed class SourceThings(ConcordDb db, Labels labels, SourceQueries sources) : ILabelledThings, IFiled
{
    public const string Source = "source";
    public const string Proposal = "proposal";

    public ImmutableArray<string> Kinds { get; } = [Source, Proposal];

    public async Task<ThingTold?> FindAsync(Permit permit, Thing thing, CancellationToken ct)
    {
        if (thing.Kind == Proposal)
        {
            return (await sources.ProposalAsync(permit, new ProposalId(thing.Id), ct).ConfigureAwait(false)).Match<ThingTold?>(
                p => new ThingTold(p.Title, $"/proposals/{thing.Id:D}", [thing.ToString()]), _ => null);
        }

        var id = new SourceId(thing.Id);
        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        var found = await db.Set<SourceRow>().Where(s => s.Id == id)
            .Select(s => new { s.Title, Whole = visible.Contains(s.LabelId), Some = db.Set<ParagraphRow>().Any(p => p.SourceId == id && visible.Contains(p.LabelId)) })
            .SingleOrDefaultAsync(ct).ConfigureAwait(false);
        var proposals = await db.Set<ProposalRow>().Where(p => p.SourceId == id && visible.Contains(p.LabelId)).Select(p => p.Id).ToListAsync(ct).ConfigureAwait(false);
        return found is { Whole: false, Some: false } or null ? null : new ThingTold(
            found.Whole ? found.Title : Texts.Here("sources.title-withheld"), SourceLinks.Page(id), [thing.ToString(), .. proposals.Select(p => new Thing(Proposal, p.Value).ToString())]);
    }

    public async Task<Dictionary<SourceId, (LabelId Label, BodyId? Filer)>> FilersAsync(IReadOnlyCollection<SourceId> ids, CancellationToken ct) =>
        (await db.Set<SourceRow>().Where(s => EF.Parameter(ids).Contains(s.Id)).Select(s => new { s.Id, s.LabelId, s.FiledBy }).ToListAsync(ct).ConfigureAwait(false))
            .ToDictionary(s => s.Id, s => (s.LabelId, s.FiledBy));

    public async Task<ImmutableArray<Behind>> BehindAsync(Thing thing, CancellationToken ct)
    {
        if (thing.Kind == Proposal)
        {
            var proposal = new ProposalId(thing.Id);
            return
            [
                .. await (from p in db.Set<ProposalRow>() join s in db.Set<SourceRow>() on p.SourceId equals s.Id where p.Id == proposal select new Behind(p.LabelId, s.Id, s.FiledBy))
                    .ToListAsync(ct).ConfigureAwait(false),
            ];
        }

        var id = new SourceId(thing.Id);
        var source = await db.Set<SourceRow>().Where(s => s.Id == id).Select(s => new { s.LabelId, s.FiledBy }).SingleOrDefaultAsync(ct).ConfigureAwait(false);
        var paragraphs = await db.Set<ParagraphRow>().Where(p => p.SourceId == id).Select(p => p.LabelId).Distinct().ToListAsync(ct).ConfigureAwait(false);
        return source is null ? [] : [.. paragraphs.Append(source.LabelId).Distinct().Select(l => new Behind(l, id, source.FiledBy))];
    }
}
