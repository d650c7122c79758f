using Concord.Core.Kernel;
using Concord.Modules.Identity;
using Concord.Platform.Archive;
using Concord.Platform.Db;
using Concord.Platform.I18n;
using Concord.Platform.Ledger;
using Concord.Platform.Verify;
using Concord.Tests.Archives;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Concord.Tests.Storage;

/// <summary>Acts tell of every row: whatever is changed, added or taken away behind them is named, in every table and column of the model.</summary>
public abstract class RowSuite(Engine engine)
{
    private static readonly Act Done = new(World.May(Doing.Administer), "test.done", "test:1");

    internal static Task<List<string>> FaultsAsync(World world) => world.DoAsync<IEnumerable<IVerified>, List<string>>(FaultsAsync);

    internal static async Task<List<string>> FaultsAsync(IEnumerable<IVerified> parts)
    {
        var found = new List<string>();
        await foreach (var fault in parts.OfType<VerifiedRows>().Single().CheckAsync(default))
        {
            found.AddRange(fault is null ? [] : [fault.Code + " " + string.Join(' ', fault.Args)]);
            Assert.DoesNotContain("⟦", fault?.Sentence() ?? "", StringComparison.Ordinal);
        }

        return found;
    }

    /// <summary>One row in every table of whose rows acts tell, with a value in every column.</summary>
    private static Task<int> FillAsync(World world) => world.DoAsync<ConcordDb, int>(async db =>
    {
        foreach (var table in CoveredTables.Of(db.Model).All)
        {
            var entity = db.Model.FindEntityType(table.Row)!;
            var row = Activator.CreateInstance(table.Row, nonPublic: true)!;
            foreach (var property in entity.GetProperties())
            {
                property.PropertyInfo!.SetValue(row, Some(property));
            }

            _ = db.Add(row);
        }

        _ = World.Ok(await db.CommitAsync(Done, default));
        return 0;
    });

    private static object Some(IProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return Value(type) ?? Activator.CreateInstance(type, Value(type.GetProperty("Value")!.PropertyType))!;

        static object? Value(Type type) => type switch
        {
            { IsEnum: true } => Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!,
            _ when type == typeof(string) => "a/ក",
            _ when type == typeof(Guid) => Guid.CreateVersion7(),
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2009, 3, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(1234567),
            _ when type == typeof(DateOnly) => new DateOnly(2009, 3, 1),
            _ when type == typeof(When) => World.Ok(When.Parse("2008-01")),
            _ when type == typeof(decimal) => 1.50m,
            _ when type == typeof(byte[]) => new byte[] { 1, 2, 3 },
            _ when type == typeof(long) => 3L,
            _ when type == typeof(int) => 3,
            _ when type == typeof(bool) => true,
            _ => null,
        };
    }

    private object Other(ArchiveColumn column) => column.Stored switch
    {
        var t when t == typeof(Guid) => engine == Engine.Sqlite ? Guid.NewGuid().ToString("D").ToUpperInvariant() : Guid.NewGuid(),
        var t when t == typeof(DateOnly) => engine == Engine.Sqlite ? "1999-01-02" : new DateOnly(1999, 1, 2),
        var t when t == typeof(decimal) => engine == Engine.Sqlite ? "7.5" : 7.5m,
        var t when t == typeof(bool) => engine == Engine.Sqlite ? 0L : false,
        var t when t == typeof(int) => 7,
        var t when t == typeof(long) => 7L,
        var t when t == typeof(byte[]) => new byte[] { 9 },
        _ => "zz",
    };

    private static async Task<object?> SqlAsync(World world, string sql, params object?[] values) => await world.DoAsync<ConcordDb, object?>(async db =>
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        foreach (var (at, value) in values.Index())
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("p" + at, value ?? DBNull.Value);
            _ = command.Parameters.Add(parameter);
        }

