using System.Globalization;
using Concord.Core.Kernel;
using Concord.Core.Sources;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Sources;

/// <summary>A person settles where a passage stands in a later version, or takes that back. Each is an act and a row of its own; two people settle it once.</summary>
internal sealed class SettleAnchor(ConcordDb db, Labels labels, AnchorQueries anchors, TimeProvider clock)
{
    public async Task<Result<PassageId>> HandleAsync(Permit permit, SettlePassage input, CancellationToken ct)
    {
        if (permit.Doing != Doing.Review)
        {
            return new Refusal("access.denied");
        }

        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        var isSeen = await db.Set<PassageRow>().AnyAsync(p => p.Id == input.Passage && visible.Contains(p.LabelId), ct).ConfigureAwait(false);
        var found = await anchors.NowAsync([input.Passage], input.Source, visible, ct).ConfigureAwait(false);
        if (!isSeen || !found.TryGetValue(input.Passage, out var standing))
        {
            return new Refusal("passage.unknown");
        }

        var row = standing.Row;
        var refused = row.Number != input.Seen ? new Refusal("passage.settled-meanwhile") : input.How switch
        {
            AnchorHow.Confirmed when row.ParagraphOrdinal is null => new Refusal("passage.no-place"),
            AnchorHow.Confirmed or AnchorHow.LeftLost or AnchorHow.Placed when row.How is AnchorHow.Confirmed or AnchorHow.Placed or AnchorHow.LeftLost => new Refusal("passage.settled-already"),
            AnchorHow.Reopened when row.How is AnchorHow.Found or AnchorHow.Reopened => new Refusal("passage.nothing-to-undo"),
            AnchorHow.Found => new Refusal("passage.unknown"),
            AnchorHow.Confirmed or AnchorHow.LeftLost or AnchorHow.Placed or AnchorHow.Reopened => null,
        };
        if (refused is not null)
        {
            return refused;
        }

        var next = await NextAsync(input, row, visible, ct).ConfigureAwait(false);
        return await next.Match(
            made => CommitAsync(permit, input, made, ct),
            refusals => Task.FromResult<Result<PassageId>>(refusals)).ConfigureAwait(false);
    }

    private async Task<Result<AnchoringRow>> NextAsync(SettlePassage input, AnchoringRow last, List<LabelId> visible, CancellationToken ct)
    {
        if (input.How == AnchorHow.Placed)
        {
            return await PlacedAsync(input, last, visible, ct).ConfigureAwait(false);
        }

        // Taken back, it is what the rules had found.
        var from = input.How == AnchorHow.Reopened
            ? await db.Set<AnchoringRow>().AsNoTracking().Where(a => a.PassageId == input.Passage && a.SourceId == input.Source).OrderBy(a => a.Number).FirstAsync(ct).ConfigureAwait(false)
            : last;
        return Row(last, from.ParagraphOrdinal, from.LabelId, new Passage(from.Exact, from.Prefix, from.Suffix, new TextSpan(from.StartAt, from.EndAt)));
    }

    private async Task<Result<AnchoringRow>> PlacedAsync(SettlePassage input, AnchoringRow last, List<LabelId> visible, CancellationToken ct)
    {
        var paragraph = await db.Set<ParagraphRow>().AsNoTracking()
            .SingleOrDefaultAsync(p => p.SourceId == input.Source && p.Ordinal == input.Paragraph && visible.Contains(p.LabelId), ct).ConfigureAwait(false);
        return paragraph is null
            ? new Refusal("passage.no-place")
            : ProposeStatement.Place(paragraph.Text, input.Words ?? "", input.At).Map(span => Row(last, paragraph.Ordinal, paragraph.LabelId, Passage.Cut(paragraph.Text, span)));
    }

    private static AnchoringRow Row(AnchoringRow last, int? paragraph, LabelId? label, Passage passage) => new()
    {
        PassageId = last.PassageId,
        SourceId = last.SourceId,
        Number = last.Number + 1,
        Kind = last.Kind,
        ParagraphOrdinal = paragraph,
        LabelId = label,
        Exact = passage.Exact,
        Prefix = passage.Prefix,
        Suffix = passage.Suffix,
        StartAt = passage.Span.Start,
        EndAt = passage.Span.End,
    };

    private async Task<Result<PassageId>> CommitAsync(Permit permit, SettlePassage input, AnchoringRow row, CancellationToken ct)
    {
        (row.How, row.By, row.Capacity, row.At) = (input.How, permit.Actor.Id, permit.Actor.Capacity, clock.GetUtcNow());
        _ = db.Set<AnchoringRow>().Add(row);
        if (row.ParagraphOrdinal is { } ordinal)
        {
            var label = await db.Set<ParagraphRow>().Where(p => p.SourceId == input.Source && p.Ordinal == ordinal).Select(p => p.LabelId).SingleAsync(ct).ConfigureAwait(false);
            row.LabelId = label;
            CopiedLabels.OfParagraph(db, input.Source, ordinal, label);
        }

        var act = new Act(permit, "passage." + input.How.ToString().ToLowerInvariant(), "source:" + input.Source.Value.ToString("D"), Payload: new Dictionary<string, string?>
        {
            ["passage"] = input.Passage.Value.ToString("D"),
            ["paragraph"] = row.ParagraphOrdinal?.ToString(CultureInfo.InvariantCulture),
        });
        return (await db.CommitAsync(act, ct).ConfigureAwait(false)).Match<Result<PassageId>>(
            _ => input.Passage, refusals => refusals[0].Code is "store.already-there" or "store.changed-meanwhile" ? new Refusal("passage.settled-meanwhile") : refusals);
    }
}
