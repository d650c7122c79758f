using System.Collections.Immutable;

namespace Concord.Core.Sources;

/// <summary>A paragraph, or a piece of one, in a part of a text. Positions are Unicode code points.</summary>
/// <param name="Paragraph">Its place in the order of paragraphs.</param>
/// <param name="From">Where the piece begins.</param>
/// <param name="To">Where it ends, half open.</param>
public readonly record struct TextPiece(int Paragraph, int From, int To);

/// <summary>A text that is too long for one page in parts: whole paragraphs as long as they fit, a longer one in pieces.</summary>
public static class TextParts
{
    /// <summary>The longest part: some twenty printed pages.</summary>
    public const int Longest = 60_000;

    /// <summary>A paragraph costs as much as so many characters besides its own, for all that is shown around it.</summary>
    public const int Around = 300;

    /// <summary>Within so many characters behind it a cut is moved to a blank.</summary>
    public const int Slack = 200;

    /// <summary>The parts of paragraphs of these lengths; one part at least.</summary>
    public static ImmutableArray<ImmutableArray<TextPiece>> Of(IReadOnlyList<int> lengths)
    {
        ArgumentNullException.ThrowIfNull(lengths);
        var parts = ImmutableArray.CreateBuilder<ImmutableArray<TextPiece>>();
        var part = ImmutableArray.CreateBuilder<TextPiece>();
        var left = Longest;
        for (var i = 0; i < lengths.Count; i++)
        {
            for (var from = 0; from == 0 || from < lengths[i]; from += Longest)
            {
                var to = Math.Min(lengths[i], from + Longest);
                if (part.Count > 0 && to - from + Around > left)
                {
                    parts.Add(part.DrainToImmutable());
                    left = Longest;
                }

                part.Add(new TextPiece(i, from, to));
                left -= to - from + Around;
            }
        }

        parts.Add(part.DrainToImmutable());
        return parts.ToImmutable();
    }

    /// <summary>The number of the part in which a position of a paragraph stands, from 0; the first when in none.</summary>
    public static int Holding(ImmutableArray<ImmutableArray<TextPiece>> parts, int paragraph, int position)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].Any(p => p.Paragraph == paragraph && (position < p.To || p.To == p.From)))
            {
                return i;
            }
        }

        return 0;
    }

    /// <summary>
    /// A piece without the halves of words at its ends. Given are the text from where the piece begins and for <see cref="Slack"/> characters behind
    /// its end; a cut is moved to behind the next blank, if there is one near, so that what one piece leaves out the next one holds.
    /// </summary>
    /// <param name="text">From <see cref="TextPiece.From"/> on.</param>
    /// <param name="piece">Which piece it is.</param>
    /// <param name="isLast">Nothing of the paragraph follows.</param>
    /// <returns>The text of the piece, and the position of its first character in the paragraph.</returns>
    public static (string Text, int From) Trim(string text, TextPiece piece, bool isLast)
    {
        ArgumentNullException.ThrowIfNull(text);
        var start = piece.From == 0 ? 0 : BehindBlank(text, 0);
        var end = isLast ? text.Length : BehindBlank(text, CodePoints.Utf16(text, piece.To - piece.From));
        return (text[start..Math.Max(start, end)], piece.From + CodePoints.Count(text.AsSpan(0, start)));
    }

    private static int BehindBlank(string text, int at)
    {
        var blank = text.AsSpan(at, Math.Min(Slack, text.Length - at)).IndexOf(' ');
        return blank < 0 ? at : at + blank + 1;
    }
}
