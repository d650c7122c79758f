using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Measures;

/// <summary>A measure: where it stands, how that is known, and everything that was said of it.</summary>
[Asks(Doing.Read)]
internal sealed class MeasurePageModel(MeasureQueries measures) : AskingPage
{
    public MeasurePage View { get; private set; } = null!;

    public Timeline? Timeline { get; private set; }

    /// <summary>Announcements that still say something: one that was restated is told by its successor.</summary>
    public ImmutableArray<Expectation> Expectations => View.Standing.Expectations;

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => ShowAsync(
        permit => measures.MeasureAsync(permit, new MeasureId(id), measures.Now, ct),
        view =>
        {
            View = view;
            Timeline = Timeline.Of([.. view.Statements.Where(s => !s.Withdrawn).Select(s => (s, Words.WhenOf(s)))]);
            this.Titled(view.Title, "record");
            return Page();
        });
}
