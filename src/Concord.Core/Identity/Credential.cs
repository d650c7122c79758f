using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Identity;

/// <summary>What is said of a credential. Names are kept, so none is ever renamed.</summary>
public enum CredentialTurn
{
    /// <summary>An authority speaks for a member.</summary>
    Recorded,

    /// <summary>Somebody says that it does not.</summary>
    Disputed,

    /// <summary>It does not speak until that is settled.</summary>
    Suspended,

    /// <summary>What stood against it is settled: it speaks.</summary>
    Restored,

    /// <summary>It speaks no more.</summary>
    Ended,
}

/// <summary>One thing that was said of a credential: from which day, counted in the order in which it was written down.</summary>
public sealed record CredentialEvent(int Number, CredentialTurn Turn, DateOnly On);

/// <summary>What is said of a credential, as it is written down.</summary>
/// <param name="Who">On whose word: whoever disputes it, or decided.</param>
public sealed record SaidOfCredential(CredentialEvent Event, string Who, string Why);

/// <summary>A credential: on the strength of a paper, an authority speaks for a member from a day on.</summary>
/// <param name="Body">The authority.</param>
/// <param name="Beside">The credential beside which it was given, by one and the same government: the two do not compete. Always the first of such a group.</param>
/// <param name="Events">The first is <see cref="CredentialTurn.Recorded"/>, from the day on which it begins.</param>
public sealed record Credential(CredentialId Id, MemberId Member, BodyId Body, CredentialId? Beside, ImmutableArray<CredentialEvent> Events)
{
    /// <summary>Of a paper, a name or a reason, in characters.</summary>
    public const int LongestText = 500;

    private CredentialId Group => Beside ?? Id;

    /// <summary>Whether two authorities say at once that they speak for the member, neither by leave of the other.</summary>
    private bool IsRivalOf(Credential other) => other.Member == Member && other.Body != Body && other.Group != Group;

    /// <summary>
    /// How it stands on a day by what was said of it alone; null before it begins. The rule: what is said holds from its day, in the order of days and, on one day, as it was written down. Recorded
    /// and restored, it is in force; disputed, it is disputed unless it is suspended; suspended, it is suspended; and what has ended is never anything else again.
    /// </summary>
    public CredentialStanding? Alone(DateOnly day) => Events.Where(e => e.On <= day).OrderBy(e => e.On).ThenBy(e => e.Number).Aggregate(default(CredentialStanding?), (standing, e) => (standing, e.Turn) switch
    {
        (CredentialStanding.Ended, _) => CredentialStanding.Ended,
        (null, not CredentialTurn.Recorded) => null,
        (_, CredentialTurn.Recorded or CredentialTurn.Restored) => CredentialStanding.InForce,
        (CredentialStanding.Suspended, CredentialTurn.Disputed) => CredentialStanding.Suspended,
        (_, CredentialTurn.Disputed) => CredentialStanding.Disputed,
        (_, CredentialTurn.Suspended) => CredentialStanding.Suspended,
        (_, CredentialTurn.Ended) => CredentialStanding.Ended,
    });

    /// <summary>
    /// How each credential stands on a day; those that begin later are left out. The rule: each stands as it does alone, but of rivals none is in force. Rivals are credentials of different authorities
    /// for one member that were not given beside each other, as long as each is in force or disputed by itself: while there are two, both are disputed. Nothing but an act ends that: one is suspended, or
    /// ended; neither the earlier nor the later wins.
    /// </summary>
    public static ImmutableDictionary<CredentialId, CredentialStanding> On(IEnumerable<Credential> credentials, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        var begun = credentials.Select(c => (Credential: c, Standing: c.Alone(day))).Where(c => c.Standing is not null).ToList();
        var speaking = begun.Where(c => c.Standing is CredentialStanding.InForce or CredentialStanding.Disputed).Select(c => c.Credential).ToList();
        return begun.ToImmutableDictionary(
            c => c.Credential.Id,
            c => c.Standing == CredentialStanding.InForce && speaking.Any(c.Credential.IsRivalOf) ? CredentialStanding.Disputed : c.Standing!.Value);
    }

    /// <summary>How an authority stands for a member on a day: of what has not ended, what stands most against it; ended when all has; null when nothing of it is recorded.</summary>
    public static CredentialStanding? Of(IEnumerable<Credential> credentials, MemberId member, BodyId body, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        ImmutableArray<Credential> all = [.. credentials];
        var standing = On(all, day);
        var own = all.Where(c => c.Member == member && c.Body == body && standing.ContainsKey(c.Id)).Select(c => standing[c.Id]).ToList();
        return own.Count == 0 ? null : own.Where(s => s != CredentialStanding.Ended).DefaultIfEmpty(CredentialStanding.Ended).Max();
    }

