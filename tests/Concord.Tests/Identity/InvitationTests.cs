using Concord.Core.Identity;
using Concord.Core.Kernel;

namespace Concord.Tests.Identity;

/// <summary>Who makes whom what: pure rules.</summary>
public sealed class InvitationTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly BodyId Ours = new(Guid.CreateVersion7());
    private static readonly BodyId Theirs = new(Guid.CreateVersion7());
    private static readonly MemberId Member = new(Guid.CreateVersion7());

    private static Actor Who(Capacity capacity, BodyId? body = null) => new(new ActorId(Guid.CreateVersion7()), "somebody", capacity, body);

    private static Permit May(Actor actor, Doing doing = Doing.KeepAccounts) => World.Ok(Access.Decide(actor, doing));

    private static Result<Invitation> Make(Actor by, Capacity capacity, BodyId? body, MemberId? member = null, bool held = false) =>
        Invitation.Make(new InvitationId(Guid.CreateVersion7()), May(by), capacity, body, member, held, Now);

    [Fact]
    public void An_administrator_of_a_body_invites_for_that_body_alone()
    {
        var by = Who(Capacity.Administrator, Ours);
        Assert.True(Make(by, Capacity.Official, Ours, Member).IsOk);
        Assert.Equal("invitation.another-body", World.Refused(Make(by, Capacity.Official, Theirs, Member)));
        Assert.Equal("invitation.another-body", World.Refused(Make(by, Capacity.Administrator, null)));
        Assert.Equal("invitation.not-of-a-member", World.Refused(Make(by, Capacity.Official, Ours)));
        Assert.Equal("invitation.needs-body", World.Refused(Make(Who(Capacity.Administrator), Capacity.Observer, null)));
    }

    [Fact]
    public void What_a_body_is_says_an_administrator_of_all()
    {
        var (ofBody, ofAll) = (Who(Capacity.Administrator, Ours), Who(Capacity.Administrator));
        foreach (var capacity in new[] { Capacity.Secretariat, Capacity.UnPartner, Capacity.CivilSociety, Capacity.Survivors, Capacity.Youth, Capacity.Observer, Capacity.Press })
        {
            Assert.Equal("invitation.first-of-body", World.Refused(Make(ofBody, capacity, Ours, Member)));
            Assert.Equal("invitation.first-of-body", World.Refused(Make(ofBody, capacity, Ours)));
            Assert.True(Make(ofBody, capacity, Ours, held: true).IsOk);
            Assert.True(Make(ofAll, capacity, Ours).IsOk);
        }

        Assert.True(Make(ofBody, Capacity.Official, Ours, Member).IsOk);
        Assert.True(World.Ok(Make(ofBody, Capacity.Administrator, Ours)).NeedsSecond);
    }

    [Fact]
    public void Nobody_takes_what_they_invite_to_and_a_providers_word_takes_what_is_of_its_body_and_keeps_no_accounts()
    {
        var by = Who(Capacity.Administrator);
        var made = World.Ok(Make(by, Capacity.Secretariat, Ours));
        Assert.Equal("invitation.own", made.TakenBy(by.Id)!.Code);
        Assert.Null(made.TakenBy(Who(Capacity.Administrator).Id));
        Assert.Null(made.TakenByWordOf(Ours));
        Assert.Equal("provider.another-body", made.TakenByWordOf(Theirs)!.Code);
        Assert.Equal("provider.another-body", World.Ok(Make(by, Capacity.Administrator, null)).TakenByWordOf(Ours)!.Code);
        Assert.Equal("invitation.own-key", World.Ok(Make(by, Capacity.Administrator, Ours)).TakenByWordOf(Ours)!.Code);
    }

    [Theory]
    [InlineData(Capacity.LocalOperator)]
    [InlineData(Capacity.Public)]
    public void Nobody_is_invited_as_what_is_nobodys_to_give(Capacity capacity) =>
        Assert.Equal("invitation.no-such-capacity", World.Refused(Make(Who(Capacity.Administrator), capacity, Ours)));

    [Fact]
    public void Whoever_keeps_no_accounts_invites_nobody() =>
        Assert.Equal("access.denied", World.Refused(Invitation.Make(
            new InvitationId(Guid.CreateVersion7()), May(Who(Capacity.Administrator), Doing.Read), Capacity.Youth, Ours, null, true, Now)));

    [Fact]
    public void Two_administrators_make_an_administrator()
    {
        var (first, second) = (Who(Capacity.Administrator), Who(Capacity.Administrator));
        var made = World.Ok(Make(first, Capacity.Administrator, null));
        Assert.Equal("invitation.waits-for-second", World.Refused(made.Accept(Now)));
        Assert.Equal("invitation.second-person", World.Refused(made.Confirm(May(first), Now)));
        Assert.Equal("invitation.another-body", World.Refused(made.Confirm(May(Who(Capacity.Administrator, Ours)), Now)));
        var agreed = World.Ok(made.Confirm(May(second), Now));
        Assert.Equal("invitation.already-confirmed", World.Refused(agreed.Confirm(May(Who(Capacity.Administrator)), Now)));
        Assert.True(World.Ok(agreed.Accept(Now)).IsClosed);
    }

    [Fact]
    public void An_invitation_that_was_made_by_a_clock_that_was_wrong_lets_nobody_in()
    {
        var (first, second) = (Who(Capacity.Administrator), Who(Capacity.Administrator));
        var made = World.Ok(Make(first, Capacity.Administrator, null));
        Assert.Equal("invitation.over", World.Refused(made.Accept(Now.AddYears(-1))));
        Assert.Equal("invitation.over", World.Refused(made.Confirm(May(second), Now.AddMinutes(-6))));
        Assert.True(made.Confirm(May(second), Now.AddMinutes(-5)).IsOk);
    }

    [Fact]
    public void An_invitation_lets_in_once_and_for_seven_days()
    {
        var made = World.Ok(Make(Who(Capacity.Administrator, Ours), Capacity.Youth, Ours, held: true));
        Assert.Equal(Now.AddDays(7), made.Expires);
        Assert.True(made.Accept(Now.AddDays(7).AddTicks(-1)).IsOk);
        Assert.Equal("invitation.over", World.Refused(made.Accept(Now.AddDays(7))));
        Assert.Equal("invitation.over", World.Refused(World.Ok(made.Accept(Now)).Accept(Now)));
    }

    [Fact]
    public void The_last_administrator_cannot_be_removed_and_another_can()
    {
        var (first, second) = (Who(Capacity.Administrator), Who(Capacity.Administrator));
        Holding Of(Actor actor) => new(new HoldingId(Guid.CreateVersion7()), actor.Id, Capacity.Administrator, null, null, null, null, false, null);
        var (one, two) = (Of(first), Of(second));
        Assert.Equal("holding.last-administrator", World.Refused(Ending.Of(one, May(first), [one])));
        Assert.Equal("holding.last-administrator", World.Refused(Ending.Of(one, May(first), [one, Of(first)])));
        Assert.True(World.Ok(Ending.Of(one, May(second), [one, two])).IsEnded);
        Assert.Equal("holding.already-ended", World.Refused(Ending.Of(one with { IsEnded = true }, May(second), [two])));
        Assert.Equal("access.denied", World.Refused(Ending.Of(one with { Capacity = Capacity.Youth, Body = Theirs }, May(Who(Capacity.Administrator, Ours)), [one, two])));
        Assert.Equal("access.denied", World.Refused(Ending.Of(two with { Capacity = Capacity.Youth }, May(first, Doing.KeepOwn), [one, two])));
    }

    [Fact]
    public void A_delegation_holds_for_its_days_and_ends_with_what_it_was_delegated_from()
    {
        var (owner, other) = (Who(Capacity.Official, Ours), Who(Capacity.Official, Ours));
        var day = new DateOnly(2026, 3, 2);
        var held = new Holding(new HoldingId(Guid.CreateVersion7()), owner.Id, Capacity.Official, Ours, Member, null, null, false, null);
        Result<Holding> Give(int from, int until, ActorId? to = null, ActorId? by = null) =>
            held.Delegate(new HoldingId(Guid.CreateVersion7()), by ?? owner.Id, to ?? other.Id, day.AddDays(from), day.AddDays(until), day);
        var given = World.Ok(Give(1, 3));
        Assert.Equal([false, true, true, true, false], Enumerable.Range(0, 5).Select(d => given.HoldsOn(day.AddDays(d), held)));
        Assert.False(given.HoldsOn(day.AddDays(2), held with { IsEnded = true }));
        Assert.False(given.HoldsOn(day.AddDays(2), null));
        Assert.Equal((other.Id, Ours, Member), (given.Account, given.Body, given.Member));
        Assert.Equal("delegation.of-a-delegation", World.Refused(given.Delegate(new HoldingId(Guid.CreateVersion7()), other.Id, owner.Id, day, day, day)));
        Assert.Equal("delegation.backwards", World.Refused(Give(3, 1)));
        Assert.Equal("delegation.over", World.Refused(Give(-3, -1)));
        Assert.Equal("delegation.too-long", World.Refused(Give(0, Holding.LongestDelegation)));
        Assert.True(Give(0, Holding.LongestDelegation - 1).IsOk);
        Assert.Equal("delegation.to-oneself", World.Refused(Give(0, 1, owner.Id)));
        Assert.Equal("delegation.not-yours", World.Refused(Give(0, 1, by: other.Id)));
        Assert.Equal("delegation.administrator", World.Refused((held with { Capacity = Capacity.Administrator }).Delegate(given.Id, owner.Id, other.Id, day, day, day)));
    }
}
