using Concord.Platform.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Concord.Platform.Db;

/// <summary>For <c>dotnet ef migrations add</c>; nothing is opened.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteDb>();
        StoreSettings.Use(options, "Data Source=:memory:");
        return new SqliteDb(options.Options, TimeProvider.System, new Wakes(), new WriterLane("Data Source=:memory:"));
    }
}

/// <summary>For <c>dotnet ef migrations add</c>; nothing is opened.</summary>
internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresDb>
{
    public PostgresDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<PostgresDb>();
        StoreSettings.Use(options, "Host=localhost;Database=concord");
        return new PostgresDb(options.Options, TimeProvider.System, new Wakes());
    }
}
