using Concord.Core.Kernel;
using Concord.Platform.Ledger;
using Microsoft.AspNetCore.Routing;
using Admission = Concord.Core.Kernel.Access;

namespace Concord.Platform.Web;

/// <summary>
/// An endpoint about one thing, named by a value of its address: when it answers, that is noticed as reading the thing; when it refuses, as a refusal. Every page and operation with an id in its
/// address carries this or <see cref="ShowsNothingAttribute"/>.
/// </summary>
/// <param name="kind">As acts name it: <c>source</c>; or the value of the address that says it: <c>{kind}</c>.</param>
/// <param name="value">Of the address.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
internal sealed class ShowsAttribute(string kind, string value = "id") : Attribute
{
    /// <summary>The endpoint itself writes that it was read, before it answers.</summary>
    public bool IsWritten { get; init; }

    public Thing? Of(HttpContext http) =>
        (kind is ['{', .. var named, '}'] ? http.GetRouteValue(named)?.ToString() : kind) is { Length: > 0 and <= 20 } called && Guid.TryParse(http.GetRouteValue(value)?.ToString(), out var id)
            ? new Thing(called, id) : null;
}

/// <summary>An endpoint with an id in its address that shows nothing filed by anybody: a person's own views.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class ShowsNothingAttribute : Attribute;

/// <summary>That the gate refused, what was wanted, and by which rule.</summary>
internal sealed record TurnedAway(Doing Doing, AccessRule Rule);

/// <summary>Notices what was read and what was refused, after it was answered. It only remembers; see <see cref="Notices"/>.</summary>
internal sealed class Watch(RequestDelegate next, Notices notices)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var endpoint = http.GetEndpoint();
        var shows = endpoint?.Metadata.GetOrderedMetadata<ShowsAttribute>() ?? [];

        // Taken now: when the server stops there are no services any more where the answer ends.
        var shown = http.RequestServices.GetRequiredService<Shown>();
        var things = shows.Select(s => s.Of(http)).OfType<Thing>().ToList();
        var isList = things.Count == 0;
        try
        {
            await next(http).ConfigureAwait(false);
        }
        catch when (endpoint is not null && isList)
        {
            // What was sent was sent, also where the rest of it was not waited for.
            List(Reader(http), endpoint, shown);
            throw;
        }

        if (endpoint is null || Reader(http) is not { } permit)
        {
            return;
        }

        if (http.Features.Get<TurnedAway>() is { } away)
        {
            notices.Refused(permit, things.FirstOrDefault()?.ToString() ?? PageOf(endpoint), things.FirstOrDefault(), away.Rule.ToString());
        }
        else if (http.Features.Get<PageShown>() is null && http.Response.StatusCode is StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound)
        {
            things.ForEach(t => notices.Refused(permit, t.ToString(), t, null));
        }
        else if (HasTold(http) && !shows.Any(s => s.IsWritten))
        {
            things.AddRange(http.Features.Get<AlsoShown>()?.Things ?? []);
            things.ForEach(t => notices.Read(permit, t, shown.Told));
            if (isList)
            {
                List(permit, endpoint, shown);
            }
        }
    }

    /// <summary>Whether the answer tells what it is about: also the page that a form is answered with, where something stood in its way.</summary>
    private static bool HasTold(HttpContext http) => http.Features.Get<PageShown>() is not null
        || (http.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status206PartialContent or StatusCodes.Status304NotModified && HttpMethods.IsGet(http.Request.Method));

    private static Permit? Reader(HttpContext http) => Admission.Decide(http.Actor(), Doing.Read).Match<Permit?>(p => p, _ => null);

    private void List(Permit? permit, Endpoint endpoint, Shown shown)
    {
        if (permit is not null && shown.Told.Count > 0)
        {
            notices.Listed(permit, endpoint.Metadata.GetMetadata<TakesOutAttribute>() is null ? Noticed.List : Noticed.Export, PageOf(endpoint), shown.Told);
        }
    }

    private static string PageOf(Endpoint endpoint)
    {
        var page = "page:" + (endpoint as RouteEndpoint)?.RoutePattern.RawText?.TrimStart('/');
        return page[..Math.Min(200, page.Length)];
    }
}

/// <summary>The endpoint answered with its page, or a part of it, and not with the page of a refusal or a redirect.</summary>
internal sealed class PageShown
{
    public static PageShown Yes { get; } = new();
}

/// <summary>An endpoint that hands out a list as a file.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TakesOutAttribute : Attribute;

/// <summary>What an answer shows beside the thing of its address.</summary>
internal sealed record AlsoShown(List<Thing> Things)
{
    public static void Add(HttpContext http, Thing thing)
    {
        var shown = http.Features.Get<AlsoShown>() ?? new AlsoShown([]);
        shown.Things.Add(thing);
        http.Features.Set(shown);
    }
}
