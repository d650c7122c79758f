using System.Collections.Immutable;
using System.Globalization;
using Concord.Core.Kernel;
using Concord.Platform.Lists;
using Concord.Platform.Web;
using Microsoft.Extensions.Primitives;

namespace Concord.Platform.Api;

/// <summary>What the document tells of an operation: its name leads to its description (<c>api.op-NAME</c>).</summary>
internal sealed record ApiOperation(string Name, ImmutableArray<ListFilter> InPath, ImmutableArray<ListFilter> InQuery);

/// <summary>How operations are added. Each reads through the service that its page asks; there is no other way to the data.</summary>
internal static class ApiRoutes
{
    public const string Root = "/api/v1";

    public static readonly ListFilter After = new("after", FilterForm.Text);
    public static readonly ListFilter Limit = new("limit", FilterForm.Number);

    /// <summary>Everything under the root asks to read.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder routes) =>
        routes.MapGroup(Root).WithMetadata(new AsksAttribute(Doing.Read));

    /// <summary>A list: its filters are its parameters.</summary>
    public static RouteHandlerBuilder MapList<TList, TRow>(this RouteGroupBuilder api) where TList : Listed<TRow>
    {
        using var scope = ((IEndpointRouteBuilder)api).ServiceProvider.CreateScope();
        var list = scope.ServiceProvider.GetRequiredService<TList>();
        ImmutableArray<ListFilter> filters = [.. list.Filters, After, Limit];
        return api.Op(list.Name, "list-" + list.Name, [], filters, (HttpContext http, TList asked, CancellationToken ct) => http.AnswerAsync(
            filters,
            async (permit, query) => (await query.PagedAsync(asked, permit, ct).ConfigureAwait(false)).Map(p => new ListAnswer<TRow>(p.Rows, p.Next)),
            page => page.Next));
    }

    /// <summary>Any other question.</summary>
    public static RouteHandlerBuilder Op(
        this RouteGroupBuilder api, string path, string name, ImmutableArray<ListFilter> inPath, ImmutableArray<ListFilter> inQuery, Delegate answer) =>
        api.MapGet("/" + path, answer).WithName(name).WithMetadata(new ApiOperation(name, inPath, inQuery));

    /// <summary>Reads the parameters, asks, and writes what came of it.</summary>
    public static async Task<ApiAnswer<T>> AnswerAsync<T>(
        this HttpContext http, ImmutableArray<ListFilter> filters, Func<Permit, ListQuery, Task<Result<T>>> ask, Func<T, string?>? next = null)
    {
        var given = http.Request.Query.Concat(http.Request.RouteValues.Where(v => v.Value is string)
            .Select(v => KeyValuePair.Create(v.Key, new StringValues((string)v.Value!))));
        var answer = await ListQuery.Read(filters, given).Match(
            query => ask(http.Permit(), query), refusals => Task.FromResult<Result<T>>(refusals)).ConfigureAwait(false);
        return new ApiAnswer<T>(answer, next);
    }

    private static async Task<Result<ListPage<TRow>>> PagedAsync<TRow>(this ListQuery query, Listed<TRow> list, Permit permit, CancellationToken ct)
    {
        var limit = query.Number(Limit.Name) ?? 100;
        return limit > ListAsked.Most
            ? new Refusal("list.limit", Limit.Name, limit.ToString(CultureInfo.InvariantCulture), ListAsked.Most.ToString(CultureInfo.InvariantCulture))
            : await list.PageAsync(permit, new ListAsked(query.Without(After.Name).Without(Limit.Name), query[After.Name], limit), ct).ConfigureAwait(false);
    }
}
