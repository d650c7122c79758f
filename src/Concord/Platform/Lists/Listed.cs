using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Concord.Core.Kernel;

namespace Concord.Platform.Lists;

/// <summary>A column of what is taken out.</summary>
/// <param name="Name">Its heading is the text <c>lists.column-NAME</c>.</param>
/// <param name="Tag">Its HXL hashtag (hxlstandard.org).</param>
/// <param name="Value">A text, number, day, fuzzy date, instant, truth or nothing.</param>
internal sealed record ListColumn<TRow>(string Name, string Tag, Func<TRow, object?> Value);

/// <summary>Some rows of a list, and where the next begin; null at the end.</summary>
internal sealed record ListPage<TRow>(ImmutableArray<TRow> Rows, string? Next);

/// <summary>What is asked of a list.</summary>
/// <param name="After">Where the last page ended; null for the beginning.</param>
internal sealed record ListAsked(ListQuery Query, string? After, int Limit)
{
    public const int Most = 500;
}

/// <summary>A list as what is taken out knows it.</summary>
internal interface IListed
{
    /// <summary>As it stands in addresses: <c>statements</c>.</summary>
    string Name { get; }

    ImmutableArray<ListFilter> Filters { get; }

    /// <summary>Headings and hashtags, in the order of the cells.</summary>
    ImmutableArray<(string Name, string Tag)> Heads { get; }

    /// <summary>The address of the page that shows it, if one does.</summary>
    string? Page { get; }

    /// <summary>The cells of all rows that this person may see, page after page: memory does not grow with the list. Refused before the first row or not at all.</summary>
    Task<Result<IAsyncEnumerable<object?[]>>> CellsAsync(Permit permit, ListQuery query, CancellationToken ct);
}

/// <summary>
/// A list, said once: its page, the API, what is taken out of it, and the views that people keep of it all ask here, so that none can show what another hides.
/// </summary>
internal abstract class Listed<TRow> : IListed
{
    public abstract string Name { get; }

    public abstract ImmutableArray<ListFilter> Filters { get; }

    public abstract ImmutableArray<ListColumn<TRow>> Columns { get; }

    public virtual string? Page => "/" + Name;

    public ImmutableArray<(string Name, string Tag)> Heads => [.. Columns.Select(c => (c.Name, c.Tag))];

    /// <summary>What this person may see of it. A row that comes or goes between two pages is neither missed nor told twice.</summary>
    public abstract Task<Result<ListPage<TRow>>> PageAsync(Permit permit, ListAsked asked, CancellationToken ct);

    protected object?[] Cells(TRow row) => [.. Columns.Select(c => c.Value(row))];

    public virtual async Task<Result<IAsyncEnumerable<object?[]>>> CellsAsync(Permit permit, ListQuery query, CancellationToken ct) =>
        (await PageAsync(permit, new ListAsked(query, null, ListAsked.Most), ct).ConfigureAwait(false)).Map(first => FromAsync(permit, query, first, ct));

    private async IAsyncEnumerable<object?[]> FromAsync(Permit permit, ListQuery query, ListPage<TRow> page, [EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            foreach (var row in page.Rows)
            {
                yield return Cells(row);
            }

            if (page.Next is not { } next)
            {
                yield break;
            }

            ct.ThrowIfCancellationRequested();
            page = (await PageAsync(permit, new ListAsked(query, next, ListAsked.Most), ct).ConfigureAwait(false))
                .Match(p => p, r => throw new InvalidOperationException("a list that had begun was refused: " + r[0]));
        }
    }
}
