using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Sources;

namespace Concord.Modules.Sources.Documents;

/// <summary>The day that a document gives itself: a line at its beginning that is a day and nothing else but where it was written.</summary>
internal static class DocumentDay
{
    private const int PartsLooked = 12;
    private const int LongestLine = 80;
    private const int LongestLead = 40;

    public static DateOnly? Of(ImmutableArray<DocumentPart> parts) => parts
        .Take(PartsLooked)
        .SelectMany(p => p.Text.Length > 10 * LongestLine ? [] : p.Text.Split('\n'))
        .Select(OfLine)
        .FirstOrDefault(day => day is not null);

    private static DateOnly? OfLine(string line)
    {
        if (line.Length > LongestLine)
        {
            return null;
        }

        var found = DatePhrases.Find(line, new DateContext(null), _ => Tense.Past);
        if (found is not [{ IsYearInferred: false, When: { Earliest: { } first, Latest: { } last } } phrase] || first != last)
        {
            return null;
        }

        var lead = line[..phrase.Span.Start].Trim();
        var tail = line[phrase.Span.End..].Trim(' ', '.', '\t');
        return tail.Length == 0 && lead.Length <= LongestLead && (lead.Length == 0 || lead[^1] is ',' or ':') ? first : null;
    }
}
