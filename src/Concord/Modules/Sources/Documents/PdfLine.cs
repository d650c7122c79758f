using System.Text;

namespace Concord.Modules.Sources.Documents;

/// <summary>Runs on one base line that stand near each other: one line of one column.</summary>
internal sealed record PdfLine(string Text, double Left, double Right, double Y, double Size, bool IsRightToLeft)
{
    /// <summary>A gap so much wider than the letters are high parts columns.</summary>
    private const double ColumnGap = 1.5;

    /// <summary>From the top of the page, and on one height, which then is the same number, from left to right.</summary>
    public static List<PdfLine> Of(List<PdfRun> runs)
    {
        var lines = new List<PdfLine>();
        var sorted = runs.Where(r => r.Text.Length > 0).OrderByDescending(r => r.Y).ToList();
        for (int from = 0, to; from < sorted.Count; from = to)
        {
            for (to = from + 1; to < sorted.Count && sorted[from].Y - sorted[to].Y < Math.Min(sorted[from].Size, sorted[to].Size) * 0.4; to++)
            {
            }

            var row = sorted[from..to].OrderBy(r => r.Left).ToList();
            for (int begin = 0, end; begin < row.Count; begin = end)
            {
                var right = row[begin].Right;
                for (end = begin + 1; end < row.Count && row[end].Left - right < row[begin].Size * ColumnGap; end++)
                {
                    right = Math.Max(right, row[end].Right);
                }

                lines.Add(Joined(row[begin..end], right, sorted[from].Y));
            }
        }

        return [.. lines.Where(l => !string.IsNullOrWhiteSpace(l.Text))];
    }

    private static PdfLine Joined(List<PdfRun> runs, double right, double y)
    {
        var rightToLeft = runs.Sum(r => r.IsRightToLeft ? -r.Text.Length : r.Text.Length) < 0;
        var text = new StringBuilder();
        var (last, edge) = ((PdfRun?)null, 0.0);
        foreach (var run in rightToLeft ? runs.AsEnumerable().Reverse() : runs)
        {
            var gap = last is null ? 0 : rightToLeft ? edge - run.Right : run.Left - edge;
            _ = gap > run.Size * 0.15 && text.Length > 0 && !char.IsWhiteSpace(text[^1]) ? text.Append(' ') : text;
            _ = text.Append(run.Text);
            (last, edge) = (run, rightToLeft ? run.Left : run.Right);
        }

        return new PdfLine(text.ToString().Trim(), runs[0].Left, right, y, runs.Max(r => r.Size), rightToLeft);
    }
}
