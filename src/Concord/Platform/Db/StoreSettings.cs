using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Concord.Platform.Db;

/// <summary>Where a node keeps what it knows: a folder, and in it an SQLite file unless a PostgreSQL connection is given.</summary>
/// <param name="Folder">The data folder: the SQLite file, backups, keys.</param>
/// <param name="Postgres">A connection string, or null for SQLite.</param>
internal sealed record StoreSettings(string Folder, string? Postgres = null)
{
    public const string FileName = "concord.db";

    private static readonly SqlitePragmas Pragmas = new();

    /// <summary>Of a folder, or of the file in it.</summary>
    public static StoreSettings Sqlite(string path) =>
        new(Path.GetFullPath(Path.GetFileName(path) == FileName ? Path.GetDirectoryName(Path.GetFullPath(path))! : path));

    public string File => Path.Combine(Folder, FileName);

    public string SqliteConnection => new SqliteConnectionStringBuilder { DataSource = File, Cache = SqliteCacheMode.Default, Pooling = true }.ToString();

    public static void Use(DbContextOptionsBuilder<SqliteDb> options, string connection) => options
        .UseSqlite(connection, o => o.MigrationsAssembly(typeof(ConcordDb).Assembly))
        .UseSnakeCaseNamingConvention()
        .AddInterceptors(Pragmas)
        .ConfigureWarnings(Quiet);

    public static void Use(DbContextOptionsBuilder<PostgresDb> options, string connection) => options
        .UseNpgsql(connection, o => o.MigrationsAssembly(typeof(ConcordDb).Assembly))
        .UseSnakeCaseNamingConvention()
        .ConfigureWarnings(Quiet);

    /// <summary>What the database refuses is a refusal to whoever asked, or an exception that is logged where nobody expected it; by itself it is no fault to wake an operator for.</summary>
    private static void Quiet(WarningsConfigurationBuilder warnings) =>
        warnings.Log((RelationalEventId.CommandError, LogLevel.Debug), (CoreEventId.SaveChangesFailed, LogLevel.Debug));
}
