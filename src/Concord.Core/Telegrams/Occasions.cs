using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Telegrams.Extraction;

namespace Concord.Core.Telegrams;

/// <summary>In which capacity, on what occasion and when a fact was said, as far as its telegram tells (DESIGN 1: a statement has a speaker, an occasion, a day).</summary>
/// <param name="Capacity">Title and body of the speaker as written; null when none is told.</param>
/// <param name="Meeting">The meeting it was said at; null when it was said at none, or the telegram does not tell at which of several.</param>
/// <param name="Said">The days of that meeting, else the day of writing; null when the telegram has neither.</param>
public sealed record Occasion(string? Capacity, MeetingMention? Meeting, When? Said);

/// <summary>
/// The occasions of the facts of a telegram. Whoever is quoted spoke at the meeting or session that the paragraph names before; else at the one meeting that the
/// telegram tells of; of several, at the one whose name or letters (<c>… Senior Officials Meeting (SOM)</c>) the heading of the paragraph carries. What the writer
/// says, and what somebody was told apart, was said at no meeting: a wrong occasion is worse than none.
/// </summary>
public static class Occasions
{
    private static readonly ImmutableArray<string> Before = ["meeting", "conference", "session", "delegates", "delegations", "participants", "officials", "ministers", "audience"];

    /// <summary>One for each fact, in their order.</summary>
    public static ImmutableArray<Occasion> Of(Telegram telegram, Findings findings)
    {
        ArgumentNullException.ThrowIfNull(telegram);
        ArgumentNullException.ThrowIfNull(findings);
        var written = telegram.Header.Dtg?.Utc is { } utc ? DayOf(DateOnly.FromDateTime(utc.UtcDateTime)) : null;
        var meetings = findings.Meetings.Where(m => m is { AdmissionRule: null, CouldNotAttend.IsEmpty: true }).ToImmutableArray();
        var only = meetings.Select(m => m.Name).Distinct().Take(2).Count() == 1 ? meetings[0] : null;
        var inParagraph = findings.Meetings.ToLookup(m => m.Anchor.ParagraphId);
        var days = meetings.Select(m => m.Date.When).Distinct().Take(2).ToArray() is [{ } shared] ? shared : null;
        var named = telegram.Paragraphs.Select(p => p.Heading).OfType<string>().Distinct().ToDictionary(h => h, h => NamedIn(h, meetings));
        var underHeading = telegram.Paragraphs.Where(p => p.Heading is not null).GroupBy(p => p.Id).ToDictionary(g => g.Key, g => named[g.First().Heading!]);
        var persons = findings.Persons.ToLookup(p => p.Name);
        var told = telegram.Paragraphs.Where(p => p.Text.Contains(" told ", StringComparison.Ordinal))
            .GroupBy(p => p.Id).ToDictionary(g => g.Key, g => (g.First().Text, Sentences: Prose.SentencesOf(g.First().Text)));
        var apart = findings.Facts.Where(f => IsToldApart(SentenceOf(f.Anchor, told))).Select(f => (f.Anchor.ParagraphId, f.Speaker)).ToHashSet();
        return [.. findings.Facts.Select(fact =>
        {
            var quoted = fact.Speaker is not null && fact.Attribution != Attribution.Author;
            var meeting = quoted && !apart.Contains((fact.Anchor.ParagraphId, fact.Speaker))
                ? inParagraph[fact.Anchor.ParagraphId].LastOrDefault(m => m.Anchor.Span.Start < fact.Anchor.Span.End) ?? only
                    ?? underHeading.GetValueOrDefault(fact.Anchor.ParagraphId)
                : null;
            return new Occasion(quoted ? CapacityOf(persons[fact.Speaker!]) : null, meeting, meeting is null ? written : meeting.Date.When ?? days ?? written);
        })];
    }

