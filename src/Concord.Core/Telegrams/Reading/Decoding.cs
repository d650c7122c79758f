using System.Text;
using System.Text.Unicode;

namespace Concord.Core.Telegrams.Reading;

/// <summary>What the bytes of a file are.</summary>
internal enum TextEncoding
{
    Utf8,
    Utf16LittleEndian,
    Utf16BigEndian,
    Windows1252,
}

/// <summary>Bytes to text. Never fails: what is not UTF-8 or UTF-16 is Windows-1252, where each byte is a character.</summary>
internal static class Decoding
{
    private const string Upper1252 =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F" +
        "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    /// <summary>Judges by the byte order mark, else by where NULs stand in the first bytes, else says UTF-8, which is tried first.</summary>
    public static (TextEncoding Encoding, int Mark) Detect(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            return (TextEncoding.Utf8, 3);
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return (TextEncoding.Utf16LittleEndian, 2);
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return (TextEncoding.Utf16BigEndian, 2);
        }

        return (ByNulPattern(head[..Math.Min(head.Length, 2048)]), 0);
    }

    /// <summary>The whole file as text, without its byte order mark.</summary>
    public static string ToText(ReadOnlySpan<byte> file)
    {
        var (encoding, mark) = Detect(file);
        var body = file[mark..];
        if (encoding == TextEncoding.Utf8 && !Utf8.IsValid(body))
        {
            encoding = TextEncoding.Windows1252;
        }

        var text = new char[body.Length];
        var (_, made) = Decode(body, text, encoding, last: true);
        return new string(text, 0, made);
    }

    /// <summary>Decodes as much as is whole; returns how many bytes were used and characters made. There is a character of room for each byte.</summary>
    public static (int Used, int Made) Decode(ReadOnlySpan<byte> bytes, Span<char> text, TextEncoding encoding, bool last)
    {
        switch (encoding)
        {
            case TextEncoding.Utf8:
                Utf8.ToUtf16(bytes, text, out var used, out var made, replaceInvalidSequences: true, isFinalBlock: last);
                return (used, made);
            case TextEncoding.Windows1252:
                Windows1252(bytes, text);
                return (bytes.Length, bytes.Length);
            default:
                return Utf16(bytes, text, encoding == TextEncoding.Utf16LittleEndian, last);
        }
    }

    private static void Windows1252(ReadOnlySpan<byte> bytes, Span<char> text)
    {
        Encoding.Latin1.GetChars(bytes, text);
        var rest = text[..bytes.Length];
        for (var at = rest.IndexOfAnyInRange('\u0080', '\u009F'); at >= 0; at = rest.IndexOfAnyInRange('\u0080', '\u009F'))
        {
            rest[at] = Upper1252[rest[at] - 0x80];
            rest = rest[(at + 1)..];
        }
    }

    private static (int Used, int Made) Utf16(ReadOnlySpan<byte> bytes, Span<char> text, bool little, bool last)
    {
        var made = bytes.Length / 2;
        for (var i = 0; i < made; i++)
        {
            text[i] = (char)(little ? bytes[2 * i] | (bytes[(2 * i) + 1] << 8) : (bytes[2 * i] << 8) | bytes[(2 * i) + 1]);
        }

        return (last ? bytes.Length : made * 2, made);
    }

    private static TextEncoding ByNulPattern(ReadOnlySpan<byte> head)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] == 0)
            {
                _ = (i & 1) == 0 ? even++ : odd++;
            }
        }

        var half = head.Length / 2;
        return half < 8 ? TextEncoding.Utf8
            : odd > half * 0.7 && even < half * 0.1 ? TextEncoding.Utf16LittleEndian
            : even > half * 0.7 && odd < half * 0.1 ? TextEncoding.Utf16BigEndian
            : TextEncoding.Utf8;
    }
}
