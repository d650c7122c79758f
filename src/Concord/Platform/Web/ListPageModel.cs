using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Platform.Api;
using Concord.Platform.I18n;
using Concord.Platform.Lists;
using Concord.Platform.Web.Components;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Platform.Web;

/// <summary>A filter as a page shows it.</summary>
/// <param name="Choices">What may be chosen; empty where a text is written.</param>
internal sealed record ShownFilter(ListFilter Filter, string Label, string? Value, IReadOnlyList<Choice> Choices)
{
    /// <summary>What was chosen, in words.</summary>
    public string? Told => Value is null ? null : Choices.FirstOrDefault(c => c.Value == Value)?.Text ?? Value;

    public bool IsData => Choices.FirstOrDefault(c => c.Value == Value)?.IsData ?? true;
}

/// <summary>What stands round a list: its filters, what is active of them, the views that people keep of it, the ways to take it out, and where it goes on.</summary>
internal sealed record ListFrame(
    string List, string Page, ListQuery Query, ImmutableArray<ShownFilter> Filters, ImmutableArray<SavedView> Views, string? Next, bool IsBeginning, bool IsRead);

/// <summary>Which list, narrowed how, is to be taken out.</summary>
internal sealed record TakeOut(string List, ListQuery Query)
{
    public TakeOut(string list) : this(list, ListQuery.All)
    {
    }
}

/// <summary>The page of a list. Its filters are those of the list and stand in the address, so that what is seen can be kept and sent; nothing needs a script.</summary>
internal abstract class ListPageModel<TRow>(Listed<TRow> list, SavedViews views) : AskingPage
{
    private const int OnAPage = 50;

    public ImmutableArray<TRow> Rows { get; private set; } = [];

    public ListFrame Frame { get; private set; } = null!;

    /// <summary>What may be chosen where a filter takes a name out of the process.</summary>
    protected abstract Task<IReadOnlyDictionary<string, IReadOnlyList<Choice>>> NamesAsync(Permit permit, CancellationToken ct);

    protected async Task<IActionResult> ListAsync(CancellationToken ct)
    {
        var permit = HttpContext.Permit();
        var read = ListQuery.Read([.. list.Filters, ApiRoutes.After], Request.Query);
        var query = read.Match(q => q, _ => ListQuery.All);
        var after = query[ApiRoutes.After.Name];
        query = query.Without(ApiRoutes.After.Name);
        var ordered = query["order"] is null && list.Filters.Any(f => f.Name == "order") ? query.With("order", Lists.Names.Of(ListOrder.Newest)) : query;
        var page = await read.Match(
            _ => list.PageAsync(permit, new ListAsked(ordered, after, OnAPage), ct), refusals => Task.FromResult<Result<ListPage<TRow>>>(refusals));
        (Rows, var next, var faults) = page.Match<(ImmutableArray<TRow>, string?, ImmutableArray<Refusal>)>(p => (p.Rows, p.Next, []), r => ([], null, r));
        foreach (var fault in faults)
        {
            Fault([fault], fault.Args.FirstOrDefault() ?? "");
        }

        var names = await NamesAsync(permit, ct);
        Frame = new ListFrame(
            list.Name, list.Page!, query, [.. list.Filters.Where(f => f.Name != "order").Select(f => Show(f, Asked(f.Name, query), names))],
            await views.OfAsync(list.Name, ct), next, after is null, faults.IsEmpty);
        Response.StatusCode = faults.IsEmpty ? StatusCodes.Status200OK : StatusOf(faults);
        return Page();
    }

    /// <summary>As asked, also where it could not be read: it is shown again, to be mended.</summary>
    private string? Asked(string name, ListQuery query) => query[name] ?? (Request.Query[name].FirstOrDefault() is { Length: > 0 } raw ? raw : null);

    private static ShownFilter Show(ListFilter filter, string? value, IReadOnlyDictionary<string, IReadOnlyList<Choice>> names) => new(
        filter,
        Texts.Here("lists.filter-" + filter.Name),
        value,
        filter.Form == FilterForm.Choice ? [.. filter.Choices.Select(c => new Choice(c, Texts.Here($"lists.choice-{filter.Name}-{c}")))] : names.GetValueOrDefault(filter.Name) ?? []);
}
