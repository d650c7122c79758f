using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Platform.Archive;
using Concord.Platform.Db;
using Concord.Platform.Ledger;

namespace Concord.Platform.Backup;

/// <summary>Fills an empty installation out of a backup. Nothing of it is ever on the disk in the clear but in the database.</summary>
internal sealed class RestoreBackup(ConcordDb db, ArchiveFiller filler)
{
    /// <param name="identities">Secrets of 32 bytes; any that opens the file.</param>
    public async Task<Result<RestoredArchive>> HandleAsync(
        Permit permit, string path, ImmutableArray<byte[]> identities, Action<string, long> told, CancellationToken ct)
    {
        if (permit.Doing != Doing.Administer)
        {
            return new Refusal("access.denied");
        }

        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            await using var ofFile = file.ConfigureAwait(false);
            return await AgeReader.Open(file, identities).Match(
                async reader =>
                {
                    await using var ofReader = reader.ConfigureAwait(false);
                    var restored = await filler.FillAsync(reader, ArchiveScope.Installation, told, ct).ConfigureAwait(false);
                    return await restored.Match(
                        async done => (await db.CommitAsync(
                            new Act(permit, "installation.restored", "installation:1", Payload: new Dictionary<string, string?> { ["file"] = Path.GetFileName(path) }), CancellationToken.None)
                            .ConfigureAwait(false)).Map(_ => done),
                        refusals => Task.FromResult<Result<RestoredArchive>>(refusals)).ConfigureAwait(false);
                },
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
