using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Plan.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Lists;
using Concord.Platform.Web;
using Concord.Platform.Web.Components;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Measures;

/// <summary>What stands in the way, by area of the plan, with the help asked for.</summary>
[Asks(Doing.Read)]
internal sealed class ObstaclesPageModel(ObstacleList list, SavedViews views, IPlan plan, TimeProvider clock) : ListPageModel<SaidView>(list, list.ViewsAsync, views)
{
    public ProcessInForce? Process { get; private set; }

    public ImmutableArray<ObstacleArea> Areas { get; private set; } = [];

    /// <summary>Those of no area.</summary>
    public ImmutableArray<SaidView> Elsewhere { get; private set; } = [];

    protected override int OnAPage => 200;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        this.Titled(Texts.Here("measures.obstacles-title"), "record");
        var page = await ListAsync(ct);
        (Areas, Elsewhere) = Process is { } process ? SaidQueries.ByArea(process, Rows) : ([], []);
        return page;
    }

    protected override async Task<IReadOnlyDictionary<string, IReadOnlyList<Choice>>> NamesAsync(Permit permit, CancellationToken ct) =>
        ProcessChoices.Of(Process = await plan.TodayAsync(permit, clock, ct));
}
