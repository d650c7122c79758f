using Concord.Modules.Plan.Contracts;

namespace Concord.Modules.Plan;

internal static class PlanModule
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<PackShelf>();
        services.AddScoped<LoadPack>();
        services.AddScoped<PlanQueries>();
        services.AddScoped<IPlan>(s => s.GetRequiredService<PlanQueries>());
    }
}
