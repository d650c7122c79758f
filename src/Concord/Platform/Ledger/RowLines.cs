using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Concord.Platform.Archive;
using Microsoft.Data.Sqlite;

namespace Concord.Platform.Ledger;

/// <summary>
/// A row as bytes that are the same whichever database it lies in. What is null is left out, and in a column that is never null what a new row has there by itself, so that a column that is added changes nothing.
/// </summary>
internal sealed class RowLines
{
    /// <summary>Longer bytes stand there by their sum.</summary>
    private const int Short = 256;

    /// <summary>As a GUID is written on SQLite.</summary>
    private static readonly SearchValues<char> OfGuids = SearchValues.Create("0123456789ABCDEF-");

    /// <summary>As a decimal number is written on SQLite.</summary>
    private const string OfDecimals = "0.0###########################";

    private readonly ArrayBufferWriter<byte> line = new(4096);

    /// <summary>The digest under which an act tells of a line: 16 bytes that nobody could choose before the act had its id.</summary>
    public static UInt128 Digest(Guid act, ReadOnlySpan<byte> line)
    {
        Span<byte> key = stackalloc byte[16];
        Span<byte> sum = stackalloc byte[32];
        _ = act.TryWriteBytes(key, bigEndian: true, out _);
        _ = HMACSHA256.HashData(key, line, sum);
        return BinaryPrimitives.ReadUInt128BigEndian(sum);
    }

    /// <summary>Of a row, in one text: the values of its key with strokes between.</summary>
    public static string Key(CoveredTable table, object?[] values) => string.Join('/', table.Key.Select(at => values[at] switch
    {
        Guid id => id.ToString("D"),
        byte[] bytes => Base64Url.EncodeToString(bytes),
        string text => text.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        var other => other?.ToString() ?? "",
    }));

    /// <summary>Holds until the next is asked for.</summary>
    public ReadOnlyMemory<byte> Of(CoveredTable table, object?[] values)
    {
        line.ResetWrittenCount();
        Text(table.Name);
        for (var at = 0; at < values.Length; at++)
        {
            if (values[at] is { } value && (table.Columns[at].Nullable || !IsNothing(value)))
            {
                Text(table.Columns[at].Name);
                Put(value);
            }
        }

        return line.WrittenMemory;
    }

    /// <summary>The values of a row as it lies in the database. What does not lie there as this program would have put it is another value, whatever it could be read as. Total.</summary>
    public static void Read(DbDataReader row, CoveredTable table, object?[] into)
    {
        for (var at = 0; at < into.Length; at++)
        {
            into[at] = row.IsDBNull(at) ? null : Exact(row, at, table.Columns[at].Stored);
        }
    }

    private static object Exact(DbDataReader row, int at, Type type)
    {
        try
        {
            return row is SqliteDataReader ? Exact(row.GetValue(at), type) : type switch
            {
                _ when type == typeof(DateOnly) => row.GetFieldValue<DateOnly>(at),
                _ when type == typeof(decimal) => row.GetDecimal(at),
                _ => row.GetValue(at),
            };
        }
        catch (Exception fault) when (fault is FormatException or OverflowException or InvalidCastException or ArgumentException)
        {
            return new Strange(fault.Message);
        }
    }

    /// <summary>As it lies in SQLite, which takes anything into any column. Total.</summary>
    public static object Exact(object raw, Type type) => raw switch
    {
        long number when type == typeof(long) => number,
        long number and >= int.MinValue and <= int.MaxValue when type == typeof(int) => (int)number,
        long number and (0 or 1) when type == typeof(bool) => number == 1,
        byte[] bytes when type == typeof(byte[]) => bytes,
        string text when type == typeof(string) => text,
        string text when type == typeof(Guid) && text.Length == 36 && !text.AsSpan().ContainsAnyExcept(OfGuids) && Guid.TryParseExact(text, "D", out var id) => id,
        string text when type == typeof(DateOnly) && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
        string text when type == typeof(decimal) && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && text == number.ToString(OfDecimals, CultureInfo.InvariantCulture) => number,
        _ => new Strange(raw is byte[] bytes ? Convert.ToHexStringLower(bytes) : Convert.ToString(raw, CultureInfo.InvariantCulture) ?? ""),
    };

    private static bool IsNothing(object value) => value is 0L or 0 or false or "" or 0m or byte[] { Length: 0 } || (value is Guid id && id == Guid.Empty);

    private void Put(object value)
    {
        switch (value)
        {
            case long number:
                Number('n', number);
                break;
            case int number:
                Number('n', number);
                break;
            case bool flag:
                Number('n', flag ? 1 : 0);
                break;
            case DateOnly day:
                Number('d', day.DayNumber);
                break;
            case Guid id:
                Kind('g');
                _ = id.TryWriteBytes(line.GetSpan(16), bigEndian: true, out _);
                line.Advance(16);
                break;
            case decimal number:
                Kind('m');
                Text(ArchiveValue.Bare(number));
                break;
            case byte[] { Length: > Short } bytes:
                Kind('h');
                line.Write(SHA256.HashData(bytes));
                break;
            case byte[] bytes:
                Number('b', bytes.Length);
                line.Write(bytes);
                break;
            case string text:
                Kind('t');
                Text(text);
                break;
            default:
                Kind('x');
                Text(value.ToString() ?? "");
                break;
        }
    }

    private void Kind(char kind)
    {
        line.GetSpan(1)[0] = (byte)kind;
        line.Advance(1);
    }

    private void Number(char kind, long value)
    {
        Kind(kind);
        BinaryPrimitives.WriteInt64BigEndian(line.GetSpan(8), value);
        line.Advance(8);
    }

    private void Text(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        BinaryPrimitives.WriteInt32BigEndian(line.GetSpan(4), length);
        line.Advance(4);
        line.Advance(Encoding.UTF8.GetBytes(text, line.GetSpan(length)));
    }

    /// <summary>What no column of this kind holds.</summary>
    private sealed record Strange(string Raw)
    {
        public override string ToString() => "?" + Raw;
    }
}
