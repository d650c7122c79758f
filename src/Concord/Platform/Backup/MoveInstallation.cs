using Concord.Core.Kernel;
using Concord.Platform.Archive;
using Concord.Platform.Db;
using Concord.Platform.Ledger;

namespace Concord.Platform.Backup;

/// <summary>Moves a whole installation into an empty database of either kind. The one it came from is left as it is.</summary>
internal sealed class MoveInstallation(ArchiveFiller filler, LedgerMemory memory, StoreSettings store)
{
    /// <param name="from">Of the installation that is moved.</param>
    public async Task<Result<RestoredArchive>> HandleAsync(Permit permit, BackupFile from, ArchivedProcess? process, Action<string, long> told, CancellationToken ct)
    {
        if (permit.Doing != Doing.Administer)
        {
            return new Refusal("access.denied");
        }

        Folders.Make(store.Folder);
        var path = Path.Combine(store.Folder, "moving-" + Guid.NewGuid().ToString("N"));
        try
        {
            // Between the two it is a file under a key that only this process has.
            var written = await from.WriteAsync(path, [], process, told, ct).ConfigureAwait(false);
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            await using var ofFile = file.ConfigureAwait(false);
            var moved = await BackupFile.FillAsync(BackupFile.Open(file, written), filler, () => Task.CompletedTask, [new Act(permit, "installation.moved", "installation:1")], told, ct).ConfigureAwait(false);

            // A folder that remembers a ledger has it, or is of another installation.
            return await moved.Match<Task<Result<RestoredArchive>>>(
                async done => memory.Last is null ? done with { Ledger = await memory.TakeOverAsync(CancellationToken.None).ConfigureAwait(false) } : done,
                refusals => Task.FromResult<Result<RestoredArchive>>(refusals)).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Refusal("archive.not-writable", path, fault.Message);
        }
        finally
        {
            if (File.Exists(path))
            {
                File.Delete(path);
            }
        }
    }
}
