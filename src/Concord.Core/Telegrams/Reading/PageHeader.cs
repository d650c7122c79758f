namespace Concord.Core.Telegrams.Reading;

/// <summary>
/// <c>BEIJING 00007545 001.2 OF 003</c>: post, serial, section and page, how many sections; <c>BEIJING 00007545 002 OF 003</c> on the first page of
/// a section. It may stand anywhere, even inside a word or between a heading and its underline.
/// </summary>
internal readonly record struct PageHeader(int Serial, int Section, int Page, int Sections, int At, int Blanks);

internal static class PageHeaderLines
{
    /// <summary>Finds a page header in a line; <paramref name="start"/> and <paramref name="end"/> are its bounds in the line.</summary>
    public static bool TryFind(ReadOnlySpan<char> line, int at, string? post, out PageHeader header, out int start, out int end)
    {
        (header, start, end) = (default, 0, 0);
        var of = line.IndexOf(" OF ", StringComparison.Ordinal);
        if (of < 12)
        {
            return false;
        }

        end = DigitsAfter(line, of + 4);
        var total = Figures.Small(line[(of + 4)..end]);
        var numberAt = DigitsBefore(line, of);
        if (total is null || numberAt == of || numberAt < 2)
        {
            return false;
        }

        // 001.2 is the second page of section 1; the first page of a section may say the section alone
        var paged = line[numberAt - 1] == '.';
        var sectionAt = paged ? DigitsBefore(line, numberAt - 1) : numberAt;
        var page = paged ? Figures.Small(line[numberAt..of]) : 1;
        var section = Figures.Small(line[sectionAt..(paged ? numberAt - 1 : of)]);
        var serialEnd = sectionAt;
        while (serialEnd > 0 && line[serialEnd - 1] == ' ')
        {
            serialEnd--;
        }

        var serialAt = DigitsBefore(line, serialEnd);
        var digits = serialEnd - serialAt;
        if (page is null || section is null || serialEnd == sectionAt || digits < (paged ? 4 : 8)
            || (!paged && (of - sectionAt != 3 || end - of != 7)) || Figures.Number(line[serialAt..serialEnd]) is not { } serial)
        {
            return false;
        }

        start = PostBefore(line, serialAt, post);
        header = new(serial, section.Value, page.Value, total.Value, at, sectionAt - serialEnd);
        return start < serialAt && (paged || char.IsAsciiLetterUpper(line[start]));
    }

    private static int PostBefore(ReadOnlySpan<char> line, int serialAt, string? post)
    {
        var end = serialAt;
        while (end > 0 && line[end - 1] == ' ')
        {
            end--;
        }

        if (post is not null && line[..end].EndsWith(post, StringComparison.Ordinal))
        {
            return end - post.Length;
        }

        var start = end;
        while (start > 0 && (char.IsAsciiLetterUpper(line[start - 1]) || line[start - 1] is ' ' or '.' or '\'' or '-'))
        {
            start--;
        }

        // words in capitals only; a sentence that ends before the header keeps its last word
        while (start < end && line[start] is ' ' or '.' or '\'' or '-')
        {
            start++;
        }

        return start;
    }

    private static int DigitsAfter(ReadOnlySpan<char> line, int from)
    {
        while (from < line.Length && char.IsAsciiDigit(line[from]))
        {
            from++;
        }

        return from;
    }

    private static int DigitsBefore(ReadOnlySpan<char> line, int until)
    {
        while (until > 0 && char.IsAsciiDigit(line[until - 1]))
        {
            until--;
        }

        return until;
    }
}
