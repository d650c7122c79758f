using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Sources;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Lists;
using Concord.Platform.Web;
using Concord.Platform.Web.Components;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Sources;

/// <summary>The body that filed a source says how widely it may be shown; first what that would do is shown, then it is done.</summary>
[Asks(Doing.Import), Shows("source")]
internal sealed class OpenReleasePage(SourceQueries sources, ReleaseSource release, INames names) : AskingPage
{
    private static readonly Handling[] Offered = [Handling.OwnBody, Handling.NamedBodies, Handling.OwnMember, Handling.Members, Handling.Process, Handling.Public];

    public SourcePage Source { get; private set; } = null!;

    [BindProperty(Name = "to")]
    public string? To { get; set; }

    [BindProperty(Name = "bodies")]
    public List<Guid> Bodies { get; set; } = [];

    /// <summary>Year, month and day with dashes; empty for at once.</summary>
    [BindProperty(Name = "from")]
    public string? From { get; set; }

    /// <summary>Whether what was read in paragraphs in which somebody asks to be protected is told without them.</summary>
    [BindProperty(Name = "told")]
    public bool Told { get; set; }

    [BindProperty(Name = "why")]
    public string? Why { get; set; }

    /// <summary>Which labels it bore when the form was made: whoever released it meanwhile is not overwritten.</summary>
    [BindProperty(Name = "seen")]
    public string Seen { get; set; } = "";

    /// <summary>How widely it may be seen now.</summary>
    public ReleasedNow Now { get; private set; } = null!;

    /// <summary>What it would do; null before that was asked.</summary>
    public ReleasePreview? Preview { get; private set; }

    public ImmutableArray<Choice> BodyChoices { get; private set; } = [];

    public static ImmutableArray<Choice> Choices =>
        [.. Offered.Select(h => new Choice(h.ToString(), Texts.Here("sources.handling-" + Word(h)), Texts.Here("sources.handling-" + Word(h) + "-hint")))];

    public static string Word(Handling handling) => handling.ToString().ToLowerInvariant();

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => GoOnAsync(permit => FindAsync(permit, id, ct), async (_, _) =>
    {
        Now = await release.NowAsync(new SourceId(id), ct);
        (Seen, Told) = (Now.Seen, Now.Tells);
        return Page();
    });

    public Task<IActionResult> OnPostLookAsync(Guid id, CancellationToken ct) => ActAsync(id, (permit, asked) => release.PreviewAsync(permit, new SourceId(id), asked, ct), preview =>
    {
        Preview = preview;
        return Page();
    }, ct);

    public Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct) => ActAsync(id, (permit, asked) => release.HandleAsync(permit, new SourceId(id), asked, Why, Seen, ct), _ =>
    {
        Said = Texts.Here("sources.said-released");
        return Redirect(SourceLinks.Page(new SourceId(id)));
    }, ct);

    private Task<IActionResult> ActAsync<T>(Guid id, Func<Permit, Release, Task<Result<T>>> act, Func<T, IActionResult> done, CancellationToken ct) => GoOnAsync(
        permit => FindAsync(permit, id, ct),
        async (permit, _) =>
        {
            Now = await release.NowAsync(new SourceId(id), ct);
            return await Read().Match(
                async asked => (await act(permit, asked)).Match(done, refusals => Again(refusals, Now.Seen)),
                refusals => Task.FromResult(Again(refusals, Now.Seen)));
        });

    private IActionResult Again(ImmutableArray<Refusal> refusals, string seen)
    {
        if (refusals[0].Code == "release.not-yours")
        {
            return Refused(refusals);
        }

        Fault(refusals, refusals[0].Code switch { "release.not-a-day" => "from", "release.no-bodies" => "bodies", "release.why-too-long" => "why", _ => "to" });
        Response.StatusCode = StatusOf(refusals);
        if (refusals[0].Code is "release.changed-meanwhile" or "store.changed-meanwhile")
        {
            // What it is now is shown; whoever sends the form again has seen it.
            Seen = seen;
            _ = ModelState.Remove("seen");
        }

        return Page();
    }

    private Result<Release> Read()
    {
        var from = Days.Read(From?.Trim());
        return from is null && !string.IsNullOrWhiteSpace(From) ? new Refusal("release.not-a-day", From)
            : Enum.TryParse<Handling>(To, out var to) && Offered.Contains(to)
            ? new Release(to, [.. Bodies.Select(b => new BodyId(b))], from) { TellsProtected = Told }
            : new Refusal("release.how-widely");
    }

    /// <summary>Whether it is theirs to release is asked before the form is shown.</summary>
    private async Task<Result<SourcePage>> FindAsync(Permit permit, Guid id, CancellationToken ct) => (await sources.PageAsync(permit, new SourceId(id), default, ct))
        .Then<SourcePage>(page => page.MayRelease ? page : new Refusal("release.not-yours")) is var found && found.IsOk ? await WithBodiesAsync(found, ct) : found;

    private async Task<Result<SourcePage>> WithBodiesAsync(Result<SourcePage> found, CancellationToken ct)
    {
        BodyChoices = [.. (await names.BodiesAsync(ct)).Select(b => new Choice(b.Id.Value.ToString("D"), b.Name, IsData: true))];
        return found.Map(page =>
        {
            Source = page;
            this.Titled(Texts.Here("sources.release-title"), "sources");
            return page;
        });
    }
}
