using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Tests;

/// <summary>What a server answers, read from itself, so that a test of all of it misses none that is added.</summary>
internal static class Endpoints
{
    public static async Task<List<Endpoint>> OfAsync(Site site)
    {
        var loader = site.Services.GetRequiredService<PageLoader>();
        var found = new List<Endpoint>();
        foreach (var endpoint in site.Services.GetRequiredService<EndpointDataSource>().Endpoints)
        {
            found.Add(endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page
                ? (await loader.LoadAsync(page, endpoint.Metadata)).Endpoint ?? endpoint
                : endpoint);
        }

        return found;
    }

    /// <summary>An address of the route, with this in the place of each parameter.</summary>
    public static string Address(RouteEndpoint endpoint, string? parameter = null) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(s =>
        s.Parts is [RoutePatternLiteralPart literal] ? literal.Content : parameter ?? Guid.Empty.ToString("D")));

    public static CompiledPageActionDescriptor? Page(Endpoint endpoint) => endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>();
}
