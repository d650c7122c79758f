using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Telegrams.Gazetteers;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>
/// Meetings that a telegram tells of: those with a name (<c>meeting.named</c>), those told only by who met (<c>meeting.met</c>), and sessions with a rule
/// of admission or with somebody kept out (<c>meeting.session</c>). What is to come, and what is only mentioned, is no meeting of the telegram.
/// </summary>
internal static class Meetings
{
    private const int Opening = 3;

    /// <summary>All meetings, in the order of the text. Total; linear.</summary>
    internal static ImmutableArray<MeetingMention> Find(Telegram telegram)
    {
        var found = new List<MeetingMention>();
        var written = telegram.Header.Dtg?.Utc is { } utc ? DateOnly.FromDateTime(utc.UtcDateTime) : (DateOnly?)null;
        for (var i = 0; i < telegram.Paragraphs.Length && i < Opening; i++) Named(telegram.Paragraphs[i], written, found);
        for (var i = 0; i < telegram.Paragraphs.Length && i < Opening && found.Count == 0; i++) MeetingNames.Unnamed(telegram.Paragraphs[i], written, found);
        var context = Days(found, written);
        foreach (var paragraph in telegram.Paragraphs) MeetingSessions.Read(paragraph, context, found);
        return [.. found];
    }

    /// <summary>Meetings with a name that are to come, or did not take place when they should have. Total; linear.</summary>
    internal static ImmutableArray<MeetingMention> Ahead(Telegram telegram)
    {
        var written = telegram.Header.Dtg?.Utc is { } utc ? DateOnly.FromDateTime(utc.UtcDateTime) : (DateOnly?)null;
        var found = new List<MeetingMention>();
        foreach (var paragraph in telegram.Paragraphs)
        {
            var text = paragraph.Text;
            if (!text.AsSpan().ContainsAnyInRange('a', 'z')) continue;
            ImmutableArray<Wordlet>? words = null;
            foreach (var sentence in Prose.SentencesOf(text))
            {
                if (FateOf(text, sentence) is not { } fate) continue;
                words ??= Prose.WordsOf(text);
                var before = found.Count;
                var phrases = DatePhrases.Find(text, new DateContext(written), _ => Tense.Future);
                MeetingNames.Named(paragraph, words.Value, sentence, phrases, found);
                for (var i = before; i < found.Count; i++)
                    if (found[i].Date.Text is null)
                        found[i] = found[i] with { Date = Dated(phrases.LastOrDefault(p => p.When is not null && sentence.Overlaps(p.Span))) };
                for (var i = before; i < found.Count; i++)
                    found[i] = found[i] with { Status = fate, Date = found[i].Date with { Certainty = found[i].Date.When is null ? DateCertainty.None : DateCertainty.Expected } };
            }
        }

        return [.. found];
    }

    /// <summary>That a meeting is to come, was put off or called off; null when the sentence says nothing of the kind.</summary>
    private static FactStatus? FateOf(string text, TextSpan sentence)
    {
        var said = text.AsSpan(sentence.Start, sentence.Length);
        return Says(said, "postponed", "put off", "pushed back") ? FactStatus.Postponed
            : Says(said, "was cancelled", "was canceled", "been cancelled", "been canceled", "called off") ? FactStatus.Withdrawn
            : IsToCome(text, sentence) ? FactStatus.Expected
            : null;
    }

    private static bool Says(ReadOnlySpan<char> said, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
            if (said.Contains(word, StringComparison.Ordinal))
                return true;
        return false;
    }

    /// <summary>What date phrases lean on: the day of writing and the days of the meeting told of first.</summary>
    internal static DateContext Days(IReadOnlyList<MeetingMention> meetings, DateOnly? written)
    {
        foreach (var meeting in meetings)
            if (meeting.Date.When is { Earliest: { } first, Latest: { } last } && last.DayNumber - first.DayNumber < 31)
                return new DateContext(written, first, last);
        return new DateContext(written);
    }

    private static void Named(Paragraph paragraph, DateOnly? written, List<MeetingMention> found)
    {
        var text = paragraph.Text;
        if (!text.AsSpan().ContainsAnyInRange('a', 'z')) return;
        var phrases = DatePhrases.Find(text, new DateContext(written), _ => Tense.Past);
        var words = Prose.WordsOf(text);
        foreach (var sentence in Prose.SentencesOf(text))
        {
            if (IsToCome(text, sentence)) continue;
            MeetingNames.Named(paragraph, words, sentence, phrases, found);
        }
    }

    internal static bool IsToCome(string text, TextSpan sentence)
    {
        var said = text.AsSpan(sentence.Start, sentence.Length);
        return said.StartsWith("The next ") || said.Contains(" will be held", StringComparison.Ordinal) || said.Contains(" will take place", StringComparison.Ordinal)
            || said.Contains("to be held", StringComparison.Ordinal) || said.Contains(" will meet ", StringComparison.Ordinal);
    }

    internal static FactDate Dated(DatePhrase? phrase) =>
        phrase is null ? FactDate.None : new FactDate(phrase.Text, phrase.When, DateCertainty.Actual);
}
