using Concord.Core.Kernel;
using Concord.Modules.Measures.Contracts;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Directory;

/// <summary>A body, and whoever sources name in an office of it over time.</summary>
[Asks(Doing.Read), Shows("measure")]
internal sealed class BodyPageModel(DirectoryQueries directory) : AskingPage
{
    public BodyPage View { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => ShowAsync(
        permit => directory.BodyAsync(permit, new MeasureId(id), ct),
        view =>
        {
            if (view.Body.Id.Value != id)
            {
                return Redirect(MeasureLinks.Subject(SubjectSort.Body, view.Body.Id));
            }

            View = view;
            this.Titled(view.Body.Title, "directory");
            return Page();
        });
}
