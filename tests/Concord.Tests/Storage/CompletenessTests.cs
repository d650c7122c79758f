using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Tests.Storage;

/// <summary>Whatever is promised of storage is shown on both databases.</summary>
public sealed class CompletenessTests
{
    [Fact]
    public void Every_suite_runs_on_both_databases()
    {
        var types = typeof(CompletenessTests).Assembly.GetTypes();
        var suites = types.Where(t => t is { IsAbstract: true, IsSealed: false } && t.Name.EndsWith("Suite", StringComparison.Ordinal)).ToList();
        Assert.True(suites.Count >= 4, "suites are found by their names");
        Assert.All(suites, suite =>
        {
            var names = types.Where(t => t.BaseType == suite).Select(t => t.Name).ToList();
            Assert.Contains(names, n => n.StartsWith("Sqlite", StringComparison.Ordinal));
            Assert.Contains(names, n => n.StartsWith("Postgres", StringComparison.Ordinal));
        });
    }

    [Theory]
    [InlineData(typeof(SqliteDb))]
    [InlineData(typeof(PostgresDb))]
    public void No_change_of_the_model_waits_for_a_migration(Type context)
    {
        using DbContext db = context == typeof(SqliteDb) ? new SqliteDesign().CreateDbContext([]) : new PostgresDesign().CreateDbContext([]);
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void Both_databases_have_the_same_migrations()
    {
        using DbContext sqlite = new SqliteDesign().CreateDbContext([]);
        using DbContext postgres = new PostgresDesign().CreateDbContext([]);
        Assert.Equal(sqlite.Database.GetMigrations(), postgres.Database.GetMigrations());
    }
}
