namespace Concord.Core.Telegrams.Reading;

/// <summary>Reads the text of a telegram, line by line, into paragraphs, bullets, quoted text and headings (TELEGRAMS 1.3).</summary>
internal sealed class TextReader(Script script, TextLines lines, ComplaintList complaints)
{
    private readonly TextShape shape = new(lines);
    private readonly BlockBuilder blocks = new(script, complaints);
    private bool afterRule;
    private bool afterHeading;
    private int last;
    private int quoted;
    private int brokenWords;
    private bool quoteEnds;

    public BlockBuilder Blocks => blocks;

    public string? Signature { get; private set; }

    public int SignatureAt { get; private set; } = -1;

    public void Read(int from)
    {
        ReadSignature(from);
        for (var at = from; at < lines.Count;)
        {
            var line = lines.Of(at);
            if (LineForms.IsRule(line))
            {
                (afterRule, at) = (true, at + 1);
                continue;
            }

            at += ReadLine(at, line);
            afterRule = false;
        }

        blocks.Finish();
        blocks.Close();
    }

    // returns how many lines were read
    private int ReadLine(int at, ReadOnlySpan<char> line)
    {
        var apart = lines[at].Gap != Gap.None || afterRule || afterHeading || at == 0 || !blocks.IsOpen;
        if (NumberedLines.TryRead(line, out var number, out var textAt) && IsNumber(number, apart))
        {
            blocks.Start(BlockKind.Number, number, lines[at].At);
            (last, afterHeading) = (number, false);
            Append(at, lines[at].First + textAt);
            return 1;
        }

        if (blocks.Kind != BlockKind.Quote)
        {
            var bullet = TextShape.Bullet(line);
            if (bullet > 0 && IsBullet(line[bullet..], apart))
            {
                blocks.Start(BlockKind.Bullet, null, lines[at].At);
                afterHeading = false;
                Append(at, lines[at].First + bullet);
                return 1;
            }

            if (apart && bullet == 0 && !IsMarkerLine(line) && shape.Heading(at, blocks.IsOver, last) is > 0 and var count)
            {
                ReadHeading(at, count);
                return count;
            }
        }

        if ((!blocks.IsOpen || StartsPlain(at, line)) && !(Markers.BeginsQuote(line, out var quoteAt, out _) && quoteAt == 0))
        {
            blocks.Start(afterHeading || !blocks.HasAny || last == 0 ? BlockKind.Plain : BlockKind.Rest, null, lines[at].At);
        }

        afterHeading = false;
        Append(at, lines[at].First);
        return 1;
    }

    private bool IsNumber(int number, bool apart)
    {
        if (blocks.Kind == BlockKind.Quote)
        {
            var closes = !quoteEnds && apart && number == last + 1 && number != quoted + 1;
            quoted = closes ? quoted : number;
            return closes;
        }

        if (number == last + 1)
        {
            return apart || blocks.IsOver;
        }

        return apart && (blocks.IsOver || !blocks.IsOpen) && number > 0 && number < last + 40;
    }

    private bool IsBullet(ReadOnlySpan<char> text, bool apart) =>
        !text.IsEmpty && (blocks.IsOver || (apart && !char.IsLower(text[0])) || (blocks.Kind == BlockKind.Bullet && (apart || blocks.EndsItem)) || (apart && blocks.EndsItem));

    private static bool IsEndMarker(ReadOnlySpan<char> line) => Markers.Trailing(line, out _) == 0;

    private static bool IsMarkerLine(ReadOnlySpan<char> line) => IsEndMarker(line) || (Markers.BeginsQuote(line, out var start, out _) && start == 0);

    // in a telegram without numbers a blank line parts the paragraphs
    private bool StartsPlain(int at, ReadOnlySpan<char> line) =>
        blocks.Kind == BlockKind.Plain && last == 0 && lines[at].Gap.HasFlag(Gap.Blank) && blocks.IsOver && !char.IsLower(line[0]) && !IsEndMarker(line);

    private void ReadHeading(int at, int count)
    {
        blocks.Finish();
        blocks.StartHeading();
        for (var i = at; i < at + count; i++)
        {
            blocks.Add(i > at ? lines[i - 1].End : lines[i].First, lines[i].First, lines[i].End, lines.Of(i));
        }

        var rule = at + count < lines.Count && LineForms.IsRule(lines.Of(at + count)) ? lines.Of(at + count) : [];
        var blank = at + count + (rule.IsEmpty ? 0 : 1);
        blocks.FinishHeading(new(
            rule.IsEmpty ? null : rule[0], rule.Length, blank < lines.Count && lines[blank].Gap.HasFlag(Gap.Blank)));
        afterHeading = true;
    }

