using Concord.Platform.Work;
using Microsoft.EntityFrameworkCore;

namespace Concord.Platform.Db;

/// <summary>Puts the database of a node at hand.</summary>
internal static class Store
{
    public static void Add(IServiceCollection services, StoreSettings settings)
    {
        _ = services.AddSingleton(settings);
        _ = services.AddSingleton<Wakes>();
        if (settings.Postgres is { } connection)
        {
            _ = services.AddDbContext<PostgresDb>(o => StoreSettings.Use((DbContextOptionsBuilder<PostgresDb>)o, connection));
            _ = services.AddScoped<ConcordDb>(s => s.GetRequiredService<PostgresDb>());
        }
        else
        {
            _ = services.AddSingleton(_ => new WriterLane(settings.SqliteConnection));
            _ = services.AddDbContext<SqliteDb>(o => StoreSettings.Use((DbContextOptionsBuilder<SqliteDb>)o, settings.SqliteConnection));
            _ = services.AddScoped<ConcordDb>(s => s.GetRequiredService<SqliteDb>());
        }

        _ = services.AddScoped<Upgrade>();
    }
}
