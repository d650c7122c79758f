using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Measures;

/// <summary>One proposal after another in the order of the text, its sentence lit, by button and by key; every button is a form or a link.</summary>
[Asks(Doing.Review), Shows("source")]
internal sealed class ReviewOnePage(ReviewQueries review, DecideProposal decide, UndoReview undo, AddProposal add, MergeProposals merge, TimeProvider clock) : AskingPage
{
    public ReviewPage View { get; private set; } = null!;

    public SourceId Source => View.Source.Summary.Id;

    /// <summary>The one to decide on; null when all is decided.</summary>
    public ReviewItem? Current { get; private set; }

    /// <summary>What others decided since the page before this one was made.</summary>
    public Meanwhile Meanwhile { get; private set; } = null!;

    /// <summary>How many times one could undo.</summary>
    public int Undoable { get; private set; }

    /// <summary>When this page was made.</summary>
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>With which of its neighbours in the text this one may become one statement, the one before it first.</summary>
    public IReadOnlyList<ReviewItem> MergeTargets => Current is null
        ? []
        : [.. new[] { -1, 1, -2, 2, -3, 3 }.Select(n => View.Beside(Current, n)).OfType<ReviewItem>().Where(i => i.Holds is not { Verdict: Verdict.Rejected or Verdict.Merged })];

    public Task<IActionResult> OnGetAsync(Guid id, int? at, int? after, long? since, int? done, CancellationToken ct) => GoOnAsync(
        permit => FindAsync(permit, id, at, after, ct),
        async (permit, view) =>
        {
            Undoable = await undo.DepthAsync(permit, Source, ct);
            Meanwhile = Meanwhile.Of(view, ReviewLinks.Moment(since), Now, done);
            return Page();
        });

    /// <summary>What others decided since this page was made, for the notice.</summary>
    public Task<IActionResult> OnGetMeanwhileAsync(Guid id, long? since, CancellationToken ct) => ShowAsync(
        permit => review.PageAsync(permit, new SourceId(id), default, ct),
        view => Partial("_Meanwhile", Meanwhile.Of(view, ReviewLinks.Moment(since), Now, null)));

    public Task<IActionResult> OnPostAcceptAsync(Guid id, Guid proposal, long seen, long? since, CancellationToken ct) =>
        DecideAsync(id, new Decide(new ProposalId(proposal), seen, Verdict.Accepted), since, ct);

    public Task<IActionResult> OnPostRejectAsync(Guid id, Guid proposal, long seen, long? since, CancellationToken ct) =>
        DecideAsync(id, new Decide(new ProposalId(proposal), seen, Verdict.Rejected), since, ct);

    /// <summary>The decision on this one is taken back, whoever made it.</summary>
    public Task<IActionResult> OnPostReopenAsync(Guid id, Guid proposal, long seen, long? since, CancellationToken ct) =>
        DecideAsync(id, new Decide(new ProposalId(proposal), seen, Verdict.Open), since, ct);

    /// <summary>The last thing of one's own is taken back.</summary>
    public Task<IActionResult> OnPostUndoAsync(Guid id, long? since, CancellationToken ct) => GoOnAsync(
        permit => undo.HandleAsync(permit, new SourceId(id), ct),
        async (permit, undone) =>
        {
            var source = new SourceId(id);
            Said = Texts.Here(undone.Proposals.Length > 1 ? "measures.said-undone-all" : "measures.said-open", undone.Proposals.Length);
            var items = (await review.PageAsync(permit, source, default, ct)).Match(v => v.Items, _ => []);
            var first = items.FirstOrDefault(i => undone.Proposals.Contains(i.Proposal.Id))?.Number ?? 1;
            return Redirect(ReviewLinks.At(source, first, undone.Proposals.Length > 1 ? Now : Since(since), first));
        });

