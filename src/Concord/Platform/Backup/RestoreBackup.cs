using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Platform.Archive;
using Concord.Platform.Ledger;

namespace Concord.Platform.Backup;

/// <summary>Fills an empty installation out of a backup. Nothing of it is ever on the disk in the clear but in the database.</summary>
internal sealed class RestoreBackup(ArchiveFiller filler, LedgerMemory memory, IEnumerable<IRestored> modules)
{
    /// <param name="identities">Secrets of 32 bytes; any that opens the file.</param>
    public async Task<Result<RestoredArchive>> HandleAsync(
        Permit permit, string path, ImmutableArray<byte[]> identities, Action<string, long> told, CancellationToken ct)
    {
        if (permit.Doing != Doing.Administer)
        {
            return new Refusal("access.denied");
        }

        var done = new Act(permit, "installation.restored", "installation:1", Payload: new Dictionary<string, string?> { ["file"] = Path.GetFileName(path) });
        var restored = await Handed.InAsync(path, file => BackupFile.FillAsync(
            AgeReader.Open(file, identities), filler, PutRightAsync, [done, .. modules.Select(m => m.Tells(permit))], told, ct)).ConfigureAwait(false);
        return await restored.Match<Task<Result<RestoredArchive>>>(
            async filled => filled with { Ledger = await memory.TakeOverAsync(CancellationToken.None).ConfigureAwait(false) },
            refusals => Task.FromResult<Result<RestoredArchive>>(refusals)).ConfigureAwait(false);
    }

    private async Task PutRightAsync()
    {
        foreach (var module in modules)
        {
            await module.PutRightAsync().ConfigureAwait(false);
        }
    }
}
