using Concord.Platform.Lists;

namespace Concord.Modules.Directory;

internal static class DirectoryModule
{
    public static void Add(IServiceCollection services)
    {
        services.AddScoped<DirectoryQueries>();
        services.AddList<DirectoryList>();
        services.AddScoped<RecordFocalPoint>();
        services.AddScoped<ConfirmFocalPoint>();
    }
}
