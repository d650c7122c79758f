using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Telegrams;

namespace Concord.Modules.Identity;

/// <summary>A kind of label, for somebody to be told whether they would see what bears it.</summary>
/// <param name="Key">Its words are <c>identity.access-kind-KEY</c>.</param>
internal sealed record AccessSample(string Key, Label Label);

/// <summary>
/// One label of each kind that there is. What somebody would see of them is asked of <see cref="Access.MaySee"/> and is told nowhere else; the labels are made up, so that none tells of anything on record.
/// </summary>
internal static class AccessSamples
{
    /// <summary>A body and a member that are nobody's.</summary>
    private static readonly BodyId Other = new(new Guid("01930000-0000-7000-8000-0000000000f1"));

    private static readonly MemberId OtherMember = new(new Guid("01930000-0000-7000-8000-0000000000f2"));

    /// <summary>As they stand to this actor: what is called one's own is of the actor's body and member.</summary>
    public static ImmutableArray<AccessSample> Of(Actor actor, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var wide = new Label(Handling.Public, null, null, null, [Other]) { Member = OtherMember };
        ImmutableArray<AccessSample> everybody =
        [
            new("public", wide),
            new("process", wide with { Handling = Handling.Process }),
            new("members", wide with { Handling = Handling.Members }),
            new("own-member", wide with { Handling = Handling.OwnMember, Member = actor.Member ?? OtherMember }),
            new("other-member", wide with { Handling = Handling.OwnMember }),
            new("named", wide with { Handling = Handling.NamedBodies }),
            new("other-body", wide with { Handling = Handling.OwnBody }),
            new("protected", wide with { Handling = Handling.OwnBody, Marking = "protect" }),
            new("before-its-day", wide with { Embargo = today.AddDays(1) }),
            Session("session-press", wide, "closed to the press"),
            Session("session-observers", wide, "closed to observers and the press"),
            Session("session-some", wide with { Handling = Handling.Process }, "open to NGO representatives and to youth"),
            Session("session-heads", wide, "restricted to heads of delegation"),
            Session("session-unknown", wide with { Handling = Handling.Process }, "closed to somebody"),
        ];
        return actor.Body is not { } body ? everybody
            :
            [
                .. everybody,
                new("own-body", wide with { Handling = Handling.OwnBody, Embargo = today.AddDays(1), Bodies = [body], Member = actor.Member }),
                new("named-own", wide with { Handling = Handling.NamedBodies, Embargo = today.AddDays(1), Bodies = [Other, body] }),
            ];
    }

    private static AccessSample Session(string key, Label label, string rule) => new(key, label with { Admission = rule, KeptOut = SessionDoor.KeptOutBy(rule) });
}
