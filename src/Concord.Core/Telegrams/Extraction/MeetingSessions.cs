using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Telegrams.Gazetteers;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>Sessions that a rule of admission is told of: <c>limited to city officials</c>, <c>closed to the press</c>, and who could not attend.</summary>
internal static class MeetingSessions
{
    internal static void Read(Paragraph paragraph, DateContext days, List<MeetingMention> found)
    {
        var text = paragraph.Text;
        if (!text.AsSpan().ContainsAnyInRange('a', 'z')) return;
        var place = found.Count > 0 ? found[0].Place : null;
        ImmutableArray<DatePhrase>? phrases = null;
        foreach (var sentence in Prose.SentencesOf(text))
            for (var i = sentence.Start; i < sentence.End; i++)
            {
                if (!PhraseTable<bool>.IsWordStart(text, i)) continue;
                var (length, takesWhom) = MeetingWords.RuleAt(text, i);
                if (length == 0) continue;
                var end = takesWhom ? EndOfWhom(text, sentence, i + length) : i + length;
                phrases ??= DatePhrases.Find(text, days, _ => Tense.Past);
                Rule(paragraph, sentence, new TextSpan(i, end), i + length, takesWhom, phrases.Value, place, found);
                i = end - 1;
            }
    }

    private static void Rule(
        Paragraph paragraph, TextSpan sentence, TextSpan rule, int whom, bool takesWhom, ImmutableArray<DatePhrase> phrases, string? place, List<MeetingMention> found)
    {
        var text = paragraph.Text;
        var words = Prose.WordsOf(text[sentence.Start..rule.Start]);
        var noun = words.Length - 1;
        while (noun >= 0 && !MeetingWords.IsSession(words[noun].Text.ToLowerInvariant())) noun--;
        if (noun < 0) return;
        var (first, last) = Noun(text, sentence, words, noun);
        var name = text[(sentence.Start + words[first].Start)..(sentence.Start + words[last].End)];
        var written = text[rule.Start..rule.End];
        if (written.StartsWith("was ", StringComparison.OrdinalIgnoreCase)) written = written[4..];
        else if (written.StartsWith("were ", StringComparison.OrdinalIgnoreCase)) written = written[5..];
        if (found.Count > 0 && first == last && words[noun].Text.ToLowerInvariant() is "opening" or "closing" or "meeting" or "conference" or "dialogue" or "forum" or "talks" or "workshop" or "seminar" or "summit")
        {
            var whole = words[noun].Text.ToLowerInvariant() is "opening" or "closing" ? words[noun].Text.ToLowerInvariant() + " " + written : written;
            found[0] = found[0] with
            {
                AdmissionRule = found[0].AdmissionRule is null ? whole : found[0].AdmissionRule + "; " + whole,
                CouldNotAttend = found[0].CouldNotAttend.AddRange(KeptOut(text, rule, whom, takesWhom, [])),
            };
            return;
        }

        var excluded = Exclusion(text, sentence, rule.End);
        var kept = KeptOut(text, rule, whom, takesWhom, excluded is { } e ? [e.Who] : []);
        var start = first > 0 && words[first - 1].Text is "the" or "The" or "a" or "A" ? words[first - 1].Start : words[first].Start;
        var span = new TextSpan(sentence.Start + start, excluded?.End ?? rule.End);
        found.Add(new MeetingMention(
            name, Meetings.Dated(Date(phrases, span, sentence)), place, written, kept, new Anchor(paragraph.Id, span, text[span.Start..span.End])) { IsSession = true });
    }

    /// <summary>The session's name: from the article to the noun, and <c>of the meeting</c> after it.</summary>
    private static (int First, int Last) Noun(string text, TextSpan sentence, ImmutableArray<Wordlet> words, int noun)
    {
        var first = noun;
        while (first > 0 && IsBlank(text, sentence, words, first)
            && words[first - 1].Text is not ("the" or "The" or "a" or "A" or "an" or "An" or "in" or "on" or "at" or "during" or "During" or "of" or "that" or "but" or "After" or "In" or "At" or "while" or "each" or "its" or "was" or "were" or "attended" or "held")
            && !(words[first - 1].Text == "and" && (first < 2 || words[first - 2].Text != "question"))) first--;
        var last = noun;
        if (words[noun].Text is "day" or "part" or "session" or "segment" or "round" or "afternoon" or "morning" && noun + 1 < words.Length && words[noun + 1].Text == "of")
        {
            last = noun + 1;
            while (last + 1 < words.Length && IsBlank(text, sentence, words, last + 1) && (words[last + 1].Text == "the" || words[last + 1].IsCapital || MeetingWords.IsSession(words[last + 1].Text))) last++;
            if (last == noun + 1) last = noun;
        }

        return (first, last);
    }

    private static bool IsBlank(string text, TextSpan sentence, ImmutableArray<Wordlet> words, int at) =>
        at > 0 && text[(sentence.Start + words[at - 1].End)..(sentence.Start + words[at].Start)] is " ";

    private static int EndOfWhom(string text, TextSpan sentence, int at)
    {
        var end = ClauseSpans.End(text, sentence, at);
        foreach (var stop in (ReadOnlySpan<string>)[" and was ", " and were ", " but ", " while ", " because ", " as ", " when ", " on ", " in ", " so "])
        {
            var cut = text.IndexOf(stop, at, end - at, StringComparison.Ordinal);
            if (cut > 0 && !(stop is " but " && IsException(text, at, cut))) end = cut;
        }

        return end;
    }

    /// <summary><c>closed to everyone but heads of delegation</c>, <c>open to consulates but not to the press</c>.</summary>
    private static bool IsException(string text, int whom, int but) =>
        text.AsSpan(but).StartsWith(" but not ") || text.AsSpan(whom, but - whom).Trim() is "everyone" or "everybody" or "all" or "anyone" or "anybody" or "all others";

    private static (string Who, int End)? Exclusion(string text, TextSpan sentence, int from)
    {
        var (at, length) = MeetingWords.Exclusion(text, from, sentence.End);
        if (at < 0) return null;
        var start = ClauseSpans.Start(text, sentence, at);
        var who = text[Math.Min(start, at)..at].Trim(' ', ',');
        return who.Length == 0 ? null : (WithoutArticle(who), at + length);
    }

    private static ImmutableArray<string> KeptOut(string text, TextSpan rule, int whom, bool takesWhom, ImmutableArray<string> excluded) =>
        takesWhom && text.AsSpan(rule.Start).StartsWith("closed to", StringComparison.OrdinalIgnoreCase) && whom < rule.End
            ? [WithoutArticle(text[whom..rule.End].Trim()), .. excluded]
            : excluded;

    private static string WithoutArticle(string who) => who.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? who[4..] : who;

    /// <summary>The date inside the quote, else the nearest before it in the sentence.</summary>
    private static DatePhrase? Date(ImmutableArray<DatePhrase> phrases, TextSpan span, TextSpan sentence)
    {
        DatePhrase? before = null;
        foreach (var phrase in phrases)
        {
            if (phrase.When is null || !sentence.Overlaps(phrase.Span)) continue;
            if (span.Overlaps(phrase.Span)) return phrase;
            if (phrase.Span.End <= span.Start) before = phrase;
        }

        return before;
    }
}
