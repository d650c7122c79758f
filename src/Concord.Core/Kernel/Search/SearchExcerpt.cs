using System.Collections.Immutable;

namespace Concord.Core.Kernel.Search;

/// <summary>The sentence of a text in which a question is answered best.</summary>
/// <param name="Span">The sentence, or what of a long one stands round the first words found.</param>
/// <param name="Found">The words found in it, ascending, apart from each other.</param>
public sealed record SearchExcerpt(TextSpan Span, ImmutableArray<TextSpan> Found)
{
    private const int Longest = 320;
    private const int Before = 120;

    /// <summary>The first of the sentences with most of the question's terms; the beginning of the text when none has any.</summary>
    public static SearchExcerpt Of(string text, SearchQuery query, ImmutableArray<NamedCountry> countries)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(query);
        var tokens = SearchTokens.Of(text, countries);
        var byTerm = query.Terms.Select(t => Apart(Spans(tokens, t))).ToImmutableArray();
        var found = Apart(byTerm.SelectMany(s => s));
        var sentences = Sentences(text);
        var terms = new int[sentences.Count];
        foreach (var sentence in byTerm.SelectMany(spans => spans.Select(s => Holding(sentences, s.Start)).Distinct()))
        {
            terms[sentence]++;
        }

        var best = sentences.Count == 0 ? default : sentences[Array.IndexOf(terms, terms.Max())];
        var inside = found.Where(best.Contains).ToImmutableArray();
        var shown = Short(text, best, inside.IsEmpty ? best.Start : inside[0].Start);
        return new SearchExcerpt(shown, [.. inside.Where(shown.Contains)]);
    }

    /// <summary>All words of a text that answer the question, ascending, apart from each other.</summary>
    public static ImmutableArray<TextSpan> Words(string text, SearchQuery query, ImmutableArray<NamedCountry> countries)
    {
        ArgumentNullException.ThrowIfNull(query);
        var tokens = SearchTokens.Of(text, countries);
        return Apart(query.Terms.SelectMany(t => Spans(tokens, t)));
    }

    private static IEnumerable<TextSpan> Spans(ImmutableArray<SearchToken> tokens, SearchTerm term)
    {
        foreach (var phrase in term.AnyOf)
        {
            var parts = phrase.Elements.Select(e => tokens
                .Where(t => e.IsBeginning ? t.Text.StartsWith(e.Token, StringComparison.Ordinal) : t.Text == e.Token)
                .GroupBy(t => t.Position - e.Offset)
                .ToDictionary(g => g.Key, g => g.First().Span)).ToList();
            foreach (var (at, first) in parts[0])
            {
                if (parts.All(p => p.ContainsKey(at)))
                {
                    yield return new TextSpan(first.Start, Math.Max(parts[^1][at].End, first.End));
                }
            }
        }
    }

    private static ImmutableArray<TextSpan> Apart(IEnumerable<TextSpan> spans)
    {
        var made = ImmutableArray.CreateBuilder<TextSpan>();
        foreach (var span in spans.OrderBy(s => s.Start).ThenByDescending(s => s.End))
        {
            if (made.Count > 0 && span.Start < made[^1].End)
            {
                made[^1] = new TextSpan(made[^1].Start, Math.Max(made[^1].End, span.End));
            }
            else
            {
                made.Add(span);
            }
        }

        return made.ToImmutable();
    }

    /// <summary>One after another, without the spaces between them.</summary>
    private static List<TextSpan> Sentences(string text)
    {
        var made = new List<TextSpan>();
        for (var (start, i) = (0, 0); i < text.Length; i++)
        {
            start = start == i && char.IsWhiteSpace(text[i]) ? i + 1 : start;
            if (start <= i && (i + 1 == text.Length || Ends(text, i)))
            {
                made.Add(new TextSpan(start, i + 1));
                start = i + 1;
            }
        }

        return made;
    }

    /// <summary>The last sentence that begins at or before the position.</summary>
    private static int Holding(List<TextSpan> sentences, int at)
    {
        var found = sentences.BinarySearch(new TextSpan(at, at), Comparer<TextSpan>.Create((a, b) => a.Start.CompareTo(b.Start)));
        return found >= 0 ? found : Math.Max(0, ~found - 1);
    }

    /// <summary>A full stop of any script; that of Latin letters only before a space and after no single capital.</summary>
    private static bool Ends(string text, int at) => text[at] switch
    {
        '\u3002' or '\uFF01' or '\uFF1F' or '\u104B' or '\u17D4' or '\u17D5' => true,
        '.' or '!' or '?' => at + 1 == text.Length || (char.IsWhiteSpace(text[at + 1]) && !(at > 0 && char.IsUpper(text[at - 1]) && (at == 1 || !char.IsLetter(text[at - 2])))),
        _ => false,
    };

    private static TextSpan Short(string text, TextSpan sentence, int found)
    {
        if (sentence.Length <= Longest)
        {
            return sentence;
        }

        var start = found - Before <= sentence.Start ? sentence.Start : Gap(text, found - Before, found);
        var end = start + Longest >= sentence.End ? sentence.End : Gap(text, start + Longest, sentence.End);
        return new TextSpan(start, Math.Min(end, start + Longest + Before));
    }

    /// <summary>The next space, if it is near; never the middle of a pair.</summary>
    private static int Gap(string text, int at, int last)
    {
        for (var i = at; i < Math.Min(last, at + 40); i++)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                return i + 1;
            }
        }

        return at < text.Length && char.IsLowSurrogate(text[at]) ? at + 1 : at;
    }
}
