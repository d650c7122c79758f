namespace Concord.Core.Telegrams.Reading;

/// <summary><c>BEIJING 00007545 001.2 OF 003</c>: post, serial, section and page, how many sections. It may stand anywhere, even inside a word.</summary>
internal readonly record struct PageHeader(int Serial, int Section, int Page, int Sections, int At);

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
        var pageAt = DigitsBefore(line, of);
        if (total is null || pageAt == of || pageAt < 2 || line[pageAt - 1] != '.')
        {
            return false;
        }

        var page = Figures.Small(line[pageAt..of]);
        var sectionAt = DigitsBefore(line, pageAt - 1);
        var section = Figures.Small(line[sectionAt..(pageAt - 1)]);
        var serialEnd = sectionAt;
        while (serialEnd > 0 && line[serialEnd - 1] == ' ')
        {
            serialEnd--;
        }

        var serialAt = DigitsBefore(line, serialEnd);
        if (page is null || section is null || serialEnd == sectionAt || serialEnd - serialAt < 4 || Figures.Number(line[serialAt..serialEnd]) is not { } serial)
        {
            return false;
        }

        start = PostBefore(line, serialAt, post);
        header = new(serial, section.Value, page.Value, total.Value, at);
        return start < serialAt;
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
