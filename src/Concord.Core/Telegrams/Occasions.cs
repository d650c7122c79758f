using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Telegrams;

/// <summary>In which capacity, on what occasion and when a fact was said, as far as its telegram tells (DESIGN 1: a statement has a speaker, an occasion, a day).</summary>
/// <param name="Capacity">Title and body of the speaker as written; null when none is told.</param>
/// <param name="Meeting">The meeting it was said at; null when it was said at none, or the telegram does not tell at which of several.</param>
/// <param name="Said">The days of that meeting, else the day of writing; null when the telegram has neither.</param>
public sealed record Occasion(string? Capacity, MeetingMention? Meeting, When? Said);

/// <summary>
/// The occasions of the facts of a telegram. Whoever is quoted in a telegram that tells of one meeting spoke there; where it tells of several, in the paragraph of a
/// meeting after its name. What the writer says, and what somebody was told apart, was said at no meeting: a wrong occasion is worse than none.
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
        var inParagraph = meetings.ToLookup(m => m.Anchor.ParagraphId);
        var persons = findings.Persons.ToLookup(p => p.Name);
        var texts = telegram.Paragraphs.GroupBy(p => p.Id).ToDictionary(g => g.Key, g => g.First().Text);
        var apart = findings.Facts.Where(f => texts.TryGetValue(f.Anchor.ParagraphId, out var text) && IsToldApart(SentenceTo(text, f.Anchor.Span))).Select(f => (f.Anchor.ParagraphId, f.Speaker)).ToHashSet();
        return [.. findings.Facts.Select(fact =>
        {
            var quoted = fact.Speaker is not null && fact.Attribution != Attribution.Author;
            var meeting = quoted && !apart.Contains((fact.Anchor.ParagraphId, fact.Speaker))
                ? inParagraph[fact.Anchor.ParagraphId].LastOrDefault(m => m.Anchor.Span.Start < fact.Anchor.Span.End) ?? only
                : null;
            return new Occasion(quoted ? CapacityOf(persons[fact.Speaker!]) : null, meeting, meeting?.Date.When ?? written);
        })];
    }

    private static string? CapacityOf(IEnumerable<PersonMention> persons) =>
        persons.FirstOrDefault(p => p.Title is not null || p.Body is not null) is { } known
            ? string.Join(", ", new[] { known.Title, known.Body }.OfType<string>())
            : null;

    /// <summary>The words from the beginning of the fact's sentence to the end of the fact.</summary>
    private static string SentenceTo(string text, TextSpan fact)
    {
        var end = Math.Clamp(fact.End, 0, text.Length);
        var start = Math.Clamp(fact.Start, 0, end);
        var before = start < 2 ? -1 : text.LastIndexOf(". ", start - 2, StringComparison.Ordinal);
        return text[(before < 0 ? 0 : before + 2)..end];
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
