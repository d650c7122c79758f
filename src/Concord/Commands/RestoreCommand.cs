using System.Collections.Immutable;
using System.CommandLine;
using Concord.Core.Kernel;
using Concord.Platform.Archive;
using Concord.Platform.Backup;
using Concord.Platform.Db;
using Concord.Platform.I18n;
using Concord.Platform.Keys;
using Concord.Platform.Ledger;
using Microsoft.Data.Sqlite;

namespace Concord.Commands;

/// <summary>
/// <c>concord restore FILE --identity KEYFILE</c>: a whole installation back into an empty folder or database; with <c>--check</c> into a folder of its own that is removed
/// again, to know that the backup can be restored. Everything is verified at the end.
/// </summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var shared = new CommandOptions();
        var file = new Argument<string>("FILE") { Description = Texts.Here("server.restore-backup.file") };
        var identity = new Option<FileInfo>("--identity") { Description = Texts.Here("server.restore-backup.identity"), Required = true };
        var check = new Option<bool>("--check") { Description = Texts.Here("server.restore-backup.check") };
        var command = new Command("restore", Texts.Here("server.restore-backup")) { file, identity, check };
        shared.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var identities = await IdentitiesAsync(parsed.GetValue(identity)!, ct).ConfigureAwait(false);
            var store = shared.Store(parsed);
            return await identities.Match(
                keys => parsed.GetValue(check) ? CheckAsync(store, parsed.GetValue(file)!, keys, ct) : RestoreAsync(store, parsed.GetValue(file)!, keys, tellKeys: true, ct),
                refusals => Task.FromResult(Say.Refused(refusals))).ConfigureAwait(false);
        });
        return command;
    }

    private static Task<Result<ImmutableArray<byte[]>>> IdentitiesAsync(FileInfo file, CancellationToken ct) => Handed.InAsync(file.FullName, async stream =>
    {
        using var reader = new StreamReader(stream);
        return AgeKeys.ReadIdentities((await reader.ReadToEndAsync(ct).ConfigureAwait(false)).Split('\n'));
    });

    /// <summary>Beside the data, never in a folder that others read; gone afterwards whatever happens.</summary>
    private static async Task<int> CheckAsync(StoreSettings store, string file, ImmutableArray<byte[]> identities, CancellationToken ct)
    {
        var folder = Path.Combine(store.Folder, "checking-" + Guid.NewGuid().ToString("N"));
        try
        {
            return await RestoreAsync(new StoreSettings(folder), file, identities, tellKeys: false, ct).ConfigureAwait(false);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static Task<int> RestoreAsync(StoreSettings store, string file, ImmutableArray<byte[]> identities, bool tellKeys, CancellationToken ct) =>
        Ready.FillAsync(store, (services, permit) => FillAsync(services, store, permit, file, identities, tellKeys, ct), ct);

    private static async Task<int> FillAsync(
        IServiceProvider services, StoreSettings store, Permit permit, string file, ImmutableArray<byte[]> identities, bool tellKeys, CancellationToken ct)
    {
        var restored = await services.GetRequiredService<RestoreBackup>().HandleAsync(permit, file, identities, ArchiveCommand.Progress, ct).ConfigureAwait(false);
        return await restored.Match(
            done =>
            {
                Say.Line(Texts.Here("server.restored", file, done.Rows, done.Originals, done.Process?.Key ?? "-"));
                TellLedger(done.Ledger, store);
                return Ready.OnceFilledAsync(() => FinishAsync(services, store, permit, tellKeys, ct));
            },
            refusals => Task.FromResult(Say.Refused(refusals))).ConfigureAwait(false);
    }

    private static async Task<int> FinishAsync(IServiceProvider services, StoreSettings store, Permit permit, bool tellKeys, CancellationToken ct)
    {
        var status = await IndexCommand.FillAsync(services, permit, ct).ConfigureAwait(false);
        if (status != 0)
        {
            return status;
        }

        status = await VerifyCommand.RunAsync(services, null, rebuild: false, ct).ConfigureAwait(false);
        if (tellKeys)
        {
            await TellKeysAsync(services, store, ct).ConfigureAwait(false);
        }

        return status;
    }

    /// <summary>The chain that came here is the one that this machine remembers from now on, and the keys that signed it are of this installation: the operator is told, and can hold them against what they know.</summary>
    internal static void TellLedger(TakenOver? taken, StoreSettings store)
    {
        var (path, before, now) = (LedgerMemory.PathIn(store.Folder), taken?.Before?.Position, taken?.Now?.Position ?? 0);
        if (taken is null or { Before: null, Now: null })
        {
            return;
        }

        Say.Line(before is null || before == now ? Texts.Here("server.ledger-taken-over", path, now) : Texts.Here("server.ledger-taken-over-otherwise", path, now, before));
        foreach (var key in taken.Keys)
        {
            Say.Line(Texts.Here("server.ledger-key-taken-over", key));
        }
    }

    /// <summary>Which keys are not in the backup and must be brought back by hand, and whether those that are here fit.</summary>
    private static async Task TellKeysAsync(IServiceProvider services, StoreSettings store, CancellationToken ct)
    {
        var ring = await services.GetRequiredService<RingUpkeep>().StateAsync(ct).ConfigureAwait(false);
        Say.Line(Texts.Here("server.restored-ring-" + ring.ToString().ToLowerInvariant(), RingSeal.PathIn(store.Folder)));
        var signed = await services.GetRequiredService<Heads>().LastKeyAsync(ct).ConfigureAwait(false);
        Say.Line(Texts.Here(
            signed is null ? "server.restored-ledger-none" : LedgerKey.Find(store.Folder)?.Id == signed ? "server.restored-ledger-opens" : "server.restored-ledger-other", LedgerKey.PathIn(store.Folder)));
    }
}
