using Concord.Modules.Audit.Contracts;

namespace Concord.Modules.Audit;

internal static class AuditModule
{
    public static void Add(IServiceCollection services) => services.AddScoped<IActs, ActQueries>();
}
