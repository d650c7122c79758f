using System.Text.Unicode;

namespace Concord.Core.Telegrams.Reading;

/// <summary>
/// Cuts a stream of bytes into scripts, one telegram each, without holding more than the one that is being read. Sections of one telegram that
/// follow each other stay together; where another telegram begins, there is the cut. <see cref="WaitingRoom"/> brings together what is apart.
/// </summary>
internal sealed class Slicer
{
    private const int Block = 1 << 16;

    private readonly Stream file;
    private readonly byte[] bytes = new byte[Block];
    private readonly Script script = new();
    private readonly Boundaries boundaries = new();
    private readonly TextEncoding encoding;
    private char[] text = new char[Block * 2];
    private int held;
    private int length;
    private int scanned;
    private int taken;
    private int origin;
    private int codePoint;
    private int line = 1;
    private bool ended;
    private bool fallen;

    public Slicer(Stream file)
    {
        this.file = file;
        held = Refill(0);
        (encoding, var mark) = Decoding.Detect(bytes.AsSpan(0, held));
        bytes.AsSpan(mark, held - mark).CopyTo(bytes);
        held -= mark;
        fallen = encoding == TextEncoding.Utf8 && !IsUtf8();
    }

    /// <summary>The first bytes, for a judgement of what the file is.</summary>
    public ReadOnlySpan<byte> Head => bytes.AsSpan(0, held);

    /// <summary>A byte is a character or a part of one: not UTF-16.</summary>
    public bool IsByteText => encoding is TextEncoding.Utf8 or TextEncoding.Windows1252;

    /// <summary>The next telegram's script, or null at the end. It is valid until the next call.</summary>
    public Script? Next()
    {
        Forget();
        while (true)
        {
            while (TakeLine())
            {
                if (boundaries.Step(script, script.Lines.Count - 1) is { } cut)
                {
                    return Cut(cut);
                }
            }

            if (ended)
            {
                return scanned < length || script.Lines.Count > 0 ? Last() : null;
            }

            Fill();
        }
    }

    private Script? Last()
    {
        if (scanned < length)
        {
            Add(scanned, length);
            scanned = length;
            if (boundaries.Step(script, script.Lines.Count - 1) is { } cut)
            {
                return Cut(cut);
            }
        }

        return boundaries.Finish() is { } undecided ? Cut(undecided) : Cut(script.Lines.Count);
    }

    // the lines after the cut stay for the next call
    private Script Cut(int count)
    {
        taken = count;
        var end = count < script.Lines.Count ? script.Lines[count].Start : scanned;
        script.Starts.Clear();
        script.Starts.AddRange(boundaries.Starts.TakeWhile(s => s < count));
        kept.Clear();
        for (var i = count; i < script.Lines.Count; i++)
        {
            kept.Add(script.Lines[i]);
        }

        script.Lines.RemoveRange(count, script.Lines.Count - count);
        script.Open(text, origin, end, line, codePoint, fallen ? TextEncoding.Windows1252 : encoding, boundaries.Known);
        return script;
    }

    private readonly List<Line> kept = [];

    private void Forget()
    {
        if (script.Lines.Count > 0)
        {
            var end = kept.Count > 0 ? kept[0].Start : scanned;
            codePoint = script.CodePoint(end);
            line += taken;
            origin = end;
        }

        script.Use(text);
        script.Lines.Clear();
        boundaries.Reset();
        foreach (var left in kept)
        {
            script.Lines.Add(left);
            _ = boundaries.Step(script, script.Lines.Count - 1);
        }

        kept.Clear();
        taken = 0;
    }

    private bool TakeLine()
    {
        var at = text.AsSpan(scanned, length - scanned).IndexOfAny('\n', '\r');
        if (at < 0)
        {
            return false;
        }

        var end = scanned + at;
        var next = end + 1;
        if (text[end] == '\r')
        {
            while (next < length && text[next] == '\r')
            {
                next++;
            }

            if (next == length && !ended)
            {
                return false;
            }

            next = next < length && text[next] == '\n' ? next + 1 : end + 1;
        }

        Add(scanned, end);
        scanned = next;
        return true;
    }

    private void Add(int start, int end)
    {
        var first = start;
        while (first < end && IsBlank(text[first]))
        {
            first++;
        }

        var last = end;
        while (last > first && IsBlank(text[last - 1]))
        {
            last--;
        }

        script.Lines.Add(new(start, first, last));
    }

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\f' or '\v' or '\u00A0' or '\0' or '\u001A' or '\u0085' or '\uFEFF' or '\u2028';

    private void Fill()
    {
        Shift();
        if (text.Length - length < Block)
        {
            Array.Resize(ref text, text.Length * 2);
        }

        script.Use(text);

        held = Refill(held);
        ended = held < Block;
        var now = fallen ? TextEncoding.Windows1252 : encoding;
        var (used, made) = Decoding.Decode(bytes.AsSpan(0, held), text.AsSpan(length), now, ended);
        length += made;
        bytes.AsSpan(used, held - used).CopyTo(bytes);
        held -= used;
        if (ended)
        {
            held = 0;
        }
    }

    // moves what is still needed to the front
    private void Shift()
    {
        if (origin == 0 || text.Length - length >= Block)
        {
            return;
        }

        text.AsSpan(origin, length - origin).CopyTo(text);
        for (var i = 0; i < script.Lines.Count; i++)
        {
            var l = script.Lines[i];
            script.Lines[i] = new(l.Start - origin, l.First - origin, l.End - origin);
        }

        (length, scanned, origin) = (length - origin, scanned - origin, 0);
    }

    private int Refill(int from)
    {
        while (from < Block)
        {
            var got = file.Read(bytes, from, Block - from);
            if (got == 0)
            {
                break;
            }

            from += got;
        }

        return from;
    }

    // a stream that can be read twice is judged whole, as Decode judges a file; another by its first block
    private bool IsUtf8()
    {
        if (!file.CanSeek)
        {
            return Utf8.IsValid(WithoutPart(bytes.AsSpan(0, held)));
        }

        var back = file.Position;
        var valid = Utf8.IsValid(held < Block ? bytes.AsSpan(0, held) : WithoutPart(bytes.AsSpan(0, held)));
        var block = new byte[Block];
        var left = valid ? held - WithoutPart(bytes.AsSpan(0, held)).Length : 0;
        bytes.AsSpan(held - left, left).CopyTo(block);
        while (valid)
        {
            var got = file.Read(block, left, Block - left);
            var all = block.AsSpan(0, left + got);
            var whole = got == 0 ? all : WithoutPart(all);
            valid = Utf8.IsValid(whole);
            left = all.Length - whole.Length;
            all[whole.Length..].CopyTo(block);
            if (got == 0)
            {
                break;
            }
        }

        file.Position = back;
        return valid;
    }

    // without a character that goes on in the next block
    private static Span<byte> WithoutPart(Span<byte> block)
    {
        for (var back = 1; back <= 3 && back <= block.Length; back++)
        {
            var b = block[^back];
            if (b >= 0xC0)
            {
                var size = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
                return size > back ? block[..^back] : block;
            }

            if (b < 0x80)
            {
                break;
            }
        }

        return block;
    }
}
