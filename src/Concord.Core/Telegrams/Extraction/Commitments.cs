using System.Collections.Frozen;
using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Telegrams.Gazetteers;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>
/// Somebody undertook something: <c>pledged</c>, <c>promised</c>, <c>undertook</c>, <c>vowed</c>, <c>committed to</c>, <c>agreed to do</c> or in principle,
/// <c>reaffirmed a commitment</c>, and in quoted text what parties shall or will do. Never in the passive, never denied.
/// </summary>
internal static class Commitments
{
    private static readonly FrozenSet<string> Verbs = Set("pledged", "pledges", "pledging", "promised", "promises", "undertook", "vowed", "committed", "committing", "agreed", "guaranteed", "reaffirmed", "reiterated", "undertake", "undertakes", "promise");
    private static readonly FrozenSet<string> Adverbs = Set("also", "jointly", "all", "each", "both", "had", "has", "have", "then", "further", "again", "formally", "publicly", "solemnly", "unanimously", "once", "therefore", "later");
    private static readonly FrozenSet<string> Stops = Set("was", "were", "been", "be", "is", "are", "being", "not", "never", "neither", "nobody", "none", "no", "to", "without", "nor", "if", "unless");
    private static readonly FrozenSet<string> Parties = Set("Parties", "Governments", "Ministers", "Members", "States", "Signatories", "Countries", "Delegations", "Party", "State", "Government", "Member", "Delegation");

    /// <summary>All commitments, in the order of the text. Total; linear.</summary>
    internal static ImmutableArray<CommitmentMention> Find(Telegram telegram, ImmutableArray<PersonMention> persons, DateContext dates) =>
        [.. WithProvisions(telegram, persons, dates).Where(c => c.Binds)];

    /// <summary>The same with what declarations and agreements provide that binds nobody.</summary>
    internal static ImmutableArray<CommitmentMention> WithProvisions(Telegram telegram, ImmutableArray<PersonMention> persons, DateContext dates)
    {
        var found = ImmutableArray.CreateBuilder<CommitmentMention>();
        foreach (var paragraph in telegram.Paragraphs)
        {
            var text = paragraph.Text;
            if (!text.AsSpan().ContainsAnyInRange('a', 'z')) continue;
            ImmutableArray<DatePhrase>? phrases = null;
            var isText = paragraph.Id.EndsWith("/text", StringComparison.Ordinal);
            foreach (var sentence in Prose.SentencesOf(text))
            {
                var words = Prose.WordsOf(text[sentence.Start..sentence.End]);
                var provisions = Provisions.Of(text, sentence, words);
                var next = 0;
                for (var i = 0; i < words.Length; i++)
                {
                    if (next < provisions.Length && sentence.Start + words[i].Start >= provisions[next].Span.Start)
                    {
                        var provision = provisions[next++];
                        phrases ??= DatePhrases.Find(text, dates, _ => Tense.Future);
                        var who = provision.IsParticiple ? By(paragraph.Id, text, sentence, words, i, provision.Span, isCoordinated: true, persons) : provision.Of;
                        var said = text[provision.Span.Start..provision.Span.End];
                        found.Add(new CommitmentMention(who, said, DateIn(phrases.Value, provision.Span), new Anchor(paragraph.Id, provision.Span, said)) { Of = provision.Of, Binds = Provisions.Binds(words, i) });
                        while (i + 1 < words.Length && sentence.Start + words[i + 1].End <= provision.Span.End) i++;
                        continue;
                    }

                    if (!Undertakes(words, i) && !(isText && Provides(words, i))) continue;
                    var span = Span(text, sentence, words, i, out var isCoordinated);
                    phrases ??= DatePhrases.Find(text, dates, _ => Tense.Future);
                    var by = By(paragraph.Id, text, sentence, words, i, span, isCoordinated, persons);
                    found.Add(new CommitmentMention(by, text[span.Start..span.End], DateIn(phrases.Value, span), new Anchor(paragraph.Id, span, text[span.Start..span.End])));
                    while (i + 1 < words.Length && sentence.Start + words[i + 1].End <= span.End) i++;
                }
            }
        }

        return found.ToImmutable();
    }

    private static bool Undertakes(ImmutableArray<Wordlet> words, int at)
    {
        var verb = words[at].Text;
        if (!Verbs.Contains(verb) || at == 0) return false;
        var next = at + 1 < words.Length ? words[at + 1].Text : "";
        var follows = verb switch
        {
            "agreed" => (next is "to" && at + 2 < words.Length && !words[at + 2].IsCapital && words[at + 2].Text is not ("the" or "a" or "an" or "this" or "that")) || (next is "in" && at + 2 < words.Length && words[at + 2].Text == "principle"),
            "committed" or "committing" => next is "to" or "themselves" or "itself" or "himself" or "herself",
            "undertook" or "guaranteed" or "undertake" or "undertakes" or "promise" => next is "to",
            "reaffirmed" or "reiterated" => Following(words, at, 5, "commitment") || Following(words, at, 5, "pledge"),
            _ => next.Length > 0 && next is not ("by" or "for" or "in" or "at" or "during" or "under" or "last" or "as"),
        };
        if (!follows) return false;
        var before = at - 1;
        while (before > 0 && Adverbs.Contains(words[before].Text)) before--;
        return !Stops.Contains(words[before].Text) && words[before].Text is not ("the" or "The" or "a" or "an" or "their" or "its");
    }

    private static bool Provides(ImmutableArray<Wordlet> words, int at) =>
        at > 0 && words[at].Text is "shall" or "will" && Parties.Contains(words[at - 1].Text);

