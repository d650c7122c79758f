using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using CsCheck;

namespace Concord.Tests.Measures;

public sealed class LikenessTests
{
    private static readonly MeasureTraits Law = Traits(1, "law", "Law on fair fishing", [1], ("passed", "2007-11"));

    [Fact]
    public void The_same_in_everything_is_one_in_a_hundred_points()
    {
        var full = Law with { Partners = ["FAO"] };
        Assert.Equal(1.0, Likeness.Of(full, full with { Id = Id(2) }).Score);
    }

    [Fact]
    public void Every_trait_gives_its_reason()
    {
        var likeness = Likeness.Of(Law, Traits(2, "law", "Fair fishing law", [1, 2], ("passed", "2008-02")) with { Partners = ["FAO"] });
        Assert.Equal(
            [(LikenessTrait.Kind, Agreement.Agrees), (LikenessTrait.Members, Agreement.Close), (LikenessTrait.Dates, Agreement.Close), (LikenessTrait.Partners, Agreement.Absent)],
            likeness.Reasons.Skip(1).Select(r => (r.Trait, r.Agreement)));
        Assert.NotEqual(Agreement.Differs, likeness.Reasons[0].Agreement);
        Assert.True(likeness.Score >= Likeness.Threshold, likeness.ToString());
    }

    [Fact]
    public void Dates_that_contradict_each_other_weigh_little_against_the_same_title()
    {
        var other = Traits(2, "law", "Law on fair fishing", [1], ("passed", "1999"));
        Assert.Equal(Agreement.Differs, Likeness.Of(Law, other).Reasons[3].Agreement);
        Assert.True(Likeness.Of(Law, other).Score >= Likeness.Threshold);
    }

    [Fact]
    public void The_same_title_of_another_member_is_another_measure() =>
        Assert.True(Likeness.Of(Law, Law with { Id = Id(2), Members = [Member(2)] }).Score < Likeness.Threshold);

    [Fact]
    public void Two_agreements_of_one_member_with_different_neighbours_are_two()
    {
        var one = Traits(1, "agreement", "China–Myanmar memorandum of understanding", [1, 2], ("signed", "2009-11"));
        var other = Traits(2, "agreement", "Thailand–Myanmar memorandum of understanding", [3, 2], ("signed", "2009-04"));
        Assert.Equal(Agreement.Overlaps, Likeness.Of(one, other).Reasons[2].Agreement);
        Assert.True(Likeness.Of(one, other).Score < Likeness.Threshold);
    }

    [Fact]
    public void Meetings_of_one_name_on_other_days_are_two_and_on_the_same_days_may_be_one()
    {
        var first = Traits(1, "meeting", "Regional Task Force meeting", [], ("held", "2015-10-15/2015-10-16")) with { IsEvent = true };
        var again = Traits(2, "meeting", "Regional Task Force meeting", [], ("held", "2016-02-18/2016-02-19")) with { IsEvent = true };
        var told = Traits(3, "meeting", "Regional Task Force meeting", [], ("held", "2015-10-16")) with { IsEvent = true };
        Assert.Empty(LikelySame.Pairs([first, again], Likeness.Threshold));
        Assert.Single(LikelySame.Pairs([first, told], Likeness.Threshold));
    }

    [Theory]
    [InlineData("关于打击拐卖的协定", "打击拐卖的协定")]
    [InlineData("ความตกลงว่าด้วยการประมง", "ความตกลงการประมง")]
    [InlineData("កិច្ចព្រមព្រៀងស្តីពីការនេសាទ", "កិច្ចព្រមព្រៀងការនេសាទ")]
    public void Titles_in_scripts_without_spaces_are_compared(string one, string other)
    {
        var a = Traits(1, "agreement", one, [1, 2]);
        var b = Traits(2, "agreement", other, [1, 2]);
        Assert.True(Likeness.Of(a, b).Score >= Likeness.Threshold);
        Assert.Single(LikelySame.Pairs([a, b], Likeness.Threshold));
    }

    [Fact]
    public void Pairs_come_with_the_likeliest_first()
    {
        var near = Traits(2, "law", "Law on fair fishing", [1], ("passed", "2007-11"));
        var less = Traits(3, "law", "Law on fishing", [1]);
        var pairs = LikelySame.Pairs([less, Law, near, Traits(4, "training", "Course for judges", [1])], Likeness.Threshold);
        Assert.Equal((Id(1), Id(2)), (pairs[0].One, pairs[0].Other));
        Assert.DoesNotContain(pairs, p => p.One == Id(4) || p.Other == Id(4));
    }

    [Fact]
    public void It_does_not_matter_which_is_the_first() =>
        Gen.Select(Any(1), Any(2)).Sample((a, b) =>
        {
            var (there, back) = (Likeness.Of(a, b), Likeness.Of(b, a));
            Assert.Equal(there.Score, back.Score);
            Assert.Equal(there.Reasons, back.Reasons);
            Assert.InRange(there.Score, 0, 1);
        });

    [Fact]
    public void Every_pair_of_a_small_record_that_shares_a_word_is_found() =>
        Any(0).Array[1, 12].Sample(drawn =>
        {
            var all = drawn.Select((m, i) => m with { Id = Id(i + 1) }).ToArray();
            var naive = (from a in all from b in all where a.Id.Value.CompareTo(b.Id.Value) < 0 where Likeness.Of(a, b).Score >= Likeness.Threshold select (a.Id, b.Id)).ToHashSet();
            var found = LikelySame.Pairs(all, Likeness.Threshold).Select(p => p.One.Value.CompareTo(p.Other.Value) < 0 ? (p.One, p.Other) : (p.Other, p.One)).ToHashSet();
            Assert.Subset(naive, found);
            Assert.All(naive.Except(found), p => Assert.NotEqual(
                Agreement.Agrees, Likeness.Of(all.First(m => m.Id == p.Item1), all.First(m => m.Id == p.Item2)).Reasons[0].Agreement));
        });

    [Fact]
    public void Ten_thousand_measures_of_one_word_do_not_take_a_square_of_time()
    {
        var all = Enumerable.Range(1, 10_000).Select(i => Traits(i, "law", $"Law number {i}", [i % 6])).ToArray();
        var before = System.Diagnostics.Stopwatch.GetTimestamp();
        _ = LikelySame.Pairs(all, Likeness.Threshold);
        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(before) < TimeSpan.FromSeconds(30));
    }

    private static Gen<MeasureTraits> Any(int id) => Gen.Select(
        OneOf("law", "agreement"),
        OneOf("law", "fair", "fishing", "on", "lake").Array[1, 4],
        Gen.Int[1, 3].Array[0, 3],
        OneOf("2007", "2008-01", "1999-05-02").Array[0, 2]).Select((kind, words, members, dates) =>
        Traits(id, kind, string.Join(' ', words), [.. members.Distinct()], [.. dates.Select(d => ("passed", d))]));

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static MeasureTraits Traits(int id, string kind, string title, int[] members, params (string Stage, string When)[] dates) => new(
        Id(id), kind, title, [.. members.Select(Member)], [.. dates.Select(d => (new StageId(d.Stage), World.Ok(When.Parse(d.When))))], []);

    private static MeasureId Id(int i) => new(new Guid(i, 0, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, 1]));

    private static MemberId Member(int i) => new(new Guid(i, 0, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, 2]));
}
