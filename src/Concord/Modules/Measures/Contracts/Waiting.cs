using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Sources.Contracts;

namespace Concord.Modules.Measures.Contracts;

/// <summary>A source and how many of its proposals nobody has decided.</summary>
internal sealed record ReviewedSource(SourceSummary Source, int Open);

/// <summary>What other modules may ask of the measures.</summary>
internal interface IReviews
{
    /// <summary>Sources, the last recorded first, at most so many, each with what waits for a decision.</summary>
    Task<ImmutableArray<ReviewedSource>> SourcesAsync(Permit permit, int most, CancellationToken ct);
}
