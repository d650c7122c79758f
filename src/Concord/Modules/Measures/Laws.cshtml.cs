using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Measures;

/// <summary>What the members' laws cover of the Protocol's definition, side by side, each word with its sentence.</summary>
[Asks(Doing.Read)]
internal sealed class LawsPageModel(SaidQueries said, MeasureQueries measures) : AskingPage
{
    public LawsPage View { get; private set; } = null!;

    /// <summary>All elements are shown, also those of which nothing is said of any law.</summary>
    public bool All { get; private set; }

    public IEnumerable<IGrouping<CoveragePart, CoverageElement>> Parts =>
        Covered.Elements.Where(e => All || View.Told.Contains(e)).GroupBy(Covered.PartOf);

    public Task<IActionResult> OnGetAsync(bool all, CancellationToken ct) => ShowAsync(
        permit => said.LawsAsync(permit, measures.Now, ct),
        view =>
        {
            View = view;
            All = all;
            this.Titled(Texts.Here("measures.laws-title"), "record");
            return Page();
        });
}
