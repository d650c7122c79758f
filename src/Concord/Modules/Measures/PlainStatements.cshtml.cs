using System.Collections.Immutable;
using System.Globalization;
using Concord.Core.Kernel;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Measures;

/// <summary>What may be accepted in one go, to look over and to choose from first.</summary>
[Asks(Doing.Review), Shows("source")]
internal sealed class PlainStatementsPage(ReviewQueries review, AcceptPlain accept, TimeProvider clock) : AskingPage
{
    public ReviewPage View { get; private set; } = null!;

    public ImmutableArray<ReviewItem> Plain { get; private set; } = [];

    /// <summary>How many wait to be decided one by one.</summary>
    public int Others => View.Left - Plain.Length;

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => ShowAsync(permit => FindAsync(permit, id, ct), _ => Page());

    public Task<IActionResult> OnPostAsync(Guid id, List<string> pick, CancellationToken ct) => GoOnAsync(
        permit => FindAsync(permit, id, ct),
        async (permit, _) => (await accept.HandleAsync(permit, new SourceId(id), [.. pick.Select(Read).OfType<Picked>()], ct)).Match(
            done =>
            {
                Said = Texts.Here(done.Left > 0 ? "measures.said-plain-some" : "measures.said-plain", done.Accepted, done.Left);
                return Redirect(ReviewLinks.After(new SourceId(id), 0, clock.GetUtcNow()));
            },
            refusals =>
            {
                if (refusals[0].Code != "review.nothing-picked")
                {
                    return Refused(refusals);
                }

                Fault(refusals, "pick");
                Response.StatusCode = StatusCodes.Status400BadRequest;
                return Page();
            }));

    /// <summary>A proposal as it stood on the page.</summary>
    public static string Value(ReviewItem item) => string.Create(CultureInfo.InvariantCulture, $"{item.Proposal.Id.Value:D} {item.Seen}");

    private static Picked? Read(string value) =>
        value.Split(' ') is [var id, var seen] && Guid.TryParse(id, out var proposal) && long.TryParse(seen, CultureInfo.InvariantCulture, out var version)
            ? new Picked(new ProposalId(proposal), version)
            : null;

    private async Task<Result<ReviewPage>> FindAsync(Permit permit, Guid id, CancellationToken ct) =>
        (await review.PageAsync(permit, new SourceId(id), default, ct)).Map(view =>
        {
            View = view;
            Plain = [.. view.Plain];
            this.Titled(Texts.Here("measures.plain-title"), "sources");
            return view;
        });
}
