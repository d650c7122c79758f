using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Telegrams;

namespace Concord.Tests.Kernel;

/// <summary>The decision agrees with docs/access.md, line by line and column by column.</summary>
public sealed class AccessTests
{
    private static readonly DateOnly Today = new(2008, 6, 4);

    private static readonly BodyId Ours = new(Guid.CreateVersion7());

    private static readonly MemberId Member = new(Guid.CreateVersion7());

    public static TheoryData<string, string, string> Lines(string heading)
    {
        var lines = File.ReadLines(Path.Combine(Repository.Root, "docs", "access.md")).SkipWhile(l => l != "## " + heading).Skip(1).TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal))
            .Where(l => l.StartsWith('|')).Select(l => l.Trim('|').Split('|', StringSplitOptions.TrimEntries)).ToArray();
        return [.. lines.Skip(2).SelectMany(l => l.Skip(1).Select((cell, i) => new TheoryDataRow<string, string, string>(l[0], lines[0][i + 1], cell)))];
    }

    [Theory]
    [MemberData(nameof(Lines), "What each capacity may do")]
    public void What_a_capacity_may_do_is_in_the_table(string capacity, string doing, string expected)
    {
        var actor = Who(capacity);
        var answer = Access.May(actor, Enum.Parse<Doing>(doing, ignoreCase: true));
        Assert.Equal(expected, Word(answer));
        Assert.Equal(expected, Access.Decide(actor, Enum.Parse<Doing>(doing, ignoreCase: true)).Match(p => p.Actor == actor ? "yes" : "another", r => r[0].Code == "access.denied" ? "no" : r[0].Code));
    }

    [Theory]
    [MemberData(nameof(Lines), "What each capacity may see")]
    public void What_a_capacity_may_see_is_in_the_table(string passage, string capacity, string expected)
    {
        var actor = passage.EndsWith("an official of it", StringComparison.Ordinal) ? Who(capacity) with { Member = Member } : Who(capacity);
        Assert.Equal(expected, Word(Access.MaySee(actor, Of(passage), Today)));
    }

    [Theory]
    [MemberData(nameof(Lines), "Whose it is")]
    public void Whose_it_is_sees_it(string passage, string capacity, string expected)
    {
        var label = passage.StartsWith("filed", StringComparison.Ordinal)
            ? new Label(Handling.OwnBody, "C", null, "closed to all", [Ours]) { KeptOut = SessionDoor.KeptOutBy("closed to all") }
            : new Label(Handling.NamedBodies, "C", Today.AddDays(1), null, [new BodyId(Guid.CreateVersion7()), Ours]);
        Assert.Equal(expected, Word(Access.MaySee(Who(capacity) with { Body = Ours }, label, Today)));
        Assert.Equal("no", Word(Access.MaySee(Who(capacity) with { Body = new BodyId(Guid.CreateVersion7()) }, label, Today)));
    }

    [Fact]
    public void The_table_speaks_of_every_capacity_and_everything_that_is_done()
    {
        string[] all = [.. Enum.GetNames<Capacity>()];
        Assert.Equal(all, Rows("What each capacity may do").Select(r => r.Item1).Distinct());
        Assert.Equal(Enum.GetNames<Doing>().Select(d => d.ToUpperInvariant()), Rows("What each capacity may do").Select(r => r.Item2.ToUpperInvariant()).Distinct());
        Assert.Equal(all, Rows("What each capacity may see").Select(r => r.Item2).Distinct());
        Assert.Equal(all.Where(c => c != nameof(Capacity.LocalOperator)).Order(StringComparer.Ordinal), Rows("Whose it is").Select(r => r.Item2).Distinct().Order(StringComparer.Ordinal));
        Assert.Superset(Enum.GetValues<Handling>().ToHashSet(), Rows("What each capacity may see").Select(r => Of(r.Item1).Handling).ToHashSet());
    }

    [Fact]
    public void Each_answer_names_the_rule_and_what_it_rests_on()
    {
        var observer = Who("Observer");
        Assert.Equal(new Decision(false, AccessRule.Embargo, "2008-06-05"), Access.MaySee(observer, Of("public, before its day"), Today));
        Assert.Equal(new Decision(false, AccessRule.Session, "closed to observers and the press"), Access.MaySee(observer, Of("public, session closed to observers and the press"), Today));
        Assert.Equal(new Decision(false, AccessRule.Handling, "Members"), Access.MaySee(observer, Of("members"), Today));
        Assert.Equal(new Decision(true, AccessRule.ForBody, null), Access.MaySee(observer with { Body = Ours }, new Label(Handling.OwnBody, null, null, null, [Ours]), Today));
        Assert.Equal(new Decision(false, AccessRule.InCapacity, "Press"), Access.May(Who("Press"), Doing.Import));
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData(" ", "")]
    [InlineData("closed to the press", "Administrator Press Public")]
    [InlineData("closed to the media and to embassy officers", "Administrator Observer Press Public")]
    [InlineData("open to consulates but not to the press", "Administrator UnPartner CivilSociety Survivors Youth Press Public")]
    [InlineData("open only to UN agencies; closed to youth", "Administrator CivilSociety Survivors Youth Observer Press Public")]
    [InlineData("closed to embassy officials", "Administrator Observer Press Public")]
    [InlineData("open to the press but not to embassy officials", "Administrator UnPartner CivilSociety Survivors Youth Observer Public")]
    [InlineData("closed to members of the press", "Administrator Press Public")]
    [InlineData("open to NGO delegates", "Administrator UnPartner Survivors Youth Observer Press Public")]
    [InlineData("closed to officials", "Administrator Official Press Public")]
    [InlineData("closed to the secretariat", "Administrator Secretariat Press Public")]
    [InlineData("in camera", "Administrator UnPartner CivilSociety Survivors Youth Observer Press Public")]
    [InlineData("\u0000 closed to ; open to ;;", "Administrator UnPartner CivilSociety Survivors Youth Observer Press Public")]
    public void A_rule_of_admission_keeps_out_whom_it_does_not_let_in(string? rule, string kept) => Assert.Equal(kept, string.Join(' ', SessionDoor.KeptOutBy(rule)));

    private static string Word(Decision answer) => answer.Allowed ? "yes" : "no";

    internal static IEnumerable<(string, string, string)> Rows(string heading) => Lines(heading).Select(r => r.Data);

    private static Actor Who(string capacity) => new(new ActorId(Guid.CreateVersion7()), "somebody", Enum.Parse<Capacity>(capacity), null) { Member = new MemberId(Guid.CreateVersion7()) };

    /// <summary>The label that the words of a line mean.</summary>
    internal static Label Of(string passage)
    {
        var (handling, rest) = passage.Split(", ", 2) is [var first, .. var more] ? (first, more.FirstOrDefault()) : (passage, null);
        var rule = rest?.StartsWith("session ", StringComparison.Ordinal) == true ? rest["session ".Length..] : null;
        ImmutableArray<BodyId> bodies = [new BodyId(Guid.CreateVersion7())];
        return new Label(
            Enum.Parse<Handling>(handling.Replace(" ", "", StringComparison.Ordinal), ignoreCase: true), null,
            rest switch { "before its day" => Today.AddDays(1), "on its day" => Today, _ => null }, rule, bodies)
        {
            KeptOut = SessionDoor.KeptOutBy(rule),
            Member = Member,
        };
    }
}
