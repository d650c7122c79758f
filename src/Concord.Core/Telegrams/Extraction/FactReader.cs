using Concord.Core.Kernel;
using Concord.Core.Telegrams.Gazetteers;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>Reads the facts of a telegram, in text order; a summary adds only what the body does not say.</summary>
internal static class FactReader
{
    public static List<Fact> Find(Telegram telegram, IReadOnlyList<PersonMention> persons)
    {
        var home = Gazetteer.CountryOfPost(telegram.Header.Originator)?.Iso2;
        var written = telegram.Header.Dtg?.Utc is { } utc ? DateOnly.FromDateTime(utc.UtcDateTime) : (DateOnly?)null;
        var around = new Surroundings(home, new DateContext(written), new Speakers(persons, home), OnlyCountry(telegram.Header.Subject, home));
        var body = new List<Fact>();
        var summary = new List<Fact>();
        foreach (var paragraph in telegram.Paragraphs)
        {
            (IsSummary(paragraph) ? summary : body).AddRange(ParagraphFacts.Read(paragraph, around));
        }
        if (body.Count == 0)
        {
            return summary;
        }
        var only = summary.FindAll(s => s.Kind != FactKind.Statement && !body.Exists(b => Repeats(s, b)));
        return [.. only, .. body];
    }

    /// <summary>The country that the subject line is about, when it names just one.</summary>
    private static Country? OnlyCountry(string? subject, string? home)
    {
        Country? only = null;
        foreach (var mention in Gazetteer.Countries.Find(subject ?? "", home))
        {
            if (only is not null && only.Iso2 != mention.Iso2)
            {
                return null;
            }
            only = new Country(mention.Iso2, mention.Name);
        }
        return only;
    }

    private static bool IsSummary(Paragraph paragraph) =>
        paragraph.OpeningMarker?.Contains("SUMMARY", StringComparison.OrdinalIgnoreCase) == true
        || string.Equals(paragraph.Heading?.Trim(), "summary", StringComparison.OrdinalIgnoreCase);

    private static bool Repeats(Fact summary, Fact body) =>
        summary.Kind == body.Kind && (summary.Iso2 is null || body.Iso2 is null || summary.Iso2 == body.Iso2 || summary.Partners.Contains(body.Country ?? ""));
}
