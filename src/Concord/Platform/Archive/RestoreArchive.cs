using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Ledger;

namespace Concord.Platform.Archive;

/// <summary>Fills an empty installation out of an archive that somebody handed on.</summary>
internal sealed class RestoreArchive(ConcordDb db, ArchiveFiller filler)
{
    /// <summary>Refused with what <see cref="ArchiveFiller.FillAsync(Stream, ArchiveScope, Action{string, long}, CancellationToken)"/> is, and for a file that cannot be read.</summary>
    public async Task<Result<RestoredArchive>> HandleAsync(Permit permit, string path, Action<string, long> told, CancellationToken ct)
    {
        if (permit.Doing != Doing.Administer)
        {
            return new Refusal("access.denied");
        }

        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            await using var ofFile = file.ConfigureAwait(false);
            var restored = await filler.FillAsync(file, ArchiveScope.Process, told, ct).ConfigureAwait(false);
            return await restored.Match(
                async done => (await db.CommitAsync(
                    new Act(permit, "archive.restored", "archive", Payload: new Dictionary<string, string?> { ["file"] = Path.GetFileName(path) }), CancellationToken.None)
                    .ConfigureAwait(false)).Map(_ => done),
                refusals => Task.FromResult<Result<RestoredArchive>>(refusals)).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Refusal("import.no-such-file", path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Refusal("import.not-readable", path);
        }
    }
}
