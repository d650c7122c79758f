namespace Concord.Modules.Sources.Documents;

/// <summary>
/// The order of reading. Row by row, a line joins the column that it stands below. A row that does not fit the columns above (a heading over both, two
/// columns below a heading) ends their band; a band is read column by column, from left to right, or from right to left where its text runs so.
/// </summary>
internal static class PdfColumns
{
    /// <summary>More columns than a page of print has: a table of figures, whose rows are then bands of their own.</summary>
    private const int MostColumns = 40;

    public static IEnumerable<List<PdfLine>> InOrder(List<PdfLine> lines)
    {
        var band = new List<Column>();
        for (int from = 0, to; from < lines.Count; from = to)
        {
            for (to = from + 1; to < lines.Count && lines[to].Y == lines[from].Y; to++)
            {
            }

            var row = lines[from..to];
            var fits = band.Count + row.Count <= MostColumns ? Fit(band, row) : null;
            if (fits is null)
            {
                foreach (var column in Read(band))
                {
                    yield return column;
                }

                band = [.. row.Select(l => new Column(l))];
                continue;
            }

            foreach (var (line, column) in row.Zip(fits))
            {
                if (column is null)
                {
                    band.Add(new Column(line));
                }
                else
                {
                    column.Add(line);
                }
            }
        }

        foreach (var column in Read(band))
        {
            yield return column;
        }
    }

    /// <summary>For each line of the row its column, null where it begins one; no answer when the row does not fit.</summary>
    private static List<Column?>? Fit(List<Column> band, List<PdfLine> row)
    {
        var fits = new List<Column?>(row.Count);
        foreach (var line in row)
        {
            var under = band.Where(c => c.Left < line.Right && line.Left < c.Right).Take(2).ToList();
            if (under.Count > 1 || (under.Count == 1 && fits.Contains(under[0])))
            {
                return null;
            }

            fits.Add(under.FirstOrDefault());
        }

        return band.Count == 0 ? null : fits;
    }

    private static IEnumerable<List<PdfLine>> Read(List<Column> band)
    {
        var rightToLeft = band.Sum(c => c.Lines.Sum(l => l.IsRightToLeft ? -1 : 1)) < 0;
        var columns = band.OrderBy(c => rightToLeft ? -c.Right : c.Left).Select(c => c.Lines);
        return columns;
    }

    private sealed class Column
    {
        public Column(PdfLine first) => (Left, Right, Lines) = (first.Left, first.Right, [first]);

        public double Left { get; private set; }

        public double Right { get; private set; }

        public List<PdfLine> Lines { get; }

        public void Add(PdfLine line)
        {
            Lines.Add(line);
            (Left, Right) = (Math.Min(Left, line.Left), Math.Max(Right, line.Right));
        }
    }
}
