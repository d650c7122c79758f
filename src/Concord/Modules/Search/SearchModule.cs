using Concord.Platform.Lists;

namespace Concord.Modules.Search;

internal static class SearchModule
{
    public static void Add(IServiceCollection services)
    {
        services.AddScoped<AskIndex>();
        services.AddList<HitList>();
    }
}
