using Concord.Core.Kernel;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Concord.Platform.Web.Components;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Measures;

/// <summary>A statement that no rule found: its paragraph and its words, then what it says, on the page of changes.</summary>
[Asks(Doing.Review), Shows("source")]
internal sealed class AddStatementPage(ReviewQueries review, AddProposal add) : AskingPage
{
    public ReviewPage View { get; private set; } = null!;

    [BindProperty(Name = "paragraph", SupportsGet = true)]
    public int? Paragraph { get; set; }

    [BindProperty(Name = "words", SupportsGet = true)]
    public string? Words { get; set; }

    /// <summary>Where the words begin, when they were selected in the text.</summary>
    [BindProperty(Name = "start", SupportsGet = true)]
    public int? Start { get; set; }

    [BindProperty(Name = "part", SupportsGet = true)]
    public int? Part { get; set; }

    public IReadOnlyList<Choice> Paragraphs =>
        [.. View.Source.Paragraphs.Where(p => p.Text.Length > 0).Select(p => new Choice(p.Ordinal.ToString("D", null), Texts.Here("measures.add-choice", PlaceWords.Of(p.Name), Beginning(p.Text))))];

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => ShowAsync(permit => FindAsync(permit, id, ct), _ => Page());

    public Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct) => GoOnAsync(
        permit => FindAsync(permit, id, ct),
        async (permit, _) => (await add.HandleAsync(permit, new NewProposal(new SourceId(id), Paragraph ?? 0, Words ?? "", Start), ct)).Match(
            proposal => Redirect(ReviewLinks.Change(new SourceId(id), proposal)),
            refusals =>
            {
                if (refusals[0].Code is not ("proposal.words-missing" or "proposal.words-twice"))
                {
                    return Refused(refusals);
                }

                Fault(refusals, "words");
                Response.StatusCode = StatusCodes.Status400BadRequest;
                return Page();
            }));

    public IReadOnlyList<Fault> Faults => [.. (ModelState["words"]?.Errors ?? []).Select(e => new Fault(e.ErrorMessage, "words"))];

    private static string Beginning(string text) => text.Length <= 60 ? text : text[..(char.IsHighSurrogate(text[59]) ? 59 : 60)] + "…";

    private async Task<Result<ReviewPage>> FindAsync(Permit permit, Guid id, CancellationToken ct) =>
        (await review.PageAsync(permit, new SourceId(id), new SourcePlace(Part), ct)).Map(view =>
        {
            View = view;
            this.Titled(Texts.Here("measures.add-title"), "sources");
            return view;
        });
}
