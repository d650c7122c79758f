namespace Concord.Modules.Directory;

internal static class DirectoryModule
{
    public static void Add(IServiceCollection services)
    {
        services.AddScoped<DirectoryQueries>();
        services.AddScoped<RecordFocalPoint>();
        services.AddScoped<ConfirmFocalPoint>();
    }
}
