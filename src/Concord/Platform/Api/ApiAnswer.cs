using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Concord.Core.Kernel;
using Concord.Platform.Lists;
using Microsoft.AspNetCore.Http.Metadata;

namespace Concord.Platform.Api;

/// <summary>Some of a list.</summary>
/// <param name="Items">In the order asked for.</param>
/// <param name="Next">Given as <c>after</c>, it answers what follows; null at the end.</param>
internal sealed record ListAnswer<T>(ImmutableArray<T> Items, string? Next);

/// <summary>A date as exact as its source.</summary>
/// <param name="Edtf">In EDTF (ISO 8601-2).</param>
/// <param name="Earliest">The first day that it may be; null when open or out of all calendars.</param>
/// <param name="Latest">The last day that it may be; null when open.</param>
internal sealed record DateAnswer(string Edtf, DateOnly? Earliest, DateOnly? Latest)
{
    public static DateAnswer? Of(When? when) => when is null ? null : new(when.Edtf, when.Earliest, when.Latest);
}

/// <summary>A text in one language.</summary>
internal sealed record WordingAnswer(string Language, string Text, bool IsAuthentic)
{
    public static ImmutableArray<WordingAnswer> Of(Wordings words) => [.. words.All.Select(w => new WordingAnswer(w.Language, w.Text, w.IsAuthentic))];
}

/// <summary>An answer of the API, with the sum of its bytes: who has it already is told so and sent nothing.</summary>
internal sealed class ApiAnswer<T>(Result<T> result, Func<T, string?>? next = null) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));
        foreach (var status in new[] { StatusCodes.Status400BadRequest, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound, StatusCodes.Status429TooManyRequests })
        {
            builder.Metadata.Add(new ProducesResponseTypeMetadata(status, typeof(ApiProblem), [ApiProblem.ContentType]));
        }
    }

    public Task ExecuteAsync(HttpContext httpContext) => result.Match(value => WriteAsync(httpContext, value), refusals => ApiProblem.Of(refusals).WriteAsync(httpContext));

    private async Task WriteAsync(HttpContext http, T value)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, ApiJson.Options);
        var tag = "\"" + Convert.ToHexStringLower(SHA256.HashData(bytes))[..32] + "\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.Vary = "Accept-Language";
        if (next?.Invoke(value) is { } after)
        {
            var query = http.Request.Query.Where(q => q.Key != "after").SelectMany(q => q.Value, (q, v) => KeyValuePair.Create(q.Key, v)).Append(KeyValuePair.Create("after", (string?)after));
            http.Response.Headers.Link = $"<{http.Request.PathBase}{http.Request.Path}{QueryString.Create(query)}>; rel=\"next\"";
        }

        if (http.Request.Headers.IfNoneMatch.SelectMany(v => (v ?? "").Split(',')).Any(v => v.Trim() is "*" || v.Trim().Replace("W/", "", StringComparison.Ordinal) == tag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted).ConfigureAwait(false);
    }
}
