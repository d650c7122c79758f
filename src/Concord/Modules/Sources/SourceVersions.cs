using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Sources;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Sources;

/// <summary>What making a source a version left behind.</summary>
/// <param name="Standing">Passages that stand in it without anybody looking.</param>
/// <param name="Waiting">Passages that need a person.</param>
internal sealed record MadeVersion(SourceId Earlier, int Standing, int Waiting);

/// <summary>Makes a source a later version of another, for whoever commits: the link, every passage's place in it, and the proposals that say nothing new.</summary>
internal sealed class SourceVersions(ConcordDb db, Labels labels, TimeProvider clock)
{
    /// <summary>Where a source stands among its versions.</summary>
    public async Task<VersionPlace> PlaceAsync(SourceRow source, CancellationToken ct) => new(
        source.Id, source.Corrects, source.First ?? source.Id, source.VersionNumber,
        await db.Set<SourceRow>().Where(s => s.Corrects == source.Id).Select(s => (SourceId?)s.Id).SingleOrDefaultAsync(ct).ConfigureAwait(false));

    /// <summary>The later source must be among what the context keeps track of; its paragraphs, passages and proposals are given, since they may not be stored yet.</summary>
    public async Task<Result<MadeVersion>> StageAsync(
        Permit permit, SourceRow later, SourceId earlierId, IReadOnlyCollection<ParagraphRow> paragraphs, IReadOnlyCollection<PassageRow> passages,
        IReadOnlyCollection<ProposalRow> proposals, CancellationToken ct)
    {
        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        var earlier = await db.Set<SourceRow>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == earlierId && visible.Contains(s.LabelId), ct).ConfigureAwait(false);
        if (earlier is null)
        {
            return new Refusal("source.unknown");
        }

        // What another body filed is not for this one to correct, least of all by something that nobody else sees.
        if (earlier.FiledKey != later.FiledKey && permit.Actor.Capacity != Capacity.LocalOperator)
        {
            return new Refusal("version.of-another");
        }

