using System.Buffers;
using System.Collections.Immutable;
using System.Net;
using Concord.Core.Kernel;

namespace Concord.Core.Telegrams.Reading;

/// <summary>
/// Builds a clean text line by line and keeps where each character came from. Residue, entities, doubled blanks and signs that do not print are taken
/// out; lines are joined by the rule of 1.10: after a hyphen nothing, except a suspended hyphen, otherwise one blank.
/// </summary>
internal sealed class CleanBuffer(Script script)
{
    // what a line of these alone holds needs no cleaning, but for doubled blanks
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        " !\"#$%'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    private readonly List<OffsetRun> runs = [];
    private readonly List<TextSpan> doubtful = [];
    private char[] text = new char[1024];
    private bool cut;

    public int Length { get; private set; }

    public bool HasResidue { get; set; }

    public bool HasEntity { get; set; }

    public bool HasGarble { get; set; }

    public ReadOnlySpan<char> Text => text.AsSpan(0, Length);

    public void Clear()
    {
        runs.Clear();
        doubtful.Clear();
        (Length, cut) = (0, false);
    }

    /// <summary>Something was cut out of the file before what comes next.</summary>
    public void MarkCut() => cut = Length > 0;

    /// <summary>Goes to a new line; what comes is <paramref name="next"/>. <paramref name="breakAt"/> is where the old line ended.</summary>
    public void Join(int breakAt, ReadOnlySpan<char> next, bool wordGoesOn = false)
    {
        if (Length == 0 || text[Length - 1] == ' ' || wordGoesOn || next.IsEmpty || !NeedsBlank(Text, next))
        {
            return;
        }

        // the blank stands for the end of the old line: what was cut out stands after it
        var after = cut;
        cut = false;
        Put(' ', breakAt);
        cut = after;
    }

    /// <summary>Adds a part of a line, cleaned.</summary>
    public void Append(int start, int end)
    {
        var part = script.Text.AsSpan(start, end - start);
        if (part.IndexOfAnyExcept(Plain) < 0 && part.IndexOf("  ") < 0)
        {
            PutRun(part, start);
            return;
        }

        for (var i = 0; i < part.Length; i++)
        {
            i += AppendSpecial(part, i, start);
        }
    }

    public string Slice(int from, int until) => new(text, from, until - from);

    /// <summary>The map of a part of the text.</summary>
    public OffsetMap Map(int from, int until)
    {
        var inside = ImmutableArray.CreateBuilder<OffsetRun>(runs.Count);
        foreach (var run in runs)
        {
            var (start, end) = (Math.Max(run.CleanStart, from), Math.Min(run.CleanStart + run.Length, until));
            if (start < end)
            {
                inside.Add(new(start - from, run.FileStart + start - run.CleanStart, end - start, run.Cut && start == run.CleanStart && start > from));
            }
        }

        return new(inside.DrainToImmutable());
    }

    /// <summary>Figures of a part of the text whose digits were restored or are damaged.</summary>
    public ImmutableArray<TextSpan> Doubtful(int from, int until)
    {
        DamagedFigures.Find(Text[from..until], from, doubtful);
        return doubtful.Count == 0 ? [] :
        [
            .. doubtful.Where(d => d.Start >= from && d.End <= until).Select(d => new TextSpan(d.Start - from, d.End - from)).Distinct().OrderBy(d => d.Start),
        ];
    }

    private static bool NeedsBlank(ReadOnlySpan<char> before, ReadOnlySpan<char> next) =>
        before[^1] != '-' || before.Length < 2 || before[^2] is '-' or ' ' || IsSuspended(next);

    // pre- / and post-departure
    internal static bool IsSuspended(ReadOnlySpan<char> next)
    {
        var words = new Words(next);
        return words.MoveNext() && (words.Current.Equals("and", StringComparison.OrdinalIgnoreCase) || words.Current.Equals("or", StringComparison.OrdinalIgnoreCase)
            || words.Current.Equals("to", StringComparison.OrdinalIgnoreCase) || words.Current.Equals("nor", StringComparison.OrdinalIgnoreCase)
            || words.Current.Equals("but", StringComparison.OrdinalIgnoreCase) || words.Current is "&");
    }

