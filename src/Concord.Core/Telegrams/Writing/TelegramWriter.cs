using System.Globalization;
using System.Text;

namespace Concord.Core.Telegrams.Writing;

/// <summary>What a network asks of a telegram's cut.</summary>
/// <param name="LinesPerSection">A longer text is cut into sections; the limit differs between networks.</param>
/// <param name="LinesPerPage">After so many lines of a section its second page begins, with a page header.</param>
public sealed record WriterSettings(int LinesPerSection = 100, int LinesPerPage = 50);

/// <summary>Writes a telegram as it goes over the line: the reader's inverse. Everything comes from the model; nothing of the original text is kept.</summary>
public static class TelegramWriter
{
    /// <summary>The telegram's text, its lines ended as its layout says.</summary>
    public static string Write(Telegram telegram, WriterSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(telegram);
        settings ??= new();
        var sections = SectionCut.Cut(TextWriting.Lines(telegram), settings);
        var text = new StringBuilder();
        for (var i = 0; i < sections.Count; i++)
        {
            foreach (var line in Section(telegram, sections[i], i + 1, sections.Count, settings))
            {
                text.Append(line).Append(telegram.Layout.Newline);
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Section(Telegram telegram, List<string> body, int number, int total, WriterSettings settings)
    {
        var h = telegram.Header;
        var own = h.Transmissions.Length == total ? h.Transmissions.FirstOrDefault(t => total == 1 || t.Section == number) : null;
        foreach (var line in HeaderWriting.Format(telegram, own, number, total))
        {
            yield return line;
        }

        if (h.Classification is not null)
        {
            yield return HeaderWriting.Classification(h, number, total);
            yield return "";
        }

        if (number > 1)
        {
            foreach (var line in HeaderWriting.Captions(h))
            {
                yield return line;
            }
        }

        for (var i = 0; i < body.Count; i++)
        {
            if (total > 1 && i == settings.LinesPerPage && body.Count > i + 1)
            {
                yield return "";
                yield return PageHeader(h, number, total);
                yield return "";
                if (body[i].Length == 0)
                {
                    continue;
                }
            }

            yield return body[i];
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

    private static string PageHeader(TelegramHeader h, int number, int total)
    {
        var mrn = h.Mrn ?? "";
        var blank = mrn.LastIndexOf(' ');
        var serial = blank > 0 ? mrn[(blank + 1)..].PadLeft(8, '0') : "00000000";
        return string.Create(CultureInfo.InvariantCulture, $"{(blank > 0 ? mrn[..blank] : mrn)} {serial} {number:000}.2 OF {total:000}");
    }
}

/// <summary>Cuts a text into sections.</summary>
internal static class SectionCut
{
    public static List<List<string>> Cut(List<(string Text, bool Tied)> lines, WriterSettings settings)
    {
        var sections = new List<List<string>>();
        for (var from = 0; from < lines.Count;)
        {
            var until = lines.Count - from <= settings.LinesPerSection ? lines.Count : from + settings.LinesPerSection;
            while (until < lines.Count && until > from + 1 && lines[until].Tied)
            {
                until--;
            }

            var section = lines[from..until].ConvertAll(l => l.Text);
            while (section.Count > 1 && section[^1].Length == 0 && until < lines.Count)
            {
                section.RemoveAt(section.Count - 1);
            }

            sections.Add(section);
            from = until;
            while (from < lines.Count && lines[from].Text.Length == 0)
            {
                from++;
            }
        }

        if (sections.Count == 0)
        {
            sections.Add([]);
        }

        return sections;
    }
}
