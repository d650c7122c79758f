using System.Collections.Frozen;
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
internal sealed record RestoredArchive(ArchivedProcess? Process, long Rows, int Originals, long LastAct)
{
    /// <summary>The ledger that came with a whole installation, and that this machine remembers from now on; null where it remembers another.</summary>
    public TakenOver? Ledger { get; init; }
}

/// <summary>
/// Fills an empty installation out of an archive, with all ids, days and numbers kept. The archive is looked through whole before; then everything is written in
/// one transaction, which a fault, a refusal or a stop undoes.
/// </summary>
internal sealed class ArchiveFiller(ConcordDb db, ArchiveWriter writer, Counting counting)
{
    /// <summary>
    /// Refused over an installation that is not empty, and for an archive that is not whole, was changed, is not of this scope, or was made by a later version. A whole
    /// installation is read back before it is committed: what does not give the same bytes again is refused.
    /// </summary>
    /// <param name="last">In the same transaction, after that.</param>
    /// <param name="done">
    /// The acts that tell of it, the first after those that came back; of what was handed on, whose own acts tell of no rows, the first tells of each row.
    /// </param>
    public async Task<Result<RestoredArchive>> FillAsync(
        Stream from, ArchiveScope scope, Func<Task> last, IReadOnlyList<Act> done, Action<string, long> told, CancellationToken ct) =>
        await (await FillAsync(from, scope, last, told, ct).ConfigureAwait(false)).Match(
            async restored => scope == ArchiveScope.Process
                ? (await counting.TellAsync(done[0], CancellationToken.None).ConfigureAwait(false)).Map(_ => restored)
                : (await db.CommitAsync(done, CancellationToken.None).ConfigureAwait(false)).Map(_ => restored),
            refusals => Task.FromResult<Result<RestoredArchive>>(refusals)).ConfigureAwait(false);

    private async Task<Result<RestoredArchive>> FillAsync(Stream from, ArchiveScope scope, Func<Task> last, Action<string, long> told, CancellationToken ct)
    {
        try
        {
            using var zip = new ZipArchive(from, ZipArchiveMode.Read, leaveOpen: true);
            var tables = ArchiveTables.Of(db.Model, scope);
            return await ArchiveChecks.Check(zip, scope == ArchiveScope.Installation ? null : from.Length, db.Schema, scope, tables, ct).Match(
                archive => FillAsync(archive, tables, last, told, ct),
                refusals => Task.FromResult<Result<RestoredArchive>>(refusals)).ConfigureAwait(false);
        }
        catch (InvalidDataException)
        {
            return new Refusal("archive.not-whole");
        }
        catch (ArchiveRefusedException refused)
        {
            return refused.Refusal;
        }
        catch (Exception fault) when (db.Meaning(fault) is { } refusal)
        {
            return refusal;
        }
    }

    private async Task<Result<RestoredArchive>> FillAsync(
        CheckedArchive archive, ImmutableArray<ArchiveTable> tables, Func<Task> last, Action<string, long> told, CancellationToken ct)
    {
        long rows = 0;
        await db.FillAsync(async () =>
        {
            rows = 0;
            var used = new HashSet<string>(StringComparer.Ordinal);
            foreach (var table in tables)
            {
                await EmptyAsync(table, ct).ConfigureAwait(false);
            }

            var files = archive.Manifest.Files.ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);
            foreach (var table in tables.Where(t => files.ContainsKey(t.Entry)))
            {
                await new TableFill(table, archive, Command, used).RunAsync(files[table.Entry].Rows!.Value, told, ct).ConfigureAwait(false);
                rows += files[table.Entry].Rows!.Value;
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

            if (archive.Manifest.Scope == ArchiveScope.Installation)
            {
                await ReadBackAsync(tables, files, ct).ConfigureAwait(false);
            }
            else
            {
                // Killed before its act is written, it is counted at the next start.
                _ = await db.Set<CountedRow>().ExecuteDeleteAsync(CancellationToken.None).ConfigureAwait(false);
            }

            await last().ConfigureAwait(false);
        }).ConfigureAwait(false);
        return new RestoredArchive(archive.Manifest.Process, rows, archive.Manifest.Files.Count(f => f.Rows is null), archive.Manifest.LastAct);
    }

    /// <summary>Each table gives the lines that it was filled from.</summary>
    private async Task ReadBackAsync(ImmutableArray<ArchiveTable> tables, FrozenDictionary<string, ArchivedFile> files, CancellationToken ct)
    {
        foreach (var table in tables.Where(t => files.ContainsKey(t.Entry)))
        {
            var (file, _) = await writer.TableAsync(Stream.Null, Command, table, ArchiveScope.Installation, (_, _) => { }, ct).ConfigureAwait(false);
            if (file != files[table.Entry])
            {
                throw new ArchiveRefusedException(new Refusal("archive.other-content", table.Entry));
            }
        }
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
