using Concord.Core.Kernel;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Ledger;
using Concord.Platform.Lists;
using Concord.Platform.Search;
using Concord.Platform.Verify;
using Concord.Platform.Web;

namespace Concord.Modules.Sources;

internal static class SourcesModule
{
    public static void Add(IServiceCollection services)
    {
        services.AddScoped<ReleaseSource>();
        services.AddScoped<ImportSource>();
        services.AddScoped<RecordDocument>();
        services.AddScoped<ProposeStatement>();
        services.AddScoped<SourceVersions>();
        services.AddScoped<VersionGuesses>();
        services.AddScoped<CorrectSource>();
        services.AddScoped<AnchorQueries>();
        services.AddScoped<SettleAnchor>();
        services.AddScoped<RecallSource>();
        services.AddScoped<TelegramLinks>();
        services.AddScoped<OpenOriginal>();
        services.AddScoped<SourceTexts>();
        services.AddScoped<IThings, SourceThings>();
        services.AddScoped<IFiled, SourceThings>();
        services.AddScoped<SourceQueries>();
        services.AddList<SourceList>();
        services.AddScoped<Listed<SourceItem>>(s => s.GetRequiredService<SourceList>());
        services.AddScoped<ISearchable, SearchableSources>();
        services.AddScoped<IVerified, VerifiedFiles>();
        services.AddScoped<IVerified, VerifiedCounts>();
        services.AddScoped<IVerified, VerifiedQuotes>();
        services.AddScoped<ISources>(s => s.GetRequiredService<SourceQueries>());
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/sources/{id:guid}/original", OriginalAsync).WithMetadata(new AsksAttribute(Doing.Read), new ShowsAttribute(SourceThings.Source) { IsWritten = true });

    /// <summary>Always as a file to save, never shown in place: what came in from outside is not run here.</summary>
    private static async Task<IResult> OriginalAsync(HttpContext http, Guid id, OpenOriginal original, CancellationToken ct) =>
        (await original.HandleAsync(http.Permit(), new SourceId(id), ct).ConfigureAwait(false)).Match(
            file => Results.File(file.Bytes, "application/octet-stream", file.FileName),
            _ => Results.NotFound());
}
