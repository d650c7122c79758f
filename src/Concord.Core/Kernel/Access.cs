using System.Collections.Immutable;
using System.Globalization;

namespace Concord.Core.Kernel;

/// <summary>On which rule an answer rests.</summary>
public enum AccessRule
{
    /// <summary>The operator of this machine has all of it anyway.</summary>
    Operator,

    /// <summary>What somebody does in this capacity.</summary>
    InCapacity,

    /// <summary>Filed by this body, or for this body by name.</summary>
    ForBody,

    /// <summary>Public only from a day that has not come.</summary>
    Embargo,

    /// <summary>Said in a session to which this capacity was not admitted.</summary>
    Session,

    /// <summary>How widely it may be shown.</summary>
    Handling,

    /// <summary>The credential of their body is suspended or has ended.</summary>
    Credential,
}

/// <summary>Whether somebody may, and why.</summary>
/// <param name="Allowed">Yes or no.</param>
/// <param name="Rule">The rule that decided.</param>
/// <param name="Fact">What it rests on: the capacity, the day, the rule of the session as written, the handling. Never anything of the text.</param>
public sealed record Decision(bool Allowed, AccessRule Rule, string? Fact);

/// <summary>
/// The one admission-and-handling decision (DESIGN, rule 5). Pure and total; decided at the time of asking, whatever the as-of date. What it says of every capacity
/// and every handling stands in docs/access.md.
/// </summary>
public static class Access
{
    /// <summary>Whoever takes part in the process: may bring in what they have, and decide on what is read out of it.</summary>
    private static readonly ImmutableHashSet<Capacity> TakesPart =
        [Capacity.Secretariat, Capacity.Official, Capacity.UnPartner, Capacity.CivilSociety, Capacity.Survivors, Capacity.Youth, Capacity.Observer];

    /// <summary>The permit to do something, or a refusal with <c>access.denied</c>, <c>access.credential-suspended</c> or <c>access.credential-ended</c>.</summary>
    public static Result<Permit> Decide(Actor actor, Doing doing) => May(actor, doing) switch
    {
        { Allowed: true } => new Permit(actor, doing),
        { Rule: AccessRule.Credential } => Silenced(actor),
        _ => new Refusal("access.denied"),
    };

    /// <summary>
    /// Whether this actor may do such a thing at all; what of it is then a matter of labels. Officials whose authority's credential is suspended or has ended add nothing to the record and decide on
    /// nothing in it; what they may read is the same as before, and a dispute alone takes nothing from anybody.
    /// </summary>
    public static Decision May(Actor actor, Doing doing)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var able = doing switch
        {
            Doing.Read or Doing.SignIn => true,
            Doing.KeepOwn => actor.IsKnown,
            Doing.Import or Doing.Review => TakesPart.Contains(actor.Capacity),
            Doing.Administer => actor is { Capacity: Capacity.Administrator, Body: null },
            Doing.KeepAccounts or Doing.ReadLedger => actor.Capacity == Capacity.Administrator,
            Doing.KeepCredentials => actor is { Capacity: Capacity.Secretariat or Capacity.Official } or { Capacity: Capacity.Administrator, Body: null },
        };
        return AsOperator(actor)
            ?? (able && doing is (Doing.Import or Doing.Review) && IsSilenced(actor) ? new Decision(false, AccessRule.Credential, actor.Credential.ToString()) : new Decision(able, AccessRule.InCapacity, actor.Capacity.ToString()));
    }

    /// <summary>Whether they take part in the process, whatever stands against their credential: what is told to those who do is told to them.</summary>
    public static bool IsOfProcess(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Capacity == Capacity.LocalOperator || TakesPart.Contains(actor.Capacity);
    }

    /// <summary>Whether the authority for which they act speaks for its member no more, or not until it is settled.</summary>
    public static bool IsSilenced(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor is { Capacity: Capacity.Official, Credential: CredentialStanding.Suspended or CredentialStanding.Ended };
    }

    /// <summary>What is told to somebody who is silenced: <c>access.credential-ended</c> or <c>access.credential-suspended</c>.</summary>
    internal static Refusal Silenced(Actor actor) => new(actor.Credential == CredentialStanding.Ended ? "access.credential-ended" : "access.credential-suspended");

    /// <summary>
    /// Whether this actor may see what carries the label, on that day. Own and named bodies see it whatever else holds: they have it; but whoever acts for such a
    /// body as its administrator does so for its accounts. Everybody else waits for the day, was admitted to the session, and is within the handling; a release never opens a session to those who were kept out of it.
    /// </summary>
    public static Decision MaySee(Actor actor, Label label, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(label);
        if (AsOperator(actor) is { } all)
        {
            return all;
        }

        if (TakesPart.Contains(actor.Capacity) && actor.Body is { } body && label.Bodies.Contains(body))
        {
            return new Decision(true, AccessRule.ForBody, null);
        }

        if (label.Embargo is { } until && today < until)
        {
            return new Decision(false, AccessRule.Embargo, until.ToString("O", CultureInfo.InvariantCulture));
        }

        return label.KeptOut.Contains(actor.Capacity)
            ? new Decision(false, AccessRule.Session, label.Admission)
            : new Decision(IsWithin(actor, label), AccessRule.Handling, label.Handling.ToString());
    }

    /// <summary>Whether everybody may see it: then reading it is no act of its own (docs/access.md).</summary>
    public static bool IsPublic(Label label, DateOnly today) => MaySee(Actor.Visitor, label, today).Allowed;

    private static Decision? AsOperator(Actor actor) =>
        actor.Capacity == Capacity.LocalOperator ? new Decision(true, AccessRule.Operator, actor.Capacity.ToString()) : null;

    private static bool IsWithin(Actor actor, Label label) => label.Handling switch
    {
        Handling.Public => true,
        Handling.Process => TakesPart.Contains(actor.Capacity),
        Handling.Members => actor.Capacity is Capacity.Official or Capacity.Secretariat,
        Handling.OwnMember => actor.Capacity == Capacity.Official && label.Member is { } member && actor.Member == member,
        Handling.NamedBodies or Handling.OwnBody => false,
    };
}
