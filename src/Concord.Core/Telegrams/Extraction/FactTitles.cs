using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>The shortest words that name a fact.</summary>
internal static class FactTitles
{
    private const int Longest = 12;

    /// <summary>The noun phrase without its article, with what directly qualifies it (<c>by-law on recruitment agencies</c>); else the clause cut short.</summary>
    /// <param name="passage">The paragraph.</param>
    /// <param name="about">What the fact is about.</param>
    /// <param name="quote">The words that state it.</param>
    /// <param name="dates">The dates in the paragraph.</param>
    /// <param name="verb">The first token of its verb: no part of a name.</param>
    public static string Of(Passage passage, NounPhrase? about, TokenRange quote, ImmutableArray<TextSpan> dates, int verb)
    {
        if (about?.Head is null || !quote.Holds(about.First))
        {
            return passage.TextOf(quote.First, Math.Min(quote.End, quote.First + Longest));
        }
        var first = about.First;
        while (first < about.End - 1 && passage.Tags[first] == Tag.Det && passage.Tokens[first].Lower is "a" or "an" or "the" or "its" or "their" or "this" or "that")
        {
            first++;
        }
        var stop = verb > about.First ? Math.Min(quote.End, verb) : quote.End;
        var end = Qualified(passage, about.End, first + Longest, stop, dates, "on", "for", "of", "against", "to");
        end = end > about.End ? Qualified(passage, end, first + Longest, stop, dates, "of", "against", "between") : end;
        return passage.TextOf(first, end);
    }

    /// <summary>After one of these prepositions and the nouns it governs; where it stood when none follows, or a date does: <c>on April 2</c> is no part of a name.</summary>
    private static int Qualified(Passage passage, int from, int limit, int quoteEnd, ImmutableArray<TextSpan> dates, params ReadOnlySpan<string> prepositions)
    {
        if (from + 1 >= quoteEnd || !prepositions.Contains(passage.Tokens[from].Lower) || IsDate(passage, from + 1, dates))
        {
            return from;
        }
        var end = from + 1;
        while (end < quoteEnd && end < limit && passage.Tags[end] is Tag.Open or Tag.Adj or Tag.Det or Tag.Conj && passage.Tokens[end].Shape == Shape.Word && !IsDate(passage, end, dates))
        {
            end++;
        }
        while (end > from && passage.Tags[end - 1] is Tag.Conj or Tag.Prep or Tag.Det)
        {
            end--;
        }
        return end;
    }

    private static bool IsDate(Passage passage, int token, ImmutableArray<TextSpan> dates)
    {
        foreach (var date in dates)
        {
            if (date.Overlaps(new TextSpan(passage.Tokens[token].Start, passage.Tokens[token].End)))
            {
                return true;
            }
        }
        return false;
    }
}
