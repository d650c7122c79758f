using System.Collections.Immutable;

namespace Concord.Platform.Web;

/// <summary>Where the forms of a page lead besides this server: to the providers of sign-in that it offers.</summary>
/// <param name="Origins">Scheme, host and port of each.</param>
internal sealed record FormTargets(ImmutableArray<string> Origins);

/// <summary>
/// Nothing runs, styles or loads but what this server serves from its own files; pages are not kept by caches, framed, or told to others.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; " +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext http)
    {
        http.Response.OnStarting(static state =>
        {
            var response = ((HttpContext)state).Response;
            var headers = response.Headers;
            headers.ContentSecurityPolicy = response.HttpContext.Features.Get<FormTargets>() is { Origins: { IsEmpty: false } origins }
                ? Policy.Replace("form-action 'self'", "form-action 'self' " + string.Join(' ', origins), StringComparison.Ordinal)
                : Policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            if (response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
            {
                headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        }, http);
        return next(http);
    }
}
