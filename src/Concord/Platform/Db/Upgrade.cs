using System.Globalization;
using Concord.Core.Kernel;
using Concord.Platform.Ledger;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Concord.Platform.Db;

/// <summary>How a database stands to this program.</summary>
internal enum StoreState
{
    /// <summary>There is none yet.</summary>
    Missing,
    Current,

    /// <summary>An earlier version made it, or not all of its rows were counted since; <c>concord migrate</c> brings it up.</summary>
    Older,

    /// <summary>A later version made it; this one must not touch it.</summary>
    Newer,
}

/// <summary>Brings a database to this program's schema, and has acts tell of its rows as they are then. An SQLite file is copied first; a killed upgrade goes on at the next start.</summary>
internal sealed class Upgrade(ConcordDb db, StoreSettings settings, Counting counting, TimeProvider clock)
{
    /// <summary>Refused with <c>store.damaged</c> or <c>store.unreachable</c> when there is something that cannot be read.</summary>
    public async Task<Result<StoreState>> StateAsync(CancellationToken ct)
    {
        try
        {
            var known = db.Database.GetMigrations().ToHashSet();
            var applied = (await db.Database.GetAppliedMigrationsAsync(ct).ConfigureAwait(false)).ToHashSet();
            return applied.Count == 0 ? StoreState.Missing
                : applied.Except(known).Any() ? StoreState.Newer
                : known.Except(applied).Any() || !await counting.IsDoneAsync(ct).ConfigureAwait(false) ? StoreState.Older
                : StoreState.Current;
        }
        catch (Exception fault) when (db.Meaning(fault) is { } refusal)
        {
            return refusal;
        }
    }

    /// <summary>The path of the copy that was made before, or an empty text when none was needed. Refused over a newer database.</summary>
    public async Task<Result<string>> ApplyAsync(CancellationToken ct)
    {
        try
        {
            using var alone = Alone();
            var state = await StateAsync(ct).ConfigureAwait(false);
            return await state.Match(
                s => s switch
                {
                    StoreState.Newer => Task.FromResult<Result<string>>(new Refusal("store.newer")),
                    StoreState.Current => Task.FromResult<Result<string>>(""),
                    StoreState.Missing or StoreState.Older => BringUpAsync(s, ct),
                },
                refusals => Task.FromResult<Result<string>>(refusals)).ConfigureAwait(false);
        }
        catch (IOException)
        {
            return new Refusal("store.upgrade-running");
        }
        catch (UnauthorizedAccessException)
        {
            return new Refusal("store.folder-not-writable", settings.Folder);
        }
        catch (Exception fault) when (db.Meaning(fault) is { } refusal)
        {
            return refusal;
        }
    }

    private async Task<Result<string>> BringUpAsync(StoreState state, CancellationToken ct)
    {
        var copy = state == StoreState.Older && db is SqliteDb ? await CopyAsync(ct).ConfigureAwait(false) : "";
        if (db is SqliteDb && state == StoreState.Older)
        {
            // A killed upgrade leaves its mark behind, and the next would wait for ever; nobody else is here, the lock file says so.
            _ = await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", ct).ConfigureAwait(false);
        }

        await db.Database.MigrateAsync(ct).ConfigureAwait(false);
        return (await counting.RunAsync(ct).ConfigureAwait(false)).Map(_ => copy);
    }

    private async Task<string> CopyAsync(CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(Path.Combine(settings.Folder, "backups")).FullName;
        var at = clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var copy = Path.Combine(folder, $"concord-before-upgrade-{at}.db");
        var unfinished = copy + ".unfinished";
        File.Delete(unfinished);
        _ = await db.Database.ExecuteSqlAsync($"VACUUM INTO {unfinished}", ct).ConfigureAwait(false);
        File.Move(unfinished, copy, overwrite: true);
        return copy;
    }

    /// <summary>The operating system frees it when the process dies, however it dies.</summary>
    private FileStream Alone()
    {
        Folders.Make(settings.Folder);
        return new FileStream(Path.Combine(settings.Folder, "upgrade.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
    }
}
