using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Platform.Lists;

/// <summary>Where something stands among the rest of what was gathered.</summary>
/// <param name="Day">By which the newest come first.</param>
/// <param name="Number">The ledger's count.</param>
internal readonly record struct ListPlace(DateOnly Day, long Number, Guid Id);

/// <summary>
/// A list whose things are put together out of many statements (a meeting out of all that is said of it), so that it is gathered whole and then told page by page.
/// Its page shows the views that were gathered, everybody else the rows made of them: both are the same things.
/// </summary>
internal abstract class GatheredList<TView, TRow> : Listed<TRow>
{
    /// <summary>All that fit and that this person may see, in any order.</summary>
    protected abstract Task<Result<ImmutableArray<TView>>> GatherAsync(Permit permit, ListQuery query, CancellationToken ct);

    /// <summary>No two have the same.</summary>
    protected abstract ListPlace PlaceOf(TView view);

    protected abstract TRow Show(TView view);

    public sealed override async Task<Result<ListPage<TRow>>> PageAsync(Permit permit, ListAsked asked, CancellationToken ct) =>
        (await ViewsAsync(permit, asked, ct).ConfigureAwait(false)).Map(p => new ListPage<TRow>([.. p.Rows.Select(Show)], p.Next));

    /// <summary>The same page, as its own page shows it.</summary>
    public async Task<Result<ListPage<TView>>> ViewsAsync(Permit permit, ListAsked asked, CancellationToken ct) =>
        await Cursor.Read(asked.After, asked.Query.Choice<ListOrder>("order") ?? ListOrder.Recorded).Match(
            async from => (await GatherAsync(permit, asked.Query, ct).ConfigureAwait(false)).Map(all => Cut(all, from, asked.Limit)),
            refusals => Task.FromResult<Result<ListPage<TView>>>(refusals)).ConfigureAwait(false);

    /// <summary>Gathered once for all pages.</summary>
    public sealed override async Task<Result<IAsyncEnumerable<object?[]>>> CellsAsync(Permit permit, ListQuery query, CancellationToken ct) =>
        (await GatherAsync(permit, query, ct).ConfigureAwait(false))
            .Map(all => EachAsync(Cut(all, Cursor.Beginning(query.Choice<ListOrder>("order") ?? ListOrder.Recorded), int.MaxValue).Rows, ct));

    private async IAsyncEnumerable<object?[]> EachAsync(ImmutableArray<TView> views, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var view in views)
        {
            ct.ThrowIfCancellationRequested();
            yield return Cells(Show(view));
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    private ListPage<TView> Cut(ImmutableArray<TView> all, Cursor from, int limit)
    {
        var placed = all.Select(v => (View: v, Place: PlaceOf(v)));
        var rest = from.Order switch
        {
            ListOrder.Recorded => placed.Where(p => (p.Place.Number, p.Place.Id).CompareTo((from.Sequence, from.Id)) > 0).OrderBy(p => p.Place.Number).ThenBy(p => p.Place.Id),
            ListOrder.Newest => placed.Where(p => (p.Place.Day, p.Place.Number, p.Place.Id).CompareTo((from.Known, from.Sequence, from.Id)) < 0)
                .OrderByDescending(p => p.Place.Day).ThenByDescending(p => p.Place.Number).ThenByDescending(p => p.Place.Id),
            ListOrder.LastRecorded => placed.Where(p => (p.Place.Number, p.Place.Id).CompareTo((from.Sequence, from.Id)) < 0)
                .OrderByDescending(p => p.Place.Number).ThenByDescending(p => p.Place.Id),
        };
        var some = rest.Take(limit == int.MaxValue ? limit : limit + 1).ToList();
        return some.Count <= limit
            ? new([.. some.Select(s => s.View)], null)
            : new([.. some.Take(limit).Select(s => s.View)], new Cursor(from.Order, some[limit - 1].Place.Day, some[limit - 1].Place.Number, some[limit - 1].Place.Id).ToString());
    }
}
