using Concord.Core.Kernel;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Admission = Concord.Core.Kernel.Access;

namespace Concord.Platform.Web;

/// <summary>
/// What an endpoint lets a person do, put to Access before it runs. An endpoint that carries neither this nor <see cref="AnyoneAttribute"/> answers nobody.
/// </summary>
/// <param name="reads">For GET and HEAD.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class AsksAttribute(Doing reads) : Attribute
{
    private Doing? writes;

    public Doing Reads => reads;

    /// <summary>For every other method; the same as <see cref="Reads"/> when not said.</summary>
    public Doing Writes
    {
        get => writes ?? reads;
        set => writes = value;
    }

    public Doing For(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? reads : Writes;
}

/// <summary>Anybody who reaches the server may have this: health, error pages, the choice of language, style sheets.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class AnyoneAttribute : Attribute;

/// <summary>Puts the endpoint's question to Access, and keeps the permit for the page.</summary>
internal sealed class Gate(RequestDelegate next, Installed installed)
{
    public Task InvokeAsync(HttpContext http)
    {
        var endpoint = http.GetEndpoint();
        if (endpoint is null || endpoint.Metadata.GetMetadata<AnyoneAttribute>() is not null)
        {
            return next(http);
        }

        if (endpoint.Metadata.GetMetadata<AsksAttribute>() is not { } asks)
        {
            return Refuse(http, StatusCodes.Status403Forbidden);
        }

        if (!http.Actor().IsKnown && installed.HasSessionCookie(http.Request))
        {
            // It opens nothing; the browser need not send it again.
            http.Response.Cookies.Delete(installed.SessionCookie, new CookieOptions { HttpOnly = true, Secure = installed.Tls, SameSite = SameSiteMode.Lax });
        }

        var doing = asks.For(http.Request.Method);
        if (doing == Doing.Import && http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = Limits.LongestImport;
        }

        return http.Request.ContentLength > (doing == Doing.Import ? Limits.LongestImport : Limits.LongestForm)
            ? Refuse(http, StatusCodes.Status413PayloadTooLarge)
            : Admission.Decide(http.Actor(), doing).Match(
                permit =>
                {
                    http.Features.Set(permit);
                    return next(http);
                },
                refusals =>
                {
                    http.Features.Set(new TurnedAway(doing, Admission.May(http.Actor(), doing).Rule));
                    if (refusals[0].Code != "access.denied")
                    {
                        AskingPage.Tell(http, refusals);
                    }

                    return http.Actor().IsKnown ? Refuse(http, StatusCodes.Status403Forbidden) : AskToSignIn(http, endpoint);
                });
    }

    /// <summary>Whoever is not known is shown the door; a program is told so.</summary>
    private static Task AskToSignIn(HttpContext http, Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is null)
        {
            return Refuse(http, StatusCodes.Status401Unauthorized);
        }

        var to = HttpMethods.IsGet(http.Request.Method) ? http.Request.Path + http.Request.QueryString : "/";
        http.Response.Redirect("/sign-in?to=" + Uri.EscapeDataString(to));
        return Task.CompletedTask;
    }

    private static Task Refuse(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}

internal static class Permits
{
    /// <summary>Whether the gate would let this person do it; so that nothing is offered that it would refuse.</summary>
    public static bool May(this HttpContext http, Doing doing) => Admission.May(http.Actor(), doing).Allowed;

    /// <summary>The permit that the gate was given for this request's method. Only an endpoint that asks has one.</summary>
    public static Permit Permit(this HttpContext http) =>
        http.Features.Get<Permit>() ?? throw new InvalidOperationException("this endpoint asks for no permission: " + http.GetEndpoint()?.DisplayName);
}
