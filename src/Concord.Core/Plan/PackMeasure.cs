using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Plan;

/// <summary>A public document by which something is known.</summary>
/// <param name="Names">What it is, in our words.</param>
/// <param name="Address">Where it stands; http or https.</param>
/// <param name="Published">When it was published; null when that is not known.</param>
public sealed record PackDocument(Guid Id, string Key, Wordings Names, string Address, When? Published);

/// <summary>
/// A measure that is on public record. It has no stage of its own: what is said of it is folded as any statement is, so that dates that
/// contradict each other stand side by side (DESIGN, rule 2).
/// </summary>
/// <param name="Kind">Key of its kind.</param>
/// <param name="Members">Keys of the members whose measure it is; one measure, however many.</param>
/// <param name="Areas">Keys of the areas in which it counts; empty for those of its kind.</param>
/// <param name="Said">What is said of it, each with its document.</param>
public sealed record PackMeasure(
    Guid Id, string Key, string Kind, Wordings Names, ImmutableArray<string> Members, ImmutableArray<string> Areas, ImmutableArray<PackStatement> Said);

/// <summary>What a document says of a measure.</summary>
/// <param name="Text">In our words.</param>
/// <param name="Document">Key of the document; null only when <paramref name="Unconfirmed"/>.</param>
/// <param name="Member">Key of the member for which it speaks; null for none.</param>
/// <param name="Stage">Key of a stage of the measure's kind; null when it only describes.</param>
/// <param name="Expected">The stage is to be reached; it is not reached.</param>
/// <param name="When">When it was reached, or is due.</param>
/// <param name="Polarity">Affirmed or denied.</param>
/// <param name="Certainty">Hedged when the document hedges, or the fact is unconfirmed.</param>
public sealed record PackStatement(
    Guid Id, Wordings Text, string? Document, string? Member, string? Stage, bool Expected, When? When, Polarity Polarity, Certainty Certainty,
    bool Unconfirmed)
{
    /// <summary>Who takes part in the subject, as it is to be shown; null when it says nothing of the kind.</summary>
    public string? Who { get; init; }

    /// <summary>In which role.</summary>
    public string? Role { get; init; }
}
