using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using CsCheck;

namespace Concord.Tests.Measures;

public sealed class StandingTests
{
    private static readonly StageId Drafted = new("drafted");
    private static readonly StageId Passed = new("passed");
    private static readonly StageId InForce = new("in-force");
    private static readonly StageLadder Law = StageLadder.Create([Drafted, new("approved"), Passed, InForce])
        .Match(l => l, r => throw new InvalidOperationException(r[0].Code));

    private static readonly MeasureId Measure = new(Guid.Parse("00000000-0000-7000-8000-000000000001"));
    private static readonly MemberId Own = new(Guid.Parse("00000000-0000-4000-8000-00000000000a"));
    private static readonly MemberId Other = new(Guid.Parse("00000000-0000-4000-8000-00000000000b"));
    private static readonly DateOnly Today = new(2008, 6, 1);

    [Fact]
    public void Without_statements_it_stands_nowhere()
    {
        var standing = Fold();
        Assert.Null(standing.Certainly);
        Assert.Null(standing.Possibly);
        Assert.Equal(Vouched.ByNobody, standing.Vouched);
    }

    [Fact]
    public void Passed_is_not_in_force() =>
        Assert.Equal(Passed, Fold(Says(Passed, "2007-11-28")).Certainly);

    [Fact]
    public void The_first_plain_statement_of_the_stage_moved_it_and_never_a_hedged_one()
    {
        var hedged = Says(Passed, "2007-11-28") with { Certainty = Certainty.Hedged };
        var plain = Says(Passed, "2007-11-28") with { Sequence = 2 };
        var standing = Fold(Says(Passed, "2007-11-28") with { Sequence = 3 }, plain, hedged, Says(Drafted, "2007") with { Sequence = 4 });
        Assert.Equal(plain.Id, standing.CertainlyBy);
        Assert.Equal(hedged.Id, standing.PossiblyBy);
        Assert.Null(Fold(hedged).CertainlyBy);
        Assert.Null(Fold(Expects(InForce, "2008-04")).PossiblyBy);
    }

    [Fact]
    public void Expected_is_not_done()
    {
        var standing = Fold(Says(Passed, "2007-11-28"), Expects(InForce, "2008-04"));
        Assert.Equal(Passed, standing.Certainly);
        Assert.Equal(Passed, standing.Possibly);
        var expectation = Assert.Single(standing.Expectations);
        Assert.Equal(ExpectationState.Overdue, expectation.State);
        Assert.Equal(32, expectation.DaysLate);
    }

    [Fact]
    public void An_expectation_within_its_month_is_possibly_overdue_and_before_it_open()
    {
        Assert.Equal(ExpectationState.PossiblyOverdue, Fold(new DateOnly(2008, 6, 20), Today, Expects(InForce, "2008-06")).Expectations[0].State);
        Assert.Equal(ExpectationState.Open, Fold(new DateOnly(2008, 3, 1), Today, Expects(InForce, "2008-06")).Expectations[0].State);
    }

    [Fact]
    public void An_expectation_is_met_early_on_time_or_late_by_days()
    {
        Expectation Met(string reached) => Fold(new DateOnly(2009, 1, 1), new DateOnly(2009, 1, 1), Expects(InForce, "2008-04"), Says(InForce, reached)).Expectations[0];
        Assert.Equal((ExpectationState.Met, 1, 0), (Met("2008-03-31").State, Met("2008-03-31").DaysEarly, Met("2008-03-31").DaysLate));
        Assert.Equal((ExpectationState.Met, 0, 0), (Met("2008-04-15").State, Met("2008-04-15").DaysEarly, Met("2008-04-15").DaysLate));
        Assert.Equal((ExpectationState.Met, 0, 2), (Met("2008-05-02").State, Met("2008-05-02").DaysEarly, Met("2008-05-02").DaysLate));
    }

    [Fact]
    public void An_announcement_made_anew_with_another_date_leaves_the_first_restated()
    {
        var standing = Fold(Expects(InForce, "2008-04"), Expects(InForce, "2008-09") with { Known = new(2008, 5, 1), Sequence = 9 });
        Assert.Equal([ExpectationState.Restated, ExpectationState.Open], standing.Expectations.Select(e => e.State));
    }

