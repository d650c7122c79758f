using Concord.Core.Kernel;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Measures;

/// <summary>A cell of the record, opened to its sentences.</summary>
[Asks(Doing.Read)]
internal sealed class CellPageModel(MeasureQueries measures) : AskingPage
{
    public CellPage View { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(string member, string area, CancellationToken ct) => ShowAsync(
        permit => measures.CellAsync(permit, member, area, measures.Now, ct),
        view =>
        {
            View = view;
            this.Titled(Texts.Here("measures.cell-title", Data.Words(view.Member.Names), Data.Words(view.Area.Names)), "record");
            return Page();
        });
}
