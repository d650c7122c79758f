using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Meetings;

/// <summary>Whether a party was let into a session.</summary>
public enum Admitted
{
    /// <summary>Nobody says.</summary>
    NotSaid,

    /// <summary>It was.</summary>
    Yes,

    /// <summary>It was not.</summary>
    No,

    /// <summary>Under a condition, or as somebody only thinks.</summary>
    Perhaps,

    /// <summary>Some say that it was, others that it was not: both stand side by side (DESIGN, rule 2).</summary>
    Differs,
}

/// <summary>That somebody says a party was, or was not, let into a session.</summary>
/// <param name="Session">The session, or the meeting as a whole.</param>
/// <param name="Party">As written.</param>
/// <param name="Says">Yes, No or Perhaps.</param>
/// <param name="By">The statement.</param>
public sealed record AdmissionSaid(MeasureId Session, string Party, Admitted Says, StatementId By);

/// <summary>What is said of one party and one session.</summary>
/// <param name="By">The statements that say it, in the order given.</param>
public sealed record AdmissionCell(Admitted Word, ImmutableArray<AdmissionSaid> By)
{
    /// <summary>Nobody says anything.</summary>
    public static AdmissionCell NotSaid { get; } = new(Admitted.NotSaid, []);
}

/// <summary>A party's line: one cell for each session, in their order.</summary>
public sealed record AdmissionRow(string Party, ImmutableArray<AdmissionCell> Cells);

/// <summary>
/// Who was let into what: parties by sessions. A party is one whatever its article and capitals; what is said of the whole meeting says nothing of its sessions,
/// and silence is no answer.
/// </summary>
public sealed record AdmissionTable(ImmutableArray<MeasureId> Sessions, ImmutableArray<AdmissionRow> Rows)
{
    /// <summary>Parties in the order in which they are first spoken of.</summary>
    /// <param name="sessions">In the order of the columns; what is said of any other is left out.</param>
    public static AdmissionTable Of(IEnumerable<MeasureId> sessions, IEnumerable<AdmissionSaid> said)
    {
        ImmutableArray<MeasureId> columns = [.. sessions.Distinct()];
        var known = columns.ToHashSet();
        return new AdmissionTable(
            columns,
            [
                .. said.Where(s => known.Contains(s.Session)).GroupBy(s => NameKey.Of(s.Party), StringComparer.Ordinal).Where(g => g.Key.Length > 0).Select(party =>
                {
                    var bySession = party.ToLookup(s => s.Session);
                    return new AdmissionRow(party.First().Party, [.. columns.Select(c => Cell([.. bySession[c]]))]);
                }),
            ]);
    }

    /// <summary>What a statement says: a denied <c>admitted</c> is <c>not admitted</c>, and the other way round.</summary>
    public static Admitted Word(string role, Polarity polarity, Certainty certainty) => (role, polarity, certainty) switch
    {
        (_, Polarity.Conditional, _) or (_, _, Certainty.Hedged) => Admitted.Perhaps,
        (Ties.Admitted, Polarity.Affirms, _) or (Ties.NotAdmitted, Polarity.Denies, _) => Admitted.Yes,
        _ => Admitted.No,
    };

    private static AdmissionCell Cell(ImmutableArray<AdmissionSaid> by)
    {
        var words = by.Select(s => s.Says).Distinct().ToImmutableArray();
        return words switch
        {
            [] => AdmissionCell.NotSaid,
            [var one] => new AdmissionCell(one, by),
            _ => new AdmissionCell(words.Contains(Admitted.Yes) && words.Contains(Admitted.No) ? Admitted.Differs : words.First(w => w != Admitted.Perhaps), by),
        };
    }
}
