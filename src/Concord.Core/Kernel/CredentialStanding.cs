namespace Concord.Core.Kernel;

/// <summary>How the credential of an authority stands on a day, from the least to the most that stands against it. Names are kept with acts, so none is ever renamed.</summary>
public enum CredentialStanding
{
    /// <summary>The authority speaks for the member, and nobody says otherwise.</summary>
    InForce,

    /// <summary>Somebody says that it does not, or another authority is on record for the same member as well.</summary>
    Disputed,

    /// <summary>It was decided that the authority does not speak until that is settled.</summary>
    Suspended,

    /// <summary>It speaks no more.</summary>
    Ended,
}
