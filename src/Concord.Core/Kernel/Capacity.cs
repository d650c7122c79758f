namespace Concord.Core.Kernel;

/// <summary>
/// In which capacity somebody acts: one at a time. Whoever holds several switches between them, visibly. Names are kept with acts, so none is ever renamed.
/// </summary>
public enum Capacity
{
    /// <summary>The person at this machine, before there are accounts: may do everything, and everything is written down.</summary>
    LocalOperator,

    /// <summary>Keeps the installation and its accounts, and for that needs no more of what is in it than everybody sees.</summary>
    Administrator,

    /// <summary>The secretariat of the process.</summary>
    Secretariat,

    /// <summary>An official of a body of a member.</summary>
    Official,

    /// <summary>A partner of the United Nations system, or another international organisation.</summary>
    UnPartner,

    /// <summary>A non-governmental organisation.</summary>
    CivilSociety,

    /// <summary>Speaks for victims and survivors, under a chosen name (DESIGN, rule 12).</summary>
    Survivors,

    /// <summary>Speaks for young people.</summary>
    Youth,

    /// <summary>An embassy, a donor: watches, and is no party.</summary>
    Observer,

    /// <summary>A journalist.</summary>
    Press,

    /// <summary>Nobody in particular: signed in or not.</summary>
    Public,
}
