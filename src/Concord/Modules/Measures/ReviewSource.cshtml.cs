using System.Globalization;
using Concord.Core.Kernel;
using Concord.Core.Telegrams;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Measures;

/// <summary>A source as it came and in words, each proposed statement lit in its place, to accept, change or reject.</summary>
[Asks(Doing.Read, Writes = Doing.Review), Shows("source")]
internal sealed class ReviewSourcePage(ReviewQueries review, DecideProposal decide, HangingPassages hanging) : AskingPage
{
    public ReviewPage View { get; private set; } = null!;

    public SourcePage Source => View.Source;

    /// <summary>The passage that the reader came for.</summary>
    public PassageView? Sought => Source.Sought;

    public bool IsSoughtLost => Sought is { } sought && !Source.Paragraphs.Any(p => p.Find(sought) is not null);

    /// <summary>So many passages of earlier versions have something that hangs on them.</summary>
    public int Hanging { get; private set; }

    /// <summary>So many of those need a person.</summary>
    public int NeedPerson { get; private set; }

    /// <summary>So many proposals were decided in an earlier version.</summary>
    public int Carried => View.Items.Count(i => i.IsCarried);

    public int OpenCount => View.Items.Count(i => i.IsOpen);

    /// <summary>How many may be accepted in one go, after a look at their list.</summary>
    public int Plain => View.Plain.Count();

    /// <summary>Complaints about lines that belong to no paragraph.</summary>
    public IEnumerable<Complaint> HeaderComplaints => Source.Complaints.Except(Source.Paragraphs.SelectMany(p => p.Complaints));

    public IReadOnlyCollection<Lit> Lights(SourceParagraph paragraph) => View.Lights(paragraph, Sought);

    public Task<IActionResult> OnGetAsync(Guid id, Guid? passage, int? part, int? at, string? lit, CancellationToken ct) => ShowAsync(
        permit => FindAsync(permit, id, new SourcePlace(part, passage is { } p ? new PassageId(p) : null, at) { Stretch = TextPlace.Parse(lit) }, ct),
        _ => Page());

    public Task<IActionResult> OnPostAcceptAsync(Guid id, Guid proposal, long seen, CancellationToken ct) =>
        DecideAsync(id, new Decide(new ProposalId(proposal), seen, Verdict.Accepted), ct);

    public Task<IActionResult> OnPostRejectAsync(Guid id, Guid proposal, long seen, CancellationToken ct) =>
        DecideAsync(id, new Decide(new ProposalId(proposal), seen, Verdict.Rejected), ct);

    public Task<IActionResult> OnPostUndoAsync(Guid id, Guid proposal, long seen, CancellationToken ct) =>
        DecideAsync(id, new Decide(new ProposalId(proposal), seen, Verdict.Open), ct);

    private Task<IActionResult> DecideAsync(Guid id, Decide input, CancellationToken ct) => ShowAsync(
        permit => decide.HandleAsync(permit, input, ct),
        decided =>
        {
            Said = Texts.Here("measures.said-" + decided.Verdict.ToString().ToLowerInvariant());
            var next = Request.Form["next"].ToString();
            return Redirect(int.TryParse(next, CultureInfo.InvariantCulture, out var number) ? SourceLinks.Proposal(decided.Source, number) : SourceLinks.Page(decided.Source));
        });

    private async Task<Result<ReviewPage>> FindAsync(Permit permit, Guid id, SourcePlace place, CancellationToken ct)
    {
        var found = await review.PageAsync(permit, new SourceId(id), place, ct);
        var passages = found.Match(v => v.Source.Corrects is not null, _ => false) ? await hanging.InAsync(permit, new SourceId(id), ct) : [];
        return found.Map(view =>
        {
            View = view;
            (Hanging, NeedPerson) = (passages.Length, passages.Count(p => p.Now.Waits));
            this.Titled(view.Source.Summary.Title, "sources");
            return view;
        });
    }
}
