using Concord.Modules.Audit.Contracts;
using Concord.Platform.Ledger;
using Concord.Platform.Lists;
using Concord.Platform.Web;
using Concord.Core.Kernel;

namespace Concord.Modules.Audit;

internal static class AuditModule
{
    /// <summary>The signed heads, for whoever is known: they hold hashes and tell of nothing.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/export/heads.ndjson", static async (HttpContext http, Heads heads, CancellationToken ct) =>
    {
        http.Response.ContentType = "application/x-ndjson";
        http.Response.Headers.ContentDisposition = "attachment; filename=\"concord-heads.ndjson\"";
        http.Response.Headers.CacheControl = "no-store";
        await heads.WriteAsync(http.Response.Body, ct).ConfigureAwait(false);
    }).WithMetadata(new AsksAttribute(Doing.KeepOwn)).ExcludeFromDescription();

    public static void Add(IServiceCollection services)
    {
        services.AddScoped<IActs, ActQueries>();
        services.AddScoped<HistoryQueries>();
        services.AddScoped<SightQueries>();
        services.AddList<ActList>();
    }
}
