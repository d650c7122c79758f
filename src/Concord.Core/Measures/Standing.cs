using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Concord.Core.Kernel;

namespace Concord.Core.Measures;

/// <summary>Who vouches for a measure's stage: reported is not verified (DESIGN, rule 2).</summary>
public enum Vouched
{
    /// <summary>Nobody says so.</summary>
    ByNobody,

    /// <summary>Only the measure's own members say so.</summary>
    ByOwnMembers,

    /// <summary>Only others say so.</summary>
    ByOthers,

    /// <summary>Its own members and others say so.</summary>
    ByBoth,

    /// <summary>Only somebody says so who is protected: whether its own member or another is not told.</summary>
    ByProtected,
}

/// <summary>
/// Where a measure stands on a day, as far as was known on a day: a pure fold over the statements that may be seen (DESIGN 3).
/// Under fuzzy dates it is a pair: what it has reached for certain, and what it may have reached.
/// </summary>
/// <param name="Certainly">The furthest stage that is affirmed plainly, reached on or before the day for certain, and not disputed; null for none.</param>
/// <param name="Possibly">The furthest stage that it may have reached; never behind <paramref name="Certainly"/>.</param>
/// <param name="Vouched">Who vouches for <paramref name="Certainly"/>, or, when there is none, for <paramref name="Possibly"/>.</param>
/// <param name="Disputed">Stages that one statement affirms and another denies; both stand side by side.</param>
/// <param name="Expectations">What was announced, in the order of (known, recorded).</param>
public sealed record Standing(
    StageId? Certainly, StageId? Possibly, Vouched Vouched, ImmutableArray<StageId> Disputed, ImmutableArray<Expectation> Expectations)
{
    /// <summary>The first statement by which it has <see cref="Certainly"/> got there.</summary>
    public StatementId? CertainlyBy { get; init; }

    /// <summary>The first statement by which it has <see cref="Possibly"/> got there.</summary>
    public StatementId? PossiblyBy { get; init; }

    /// <summary>
    /// Folds the visible statements of one measure. The order of the arguments does not matter: it is put into (known, recorded sequence, id).
    /// A statement that is not known by <paramref name="known"/>, or is withdrawn by then, has no part. Statements of other measures must not be given.
    /// </summary>
    /// <param name="statements">Those that this actor may see.</param>
    /// <param name="withdrawals">Of those statements.</param>
    /// <param name="ladder">The stages of the measure's kind.</param>
    /// <param name="members">The measure's own members.</param>
    /// <param name="held">d: on which day.</param>
    /// <param name="known">k: as far as was known on which day.</param>
    public static Standing Of(
        IEnumerable<Statement> statements, IEnumerable<Withdrawal> withdrawals, StageLadder ladder,
        ImmutableArray<MemberId> members, DateOnly held, DateOnly known)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        var gone = withdrawals.Where(w => w.StandsOn(known)).Select(w => w.Statement).ToHashSet();
        var counted = InOrder(statements.Where(s => s.Known <= known && !gone.Contains(s.Id)));
        var reached = counted.SelectMany(s => Reached.From(s, ladder)).ToImmutableArray();
        var affirmed = reached.Where(r => r.Affirms).ToImmutableArray();
        var denied = reached.Where(r => r.IsDenial).ToImmutableArray();
        var disputed = affirmed.Where(a => denied.Any(d => d.Contradicts(a))).Select(a => a.Stage).Distinct().OrderBy(ladder.Rank).ToImmutableArray();

        var certainly = Furthest(affirmed.Where(a => a.Plain && !disputed.Contains(a.Stage) && a.CertainlyBy(held)), ladder);
        var possibly = Furthest(affirmed.Where(a => a.PossiblyBy(held)), ladder);
        var shown = certainly?.Stage ?? possibly?.Stage;
        return new Standing(
            certainly?.Stage,
            possibly?.Stage,
            Who(affirmed.Where(a => a.Stage == shown && a.PossiblyBy(held)), members),
            disputed,
            Expectation.From(counted, affirmed, held, ladder))
        {
            CertainlyBy = certainly?.Statement.Id,
            PossiblyBy = possibly?.Statement.Id,
        };
    }

    /// <summary>The order of the fold: (known, recorded sequence, id).</summary>
    internal static ImmutableArray<Statement> InOrder(IEnumerable<Statement> statements)
    {
        var inOrder = statements.ToArray();
        Array.Sort(inOrder, static (a, b) =>
            a.Known.CompareTo(b.Known) is var known and not 0 ? known
            : a.Sequence.CompareTo(b.Sequence) is var sequence and not 0 ? sequence
            : a.Id.Value.CompareTo(b.Id.Value));
        return ImmutableCollectionsMarshal.AsImmutableArray(inOrder);
    }

    private static Reached? Furthest(IEnumerable<Reached> reached, StageLadder ladder) =>
        reached.OrderByDescending(r => ladder.Rank(r.Stage)).Select(r => (Reached?)r).FirstOrDefault();

    private static Vouched Who(IEnumerable<Reached> affirming, ImmutableArray<MemberId> members)
    {
        var (own, others, shielded) = (false, false, false);
        foreach (var one in affirming)
        {
            if (one.Statement.IsShielded)
            {
                shielded = true;
                continue;
            }

            var byOwn = one.Statement.SpeakerMember is { } member && members.Contains(member);
            own |= byOwn;
            others |= !byOwn;
        }

        return (own, others) switch
        {
            (true, true) => Vouched.ByBoth,
            (true, false) => Vouched.ByOwnMembers,
            (false, true) => Vouched.ByOthers,
            (false, false) => shielded ? Vouched.ByProtected : Vouched.ByNobody,
        };
    }
}
