using Concord.Core.Kernel;

namespace Concord.Platform.Archive;

/// <summary>Ends a restore in the middle, so that its transaction is undone; never leaves this folder.</summary>
internal sealed class ArchiveRefusedException(Refusal refusal) : Exception
{
    public Refusal Refusal => refusal;
}
