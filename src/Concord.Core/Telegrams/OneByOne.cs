using System.Collections.Immutable;
using Concord.Core.Telegrams.Extraction;

namespace Concord.Core.Telegrams;

/// <summary>Why a proposed fact must be looked at alone, and is never accepted with others in one go.</summary>
public enum OneByOneReason
{
    /// <summary>It is said not to be so.</summary>
    Negated,

    /// <summary>It is so only if something else is.</summary>
    Conditional,

    /// <summary>It is to come: expected, planned, intended, pledged, put off, or dated ahead.</summary>
    Ahead,

    /// <summary>It may be so, or words beside it hedge it: <c>reportedly</c>, <c>appears to</c>, <c>unconfirmed</c>.</summary>
    Hedged,

    /// <summary>Who says it stands in another sentence.</summary>
    Implicit,

    /// <summary>The text asks to protect who said it.</summary>
    Protected,

    /// <summary>The digits of a figure are damaged or restored.</summary>
    Doubtful,

    /// <summary>The rule itself is not sure of its reading.</summary>
    Unsure,
}

/// <summary>What of a proposed fact decides whether it may be accepted together with others.</summary>
/// <param name="Words">The quote with the words around it.</param>
/// <param name="Doubtful">A figure's digits are damaged or restored.</param>
public sealed record FactToDecide(
    FactStatus Status, FactPolarity Polarity, DateCertainty Date, Attribution Attribution, Confidence Confidence, bool ProtectSource, bool Doubtful, string Words);

/// <summary>
/// Which proposed facts a careful reader may accept several at a time: those that are explicit, unhedged and positive. Everything else is
/// decided one by one; this rule names every reason for it.
/// </summary>
public static class OneByOne
{
    /// <summary>Every reason, in the order of the family; none when it may be accepted with others.</summary>
    public static ImmutableArray<OneByOneReason> Of(FactToDecide fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return [.. Enum.GetValues<OneByOneReason>().Where(reason => Holds(reason, fact))];
    }

    private static bool Holds(OneByOneReason reason, FactToDecide fact) => reason switch
    {
        OneByOneReason.Negated => fact.Polarity == FactPolarity.Negative,
        OneByOneReason.Conditional => fact.Polarity == FactPolarity.Conditional,
        OneByOneReason.Ahead => fact.Date == DateCertainty.Expected || IsAhead(fact.Status),
        OneByOneReason.Hedged => fact.Status == FactStatus.Possible || Caveats.IsHedged(fact.Words),
        OneByOneReason.Implicit => fact.Attribution is Attribution.Implicit or Attribution.Pronoun,
        OneByOneReason.Protected => fact.ProtectSource,
        OneByOneReason.Doubtful => fact.Doubtful,
        OneByOneReason.Unsure => fact.Confidence != Confidence.High,
    };

    private static bool IsAhead(FactStatus status) =>
        status is FactStatus.Intended or FactStatus.Planned or FactStatus.Expected or FactStatus.Pledged or FactStatus.AwaitingApproval or FactStatus.Postponed;
}
