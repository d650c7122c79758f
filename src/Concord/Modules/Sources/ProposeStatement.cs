using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Concord.Core.Kernel;
using Concord.Core.Sources;
using Concord.Core.Telegrams;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Sources;

/// <summary>Puts a person's proposal beside those of the rules, for whoever commits: words of a paragraph, or a second reading of a sentence.</summary>
internal sealed class ProposeStatement(ConcordDb db, Labels labels, TimeProvider clock)
{
    private const int LongestTitle = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public async Task<Result<ProposalId>> StageAsync(Permit permit, NewProposal asked, CancellationToken ct)
    {
        var visible = (await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)).ToList();
        var made = asked.Like is { } like ? await LikeAsync(visible, asked.Source, like, ct).ConfigureAwait(false) : await FreshAsync(visible, asked, ct).ConfigureAwait(false);
        return await made.Match<Task<Result<ProposalId>>>(
            async row =>
            {
                // Whoever sees something in it may add to it, also where its head is not for them.
                var source = await db.Set<SourceRow>().SingleAsync(s => s.Id == asked.Source, ct).ConfigureAwait(false);
                (row.Id, row.Ordinal, row.Rule, row.SourceId) = (new ProposalId(Guid.CreateVersion7(clock.GetUtcNow())), source.Proposals, NewProposal.ByPerson, source.Id);
                source.Proposals++;
                _ = db.Set<ProposalRow>().Add(row);
                return row.Id;
            },
            refusals => Task.FromResult<Result<ProposalId>>(refusals)).ConfigureAwait(false);
    }

    /// <summary>One refusal for a source that is not there or hidden, and for a proposal that is, or is of another source.</summary>
    private async Task<Result<ProposalRow>> LikeAsync(List<LabelId> visible, SourceId source, ProposalId like, CancellationToken ct) =>
        await db.Set<ProposalRow>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == like && p.SourceId == source && visible.Contains(p.LabelId), ct).ConfigureAwait(false) is { } row
            ? Held(row)
            : new Refusal("proposal.unknown");

    private ProposalRow Held(ProposalRow like)
    {
        CopiedLabels.OfProposal(db, like.SourceId, like.Id, like.LabelId);
        return like;
    }

    private async Task<Result<ProposalRow>> FreshAsync(List<LabelId> visible, NewProposal asked, CancellationToken ct)
    {
        var paragraph = await db.Set<ParagraphRow>().AsNoTracking()
            .SingleOrDefaultAsync(p => p.SourceId == asked.Source && p.Ordinal == asked.Paragraph && visible.Contains(p.LabelId), ct).ConfigureAwait(false);
        return paragraph is null ? new Refusal("source.unknown") : Place(paragraph.Text, asked.Words, asked.At).Map(span => Row(paragraph, Passage.Cut(paragraph.Text, span)));
    }

    private ProposalRow Row(ParagraphRow paragraph, Passage passage)
    {
        var anchor = new PassageRow
        {
            Id = new PassageId(Guid.CreateVersion7(clock.GetUtcNow())),
            SourceId = paragraph.SourceId,
            ParagraphOrdinal = paragraph.Ordinal,
            LabelId = paragraph.LabelId,
            Exact = passage.Exact,
            Prefix = passage.Prefix,
            Suffix = passage.Suffix,
            StartAt = passage.Span.Start,
            EndAt = passage.Span.End,
        };
        _ = db.Set<PassageRow>().Add(anchor);
        CopiedLabels.OfParagraph(db, paragraph.SourceId, paragraph.Ordinal, paragraph.LabelId);
        return new ProposalRow
        {
            PassageId = anchor.Id,
            LabelId = anchor.LabelId,
            Kind = FactKind.Statement,
            Status = FactStatus.Made,
            Polarity = FactPolarity.Positive,
            Title = SourceReading.Short(passage.Exact, LongestTitle),
            DateCertainty = DateCertainty.None,
            Attribution = Attribution.Implicit,
            Partners = Stored.Json(ImmutableArray<string>.Empty),
            Figures = Stored.Json(ImmutableArray<ProposedFigure>.Empty),
            Confidence = Confidence.Low,
        };
    }

    /// <summary>Where the words stand, whatever blanks part them; of several places the one pointed at.</summary>
    internal static Result<TextSpan> Place(string text, string sought, int? start)
    {
        var words = sought.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var found = words.Length == 0 ? [] : Regex.Matches(text, string.Join(@"\s+", words.Select(Regex.Escape)), RegexOptions.None, Patience).ToArray();
        return (found, start) switch
        {
            ([], _) => new Refusal("proposal.words-missing"),
            ([var only], _) => new TextSpan(only.Index, only.Index + only.Length),
            (_, { } at) when found.MinBy(m => Math.Abs(m.Index - at)) is { } near => new TextSpan(near.Index, near.Index + near.Length),
            _ => new Refusal("proposal.words-twice"),
        };
    }
}