    [Fact]
    public void A_fuzzy_date_gives_a_pair()
    {
        var standing = Fold(Says(Drafted, "2007"), Says(Passed, "2008"));
        Assert.Equal(Drafted, standing.Certainly);
        Assert.Equal(Passed, standing.Possibly);
    }

    [Fact]
    public void A_hedged_statement_moves_only_what_is_possible()
    {
        var standing = Fold(Says(Passed, "2007-11") with { Certainty = Certainty.Hedged });
        Assert.Null(standing.Certainly);
        Assert.Equal(Passed, standing.Possibly);
    }

    [Fact]
    public void A_denial_puts_the_stage_in_dispute_and_both_stand_side_by_side()
    {
        var standing = Fold(Says(Drafted, "2007-01"), Says(Passed, "2007-11"), Says(Passed, "2008-01") with { Polarity = Polarity.Denies, SpeakerMember = Other });
        Assert.Equal(Drafted, standing.Certainly);
        Assert.Equal(Passed, standing.Possibly);
        Assert.Equal([Passed], standing.Disputed);
    }

    [Fact]
    public void Not_yet_in_force_last_year_does_not_contradict_in_force_this_year()
    {
        var standing = Fold(Says(InForce, "2007-06") with { Polarity = Polarity.Denies }, Says(InForce, "2008-02-01"));
        Assert.Equal(InForce, standing.Certainly);
        Assert.Empty(standing.Disputed);
    }

    [Fact]
    public void What_was_not_known_by_then_has_no_part() =>
        Assert.Null(Fold(Today, new(2007, 1, 1), Says(Passed, "2006")).Certainly);

    [Fact]
    public void A_withdrawn_statement_has_no_part_from_the_day_it_was_withdrawn()
    {
        var said = Says(Passed, "2007-11");
        var gone = new Withdrawal(said.Id, null, new(2008, 5, 1), 50);
        Assert.Equal(Passed, Standing.Of([said], [gone], Law, [Own], Today, new(2008, 4, 30)).Certainly);
        Assert.Null(Standing.Of([said], [gone], Law, [Own], Today, new(2008, 5, 1)).Certainly);
    }

    [Theory]
    [InlineData(true, false, Vouched.ByOwnMembers)]
    [InlineData(false, true, Vouched.ByOthers)]
    [InlineData(true, true, Vouched.ByBoth)]
    public void Who_vouches_is_told(bool own, bool other, Vouched expected)
    {
        var statements = new List<Statement>();
        if (own)
        {
            statements.Add(Says(Passed, "2007"));
        }

        if (other)
        {
            statements.Add(Says(Passed, "2007") with { SpeakerMember = null });
        }

        Assert.Equal(expected, Fold([.. statements]).Vouched);
    }

    [Fact]
    public void The_order_in_which_statements_are_given_does_not_matter() =>
        Gen.Select(Histories, Gen.Int[0, 1000]).Sample((history, seed) =>
        {
            var shuffled = history.Statements.OrderBy(s => HashCode.Combine(s.Id, seed)).ToArray();
            var one = Standing.Of(history.Statements, history.Withdrawals, Law, [Own], history.Held, history.Known);
            var two = Standing.Of(shuffled, history.Withdrawals.Reverse(), Law, [Own], history.Held, history.Known);
            return Same(one, two);
        });

    [Fact]
    public void The_standing_equals_a_naive_recomputation() =>
        Histories.Sample(history =>
        {
            var standing = Standing.Of(history.Statements, history.Withdrawals, Law, [Own], history.Held, history.Known);
            var (certainly, possibly) = Naive(history);
            return standing.Certainly == certainly && standing.Possibly == possibly;
        });

    [Fact]
    public void A_certain_stage_is_never_ahead_of_a_possible_one_and_only_an_affirming_statement_makes_one() =>
        Histories.Sample(history =>
        {
            var standing = Standing.Of(history.Statements, history.Withdrawals, Law, [Own], history.Held, history.Known);
            var affirmed = history.Statements.Where(s => s.Polarity == Polarity.Affirms).Select(s => s.Assertion).OfType<Assertion.ReachedStage>().Select(a => a.Stage).ToHashSet();
            return (standing.Certainly is not { } c || (Law.Rank(c) <= Law.Rank(standing.Possibly!.Value) && affirmed.Contains(c)))
                && (standing.Possibly is not { } p || affirmed.Contains(p));
        });

