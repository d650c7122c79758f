using Concord.Core.Kernel;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Ledger;
using Concord.Platform.Web;
using Concord.Platform.Web.Components;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Sources;

/// <summary>A person says what a source corrects, takes it back, or says that it is another document.</summary>
[Asks(Doing.Review), Shows("source")]
internal sealed class VersionOfPage(SourceQueries sources, CorrectSource correct, Shown shown) : AskingPage
{
    private const int Listed = 200;

    public SourcePage Source { get; private set; } = null!;

    public IReadOnlyList<Choice> Others { get; private set; } = [];

    [BindProperty(Name = "earlier")]
    public Guid? Earlier { get; set; }

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => ShowAsync(permit => FindAsync(permit, id, ct), _ => Page());

    public Task<IActionResult> OnPostCorrectsAsync(Guid id, CancellationToken ct) => GoOnAsync(
        permit => FindAsync(permit, id, ct),
        async (permit, _) => (await correct.LinkAsync(permit, new SourceId(id), new SourceId(Earlier ?? Guid.Empty), ct)).Match<IActionResult>(
            made =>
            {
                Said = Texts.Here("sources.said-version", made.Standing, made.Waiting);
                return Redirect(SourceLinks.Page(new SourceId(id)));
            },
            refusals =>
            {
                Fault(refusals, "earlier");
                Response.StatusCode = StatusOf(refusals);
                return Page();
            }));

    public Task<IActionResult> OnPostUndoAsync(Guid id, CancellationToken ct) => GoOnAsync(
        permit => correct.UnlinkAsync(permit, new SourceId(id), ct),
        (_, source) =>
        {
            Said = Texts.Here("sources.said-version-undone");
            return Task.FromResult<IActionResult>(Redirect(SourceLinks.Page(source)));
        });

    public Task<IActionResult> OnPostAnotherAsync(Guid id, CancellationToken ct) => GoOnAsync(
        permit => correct.DistinguishAsync(permit, new SourceId(id), new SourceId(Earlier ?? Guid.Empty), ct),
        (_, source) =>
        {
            Said = Texts.Here("sources.said-another");
            return Task.FromResult<IActionResult>(Redirect(SourceLinks.Page(source)));
        });

    private async Task<Result<SourcePage>> FindAsync(Permit permit, Guid id, CancellationToken ct)
    {
        var listed = await sources.ListAsync(permit, Listed, ct);
        return (await sources.PageAsync(permit, new SourceId(id), default, ct)).Then<SourcePage>(page => page.IsTheirs ? page : new Refusal("version.not-yours")).Map(page =>
        {
            Source = page;
            shown.Tell(listed.Select(s => s.Id));
            Others =
            [
                .. listed.Where(s => s.Id.Value != id).OrderByDescending(s => page.MayCorrect.Any(m => m.Earlier.Id == s.Id)).ThenByDescending(s => s.Form == page.Summary.Form)
                    .Select(s => new Choice(s.Id.Value.ToString("D"), Texts.Here("sources.version-choice", s.ReferenceId ?? s.FileName, s.Title, WhenWords.Day(s.Known)))),
            ];
            this.Titled(Texts.Here("sources.version-title"), "sources");
            return page;
        });
    }
}
