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
    string List, string Page, ListQuery Query, ImmutableArray<ShownFilter> Filters, ImmutableArray<SavedView> Views, string? Next, bool IsBeginning, bool IsRead)
{
    /// <summary>Some filter is set.</summary>
    public bool IsNarrowed => Filters.Any(f => f.Value is not null);
}

/// <summary>Which list, narrowed how, is to be taken out.</summary>
internal sealed record TakeOut(string List, ListQuery Query)
{
    public TakeOut(string list) : this(list, ListQuery.All)
    {
    }
}

/// <summary>What a filter of a list is called, and what may be chosen in it: in words of that list where it has its own.</summary>
internal static class ListWords
{
    public static string Filter(string list, string name) => Texts.Own($"lists.filter-{list}-{name}") ?? Texts.Here("lists.filter-" + name);

    public static string Choice(string list, string name, string choice) => Texts.Own($"lists.choice-{list}-{name}-{choice}") ?? Texts.Here($"lists.choice-{name}-{choice}");
}

/// <summary>The page of a list. Its filters are those of the list and stand in the address, so that what is seen can be kept and sent; nothing needs a script.</summary>
/// <param name="page">The list’s own answer, as this page shows it.</param>
internal abstract class ListPageModel<TShown>(
    IListed list, Func<Permit, ListAsked, CancellationToken, Task<Result<ListPage<TShown>>>> page, SavedViews views) : AskingPage
{
    public ImmutableArray<TShown> Rows { get; private set; } = [];

    public ListFrame Frame { get; private set; } = null!;

    /// <summary>How many stand on a page.</summary>
    protected virtual int OnAPage => 50;

    /// <summary>The order of the page when the address asks for none.</summary>
    protected virtual ListOrder FirstOrder => ListOrder.Newest;

    /// <summary>What else may stand in the address of this page, and is no filter of the list.</summary>
    protected virtual ImmutableArray<ListFilter> Besides => [];

    /// <summary>What stands there of it.</summary>
    protected ListQuery Beside { get; private set; } = ListQuery.All;

    /// <summary>What may be chosen where a filter takes a name out of the process.</summary>
    protected abstract Task<IReadOnlyDictionary<string, IReadOnlyList<Choice>>> NamesAsync(Permit permit, CancellationToken ct);

    protected async Task<IActionResult> ListAsync(CancellationToken ct)
    {
        var permit = HttpContext.Permit();
        var read = ListQuery.Read([.. list.Filters, ApiRoutes.After, .. Besides], Request.Query);
        var query = read.Match(q => q, _ => ListQuery.All);
        var after = query[ApiRoutes.After.Name];
        Beside = new ListQuery(query.Values.RemoveRange(query.Values.Keys.Where(k => Besides.All(b => b.Name != k))));
        query = new ListQuery(query.Values.RemoveRange(Beside.Values.Keys.Append(ApiRoutes.After.Name)));
        var ordered = query["order"] is null && list.Filters.Any(f => f.Name == "order") ? query.With("order", Lists.Names.Of(FirstOrder)) : query;
        var answer = await read.Match(
            _ => page(permit, new ListAsked(ordered, after, OnAPage), ct), refusals => Task.FromResult<Result<ListPage<TShown>>>(refusals));
        (Rows, var next, var faults) = answer.Match<(ImmutableArray<TShown>, string?, ImmutableArray<Refusal>)>(p => (p.Rows, p.Next, []), r => ([], null, r));
        foreach (var fault in faults)
        {
            Fault([fault], fault.Args.FirstOrDefault() ?? "");
        }

        var names = await NamesAsync(permit, ct);
        Frame = new ListFrame(
            list.Name, list.Page!, query, [.. list.Filters.Where(f => f.Name != "order").Select(f => Show(f, Asked(f.Name, query), names))],
            await views.OfAsync(permit, list.Name, ct), next, after is null, faults.IsEmpty);
        Response.StatusCode = faults.IsEmpty ? StatusCodes.Status200OK : StatusOf(faults);
        return Page();
    }

    /// <summary>As asked, also where it could not be read: it is shown again, to be mended.</summary>
    private string? Asked(string name, ListQuery query) => query[name] ?? (Request.Query[name].FirstOrDefault() is { Length: > 0 } raw ? raw : null);

    private ShownFilter Show(ListFilter filter, string? value, IReadOnlyDictionary<string, IReadOnlyList<Choice>> names) => new(
        filter,
        ListWords.Filter(list.Name, filter.Name),
        value,
        filter.Form == FilterForm.Choice
            ? [.. filter.Choices.Select(c => new Choice(c, ListWords.Choice(list.Name, filter.Name, c)))]
            : names.GetValueOrDefault(filter.Name) ?? []);
}
