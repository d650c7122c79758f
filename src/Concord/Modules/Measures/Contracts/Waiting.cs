using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;

namespace Concord.Modules.Measures.Contracts;

/// <summary>A source and how many of its proposals nobody has decided.</summary>
internal sealed record ReviewedSource(SourceSummary Source, int Open);

/// <summary>A measure that was found.</summary>
/// <param name="Kind">Its kind's permanent name.</param>
internal sealed record FoundMeasure(MeasureId Id, string Kind, string Title);

/// <summary>What other modules may ask of the measures.</summary>
internal interface IReviews
{
    /// <summary>Sources, the last recorded first, at most so many, each with what waits for a decision.</summary>
    Task<ImmutableArray<ReviewedSource>> SourcesAsync(Permit permit, int most, CancellationToken ct);

    /// <summary>Those of these measures of which this person may see a statement that was not taken back, each as the one that it is merged into.</summary>
    Task<ImmutableDictionary<MeasureId, FoundMeasure>> MeasuresAsync(Permit permit, IReadOnlyCollection<MeasureId> ids, CancellationToken ct);

    /// <summary>All subjects of some sorts of which something counts; refused with <c>pack.none</c>.</summary>
    Task<Result<SubjectsFound>> SubjectsAsync(Permit permit, SubjectsAsked asked, CancellationToken ct);

    /// <summary>What was said on some occasions or by some speakers, of whatever subject, in the order in which it became known.</summary>
    Task<Result<ImmutableArray<SubjectStatement>>> SaidAsync(Permit permit, SaidAsked asked, CancellationToken ct);

    /// <summary>What members reply to statements whose sentences stand, whole or in part, in these stretches; those that are withdrawn are left out.</summary>
    Task<ILookup<(SourceId Source, TextPlace Place), ReplyView>> RepliesAsync(
        Permit permit, ProcessInForce process, IReadOnlyCollection<(SourceId Source, TextPlace Place)> stretches, CancellationToken ct);

    /// <summary>Puts a tie among what is to be saved; whoever commits names the act.</summary>
    Task<Result<StatementId>> TieAsync(Permit permit, NewTie asked, CancellationToken ct);
}
