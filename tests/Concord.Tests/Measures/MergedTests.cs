using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using CsCheck;

namespace Concord.Tests.Measures;

public sealed class MergedTests
{
    private static readonly DateOnly Day = new(2009, 4, 1);

    [Fact]
    public void A_measure_that_is_merged_with_none_stands_for_itself()
    {
        var merged = Merged.Of([], [], Day);
        Assert.Equal(Measure(1), merged.LeaderOf(Measure(1)));
        Assert.Equal([Measure(1)], merged.With(Measure(1)));
    }

    [Fact]
    public void What_is_merged_goes_under_the_measure_it_is_merged_into()
    {
        var merged = Merged.Of([Merge(1, 1, 2), Merge(2, 2, 3)], [], Day);
        Assert.All([1, 2, 3], i => Assert.Equal(Measure(3), merged.LeaderOf(Measure(i))));
        Assert.Equal([Measure(1), Measure(2), Measure(3)], merged.With(Measure(2)));
    }

    [Fact]
    public void A_merge_of_three_is_undone_in_either_order()
    {
        ImmutableArray<Merging> both = [Merge(1, 1, 2), Merge(2, 2, 3)];
        var firstGone = Merged.Of(both, [Undo(1)], Day);
        Assert.Equal([Measure(1)], firstGone.With(Measure(1)));
        Assert.Equal([Measure(2), Measure(3)], firstGone.With(Measure(3)));
        var secondGone = Merged.Of(both, [Undo(2)], Day);
        Assert.Equal([Measure(1), Measure(2)], secondGone.With(Measure(1)));
        Assert.Equal(Measure(3), secondGone.LeaderOf(Measure(3)));
        Assert.All([1, 2, 3], i => Assert.Equal([Measure(i)], Merged.Of(both, [Undo(2), Undo(1)], Day).With(Measure(i))));
    }

    [Fact]
    public void Before_the_day_on_which_it_was_decided_nothing_is_merged()
    {
        var merging = Merge(1, 1, 2) with { Known = Day.AddDays(1) };
        Assert.Equal(Measure(1), Merged.Of([merging], [], Day).LeaderOf(Measure(1)));
        Assert.Equal(Measure(2), Merged.Of([merging], [Undo(1) with { Known = Day.AddDays(5) }], Day.AddDays(4)).LeaderOf(Measure(1)));
    }

    [Fact]
    public void Mergings_in_a_circle_are_one_group_with_one_leader()
    {
        var merged = Merged.Of([Merge(1, 1, 2), Merge(2, 2, 3), Merge(3, 3, 1)], [], Day);
        Assert.Equal([Measure(3)], new[] { 1, 2, 3 }.Select(i => merged.LeaderOf(Measure(i))).Distinct());
    }

    [Fact]
    public void For_any_mergings_undone_in_any_order_two_are_one_exactly_when_a_chain_joins_them()
    {
        var pairs = Gen.Select(Gen.Int[1, 8], Gen.Int[1, 8]).Where((a, b) => a != b).Array[0, 12];
        Gen.Select(pairs, Gen.Bool.Array[12], Gen.Int[0, 1000]).Sample((edges, gone, seed) =>
        {
            var mergings = edges.Select((e, i) => Merge(i + 1, e.Item1, e.Item2)).ToArray();
            var undone = mergings.Where((_, i) => gone[i]).Select(m => new Unmerging(m.Id, Day, 100)).ToArray();
            new Random(seed).Shuffle(mergings);
            var merged = Merged.Of(mergings, undone, Day);
            var joined = edges.Where((_, i) => !gone[i]).ToArray();
            for (var a = 1; a <= 8; a++)
            {
                for (var b = 1; b <= 8; b++)
                {
                    Assert.Equal(Reaches(joined, a, b), merged.LeaderOf(Measure(a)) == merged.LeaderOf(Measure(b)));
                }
            }
        });
    }

    // The naive answer: walk from the one to the other.
    private static bool Reaches((int From, int Into)[] edges, int from, int to)
    {
        var seen = new HashSet<int> { from };
        while (edges.Where(e => seen.Contains(e.From) != seen.Contains(e.Into)).ToArray() is { Length: > 0 } more)
        {
            seen.UnionWith(more.SelectMany(e => new[] { e.From, e.Into }));
        }

        return seen.Contains(to);
    }

    private static MeasureId Measure(int i) => new(new Guid(i, 0, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, 1]));

    private static MergingId Id(int i) => new(new Guid(i, 0, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, 2]));

    private static Merging Merge(int id, int from, int into) => new(Id(id), Measure(from), Measure(into), Day, id);

    private static Unmerging Undo(int id) => new(Id(id), Day, 50);
}