    private void Append(int at, int first)
    {
        var line = lines[at];
        var text = script.Text.AsSpan(first, line.End - first);
        if (blocks.Kind != BlockKind.Quote && Markers.BeginsQuote(text, out var start, out var end))
        {
            AppendPart(at, first, first + start);
            quoteEnds = QuoteEndsAfter(at);
            quoted = 0;
            blocks.StartQuote(text[start..end].ToString(), line.At);
            if (first + end < line.End)
            {
                Append(at, SkipBlank(first + end, line.End));
            }

            return;
        }

        if (blocks.Kind == BlockKind.Quote && Markers.EndsQuote(text, out start, out end))
        {
            AppendPart(at, first, first + start);
            blocks.FinishQuote(text[start..end].ToString());
            var rest = SkipBlank(first + end, line.End);
            if (rest < line.End && script.Text[rest] is not (')' or '.'))
            {
                blocks.Start(BlockKind.Rest, null, line.At);
                AppendPart(at, rest, line.End);
            }

            return;
        }

        AppendPart(at, first, line.End);
    }

    private void AppendPart(int at, int first, int end)
    {
        while (end > first && script.Text[end - 1] == ' ')
        {
            end--;
        }

        if (end <= first)
        {
            return;
        }

        var line = lines[at];
        var text = script.Text.AsSpan(first, end - first);
        var wordGoesOn = false;
        if (line.Gap != Gap.None && blocks.Length > 0)
        {
            if (line.Gap == Gap.Blank && (blocks.Kind == BlockKind.Quote || blocks.IsOver || blocks.EndsItem))
            {
                blocks.InnerBlanks.Add(line.At);
            }

            wordGoesOn = line.Gap.HasFlag(Gap.Glued) || GoesOn(line, text);
            Complain(line);
        }

        blocks.Add(at > 0 ? lines[at - 1].End : first, first, end, text, wordGoesOn, line.At);
    }

    private void Complain(TextLine line)
    {
        if ((line.Gap & (Gap.Page | Gap.Inside | Gap.Glued)) != 0)
        {
            blocks.MarkCut();
            if (!blocks.IsOver || line.Gap.HasFlag(Gap.Glued))
            {
                complaints.Add("page-header-in-text", Severity.Info, script.Number(line.HeaderAt));
            }
        }
        else if (line.Gap == Gap.Blank && !blocks.IsOver && blocks.Kind != BlockKind.Quote)
        {
            complaints.Add("broken-sentence", Severity.Info, script.Number(blocks.LastLine));
        }
        else if (line.Gap.HasFlag(Gap.Section))
        {
            blocks.MarkCut();
        }
    }

    private bool GoesOn(TextLine line, ReadOnlySpan<char> next)
    {
        if (line.Gap.HasFlag(Gap.Inside) || brokenWords >= 64)
        {
            return false;
        }

        brokenWords++;
        var all = script.All;
        return Sentences.IsOneWord(blocks.Text, next, all[..Math.Min(all.Length, 1 << 18)]);
    }

    private int quoteScan;
    private bool quoteScanFound;

    // looks ahead once: the answer for a line holds until the found end is passed
    private bool QuoteEndsAfter(int at)
    {
        if (quoteScan <= at)
        {
            quoteScanFound = false;
            for (quoteScan = at; quoteScan < lines.Count && !quoteScanFound; quoteScan++)
            {
                quoteScanFound = Markers.EndsQuote(lines.Of(quoteScan), out _, out _);
            }
        }

        return quoteScanFound;
    }

    private int SkipBlank(int at, int end)
    {
        while (at < end && script.Text[at] == ' ')
        {
            at++;
        }

        return at;
    }

    private void ReadSignature(int from)
    {
        var residue = -1;
        while (lines.Count > from && lines.Of(lines.Count - 1).TrimStart("#N ").IsEmpty)
        {
            residue = lines[lines.Count - 1].At;
            lines.Truncate(lines.Count - 1);
        }

        var end = lines.Count - 1;
        if (end <= from)
        {
            Residue(residue);
            return;
        }

        var line = lines.Of(end);
        var bare = line.TrimEnd("# ");
        if (bare.Length < line.Length)
        {
            residue = lines[end].At;
        }

        Residue(residue);
        var before = lines.Of(end - 1);
        if (TextShape.IsSignature(bare) && !LineForms.IsRule(before)
            && (Sentences.IsOver(before) || (lines[end].Gap.HasFlag(Gap.Blank) && (before.ContainsAnyInRange('a', 'z') || Markers.Trailing(before, out _) >= 0))))
        {
            Signature = bare.ToString();
            SignatureAt = lines[end].At;
            lines.Truncate(end);
        }
    }

    private void Residue(int at)
    {
        if (at >= 0)
        {
            complaints.Add("signature-residue", Severity.Info, script.Number(at));
        }
    }
}
