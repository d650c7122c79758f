using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Sources;

/// <summary>What became of a paragraph.</summary>
public enum ParagraphChange
{
    /// <summary>The same words at the same place.</summary>
    Same,

    /// <summary>The same words at another place.</summary>
    Moved,

    /// <summary>Some of its words were changed.</summary>
    Changed,

    /// <summary>It is only in the later version.</summary>
    Inserted,

    /// <summary>It is only in the earlier version.</summary>
    Deleted,
}

/// <summary>What became of a stretch of text.</summary>
public enum TextChange
{
    /// <summary>In both.</summary>
    Same,

    /// <summary>Only in the later.</summary>
    Inserted,

    /// <summary>Only in the earlier.</summary>
    Deleted,
}

/// <summary>A stretch of text that is in both versions or in one.</summary>
/// <param name="Change">In which.</param>
/// <param name="Text">As it stands there; of what is in both, as the later has it.</param>
public readonly record struct ComparedText(TextChange Change, string Text);

/// <summary>A paragraph in two versions.</summary>
/// <param name="Change">What became of it.</param>
/// <param name="Earlier">Its number in the earlier version, from 0; null when it is not there.</param>
/// <param name="Later">Its number in the later version, from 0; null when it is not there.</param>
public readonly record struct ComparedParagraph(ParagraphChange Change, int? Earlier, int? Later);

/// <summary>Compares two versions of a text: paragraph by paragraph, and of two paragraphs word by word. What is no word (a line break, another dash) is no change.</summary>
public static class Comparing
{
    private const int MostWords = 3_000;

    /// <summary>Every paragraph of both, in the order of the later version; what is not there stands where it stood.</summary>
    public static ImmutableArray<ComparedParagraph> Paragraphs(IReadOnlyList<VersionParagraph> earlier, IReadOnlyList<VersionParagraph> later)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        var pair = new VersionPair(earlier, later);
        var made = ImmutableArray.CreateBuilder<ComparedParagraph>();
        var gone = 0;
        for (var l = 0; l < later.Count; l++)
        {
            var e = pair.Pairs.EarlierOf[l];
            if (e == ParagraphPairs.None)
            {
                made.Add(new ComparedParagraph(ParagraphChange.Inserted, null, l));
                continue;
            }

            var inOrder = pair.Pairs.InOrder[e];
            for (; inOrder && gone < e; gone++)
            {
                AddGone(pair, gone, made);
            }

            made.Add(new ComparedParagraph(!pair.AreSame(e, l) ? ParagraphChange.Changed : inOrder ? ParagraphChange.Same : ParagraphChange.Moved, e, l));
        }

        for (; gone < earlier.Count; gone++)
        {
            AddGone(pair, gone, made);
        }

        return made.ToImmutable();
    }

    /// <summary>
    /// What was taken out and put in, word by word. Joined, what is not inserted has the words of the earlier text, and what is not deleted is the later text. A
    /// very long text is compared at its ends only.
    /// </summary>
    public static ImmutableArray<ComparedText> Words(string earlier, string later)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        var numbers = new WordNumbers();
        var (was, now) = (numbers.Of(earlier), numbers.Of(later));
        var made = new List<ComparedText>();
        if (was.IsEmpty || now.IsEmpty)
        {
            Add(made, TextChange.Deleted, earlier == later ? "" : earlier);
            Add(made, earlier == later ? TextChange.Same : TextChange.Inserted, later);
            return [.. made];
        }

        var kept = Kept(was, now);
        var (e, l) = (0, 0);
        foreach (var (i, j) in kept.Append((was.Length, now.Length)))
        {
            Add(made, TextChange.Deleted, earlier[Begin(earlier, was, e)..Begin(earlier, was, Math.Max(e, i))]);
            Add(made, TextChange.Inserted, later[Begin(later, now, l)..Begin(later, now, Math.Max(l, j))]);
            Add(made, TextChange.Same, later[Begin(later, now, j)..Begin(later, now, j + 1)]);
            (e, l) = (i + 1, j + 1);
        }

        return [.. made];
    }

    private static void AddGone(VersionPair pair, int e, ImmutableArray<ComparedParagraph>.Builder made)
    {
        if (pair.Pairs.LaterOf[e] == ParagraphPairs.None)
        {
            made.Add(new ComparedParagraph(ParagraphChange.Deleted, e, null));
        }
    }

    private static void Add(List<ComparedText> made, TextChange change, string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (made.Count > 0 && made[^1].Change == change)
        {
            made[^1] = new ComparedText(change, made[^1].Text + text);
        }
        else
        {
            made.Add(new ComparedText(change, text));
        }
    }

    /// <summary>A word owns what stands between it and the next one; the first also what stands before it.</summary>
    private static int Begin(string text, ImmutableArray<TextWord> words, int word) => word == 0 ? 0 : word < words.Length ? words[word].Start : text.Length;

    private static List<(int Earlier, int Later)> Kept(ImmutableArray<TextWord> was, ImmutableArray<TextWord> now)
    {
        var first = 0;
        while (first < was.Length && first < now.Length && was[first].Written == now[first].Written)
        {
            first++;
        }

        var last = 0;
        while (last < was.Length - first && last < now.Length - first && was[^(last + 1)].Written == now[^(last + 1)].Written)
        {
            last++;
        }

        var kept = Enumerable.Range(0, first).Select(i => (i, i)).ToList();
        var (rows, columns) = (was.Length - first - last, now.Length - first - last);
        if (rows > 0 && columns > 0 && (long)rows * columns <= (long)MostWords * MostWords)
        {
            kept.AddRange(Middle(was.AsSpan(first, rows), now.AsSpan(first, columns)).Select(k => (k.Earlier + first, k.Later + first)));
        }

        kept.AddRange(Enumerable.Range(0, last).Select(i => (was.Length - last + i, now.Length - last + i)));
        return kept;
    }

    /// <summary>The longest common run of words (Wagner and Fischer).</summary>
    private static List<(int Earlier, int Later)> Middle(ReadOnlySpan<TextWord> was, ReadOnlySpan<TextWord> now)
    {
        var width = now.Length + 1;
        var length = new ushort[(was.Length + 1) * width];
        for (var i = was.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
            {
                length[(i * width) + j] = was[i].Written == now[j].Written
                    ? (ushort)(length[((i + 1) * width) + j + 1] + 1)
                    : Math.Max(length[((i + 1) * width) + j], length[(i * width) + j + 1]);
            }
        }

        var kept = new List<(int, int)>();
        for (int i = 0, j = 0; i < was.Length && j < now.Length;)
        {
            if (was[i].Written == now[j].Written)
            {
                kept.Add((i++, j++));
            }
            else if (length[((i + 1) * width) + j] >= length[(i * width) + j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return kept;
    }
}
