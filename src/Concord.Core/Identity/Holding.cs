using Concord.Core.Kernel;

namespace Concord.Core.Identity;

/// <summary>A capacity that somebody holds: for good, or for a time when it is delegated.</summary>
/// <param name="Capacity">As what. Never <see cref="Capacity.Public"/>: everybody is that.</param>
/// <param name="Body">For which body; null for the installation's administrators and the operator.</param>
/// <param name="Member">The member whose body it is.</param>
/// <param name="From">The first day; null from the beginning.</param>
/// <param name="Until">The last day; null without end.</param>
/// <param name="IsEnded">Taken away.</param>
/// <param name="Of">The holding that it is a delegation of; null when it is held in its own right.</param>
public sealed record Holding(
    HoldingId Id, ActorId Account, Capacity Capacity, BodyId? Body, MemberId? Member, DateOnly? From, DateOnly? Until, bool IsEnded, HoldingId? Of)
{
    /// <summary>A delegation lasts at most so many days; then it is given again or not.</summary>
    public const int LongestDelegation = 92;

    /// <summary>Whether somebody may act in it on that day. A delegation ends with what it was delegated from: see <paramref name="source"/>.</summary>
    /// <param name="source">What it is a delegation of; null when it is none.</param>
    public bool HoldsOn(DateOnly day, Holding? source) =>
        !IsEnded && (From is not { } from || from <= day) && (Until is not { } until || day <= until)
        && (Of is null || (source is { Of: null } && source.Id == Of && source.HoldsOn(day, null)));

    /// <summary>
    /// Lets another person act in it for some days. Refused with <c>delegation.not-yours</c>, <c>delegation.of-a-delegation</c>, <c>delegation.administrator</c> (two
    /// administrators make one; nobody hands it on alone), <c>delegation.to-oneself</c>, <c>delegation.not-held</c>, <c>delegation.backwards</c>, <c>delegation.over</c>, <c>delegation.too-long</c>, and as <see cref="Acknowledging"/> says.
    /// </summary>
    /// <param name="standing">How the credential of the body stands.</param>
    /// <param name="known">How they said that they know it stands.</param>
    public Result<Holding> Delegate(
        HoldingId id, ActorId by, ActorId to, DateOnly from, DateOnly until, DateOnly today, CredentialStanding? standing = null, CredentialStanding? known = null)
    {
        var refusal = Account != by ? "delegation.not-yours"
            : Of is not null ? "delegation.of-a-delegation"
            : Capacity is Capacity.Administrator or Capacity.LocalOperator ? "delegation.administrator"
            : to == by ? "delegation.to-oneself"
            : !HoldsOn(today, null) ? "delegation.not-held"
            : until < from ? "delegation.backwards"
            : until < today ? "delegation.over"
            : until.DayNumber - from.DayNumber >= LongestDelegation ? "delegation.too-long"
            : null;
        return refusal is not null ? new Refusal(refusal)
            : Acknowledging.Fault(Capacity, standing, known) is { } unknown ? unknown
            : this with { Id = id, Account = to, From = from, Until = until, Of = Id };
    }
}