        var place = Versioning.Link(await PlaceAsync(later, ct).ConfigureAwait(false), await PlaceAsync(earlier, ct).ConfigureAwait(false));
        return await place.Match(
            async linked =>
            {
                (later.Corrects, later.First, later.VersionNumber) = (linked.Corrects, linked.First, linked.Number);
                var anchored = await AnchorAsync(permit, later, earlier, [.. paragraphs.OrderBy(p => p.Ordinal)], ct).ConfigureAwait(false);
                await RepeatAsync(later, linked.First, anchored, passages, proposals, ct).ConfigureAwait(false);
                return (Result<MadeVersion>)new MadeVersion(earlierId, anchored.Count(Stands), anchored.Count(a => !Stands(a) && a.How != AnchorHow.LeftLost));
            },
            refusals => Task.FromResult<Result<MadeVersion>>(refusals)).ConfigureAwait(false);
    }

    internal static bool Stands(AnchoringRow row) =>
        row.How is AnchorHow.Confirmed or AnchorHow.Placed || (row.How == AnchorHow.Found && row.Kind is AnchorKind.Exact or AnchorKind.Moved);

    private async Task<List<AnchoringRow>> AnchorAsync(Permit permit, SourceRow later, SourceRow earlier, ImmutableArray<ParagraphRow> paragraphs, CancellationToken ct)
    {
        var first = earlier.First ?? earlier.Id;
        var passages = await (
            from passage in db.Set<PassageRow>().AsNoTracking()
            join source in db.Set<SourceRow>() on passage.SourceId equals source.Id
            where (source.Id == first || source.First == first) && source.Id != later.Id && source.VersionNumber <= earlier.VersionNumber
            orderby passage.Id
            select passage).ToListAsync(ct).ConfigureAwait(false);
        var last = (await db.Set<AnchoringRow>().AsNoTracking().Where(a => a.SourceId == earlier.Id).ToListAsync(ct).ConfigureAwait(false))
            .GroupBy(a => a.PassageId).ToDictionary(g => g.Key, g => g.MaxBy(a => a.Number)!);
        var before = (await db.Set<AnchoringRow>().AsNoTracking().Where(a => a.SourceId == later.Id).ToListAsync(ct).ConfigureAwait(false))
            .GroupBy(a => a.PassageId).ToDictionary(g => g.Key, g => g.MaxBy(a => a.Number)!);
        var made = new List<AnchoringRow>();
        VersionParagraph[] now = [.. paragraphs.Select(ToVersion)];
        var group = passages
            .Where(p => !before.ContainsKey(p.Id))
            .Select(p => (Passage: p, From: last.GetValueOrDefault(p.Id)))
            .GroupBy(p => p.From is { } standing && Stands(standing) ? earlier.Id : p.Passage.SourceId);
        foreach (var some in group.Select(g => (Source: g.Key, Passages: g.ToArray())))
        {
            var texts = await db.Set<ParagraphRow>().AsNoTracking().Where(p => p.SourceId == some.Source).OrderBy(p => p.Ordinal).ToListAsync(ct).ConfigureAwait(false);
            var found = Reanchoring.Of(
                [.. texts.Select(ToVersion)], now, [.. some.Passages.Select(p => p.From is { } from && Stands(from) ? ToAnchored(from) : ToAnchored(p.Passage))]);
            made.AddRange(some.Passages.Zip(found).Select(p => ToRow(permit, p.First.Passage.Id, later.Id, p.Second, paragraphs, p.First.From)));
        }

        db.AddRange(made);
        if (db.Entry(later).State != EntityState.Added)
        {
            CopiedLabels.OfParagraphs(db, later.Id, paragraphs.ToDictionary(p => p.Ordinal, p => p.LabelId));
        }

        return [.. made, .. before.Values];
    }

    /// <summary>The same words at their place, read in the same way: nobody is asked again.</summary>
    private async Task RepeatAsync(
        SourceRow later, SourceId first, List<AnchoringRow> anchored, IReadOnlyCollection<PassageRow> passages, IReadOnlyCollection<ProposalRow> proposals,
        CancellationToken ct)
    {
        var places = anchored.Where(Stands).ToDictionary(a => a.PassageId, a => (a.ParagraphOrdinal, a.StartAt, a.EndAt));
        var earlier = await (
            from proposal in db.Set<ProposalRow>().AsNoTracking()
            join source in db.Set<SourceRow>() on proposal.SourceId equals source.Id
            where (source.Id == first || source.First == first) && source.Id != later.Id
            orderby proposal.Ordinal
            select proposal).ToListAsync(ct).ConfigureAwait(false);
        var known = (await db.Set<RepeatRow>().AsNoTracking().Where(r => r.SourceId == later.Id).ToListAsync(ct).ConfigureAwait(false))
            .Select(r => (r.ProposalId, r.EarlierId)).ToHashSet();
        var at = passages.ToDictionary(p => p.Id, p => ((int?)p.ParagraphOrdinal, p.StartAt, p.EndAt));
        var now = proposals.Where(p => at.ContainsKey(p.PassageId)).OrderBy(p => p.Ordinal).ToLookup(p => (at[p.PassageId], Says(p)), p => p.Id);
        foreach (var version in earlier.Where(p => places.ContainsKey(p.PassageId)).GroupBy(p => p.SourceId))
        {
            // Two that say the same with the same words are told apart by their order.
            foreach (var same in version.GroupBy(p => (places[p.PassageId], Says(p))))
            {
                db.AddRange(now[same.Key].Zip(same).Where(p => !known.Contains((p.First, p.Second.Id)))
                    .Select(p => new RepeatRow { ProposalId = p.First, EarlierId = p.Second.Id, SourceId = later.Id }));
            }
        }
    }

    /// <summary>Everything that a proposal reads, but not how it was found.</summary>
    private static string Says(ProposalRow p) => Stored.Json(new
    {
        p.Kind, p.Status, p.Polarity, p.Title, p.Country, p.Iso2, Date = p.Date?.Edtf, p.DateCertainty, p.Speaker, p.SpeakerCountry, p.Capacity, p.Occasion,
        Said = p.Said?.Edtf, p.Partners, p.Figures, p.ProtectSource, p.Form, p.Subject,
    });

    private AnchoringRow ToRow(
        Permit permit, PassageId passage, SourceId later, Reanchored found, ImmutableArray<ParagraphRow> paragraphs, AnchoringRow? from)
    {
        var place = found.Place;
        return new AnchoringRow
        {
            PassageId = passage,
            SourceId = later,
            Kind = found.Kind,

            // What a person said is gone, and is still nowhere, is not asked again.
            How = from is { How: AnchorHow.LeftLost } && place is null ? AnchorHow.LeftLost : AnchorHow.Found,
            ParagraphOrdinal = place is null ? null : paragraphs[place.Paragraph].Ordinal,
            LabelId = place is null ? null : paragraphs[place.Paragraph].LabelId,
            Exact = place?.Passage.Exact ?? "",
            Prefix = place?.Passage.Prefix ?? "",
            Suffix = place?.Passage.Suffix ?? "",
            StartAt = place?.Passage.Span.Start ?? 0,
            EndAt = place?.Passage.Span.End ?? 0,
            By = permit.Actor.Id,
            Capacity = permit.Actor.Capacity,
            At = clock.GetUtcNow(),
        };
    }

    private static VersionParagraph ToVersion(ParagraphRow p) => new(p.Text, p.Label);

    private static AnchoredPassage ToAnchored(PassageRow p) => new(p.ParagraphOrdinal, new Passage(p.Exact, p.Prefix, p.Suffix, new TextSpan(p.StartAt, p.EndAt)));

    private static AnchoredPassage ToAnchored(AnchoringRow a) =>
        new(a.ParagraphOrdinal ?? -1, new Passage(a.Exact, a.Prefix, a.Suffix, new TextSpan(a.StartAt, a.EndAt)));
}
