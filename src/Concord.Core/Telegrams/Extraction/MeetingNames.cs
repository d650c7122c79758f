using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Telegrams.Gazetteers;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>Meetings by their names, or by who met, with the place and the days beside them.</summary>
internal static class MeetingNames
{
    private static readonly string[] Ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "annual", "biennial", "inaugural"];

    /// <summary>The named meetings of a sentence that are held: with a date or a place beside the name.</summary>
    internal static void Named(Paragraph paragraph, ImmutableArray<Wordlet> all, TextSpan sentence, ImmutableArray<DatePhrase> phrases, List<MeetingMention> found)
    {
        var text = paragraph.Text;
        var names = new List<(int First, int End)>();
        for (var i = FirstFrom(all, sentence.Start); i < all.Length && all[i].End <= sentence.End; i++)
        {
            if (!all[i].IsCapital || !MeetingWords.IsHead(all[i].Text)) continue;
            if (PeopleNames.IsNext(text, all, i + 1) && all[i + 1].IsCapital && (MeetingWords.IsHead(all[i + 1].Text) || all[i].Text is "Ministerial" or "Review")) continue;
            var (first, end) = Extent(text, all, i, sentence.Start);
            if (end - first < 2 || (names.Count > 0 && names[^1].End > first)) continue;
            if (all[i].Text is "Table" && !(i > 0 && all[i - 1].Text == "Round")) continue;
            if (all[i].Text is "Group" or "Council" or "Congress" or "Assembly" or "Convention" && !(end < all.Length && MeetingWords.IsMet(all[end].Text))) continue;
            names.Add((first, end));
            i = end - 1;
        }

        for (var n = 0; n < names.Count; n++)
        {
            var (first, end) = names[n];
            var last = n + 1 < names.Count && JoinedByAnd(text, all, end, names[n + 1].First) ? names[n + 1].End : end;
            var (place, date, stop) = Beside(text, all, last, sentence, phrases);
            var start = all[first].Start;
            if (place is null && date is null && ForMeeting(text, all, first, sentence) is { } met)
            {
                (place, date, _) = Beside(text, all, IndexOf(all, met) + 1, sentence, phrases);
                start = met;
                stop = 0;
            }

            if (place is null && date is null) continue;
            var name = text[all[first].Start..CloseBracket(text, all[end - 1].End)];
            if (place is null && PlaceInName(name) is var cut and > 0) (name, place) = (name[..cut], name[(cut + 4)..]);
            var span = new TextSpan(Math.Min(start, WithArticle(text, all, first, start)), Math.Max(stop, CloseBracket(text, all[end - 1].End)));
            Add(found, new MeetingMention(name, Meetings.Dated(date), place, null, [], new Anchor(paragraph.Id, span, text[span.Start..span.End])));
        }
    }

    /// <summary>A meeting without a name: <c>a one-day conference in P on D</c>, or those who met, in P, on D.</summary>
    internal static void Unnamed(Paragraph paragraph, DateOnly? written, List<MeetingMention> found)
    {
        var text = paragraph.Text;
        if (!text.AsSpan().ContainsAnyInRange('a', 'z')) return;
        var phrases = DatePhrases.Find(text, new DateContext(written), _ => Tense.Past);
        var all = Prose.WordsOf(text);
        foreach (var sentence in Prose.SentencesOf(text))
        {
            if (Meetings.IsToCome(text, sentence)) continue;
            for (var i = FirstFrom(all, sentence.Start); i < all.Length && all[i].End <= sentence.End; i++)
            {
                var isHead = !all[i].IsCapital && MeetingWords.IsHead(all[i].Text) && all[i].Text is not ("group" or "council" or "round" or "assembly" or "review" or "ministerial" or "table");
                if (!isHead && !(MeetingWords.IsMet(all[i].Text) && all[i].Start > sentence.Start)) continue;
                var (place, date, stop) = isHead ? Beside(text, all, i + 1, sentence, phrases) : Anywhere(text, all, i + 1, sentence, phrases);
                if ((isHead && (place is null || date is null)) || (place is null && date is null)) continue;
                var first = isHead ? StartOfNoun(text, all, i, sentence.Start) : IndexOf(all, sentence.Start);
                var name = isHead ? text[all[first].Start..all[i].End] : WhoMet(text[all[first].Start..all[i].Start].TrimEnd(' ', ','));
                if (name.Length == 0 || name.Contains(',', StringComparison.Ordinal) && isHead) continue;
                var span = new TextSpan(all[first].Start, stop);
                found.Add(new MeetingMention(name, Meetings.Dated(date), place, null, [], new Anchor(paragraph.Id, span, text[span.Start..span.End])));
                return;
            }
        }
    }

    internal static bool IsSame(string one, string other) =>
        one.Contains(other, StringComparison.OrdinalIgnoreCase) || other.Contains(one, StringComparison.OrdinalIgnoreCase);

    private static void Add(List<MeetingMention> found, MeetingMention meeting)
    {
        for (var i = 0; i < found.Count; i++)
            if (IsSame(found[i].Name, meeting.Name))
            {
                if (found[i].Date.Text is null && meeting.Date.Text is not null || found[i].Place is null && meeting.Place is not null)
                    found[i] = found[i] with { Date = found[i].Date.Text is null ? meeting.Date : found[i].Date, Place = found[i].Place ?? meeting.Place };
                return;
            }

        found.Add(meeting);
    }

    private static (int First, int End) Extent(string text, ImmutableArray<Wordlet> all, int head, int floor)
    {
        var first = head;
        for (var i = head - 1; i >= 0 && all[i].Start >= floor && i > head - 16; i--)
        {
            var gap = text[all[i].End..all[i + 1].Start];
            if (gap is not (" " or ") " or " (" or "'s " or "\u2019s " or "' " or "\u2019 ")) break;
            if (all[i].IsCapital && !NameWords.IsMonth(all[i].Text) && !(NameWords.IsOpening(all[i].Text) && !NameWords.IsNever(all[i].Text)) || IsOrdinal(all[i].Text) || char.IsDigit(all[i].Text[0]))
                first = i;
            else if (all[i].Text is "of" or "for" or "on" or "against" or "and" && !(all[i].Text == "and" && i > 0 && IsEndOfMeeting(text, all, i - 1))) continue;
            else break;
        }

        var end = head + 1;
        while (end < all.Length && text[all[end - 1].End..all[end].Start] is " (" && all[end].IsCapitals) end++;
        if (end < all.Length && text[all[end - 1].End..all[end].Start] is " " && all[end].Text is "on" or "for" or "of" or "against" or "to")
        {
            var to = end + 1;
            while (to < all.Length && text[all[to - 1].End..all[to].Start] is " "
                && ((all[to].IsCapital && !NameWords.IsMonth(all[to].Text)) || (all[to].Text is "and" or "of" or "in" or "the" or "against" or "for" or "by" or "among" && to + 1 < all.Length && all[to + 1].IsCapital && !NameWords.IsMonth(all[to + 1].Text)))) to++;
            if (to > end + 1 && all[to - 1].IsCapital && (all[end + 1].IsCapital || (all[end + 1].Text == "the" && to > end + 2 && MeetingWords.IsHead(all[head].Text)))) end = to;
        }

        return (first, end);
    }

    /// <summary><c>the Third Dialogue on Migration in Puerto Ceibal</c>: what follows the last <c>in</c> is where it was, unless it is what it was about.</summary>
    private static int PlaceInName(string name)
    {
        var cut = name.LastIndexOf(" in ", StringComparison.Ordinal);
        return cut > 0 && !name.AsSpan(cut).StartsWith(" in the ") && name.AsSpan(0, cut).Contains(' ')
            && !name.EndsWith("Persons", StringComparison.Ordinal) && !name.EndsWith("Women", StringComparison.Ordinal) && !name.EndsWith("Children", StringComparison.Ordinal) ? cut : -1;
    }

    private static bool IsEndOfMeeting(string text, ImmutableArray<Wordlet> all, int at) =>
        MeetingWords.IsHead(all[at].Text) || (all[at].IsCapitals && text.AsSpan(all[at].End).StartsWith(")"));

    private static bool IsOrdinal(string word) => Ordinals.Contains(word.ToLowerInvariant());

    private static bool JoinedByAnd(string text, ImmutableArray<Wordlet> all, int end, int next) =>
        end + 1 == next && all[end].Text == "and" && text[all[end].End] == ' ';

    /// <summary>Place and date that follow a name with only words of holding between.</summary>
    private static (string? Place, DatePhrase? Date, int Stop) Beside(string text, ImmutableArray<Wordlet> all, int at, TextSpan sentence, ImmutableArray<DatePhrase> phrases)
    {
        string? place = null;
        DatePhrase? date = null;
        var stop = 0;
        for (var i = at; i < all.Length && all[i].End <= sentence.End && i < at + 20;)
        {
            if (date is null && PhraseAt(phrases, all[i]) is { } phrase)
            {
                date = phrase;
                stop = phrase.Span.End;
                while (i < all.Length && all[i].Start < phrase.Span.End) i++;
            }
            else if (place is null && all[i].Text is "in" or "at" && PlaceEnd(text, all, i + 1) is var end && end > i + 1)
            {
                place = text[all[i + 1].Start..all[end - 1].End];
                stop = all[end - 1].End;
                i = end;
            }
            else if (MeetingWords.IsHeld(all[i].Text)) i++;
            else break;
        }

        return (place, date, stop);
    }

    /// <summary>Place and date anywhere in the rest of the sentence; the place is the one right before the date, if there is one.</summary>
    private static (string? Place, DatePhrase? Date, int Stop) Anywhere(string text, ImmutableArray<Wordlet> all, int at, TextSpan sentence, ImmutableArray<DatePhrase> phrases)
    {
        if (all[at - 1].Text != "discussed" && Beside(text, all, at, sentence, phrases) is var beside && (beside.Place is not null || beside.Date is not null)) return beside;
        for (var i = at; i < all.Length && all[i].End <= sentence.End; i++)
        {
            if (all[i].Text is not "in" || PlaceEnd(text, all, i + 1) is var end && end <= i + 1) continue;
            var (place, date, stop) = Beside(text, all, i, sentence, phrases);
            if (place is not null && (date is not null || all[at - 1].Text != "discussed")) return (place, date, stop);
        }

        return default;
    }

    private static int PlaceEnd(string text, ImmutableArray<Wordlet> all, int at)
    {
        var end = at;
        while (end < all.Length && end < at + 6 && (end == at || text[all[end - 1].End..all[end].Start] is " "))
        {
            if (all[end].IsCapital && !NameWords.IsMonth(all[end].Text) && !all[end].IsCapitals) end++;
            else if (end > at && NameWords.IsParticle(all[end].Text) && end + 1 < all.Length && all[end + 1].IsCapital && all[end].Text.Length <= 3) end++;
            else break;
        }

        return end > at && Bodies.IsPartOfHeadWord(all[at].Text) ? at : end;
    }

    private static DatePhrase? PhraseAt(ImmutableArray<DatePhrase> phrases, Wordlet word)
    {
        var (low, high) = (0, phrases.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (phrases[middle].Span.End < word.End) low = middle + 1;
            else high = middle;
        }

        return low < phrases.Length && phrases[low].Span.Start <= word.Start && phrases[low].When is not null ? phrases[low] : null;
    }

    /// <summary>In <c>met in P on D for the N</c> the place and the days stand before the name; where <c>met</c> begins.</summary>
    private static int? ForMeeting(string text, ImmutableArray<Wordlet> all, int name, TextSpan sentence)
    {
        for (var i = name - 1; i >= 0 && all[i].Start >= sentence.Start && i > name - 20; i--)
            if (MeetingWords.IsMet(all[i].Text))
                return all[name - 1].Text is "the" or "for" ? all[i].Start : null;
        return null;
    }

    private static int WithArticle(string text, ImmutableArray<Wordlet> all, int first, int start) =>
        first > 0 && all[first - 1].Text is "The" or "the" or "a" or "A" or "an" && text[all[first - 1].End] == ' ' ? Math.Min(start, all[first - 1].Start) : start;

    private static int StartOfNoun(string text, ImmutableArray<Wordlet> all, int head, int floor)
    {
        var first = head;
        while (first > 0 && all[first - 1].Start >= floor && text[all[first - 1].End..all[first].Start] is " "
            && all[first - 1].Text is not ("a" or "an" or "the" or "The" or "A" or "An" or "this" or "its" or "their" or "in" or "at" or "of" or "At" or "In" or "During" or "during" or "after" or "for" or "to" or "with" or "held" or "was")) first--;
        return first;
    }

    /// <summary>Who met, without the list of countries they are of.</summary>
    private static string WhoMet(string subject)
    {
        if (subject.StartsWith("The ", StringComparison.Ordinal)) subject = subject[4..];
        var of = subject.IndexOf(" of ", StringComparison.Ordinal);
        var isList = of > 0 && subject.AsSpan(of).Contains(" and ", StringComparison.Ordinal) && Gazetteer.Countries.Find(subject[of..]).Length > 1;
        return isList && subject.AsSpan(0, of).Contains(' ') ? subject[..of] : subject;
    }

    private static int CloseBracket(string text, int end) => end < text.Length && text[end] == ')' ? end + 1 : end;

    /// <summary>The word that a position stands in or before; the last when there is none.</summary>
    private static int IndexOf(ImmutableArray<Wordlet> all, int start)
    {
        var at = FirstFrom(all, start);
        return at > 0 && all[at - 1].End > start ? at - 1 : Math.Min(at, all.Length - 1);
    }

    /// <summary>The first word that begins at a position or behind it.</summary>
    private static int FirstFrom(ImmutableArray<Wordlet> all, int start)
    {
        var (low, high) = (0, all.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (all[middle].Start < start) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
