using System.Buffers;
using System.Text;

namespace Concord.Modules.Sources.Documents;

/// <summary>
/// Counts tags before a tree is built. A formatting tag that is left open is repeated by every parser in each block after it (HTML, 13.2.4.3), so that a
/// small page can ask for a tree without bound.
/// </summary>
internal static class HtmlBounds
{
    /// <summary>The most elements of a page, those that a parser would add counted in.</summary>
    public const int MostElements = 1_000_000;

    /// <summary>The deepest nesting, as far as tags that are never closed tell.</summary>
    public const int MostDepth = 5_000;

    private static readonly SearchValues<byte> Ends = SearchValues.Create(" \t\r\n\f/>"u8);
    private static readonly HashSet<string> Formatting = ["b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"];
    private static readonly HashSet<string> Single = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "p", "li", "td", "th", "tr", "dt", "dd", "option", "a", "nobr", "source", "wbr"];

    public static void Check(ReadOnlySpan<byte> page)
    {
        var (elements, formatting, depth) = (0L, 0, 0);
        for (var at = page.IndexOf((byte)'<'); at >= 0 && page.Length > 1; at = page.IndexOf((byte)'<'))
        {
            page = page[(at + 1)..];
            var closes = !page.IsEmpty && page[0] == '/';
            var name = Name(closes ? page[1..] : page);
            if (name is null)
            {
                continue;
            }

            if (Formatting.Contains(name))
            {
                formatting = Math.Max(0, formatting + (closes ? -1 : 1));
            }
            else if (!closes)
            {
                elements += 1 + formatting;
            }

            depth = Single.Contains(name) ? depth : Math.Max(0, depth + (closes ? -1 : 1));
            if (elements > MostElements || depth > MostDepth)
            {
                throw new DocumentRefusedException(DocumentDraft.TooMuch());
            }
        }
    }

    private static string? Name(ReadOnlySpan<byte> tag)
    {
        var end = tag[..Math.Min(tag.Length, 16)].IndexOfAny(Ends);
        return end > 0 && char.IsAsciiLetter((char)tag[0]) ? Encoding.Latin1.GetString(tag[..end]).ToLowerInvariant() : null;
    }
}
