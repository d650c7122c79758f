using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Modules.Identity.Contracts;

/// <summary>How an authority stands for a member; what was said of it and why is for whoever keeps credentials.</summary>
internal sealed record CredentialTold(MemberId Member, BodyId Body, CredentialStanding Standing);

/// <summary>What other modules may ask of whoever speaks for members.</summary>
internal interface ICredentials
{
    /// <summary>Every authority of which a credential is recorded that has begun by a day, one line each.</summary>
    Task<ImmutableArray<CredentialTold>> OnAsync(Permit permit, DateOnly day, CancellationToken ct);
}
