using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Sources;

/// <summary>Telegrams that others announced, "septel": those awaited, and those that a person said are here.</summary>
[Asks(Doing.Read, Writes = Doing.Review)]
internal sealed class ExpectedTelegramsPage(SourceQueries sources, TelegramLinks links) : AskingPage
{
    public ImmutableArray<PromiseView> Promises { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(permit => FindAsync(permit, ct), _ => Page());

    public Task<IActionResult> OnPostFulfilAsync(Guid source, int promise, int seen, Guid? by, string? reference, CancellationToken ct) => ActAsync(
        async permit => (await NamedAsync(permit, by, reference, ct)) is { } named
            ? await links.FulfilAsync(permit, new SourceId(source), promise, seen, named, ct)
            : new Refusal("promise.no-such-source", reference ?? ""),
        "sources.said-fulfilled",
        ct);

    public Task<IActionResult> OnPostReopenAsync(Guid source, int promise, int seen, CancellationToken ct) =>
        ActAsync(permit => links.FulfilAsync(permit, new SourceId(source), promise, seen, null, ct), "sources.said-promise-reopened", ct);

    private Task<IActionResult> ActAsync(Func<Permit, Task<Result<SourceId>>> act, string said, CancellationToken ct) => GoOnAsync(
        permit => FindAsync(permit, ct),
        async (permit, _) => (await act(permit)).Match<IActionResult>(
            _ =>
            {
                Said = Texts.Here(said);
                return Redirect(SourceLinks.Expected);
            },
            refusals =>
            {
                Fault(refusals);
                Response.StatusCode = StatusOf(refusals);
                return Page();
            }));

    /// <summary>The one chosen, or the one of the reference or address that was typed.</summary>
    private async Task<SourceId?> NamedAsync(Permit permit, Guid? by, string? reference, CancellationToken ct) => by is { } id
        ? new SourceId(id)
        : Guid.TryParse(reference?.Trim().Split('/')[^1], out var typed)
            ? new SourceId(typed)
            : string.IsNullOrWhiteSpace(reference) ? null : await links.ByReferenceAsync(permit, reference, ct);

    private async Task<Result<ImmutableArray<PromiseView>>> FindAsync(Permit permit, CancellationToken ct) =>
        (await sources.PromisesAsync(permit, ct)).Map(promises =>
        {
            Promises = promises;
            this.Titled(Texts.Here("sources.expected-title"), "sources");
            return promises;
        });
}
