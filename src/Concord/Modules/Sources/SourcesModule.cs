using Concord.Modules.Sources.Contracts;

namespace Concord.Modules.Sources;

internal static class SourcesModule
{
    public static void Add(IServiceCollection services)
    {
        services.AddScoped<ImportSource>();
        services.AddScoped<SourceQueries>();
        services.AddScoped<ISources>(s => s.GetRequiredService<SourceQueries>());
    }
}
