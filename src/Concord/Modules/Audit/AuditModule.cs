using Concord.Modules.Audit.Contracts;
using Concord.Platform.Lists;

namespace Concord.Modules.Audit;

internal static class AuditModule
{
    public static void Add(IServiceCollection services)
    {
        services.AddScoped<IActs, ActQueries>();
        services.AddList<ActList>();
    }
}
