using Concord.Core.Kernel;

namespace Concord.Core.Sources;

/// <summary>Where a source stands among the versions of one document.</summary>
/// <param name="Id">The source.</param>
/// <param name="Corrects">The version just before it; null for a first one.</param>
/// <param name="First">The first version; itself for a first one.</param>
/// <param name="Number">The first version is 1.</param>
/// <param name="CorrectedBy">The version just after it; null for the newest.</param>
public sealed record VersionPlace(SourceId Id, SourceId? Corrects, SourceId First, int Number, SourceId? CorrectedBy);

/// <summary>
/// Versions form a chain and never a fork (DESIGN 1: a correction is a new version that points to the old one). Two corrections of one version are a question
/// to a person, who may make the second one a correction of the first.
/// </summary>
public static class Versioning
{
    /// <summary>
    /// The place of the later source when it corrects the earlier one, or the refusal: <c>version.itself</c>, <c>version.cycle</c> (the earlier one is a later
    /// version of it), <c>version.corrects-already</c> (it corrects another), <c>version.has-later</c> (it has been corrected itself),
    /// <c>version.corrected-already</c> (the earlier one has been corrected by another).
    /// </summary>
    public static Result<VersionPlace> Link(VersionPlace later, VersionPlace earlier)
    {
        ArgumentNullException.ThrowIfNull(later);
        ArgumentNullException.ThrowIfNull(earlier);
        return later.Id == earlier.Id ? new Refusal("version.itself")
            : earlier.First == later.Id ? new Refusal("version.cycle")
            : later.Corrects is not null ? new Refusal("version.corrects-already")
            : later.CorrectedBy is not null ? new Refusal("version.has-later")
            : earlier.CorrectedBy is not null ? new Refusal("version.corrected-already")
            : later with { Corrects = earlier.Id, First = earlier.First, Number = earlier.Number + 1 };
    }

    /// <summary>The source as a document of its own again. Refuses one that corrects nothing (<c>version.corrects-nothing</c>) or has later versions (<c>version.has-later</c>).</summary>
    public static Result<VersionPlace> Unlink(VersionPlace later)
    {
        ArgumentNullException.ThrowIfNull(later);
        return later.Corrects is null ? new Refusal("version.corrects-nothing")
            : later.CorrectedBy is not null ? new Refusal("version.has-later")
            : later with { Corrects = null, First = later.Id, Number = 1 };
    }
}
