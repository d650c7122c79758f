using System.Globalization;
using System.Text;

namespace Concord.Core.Telegrams.Writing;

/// <summary>What a network asks of a telegram's cut.</summary>
/// <param name="LinesPerSection">A longer text is cut into sections; the limit differs between networks.</param>
/// <param name="LinesPerPage">After so many lines of a section its second page begins, with a page header.</param>
public sealed record WriterSettings(int LinesPerSection = 100, int LinesPerPage = 50);

/// <summary>
/// Writes a telegram as it goes over the line: the reader's inverse. Everything comes from the model; nothing of the original text is kept. Where the
/// layout says how a copy was broken, it is broken so again, else by the network's limits.
/// </summary>
public static class TelegramWriter
{
    /// <summary>The telegram's text, its lines ended as its layout says.</summary>
    public static string Write(Telegram telegram, WriterSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(telegram);
        var lines = TextWriting.Lines(telegram);
        var sections = telegram.Layout.Breaks is null ? SectionCut.ByLimits(lines, settings ?? new()) : SectionCut.AsRead(lines);
        var text = new StringBuilder();
        var newline = telegram.Layout.Newline;
        for (var i = 0; i < sections.Count; i++)
        {
            for (var blank = i == 0 ? 0 : telegram.Layout.BlankBetween; blank > 0; blank--)
            {
                text.Append(newline);
            }

            foreach (var line in Section(telegram, sections[i], i, sections.Count))
            {
                text.Append(line).Append(newline);
            }
        }

        if (!telegram.Layout.EndsLastLine && text.Length >= newline.Length)
        {
            text.Length -= newline.Length;
        }

        return text.ToString();
    }

    private static IEnumerable<string> Section(Telegram telegram, List<OutLine> body, int index, int count)
    {
        var h = telegram.Header;
        var cut = SectionNumber.Of(telegram, index, count);
        foreach (var line in HeaderWriting.Format(telegram, cut))
        {
            yield return line;
        }

        if (h.Classification is not null)
        {
            yield return HeaderWriting.Classification(telegram, cut);
            if (index > 0 || telegram.Layout.Head is not [{ BlankBefore: false }, ..])
            {
                yield return "";
            }
        }

        foreach (var line in index == 0 ? [] : HeadWriting.Repeated(telegram))
        {
            yield return line;
        }

        foreach (var line in body)
        {
            if (line.Break is not { Kind: LayoutBreakKind.Page } page)
            {
                yield return line.Text;
                continue;
            }

            if (page.BlankBefore)
            {
                yield return "";
            }

            yield return PageHeader(telegram, cut.Number, cut.Total, page.Page);
            if (page.BlankAfter)
            {
                yield return "";
            }
        }

        if (h.BtAfter)
        {
            yield return "BT";
        }

        if (h.EomSerial is { } serial)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"#{serial:0000}");
        }

        if (h.Nnnn)
        {
            yield return "NNNN";
        }
    }

    private static string PageHeader(Telegram telegram, int number, int total, int page)
    {
        var mrn = telegram.Header.Mrn ?? "";
        var blank = mrn.LastIndexOf(' ');
        var serial = blank > 0 ? mrn[(blank + 1)..].PadLeft(8, '0') : "00000000";
        var gap = new string(' ', Math.Max(1, telegram.Layout.PageBlanks));
        return string.Create(CultureInfo.InvariantCulture, $"{(blank > 0 ? mrn[..blank] : mrn)} {serial}{gap}{number:000}.{page} OF {total:000}");
    }
}

/// <summary>Which section of how many a transmission is, and what it was read from.</summary>
/// <param name="Own">The transmission as read, or null.</param>
/// <param name="Number">The section's number.</param>
/// <param name="Total">How many there are; 1 for a telegram without sections.</param>
/// <param name="InOrigin">FL3 says the section.</param>
/// <param name="InClassification">The classification line says it.</param>
internal readonly record struct SectionNumber(Transmission? Own, int Number, int Total, bool InOrigin, bool InClassification)
{
    public static SectionNumber Of(Telegram telegram, int index, int count)
    {
        var h = telegram.Header;
        var own = h.Transmissions.Length == count ? h.Transmissions[index] : null;
        if (telegram.Layout.Breaks is not null && own is not null)
        {
            return new(own, own.Section ?? index + 1, h.Sections ?? 1, own.Origin?.Section is not null, own.Sections is not null);
        }

        return new(count == 1 || own?.Section == index + 1 ? own : null, index + 1, count, count > 1, count > 1);
    }
}
