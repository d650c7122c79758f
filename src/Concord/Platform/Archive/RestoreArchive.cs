using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.IO.Compression;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Concord.Platform.Archive;

/// <summary>What came back.</summary>
internal sealed record RestoredArchive(ArchivedProcess? Process, long Rows, int Originals, long LastAct);

/// <summary>
/// Fills an empty installation out of an archive, with all ids, days and numbers kept. The archive is looked through whole before; then everything is written in
/// one transaction, which a fault, a refusal or a stop undoes.
/// </summary>
internal sealed class RestoreArchive(ConcordDb db)
{
    /// <summary>Refused over an installation that is not empty, and for an archive that is not whole, was changed, or was made by a later version.</summary>
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
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var tables = ArchiveTables.Of(db.Model);
            return await ArchiveChecks.Check(zip, file.Length, tables, ct).Match(
                async archive =>
                {
                    var restored = await FillAsync(archive, tables, told, ct).ConfigureAwait(false);
                    return await restored.Match(
                        async done => (await db.CommitAsync(
                            new Act(permit, "archive.restored", "archive", Payload: new Dictionary<string, string?> { ["file"] = Path.GetFileName(path) }), CancellationToken.None)
                            .ConfigureAwait(false)).Map(_ => done),
                        refusals => Task.FromResult<Result<RestoredArchive>>(refusals)).ConfigureAwait(false);
                },
                refusals => Task.FromResult<Result<RestoredArchive>>(refusals)).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Refusal("import.no-such-file", path);
        }
        catch (InvalidDataException)
        {
            return new Refusal("archive.not-whole");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Refusal("import.not-readable", path);
        }
    }

    private async Task<Result<RestoredArchive>> FillAsync(CheckedArchive archive, ImmutableArray<ArchiveTable> tables, Action<string, long> told, CancellationToken ct)
    {
        long rows = 0;
        try
        {
            await db.FillAsync(async () =>
            {
                rows = 0;
                var used = new HashSet<string>(StringComparer.Ordinal);
                foreach (var table in tables)
                {
                    await EmptyAsync(table, ct).ConfigureAwait(false);
                }

                var files = archive.Manifest.Files.ToDictionary(f => f.Name, StringComparer.Ordinal);
                foreach (var table in tables.Where(t => files.ContainsKey(t.Entry)))
                {
                    rows += await new TableFill(table, archive, Command, used).RunAsync(files[table.Entry].Rows!.Value, told, ct).ConfigureAwait(false);
                }

                if (files.Keys.FirstOrDefault(f => f.StartsWith("originals/", StringComparison.Ordinal) && !used.Contains(f)) is { } unused)
                {
                    throw new ArchiveRefusedException(new Refusal("archive.original-unused", unused));
                }

                foreach (var table in tables)
                {
                    foreach (var reference in table.References)
                    {
                        await PresentAsync(table, reference, ct).ConfigureAwait(false);
                    }
                }
            }).ConfigureAwait(false);
        }
        catch (ArchiveRefusedException refused)
        {
            return refused.Refusal;
        }
        catch (Exception fault) when (db.Meaning(fault) is { } refusal)
        {
            return refusal;
        }

        return new RestoredArchive(archive.Manifest.Process, rows, archive.Manifest.Files.Count(f => f.Rows is null), archive.Manifest.LastAct);
    }

    private async Task EmptyAsync(ArchiveTable table, CancellationToken ct)
    {
        var command = Command(ArchiveSql.Any(table));
        await using var ofCommand = command.ConfigureAwait(false);
        if (Convert.ToInt64(await command.ExecuteScalarAsync(ct).ConfigureAwait(false), CultureInfo.InvariantCulture) > 0)
        {
            throw new ArchiveRefusedException(new Refusal("archive.not-empty"));
        }
    }

    private async Task PresentAsync(ArchiveTable table, ArchiveReference reference, CancellationToken ct)
    {
        var command = Command(ArchiveSql.Dangling(table, reference));
        await using var ofCommand = command.ConfigureAwait(false);
        if (await command.ExecuteScalarAsync(ct).ConfigureAwait(false) is string missing)
        {
            throw new ArchiveRefusedException(new Refusal("archive.dangling", table.Entry, reference.Column, missing.ToLowerInvariant(), "tables/" + reference.Table + ".ndjson"));
        }
    }

    /// <summary>On the connection and in the transaction of the fill.</summary>
    private DbCommand Command(string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
#pragma warning disable CA2100 // names of tables and columns out of the program's own model; no value of anybody's stands in it
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
