using System.Collections.Immutable;

namespace Concord.Platform.Web;

/// <summary>Where the forms of a page lead besides this server: to the providers of sign-in that it offers.</summary>
/// <param name="Origins">Scheme, host and port of each.</param>
internal sealed record FormTargets(ImmutableArray<string> Origins);

/// <summary>
/// Nothing runs, styles or loads but what this server serves from its own files; pages are not kept by caches, framed, or told to others. What is no page is a file to
/// keep: opened as a page all the same, it would stand alone in a sandbox, without script, forms or this site's name.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next, Installed installed)
{
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; " +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public const string FilePolicy = "default-src 'none'; sandbox; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Two years, as the browsers' makers advise. Only a real installation says so: a demonstration is reached without TLS.</summary>
    public const string Transport = "max-age=63072000; includeSubDomains";

    public Task InvokeAsync(HttpContext http)
    {
        http.Response.OnStarting(Set, http.Response);
        return next(http);
    }

    private Task Set(object state)
    {
        var response = (HttpResponse)state;
        var headers = response.Headers;
        var isPage = response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true;
        headers.ContentSecurityPolicy = !isPage ? FilePolicy : response.HttpContext.Features.Get<FormTargets>() is { Origins: { IsEmpty: false } origins }
            ? Policy.Replace("form-action 'self'", "form-action 'self' " + string.Join(' ', origins), StringComparison.Ordinal)
            : Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (installed.Tls)
        {
            headers.StrictTransportSecurity = Transport;
        }

        // Style sheets, fonts and the API say themselves how long they last.
        if (headers.CacheControl.Count == 0 || isPage)
        {
            headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }
}

/// <summary>Stands before everything else, also before what judges the name of the host: no answer leaves without its headers.</summary>
internal sealed class HeadersFirst : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        _ = app.UseMiddleware<SecurityHeaders>();
        _ = app.Use((http, inner) => HasTwoLengths(http.Request) ? RefuseAsync(http.Response) : inner(http));
        next(app);
    };

    /// <summary>
    /// A request that says its length in both ways (RFC 9112, 6.3) may be two requests to whatever stands in front. Kestrel reads the chunks and puts the other length aside
    /// under this name.
    /// </summary>
    private static bool HasTwoLengths(HttpRequest request) =>
        request.Headers.TransferEncoding.Count > 0 && (request.Headers.ContentLength is not null || request.Headers.ContainsKey("X-Content-Length"));

    private static Task RefuseAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status400BadRequest;
        response.Headers.Connection = "close";
        return Task.CompletedTask;
    }
}
