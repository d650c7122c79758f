using Concord.Core.Kernel;

namespace Concord.Platform.I18n;

/// <summary>How the credential of an authority stands, in words.</summary>
internal static class CredentialWords
{
    public static string Of(CredentialStanding standing) => Texts.Here("identity.standing-" + standing.ToString().ToLowerInvariant());

    /// <summary>What stands against it: credential disputed; null where nothing does.</summary>
    public static string? Against(CredentialStanding? standing) =>
        standing is null or CredentialStanding.InForce ? null : Texts.Here("identity.credential-" + standing.Value.ToString().ToLowerInvariant());
}
