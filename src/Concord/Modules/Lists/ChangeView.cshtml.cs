using Concord.Core.Kernel;
using Concord.Platform.I18n;
using Concord.Platform.Lists;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Lists;

/// <summary>Gives a view of a list another name, or removes it.</summary>
[Asks(Doing.Review), ShowsNothing]
internal sealed class ChangeViewPage(SavedViews views, IEnumerable<IListed> lists) : AskingPage
{
    public SavedView View { get; private set; } = null!;

    /// <summary>The name that was typed, where another was given meanwhile; else null.</summary>
    public string? Typed { get; private set; }

    /// <summary>The list, narrowed by the view.</summary>
    public string Back { get; private set; } = "/";

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => ShowAsync(permit => views.OneAsync(permit, id, ct), Shown);

    public async Task<IActionResult> OnPostRenameAsync(Guid id, long seen, string? name, CancellationToken ct) =>
        await DoneAsync(id, await views.RenameAsync(HttpContext.Permit(), id, seen, name, ct), withQuery: true, ct, name);

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, long seen, CancellationToken ct) =>
        await DoneAsync(id, await views.RemoveAsync(HttpContext.Permit(), id, seen, ct), withQuery: false, ct);

    private async Task<IActionResult> DoneAsync(Guid id, Result<SavedView> done, bool withQuery, CancellationToken ct, string? typed = null) => await done.Match(
        view => Task.FromResult<IActionResult>(Redirect(PageOf(view) + (withQuery ? view.Query : ""))),
        async refusals =>
        {
            Typed = typed;
            Fault(refusals, "name");
            Response.StatusCode = StatusOf(refusals);
            return (await views.OneAsync(HttpContext.Permit(), id, ct)).Match(Shown, Refused);
        });

    private IActionResult Shown(SavedView view)
    {
        View = view;
        Back = PageOf(view) + view.Query;
        this.Titled(Texts.Here("lists.view-title"), "record");
        return Page();
    }

    private string PageOf(SavedView view) => lists.FirstOrDefault(l => l.Name == view.List)?.Page ?? "/";
}
