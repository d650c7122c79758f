using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Ledger;

namespace Concord.Platform.Archive;

/// <summary>Writes everything that is of the process, and nothing of this installation alone, into a ZIP that is handed on.</summary>
internal sealed class TakeArchive(ConcordDb db, ArchiveWriter writer)
{
    /// <summary>Writes to a file that is not there yet; one that was begun and not finished is removed.</summary>
    public async Task<Result<TakenArchive>> HandleAsync(Permit permit, string path, ArchivedProcess? process, Action<string, long> told, CancellationToken ct)
    {
        if (permit.Doing != Doing.Administer)
        {
            return new Refusal("access.denied");
        }

        if (Path.Exists(path))
        {
            return new Refusal("archive.already-there", path);
        }

        var unfinished = path + ".unfinished";
        try
        {
            var taken = await WriteAsync(unfinished, process, told, ct).ConfigureAwait(false);
            File.Move(unfinished, path);
            var committed = await db.CommitAsync(
                new Act(permit, "archive.made", "archive", Payload: new Dictionary<string, string?> { ["manifest"] = taken.ManifestSum }), ct).ConfigureAwait(false);
            return committed.Map(_ => taken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Refusal("archive.not-writable", path, fault.Message);
        }
        finally
        {
            if (File.Exists(unfinished))
            {
                File.Delete(unfinished);
            }
        }
    }

    private async Task<TakenArchive> WriteAsync(string path, ArchivedProcess? process, Action<string, long> told, CancellationToken ct)
    {
        var file = Folders.NewFile(path);
        await using var ofFile = file.ConfigureAwait(false);
        return await writer.WriteAsync(file, ArchiveScope.Process, process, told, ct).ConfigureAwait(false);
    }
}
