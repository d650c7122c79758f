using Concord.Core.Kernel;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Measures;

/// <summary>What stands in the way, by area of the plan, with the help asked for.</summary>
[Asks(Doing.Read)]
internal sealed class ObstaclesPageModel(SaidQueries said, MeasureQueries measures) : AskingPage
{
    public ObstaclesPage View { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(string? member, CancellationToken ct) => ShowAsync(
        permit => said.ObstaclesAsync(permit, measures.Now, string.IsNullOrWhiteSpace(member) ? null : member.Trim(), ct),
        view =>
        {
            View = view;
            this.Titled(Texts.Here("measures.obstacles-title"), "record");
            return Page();
        });
}
