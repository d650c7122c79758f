using Concord.Platform.Lists;

namespace Concord.Modules.Declarations;

internal static class DeclarationsModule
{
    public static void Add(IServiceCollection services)
    {
        services.AddScoped<DeclarationQueries>();
        services.AddList<DeclarationList>();
    }
}
