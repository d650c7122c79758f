namespace Concord.Core.Telegrams.Extraction;

/// <summary>The shortest words that name a fact.</summary>
internal static class FactTitles
{
    private const int Longest = 12;

    /// <summary>The noun phrase without its article, with what directly qualifies it (<c>by-law on recruitment agencies</c>); else the clause cut short.</summary>
    public static string Of(Passage passage, NounPhrase? about, TokenRange quote)
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
        var end = about.End;
        if (end < quote.End && passage.Tokens[end].Lower is "on" or "for" or "of" or "against" or "to")
        {
            end++;
            while (end < quote.End && end < first + Longest && passage.Tags[end] is Tag.Open or Tag.Adj or Tag.Det or Tag.Conj && passage.Tokens[end].Shape == Shape.Word)
            {
                end++;
            }
            while (end > about.End && passage.Tags[end - 1] is Tag.Conj or Tag.Prep or Tag.Det)
            {
                end--;
            }
        }
        return passage.TextOf(first, end);
    }
}
