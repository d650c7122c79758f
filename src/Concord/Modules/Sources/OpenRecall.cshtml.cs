using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Lists;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Sources;

/// <summary>A person says that whoever issued a source withdrew it, why and on which day; or takes that back.</summary>
[Asks(Doing.Read, Writes = Doing.Review), Shows("source")]
internal sealed class OpenRecallPage(SourceQueries sources, RecallSource recall) : AskingPage
{
    public SourcePage Source { get; private set; } = null!;

    [BindProperty(Name = "why")]
    public string? Why { get; set; }

    /// <summary>Year, month and day with dashes; empty for today.</summary>
    [BindProperty(Name = "day")]
    public string? Day { get; set; }

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => ShowAsync(permit => FindAsync(permit, id, ct), _ => Page());

    public Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct) => ActAsync(
        id,
        permit => Days.Read(Day?.Trim()) is var day && day is null && !string.IsNullOrWhiteSpace(Day)
            ? Task.FromResult<Result<SourceId>>(new Refusal("recall.not-a-day", Day))
            : recall.RecallAsync(permit, new SourceId(id), Why, day, ct),
        "sources.said-recalled",
        ct);

    public Task<IActionResult> OnPostUndoAsync(Guid id, CancellationToken ct) =>
        ActAsync(id, permit => recall.UndoAsync(permit, new SourceId(id), Why, ct), "sources.said-recall-undone", ct);

    private Task<IActionResult> ActAsync(Guid id, Func<Permit, Task<Result<SourceId>>> act, string said, CancellationToken ct) => GoOnAsync(
        permit => FindAsync(permit, id, ct),
        async (permit, _) => (await act(permit)).Match<IActionResult>(
            source =>
            {
                Said = Texts.Here(said);
                return Redirect(SourceLinks.Page(source));
            },
            refusals =>
            {
                foreach (var refusal in refusals)
                {
                    Fault([refusal], FieldOf(refusal));
                }

                Response.StatusCode = StatusOf(refusals);
                return Page();
            }));

    private static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "recall.why-missing" or "recall.why-too-long" => "why",
        "recall.in-future" or "recall.before-source" or "recall.not-a-day" => "day",
        _ => "",
    };

    private async Task<Result<SourcePage>> FindAsync(Permit permit, Guid id, CancellationToken ct) =>
        (await sources.PageAsync(permit, new SourceId(id), default, ct)).Map(page =>
        {
            Source = page;
            this.Titled(Texts.Here("sources.recall-title"), "sources");
            return page;
        });
}
