using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Sources;
using CsCheck;

namespace Concord.Tests.Sources;

/// <summary>How far a release goes: pure rules.</summary>
public sealed class ReleasingTests
{
    private static readonly BodyId Ours = new(Guid.CreateVersion7());

    private static readonly MarkingRules Rules = new(new Dictionary<string, Handling>
    {
        ["U"] = Handling.Public, ["SBU"] = Handling.Members, ["C"] = Handling.OwnBody, ["NOFORN"] = Handling.OwnBody, ["SENSITIVE"] = Handling.Members,
    }.ToImmutableDictionary());

    [Theory]
    [InlineData(null, "", Handling.Public)]
    [InlineData("U", "", Handling.Public)]
    [InlineData("u", "SIPDIS", Handling.Public)]
    [InlineData("U", "SENSITIVE", Handling.Members)]
    [InlineData("SBU", "", Handling.Members)]
    [InlineData("SBU/NF", "", Handling.OwnBody)]
    [InlineData("SBU", "NOFORN", Handling.OwnBody)]
    [InlineData("COSMIC", "", Handling.OwnBody)]
    public void A_marking_and_its_captions_hold_together_and_an_unknown_marking_stays(string? marking, string captions, Handling widest) =>
        Assert.Equal(widest, Rules.Of(marking, captions.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Fact]
    public void What_is_told_without_its_speaker_goes_no_further_than_its_paragraph_would_without_them_and_only_when_that_is_said() => Gen.Select(
        Gen.Enum<Handling>(), Gen.Int[0, 4].Select(i => new[] { "U", "SBU", "C", "X", null }[i]), Gen.Bool).Sample((to, marking, tells) =>
    {
        var label = new Label(Handling.OwnBody, marking, null, "closed to the press", [Ours]) { KeptOut = [Capacity.Press] };
        var release = new Release(to, [], new DateOnly(2027, 1, 1)) { TellsProtected = tells };
        var told = Releasing.Told(label, release, Ours, Rules, []);
        var unguarded = Releasing.After(label, release, Ours, Rules, [], protects: false);
        return tells && unguarded.Handling != Handling.OwnBody ? told == unguarded : told is null;
    });

    [Fact]
    public void No_release_goes_wider_than_asked_or_than_the_marking_lets_it_and_none_opens_a_session() => Gen.Select(
        Gen.Enum<Handling>(), Gen.Int[0, 4].Select(i => new[] { "U", "SBU", "C", "X", null }[i]), Gen.Bool, Gen.Enum<Handling>()).Sample((to, marking, protects, before) =>
    {
        var label = new Label(before, marking, null, "closed to the press", [Ours]) { KeptOut = [Capacity.Press] };
        var after = Releasing.After(label, new Release(to, [], null), Ours, Rules, [], protects);
        return after.Handling >= to && after.Handling >= Rules.Of(marking, []) && (!protects || after.Handling == Handling.OwnBody)
            && after.KeptOut.SequenceEqual(label.KeptOut) && after.Admission == label.Admission && after.Bodies.Contains(Ours);
    });

    private static readonly Gen<Label> AnyLabel = Gen.Select(
        Gen.Enum<Handling>(), Gen.Bool, Gen.Int[0, 3], Gen.Bool,
        (handling, waits, kept, member) => new Label(handling, null, waits ? new DateOnly(2027, 1, 1) : null, kept == 0 ? null : "closed", [Ours])
        {
            KeptOut = kept switch { 0 => [], 1 => [Capacity.Press], 2 => [Capacity.Observer], _ => [Capacity.Press, Capacity.Observer] },
            Member = member ? Member : null,
        });

    private static readonly MemberId Member = new(Guid.CreateVersion7());

    [Fact]
    public void What_draws_on_two_is_seen_by_whoever_sees_both_and_by_nobody_else() => Gen.Select(AnyLabel, AnyLabel, Gen.Enum<Capacity>(), Gen.Bool, Gen.Bool).Sample((a, b, capacity, own, early) =>
    {
        var actor = new Actor(new ActorId(Guid.CreateVersion7()), "somebody", capacity, own ? Ours : new BodyId(Guid.CreateVersion7())) { Member = Member };
        var today = early ? new DateOnly(2026, 12, 1) : new DateOnly(2027, 2, 1);
        bool Sees(Label label) => Access.MaySee(actor, label, today).Allowed;
        return !Sees(Releasing.Both(a, b)) || (Sees(a) && Sees(b));
    });

    [Fact]
    public void What_goes_as_far_as_another_is_seen_by_whoever_sees_that() => Gen.Select(AnyLabel, AnyLabel, Gen.Enum<Capacity>(), Gen.Bool).Sample((a, b, capacity, own) =>
    {
        var actor = new Actor(new ActorId(Guid.CreateVersion7()), "somebody", capacity, own ? Ours : new BodyId(Guid.CreateVersion7())) { Member = Member };
        return !Releasing.GoesAsFar(a, b) || !Access.MaySee(actor, b, new DateOnly(2026, 12, 1)).Allowed || Access.MaySee(actor, a, new DateOnly(2026, 12, 1)).Allowed;
    });
}
