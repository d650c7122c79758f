using System.Text;
using UglyToad.PdfPig.Content;

namespace Concord.Modules.Sources.Documents;

/// <summary>
/// From letters to paragraphs. Letters keep the order in which the page says them as long as they run on (which keeps the logical order of scripts whose
/// marks are drawn before their base); the runs are put into lines, the lines into columns, and a column ends a paragraph where the line step widens.
/// </summary>
internal static class PdfLayout
{
    /// <summary>A line step that is so much wider than the usual one parts paragraphs.</summary>
    private const double WideStep = 1.35;

    /// <summary>Text that runs another way than the rest (a stamp at the margin) is read by itself, after it.</summary>
    public static IEnumerable<string> Paragraphs(IReadOnlyList<Letter> letters) => letters
        .GroupBy(l => l.TextOrientation)
        .OrderByDescending(g => g.Count())
        .SelectMany(g => PdfColumns.InOrder(PdfLine.Of(PdfRun.Of([.. g]))))
        .SelectMany(Paragraphs);

    private static IEnumerable<string> Paragraphs(List<PdfLine> column)
    {
        var steps = column.Zip(column.Skip(1), (a, b) => a.Y - b.Y).Where(s => s > 0).Order().ToArray();
        var usual = steps.Length == 0 ? double.MaxValue : steps[steps.Length / 4];
        var open = new StringBuilder();
        for (var i = 0; i < column.Count; i++)
        {
            if (i > 0)
            {
                var step = column[i - 1].Y - column[i].Y;
                var parted = step > usual * WideStep || step > 3 * column[i].Size || column[i].Size > column[i - 1].Size * 1.25 || column[i].Size < column[i - 1].Size / 1.25;
                if (parted)
                {
                    yield return open.ToString();
                    _ = open.Clear();
                }
                else
                {
                    _ = open.Append('\n');
                }
            }

            _ = open.Append(column[i].Text);
        }

        yield return open.ToString();
    }
}
