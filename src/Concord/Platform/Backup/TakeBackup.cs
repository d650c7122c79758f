using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Platform.Archive;
using Concord.Platform.Db;
using Concord.Platform.Ledger;

namespace Concord.Platform.Backup;

/// <summary>What a backup holds, and how large it is.</summary>
internal sealed record TakenBackup(TakenArchive Taken, long Bytes);

/// <summary>
/// Writes this whole installation, with its accounts and the chain over its acts and without its keys, into one file that only its recipients can read, while others go on
/// working. It has its name only after it was read back.
/// </summary>
internal sealed class TakeBackup(ConcordDb db, BackupFile backup)
{
    /// <param name="recipients">Public keys of 32 bytes; at least one.</param>
    public async Task<Result<TakenBackup>> HandleAsync(
        Permit permit, string path, ImmutableArray<byte[]> recipients, ArchivedProcess? process, Action<string, long> told, CancellationToken ct)
    {
        if (permit.Doing != Doing.Administer)
        {
            return new Refusal("access.denied");
        }

        if (recipients.IsEmpty)
        {
            return new Refusal("backup.no-recipient");
        }

        if (Path.Exists(path))
        {
            return new Refusal("archive.already-there", path);
        }

        var unfinished = path + ".unfinished";
        try
        {
            var written = await backup.WriteAsync(unfinished, recipients, process, told, ct).ConfigureAwait(false);
            return await backup.Check(unfinished, written, ct).Match(
                async _ =>
                {
                    File.Move(unfinished, path);
                    var payload = new Dictionary<string, string?> { ["manifest"] = written.Taken.ManifestSum, ["for"] = string.Join(' ', recipients.Select(AgeKeys.Write)) };
                    return (await db.CommitAsync(new Act(permit, "installation.backed-up", "installation:1", Payload: payload), CancellationToken.None).ConfigureAwait(false))
                        .Map(_ => new TakenBackup(written.Taken, new FileInfo(path).Length));
                },
                refusals => Task.FromResult<Result<TakenBackup>>(refusals)).ConfigureAwait(false);
        }
        catch (ArchiveRefusedException refused)
        {
            return refused.Refusal;
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
}
