using System.Buffers;
using System.Globalization;
using Concord.Core.Kernel;

namespace Concord.Core.Sources;

/// <summary>Judges the bytes of a file that is handed in, before anything reads it: which form they have, or why they are not taken.</summary>
public static class Incoming
{
    /// <summary>The longest file that is taken: 100 MB.</summary>
    public const long LongestFile = 100_000_000;

    private const int Looked = 64 * 1024;

    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n\f\v\0\u001a"u8);

    /// <summary>
    /// The form of the bytes, or the refusal: <c>import.empty</c>, <c>import.too-large</c>, <c>import.archive</c>, <c>import.spreadsheet</c>,
    /// <c>import.slides</c>, <c>import.image</c>, <c>import.program</c>, <c>import.old-office</c>, <c>import.rich-text</c>, <c>import.binary</c>. The name
    /// of the file plays no part in which form it is.
    /// </summary>
    public static Result<DocumentForm> Judge(ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        return span.Length switch
        {
            0 => new Refusal("import.empty"),
            _ when span.Length > LongestFile => TooLarge(span.Length),
            _ when IsBlank(span) => new Refusal("import.empty"),
            _ when IsPdf(span) => DocumentForm.Pdf,
            _ when IsZip(span) => Zip(span),
            _ when Known(span) is { } known => new Refusal(known),
            _ when IsBinary(span) => new Refusal("import.binary"),
            _ => TextForms.Of(span),
        };
    }

    /// <summary>As <see cref="Judge(ReadOnlyMemory{byte})"/>; besides, <c>import.not-its-name</c> where the name says one kind of file and the bytes are another. A name that says nothing is no fault.</summary>
    public static Result<DocumentForm> Judge(string name, ReadOnlyMemory<byte> bytes)
    {
        var ending = NameOf(name) is var alone && alone.LastIndexOf('.') is > 0 and var dot ? alone[(dot + 1)..].ToLowerInvariant() : "";
        return Judge(bytes).Then<DocumentForm>(form => Says(ending, form) ? form : new Refusal("import.not-its-name", ending));
    }

    /// <summary>The name alone, of a file that may come from any system: without the folders before it, and without characters that are none to read.</summary>
    public static string NameOf(string name) =>
        string.Concat(name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Where(c => !char.IsControl(c)));

    /// <summary>Letters and web pages are texts, and a telegram is often kept as either.</summary>
    private static bool Says(string ending, DocumentForm form) => ending switch
    {
        "pdf" => form == DocumentForm.Pdf,
        "docx" or "docm" or "dotx" => form == DocumentForm.Word,
        "txt" or "text" or "eml" or "htm" or "html" or "xhtml" or "md" or "csv" => form is DocumentForm.Text or DocumentForm.Html or DocumentForm.Email,
        _ => true,
    };

    /// <summary>The refusal of a file that is too long, for whoever knows the length before the bytes.</summary>
    public static Refusal TooLarge(long length) => new(
        "import.too-large",
        (length / 1_000_000m).ToString("0.#", CultureInfo.InvariantCulture),
        (LongestFile / 1_000_000).ToString(CultureInfo.InvariantCulture));

    private static bool IsBlank(ReadOnlySpan<byte> bytes) => bytes.IndexOfAnyExcept(Blanks) < 0;

    private static string? Known(ReadOnlySpan<byte> bytes) => bytes switch
    {
        _ when bytes.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]) || bytes.StartsWith("7z\u00bc"u8) || bytes.StartsWith("Rar!"u8) => "import.archive",
        _ when bytes.StartsWith((ReadOnlySpan<byte>)[0xd0, 0xcf, 0x11, 0xe0]) => "import.old-office",
        _ when bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4e, 0x47]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff])
            || bytes.StartsWith("GIF8"u8) => "import.image",
        _ when bytes.StartsWith((ReadOnlySpan<byte>)[0x7f, 0x45, 0x4c, 0x46]) || (bytes.StartsWith("MZ"u8) && bytes.Contains((byte)0)) => "import.program",
        _ when bytes.StartsWith("{\\rtf"u8) => "import.rich-text",
        _ => null,
    };

    private static bool IsPdf(ReadOnlySpan<byte> bytes) => bytes[..Math.Min(bytes.Length, 1024)].IndexOf("%PDF-"u8) >= 0;

    private static bool IsZip(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("PK\u0005\u0006"u8);

    /// <summary>The names of the files in a zip stand in it plainly; the main part of an office document tells what it is (ECMA-376 part 2).</summary>
    private static Result<DocumentForm> Zip(ReadOnlySpan<byte> bytes) => bytes switch
    {
        _ when bytes.IndexOf("word/document"u8) >= 0 => DocumentForm.Word,
        _ when bytes.IndexOf("xl/workbook"u8) >= 0 => new Refusal("import.spreadsheet"),
        _ when bytes.IndexOf("ppt/presentation"u8) >= 0 => new Refusal("import.slides"),
        _ => new Refusal("import.archive"),
    };

    /// <summary>
    /// More control characters than a teletype leaves behind. UTF-16 is text: half its bytes are zero, all on even or all on odd places.
    /// </summary>
    private static bool IsBinary(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, Looked)];
        if (head.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]) || head.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff]))
        {
            return false;
        }

        Span<int> zeros = [0, 0];
        var controls = 0;
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] == 0)
            {
                zeros[i % 2]++;
            }
            else if (head[i] < 0x20 && head[i] is not (0x09 or 0x0a or 0x0b or 0x0c or 0x0d or 0x1a))
            {
                controls++;
            }
        }

        var most = Math.Max(zeros[0], zeros[1]);
        var utf16 = most > head.Length / 3 && Math.Min(zeros[0], zeros[1]) < head.Length / 50;
        return !utf16 && (controls + zeros[0] + zeros[1]) * 10 > head.Length;
    }
}
