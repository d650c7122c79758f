using System.Globalization;
using System.Text.Json;
using Concord.Core.Kernel;
using Concord.Platform.Db;

namespace Concord.Platform.Archive;

/// <summary>How a value stands in a line: the same text whichever database it came from. Nothing that is null is written.</summary>
internal static class ArchiveValue
{
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
    private const string Day = "yyyy-MM-dd";

    public static void Write(Utf8JsonWriter json, ArchiveColumn column, object stored)
    {
        switch (stored)
        {
            case long micros when column.Type == typeof(DateTimeOffset):
                json.WriteString(column.Name, DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond).ToString(Instant, CultureInfo.InvariantCulture));
                break;
            case long number:
                json.WriteNumber(column.Name, number);
                break;
            case int number:
                json.WriteNumber(column.Name, number);
                break;
            case decimal number:
                json.WritePropertyName(column.Name);
                json.WriteRawValue(Bare(number));
                break;
            case bool flag:
                json.WriteBoolean(column.Name, flag);
                break;
            case Guid id:
                json.WriteString(column.Name, id);
                break;
            case DateOnly day:
                json.WriteString(column.Name, day.ToString(Day, CultureInfo.InvariantCulture));
                break;
            case byte[] bytes:
                json.WriteBase64String(column.Name, bytes);
                break;
            case string text:
                json.WriteString(column.Name, text);
                break;
            default:
                throw new NotSupportedException($"{column.Name}: {stored.GetType()} is no kind of value that an archive has");
        }
    }

    /// <summary>What the database is to be given; null when the text is no such value.</summary>
    public static object? Read(ArchiveColumn column, JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : null;
        return column.Stored switch
        {
            var t when t == typeof(long) && column.Type == typeof(DateTimeOffset) =>
                DateTimeOffset.TryParseExact(text, Instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
                    ? InstantConverter.Micros(at)
                    : null,
            var t when t == typeof(long) => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null,
            var t when t == typeof(int) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null,
            var t when t == typeof(decimal) => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number : null,
            var t when t == typeof(bool) => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null,
            var t when t == typeof(Guid) => Guid.TryParseExact(text, "D", out var id) ? id : null,
            var t when t == typeof(DateOnly) => DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
            var t when t == typeof(byte[]) => text is not null && value.TryGetBytesFromBase64(out var bytes) ? bytes : null,
            var t when t == typeof(string) => text is not null && IsOne(column, text) ? text : null,
            _ => null,
        };
    }

    /// <summary>Values of a closed family and dates are checked: what the program could not read again is not let in.</summary>
    private static bool IsOne(ArchiveColumn column, string text) =>
        (column.MaxLength is not { } most || text.Length <= most)
        && (column.Type.IsEnum ? Enum.IsDefined(column.Type, text) : column.Type != typeof(When) || When.Parse(text).IsOk);

    /// <summary>Without the zeros at its end, which one database keeps and the other does not.</summary>
    public static string Bare(decimal number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }
}