    /// <summary>The sentence says two things: it is proposed a second time, and each is then recorded as what it says.</summary>
    public Task<IActionResult> OnPostSplitAsync(Guid id, Guid proposal, long? since, CancellationToken ct) => GoOnAsync(
        permit => add.HandleAsync(permit, new NewProposal(new SourceId(id), 0, "", null, new ProposalId(proposal)), ct),
        async (permit, second) =>
        {
            var items = (await review.PageAsync(permit, new SourceId(id), default, ct)).Match(v => v.Items, _ => []);
            var (first, other) = (NumberOf(items, new ProposalId(proposal)), NumberOf(items, second));
            Said = Texts.Here("measures.said-split", first, other);
            return Redirect(ReviewLinks.At(new SourceId(id), first, Since(since)));
        });

    /// <summary>Two proposals become one statement.</summary>
    public Task<IActionResult> OnPostMergeAsync(Guid id, Guid proposal, long seen, int into, long? since, CancellationToken ct) => ShowAsync(
        permit => merge.HandleAsync(permit, new SourceId(id), new ProposalId(proposal), seen, into, ct),
        decided =>
        {
            Said = Texts.Here("measures.said-merged-with", into);
            return Redirect(ReviewLinks.After(decided.Source, into, Now));
        });

    private Task<IActionResult> DecideAsync(Guid id, Decide input, long? since, CancellationToken ct) => GoOnAsync(
        async permit => (await review.PageAsync(permit, new SourceId(id), default, ct)).Then<ReviewItem>(view =>
            view.Items.FirstOrDefault(i => i.Proposal.Id == input.Proposal) is { } item ? item : new Refusal("proposal.unknown")),
        async (permit, item) => (await decide.HandleAsync(permit, input, ct)).Match(
            decided =>
            {
                Said = Texts.Here("measures.said-one-" + decided.Verdict.ToString().ToLowerInvariant(), item.Number);
                return Redirect(input.Verdict == Verdict.Open
                    ? ReviewLinks.At(decided.Source, item.Number, Since(since), item.Number)
                    : ReviewLinks.After(decided.Source, item.Number, Since(since), item.Number));
            },
            refusals => Overtaken(refusals) ? Redirect(ReviewLinks.At(new SourceId(id), item.Number, Since(since))) : Refused(refusals)));

    /// <summary>Somebody else was quicker: their decision is shown, and nothing is done over it.</summary>
    private bool Overtaken(ImmutableArray<Refusal> refusals)
    {
        var overtaken = refusals.FirstOrDefault(r => r.Code is "review.changed-meanwhile" or "review.already-decided" or "review.nothing-to-undo");
        Said = overtaken?.Sentence();
        return overtaken is not null;
    }

    /// <summary>The first where it may not be seen any more.</summary>
    private static int NumberOf(IEnumerable<ReviewItem> items, ProposalId proposal) => items.FirstOrDefault(i => i.Proposal.Id == proposal)?.Number ?? 1;

    private DateTimeOffset Since(long? since) => ReviewLinks.Moment(since) ?? Now;

    private async Task<Result<ReviewPage>> FindAsync(Permit permit, Guid id, int? at, int? after, CancellationToken ct) =>
        await (await review.PageAsync(permit, new SourceId(id), new SourcePlace(Proposal: at), ct)).Match(
            async view =>
            {
                Current = at is { } number ? view.Find(number) : view.NextOpen(after is { } last ? view.Find(last) : null);

                // of a text shown in parts, the one with this sentence
                var elsewhere = Current is { } item && !view.Source.Paragraphs.Any(p => p.Holds(item.Proposal.Passage));
                return (elsewhere ? await review.PageAsync(permit, new SourceId(id), new SourcePlace(Proposal: Current!.Number), ct) : view).Map(shown =>
                {
                    View = shown;
                    this.Titled(Texts.Here("measures.review-title", shown.Source.Summary.Title), "sources");
                    return shown;
                });
            },
            refusals => Task.FromResult<Result<ReviewPage>>(refusals));
}
