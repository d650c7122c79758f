using Concord.Core.Telegrams.Gazetteers;

using System.Globalization;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>
/// Proposes facts, persons, meetings, commitments and caveats of a telegram (TELEGRAMS, section 3). A proposal never
/// says more than its sentence: a draft is not signed, passed is not in force, expected has not happened.
/// </summary>
public static class Extractor
{
    /// <summary>So many characters of a telegram are searched, some 150 pages; the longest telegrams known fill fewer than fifty.</summary>
    public const int Searched = 500_000;

    /// <summary>
    /// Everything proposed, in the order of the text. Total: any telegram gives findings, never a throw; beyond <see cref="Searched"/> characters it
    /// seeks nothing and says so (<c>text-not-searched</c>).
    /// </summary>
    public static Findings Extract(Telegram telegram)
    {
        ArgumentNullException.ThrowIfNull(telegram);
        var begun = Beginning(telegram);
        return ReferenceEquals(begun, telegram)
            ? ExtractAll(telegram)
            : ExtractAll(begun) with { Limit = new Complaint("text-not-searched", Severity.Warning, null, [Searched.ToString("N0", CultureInfo.InvariantCulture)]) };
    }

    private static Findings ExtractAll(Telegram telegram)
    {
        var persons = People.Find(telegram);
        var meetings = Meetings.Find(telegram);
        var written = telegram.Header.Dtg?.Utc is { } utc ? DateOnly.FromDateTime(utc.UtcDateTime) : (DateOnly?)null;
        var commitments = Commitments.WithProvisions(telegram, persons, Meetings.Days(meetings, written));
        var facts = FactReader.Find(telegram, persons);
        return new Findings([.. facts], [.. persons.Select(p => p with { Country = p.Country ?? SpokenFor(p, facts) })], meetings, [.. commitments.Where(c => c.Binds)], Caveats.Find(telegram))
        {
            Provisions = [.. commitments.Where(c => c.Of is not null)],
            Attendance = Attendances.Find(telegram),
            Ahead = Meetings.Ahead(telegram),
        };
    }

    /// <summary>The country of the doings that an official tells of first, where no word beside his name says for whom he speaks. What several do together says nothing of it.</summary>
    private static string? SpokenFor(PersonMention person, List<Fact> facts) =>
        person is { Title: not null, Body: { } body } && Bodies.KindOf(body) is not ("un" or "regional" or "ngo")
            ? facts.Find(f => f.Country is not null && f.Speaker == person.Name && f.Kind is not (FactKind.Agreement or FactKind.Declaration) && f.Partners.IsEmpty)?.Country
            : null;

    /// <summary>The paragraphs as far as they are searched, the last of them to the end of a sentence.</summary>
    private static Telegram Beginning(Telegram telegram)
    {
        var left = Searched;
        for (var i = 0; i < telegram.Paragraphs.Length; i++)
        {
            var paragraph = telegram.Paragraphs[i];
            if (paragraph.Text.Length > left)
            {
                return telegram with { Paragraphs = [.. telegram.Paragraphs[..i], paragraph with { Text = paragraph.Text[..WholeSentences(paragraph.Text, left)] }] };
            }
            left -= paragraph.Text.Length;
        }
        return telegram;
    }

    private static int WholeSentences(string text, int most)
    {
        var searched = text.AsSpan(0, most);
        return Math.Max(searched.LastIndexOf(". ") + 1, 0) is var stop and > 0 ? stop : Math.Max(searched.LastIndexOf(' '), 0);
    }
}
