using System.IO.Compression;
using Concord.Platform.Db;
using Concord.Tests.Exports;
using Microsoft.EntityFrameworkCore;

namespace Concord.Tests.Storage;

/// <summary>
/// An installation of each earlier schema is kept, as its own program left it, with what that program told of it: sources read and decided on, versions, statements taken back and restored, measures made one, a source
/// that its issuer withdrew. It is brought up by this program and tells the same.
/// </summary>
public sealed class KeptCopyTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Concord.Tests", "kept");

    public static TheoryData<string> Copies => [.. Directory.EnumerateFiles(Folder, "*.zip").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Copies))]
    public async Task It_is_brought_up_agrees_with_itself_and_tells_what_it_told_before(string copy)
    {
        var ct = TestContext.Current.CancellationToken;
        var engine = copy.Contains("postgres", StringComparison.Ordinal) ? Engine.Postgres : Engine.Sqlite;
        await using var world = await World.EmptyAsync(engine);
        await using var kept = await ZipFile.OpenReadAsync(Path.Combine(Folder, copy), ct);
        await FillAsync(world, kept, ct);
        string[] where = ["--data", world.Store.Folder, .. world.Store.Postgres is { } postgres ? ["--database", postgres] : Array.Empty<string>()];

        Assert.Equal((0, ""), await RunAsync(["migrate", .. where], "up to date"));
        Assert.Equal((0, ""), await RunAsync(["verify", "--rebuild", .. where], "Everything agrees."));
        await using (var fresh = await World.NewAsync(engine))
        {
            var schema = await SchemaAsync(fresh);
            Assert.True(schema.Count > 300, "the schema has " + schema.Count + " columns and indexes");
            Assert.Equal(schema, await SchemaAsync(world));
        }

        var told = kept.Entries.Where(e => e.FullName.StartsWith("told/", StringComparison.Ordinal)).ToList();
        Assert.True(told.Count > 5, "it told " + told.Count + " lists");
        foreach (var list in told)
        {
            var file = Path.Combine(world.Store.Folder, list.Name);
            Assert.Equal((0, ""), await RunAsync(["export", Path.GetFileNameWithoutExtension(list.Name), "--out", file, .. where], ""));
            var (before, now) = (Rows(await list.OpenAsync(ct)), Rows(File.OpenRead(file)));
            var columns = before[0].Select(name => now[0].IndexOf(name)).ToList();
            Assert.DoesNotContain(-1, columns);
            Assert.Equal(before.Select(Line), now.Select(row => Line(columns.ConvertAll(at => row[at]))));
        }

        static string Line(List<string> cells) => string.Join(" | ", cells);
    }

    private static async Task FillAsync(World world, ZipArchive kept, CancellationToken ct)
    {
        if (world.Store.Postgres is null)
        {
            await kept.GetEntry("concord.db")!.ExtractToFileAsync(world.Store.File, ct);
            return;
        }

        using var dump = new StreamReader(await kept.GetEntry("dump.sql")!.OpenAsync(ct));
        var sql = await dump.ReadToEndAsync(ct);
        _ = await world.DoAsync<ConcordDb, int>(async db =>
        {
            await db.Database.OpenConnectionAsync(ct);
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            return await command.ExecuteNonQueryAsync(ct);
        });
    }

    /// <summary>Its status, and what it printed where that does not hold what is expected.</summary>
    private static async Task<(int Status, string Printed)> RunAsync(string[] arguments, string expected)
    {
        var (status, printed) = await Typed.ConcordAsync(arguments);
        return (status, status == 0 && printed.Contains(expected, StringComparison.Ordinal) ? "" : printed);
    }

    /// <summary>Every column with its form, and every index.</summary>
    private static Task<List<string>> SchemaAsync(World world) => world.DoAsync<ConcordDb, List<string>>(db => db.Database.SqlQueryRaw<string>(world.Store.Postgres is null
        ? """
            SELECT m.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk AS "Value" FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE '%EFMigrationsLock'
            UNION ALL SELECT i.tbl_name || ' ' || i.name || ' ' || (SELECT group_concat(x.name) FROM pragma_index_info(i.name) x) FROM sqlite_master i WHERE i.type = 'index' ORDER BY 1
            """
        : """
            SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(character_maximum_length, 0) AS "Value" FROM information_schema.columns WHERE table_schema = 'public'
            UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1
            """).ToListAsync());

    private static List<List<string>> Rows(Stream csv)
    {
        using var reader = new StreamReader(csv);
        return ExportTests.Csv(reader.ReadToEnd());
    }
}
