using System.IO.Compression;
using System.Security.Cryptography;
using Concord.Core.Kernel;
using Concord.Platform.Archive;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Platform.Backup;

/// <summary>A whole installation in an encrypted file.</summary>
/// <param name="Key">Of this file alone; it is in memory only as long as this is, and in the file wrapped for its recipients.</param>
/// <param name="Start">Where, after the header, the encrypted part begins.</param>
internal sealed record WrittenBackup(TakenArchive Taken, byte[] Key, long Start);

/// <summary>Writes the file and reads it again: what was not read back as it was written is no backup.</summary>
internal sealed class BackupFile(ConcordDb db, ArchiveWriter writer)
{
    /// <param name="recipients">None for a file that only this process is to read.</param>
    public async Task<WrittenBackup> WriteAsync(
        string path, IReadOnlyCollection<byte[]> recipients, ArchivedProcess? process, Action<string, long> told, CancellationToken ct)
    {
        var key = RandomNumberGenerator.GetBytes(16);
        var file = Folders.NewFile(path);
        await using var ofFile = file.ConfigureAwait(false);
        using var encrypted = new AgeWriter(file, key, recipients);
        var taken = await writer.WriteAsync(encrypted, ArchiveScope.Installation, process, told, ct).ConfigureAwait(false);
        encrypted.End();
        file.Flush(flushToDisk: true);
        return new WrittenBackup(taken, key, encrypted.Start);
    }

    /// <summary>Every byte of it is looked at. Refused with what <see cref="AgeReader"/> and <see cref="ArchiveChecks"/> refuse.</summary>
    public Result<CheckedArchive> Check(string path, WrittenBackup written, CancellationToken ct)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return Open(file, written).Then(reader =>
            {
                using (reader)
                {
                    using var zip = new ZipArchive(reader, ZipArchiveMode.Read, leaveOpen: true);
                    return ArchiveChecks.Check(
                        zip, reader.Length, db.Database.GetMigrations().Last(), ArchiveScope.Installation, ArchiveTables.Of(db.Model, ArchiveScope.Installation), ct);
                }
            });
        }
        catch (ArchiveRefusedException refused)
        {
            return refused.Refusal;
        }
    }

    /// <summary>Fills an empty installation out of a file that was opened. Refused with what opening it and <see cref="ArchiveFiller"/> are.</summary>
    /// <param name="done">The act that tells of it.</param>
    public static Task<Result<RestoredArchive>> FillAsync(Result<AgeReader> opened, ArchiveFiller filler, Act done, Action<string, long> told, CancellationToken ct) => opened.Match(
        async reader =>
        {
            await using var ofReader = reader.ConfigureAwait(false);
            return await filler.FillAsync(reader, ArchiveScope.Installation, done, told, ct).ConfigureAwait(false);
        },
        refusals => Task.FromResult<Result<RestoredArchive>>(refusals));

    public static Result<AgeReader> Open(FileStream file, WrittenBackup written)
    {
        file.Position = written.Start;
        return AgeReader.Open(file, written.Key);
    }
}
