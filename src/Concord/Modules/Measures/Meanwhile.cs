using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Sources.Contracts;

namespace Concord.Modules.Measures;

/// <summary>What others decided about a source since a page of it was made.</summary>
internal sealed record Meanwhile(SourceId Source, ImmutableArray<ReviewItem> Decided, DateTimeOffset Now)
{
    /// <param name="done">The number of what the reader did in the meantime, which is no news.</param>
    public static Meanwhile Of(ReviewPage view, DateTimeOffset? since, DateTimeOffset now, int? done) => new(
        view.Source.Summary.Id,
        since is { } moment ? [.. view.Items.Where(i => i.Decision is { } decision && decision.At > moment && i.Number != done)] : [],
        now);
}
