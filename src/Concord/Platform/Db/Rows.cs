namespace Concord.Platform.Db;

/// <summary>A row that two people may change: the version that a form saw is the one it changes, or nothing is changed.</summary>
internal interface IVersioned
{
    /// <summary>1 when new; raised by the commit.</summary>
    long Version { get; set; }
}

/// <summary>Rows of one installation and not of the process: accounts, keys. They are in no archive that is handed on.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property)]
internal sealed class OfInstallationAttribute : Attribute;

/// <summary>A row that remembers when it was recorded, as the ledger counts; set by the commit.</summary>
internal interface IRecorded
{
    /// <summary>The sequence of the act that wrote it.</summary>
    long Sequence { get; set; }
}
