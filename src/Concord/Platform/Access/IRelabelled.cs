using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Platform.Access;

/// <summary>A module whose rows bear the labels of passages of another: it gives them their new ones with the commit that follows.</summary>
internal interface IRelabelled
{
    /// <summary>Of everything that rests on these passages.</summary>
    Task RelabelAsync(Permit permit, IReadOnlyDictionary<PassageId, PassageLabels> passages, CancellationToken ct);

    /// <summary>In words, what would be told of these passages without them and without whoever speaks in them.</summary>
    Task<ImmutableArray<string>> ToldAsync(Permit permit, IReadOnlyCollection<PassageId> passages, CancellationToken ct);
}

/// <summary>How widely a passage goes, and how widely what was read in it does.</summary>
/// <param name="Own">Of the passage.</param>
/// <param name="Told">Under which what was read in it is told without it and without whoever said it; null for not at all.</param>
internal sealed record PassageLabels(LabelId Own, LabelId? Told);
