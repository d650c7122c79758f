using Concord.Core.Kernel;
using Concord.Platform.I18n;
using Concord.Platform.Lists;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Concord.Modules.Lists;

/// <summary>Keeps the present filter of a list under a name, and goes back to the list.</summary>
[Asks(Doing.Review)]
internal sealed class KeepViewPage(SavedViews views, IEnumerable<IListed> lists) : AskingPage
{
    public string List { get; private set; } = "";

    public string Query { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>Without a list there is nothing to keep.</summary>
    public IActionResult OnGet() => Refused([new Refusal("view.unknown")]);

    public async Task<IActionResult> OnPostAsync(string? list, string? query, string? name, CancellationToken ct)
    {
        Begin(list, query, name);
        if (lists.FirstOrDefault(l => l.Name == list) is not { Page: { } page } found)
        {
            return Refused([new Refusal("view.unknown")]);
        }

        var kept = await ListQuery.Read(found.Filters, QueryHelpers.ParseQuery(Query)).Match(
            asked => views.KeepAsync(HttpContext.Permit(), found, asked, name, ct), refusals => Task.FromResult<Result<SavedView>>(refusals));
        return kept.Match<IActionResult>(
            view => Redirect(page + view.Query),
            refusals =>
            {
                Fault(refusals, "name");
                Response.StatusCode = StatusOf(refusals);
                return Page();
            });
    }

    private void Begin(string? list, string? query, string? name)
    {
        (List, Query, Name) = (list ?? "", query ?? "", name ?? "");
        this.Titled(Texts.Here("lists.keep"), "record");
    }
}