    // returns how many characters more than one were used
    private int AppendSpecial(ReadOnlySpan<char> part, int i, int start)
    {
        var c = part[i];
        if (c == '[' && Residue.Length(part[i..], out var label) is > 0 and var length)
        {
            HasResidue = true;
            AppendLabel(part[(i + length)..], label, start + i + 1);
            return length - 1;
        }

        if (c == '&' && Entity(part[i..], out var decoded) is > 0 and var width)
        {
            HasEntity = true;
            foreach (var d in decoded)
            {
                PutUnmapped(d is '\u00A0' ? ' ' : d, d == '&' ? start + i : -1);
            }

            cut = true;
            return width - 1;
        }

        if (c is ' ' or '\t' or '\u00A0')
        {
            if (Length > 0 && text[Length - 1] != ' ')
            {
                Put(' ', start + i);
            }
        }
        else if (c is '\u00B6' or '\u00AD' or '\u200B' or '\uFEFF')
        {
            cut = true;
        }
        else if (char.IsControl(c))
        {
            (HasGarble, cut) = (true, true);
        }
        else
        {
            HasGarble |= c == '\uFFFD';
            Put(c, start + i);
        }

        return 0;
    }

    private void AppendLabel(ReadOnlySpan<char> after, ReadOnlySpan<char> label, int labelAt)
    {
        var numeric = !label.ContainsAnyExceptInRange('0', '9');
        var digits = 0;
        while (digits < after.Length && (char.IsAsciiDigit(after[digits]) || (after[digits] is ',' or '.' && digits + 1 < after.Length && char.IsAsciiDigit(after[digits + 1]))))
        {
            digits++;
        }

        cut = Length > 0;
        if (numeric && digits > 0)
        {
            // the residue stands for a pilcrow; the figure after it may have lost digits
            doubtful.Add(new(Length, Length + digits));
            return;
        }

        if (numeric)
        {
            doubtful.Add(new(Length, Length + label.Length));
        }

        for (var i = 0; i < label.Length; i++)
        {
            Put(label[i], labelAt + i);
        }

        cut = true;
    }

    private static int Entity(ReadOnlySpan<char> text, out string decoded)
    {
        decoded = "";
        var end = text[..Math.Min(text.Length, 12)].IndexOf(';');
        if (end < 2 || !(text[1] == '#' || char.IsAsciiLetter(text[1])) || text[1..end].Contains(' '))
        {
            return 0;
        }

        var entity = text[..(end + 1)].ToString();
        decoded = WebUtility.HtmlDecode(entity);
        return decoded != entity ? end + 1 : 0;
    }

    private void PutUnmapped(char c, int at)
    {
        if (at >= 0)
        {
            Put(c, at);
            return;
        }

        Room(1);
        text[Length++] = c;
    }

    private void Put(char c, int at)
    {
        Room(1);
        AddRun(script.CodePoint(at), 1, char.IsLowSurrogate(c));
        text[Length++] = c;
    }

    private void PutRun(ReadOnlySpan<char> part, int at)
    {
        if (part.IsEmpty)
        {
            return;
        }

        Room(part.Length);
        AddRun(script.CodePoint(at), part.Length, apart: false);
        part.CopyTo(text.AsSpan(Length));
        Length += part.Length;
    }

    private void AddRun(int filePoint, int length, bool apart)
    {
        if (runs.Count > 0 && !cut && !apart && runs[^1] is var last
            && last.CleanStart + last.Length == Length && last.FileStart + last.Length == filePoint)
        {
            runs[^1] = last with { Length = last.Length + length };
        }
        else
        {
            runs.Add(new(Length, filePoint, length, cut));
        }

        cut = false;
    }

    private void Room(int more)
    {
        if (Length + more > text.Length)
        {
            Array.Resize(ref text, Math.Max(text.Length * 2, Length + more));
        }
    }
}
