using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Lists;
using Concord.Platform.Web;
using Concord.Platform.Web.Components;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Measures;

/// <summary>Sources, the last brought in first, each with what waits for a decision.</summary>
[Asks(Doing.Read)]
internal sealed class ReviewSourcesPage(Listed<SourceItem> list, ReviewQueries reviews, SavedViews views) : ListPageModel<SourceItem>(list, list.PageAsync, views)
{
    public ImmutableArray<ReviewedSource> Sources { get; private set; } = [];

    protected override ListOrder FirstOrder => ListOrder.LastRecorded;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        this.Titled(Texts.Here("sources.title"), "sources");
        var page = await ListAsync(ct);
        Sources = await reviews.OpenAsync(HttpContext.Permit(), [.. Rows.Select(r => r.ToSummary())], ct);
        return page;
    }

    /// <summary>No filter takes a name out of the process.</summary>
    protected override Task<IReadOnlyDictionary<string, IReadOnlyList<Choice>>> NamesAsync(Permit permit, CancellationToken ct) =>
        Task.FromResult<IReadOnlyDictionary<string, IReadOnlyList<Choice>>>(new Dictionary<string, IReadOnlyList<Choice>>());
}
