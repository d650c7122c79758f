using Concord.Core.Kernel;
using Concord.Platform.Ledger;

namespace Concord.Platform.Backup;

/// <summary>A module that puts right what a backup brings back and that no longer holds.</summary>
internal interface IRestored
{
    /// <summary>Within the transaction of the restore, after everything was read back.</summary>
    Task PutRightAsync();

    /// <summary>The act that tells of it.</summary>
    Act Tells(Permit permit);
}
