using Concord.Core.Kernel;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Measures;

/// <summary>Measures that may be the same, or what is like one of them, each with the points for and against.</summary>
[Asks(Doing.Read)]
internal sealed class SameMeasuresPage(LikenessQueries likeness) : AskingPage
{
    public SamePage View { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(Guid? of, CancellationToken ct) => ShowAsync(
        permit => likeness.PageAsync(permit, of is { } id ? new MeasureId(id) : null, ct),
        view =>
        {
            View = view;
            this.Titled(Texts.Here("measures.same-title"), "record");
            return Page();
        });
}
