using Concord.Core.Kernel;
using Concord.Modules.Measures.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Concord.Platform.Web.Components;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Measures;

/// <summary>Two measures side by side, to be made one, with whose title stands for both and why.</summary>
[Asks(Doing.Read, Writes = Doing.Review), Shows("measure"), Shows("measure", "other")]
internal sealed class MergePairPage(LikenessQueries likeness, MergeMeasures merge) : AskingPage
{
    public LikelyPair View { get; private set; } = null!;

    /// <summary>The measure whose title, kind and areas stand for both.</summary>
    [BindProperty(Name = "lead")]
    public Guid? Lead { get; set; }

    [BindProperty(Name = "why")]
    public string? Why { get; set; }

    public IReadOnlyList<Choice> Leads =>
    [
        .. new[] { View.One, View.Other }.Select(m => new Choice(m.Id.Value.ToString("D"), m.Title, IsData: true)),
    ];

    public Task<IActionResult> OnGetAsync(Guid id, Guid other, CancellationToken ct) => ShowAsync(
        permit => FindAsync(permit, id, other, ct),
        view =>
        {
            // The one of which more is known stands for both unless the person says otherwise.
            Lead ??= (view.One.Statements >= view.Other.Statements ? view.One : view.Other).Id.Value;
            return Page();
        });

    public Task<IActionResult> OnPostAsync(Guid id, Guid other, CancellationToken ct) => GoOnAsync(
        permit => FindAsync(permit, id, other, ct),
        async (permit, view) =>
        {
            var into = Lead == other ? view.Other.Id : view.One.Id;
            var from = into == view.Other.Id ? view.One.Id : view.Other.Id;
            return (await merge.HandleAsync(permit, new Merge(from, into, Why), ct)).Match<IActionResult>(
                _ =>
                {
                    Said = Texts.Here("measures.said-merged");
                    return Redirect(MeasureLinks.Measure(into));
                },
                refusals =>
                {
                    refusals.ToList().ForEach(r => Fault([r], r.Code.Contains("why", StringComparison.Ordinal) ? "why" : ""));
                    Response.StatusCode = StatusOf(refusals) == StatusCodes.Status409Conflict ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
                    return Page();
                });
        });

    private async Task<Result<LikelyPair>> FindAsync(Permit permit, Guid id, Guid other, CancellationToken ct) =>
        (await likeness.PairAsync(permit, new MeasureId(id), new MeasureId(other), ct)).Map(view =>
        {
            View = view;
            this.Titled(Texts.Here("measures.merge-title"), "record");
            return view;
        });
}
