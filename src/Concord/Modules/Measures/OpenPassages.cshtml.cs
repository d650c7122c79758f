using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Measures;

/// <summary>What became of the passages of earlier versions on which anything hangs: those that need a person first, to confirm, place by hand or leave as lost.</summary>
[Asks(Doing.Read, Writes = Doing.Review), Shows("source")]
internal sealed class OpenPassagesPage(ISources sources, HangingPassages hanging) : AskingPage
{
    public SourcePage Source { get; private set; } = null!;

    public ImmutableArray<AnchoredView> Passages { get; private set; } = [];

    public int Waiting => Passages.Count(p => p.Now.Waits);

    public static string Beginning(string text) => text.Length <= 60 ? text : text[..(char.IsHighSurrogate(text[59]) ? 59 : 60)] + "…";

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => ShowAsync(permit => FindAsync(permit, id, ct), _ => Page());

    public Task<IActionResult> OnPostSettleAsync(Guid id, Guid passage, int seen, AnchorHow how, int? paragraph, string? words, CancellationToken ct) => GoOnAsync(
        permit => FindAsync(permit, id, ct),
        async (permit, _) => (await sources.SettleAsync(permit, new SettlePassage(new PassageId(passage), new SourceId(id), seen, how, paragraph, words), ct)).Match<IActionResult>(
            settled =>
            {
                Said = Texts.Here("sources.said-passage-" + how.ToString().ToLowerInvariant());
                return Redirect(SourceLinks.Passages(new SourceId(id)));
            },
            refusals =>
            {
                Fault(refusals);
                Response.StatusCode = StatusOf(refusals);
                return Page();
            }));

    private async Task<Result<SourcePage>> FindAsync(Permit permit, Guid id, CancellationToken ct)
    {
        Passages = await hanging.InAsync(permit, new SourceId(id), ct);
        return (await sources.PageAsync(permit, new SourceId(id), default, ct)).Map(page =>
        {
            Source = page;
            this.Titled(Texts.Here("sources.passages-title"), "sources");
            return page;
        });
    }
}
