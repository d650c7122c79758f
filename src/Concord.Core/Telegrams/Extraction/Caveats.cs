using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Telegrams.Gazetteers;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>What limits the reading of a telegram: who was kept out, who says it, what is hedged or unconfirmed. The rules are <c>caveats.tsv</c>.</summary>
internal static class Caveats
{
    private static readonly PhraseTable<Rule> Rules = new(
        Tsv.Rows("caveats.tsv").Select(r => (r[0], new Rule(r[1], r[2]))), Casing.Any);

    private static readonly string[] Accounts = ["account", "summar", "what follows", "figure", "figures", "information", "report", "following", "below", "paragraph", "description", "highlights"];

    private sealed record Rule(string Type, string Extent);

    /// <summary>All caveats, in the order of the text. Total; linear.</summary>
    internal static ImmutableArray<Caveat> Find(Telegram telegram)
    {
        var found = ImmutableArray.CreateBuilder<Caveat>();
        foreach (var paragraph in telegram.Paragraphs)
        {
            var text = paragraph.Text;
            if (!text.AsSpan().ContainsAnyInRange('a', 'z')) continue;
            var first = found.Count;
            foreach (var sentence in Prose.SentencesOf(text))
                for (var i = sentence.Start; i < sentence.End; i++)
                {
                    if (!PhraseTable<Rule>.IsWordStart(text, i)) continue;
                    var (length, rule) = Rules.At(text, i);
                    if (length == 0) continue;
                    if (Extent(text, sentence, new TextSpan(i, i + length), rule!) is { } span && !IsKnown(found, first, rule!.Type, span))
                        found.Add(new Caveat(rule.Type, new Anchor(paragraph.Id, span, text[span.Start..span.End])));
                    i += length - 1;
                }
        }

        return found.ToImmutable();
    }

    /// <summary>Words that hedge stand in the text, or say that nobody confirmed it.</summary>
    internal static bool IsHedged(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (PhraseTable<Rule>.IsWordStart(text, i) && Rules.At(text, i) is { Length: > 0 and var length, Value: { Type: "hedge" or "unconfirmed" } rule }
                && Extent(text, new TextSpan(0, text.Length), new TextSpan(i, i + length), rule) is not null)
                return true;
        return false;
    }

    private static bool IsKnown(ImmutableArray<Caveat>.Builder found, int first, string type, TextSpan span)
    {
        for (var i = first; i < found.Count; i++)
            if (found[i].Type == type && found[i].Anchor.Span.Overlaps(span))
                return true;
        return false;
    }

    private static TextSpan? Extent(string text, TextSpan sentence, TextSpan phrase, Rule rule) => rule.Extent switch
    {
        "word" => phrase,
        "clause" => ClauseSpans.Around(text, sentence, phrase),
        "onward" => new TextSpan(phrase.Start, ClauseSpans.End(text, sentence, phrase.End)),
        "subject" when rule.Type == "source" && Protects(text, sentence) => null,
        "subject" => new TextSpan(ClauseSpans.Start(text, sentence, phrase.Start), phrase.End),
        "verb" => char.IsLower(text[phrase.Start]) ? VerbFrom(text, sentence, phrase) : null,
        "admitted" => IsAdmitted(text, sentence, phrase) ? ClauseSpans.Around(text, sentence, phrase) : null,
        "shut" => IsShutOut(text, sentence, phrase) ? ClauseSpans.Around(text, sentence, phrase) : null,
        "claim" => IsClaim(text, sentence, phrase) ? new TextSpan(ClauseSpans.Start(text, sentence, phrase.Start), phrase.End) : null,
        "account" => IsAccount(text, sentence, phrase) ? ClauseSpans.WithoutStop(text, sentence) : null,
        _ => Bracket(text, phrase),
    };

    private static bool Protects(string text, TextSpan sentence) =>
        SourceProtection.IsAsked(text, sentence) || text.AsSpan(sentence.Start, sentence.Length).Contains("not be used", StringComparison.Ordinal);

    /// <summary><c>NGOs were admitted on the first day only</c>.</summary>
    private static bool IsAdmitted(string text, TextSpan sentence, TextSpan phrase)
    {
        var before = text.AsSpan(sentence.Start, phrase.Start - sentence.Start);
        return before.Contains("admitted", StringComparison.Ordinal) || before.Contains("open to", StringComparison.Ordinal) || before.Contains("could attend", StringComparison.Ordinal)
            || before.Contains("allowed in", StringComparison.Ordinal) || before.Contains("let in", StringComparison.Ordinal) || before.Contains("invited", StringComparison.Ordinal);
    }

    /// <summary><c>neither the press nor NGOs could attend</c>.</summary>
    private static bool IsShutOut(string text, TextSpan sentence, TextSpan phrase)
    {
        var after = text.AsSpan(phrase.End, sentence.End - phrase.End);
        return after.Contains(" nor ", StringComparison.Ordinal)
            && (after.Contains("attend", StringComparison.Ordinal) || after.Contains("admitted", StringComparison.Ordinal) || after.Contains("invited", StringComparison.Ordinal)
                || after.Contains("allowed in", StringComparison.Ordinal) || after.Contains("let in", StringComparison.Ordinal));
    }

    /// <summary>A verb with somebody who claims before it; <c>the claims of victims</c> are none.</summary>
    private static bool IsClaim(string text, TextSpan sentence, TextSpan phrase) =>
        phrase.End < sentence.End && text.AsSpan(phrase.End, sentence.End - phrase.End) is var after
        && (after.StartsWith(" that ") || after.StartsWith(" to have ") || after.StartsWith(" to be "));

    private static bool IsAccount(string text, TextSpan sentence, TextSpan phrase)
    {
        var before = text.AsSpan(sentence.Start, phrase.Start - sentence.Start);
        foreach (var word in Accounts)
            if (before.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    /// <summary>The verb with what stands between: <c>may also open</c>.</summary>
    private static TextSpan? VerbFrom(string text, TextSpan sentence, TextSpan phrase)
    {
        var end = phrase.End;
        while (end < sentence.End && text[end] == ' ')
        {
            var start = end + 1;
            var stop = start;
            while (stop < sentence.End && PhraseTable<Rule>.IsWordChar(text[stop])) stop++;
            if (stop == start) return end > phrase.End ? new TextSpan(phrase.Start, end) : null;
            end = stop;
            if (text[start..stop] is not ("not" or "also" or "well" or "still" or "soon" or "now" or "be" or "have" or "been" or "yet" or "never" or "even" or "only")) break;
        }

        return end > phrase.End ? new TextSpan(phrase.Start, end) : null;
    }

    /// <summary>The bracket that the phrase opens, to the one that closes it.</summary>
    private static TextSpan? Bracket(string text, TextSpan phrase)
    {
        if (phrase.Start == 0 || text[phrase.Start - 1] is not ('(' or '[')) return null;
        var close = text.IndexOfAny([')', ']'], phrase.End);
        return close < 0 ? null : new TextSpan(phrase.Start - 1, close + 1);
    }
}
