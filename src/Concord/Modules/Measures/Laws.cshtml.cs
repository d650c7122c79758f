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

/// <summary>What the members' laws cover of the Protocol's definition, side by side, each word with its sentence.</summary>
[Asks(Doing.Read)]
internal sealed class LawsPageModel(LawList list, SavedViews views, IPlan plan, TimeProvider clock) : ListPageModel<LawSaid>(list, list.ViewsAsync, views)
{
    private static readonly ListFilter Every = new("all", FilterForm.Choice) { Choices = ["true"] };

    public ProcessInForce? Process { get; private set; }

    public LawsPage View { get; private set; } = null!;

    /// <summary>All elements are shown, also those of which nothing is said of any law.</summary>
    public bool All => Beside[Every.Name] is not null;

    public IEnumerable<IGrouping<CoveragePart, CoverageElement>> Parts =>
        Covered.Elements.Where(e => All || View.Told.Contains(e)).GroupBy(Covered.PartOf);

    protected override int OnAPage => 500;

    protected override ImmutableArray<ListFilter> Besides => [Every];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        this.Titled(Texts.Here("measures.laws-title"), "record");
        var page = await ListAsync(ct);
        View = Process is { } process ? LawsPage.Of(process, Rows, process.FindMember(Frame.Query["member"])) : new LawsPage([]);
        return page;
    }

    protected override async Task<IReadOnlyDictionary<string, IReadOnlyList<Choice>>> NamesAsync(Permit permit, CancellationToken ct) =>
        ProcessChoices.Of(Process = await plan.TodayAsync(permit, clock, ct));
}
