namespace Concord.Core.Telegrams.Reading;

/// <summary>
/// The decoded text of one telegram with its lines and where it stands in the file. The slicer's is valid until the next one is cut; a copy keeps what
/// it has, and takes in sections of the same telegram that stand further on.
/// </summary>
internal sealed class Script
{
    private readonly List<int> astral = [];
    private readonly List<Piece> pieces = [];
    private int length;

    public char[] Text { get; private set; } = [];

    public List<Line> Lines { get; } = [];

    /// <summary>Where transmissions begin, as indexes of <see cref="Lines"/>.</summary>
    public List<int> Starts { get; } = [];

    /// <summary>1-based number of the first line in the file.</summary>
    public int FirstLine => pieces.Count > 0 ? pieces[0].Number : 0;

    public TextEncoding Encoding { get; private set; }

    /// <summary>What tells the telegram from others.</summary>
    public TelegramKey Key { get; private set; }

    /// <summary>How many characters it holds.</summary>
    public int Size => length - (pieces.Count > 0 ? pieces[0].Start : 0);

    public bool HasAstral => astral.Count > 0;

    public bool EndsWithNewline => length > 0 && Text[length - 1] is '\n' or '\r';

    public ReadOnlySpan<char> this[int line] => Of(Lines[line]);

    public ReadOnlySpan<char> All => Lines.Count == 0 ? [] : Text.AsSpan(Lines[0].Start, Lines[^1].End - Lines[0].Start);

    public ReadOnlySpan<char> Of(Line line) => Text.AsSpan(line.First, line.End - line.First);

    public int Number(int line)
    {
        var i = pieces.Count - 1;
        while (i > 0 && pieces[i].Line > line)
        {
            i--;
        }

        return i < 0 ? line : pieces[i].Number + line - pieces[i].Line;
    }

    /// <summary>The code point of the decoded file at a position of the text.</summary>
    public int CodePoint(int at)
    {
        var i = pieces.Count - 1;
        while (i > 0 && pieces[i].Start > at)
        {
            i--;
        }

        var (start, first) = i < 0 ? (0, 0) : (pieces[i].Start, pieces[i].CodePoint);
        return first + at - start - (astral.Count == 0 ? 0 : AstralUntil(at) - (i > 0 ? AstralUntil(start - 1) : 0));
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

        return Number(low);
    }

    /// <summary>The text in which the lines stand while they are gathered.</summary>
    public void Use(char[] text) => Text = text;

    /// <summary>Sets what the script is; the lines are filled by the slicer.</summary>
    public void Open(char[] text, int start, int end, int line, int codePoint, TextEncoding encoding, TelegramKey key)
    {
        (Text, length, Encoding, Key) = (text, end, encoding, key);
        pieces.Clear();
        pieces.Add(new(start, codePoint, 0, line));
        astral.Clear();
        FindAstral(start);
    }

    /// <summary>A copy that stays valid.</summary>
    public Script Copy()
    {
        var copy = new Script { Encoding = Encoding, Key = Key };
        copy.Append(this);
        return copy;
    }

    /// <summary>Takes in the sections of another script of the same telegram, which stands further on in the file.</summary>
    public void Append(Script other)
    {
        var (from, firstLine, first) = (length, Lines.Count, other.pieces[0]);
        if (Text.Length < length + other.Size)
        {
            var text = Text;
            Array.Resize(ref text, Math.Max(length + other.Size, firstLine == 0 ? 0 : text.Length * 2));
            Text = text;
        }

        other.Text.AsSpan(first.Start, other.Size).CopyTo(Text.AsSpan(from));
        length += other.Size;
        pieces.Add(first with { Start = from, Line = firstLine });
        var shift = from - first.Start;
        foreach (var line in other.Lines)
        {
            Lines.Add(new(line.Start + shift, line.First + shift, line.End + shift));
        }

        if (other.Starts.Count == 0 || (firstLine > 0 && other.Starts[0] > 0))
        {
            Starts.Add(firstLine);
        }

        Starts.AddRange(other.Starts.Select(s => s + firstLine));
        FindAstral(from);
    }

    private int AstralUntil(int at)
    {
        var index = astral.BinarySearch(at);
        return index < 0 ? ~index : index + 1;
    }

    private void FindAstral(int start)
    {
        var rest = Text.AsSpan(start, length - start);
        for (var at = rest.IndexOfAnyInRange('\uD800', '\uDBFF'); at >= 0;)
        {
            if (at + 1 < rest.Length && char.IsLowSurrogate(rest[at + 1]))
            {
                // the low half counts no code point of its own: it and all after it are one less
                astral.Add(length - rest.Length + at + 1);
            }

            rest = rest[(at + 1)..];
            at = rest.IndexOfAnyInRange('\uD800', '\uDBFF');
        }
    }

    /// <summary>A stretch of the file: where it begins in the text, its first code point, its first line here and in the file.</summary>
    private readonly record struct Piece(int Start, int CodePoint, int Line, int Number);
}