    /// <summary>
    /// Puts a credential on record: by the secretariat, an administrator of all or the operator. Refused with <c>access.denied</c>, <c>credential.body</c> (of no member), <c>credential.paper</c>,
    /// <c>credential.day</c>, <c>credential.beside</c> (not of that member, or over), <c>credential.already-there</c> (one of the authority has not ended).
    /// </summary>
    /// <param name="all">Those of the member.</param>
    public static Result<Credential> Record(
        CredentialId id, Permit permit, MemberId? member, BodyId? body, string? paper, DateOnly? from, CredentialId? beside, ImmutableArray<Credential> all, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(permit);
        var first = all.FirstOrDefault(c => c.Id == beside);
        var refusal = !Keeps(permit) ? "access.denied"
            : member is null || body is null ? "credential.body"
            : paper?.Trim() is not { Length: > 0 and <= LongestText } ? "credential.paper"
            : from is not { } day || day > today ? "credential.day"
            : beside is not null && (first is null || first.Member != member || first.Body == body || first.Alone(today) is null or CredentialStanding.Ended) ? "credential.beside"
            : all.Any(c => c.Member == member && c.Body == body && c.Alone(today) != CredentialStanding.Ended) ? "credential.already-there"
            : null;
        return refusal is not null ? new Refusal(refusal) : new Credential(id, member!.Value, body!.Value, first?.Group, [new CredentialEvent(1, CredentialTurn.Recorded, from!.Value)]);
    }

    /// <summary>
    /// Says something of it. Whoever keeps credentials says all; an official of the member disputes, unless their own authority was silenced. Refused with <c>access.denied</c>,
    /// <c>access.credential-suspended</c>, <c>access.credential-ended</c>, <c>credential.another-member</c>, <c>credential.who</c>, <c>credential.why</c>, <c>credential.day</c> (not given, or to come), <c>credential.day-before</c> (before what was said
    /// last), <c>credential.already-ended</c>, <c>credential.already-suspended</c>, <c>credential.already-in-force</c>.
    /// </summary>
    public Result<SaidOfCredential> Say(Permit permit, CredentialTurn turn, string? who, string? why, DateOnly? on, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(permit);
        var last = Events.Max(e => e.On);
        var standing = Alone(DateOnly.MaxValue);
        return Disallowed(permit, turn) is { } denied ? denied
            : who?.Trim() is not { Length: > 0 and <= LongestText } by ? new Refusal("credential.who")
            : why?.Trim() is not { Length: > 0 and <= LongestText } reason ? new Refusal("credential.why")
            : on is not { } day || day > today ? new Refusal("credential.day")
            : day < last ? new Refusal("credential.day-before", last.ToString("O", System.Globalization.CultureInfo.InvariantCulture))
            : standing == CredentialStanding.Ended ? new Refusal("credential.already-ended")
            : standing == CredentialStanding.Suspended && turn is (CredentialTurn.Suspended or CredentialTurn.Disputed) ? new Refusal("credential.already-suspended")
            : standing == CredentialStanding.InForce && turn == CredentialTurn.Restored ? new Refusal("credential.already-in-force")
            : new SaidOfCredential(new CredentialEvent(Events.Max(e => e.Number) + 1, turn, day), by, reason);
    }

    /// <summary>What this person may say of a credential of a member, by what they are: nothing of the credential itself is asked.</summary>
    public static ImmutableArray<CredentialTurn> Sayable(Permit permit, MemberId member)
    {
        ArgumentNullException.ThrowIfNull(permit);
        return Keeps(permit) ? [CredentialTurn.Disputed, CredentialTurn.Suspended, CredentialTurn.Restored, CredentialTurn.Ended]
            : permit.Doing == Doing.KeepCredentials && permit.Actor.Member == member && !Access.IsSilenced(permit.Actor) ? [CredentialTurn.Disputed]
            : [];
    }

    /// <summary>Whether they put credentials on record and say all that can be said of them.</summary>
    public static bool Keeps(Permit permit)
    {
        ArgumentNullException.ThrowIfNull(permit);
        return permit is { Doing: Doing.KeepCredentials, Actor.Capacity: not Capacity.Official };
    }

    private Refusal? Disallowed(Permit permit, CredentialTurn turn) =>
        permit.Doing != Doing.KeepCredentials || turn == CredentialTurn.Recorded || (!Keeps(permit) && turn != CredentialTurn.Disputed) ? new Refusal("access.denied")
        : Sayable(permit, Member).Contains(turn) ? null
        : permit.Actor.Member != Member ? new Refusal("credential.another-member")
        : Access.Silenced(permit.Actor);
}

/// <summary>
/// Nobody becomes an official of an authority whose credential is disputed, suspended or over unless whoever lets them says that they know how it stands, and that is on record.
/// </summary>
public static class Acknowledging
{
    /// <summary>Null when nothing stands in the way; else <c>capacity.credential-disputed</c>, <c>-suspended</c>, <c>-ended</c>.</summary>
    /// <param name="known">The standing that they said they know of; what stands more against it has to be said anew.</param>
    public static Refusal? Fault(Capacity capacity, CredentialStanding? standing, CredentialStanding? known) =>
        capacity != Capacity.Official || standing is null or CredentialStanding.InForce || known >= standing ? null
            : new Refusal(standing switch
            {
                CredentialStanding.Disputed => "capacity.credential-disputed",
                CredentialStanding.Suspended => "capacity.credential-suspended",
                _ => "capacity.credential-ended",
            });
}
