using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Plan.Contracts;
using Concord.Platform;
using Concord.Platform.Api;
using Concord.Platform.Lists;

namespace Concord.Modules.Directory;

/// <summary>What an entry of the directory is.</summary>
internal enum DirectorySort
{
    Official,
    Body,
}

/// <summary>An office in which sources name somebody, from the first day by which one does to the last.</summary>
internal sealed record OfficeAnswer(string Title, string Body, DateOnly First, DateOnly Last);

/// <summary>For whom one turns to this official, and when that was last confirmed.</summary>
internal sealed record FocalPointAnswer(string Role, string For, DateOnly LastConfirmed, bool IsStale);

/// <summary>A body or an official as answers and what is taken out have it; of a body that only the pack names there is no id.</summary>
internal sealed record DirectoryItem(
    Guid? Id, long? Number, DirectorySort Sort, string Name, ImmutableArray<string> Names, ImmutableArray<string> Members, ImmutableArray<OfficeAnswer> Offices,
    ImmutableArray<FocalPointAnswer> FocalPoints, bool IsFromPack, int StatementCount, string? Page);

/// <summary>Bodies and officials.</summary>
internal sealed class DirectoryList(DirectoryQueries directory, IPlan plan, TimeProvider clock) : GatheredList<DirectoryEntry, DirectoryItem>
{
    public override string Name => "directory";

    public override ImmutableArray<ListFilter> Filters { get; } =
    [
        new("member", FilterForm.Name), ListFilter.Of<DirectorySort>("sort"), new("name", FilterForm.Text), new("body", FilterForm.Text),
        new("focal", FilterForm.Choice) { Choices = ["focal-point", "deputy-focal-point", "any"] }, new("known", FilterForm.Day), ListFilter.Of<ListOrder>("order"),
    ];

    public override ImmutableArray<ListColumn<DirectoryItem>> Columns { get; } =
    [
        new("id", "#contact+id", d => d.Id), new("number", "#meta+sequence+num", d => d.Number), new("sort", "#contact+type", d => d.Sort), new("name", "#contact+name", d => d.Name),
        new("names", "#contact+name+list", d => string.Join("; ", d.Names)), new("members", "#country+code+list", d => string.Join(' ', d.Members)),
        new("office-title", "#contact+role", d => d.Offices.LastOrDefault()?.Title), new("office-body", "#org+name", d => d.Offices.LastOrDefault()?.Body),
        new("office-first", "#date+start", d => d.Offices.LastOrDefault()?.First), new("office-last", "#date+end", d => d.Offices.LastOrDefault()?.Last),
        new("office-count", "#indicator+offices+num", d => d.Offices.Length), new("focal-point-for", "#contact+focal+list", d => For(d, Ties.FocalPoint)),
        new("deputy-for", "#contact+focal+deputy+list", d => For(d, Ties.Deputy)),
        new("last-confirmed", "#date+confirmed", d => d.FocalPoints.IsEmpty ? null : d.FocalPoints.Max(f => f.LastConfirmed)),
        new("is-from-pack", "#meta+pack", d => d.IsFromPack), new("statement-count", "#indicator+statements+num", d => d.StatementCount), new("page", "#meta+url", d => d.Page),
    ];

    protected override async Task<Result<ImmutableArray<DirectoryEntry>>> GatherAsync(Permit permit, ListQuery query, CancellationToken ct)
    {
        var today = clock.Today();
        var (sort, name, body, focal) = (query.Choice<DirectorySort>("sort"), query["name"], query["body"], query["focal"]);
        return await (await plan.InForceAsync(permit, today, ct).ConfigureAwait(false)).Then(p => Narrowed.Of(query, p)).Match(
            async narrowed => (await directory.ListAsync(permit, query.Day("known") ?? today, ct).ConfigureAwait(false)).Map<ImmutableArray<DirectoryEntry>>(all =>
            [
                .. all.Where(e => narrowed.Member is null || e.Members.Any(m => m.Id == narrowed.Member.Id))
                    .Where(e => sort is null || e.Sort == sort)
                    .Where(e => name is null || e.Called.Any(n => Letters.In(n, name)))
                    .Where(e => body is null || (e.Sort == DirectorySort.Body ? e.Called.Any(n => Letters.In(n, body)) : e.Tenures.Any(t => Letters.In(t.Body, body))))
                    .Where(e => focal is null || e.Focal.Any(f => focal == "any" || f.Role == focal)),
            ]),
            refusals => Task.FromResult<Result<ImmutableArray<DirectoryEntry>>>(refusals)).ConfigureAwait(false);
    }

    protected override ListPlace PlaceOf(DirectoryEntry view) => new(DateOnly.MinValue, view.Number, view.Subject?.Id.Value ?? Guid.Empty);

    protected override DirectoryItem Show(DirectoryEntry view) => new(
        view.Subject?.Id.Value, view.Subject?.Number, view.Sort, view.Name, [.. view.Called], [.. view.Members.Select(m => m.Key)],
        [.. view.Tenures.Select(t => new OfficeAnswer(t.Title, t.Body, t.First, t.Last))],
        [.. view.Focal.Select(f => new FocalPointAnswer(f.Role, f.Who, f.Confirmed.LastConfirmed, f.Confirmed.IsStale))],
        view.Subject is null, view.Subject?.Statements.Length ?? 0, view.Subject is { } subject ? MeasureLinks.Subject(subject.Sort, subject.Id) : null);

    private static string For(DirectoryItem d, string role) => string.Join("; ", d.FocalPoints.Where(f => f.Role == role).Select(f => f.For));
}

internal static class DirectoryApi
{
    public static void Map(RouteGroupBuilder api) => _ = api.MapList<DirectoryList, DirectoryItem>();
}
