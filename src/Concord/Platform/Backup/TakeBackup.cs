using System.Collections.Immutable;
using System.Security.Cryptography;
using Concord.Core.Kernel;
using Concord.Platform.Archive;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Platform.Backup;

/// <summary>What a backup holds, and how large it is.</summary>
internal sealed record TakenBackup(TakenArchive Taken, long Bytes);

/// <summary>
/// Writes this whole installation, with its accounts and the chain over its acts and without its keys, into one file that only its recipients can read, while others go on
/// working. It has its name only after it was read back.
/// </summary>
internal sealed class TakeBackup(ConcordDb db, BackupFile backup)
{
    /// <summary>A word for this installation, the same wherever it is restored or moved to: of its first act.</summary>
    public async Task<string> WordAsync(CancellationToken ct)
    {
        var first = await db.Set<ActRow>().OrderBy(a => a.Sequence).Select(a => a.Id).FirstOrDefaultAsync(ct).ConfigureAwait(false);
        return Convert.ToHexStringLower(SHA256.HashData(first.ToByteArray()))[..8];
    }

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

        var taken = await Handed.OutAsync(path, async unfinished =>
        {
            var written = await backup.WriteAsync(unfinished, recipients, process, told, ct).ConfigureAwait(false);
            return (await backup.CheckAsync(unfinished, written, ct).ConfigureAwait(false)).Map(_ => written.Taken);
        }).ConfigureAwait(false);
        return await taken.Match(
            async done =>
            {
                var payload = new Dictionary<string, string?> { ["manifest"] = done.ManifestSum, ["for"] = string.Join(' ', recipients.Select(AgeKeys.Write)) };
                return (await db.CommitAsync(new Act(permit, "installation.backed-up", "installation:1", Payload: payload), CancellationToken.None).ConfigureAwait(false))
                    .Map(_ => new TakenBackup(done, new FileInfo(path).Length));
            },
            refusals => Task.FromResult<Result<TakenBackup>>(refusals)).ConfigureAwait(false);
    }
}
