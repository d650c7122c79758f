namespace Concord.Core.Telegrams.Extraction;

/// <summary>
/// Proposes facts, persons, meetings, commitments and caveats of a telegram (TELEGRAMS, section 3). A proposal never
/// says more than its sentence: a draft is not signed, passed is not in force, expected has not happened.
/// </summary>
public static class Extractor
{
    /// <summary>Everything proposed, in the order of the text. Total and linear: any telegram gives findings, never a throw.</summary>
    public static Findings Extract(Telegram telegram)
    {
        ArgumentNullException.ThrowIfNull(telegram);
        var persons = People.Find(telegram);
        var meetings = Meetings.Find(telegram);
        var written = telegram.Header.Dtg?.Utc is { } utc ? DateOnly.FromDateTime(utc.UtcDateTime) : (DateOnly?)null;
        var commitments = Commitments.Find(telegram, persons, Meetings.Days(meetings, written));
        return new Findings([.. FactReader.Find(telegram, persons)], persons, meetings, commitments, Caveats.Find(telegram));
    }
}
