using System.Collections.Immutable;
using System.Data.Common;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Concord.Core.Kernel;
using Concord.Platform.Db;

namespace Concord.Platform.Archive;

/// <summary>What was written.</summary>
/// <param name="Damaged">Originals whose bytes do not agree with their sum: they are written as they are.</param>
internal sealed record TakenArchive(long Rows, int Originals, string ManifestSum, ImmutableArray<string> Damaged);

/// <summary>
/// Writes what this installation keeps as one ZIP (docs/archive.md), as it was at one moment, while others go on working. Row by row: what is in memory does not
/// grow with it. The same content gives the same bytes, on both databases.
/// </summary>
internal sealed class ArchiveWriter(ConcordDb db)
{
    private static readonly DateTimeOffset NoDay = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly JsonWriterOptions Line = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<TakenArchive> WriteAsync(Stream to, ArchiveScope scope, ArchivedProcess? process, Action<string, long> told, CancellationToken ct)
    {
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        var snapshot = await db.SnapshotAsync(ct).ConfigureAwait(false);
        await using var ofSnapshot = snapshot.ConfigureAwait(false);
        var files = ImmutableArray.CreateBuilder<ArchivedFile>();
        long rows = 0;
        long lastAct = 0;
        var tables = ArchiveTables.Of(db.Model, scope);
        foreach (var table in tables)
        {
            var stream = Entry(zip, table.Entry).Open();
            await using var ofStream = stream.ConfigureAwait(false);
            var written = await TableAsync(stream, snapshot.Command, table, scope, told, ct).ConfigureAwait(false);
            files.Add(written.File);
            rows += written.File.Rows ?? 0;
            lastAct = Math.Max(lastAct, written.LastAct);
        }

        var sums = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in tables.Where(t => t.Bytes is not null))
        {
            await OriginalsAsync(zip, snapshot, table, sums, files, told, ct).ConfigureAwait(false);
        }

        var manifest = new ArchiveManifest(
            ArchiveManifest.CurrentFormat, typeof(TakeArchive).Assembly.GetName().Version!.ToString(3), db.Schema, process, lastAct,
            [.. files.OrderBy(f => f.Name, StringComparer.Ordinal)], scope == ArchiveScope.Installation ? true : null);
        var json = JsonSerializer.SerializeToUtf8Bytes(manifest, ArchiveManifest.Json);
        var sum = Convert.ToHexStringLower(SHA256.HashData(json));
        await PutAsync(zip, ArchiveManifest.Entry, json, ct).ConfigureAwait(false);
        await PutAsync(zip, ArchiveManifest.Seal, Encoding.ASCII.GetBytes(sum + "\n"), ct).ConfigureAwait(false);
        return new TakenArchive(rows, sums.Count, sum, [.. files.Where(f => f.Rows is null && f.Name != ArchiveChecks.Original(f.Sha256)).Select(f => f.Name)]);
    }

    /// <summary>The lines of one table, asked for as the caller asks: at a moment that is kept, or in the midst of a transaction.</summary>
    public async Task<(ArchivedFile File, long LastAct)> TableAsync(
        Stream stream, Func<string, DbCommand> ask, ArchiveTable table, ArchiveScope scope, Action<string, long> told, CancellationToken ct)
    {
        var command = ask(ArchiveSql.Select(db, table, table.Columns, scope));
        await using var ofCommand = command.ConfigureAwait(false);
        using var sum = new SummingStream(stream);
        using var json = new Utf8JsonWriter(sum, Line);
        var sequence = table.Columns.Select(c => c.Name).ToImmutableArray().IndexOf("sequence");
        var isLedger = ArchiveSql.IsLedger(db, table);
        long rows = 0;
        long last = 0;
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var ofReader = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            WriteLine(json, table, reader);
            json.Reset();
            sum.Write("\n"u8);
            last = isLedger ? Math.Max(last, reader.GetInt64(sequence)) : last;
            if (++rows % 10_000 == 0)
            {
                told(table.Name, rows);
            }
        }

        told(table.Name, rows);
        return (new ArchivedFile(table.Entry, sum.Written, sum.Sum, rows), last);
    }

    private static void WriteLine(Utf8JsonWriter json, ArchiveTable table, DbDataReader reader)
    {
        json.WriteStartObject();
        for (var at = 0; at < table.Columns.Length; at++)
        {
            if (!reader.IsDBNull(at))
            {
                ArchiveValue.Write(json, table.Columns[at], Stored(reader, at, table.Columns[at].Stored));
            }
        }

        json.WriteEndObject();
        json.Flush();
    }

    /// <summary>Each database has its own way to keep a value; asked for by type it gives the same.</summary>
    private static object Stored(DbDataReader reader, int at, Type type) => type switch
    {
        _ when type == typeof(Guid) => reader.GetGuid(at),
        _ when type == typeof(DateOnly) => reader.GetFieldValue<DateOnly>(at),
        _ when type == typeof(decimal) => reader.GetDecimal(at),
        _ when type == typeof(bool) => reader.GetBoolean(at),
        _ when type == typeof(int) => reader.GetInt32(at),
        _ when type == typeof(long) => reader.GetInt64(at),
        _ => reader.GetValue(at),
    };

    private async Task OriginalsAsync(
        ZipArchive zip, Snapshot snapshot, ArchiveTable table, HashSet<string> sums, ImmutableArray<ArchivedFile>.Builder files, Action<string, long> told,
        CancellationToken ct)
    {
        var command = snapshot.Command(ArchiveSql.Select(db, table, [table.Columns.First(c => c.Name == ArchiveTable.HashColumn), table.Bytes!], ArchiveScope.Process));
        await using var ofCommand = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var ofReader = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            var hash = reader.GetString(0);
            if (!sums.Add(hash))
            {
                continue;
            }

            var bytes = reader.GetFieldValue<byte[]>(1);
            var name = ArchiveChecks.Original(hash);
            await PutAsync(zip, name, bytes, ct).ConfigureAwait(false);
            files.Add(new ArchivedFile(name, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes))));
            if (sums.Count % 1000 == 0)
            {
                told("originals", sums.Count);
            }
        }
    }

    private static async Task PutAsync(ZipArchive zip, string name, byte[] bytes, CancellationToken ct)
    {
        var stream = Entry(zip, name).Open();
        await using var ofStream = stream.ConfigureAwait(false);
        await stream.WriteAsync(bytes, ct).ConfigureAwait(false);
    }

    private static ZipArchiveEntry Entry(ZipArchive zip, string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = NoDay;
        return entry;
    }
}
