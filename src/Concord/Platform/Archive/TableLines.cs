using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Concord.Core.Kernel;

namespace Concord.Platform.Archive;

/// <summary>The lines of one table of an archive. A line is taken only if this program would have written it so, byte for byte.</summary>
internal sealed class TableLines(ArchiveTable table, CheckedArchive archive)
{
    private static readonly JsonDocumentOptions Flat = new() { MaxDepth = 1 };
    private static readonly JsonWriterOptions Line = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Where in a line's values each column stands.</summary>
    public FrozenDictionary<string, int> Places { get; } = table.Columns.Index().ToFrozenDictionary(c => c.Item.Name, c => c.Index, StringComparer.Ordinal);

    /// <summary>The values of each line, in the order of the columns, with its number from 1; there must be as many as the manifest says.</summary>
    public async IAsyncEnumerable<(long Number, object?[] Values)> ReadAsync(long rows, Action<string, long> told, [EnumeratorCancellation] CancellationToken ct)
    {
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

            yield return (number, values);
            if (number % 10_000 == 0)
            {
                told(table.Name, number);
            }
        }

        told(table.Name, number);
        if (number != rows)
        {
            throw new ArchiveRefusedException(new Refusal("archive.rows", table.Entry, Text(rows), Text(number)));
        }
    }

    public ArchiveRefusedException Refuse(string code, long number, params string[] more) => new(new Refusal(code, [table.Entry, Text(number), .. more]));

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
                if (!Places.TryGetValue(field.Name, out var at))
                {
                    throw Refuse("archive.field-unknown", number, field.Name);
                }

                values[at] = ArchiveValue.Read(table.Columns[at], field.Value) ?? throw NoValue(table.Columns[at], field, number);
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw Refuse("archive.line-unreadable", number);
        }

        var missing = table.Columns.Index().FirstOrDefault(c => values[c.Index] is null && !c.Item.Nullable).Item;
        return missing is null ? values : throw Refuse("archive.field-missing", number, missing.Name);
    }

    private ArchiveRefusedException NoValue(ArchiveColumn column, JsonProperty field, long number) =>
        column.MaxLength is { } most && field.Value.ValueKind == JsonValueKind.String && field.Value.GetString()!.Length is var length && length > most
            ? Refuse("archive.too-long", number, field.Name, Text(length), Text(most))
            : Refuse("archive.value", number, field.Name);

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

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
