using Concord.Core.Telegrams;

namespace Concord.Tests.Telegrams;

/// <summary>What may be accepted with others, and each thing that must be looked at alone.</summary>
public sealed class OneByOneTests
{
    private static readonly FactToDecide Plain = new(
        FactStatus.Signed, FactPolarity.Positive, DateCertainty.Actual, Attribution.Explicit, Confidence.High, ProtectSource: false, Doubtful: false,
        "The Minister said that the two governments signed the memorandum in April 2008.");

    [Theory]
    [InlineData(FactStatus.Drafted)]
    [InlineData(FactStatus.Approved)]
    [InlineData(FactStatus.Signed)]
    [InlineData(FactStatus.Passed)]
    [InlineData(FactStatus.InForce)]
    [InlineData(FactStatus.Established)]
    [InlineData(FactStatus.Completed)]
    public void An_explicit_unhedged_positive_fact_may_be_accepted_with_others(FactStatus status) => Assert.Empty(OneByOne.Of(Plain with { Status = status }));

    [Fact]
    public void What_is_said_not_to_be_so_is_decided_alone() => Only(OneByOneReason.Negated, Plain with { Polarity = FactPolarity.Negative });

    [Fact]
    public void What_hangs_on_a_condition_is_decided_alone() => Only(OneByOneReason.Conditional, Plain with { Polarity = FactPolarity.Conditional });

    [Theory]
    [InlineData(FactStatus.Intended)]
    [InlineData(FactStatus.Planned)]
    [InlineData(FactStatus.Expected)]
    [InlineData(FactStatus.Pledged)]
    [InlineData(FactStatus.AwaitingApproval)]
    [InlineData(FactStatus.Postponed)]
    public void What_is_to_come_is_decided_alone(FactStatus status) => Only(OneByOneReason.Ahead, Plain with { Status = status });

    [Fact]
    public void A_date_that_is_to_come_is_decided_alone() => Only(OneByOneReason.Ahead, Plain with { Date = DateCertainty.Expected });

    [Theory]
    [InlineData("Reportedly the two governments signed the memorandum.")]
    [InlineData("The ministry appears to have opened a centre.")]
    [InlineData("The ministry may open a centre.")]
    [InlineData("This has not been confirmed; the law was passed.")]
    public void Words_that_hedge_are_decided_alone(string words) => Only(OneByOneReason.Hedged, Plain with { Words = words });

    [Fact]
    public void What_may_only_be_so_is_decided_alone() => Only(OneByOneReason.Hedged, Plain with { Status = FactStatus.Possible });

    [Theory]
    [InlineData(Attribution.Implicit)]
    [InlineData(Attribution.Pronoun)]
    public void A_speaker_named_elsewhere_is_decided_alone(Attribution attribution) => Only(OneByOneReason.Implicit, Plain with { Attribution = attribution });

    [Fact]
    public void A_protected_source_is_decided_alone() => Only(OneByOneReason.Protected, Plain with { ProtectSource = true });

    [Fact]
    public void Damaged_digits_are_decided_alone() => Only(OneByOneReason.Doubtful, Plain with { Doubtful = true });

    [Theory]
    [InlineData(Confidence.Low)]
    [InlineData(Confidence.Medium)]
    public void A_reading_that_is_not_sure_is_decided_alone(Confidence confidence) => Only(OneByOneReason.Unsure, Plain with { Confidence = confidence });

    [Fact]
    public void Every_reason_is_named() => Assert.Equal(
        [OneByOneReason.Negated, OneByOneReason.Ahead, OneByOneReason.Protected],
        OneByOne.Of(Plain with { Polarity = FactPolarity.Negative, Status = FactStatus.Planned, ProtectSource = true }));

    [Fact]
    public void The_month_of_May_hedges_nothing() =>
        Assert.Empty(OneByOne.Of(Plain with { Words = "The assembly passed the law on May 12. The ministry said so." }));

    private static void Only(OneByOneReason reason, FactToDecide fact) => Assert.Equal([reason], OneByOne.Of(fact));
}