        return await command.ExecuteScalarAsync();
    });

    [Fact]
    public async Task Every_column_of_every_table_that_is_changed_behind_the_acts_is_named()
    {
        await using var world = await World.NewAsync(engine);
        _ = await FillAsync(world);
        Assert.Empty(await FaultsAsync(world));
        var (tables, changed) = (await world.DoAsync<ConcordDb, CoveredTables>(db => Task.FromResult(CoveredTables.Of(db.Model))), 0);
        foreach (var table in tables.All)
        {
            foreach (var (at, column) in table.Columns.Index())
            {
                var before = await SqlAsync(world, $"SELECT \"{column.Name}\" FROM \"{table.Name}\"");
                object?[] others = column.Nullable ? [Other(column), null] : [Other(column)];
                foreach (var other in others)
                {
                    _ = await SqlAsync(world, $"UPDATE \"{table.Name}\" SET \"{column.Name}\" = @p0", other);
                    var faults = await FaultsAsync(world);
                    Assert.True(
                        table.Key.Contains(at) ? faults is [var unknown, var gone] && Is(unknown, "verify.row-unknown", table) && Is(gone, "verify.row-gone", table) : faults is [var one] && Is(one, "verify.row-changed", table),
                        table.Name + "." + column.Name + ": " + string.Join("; ", faults));
                    changed++;
                }

                _ = await SqlAsync(world, $"UPDATE \"{table.Name}\" SET \"{column.Name}\" = @p0", before);
            }
        }

        Assert.Empty(await FaultsAsync(world));
        Assert.True(changed > 300, changed + " changes");

        static bool Is(string fault, string code, CoveredTable table) => fault.StartsWith(code + " " + table.Name + " ", StringComparison.Ordinal) && fault.Length > code.Length + table.Name.Length + 2;
    }

    [Fact]
    public async Task Every_row_that_is_added_or_taken_away_behind_the_acts_is_named()
    {
        await using var world = await World.NewAsync(engine);
        _ = await FillAsync(world);
        var tables = await world.DoAsync<ConcordDb, List<(CoveredTable Table, List<ArchiveColumn> All, HashSet<string> Unique)>>(db => Task.FromResult(CoveredTables.Of(db.Model).All.Select(t =>
        {
            var entity = db.Model.FindEntityType(t.Row)!;
            return (t, entity.GetProperties().Select(ArchiveTables.Column).ToList(),
                entity.GetIndexes().Where(i => i.IsUnique).Select(i => i.Properties[0]).Append(entity.FindPrimaryKey()!.Properties[0]).Select(p => p.GetColumnName()).ToHashSet());
        }).ToList()));
        foreach (var (table, all, unique) in tables)
        {
            var names = string.Join(", ", all.Select(c => $"\"{c.Name}\""));
            var others = all.Where(c => unique.Contains(c.Name)).ToList();
            var copy = string.Join(", ", all.Select(c => others.IndexOf(c) is >= 0 and var at ? "@p" + at : $"\"{c.Name}\""));
            _ = await SqlAsync(world, $"INSERT INTO \"{table.Name}\" ({names}) SELECT {copy} FROM \"{table.Name}\"", [.. others.Select(Other)]);
            Assert.StartsWith("verify.row-unknown " + table.Name + " ", Assert.Single(await FaultsAsync(world)), StringComparison.Ordinal);
            _ = await SqlAsync(world, $"DELETE FROM \"{table.Name}\"");
            Assert.StartsWith("verify.row-gone " + table.Name + " ", Assert.Single(await FaultsAsync(world)), StringComparison.Ordinal);

            // What was removed with an act is removed; what is added again with one is there again.
            var row = await world.DoAsync<ConcordDb, object>(async db =>
            {
                var entity = db.Model.FindEntityType(table.Row)!;
                var fresh = Activator.CreateInstance(table.Row, nonPublic: true)!;
                entity.GetProperties().ToList().ForEach(p => p.PropertyInfo!.SetValue(fresh, Some(p)));
                _ = db.Add(fresh);
                _ = World.Ok(await db.CommitAsync(Done, default));
                return fresh;
            });
            _ = await world.DoAsync<ConcordDb, int>(async db =>
            {
                _ = db.Remove(row);
                _ = World.Ok(await db.CommitAsync(Done, default));
                return 0;
            });
            Assert.All(await FaultsAsync(world), f => Assert.StartsWith("verify.row-gone " + table.Name + " ", f, StringComparison.Ordinal));
            await RepairAsync(world);
            Assert.Empty(await FaultsAsync(world));
        }

        // Whoever keeps the machine has what is there counted, which is an act.
        static async Task RepairAsync(World world) => _ = World.Ok(await world.DoAsync<Counting, Result<long>>(c => c.TellAsync(Done, default)));
    }

    [Fact]
    public async Task What_acts_tell_of_rows_is_chained()
    {
        await using var world = await World.NewAsync(engine);
        _ = await FillAsync(world);
        _ = await world.DoAsync<Sealer, int>(s => s.SealAsync(default));
        var rows = (byte[])(await SqlAsync(world, "SELECT rows FROM audit_written"))!;
        byte[] changed = [.. rows];
        changed[^1] ^= 1;
        _ = await SqlAsync(world, "UPDATE audit_written SET rows = @p0", changed);
        Assert.Contains(await FaultsAsync(world), f => f.StartsWith("verify.act-rows 1 test.done ", StringComparison.Ordinal));
        _ = await SqlAsync(world, "UPDATE audit_act SET rows_hash = @p0", System.Security.Cryptography.SHA256.HashData(changed));
        Assert.DoesNotContain(await FaultsAsync(world), f => f.StartsWith("verify.act-rows", StringComparison.Ordinal));
        var chain = await world.DoAsync<VerifiedLedger, List<string>>(async v => [.. await v.CheckAsync(default).Where(f => f is not null).Select(f => f!.Code).ToListAsync()]);
        Assert.Equal(["verify.act-seal"], chain);
        _ = await SqlAsync(world, "UPDATE audit_act SET rows_hash = NULL");
        Assert.Contains(await FaultsAsync(world), f => f.StartsWith("verify.rows-without-act ", StringComparison.Ordinal));
        _ = await SqlAsync(world, "DELETE FROM audit_written");
        Assert.All(await FaultsAsync(world), f => Assert.StartsWith("verify.row-unknown ", f, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rows_of_which_acts_tell_are_not_written_without_one()
    {
        await using var world = await World.NewAsync(engine);
        _ = await Assert.ThrowsAsync<InvalidOperationException>(() => world.DoAsync<ConcordDb, int>(async db =>
        {
            _ = db.Add(new BodyRow { Id = new BodyId(Guid.NewGuid()), Name = "An embassy" });
            await db.MaintainAsync(() => Task.CompletedTask);
            return 0;
        }));
    }

    [Fact]
    public async Task Whoever_has_what_they_changed_counted_as_after_an_upgrade_is_found()
    {
        await using var world = await World.NewAsync(engine);
        _ = await FillAsync(world);
        _ = await SqlAsync(world, "DELETE FROM audit_counted");
        _ = await SqlAsync(world, "UPDATE identity_body SET name = 'zz'");
        Assert.Equal(StoreState.Older, World.Ok(await world.DoAsync<Upgrade, Result<StoreState>>(u => u.StateAsync(default))));
        _ = World.Ok(await world.DoAsync<Upgrade, Result<string>>(u => u.ApplyAsync(default)));
        Assert.Equal(StoreState.Current, World.Ok(await world.DoAsync<Upgrade, Result<StoreState>>(u => u.StateAsync(default))));
        Assert.StartsWith("verify.counted-again 2 ", Assert.Single(await FaultsAsync(world)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Of_a_filled_installation_everything_is_told_and_of_what_is_restored_out_of_its_archive_too(Engine other)
    {
        await using var world = await FilledWorld.NewAsync(engine);
        Assert.Empty(await FaultsAsync(world));
        await using var empty = await World.NewAsync(other);
        _ = World.Ok(await FilledWorld.RestoreAsync(empty, await FilledWorld.ArchiveAsync(world)));
        Assert.Empty(await FaultsAsync(empty));
        Assert.Equal(StoreState.Current, World.Ok(await empty.DoAsync<Upgrade, Result<StoreState>>(u => u.StateAsync(default))));
        _ = await SqlAsync(empty, "UPDATE measures_reply SET text = 'otherwise'");
        Assert.StartsWith("verify.row-changed measures_reply ", Assert.Single(await FaultsAsync(empty)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_who_change_one_row_at_once_leave_one_that_an_act_tells_of()
    {
        await using var world = await World.NewAsync(engine);
        _ = await FillAsync(world);
        var second = await world.DoAsync<ConcordDb, Result<Receipt>>(async db =>
        {
            var row = await db.Set<HoldingRow>().SingleAsync();
            _ = await world.DoAsync<ConcordDb, int>(async first =>
            {
                (await first.Set<HoldingRow>().SingleAsync()).Until = new DateOnly(2010, 1, 1);
                _ = World.Ok(await first.CommitAsync(Done, default));
                return 0;
            });
            row.From = new DateOnly(2008, 1, 1);
            return await db.CommitAsync(Done, default);
        });
        Assert.Equal("store.changed-meanwhile", World.Refused(second));
        Assert.Empty(await FaultsAsync(world));
    }
}

public sealed class SqliteRowTests() : RowSuite(Engine.Sqlite);

public sealed class PostgresRowTests() : RowSuite(Engine.Postgres);

/// <summary>What acts do not tell of is said, each with its reason.</summary>
public sealed class CoveredTablesTests
{
    [Fact]
    public void What_is_left_out_is_there_and_all_else_can_be_told_of()
    {
        using var db = new SqliteDesign().CreateDbContext([]);
        var there = db.Model.GetEntityTypes().SelectMany(e => e.GetProperties().Select(p => e.GetTableName() + "." + p.GetColumnName()).Append(e.GetTableName()!)).ToHashSet();
        Assert.All(CoveredTables.LeftOut, l => Assert.True(there.Contains(l.Key) && l.Value.EndsWith('.'), l.Key));
        Type[] kinds = [typeof(long), typeof(int), typeof(decimal), typeof(bool), typeof(Guid), typeof(DateOnly), typeof(byte[]), typeof(string)];
        Assert.All(CoveredTables.Of(db.Model).All.SelectMany(t => t.Columns), c => Assert.Contains(c.Stored, kinds));
        Assert.All(CoveredTables.Of(db.Model).All, t => Assert.NotEmpty(t.Key));
    }

    [Fact]
    public void What_is_written_past_the_acts_is_left_out()
    {
        using var db = new SqliteDesign().CreateDbContext([]);
        Assert.Empty(Trespasses(db.Model, Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Concord"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("Migrations", StringComparison.Ordinal)).Select(f => (Path.GetFileName(f), File.ReadAllText(f)))));
        Assert.Equal(3, Trespasses(db.Model, [("Planted.cs", """
            _ = await db.Set<BodyRow>().Where(b => b.Id == id).ExecuteUpdateAsync(b => b.SetProperty(r => r.Name, ""), ct);
            _ = await db.Database.ExecuteSqlAsync($"DELETE FROM sources_source WHERE id = {id}", ct);
            _ = await rows.ExecuteDeleteAsync(ct);
            """)]).Count());
    }

    /// <summary>Writers that pass the commit: which table each writes is read from its own statement. Who tells of the rows by hand may.</summary>
    private static IEnumerable<string> Trespasses(IModel model, IEnumerable<(string File, string Text)> files)
    {
        var covered = CoveredTables.Of(model).All;
        foreach (var (file, text) in files.Where(f => !f.Text.Contains("db.Tell(", StringComparison.Ordinal)))
        {
            foreach (var statement in text.Split(';').Where(s => s.Contains(".ExecuteUpdateAsync(", StringComparison.Ordinal) || s.Contains(".ExecuteDeleteAsync(", StringComparison.Ordinal) || s.Contains(".ExecuteSql", StringComparison.Ordinal)))
            {
                var isNamed = model.GetEntityTypes().Any(e => statement.Contains($"Set<{e.ClrType.Name}>", StringComparison.Ordinal)) || statement.Contains(".ExecuteSql", StringComparison.Ordinal) || file == "SearchWriting.cs";
                if (!isNamed || covered.Any(t => statement.Contains($"Set<{t.Row.Name}>", StringComparison.Ordinal) || statement.Contains(t.Name, StringComparison.Ordinal)))
                {
                    yield return file + ": " + statement.Trim();
                }
            }
        }
    }
}
