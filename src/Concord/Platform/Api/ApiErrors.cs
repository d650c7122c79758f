using Microsoft.AspNetCore.Diagnostics;

namespace Concord.Platform.Api;

/// <summary>Whatever goes wrong under <c>/api</c> is answered as a problem, not as a page: what is not there, may not be, came too often, or failed.</summary>
internal static class ApiErrors
{
    public static void UseApiErrors(this WebApplication app) => app.UseWhen(
        http => http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal),
        api =>
        {
            _ = api.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandler = http => ApiProblem.Of(http.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException bad ? bad.StatusCode : 500).WriteAsync(http),
            });
            _ = api.UseStatusCodePages(context => ApiProblem.Of(context.HttpContext.Response.StatusCode).WriteAsync(context.HttpContext));
        });
}
