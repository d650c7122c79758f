using System.Collections.Frozen;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using Concord.Core.Kernel;
using Concord.Platform.Archive;
using Concord.Platform.Db;
using Concord.Platform.Ledger;

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

    /// <summary>
    /// Every byte of it is looked at, and every line read as a restore will. Refused with what <see cref="AgeReader"/> and <see cref="ArchiveChecks"/> refuse, and with
    /// <c>backup.unrestorable</c> and the reason when a restore would not take a line.
    /// </summary>
    public async Task<Result<CheckedArchive>> CheckAsync(string path, WrittenBackup written, CancellationToken ct)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            await using var ofFile = file.ConfigureAwait(false);
            return await Open(file, written).Match(
                async reader =>
                {
                    await using var ofReader = reader.ConfigureAwait(false);
                    using var zip = new ZipArchive(reader, ZipArchiveMode.Read, leaveOpen: true);
                    var tables = ArchiveTables.Of(db.Model, ArchiveScope.Installation);
                    var whole = ArchiveChecks.Check(zip, size: null, db.Schema, ArchiveScope.Installation, tables, ct);
                    await whole.Match(archive => ReadAsync(archive, tables, ct), _ => Task.CompletedTask).ConfigureAwait(false);
                    return whole;
                },
                refusals => Task.FromResult<Result<CheckedArchive>>(refusals)).ConfigureAwait(false);
        }
        catch (ArchiveRefusedException refused)
        {
            return ImmutableArray.Create(new Refusal("backup.unrestorable"), refused.Refusal);
        }
    }

    private static async Task ReadAsync(CheckedArchive archive, ImmutableArray<ArchiveTable> tables, CancellationToken ct)
    {
        var files = archive.Manifest.Files.ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);
        foreach (var table in tables)
        {
            await foreach (var line in new TableLines(table, archive).ReadAsync(files[table.Entry].Rows!.Value, (_, _) => { }, ct).ConfigureAwait(false))
            {
                // Read, and no more.
            }
        }
    }

    /// <summary>Fills an empty installation out of a file that was opened. Refused with what opening it and <see cref="ArchiveFiller"/> are.</summary>
    /// <param name="last">In the same transaction, after everything was read back.</param>
    /// <param name="done">The acts that tell of it.</param>
    public static Task<Result<RestoredArchive>> FillAsync(
        Result<AgeReader> opened, ArchiveFiller filler, Func<Task> last, IReadOnlyList<Act> done, Action<string, long> told, CancellationToken ct) => opened.Match(
        async reader =>
        {
            await using var ofReader = reader.ConfigureAwait(false);
            return await filler.FillAsync(reader, ArchiveScope.Installation, last, done, told, ct).ConfigureAwait(false);
        },
        refusals => Task.FromResult<Result<RestoredArchive>>(refusals));

    public static Result<AgeReader> Open(FileStream file, WrittenBackup written)
    {
        file.Position = written.Start;
        return AgeReader.Open(file, written.Key);
    }
}
