using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Modules.Plan.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Lists;
using Concord.Platform.Web;
using Concord.Platform.Web.Components;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Measures;

/// <summary>What was said when, as a picture and in tables; each number leads to its statements.</summary>
[Asks(Doing.Read)]
internal sealed class WhenSaidPage(WhenSaidList list, SavedViews views, IPlan plan, TimeProvider clock) : ListPageModel<WhenSaid>(list, list.ViewsAsync, views)
{
    public WhenSaidPicture? Picture { get; private set; }

    /// <summary>The groups of which anything was said, in the order of the picture.</summary>
    public ImmutableArray<SaidGroup> Groups { get; private set; } = [];

    public TimeStep Step => Rows.Select(r => r.Period).OfType<Period>().Select(p => p.Step).FirstOrDefault(TimeStep.Year);

    /// <summary>Periods in which something was said, the last first; then what has no day.</summary>
    public IEnumerable<IGrouping<Period?, WhenSaid>> Periods => Rows.GroupBy(r => r.Period).OrderByDescending(g => g.Key?.Index ?? int.MinValue);

    public IEnumerable<IGrouping<Lane, WhenSaid>> Lanes => Rows.GroupBy(r => r.Lane).OrderBy(g => g.Key.At);

    public bool BySource => Frame.Query["by"] == Platform.Lists.Names.Of(LaneSort.Source);

    /// <summary>No more than the list can have: periods by lanes by forms.</summary>
    protected override int OnAPage => 10_000;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        this.Titled(Texts.Here("measures.when-said-title"), "record");
        var page = await ListAsync(ct);
        Picture = WhenSaidPicture.Of(Rows);
        Groups = [.. Rows.Select(r => WhenSaidPicture.GroupOf(r.Form)).Distinct().Order()];
        return page;
    }

    public string NameOf(Lane lane) => lane.Name ?? Texts.Here(lane.Key is not null ? "measures.when-said-no-title" : BySource ? "measures.when-said-other-sources" : "measures.when-said-others");

    /// <summary>A name that fits above its lane.</summary>
    public static string Cut(string name) => name.Length <= 70 ? name : name[..69] + "…";

    public static string PeriodOf(Period? period) => period is { } p ? WhenWords.Of(When.Parse(p.Edtf).Match<When?>(w => w, _ => null)) : Texts.Here("measures.when-said-no-day");

    /// <summary>Where the statements of a period stand; what has no day cannot be asked for.</summary>
    public string? PageOf(Period? period) => period is null ? null : WhenSaidList.PageOf(Frame.Query, period, null);

    /// <summary>The same picture of one lane.</summary>
    public string? PageOf(Lane lane) => BySource && lane.Key is { } key ? Frame.Page + Frame.Query.With("source", key).Address : null;

    protected override async Task<IReadOnlyDictionary<string, IReadOnlyList<Choice>>> NamesAsync(Permit permit, CancellationToken ct) =>
        ProcessChoices.Of(await plan.TodayAsync(permit, clock, ct));
}
