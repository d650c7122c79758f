using System.Collections.Frozen;
using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>
/// Who attended as what (<c>PolOffs attended as observers</c>), who was host or in the chair (<c>hosted by the interior ministry</c>, <c>chaired by Peru</c>), and who
/// answered what was asked (<c>Burma responded to nearly every question</c>).
/// </summary>
internal static class Attendances
{
    private static readonly FrozenSet<string> Answered = Set("answered", "responded", "replied", "fielded");
    private static readonly FrozenSet<string> Declined = Set("declined", "refused", "failed", "neglected");
    private static readonly FrozenSet<string> Attended = Set("attended", "participated", "joined", "sat", "observed");
    private static readonly FrozenSet<string> Openers = Set("although", "though", "while", "but", "and", "that", "where", "which", "however", "because", "as", "when", "then");
    private static readonly FrozenSet<string> Meetings = Set(
        "meeting", "conference", "forum", "session", "talks", "summit", "workshop", "roundtable", "seminar", "dialogue", "consultation", "event", "ministerial", "review", "round", "plenary");

    /// <summary>All of a telegram, in the order of its text. Total; linear.</summary>
    internal static ImmutableArray<AttendanceMention> Find(Telegram telegram)
    {
        var found = ImmutableArray.CreateBuilder<AttendanceMention>();
        foreach (var paragraph in telegram.Paragraphs.Where(p => p.Text.AsSpan().ContainsAnyInRange('a', 'z')))
        {
            foreach (var sentence in Prose.SentencesOf(paragraph.Text))
            {
                Read(paragraph, sentence, found);
            }
        }

        return found.ToImmutable();
    }

    private static void Read(Paragraph paragraph, TextSpan sentence, ImmutableArray<AttendanceMention>.Builder found)
    {
        var text = paragraph.Text[sentence.Start..sentence.End];
        var words = Prose.WordsOf(text);
        for (var i = 1; i < words.Length; i++)
        {
            var word = words[i].Text;
            if (Answered.Contains(word) || (word is "answer" or "respond" or "reply" && Negated(words, i) is not null))
            {
                if (Within(words, i, 6, "question", "questions", "query", "queries") && Subject(text, words, Negated(words, i) ?? i) is { } who)
                {
                    var at = text.LastIndexOf(who, words[i].Start, StringComparison.Ordinal);
                    var clause = new TextSpan(sentence.Start + Math.Max(at, 0), ClauseSpans.End(paragraph.Text, sentence, sentence.Start + words[i].End));
                    Add(found, paragraph, clause, who, Ties.Answered, Negated(words, i) is not null);
                }
            }
            else if (Attended.Contains(word) && As(words, i) is { } role && Subject(text, words, i) is { } guest)
            {
                Add(found, paragraph, sentence, guest, role, denied: false);
            }
            else if (word is "hosted" or "chaired" && i + 1 < words.Length && words[i + 1].Text == "by" && IsOfMeeting(words, i) && Object(text, words, i + 2) is { } by)
            {
                Add(found, paragraph, sentence, by, word == "hosted" ? Ties.Host : Ties.Chair, denied: false);
            }
        }
    }

    private static void Add(ImmutableArray<AttendanceMention>.Builder found, Paragraph paragraph, TextSpan sentence, string who, string role, bool denied)
    {
        var parties = Parties.Of(who);
        var span = ClauseSpans.WithoutStop(paragraph.Text, sentence);
        if (!parties.IsEmpty && parties.All(p => p.Length is > 1 and < 120) && !found.Any(f => f.Anchor.ParagraphId == paragraph.Id && f.Anchor.Span == span && f.Role == role))
        {
            found.Add(new AttendanceMention(parties, role, denied, new Anchor(paragraph.Id, span, paragraph.Text[span.Start..span.End])));
        }
    }