    /// <summary>
    /// Of which meeting each session is a part, by its name: the only one told of, else the one whose letters or name the heading over it or its own words carry,
    /// else the first.
    /// </summary>
    public static ImmutableDictionary<MeetingMention, string> PartsOf(Telegram telegram, Findings findings)
    {
        ArgumentNullException.ThrowIfNull(telegram);
        ArgumentNullException.ThrowIfNull(findings);
        var meetings = findings.Meetings.Where(m => !m.IsSession).ToImmutableArray();
        if (meetings.IsEmpty)
        {
            return ImmutableDictionary<MeetingMention, string>.Empty;
        }

        var headings = Headings(telegram);
        return findings.Meetings.Where(m => m.IsSession).Distinct().ToImmutableDictionary(
            m => m,
            m => (NamedIn(m.Anchor.Quote, meetings) ?? (headings.GetValueOrDefault(m.Anchor.ParagraphId) is { } heading ? NamedIn(heading, meetings) : null) ?? meetings[0]).Name);
    }

    /// <summary>
    /// The meeting or session at which something stands in the text: the last that its paragraph names up to there, else the only one, else the one that the heading
    /// carries, else the first; null when the telegram tells of none.
    /// </summary>
    /// <param name="inSentence">Only a session that the same words name counts; else the paragraph goes on about the last one.</param>
    public static MeetingMention? MeetingAt(Telegram telegram, Findings findings, Anchor anchor, bool inSentence = false)
    {
        ArgumentNullException.ThrowIfNull(telegram);
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(anchor);
        var meetings = findings.Meetings.Where(m => !m.IsSession).ToImmutableArray();
        return findings.Meetings.LastOrDefault(m => m.Anchor.ParagraphId == anchor.ParagraphId && (inSentence ? m.Anchor.Span.Overlaps(anchor.Span) : m.Anchor.Span.Start < anchor.Span.End))
            ?? NamedIn(anchor.Quote, meetings)
            ?? (Headings(telegram).GetValueOrDefault(anchor.ParagraphId) is { } heading ? NamedIn(heading, meetings) : null)
            ?? meetings.FirstOrDefault();
    }

    private static Dictionary<string, string> Headings(Telegram telegram) =>
        telegram.Paragraphs.Where(p => p.Heading is not null).GroupBy(p => p.Id).ToDictionary(g => g.Key, g => g.First().Heading!);

    private static string? CapacityOf(IEnumerable<PersonMention> persons) =>
        persons.FirstOrDefault(p => p.Title is not null || p.Body is not null) is { } known
            ? string.Join(", ", new[] { known.Title, known.Body }.OfType<string>())
            : null;

    private static MeetingMention? NamedIn(string heading, ImmutableArray<MeetingMention> meetings)
    {
        var words = Prose.WordsOf(heading).Select(w => w.Text).ToHashSet();
        return meetings.DistinctBy(m => m.Name).Where(m => IsNamed(m.Name, heading, words)).Take(2).ToArray() is [var one] ? one : null;
    }

    private static bool IsNamed(string name, string heading, HashSet<string> words)
    {
        var open = name.EndsWith(')') ? name.LastIndexOf('(') : -1;
        return heading.Contains(open > 0 ? name[..open].TrimEnd() : name, StringComparison.OrdinalIgnoreCase)
            || (open > 0 && name.Length - open > 3 && words.Contains(name[(open + 1)..^1]));
    }

    /// <summary>The whole sentence: the words of the fact alone often begin after <c>told X that</c>.</summary>
    private static string SentenceOf(Anchor anchor, Dictionary<string, (string Text, ImmutableArray<TextSpan> Sentences)> told)
    {
        if (!told.TryGetValue(anchor.ParagraphId, out var paragraph))
        {
            return anchor.Quote;
        }

        var (low, high) = (0, paragraph.Sentences.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = paragraph.Sentences[middle].Start <= anchor.Span.Start ? (middle, high) : (low, middle - 1);
        }

        var sentence = paragraph.Sentences[low];
        return paragraph.Text[sentence.Start..sentence.End];
    }

    /// <summary><c>X told the Ambassador</c>: not before the meeting.</summary>
    private static bool IsToldApart(string quote)
    {
        var at = quote.IndexOf(" told ", StringComparison.Ordinal);
        if (at < 0)
        {
            return false;
        }

        var listeners = quote.AsSpan(at + 6);
        listeners = listeners[..Math.Min(listeners.Length, 40)];
        foreach (var word in Before)
        {
            if (listeners.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    private static When? DayOf(DateOnly day) =>
        When.Parse(day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).Match<When?>(w => w, _ => null);
}
