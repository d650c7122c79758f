using Concord.Modules.Audit;
using Concord.Modules.Declarations;
using Concord.Modules.Directory;
using Concord.Modules.Identity;
using Concord.Modules.Measures;
using Concord.Modules.Meetings;
using Concord.Modules.Plan;
using Concord.Modules.Search;
using Concord.Modules.Sources;
using Concord.Platform.Access;
using Concord.Platform.Archive;
using Concord.Platform.Backup;
using Concord.Platform.Db;
using Concord.Platform.Api;
using Concord.Platform.Export;
using Concord.Platform.Keys;
using Concord.Platform.Ledger;
using Concord.Platform.Lists;
using Concord.Platform.Verify;
using Concord.Platform.Search;

namespace Concord;

/// <summary>The only place that names every module.</summary>
internal static class Composition
{
    /// <summary>Everything but the pages: what the commands need as well as the server.</summary>
    public static IServiceCollection AddConcord(this IServiceCollection services, StoreSettings store)
    {
        services.AddSingleton(TimeProvider.System);
        Store.Add(services, store);
        services.AddScoped<Labels>();
        services.AddScoped<LedgerMemory>();
        services.AddScoped<Counting>();
        services.AddScoped<Sealer>();
        services.AddSingleton<Notices>();
        services.AddScoped<Shown>();
        services.AddScoped<NoticeWriting>();
        services.AddScoped<Heads>();
        services.AddScoped<VerifiedLedger>();
        services.AddScoped<IVerified, VerifiedDatabase>();
        services.AddScoped<IVerified>(s => s.GetRequiredService<VerifiedLedger>());
        services.AddScoped<IVerified, VerifiedRows>();
        services.AddScoped<SearchIndex>();
        services.AddScoped<SearchRebuild>();
        services.AddScoped<SearchContent>();
        services.AddScoped<VerifiedSearch>();
        services.AddScoped<SavedViews>();
        services.AddScoped<ArchiveWriter>();
        services.AddScoped<ArchiveFiller>();
        services.AddScoped<TakeArchive>();
        services.AddScoped<RestoreArchive>();
        services.AddScoped<RingUpkeep>();
        services.AddScoped<BackupFile>();
        services.AddScoped<TakeBackup>();
        services.AddScoped<RestoreBackup>();
        services.AddScoped<MoveInstallation>();
        IdentityModule.Add(services);
        SourcesModule.Add(services);
        PlanModule.Add(services);
        MeasuresModule.Add(services);
        AuditModule.Add(services);
        MeetingsModule.Add(services);
        DeclarationsModule.Add(services);
        DirectoryModule.Add(services);
        services.AddScoped<Commands.PublicRecord>();
        SearchModule.Add(services);
        return services;
    }

    public static void MapConcord(this IEndpointRouteBuilder routes)
    {
        SourcesModule.Map(routes);
        routes.MapExports();
        routes.MapApiDocument();
        var api = routes.MapApi();
        PlanApi.Map(api);
        SourcesApi.Map(api);
        MeasuresApi.Map(api);
        MeetingsApi.Map(api);
        DeclarationsApi.Map(api);
        DirectoryApi.Map(api);
        AuditApi.Map(api);
        AuditModule.Map(routes);
        SearchApi.Map(api);
    }
}
