using System.Collections.Immutable;
using Concord.Core.Identity;
using Concord.Core.Kernel;
using CsCheck;

namespace Concord.Tests.Identity;

/// <summary>Who speaks for a member: how credentials stand on a day, and who may say what of them. Pure rules.</summary>
public sealed class CredentialTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);
    private static readonly MemberId Lake = new(Guid.CreateVersion7());
    private static readonly MemberId Hill = new(Guid.CreateVersion7());
    private static readonly ImmutableArray<BodyId> Authorities = [.. Enumerable.Range(0, 4).Select(_ => new BodyId(Guid.CreateVersion7()))];

    private static CredentialId NewId() => new(Guid.CreateVersion7());

    private static Credential Of(BodyId body, params (CredentialTurn Turn, int After)[] said) => Of(Lake, body, said);

    private static Credential Of(MemberId member, BodyId body, params (CredentialTurn Turn, int After)[] said) =>
        new(NewId(), member, body, null, [.. said.Select((s, at) => new CredentialEvent(at + 1, s.Turn, Day.AddDays(s.After)))]);

    private static Actor Who(Capacity capacity, BodyId? body = null, MemberId? member = null) => new(new ActorId(Guid.CreateVersion7()), "somebody", capacity, body) { Member = member };

    private static Permit May(Actor actor) => World.Ok(Access.Decide(actor, Doing.KeepCredentials));

    private static readonly Permit Secretariat = May(Who(Capacity.Secretariat));

    [Fact]
    public void What_is_said_holds_from_its_day_on_and_not_the_day_before()
    {
        var credential = Of(Authorities[0], (CredentialTurn.Recorded, 0), (CredentialTurn.Disputed, 2), (CredentialTurn.Suspended, 4), (CredentialTurn.Restored, 6), (CredentialTurn.Ended, 8));
        Assert.Equal(
            [
                null, CredentialStanding.InForce, CredentialStanding.InForce, CredentialStanding.Disputed, CredentialStanding.Disputed, CredentialStanding.Suspended, CredentialStanding.Suspended,
                CredentialStanding.InForce, CredentialStanding.InForce, CredentialStanding.Ended, CredentialStanding.Ended,
            ],
            Enumerable.Range(-1, 11).Select(d => credential.Alone(Day.AddDays(d))));
    }

    [Fact]
    public void What_is_said_on_one_day_follows_as_it_was_written_down()
    {
        Assert.Equal(CredentialStanding.InForce, Of(Authorities[0], (CredentialTurn.Recorded, 0), (CredentialTurn.Disputed, 0), (CredentialTurn.Restored, 0)).Alone(Day));
        Assert.Equal(CredentialStanding.Suspended, Of(Authorities[0], (CredentialTurn.Recorded, 0), (CredentialTurn.Suspended, 0), (CredentialTurn.Disputed, 1)).Alone(Day.AddDays(1)));
    }

    [Fact]
    public void Two_authorities_for_one_member_are_both_disputed_until_an_act_settles_it()
    {
        var first = Of(Authorities[0], (CredentialTurn.Recorded, 0));
        var second = Of(Authorities[1], (CredentialTurn.Recorded, 5));
        ImmutableArray<Credential> both = [first, second];
        Assert.Equal([CredentialStanding.InForce], Credential.On(both, Day.AddDays(4)).Values);
        Assert.Equal([CredentialStanding.Disputed, CredentialStanding.Disputed], Credential.On(both, Day.AddDays(5)).Values);
        Assert.Equal(CredentialStanding.InForce, first.Alone(Day.AddDays(5)));

        // Neither is the earlier's right nor the later's: an act with a reason decides, for either.
        foreach (var (settled, speaks) in new[] { (first, second), (second, first) })
        {
            var suspended = settled with { Events = [.. settled.Events, new CredentialEvent(2, CredentialTurn.Suspended, Day.AddDays(7))] };
            var now = Credential.On([speaks, suspended], Day.AddDays(7));
            Assert.Equal((CredentialStanding.InForce, CredentialStanding.Suspended), (now[speaks.Id], now[settled.Id]));
            Assert.Equal(CredentialStanding.Disputed, Credential.On([speaks, suspended], Day.AddDays(6))[speaks.Id]);
        }
    }

    [Fact]
    public void Of_other_members_and_beside_each_other_authorities_do_not_compete()
    {
        var first = Of(Authorities[0], (CredentialTurn.Recorded, 0));
        var beside = Of(Authorities[1], (CredentialTurn.Recorded, 0)) with { Beside = first.Id };
        var elsewhere = Of(Hill, Authorities[2], (CredentialTurn.Recorded, 0));
        Assert.All(Credential.On([first, beside, elsewhere], Day).Values, s => Assert.Equal(CredentialStanding.InForce, s));
        var rival = Of(Authorities[3], (CredentialTurn.Recorded, 0));
        var now = Credential.On([first, beside, elsewhere, rival], Day);
        Assert.Equal([elsewhere.Id], now.Where(s => s.Value == CredentialStanding.InForce).Select(s => s.Key));
    }

    [Fact]
    public void An_authority_stands_as_what_stands_most_against_it_and_has_ended_when_all_has()
    {
        var ended = Of(Authorities[0], (CredentialTurn.Recorded, 0), (CredentialTurn.Ended, 2));
        var again = Of(Authorities[0], (CredentialTurn.Recorded, 4));
        Assert.Equal(
            [null, CredentialStanding.InForce, CredentialStanding.Ended, CredentialStanding.InForce],
            new[] { -1, 0, 3, 4 }.Select(d => Credential.Of([ended, again], Lake, Authorities[0], Day.AddDays(d))));
        Assert.Null(Credential.Of([ended, again], Hill, Authorities[0], Day));
        var suspended = Of(Authorities[0], (CredentialTurn.Recorded, 0), (CredentialTurn.Suspended, 0));
        Assert.Equal(CredentialStanding.Suspended, Credential.Of([again, suspended], Lake, Authorities[0], Day.AddDays(4)));
    }

    private static readonly Gen<Credential> AnyCredential =
        from member in Gen.Int[0, 1].Select(m => m == 0 ? Lake : Hill)
        from body in Gen.Int[0, 3].Select(b => Authorities[b])
        from begins in Gen.Int[0, 10]
        from said in Gen.Select(Gen.Enum<CredentialTurn>(), Gen.Int[0, 12]).Array[0, 6]
        select Of(member, body, [(CredentialTurn.Recorded, begins), .. said.Where(s => s.Item1 != CredentialTurn.Recorded).OrderBy(s => s.Item2).Select(s => (s.Item1, begins + s.Item2))]);

    private static readonly Gen<(ImmutableArray<Credential> All, int After)> AnyRecord =
        from all in AnyCredential.Array[0, 6]
        from beside in Gen.Int[0, 6].Array[all.Length]
        from after in Gen.Int[-2, 26]
        select (Grouped(all, beside), after);

    /// <summary>Some of them given beside the first of their member.</summary>
    private static ImmutableArray<Credential> Grouped(Credential[] all, int[] beside) =>
        [.. all.Select((c, at) => beside[at] < 2 && all.First(o => o.Member == c.Member) is { } first && first.Id != c.Id && first.Body != c.Body ? c with { Beside = first.Id } : c)];

    [Fact]
    public void Exactly_what_has_begun_stands_and_what_comes_later_changes_nothing() => AnyRecord.Sample(record =>
    {
        var day = Day.AddDays(record.After);
        var now = Credential.On(record.All, day);
        Assert.Equal(record.All.Where(c => c.Events[0].On <= day).Select(c => c.Id).ToHashSet(), now.Keys.ToHashSet());
        var known = record.All.Select(c => c with { Events = [.. c.Events.Where(e => e.On <= day)] }).Where(c => c.Events.Length > 0);
        Assert.Equal(now, Credential.On(known, day), (a, b) => a.Count == b.Count && a.All(s => b[s.Key] == s.Value));
    });

    [Fact]
    public void The_order_in_which_they_are_read_decides_nothing() => AnyRecord.Sample(record =>
    {
        var day = Day.AddDays(record.After);
        var (one, other) = (Credential.On(record.All, day), Credential.On(record.All.Reverse().Select(c => c with { Events = [.. c.Events.Reverse()] }), day));
        Assert.All(one, s => Assert.Equal(s.Value, other[s.Key]));
    });

    [Fact]
    public void Of_one_member_two_authorities_are_in_force_only_beside_each_other() => AnyRecord.Sample(record =>
    {
        var now = Credential.On(record.All, Day.AddDays(record.After));
        Assert.All(
            record.All.Where(c => now.GetValueOrDefault(c.Id, CredentialStanding.Ended) == CredentialStanding.InForce).GroupBy(c => c.Member),
            ofMember => Assert.True(ofMember.Select(c => c.Beside ?? c.Id).Distinct().Count() == 1 || ofMember.Select(c => c.Body).Distinct().Count() == 1));
    });

    [Fact]
    public void A_rival_disputes_and_never_does_more_or_less() => AnyRecord.Sample(record =>
    {
        var day = Day.AddDays(record.After);
        var now = Credential.On(record.All, day);
        Assert.All(record.All.Where(c => now.ContainsKey(c.Id)), c => Assert.True(now[c.Id] == c.Alone(day) || (now[c.Id], c.Alone(day)) == (CredentialStanding.Disputed, CredentialStanding.InForce)));
    });

    [Fact]
    public void What_has_ended_is_never_anything_else_again() => AnyRecord.Sample(record => Assert.All(
        record.All,
        c => Assert.True(c.Alone(Day.AddDays(record.After)) != CredentialStanding.Ended || c.Alone(Day.AddDays(record.After + 1)) == CredentialStanding.Ended)));

    [Fact]
    public void Whoever_keeps_credentials_records_them_and_nobody_else_does()
    {
        Result<Credential> Record(Permit by, MemberId? member, BodyId? body, string? paper = "Note 4", int? after = 0, CredentialId? beside = null, params Credential[] all) =>
            Credential.Record(NewId(), by, member, body, paper, after is { } a ? Day.AddDays(a) : null, beside, [.. all], Day);
        var made = World.Ok(Record(Secretariat, Lake, Authorities[0]));
        Assert.Equal(CredentialStanding.InForce, made.Alone(Day));
        Assert.True(Record(May(Who(Capacity.Administrator)), Lake, Authorities[0]).IsOk);
        Assert.Equal("access.denied", World.Refused(Record(May(Who(Capacity.Official, Authorities[0], Lake)), Lake, Authorities[0])));
        Assert.Equal("access.denied", World.Refused(Record(World.Ok(Access.Decide(Who(Capacity.Administrator), Doing.KeepAccounts)), Lake, Authorities[0])));
        Assert.Equal("access.denied", World.Refused(Access.Decide(Who(Capacity.Administrator, Authorities[0]), Doing.KeepCredentials)));
        Assert.Equal("credential.body", World.Refused(Record(Secretariat, null, Authorities[0])));
        Assert.Equal("credential.paper", World.Refused(Record(Secretariat, Lake, Authorities[0], " ")));
        Assert.Equal("credential.paper", World.Refused(Record(Secretariat, Lake, Authorities[0], new string('x', Credential.LongestText + 1))));
        Assert.Equal("credential.day", World.Refused(Record(Secretariat, Lake, Authorities[0], after: 1)));
        Assert.Equal("credential.day", World.Refused(Record(Secretariat, Lake, Authorities[0], after: null)));
        Assert.Equal("credential.already-there", World.Refused(Record(Secretariat, Lake, Authorities[0], all: made)));
        Assert.Equal("credential.beside", World.Refused(Record(Secretariat, Hill, Authorities[1], beside: made.Id, all: made)));
        Assert.Equal("credential.beside", World.Refused(Record(Secretariat, Lake, Authorities[1], beside: NewId(), all: made)));
        var second = World.Ok(Record(Secretariat, Lake, Authorities[1], beside: made.Id, all: made));
        Assert.Equal(made.Id, World.Ok(Record(Secretariat, Lake, Authorities[2], beside: second.Id, all: [made, second])).Beside);
    }

    [Fact]
    public void An_official_of_the_member_disputes_and_says_nothing_else()
    {
        var credential = Of(Authorities[0], (CredentialTurn.Recorded, 0));
        Result<SaidOfCredential> Say(Actor by, CredentialTurn turn) => credential.Say(May(by), turn, "The ministry", "another government", Day, Day);
        var other = Who(Capacity.Official, Authorities[1], Lake);
        Assert.True(Say(other, CredentialTurn.Disputed).IsOk);
        Assert.All(new[] { CredentialTurn.Suspended, CredentialTurn.Restored, CredentialTurn.Ended, CredentialTurn.Recorded }, turn => Assert.Equal("access.denied", World.Refused(Say(other, turn))));
        Assert.Equal("credential.another-member", World.Refused(Say(Who(Capacity.Official, Authorities[2], Hill), CredentialTurn.Disputed)));
        Assert.Equal("access.credential-suspended", World.Refused(Say(other with { Credential = CredentialStanding.Suspended }, CredentialTurn.Disputed)));
        Assert.Equal("access.credential-ended", World.Refused(Say(other with { Credential = CredentialStanding.Ended }, CredentialTurn.Disputed)));
        Assert.True(Say(other with { Credential = CredentialStanding.Disputed }, CredentialTurn.Disputed).IsOk);
    }

    [Fact]
    public void What_is_said_follows_on_what_was_and_gives_its_reason()
    {
        Result<SaidOfCredential> Say(Credential of, CredentialTurn turn, string? who = "The meeting", string? why = "decided", int? after = 3) =>
            of.Say(Secretariat, turn, who, why, after is { } a ? Day.AddDays(a) : null, Day.AddDays(3));
        var credential = Of(Authorities[0], (CredentialTurn.Recorded, 0), (CredentialTurn.Disputed, 2));
        Assert.Equal(new CredentialEvent(3, CredentialTurn.Suspended, Day.AddDays(3)), World.Ok(Say(credential, CredentialTurn.Suspended)).Event);
        Assert.Equal("credential.who", World.Refused(Say(credential, CredentialTurn.Suspended, who: "")));
        Assert.Equal("credential.why", World.Refused(Say(credential, CredentialTurn.Suspended, why: null)));
        Assert.Equal("credential.day", World.Refused(Say(credential, CredentialTurn.Suspended, after: 4)));
        Assert.Equal("credential.day", World.Refused(Say(credential, CredentialTurn.Suspended, after: null)));
        Assert.Equal("credential.day-before", World.Refused(Say(credential, CredentialTurn.Suspended, after: 1)));
        Assert.Equal("credential.already-in-force", World.Refused(Say(Of(Authorities[0], (CredentialTurn.Recorded, 0)), CredentialTurn.Restored)));
        var suspended = Of(Authorities[0], (CredentialTurn.Recorded, 0), (CredentialTurn.Suspended, 1));
        Assert.Equal("credential.already-suspended", World.Refused(Say(suspended, CredentialTurn.Suspended)));
        Assert.Equal("credential.already-suspended", World.Refused(Say(suspended, CredentialTurn.Disputed)));
        Assert.True(Say(suspended, CredentialTurn.Restored).IsOk);
        Assert.Equal("credential.already-ended", World.Refused(Say(Of(Authorities[0], (CredentialTurn.Recorded, 0), (CredentialTurn.Ended, 1)), CredentialTurn.Restored)));
    }

    [Fact]
    public void Officials_of_an_authority_that_was_silenced_read_and_add_nothing()
    {
        foreach (var (standing, refused) in new (CredentialStanding?, string?)[]
            { (null, null), (CredentialStanding.InForce, null), (CredentialStanding.Disputed, null), (CredentialStanding.Suspended, "access.credential-suspended"), (CredentialStanding.Ended, "access.credential-ended") })
        {
            var official = Who(Capacity.Official, Authorities[0], Lake) with { Credential = standing };
            Assert.All(new[] { Doing.Import, Doing.Review }, doing => Assert.Equal(refused, Access.Decide(official, doing).Match<string?>(_ => null, r => r[0].Code)));
            Assert.All(new[] { Doing.Read, Doing.SignIn, Doing.KeepOwn, Doing.KeepCredentials }, doing => Assert.True(Access.Decide(official, doing).IsOk));
            Assert.True(Access.MaySee(official, new Label(Handling.OwnMember, null, null, null, []) { Member = Lake }, Day).Allowed);
            Assert.True(Access.IsOfProcess(official));
        }

        // Nothing else is touched by a credential, and nothing is given by one.
        Assert.Equal(new Decision(false, AccessRule.InCapacity, "Official"), Access.May(Who(Capacity.Official, Authorities[0], Lake) with { Credential = CredentialStanding.Suspended }, Doing.Administer));
        Assert.Equal("access.denied", World.Refused(Access.Decide(Who(Capacity.Press) with { Credential = CredentialStanding.Suspended }, Doing.Import)));
        Assert.True(Access.Decide(Who(Capacity.Secretariat) with { Credential = CredentialStanding.Suspended }, Doing.Import).IsOk);
    }

    [Fact]
    public void Nobody_becomes_an_official_of_it_unless_it_is_said_to_be_known()
    {
        var administrator = World.Ok(Access.Decide(Who(Capacity.Administrator), Doing.KeepAccounts));
        var now = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        Result<Invitation> Invite(CredentialStanding? standing, CredentialStanding? known, Capacity capacity = Capacity.Official) =>
            Invitation.Make(new InvitationId(Guid.CreateVersion7()), administrator, capacity, Authorities[0], Lake, held: true, now, standing, known);
        Assert.True(Invite(null, null).IsOk);
        Assert.True(Invite(CredentialStanding.InForce, null).IsOk);
        Assert.True(Invite(CredentialStanding.Suspended, null, Capacity.Secretariat).IsOk);
        Assert.Equal("capacity.credential-disputed", World.Refused(Invite(CredentialStanding.Disputed, null)));
        Assert.Equal("capacity.credential-suspended", World.Refused(Invite(CredentialStanding.Suspended, CredentialStanding.Disputed)));
        Assert.Equal("capacity.credential-ended", World.Refused(Invite(CredentialStanding.Ended, CredentialStanding.Suspended)));

        // What comes up after the invitation was made is not known by it.
        var made = World.Ok(Invite(CredentialStanding.Disputed, CredentialStanding.Disputed));
        Assert.True(made.Accept(now, CredentialStanding.Disputed).IsOk);
        Assert.Equal("invitation.credential", World.Refused(made.Accept(now, CredentialStanding.Suspended)));
        Assert.Equal("invitation.credential", World.Refused(World.Ok(Invite(null, null)).Accept(now, CredentialStanding.Disputed)));

        var (owner, other) = (new ActorId(Guid.CreateVersion7()), new ActorId(Guid.CreateVersion7()));
        var held = new Holding(new HoldingId(Guid.CreateVersion7()), owner, Capacity.Official, Authorities[0], Lake, null, null, false, null);
        Result<Holding> Give(CredentialStanding? standing, CredentialStanding? known) => held.Delegate(new HoldingId(Guid.CreateVersion7()), owner, other, Day, Day, Day, standing, known);
        Assert.Equal("capacity.credential-disputed", World.Refused(Give(CredentialStanding.Disputed, null)));
        Assert.True(Give(CredentialStanding.Disputed, CredentialStanding.Disputed).IsOk);
    }
}