    /// <summary>The words before the verb, from the beginning of the clause; null when a pronoun or nobody stands there.</summary>
    private static string? Subject(string text, ImmutableArray<Wordlet> words, int verb)
    {
        var last = verb - 1;
        while (last >= 0 && words[last].Text is "also" or "then" or "all" or "had" or "have" or "has" or "did" or "does" or "not" or "readily" or "alone" or "only" or "each")
        {
            last--;
        }

        var first = last;
        while (first > 0 && text.AsSpan(words[first - 1].End, words[first].Start - words[first - 1].End) is " " or ", " or "'s " or "-"
            && !Openers.Contains(words[first - 1].Text) && !(text[words[first - 1].End] == ',' && !IsListed(words, first)))
        {
            first--;
        }

        if (last < 0 || first > last || words[last].Text is "he" or "she" or "they" or "it" or "He" or "She" or "They" or "It" or "who" or "which" or "to" or "be" or "was" or "were")
        {
            return null;
        }

        while (first < last && (words[first].Text is "The" or "the" or "Although" or "While" or "But" or "And" or "only" or "Only"))
        {
            first++;
        }

        return last - first > 12 || words[first].Text is "In" or "At" or "During" or "On" or "After" ? null : text[words[first].Start..words[last].End];
    }

    /// <summary>A list goes on over its commas as long as names stand in it.</summary>
    private static bool IsListed(ImmutableArray<Wordlet> words, int at) => at > 0 && words[at - 1].IsCapital && words[at].IsCapital;

    private static string? Object(string text, ImmutableArray<Wordlet> words, int first)
    {
        var last = first;
        while (last + 1 < words.Length && text.AsSpan(words[last].End, words[last + 1].Start - words[last].End) is " " or "'s "
            && words[last + 1].Text is not ("in" or "on" or "from" or "at" or "with" or "which" or "who" or "was" or "were" or "brought" or "to" or "reviewed" or "discussed" or "took" or "met"))
        {
            last++;
        }

        return first >= words.Length || last - first > 10 ? null : text[words[first].Start..words[last].End];
    }

    private static string? As(ImmutableArray<Wordlet> words, int at)
    {
        if (words[at].Text == "observed")
        {
            return at + 2 < words.Length && words[at + 1].Text is "the" && Meetings.Contains(words[at + 2].Text.ToLowerInvariant()) ? Ties.Observer : null;
        }

        for (var i = at + 1; i + 1 < words.Length && i < at + 8; i++)
        {
            if (words[i].Text == "as")
            {
                var role = words[i + 1].Text is "an" or "a" && i + 2 < words.Length ? words[i + 2].Text : words[i + 1].Text;
                return role.ToLowerInvariant() is "observer" or "observers" ? Ties.Observer
                    : role.ToLowerInvariant() is "participant" or "participants" or "delegate" or "delegates" ? Ties.Participant : null;
            }
        }

        return null;
    }

    private static bool IsOfMeeting(ImmutableArray<Wordlet> words, int at)
    {
        for (var i = Math.Max(0, at - 14); i < at; i++)
        {
            if (Meetings.Contains(words[i].Text.ToLowerInvariant().TrimEnd('s')) || Meetings.Contains(words[i].Text.ToLowerInvariant()))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Where the denial begins, when there is one: <c>did not answer</c>, <c>declined to answer</c>.</summary>
    private static int? Negated(ImmutableArray<Wordlet> words, int at)
    {
        var before = at - 1;
        while (before > 0 && words[before].Text is "to" or "any" or "directly" or "even")
        {
            before--;
        }

        return before > 0 && (Declined.Contains(words[before].Text) || (words[before].Text == "not" && words[before - 1].Text is "did" or "does" or "would" or "could")) ? before : null;
    }

    private static bool Within(ImmutableArray<Wordlet> words, int at, int most, params ReadOnlySpan<string> sought)
    {
        for (var i = at + 1; i < words.Length && i <= at + most; i++)
        {
            if (sought.Contains(words[i].Text))
            {
                return true;
            }
        }

        return false;
    }

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);
}
