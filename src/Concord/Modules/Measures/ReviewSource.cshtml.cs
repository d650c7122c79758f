using System.Collections.Immutable;
using System.Globalization;
using Concord.Core.Kernel;
using Concord.Core.Telegrams;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Measures;

/// <summary>A source as it came and in words, each proposed statement lit in its place, to accept, change or reject.</summary>
[Asks(Doing.Read, Writes = Doing.Review)]
internal sealed class ReviewSourcePage(ReviewQueries review, DecideProposal decide) : AskingPage
{
    public ReviewPage View { get; private set; } = null!;

    public SourcePage Source => View.Source;

    /// <summary>The passage that the reader came for.</summary>
    public PassageView? Sought => Source.Sought;

    public bool IsSoughtLost => Sought is { } sought && !Source.Paragraphs.Any(p => p.Find(sought) is not null);

    public int OpenCount => View.Items.Count(i => i.IsOpen);

    /// <summary>Explicit, unhedged and unprotected: those that a careful reader takes in one go.</summary>
    public IEnumerable<ReviewItem> Plain => View.Items.Where(i => i is
    {
        IsOpen: true,
        Proposal: { Confidence: Confidence.High, Polarity: FactPolarity.Positive, ProtectSource: false, Attribution: not Attribution.Implicit },
    } && i.Proposal.Figures.All(f => !f.Doubtful));

    /// <summary>Complaints about lines that belong to no paragraph.</summary>
    public IEnumerable<Complaint> HeaderComplaints => Source.Complaints.Except(Source.Paragraphs.SelectMany(p => p.Complaints));

    /// <summary>The proposals whose words begin in what is shown of the paragraph.</summary>
    public IEnumerable<(int Number, ReviewItem Item)> Of(SourceParagraph paragraph) =>
        View.Items.Index().Where(i => paragraph.Holds(i.Item.Proposal.Passage)).Select(i => (i.Index + 1, i.Item));

    public IReadOnlyCollection<Lit> Lights(SourceParagraph paragraph)
    {
        var lit = Of(paragraph)
            .Select(i => (Span: paragraph.Find(i.Item.Proposal.Passage), i.Number, i.Item))
            .Where(i => i.Span is not null)
            .Select(i => new Lit(i.Span!.Value, i.Number, Css(i.Item), i.Item.Proposal.Passage.Id == Sought?.Id));
        return Sought is { } sought && paragraph.Find(sought) is { } span && !View.Items.Any(i => i.Proposal.Passage.Id == sought.Id)
            ? [.. lit, new Lit(span, null, "c-lit--open", true)]
            : [.. lit];
    }

    public static string Css(ReviewItem item) => item.IsOpen ? "c-lit--open" : item.Decision!.Verdict == Verdict.Rejected ? "c-lit--rejected" : "c-lit--accepted";

    public Task<IActionResult> OnGetAsync(Guid id, Guid? passage, int? part, int? at, CancellationToken ct) => ShowAsync(
        permit => FindAsync(permit, id, new SourcePlace(part, passage is { } p ? new PassageId(p) : null, at), ct),
        _ => Page());

    public Task<IActionResult> OnPostAcceptAsync(Guid id, Guid proposal, long seen, CancellationToken ct) =>
        DecideAsync(id, new Decide(new ProposalId(proposal), seen, Verdict.Accepted), ct);

    public Task<IActionResult> OnPostRejectAsync(Guid id, Guid proposal, long seen, CancellationToken ct) =>
        DecideAsync(id, new Decide(new ProposalId(proposal), seen, Verdict.Rejected), ct);

    public Task<IActionResult> OnPostUndoAsync(Guid id, Guid proposal, long seen, CancellationToken ct) =>
        DecideAsync(id, new Decide(new ProposalId(proposal), seen, Verdict.Open), ct);

    /// <summary>All that is plain, each an act of its own; stops at the first that is refused.</summary>
    public Task<IActionResult> OnPostAcceptPlainAsync(Guid id, CancellationToken ct) => GoOnAsync(
        permit => FindAsync(permit, id, default, ct),
        async (permit, _) =>
        {
            var done = 0;
            foreach (var item in Plain.ToImmutableArray())
            {
                var decided = await decide.HandleAsync(permit, new Decide(item.Proposal.Id, item.Seen, Verdict.Accepted), ct);
                var refused = decided.Match(_ => [], refusals => refusals);
                if (!refused.IsEmpty)
                {
                    return Refused(refused);
                }

                done++;
            }

            Said = Texts.Here("measures.said-plain", done);
            return Redirect(SourceLinks.Page(new SourceId(id)));
        });

    private Task<IActionResult> DecideAsync(Guid id, Decide input, CancellationToken ct) => ShowAsync(
        permit => decide.HandleAsync(permit, input, ct),
        decided =>
        {
            Said = Texts.Here("measures.said-" + decided.Verdict.ToString().ToLowerInvariant());
            var next = Request.Form["next"].ToString();
            return Redirect(int.TryParse(next, CultureInfo.InvariantCulture, out var number) ? SourceLinks.Proposal(decided.Source, number) : SourceLinks.Page(decided.Source));
        });

    private async Task<Result<ReviewPage>> FindAsync(Permit permit, Guid id, SourcePlace place, CancellationToken ct) =>
        (await review.PageAsync(permit, new SourceId(id), place, ct)).Map(view =>
        {
            View = view;
            this.Titled(view.Source.Summary.Title, "sources");
            return view;
        });
}
