using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Concord.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Concord.Platform.Archive;

/// <summary>Puts the lines of one table into the database. A line is taken only if this program would have written it so, byte for byte.</summary>
internal sealed class TableFill(ArchiveTable table, CheckedArchive archive, Func<string, DbCommand> command, HashSet<string> used)
{
    private static readonly JsonDocumentOptions Flat = new() { MaxDepth = 1 };
    private static readonly JsonWriterOptions Line = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ImmutableArray<ArchiveColumn> given = table.Bytes is null ? table.Columns : [.. table.Columns, table.Bytes];
    private readonly FrozenDictionary<string, int> places = table.Columns.Index().ToFrozenDictionary(c => c.Item.Name, c => c.Index, StringComparer.Ordinal);

    /// <summary>How many were put in; there must be as many as the manifest says.</summary>
    public async Task<long> RunAsync(long rows, Action<string, long> told, CancellationToken ct)
    {
        var insert = command(ArchiveSql.Insert(table, given));
        await using var ofInsert = insert.ConfigureAwait(false);
        foreach (var (at, column) in given.Index())
        {
            var mapping = column.Property.GetRelationalTypeMapping();
            _ = insert.Parameters.Add(mapping.CreateParameter(insert, "@p" + at.ToString(CultureInfo.InvariantCulture), null, nullable: true));
        }

        using var canonical = new MemoryStream();
        using var json = new Utf8JsonWriter(canonical, Line);
        long number = 0;
        var stream = archive.Entries[table.Entry].Open();
        await using var ofStream = stream.ConfigureAwait(false);
        await foreach (var line in ArchiveLines.Of(stream, ct).ConfigureAwait(false))
        {
            number++;
            var values = line is { } bytes ? Values(bytes, number) : throw Refuse("archive.line-unreadable", number);
            canonical.SetLength(0);
            json.Reset();
            Write(json, values);
            if (!canonical.GetBuffer().AsSpan(0, (int)canonical.Length).SequenceEqual(bytes.Span))
            {
                throw Refuse("archive.not-canonical", number);
            }

            await PutAsync(insert, values, number, ct).ConfigureAwait(false);
            if (number % 10_000 == 0)
            {
                told(table.Name, number);
            }
        }

        told(table.Name, number);
        return number == rows ? number : throw new ArchiveRefusedException(new Refusal("archive.rows", table.Entry, Text(rows), Text(number)));
    }

    private object?[] Values(ReadOnlyMemory<byte> line, long number)
    {
        var values = new object?[table.Columns.Length];
        try
        {
            using var document = JsonDocument.Parse(line, Flat);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw Refuse("archive.line-unreadable", number);
            }

            foreach (var field in document.RootElement.EnumerateObject())
            {
                if (!places.TryGetValue(field.Name, out var at))
                {
                    throw Refuse("archive.field-unknown", number, field.Name);
                }

                values[at] = ArchiveValue.Read(table.Columns[at], field.Value) ?? throw Refuse("archive.value", number, field.Name);
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw Refuse("archive.line-unreadable", number);
        }

        var missing = table.Columns.Index().FirstOrDefault(c => values[c.Index] is null && !c.Item.Nullable).Item;
        return missing is null ? values : throw Refuse("archive.field-missing", number, missing.Name);
    }

    private void Write(Utf8JsonWriter json, object?[] values)
    {
        json.WriteStartObject();
        foreach (var (at, value) in values.Index())
        {
            if (value is not null)
            {
                ArchiveValue.Write(json, table.Columns[at], value);
            }
        }

        json.WriteEndObject();
        json.Flush();
    }

    private async Task PutAsync(DbCommand insert, object?[] values, long number, CancellationToken ct)
    {
        for (var at = 0; at < values.Length; at++)
        {
            insert.Parameters[at].Value = values[at] ?? DBNull.Value;
        }

        if (table.Bytes is not null)
        {
            insert.Parameters[values.Length].Value = await OriginalAsync((string)values[places[ArchiveTable.HashColumn]]!, number, ct).ConfigureAwait(false);
        }

        try
        {
            _ = await insert.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        }
        catch (DbException fault) when (fault.SqlState == "23505" || fault is Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 19 })
        {
            throw Refuse("archive.twice", number);
        }
        catch (DbException fault) when (fault.SqlState?.StartsWith("22", StringComparison.Ordinal) == true)
        {
            throw Refuse("archive.not-storable", number);
        }
    }

    private async Task<byte[]> OriginalAsync(string hash, long number, CancellationToken ct)
    {
        var name = ArchiveChecks.Original(hash);
        if (!archive.Entries.TryGetValue(name, out var entry))
        {
            throw Refuse("archive.original-missing", number, name);
        }

        _ = used.Add(name);
        var bytes = new byte[entry.Length];
        var stream = entry.Open();
        await using var ofStream = stream.ConfigureAwait(false);
        await stream.ReadExactlyAsync(bytes, ct).ConfigureAwait(false);
        return bytes;
    }

    private ArchiveRefusedException Refuse(string code, long number, string? what = null) =>
        new(what is null ? new Refusal(code, table.Entry, Text(number)) : new Refusal(code, table.Entry, Text(number), what));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