    private sealed record History(ImmutableArray<Statement> Statements, ImmutableArray<Withdrawal> Withdrawals, DateOnly Held, DateOnly Known);

    private static Gen<DateOnly> Days => Gen.Int[0, 900].Select(d => new DateOnly(2006, 6, 1).AddDays(d));

    private static Gen<Statement> Statements =>
        Gen.Select(
            Gen.Int[0, 3], Gen.OneOf<string?>("2007", "2007-05", "2007-05-10", "../2007-11", "2008-01/..", "2007-01/2008-03", null), Gen.Bool.Select(Gen.Bool),
            Gen.Int[0, 2], Days, Gen.Long[0, 20], Gen.Guid, Gen.Bool)
        .Select((stage, when, flags, polarity, known, sequence, id, expected) => new Statement(
            new(id), Measure, new(Guid.Empty), new(1), null, flags.Item1 ? Own : Other, null,
            expected && flags.Item2 ? new Assertion.ExpectedStage(Law.Stages[stage], Parse(when)) : new Assertion.ReachedStage(Law.Stages[stage], Parse(when)),
            (Polarity)polarity, flags.Item2 ? Certainty.Plain : Certainty.Hedged, known, sequence));

    private static Gen<History> Histories =>
        Gen.Select(Statements.Array[0, 12], Gen.Bool.Array[12], Days, Days, Days).Select((statements, gone, withdrawn, held, known) => new History(
            [.. statements],
            [.. statements.Where((_, i) => gone[i] && i % 3 == 0).Select(s => new Withdrawal(s.Id, null, withdrawn, 99))],
            held,
            known));

    /// <summary>Day by day and stage by stage, without any of the fold's short cuts.</summary>
    private static (StageId? Certainly, StageId? Possibly) Naive(History history)
    {
        StageId? certainly = null;
        StageId? possibly = null;
        foreach (var stage in Law.Stages)
        {
            var heard = history.Statements
                .Where(s => s.Known <= history.Known && !history.Withdrawals.Any(w => w.Statement == s.Id && w.Known <= history.Known))
                .Where(s => s.Assertion is Assertion.ReachedStage r && r.Stage == stage)
                .Select(s => (s.Polarity, s.Certainty, First: First(s), Last: Last(s)))
                .ToArray();
            if (heard.Any(h => h.Polarity == Polarity.Affirms && h.First <= history.Held))
            {
                possibly = stage;
            }

            var disputed = heard.Any(h => h.Polarity == Polarity.Affirms && heard.Any(d => d.Polarity == Polarity.Denies && d.Last >= h.First));
            if (!disputed && heard.Any(h => h is { Polarity: Polarity.Affirms, Certainty: Certainty.Plain } && h.Last <= history.Held))
            {
                certainly = stage;
            }
        }

        return (certainly, possibly);

        static DateOnly First(Statement s) => ((Assertion.ReachedStage)s.Assertion).When is { } w ? w.Earliest ?? DateOnly.MinValue : DateOnly.MinValue;
        static DateOnly Last(Statement s) => ((Assertion.ReachedStage)s.Assertion).When?.Latest is { } last ? last : First(s) > s.Known ? First(s) : s.Known;
    }

    private static bool Same(Standing one, Standing two) =>
        one.Certainly == two.Certainly && one.Possibly == two.Possibly && one.Vouched == two.Vouched
        && one.Disputed.SequenceEqual(two.Disputed) && one.Expectations.SequenceEqual(two.Expectations);

    private static When? Parse(string? edtf) => edtf is null ? null : When.Parse(edtf).Match(w => w, r => throw new InvalidOperationException(r[0].ToString()));

    private static Standing Fold(params Statement[] statements) => Fold(Today, Today, statements);

    private static Standing Fold(DateOnly held, DateOnly known, params Statement[] statements) => Standing.Of(statements, [], Law, [Own], held, known);

    private static Statement Says(StageId stage, string when) => new(
        new(Guid.NewGuid()), Measure, new(Guid.Empty), new(1), null, Own, null, new Assertion.ReachedStage(stage, Parse(when)),
        Polarity.Affirms, Certainty.Plain, new(2008, 1, 1), 1);

    private static Statement Expects(StageId stage, string due) => Says(stage, due) with { Assertion = new Assertion.ExpectedStage(stage, Parse(due)) };
}