    private static bool Following(ImmutableArray<Wordlet> words, int at, int within, string word)
    {
        for (var i = at + 1; i < words.Length && i <= at + within; i++)
            if (words[i].Text == word)
                return true;
        return false;
    }

    private static TextSpan Span(string text, TextSpan sentence, ImmutableArray<Wordlet> words, int verb, out bool isCoordinated)
    {
        var first = verb;
        while (first > 0 && Adverbs.Contains(words[first - 1].Text)) first--;
        isCoordinated = first > 0 && (words[first - 1].Text is "and" or "but" or "or" || text[sentence.Start + words[first].Start - 2] == ',' || words[verb].Text is "committing" or "pledging");
        var start = sentence.Start + words[first].Start;
        if (!isCoordinated) start = SubjectStart(text, sentence, words, first);
        return new TextSpan(start, EndOf(text, sentence, words, verb));
    }

    /// <summary>The subject begins where its clause does; after a leading phrase without a comma it is the last noun before the verb.</summary>
    private static int SubjectStart(string text, TextSpan sentence, ImmutableArray<Wordlet> words, int verb)
    {
        var clause = ClauseSpans.Start(text, sentence, sentence.Start + words[verb].Start);
        var first = verb;
        while (first > 0 && sentence.Start + words[first - 1].Start >= clause && words[first - 1].Text is not ("that" or "said" or "noted" or "reported" or "which" or "who")) first--;
        if (words[first].Text is "In" or "At" or "During" or "On" or "After" or "Before" or "Following" or "By" or "in" or "at")
        {
            first = verb - 1;
            while (first > 0 && (words[first - 1].Text is "the" or "all" or "both" || (words[first].IsCapital && words[first - 1].IsCapital && first - 1 > 0))) first--;
        }

        return sentence.Start + words[Math.Min(first, verb)].Start;
    }

    private static int EndOf(string text, TextSpan sentence, ImmutableArray<Wordlet> words, int verb)
    {
        for (var i = verb + 1; i < words.Length; i++)
        {
            var gap = text.AsSpan(sentence.Start + words[i - 1].End, words[i].Start - words[i - 1].End);
            if (gap.Contains(';') || gap.Contains('(') || gap.Contains(')')) return sentence.Start + words[i - 1].End;
            var joins = words[i].Text is "and" or "but" or "while" or "although" or "which" or "he" or "she" or "they" or "said";
            if (gap is ", " && joins) return sentence.Start + words[i - 1].End;
            if (words[i].Text is "and" or "but" && i + 1 < words.Length && (Verbs.Contains(words[i + 1].Text) || IsPast(words[i + 1].Text))) return sentence.Start + words[i - 1].End;
        }

        return sentence.Start + words[^1].End;
    }

    private static bool IsPast(string word) => word.EndsWith("ed", StringComparison.Ordinal) && char.IsLower(word[0]);

    private static string? By(string paragraph, string text, TextSpan sentence, ImmutableArray<Wordlet> words, int verb, TextSpan span, bool isCoordinated, ImmutableArray<PersonMention> persons)
    {
        var at = sentence.Start + words[verb].Start;
        var (start, end) = isCoordinated ? Subject(text, sentence, words) : (span.Start, at);
        foreach (var person in persons)
            if (person.Anchor.ParagraphId == paragraph && person.Anchor.Span.Overlaps(new TextSpan(start, end)))
                return person.Name;
        var subject = text[start..end].Trim(' ', ',');
        foreach (var adverb in Adverbs)
            if (subject.EndsWith(" " + adverb, StringComparison.Ordinal))
                subject = subject[..^(adverb.Length + 1)];
        if (subject is "He" or "She" or "he" or "she") return Latest(paragraph, at, persons)?.Name ?? subject;
        if (subject.StartsWith("The ", StringComparison.OrdinalIgnoreCase)) subject = subject[4..];
        return subject.Length == 0 ? null : People.Meant(persons, subject)?.Name ?? subject;
    }

    private static PersonMention? Latest(string paragraph, int before, ImmutableArray<PersonMention> persons)
    {
        PersonMention? latest = null;
        foreach (var person in persons)
            if (person.Anchor.ParagraphId == paragraph && person.Anchor.Span.Start < before)
                latest = person;
        return latest;
    }

    /// <summary>The sentence's subject: from its beginning, past a leading phrase, to the first comma or verb.</summary>
    private static (int Start, int End) Subject(string text, TextSpan sentence, ImmutableArray<Wordlet> words)
    {
        var first = 0;
        if (words[0].Text is "In" or "At" or "During" or "On" or "After" or "Before" or "Following" or "By")
            for (var i = 1; i < words.Length; i++)
                if (text[sentence.Start + words[i].Start - 2] == ',')
                {
                    first = i;
                    break;
                }

        var end = first + 1;
        while (end < words.Length && text[sentence.Start + words[end - 1].End] != ',' && !IsPast(words[end].Text)
            && words[end].Text is not ("is" or "was" or "were" or "are" or "had" or "has" or "have" or "will" or "would" or "said" or "met" or "told" or "also" or "may" or "from")) end++;
        return (sentence.Start + words[first].Start, sentence.Start + words[end - 1].End);
    }

    private static FactDate DateIn(ImmutableArray<DatePhrase> phrases, TextSpan span)
    {
        foreach (var phrase in phrases)
            if (span.Contains(phrase.Span))
                return new FactDate(phrase.Text, phrase.When, DateCertainty.Expected);
        return FactDate.None;
    }

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);
}
