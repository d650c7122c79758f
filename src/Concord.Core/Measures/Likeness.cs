using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Measures;

/// <summary>What is compared of two measures.</summary>
public enum LikenessTrait
{
    /// <summary>Their titles.</summary>
    Title,

    /// <summary>Their kinds.</summary>
    Kind,

    /// <summary>Whose they are.</summary>
    Members,

    /// <summary>When they reached the same stage.</summary>
    Dates,

    /// <summary>Who else takes part.</summary>
    Partners,
}

/// <summary>How two measures compare in one trait.</summary>
public enum Agreement
{
    /// <summary>The same, or nearly.</summary>
    Agrees,

    /// <summary>Near.</summary>
    Close,

    /// <summary>Something in common, and each has something that the other has not.</summary>
    Overlaps,

    /// <summary>Not the same.</summary>
    Differs,

    /// <summary>One of them says nothing of it.</summary>
    Absent,
}

/// <summary>What one trait says for or against, in points of a hundred.</summary>
public sealed record LikenessReason(LikenessTrait Trait, Agreement Agreement, int Points);

/// <summary>What of a measure is compared with others.</summary>
/// <param name="Dates">When it reached which stages, by statements that affirm it and count.</param>
/// <param name="Partners">Who takes part besides its members, as written.</param>
public sealed record MeasureTraits(
    MeasureId Id, string Kind, string Title, ImmutableArray<MemberId> Members, ImmutableArray<(StageId Stage, When When)> Dates, ImmutableArray<string> Partners)
{
    /// <summary>It happens on certain days (a meeting, a session): what is called the same on other days is another.</summary>
    public bool IsEvent { get; init; }

    internal ComparedTitle Compared { get; } = ComparedTitle.Of(Title);
}

/// <summary>
/// How likely two measures are one, as a sum of stated points, each with its reason; never more than a proposal (DESIGN, rule 8). Points for: title up to 50,
/// kind 15, members 20 (10 when one source names only some of them), dates 10, partners 5, a hundred together. Against: another kind 25, no member in common 40, each a
/// member that the other has not 20, other dates 10, or 40 of what happens on days, other partners 5. What one of them does not say counts neither way.
/// </summary>
/// <param name="Score">From 0 to 1.</param>
/// <param name="Reasons">One for each trait.</param>
public sealed record Likeness(double Score, ImmutableArray<LikenessReason> Reasons)
{
    /// <summary>From here on a pair is put before a person: the same title and kind, or a title half the same with the same kind and members.</summary>
    public const double Threshold = 0.6;

    private const int DaysClose = 366;

    /// <summary>Sources disagree by so many days on when something happened.</summary>
    private const int EventDaysClose = 7;

    /// <summary>Compares two; it does not matter which is the first.</summary>
    public static Likeness Of(MeasureTraits one, MeasureTraits other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        ImmutableArray<LikenessReason> reasons =
        [
            Title(one.Compared.Like(other.Compared)),
            one.Kind == other.Kind ? new(LikenessTrait.Kind, Agreement.Agrees, 15) : new(LikenessTrait.Kind, Agreement.Differs, -25),
            Members([.. one.Members], [.. other.Members]),
            Dates(one, other),
            Partners(one.Partners, other.Partners),
        ];
        return new Likeness(Math.Clamp(reasons.Sum(r => r.Points), 0, 100) / 100.0, reasons);
    }

    private static LikenessReason Title(double like) => new(
        LikenessTrait.Title,
        like >= 0.85 ? Agreement.Agrees : like >= 0.4 ? Agreement.Close : Agreement.Differs,
        like >= 0.4 ? (int)Math.Round(50 * like) : 0);

    private static LikenessReason Members(HashSet<MemberId> one, HashSet<MemberId> other)
    {
        var (agreement, points) = one.Count == 0 || other.Count == 0 ? (Agreement.Absent, 0)
            : one.SetEquals(other) ? (Agreement.Agrees, 20)
            : one.IsSubsetOf(other) || other.IsSubsetOf(one) ? (Agreement.Close, 10)
            : one.Overlaps(other) ? (Agreement.Overlaps, -20)
            : (Agreement.Differs, -40);
        return new LikenessReason(LikenessTrait.Members, agreement, points);
    }

    private static LikenessReason Dates(MeasureTraits one, MeasureTraits other)
    {
        var happens = one.IsEvent && other.IsEvent;
        var close = happens ? EventDaysClose : DaysClose;
        var apart = one.Dates.Join(other.Dates, a => a.Stage, b => b.Stage, (a, b) => DaysApart(a.When, b.When)).DefaultIfEmpty(null).Min();
        var (agreement, points) = apart switch
        {
            null => (Agreement.Absent, 0),
            0 => (Agreement.Agrees, 10),
            { } days when days <= close => (Agreement.Close, 5),
            _ => (Agreement.Differs, happens ? -40 : -10),
        };
        return new LikenessReason(LikenessTrait.Dates, agreement, points);
    }

    /// <summary>0 when they may be the same day.</summary>
    private static int? DaysApart(When one, When other) =>
        one.Latest is { } end && other.Earliest is { } begin && begin > end ? begin.DayNumber - end.DayNumber
        : other.Latest is { } last && one.Earliest is { } first && first > last ? first.DayNumber - last.DayNumber
        : 0;

    private static LikenessReason Partners(ImmutableArray<string> one, ImmutableArray<string> other)
    {
        var (agreement, points) = one.IsEmpty || other.IsEmpty ? (Agreement.Absent, 0)
            : one.Intersect(other, StringComparer.OrdinalIgnoreCase).Any() ? (Agreement.Agrees, 5)
            : (Agreement.Differs, -5);
        return new LikenessReason(LikenessTrait.Partners, agreement, points);
    }
}
