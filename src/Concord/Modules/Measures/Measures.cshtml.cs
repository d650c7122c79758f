using Concord.Core.Kernel;
using Concord.Modules.Plan.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Lists;
using Concord.Platform.Web;
using Concord.Platform.Web.Components;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Measures;

/// <summary>The measures, each once, and where they stand on a day as far as was known on a day.</summary>
[Asks(Doing.Read)]
internal sealed class MeasuresPage(MeasureList list, SavedViews views, IPlan plan, TimeProvider clock) : ListPageModel<MeasureItem>(list, list.PageAsync, views)
{
    public ProcessInForce? Process { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        this.Titled(Texts.Here("lists.name-measures"), "record");
        return ListAsync(ct);
    }

    /// <summary>Where it stands, and no more than is certain.</summary>
    public string Stands(MeasureItem m)
    {
        var standing = new Core.Measures.Standing(Stage(m.CertainlyReached), Stage(m.PossiblyReached), m.Vouched, [], []);
        return Words.Standing(standing, Process?.Kind(m.Kind));
    }

    private static StageId? Stage(string? key) => key is null ? null : new StageId(key);

    protected override async Task<IReadOnlyDictionary<string, IReadOnlyList<Choice>>> NamesAsync(Permit permit, CancellationToken ct) =>
        ProcessChoices.Of(Process = await plan.TodayAsync(permit, clock, ct));
}
