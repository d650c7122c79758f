using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using CsCheck;

namespace Concord.Tests.Measures;

/// <summary>The fold over everything that was done, against a recomputation that does it step by step.</summary>
public sealed class GatheredTests
{
    private const int Measures = 5;

    private static readonly DateOnly Begin = new(2009, 1, 1);

    private static readonly StageLadder Ladder = World.Ok(StageLadder.Create([new StageId("drafted"), new StageId("signed"), new StageId("in-force")]));

    /// <summary>What somebody does: say, take back, restore, merge, take apart. The numbers choose of what.</summary>
    private enum Doing
    {
        Say,
        Withdraw,
        Restore,
        Merge,
        Unmerge,
    }

    [Fact]
    public void For_any_sequence_of_acts_the_standing_is_that_of_a_naive_recomputation() =>
        Gen.Select(Gen.Enum<Doing>(), Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Int[0, 3]).Array[0, 40].Sample(
            acts =>
            {
                var history = History.Of(acts);
                foreach (var day in Enumerable.Range(0, history.Days + 1).Select(Begin.AddDays))
                {
                    var folded = Gathered.Of(
                        history.Statements, history.Withdrawals, Merged.Of(history.Mergings, history.Unmergings, day), _ => Ladder, m => [Member(m)], day, day);
                    Assert.Equal(
                        history.NaiveOn(day),
                        folded.Select(g => (string.Join(' ', g.Parts.Select(Number).Order()), g.Standing.Certainly?.Value ?? "", g.Members.Length)).Order());
                }
            },
            iter: 2000);

    [Fact]
    public void A_merging_does_not_tell_the_title_of_what_may_not_be_seen()
    {
        var seen = Said(1, 0, 0, Begin);
        var merged = Merged.Of([new Merging(new MergingId(Guid.Empty), Measure(1), Measure(2), Begin, 1)], [], Begin);
        var only = Gathered.Of([seen with { Measure = Measure(1) }], [], merged, _ => Ladder, _ => [], Begin, Begin).Single();
        Assert.Equal(Measure(1), only.Lead);
    }

    private static MeasureId Measure(int i) => new(new Guid(i, 0, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, 1]));

    private static int Number(MeasureId id) => BitConverter.ToInt32(id.Value.ToByteArray());

    private static MemberId Member(MeasureId id) => new(id.Value);

    private static Statement Said(int id, int measure, int stage, DateOnly known) => new(
        new StatementId(new Guid(id, 0, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, 3])), Measure(measure), default, default, null, null, null,
        new Assertion.ReachedStage(Ladder.Stages[stage], null), Polarity.Affirms, Certainty.Plain, known, id);

    /// <summary>A sequence of acts, kept both as rows that are never changed and as a plain state that is.</summary>
    private sealed class History
    {
        private readonly List<(DateOnly Day, ImmutableArray<(string, string, int)> State)> naive = [];

        public List<Statement> Statements { get; } = [];

        public List<Withdrawal> Withdrawals { get; } = [];

        public List<Merging> Mergings { get; } = [];

        public List<Unmerging> Unmergings { get; } = [];

        public int Days { get; private set; }

        public ImmutableArray<(string, string, int)> NaiveOn(DateOnly day) => naive.LastOrDefault(n => n.Day <= day).State is { IsDefault: false } state ? state : [];

        public static History Of((Doing What, int One, int Other, int Wait)[] acts)
        {
            var history = new History();
            var counted = new HashSet<int>();
            var joined = new List<(int From, int Into)>();
            var standing = new List<MergingId>();
            var sequence = 0;
            foreach (var (what, one, other, wait) in acts)
            {
                history.Days += wait;
                sequence++;
                var day = Begin.AddDays(history.Days);
                switch (what)
                {
                    case Doing.Say:
                        history.Statements.Add(Said(history.Statements.Count, one % Measures, other % 3, day));
                        _ = counted.Add(history.Statements.Count - 1);
                        break;
                    case Doing.Withdraw when counted.Count > 0:
                        var gone = counted.Order().ElementAt(one % counted.Count);
                        _ = counted.Remove(gone);
                        history.Withdrawals.Add(new Withdrawal(history.Statements[gone].Id, null, day, sequence));
                        break;
                    case Doing.Restore when counted.Count < history.Statements.Count:
                        var back = Enumerable.Range(0, history.Statements.Count).Except(counted).ElementAt(one % (history.Statements.Count - counted.Count));
                        _ = counted.Add(back);
                        var at = history.Withdrawals.FindLastIndex(w => w.Statement == history.Statements[back].Id);
                        history.Withdrawals[at] = history.Withdrawals[at] with { Until = day };
                        break;
                    case Doing.Merge when one % Measures != other % Measures:
                        standing.Add(new MergingId(new Guid(sequence, 0, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, 4])));
                        joined.Add((one % Measures, other % Measures));
                        history.Mergings.Add(new Merging(standing[^1], Measure(one % Measures), Measure(other % Measures), day, sequence));
                        break;
                    case Doing.Unmerge when standing.Count > 0:
                        var undone = one % standing.Count;
                        history.Unmergings.Add(new Unmerging(standing[undone], day, sequence));
                        standing.RemoveAt(undone);
                        joined.RemoveAt(undone);
                        break;
                    default:
                        break;
                }

                history.naive.Add((day, [.. history.Naive(counted, joined)]));
            }

            return history;
        }

        /// <summary>From nothing: spread group by group, look at every statement.</summary>
        private IEnumerable<(string, string, int)> Naive(HashSet<int> counted, List<(int From, int Into)> joined)
        {
            var left = Enumerable.Range(0, Measures).ToHashSet();
            var made = new List<(string, string, int)>();
            while (left.Count > 0)
            {
                var group = new HashSet<int> { left.Min() };
                while (joined.Where(j => group.Contains(j.From) != group.Contains(j.Into)).ToArray() is { Length: > 0 } more)
                {
                    group.UnionWith(more.SelectMany(j => new[] { j.From, j.Into }));
                }

                left.ExceptWith(group);
                var said = Statements.Index().Where(s => group.Contains(Number(s.Item.Measure))).ToArray();
                if (said.Length > 0)
                {
                    var parts = said.Select(s => Number(s.Item.Measure)).Distinct().Order().ToArray();
                    var stages = said.Where(s => counted.Contains(s.Index)).Select(s => Ladder.Rank(((Assertion.ReachedStage)s.Item.Assertion).Stage)).ToArray();
                    made.Add((string.Join(' ', parts), stages.Length == 0 ? "" : Ladder.Stages[stages.Max()].Value, parts.Length));
                }
            }

            return made.Order();
        }
    }
}
