using System.Globalization;
using System.Text;
using UglyToad.PdfPig.Content;

namespace Concord.Modules.Sources.Documents;

/// <summary>Letters that the page says one after the other on one line. Places are seen with the text upright, whichever way the page or the text is turned.</summary>
internal sealed record PdfRun(string Text, double Left, double Right, double Y, double Size, bool IsRightToLeft)
{
    private sealed record Placed(Letter Letter, double X, double End, double Y, double Size);

    public static List<PdfRun> Of(IReadOnlyList<Letter> letters)
    {
        var runs = new List<PdfRun>();
        var open = new List<Placed>();
        foreach (var letter in letters)
        {
            var placed = Place(letter);
            if (open.Count > 0 && !GoesOn(open[^1], placed))
            {
                Close(runs, open);
            }

            open.Add(placed);
        }

        Close(runs, open);
        return runs;
    }

    private static Placed Place(Letter letter)
    {
        var (start, end) = (letter.StartBaseLine, letter.EndBaseLine);
        var size = Math.Max(1, Math.Abs(letter.PointSize));
        return letter.TextOrientation switch
        {
            TextOrientation.Rotate90 => new Placed(letter, -start.Y, -end.Y, start.X, size),
            TextOrientation.Rotate180 => new Placed(letter, -start.X, -end.X, -start.Y, size),
            TextOrientation.Rotate270 => new Placed(letter, start.Y, end.Y, -start.X, size),
            _ => new Placed(letter, start.X, end.X, start.Y, size),
        };
    }

    /// <summary>On the same base line, and no further away than a wide blank: to the right, or to the left in scripts that run so.</summary>
    private static bool GoesOn(Placed last, Placed next) =>
        last.Letter.TextOrientation == next.Letter.TextOrientation
        && Math.Abs(next.Y - last.Y) < last.Size * 0.3
        && Math.Min(Math.Abs(next.X - last.End), Math.Abs(next.End - last.X)) < last.Size * 1.2;

    private static void Close(List<PdfRun> runs, List<Placed> open)
    {
        if (open.Count > 0)
        {
            var rightToLeft = open.Sum(p => Direction(p.Letter.Value)) < 0;
            var visual = rightToLeft && open.Count > 1 && open[^1].X > open[0].X;
            var text = new StringBuilder();
            foreach (var (piece, before) in visual ? Logical(open) : open.Zip(open.Prepend(open[0])))
            {
                var gap = Math.Max(piece.X - before.End, before.X - piece.End);
                var blank = gap > piece.Size * 0.2 && text.Length > 0 && !char.IsWhiteSpace(text[^1]) && !string.IsNullOrWhiteSpace(piece.Letter.Value);
                _ = blank ? text.Append(' ').Append(piece.Letter.Value) : text.Append(piece.Letter.Value);
            }

            runs.Add(new PdfRun(
                text.ToString(), open.Min(p => Math.Min(p.X, p.End)), open.Max(p => Math.Max(p.X, p.End)), open[0].Y, open.Max(p => p.Size), rightToLeft));
        }

        open.Clear();
    }

    /// <summary>Drawn from left to right but read from right to left: turned round, numbers and Latin words kept as they are.</summary>
    private static IEnumerable<(Placed Piece, Placed Before)> Logical(List<Placed> open)
    {
        var turned = new List<Placed>(open.Count);
        for (var end = open.Count; end > 0;)
        {
            var begin = end - 1;
            if (IsLeftToRight(open[begin]))
            {
                while (begin > 0 && (IsLeftToRight(open[begin - 1]) || (begin > 1 && IsJoint(open[begin - 1]) && IsLeftToRight(open[begin - 2]))))
                {
                    begin--;
                }
            }

            turned.AddRange(open[begin..end]);
            end = begin;
        }

        return turned.Zip(turned.Prepend(turned[0]));
    }

    private static bool IsJoint(Placed p) => p.Letter.Value is "." or "," or ":" or "/" or "-";

    private static bool IsLeftToRight(Placed p) => Direction(p.Letter.Value) > 0 || (p.Letter.Value.Length > 0 && char.IsDigit(p.Letter.Value, 0));

    /// <summary>−1 for Hebrew, Arabic and their like, +1 for other letters, 0 for the rest.</summary>
    private static int Direction(string value)
    {
        foreach (var rune in value.EnumerateRunes())
        {
            if (rune.Value is (>= 0x590 and < 0x900) or (>= 0xFB1D and < 0xFE00) or (>= 0xFE70 and < 0xFF00))
            {
                return Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber ? 0 : -1;
            }

            if (Rune.IsLetter(rune))
            {
                return 1;
            }
        }

        return 0;
    }
}
