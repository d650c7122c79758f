using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Identity;

/// <summary>An invitation: the only way to an account, or to one more capacity of it.</summary>
/// <param name="By">Who invited.</param>
/// <param name="Confirmed">The second administrator; only an invitation of an administrator needs one.</param>
/// <param name="Expires">From this instant on it lets nobody in.</param>
/// <param name="IsClosed">Accepted or taken back.</param>
public sealed record Invitation(
    InvitationId Id, Capacity Capacity, BodyId? Body, MemberId? Member, ActorId By, ActorId? Confirmed, DateTimeOffset Expires, bool IsClosed)
{
    /// <summary>How the credential of the body stood, as far as whoever invited said that they know; null when they said nothing.</summary>
    public CredentialStanding? Acknowledged { get; init; }

    /// <summary>How long one can be accepted.</summary>
    public static TimeSpan Lasts { get; } = TimeSpan.FromDays(7);

    /// <summary>Two administrators make an administrator: whoever has all of the installation's accounts in hand is not made by one person.</summary>
    public bool NeedsSecond => Capacity == Capacity.Administrator && Confirmed is null;

    /// <summary>
    /// Invites. An administrator of one body invites for that body, as what it is already, and makes nobody administrator of all. Refused with <c>access.denied</c>,
    /// <c>invitation.no-such-capacity</c>, <c>invitation.another-body</c>, <c>invitation.needs-body</c>, <c>invitation.not-of-a-member</c>, <c>invitation.first-of-body</c>, and as
    /// <see cref="Acknowledging"/> says.
    /// </summary>
    /// <param name="held">Whether somebody acts in that capacity for the body, and not by delegation.</param>
    /// <param name="standing">How the credential of the body stands.</param>
    /// <param name="known">How they said that they know it stands.</param>
    public static Result<Invitation> Make(
        InvitationId id, Permit permit, Capacity capacity, BodyId? body, MemberId? member, bool held, DateTimeOffset now, CredentialStanding? standing = null, CredentialStanding? known = null)
    {
        ArgumentNullException.ThrowIfNull(permit);
        var by = permit.Actor;
        var refusal = permit.Doing != Doing.KeepAccounts ? "access.denied"
            : capacity is Capacity.LocalOperator or Capacity.Public ? "invitation.no-such-capacity"
            : by.Keeps is { } own && own != body ? "invitation.another-body"
            : body is null && capacity != Capacity.Administrator ? "invitation.needs-body"
            : capacity == Capacity.Official && member is null ? "invitation.not-of-a-member"
            : !MayGive(by, capacity, member, held) ? "invitation.first-of-body"
            : null;
        return refusal is not null ? new Refusal(refusal)
            : Acknowledging.Fault(capacity, standing, known) is { } unknown ? unknown
            : new Invitation(id, capacity, body, member, by.Id, by.Capacity == Capacity.LocalOperator ? by.Id : null, now + Lasts, false) { Acknowledged = known };
    }

    /// <summary>
    /// As what an administrator may invite for a body that is theirs to keep. What a body is, an administrator of all says, by inviting the first; of a member's body everybody knows that it is an official's.
    /// </summary>
    /// <param name="held">Whether somebody acts in that capacity for the body, and not by delegation.</param>
    public static bool MayGive(Actor by, Capacity capacity, MemberId? member, bool held)
    {
        ArgumentNullException.ThrowIfNull(by);
        return by.Keeps is null || held || capacity == Capacity.Administrator || (capacity == Capacity.Official && member is not null);
    }

    /// <summary>Whether somebody who is known here may take it: nobody gives themselves what they invite to. Refused with <c>invitation.own</c>.</summary>
    public Refusal? TakenBy(ActorId account) => account == By ? new Refusal("invitation.own") : null;

    /// <summary>
    /// Whether it may be taken on the word of a provider of sign-in, which vouches for the people of one body and not for who keeps accounts. Refused with <c>provider.another-body</c> and
    /// <c>invitation.own-key</c>.
    /// </summary>
    public Refusal? TakenByWordOf(BodyId vouching) =>
        Body != vouching ? new Refusal("provider.another-body") : Capacity == Capacity.Administrator ? new Refusal("invitation.own-key") : null;

    /// <summary>Its days are over; also those of one that was made by a clock which has since been set back.</summary>
    private bool IsOver(DateTimeOffset now) => now >= Expires || Expires > now + Lasts + Clocks.Apart;

    /// <summary>The second administrator agrees. Refused with <c>access.denied</c>, <c>invitation.over</c>, <c>invitation.already-confirmed</c>, <c>invitation.another-body</c>, <c>invitation.second-person</c>.</summary>
    public Result<Invitation> Confirm(Permit permit, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(permit);
        var by = permit.Actor;
        var refusal = permit.Doing != Doing.KeepAccounts ? "access.denied"
            : IsClosed || IsOver(now) ? "invitation.over"
            : !NeedsSecond ? "invitation.already-confirmed"
            : by.Keeps is { } own && own != Body ? "invitation.another-body"
            : by.Id == By ? "invitation.second-person"
            : null;
        return refusal is not null ? new Refusal(refusal) : this with { Confirmed = by.Id };
    }

    /// <summary>Lets somebody in. Refused with <c>invitation.over</c>, <c>invitation.waits-for-second</c>, or <c>invitation.credential</c> when more stands against the body's credential than whoever invited knew.</summary>
    /// <param name="standing">How the credential of the body stands.</param>
    public Result<Invitation> Accept(DateTimeOffset now, CredentialStanding? standing = null) =>
        IsClosed || IsOver(now) ? new Refusal("invitation.over")
        : NeedsSecond ? new Refusal("invitation.waits-for-second")
        : Acknowledging.Fault(Capacity, standing, Acknowledged) is not null ? new Refusal("invitation.credential")
        : this with { IsClosed = true };
}

/// <summary>What may be taken away from whom.</summary>
public static class Ending
{
    /// <summary>
    /// Ends a capacity: by its holder, or by an administrator of its body or of all. Refused with <c>access.denied</c>, <c>holding.already-ended</c>, and
    /// <c>holding.last-administrator</c>: an installation always has somebody to keep its accounts.
    /// </summary>
    /// <param name="administrators">All holdings of an administrator of the whole installation in force.</param>
    public static Result<Holding> Of(Holding holding, Permit permit, ImmutableArray<Holding> administrators)
    {
        ArgumentNullException.ThrowIfNull(holding);
        ArgumentNullException.ThrowIfNull(permit);
        var by = permit.Actor;
        var mayBy = permit.Doing switch
        {
            Doing.KeepAccounts => by.Keeps is null || by.Keeps == holding.Body,
            Doing.KeepOwn => holding.Account == by.Id,
            _ => false,
        };
        return !mayBy ? new Refusal("access.denied")
            : holding.IsEnded ? new Refusal("holding.already-ended")
            : HoldsTheLast([holding], holding.Account, administrators) ? new Refusal("holding.last-administrator")
            : holding with { IsEnded = true };
    }

    /// <summary>Whether these, of one person, hold what nobody else holds: the accounts of the whole installation.</summary>
    internal static bool HoldsTheLast(IEnumerable<Holding> holdings, ActorId account, ImmutableArray<Holding> administrators) =>
        holdings.Any(h => h is { Capacity: Capacity.Administrator, Body: null, IsEnded: false }) && administrators.All(a => a.Account == account);
}
