namespace Concord.Core.Telegrams.Reading;

/// <summary>The decoded text of one telegram with its lines and where it stands in the file. Valid until the next one is cut.</summary>
internal sealed class Script
{
    private readonly List<int> astral = [];
    private int origin;
    private int firstCodePoint;

    public char[] Text { get; private set; } = [];

    public List<Line> Lines { get; } = [];

    /// <summary>Where transmissions begin, as indexes of <see cref="Lines"/>.</summary>
    public List<int> Starts { get; } = [];

    /// <summary>1-based number of the first line in the file.</summary>
    public int FirstLine { get; private set; }

    public TextEncoding Encoding { get; private set; }

    public bool HasAstral => astral.Count > 0;

    public ReadOnlySpan<char> this[int line] => Of(Lines[line]);

    public ReadOnlySpan<char> All => Lines.Count == 0 ? [] : Text.AsSpan(Lines[0].Start, Lines[^1].End - Lines[0].Start);

    public ReadOnlySpan<char> Of(Line line) => Text.AsSpan(line.First, line.End - line.First);

    public int Number(int line) => FirstLine + line;

    /// <summary>The code point of the decoded file at a position of the text.</summary>
    public int CodePoint(int at)
    {
        var point = firstCodePoint + at - origin;
        if (astral.Count == 0)
        {
            return point;
        }

        var index = astral.BinarySearch(at);
        return point - (index < 0 ? ~index : index + 1);
    }

    /// <summary>The 1-based line of the file that holds a code point of it.</summary>
    public int LineOfCodePoint(int point)
    {
        var (low, high) = (0, Lines.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = CodePoint(Lines[middle].Start) <= point ? (middle, high) : (low, middle - 1);
        }

        return FirstLine + low;
    }

    /// <summary>The text in which the lines stand while they are gathered.</summary>
    public void Use(char[] text) => Text = text;

    /// <summary>Sets what the script is; the lines are filled by the slicer.</summary>
    public void Open(char[] text, int start, int end, int line, int codePoint, TextEncoding encoding)
    {
        (Text, origin, FirstLine, firstCodePoint, Encoding) = (text, start, line, codePoint, encoding);
        astral.Clear();
        var rest = text.AsSpan(start, end - start);
        for (var at = rest.IndexOfAnyInRange('\uD800', '\uDBFF'); at >= 0;)
        {
            if (at + 1 < rest.Length && char.IsLowSurrogate(rest[at + 1]))
            {
                // the low half counts no code point of its own: it and all after it are one less
                astral.Add(end - rest.Length + at + 1);
            }

            rest = rest[(at + 1)..];
            at = rest.IndexOfAnyInRange('\uD800', '\uDBFF');
        }
    }
}
