using Concord.Core.Kernel;

namespace Concord.Platform.Access;

/// <summary>A module whose rows bear the labels of passages of another: it gives them their new ones with the commit that follows.</summary>
internal interface IRelabelled
{
    /// <summary>Of everything that rests on these passages.</summary>
    Task RelabelAsync(Permit permit, IReadOnlyDictionary<PassageId, LabelId> passages, CancellationToken ct);
}
