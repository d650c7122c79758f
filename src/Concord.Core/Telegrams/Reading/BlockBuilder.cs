using System.Collections.Immutable;

namespace Concord.Core.Telegrams.Reading;

/// <summary>Turns blocks of lines into paragraphs: marking, markers and label are parted from the text, and the map follows.</summary>
internal sealed class BlockBuilder(Script script, ComplaintList complaints)
{
    private static readonly System.Buffers.SearchValues<char> Plain = System.Buffers.SearchValues.Create("0123456789,.");

    private readonly CleanBuffer buffer = new(script);
    private readonly OpenMarkers open = new(complaints);
    private readonly List<Block> blocks = [];
    private string? heading;
    private bool headingIsMarker;
    private int? number;
    private string? quoteMarker;
    private string? endMarker;
    private int firstLine;
    private int headingCount;

    public IReadOnlyList<Block> All => blocks;

    public List<HeadingStyle> Styles { get; } = [];

    /// <summary>Lines of the script before which a blank line stands inside a block.</summary>
    public List<int> InnerBlanks { get; } = [];

    public List<string> Headings { get; } = [];

    public BlockKind Kind { get; private set; }

    public bool IsOpen => Kind != BlockKind.None;

    public bool HasAny => blocks.Count > 0 || IsOpen;

    public bool IsOver => Sentences.IsOver(buffer.Text);

    /// <summary>The text ends as a member of a list may: with a comma, <c>and</c>, <c>or</c>.</summary>
    public bool EndsItem => buffer.Text is var t && (t.EndsWith(",") || t.EndsWith(" and") || t.EndsWith(" or"));

    public int Length => buffer.Length;

    public ReadOnlySpan<char> Text => buffer.Text;

    public int LastLine { get; private set; }

    public void MarkCut() => buffer.MarkCut();

    public void Start(BlockKind kind, int? written, int line)
    {
        Finish();
        (Kind, firstLine, LastLine) = (kind, line, line);
        number = kind == BlockKind.Number ? written : null;
    }

    public void StartQuote(string marker, int line)
    {
        Start(BlockKind.Quote, null, line);
        quoteMarker = marker;
        open.Open("TEXT", script.Number(line));
    }

    public void FinishQuote(string marker)
    {
        endMarker = marker;
        open.CloseAll("TEXT");
        Finish();
    }

    public void Add(int breakAt, int first, int end, ReadOnlySpan<char> text, bool wordGoesOn = false, int at = -1)
    {
        buffer.Join(breakAt, text, wordGoesOn);
        buffer.Append(first, end);
        LastLine = at < 0 ? LastLine : at;
        Complain(at < 0 ? 0 : script.Number(at));
    }

    public void StartHeading() => buffer.Clear();

    public void FinishHeading(HeadingStyle style)
    {
        heading = buffer.Text.Trim().ToString();
        headingIsMarker = Markers.IsHeading(heading);
        Headings.Add(heading);
        Styles.Add(style);
        headingCount++;
        buffer.Clear();
    }

    /// <summary>Ends the block that is open.</summary>
    public void Finish()
    {
        if (Kind != BlockKind.None)
        {
            Make();
        }

        buffer.Clear();
        (Kind, quoteMarker, endMarker) = (BlockKind.None, null, null);
    }

    /// <summary>At the end of the text: what was begun and not ended.</summary>
    public void Close() => open.Close();

    private void Make()
    {
        var text = buffer.Text;
        var (from, until) = (0, text.TrimEnd().Length);
        string? marking = null, opening = quoteMarker, trailing = endMarker, label = null;
        var noun = "";
        if (Kind != BlockKind.Quote)
        {
            marking = Markers.Marking(text[..until], out var after);
            from += after;
            if (Kind == BlockKind.Bullet)
            {
                label = Label(text[from..until], out after);
                from += after;
            }

            var length = Markers.Opening(text[from..until], out noun);
            opening = length > 0 ? text.Slice(from, length).ToString() : null;
            from = Skip(text, from + length, until);
            if (marking is null && opening is not null | label is not null)
            {
                marking = Markers.Marking(text[from..until], out after);
                from += after;
            }
        }

        open.Look(text[from..until], opening, noun, script.Number(firstLine));
        if (Kind != BlockKind.Quote && Markers.Trailing(text[from..until], out var ended) is >= 0 and var at)
        {
            trailing = text[(from + at)..until].ToString();
            until = from + text.Slice(from, at).TrimEnd().Length;
            open.CloseAll(ended);
        }

        var under = heading;
        var map = buffer.Map(from, until);
        var doubtful = buffer.Doubtful(from, until);
        blocks.Add(new(Kind, number, marking, under, headingCount, label, opening, trailing, buffer.Slice(from, until), map, doubtful, firstLine));
        Complain(map, doubtful);
        if (headingIsMarker && trailing is not null)
        {
            (heading, headingIsMarker) = (null, false);
        }
    }

    // Burma: Burmese officials said …
    private static string? Label(ReadOnlySpan<char> text, out int after)
    {
        after = 0;
        var colon = text[..Math.Min(text.Length, 61)].IndexOf(':');
        if (colon < 1 || (colon + 1 < text.Length && text[colon + 1] != ' ') || !(char.IsLetterOrDigit(text[0]) || text[0] is '"' or '('))
        {
            return null;
        }

        var name = text[..colon];
        var words = 0;
        foreach (var word in new Words(name))
        {
            words++;
        }

        if (words > 6 || name.IndexOfAny(".;?!") is >= 0 and var stop && stop < name.Length - 1 && name[(stop + 1)..].Contains(' ') && name[stop] != '.' || char.IsLower(text[0])
            || Markers.IsHeading(name))
        {
            return null;
        }

        after = Skip(text, colon + 1, text.Length);
        return name.ToString();
    }

    private static int Skip(ReadOnlySpan<char> text, int at, int until)
    {
        while (at < until && text[at] == ' ')
        {
            at++;
        }

        return at;
    }

    private void Complain(int line)
    {
        int? at = line > 0 ? line : null;
        if (buffer.HasResidue)
        {
            complaints.Add("link-residue", Severity.Warning, at);
        }

        if (buffer.HasEntity)
        {
            complaints.Add("html-entity", Severity.Warning, at);
        }

        if (buffer.HasGarble)
        {
            complaints.Add("garbled-text", Severity.Warning, at);
        }

        (buffer.HasResidue, buffer.HasEntity, buffer.HasGarble) = (false, false, false);
    }

    private void Complain(OffsetMap map, ImmutableArray<Kernel.TextSpan> doubtful)
    {
        foreach (var figure in doubtful)
        {
            var written = blocks[^1].Text.AsSpan(figure.Start, figure.Length);
            if (written.IndexOfAnyExcept(Plain) >= 0)
            {
                var spans = map.FileSpans(figure);
                complaints.Add("garbled-text", Severity.Warning, spans.IsEmpty ? null : script.LineOfCodePoint(spans[0].Start), written.ToString());
            }
        }
    }
}

/// <summary>A block before it has its id.</summary>
internal sealed record Block(
    BlockKind Kind, int? Number, string? Marking, string? Heading, int HeadingCount, string? Label, string? Opening, string? Trailing, string Text, OffsetMap Map,
    ImmutableArray<Kernel.TextSpan> Doubtful, int At);
