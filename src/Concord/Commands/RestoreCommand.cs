using System.Collections.Immutable;
using System.CommandLine;
using Concord.Core.Kernel;
using Concord.Modules.Identity;
using Concord.Platform.Access;
using Concord.Platform.Backup;
using Concord.Platform.Db;
using Concord.Platform.I18n;
using Concord.Platform.Keys;
using Concord.Platform.Ledger;
using Concord.Platform.Search;
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

    private static async Task<Result<ImmutableArray<byte[]>>> IdentitiesAsync(FileInfo file, CancellationToken ct)
    {
        try
        {
            return AgeKeys.ReadIdentities(await File.ReadAllLinesAsync(file.FullName, ct).ConfigureAwait(false));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Refusal("import.no-such-file", file.FullName);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Refusal("import.not-readable", file.FullName);
        }
    }

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

    private static async Task<int> RestoreAsync(StoreSettings store, string file, ImmutableArray<byte[]> identities, bool tellKeys, CancellationToken ct)
    {
        var services = CommandOptions.Services(store);
        await using var ofServices = services.ConfigureAwait(false);
        var scope = services.CreateAsyncScope();
        await using var ofScope = scope.ConfigureAwait(false);
        var ready = await scope.ServiceProvider.GetRequiredService<Upgrade>().ApplyAsync(ct).ConfigureAwait(false);
        try
        {
            return await ready.Then(_ => LocalOperator.Ask(Doing.Administer)).Match(
                permit => FillAsync(scope.ServiceProvider, store, permit, file, identities, tellKeys, ct),
                refusals => Task.FromResult(Say.Refused(refusals))).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return Say.Refused(new Refusal("archive.stopped"));
        }
    }

    private static async Task<int> FillAsync(
        IServiceProvider services, StoreSettings store, Permit permit, string file, ImmutableArray<byte[]> identities, bool tellKeys, CancellationToken ct)
    {
        var restored = await services.GetRequiredService<RestoreBackup>().HandleAsync(permit, file, identities, ArchiveCommand.Progress, ct).ConfigureAwait(false);
        var filled = await restored.Match(
            async done =>
            {
                Say.Line(Texts.Here("server.restored", file, done.Rows, done.Originals, done.Process?.Key ?? "-"));
                var ended = await services.GetRequiredService<EndAllSessions>().HandleAsync(permit, ct).ConfigureAwait(false);
                return await ended.Match(
                    _ => services.GetRequiredService<SearchRebuild>().FillAsync(permit, IndexCommand.Progress, ct),
                    refusals => Task.FromResult<Result<int>>(refusals)).ConfigureAwait(false);
            },
            refusals => Task.FromResult<Result<int>>(refusals)).ConfigureAwait(false);
        return await filled.Match(
            async made =>
            {
                Say.Line(Texts.Here("server.indexed", made));
                var status = await VerifyCommand.RunAsync(services, null, rebuild: false, ct).ConfigureAwait(false);
                if (tellKeys)
                {
                    await TellKeysAsync(services, store, ct).ConfigureAwait(false);
                }

                return status;
            },
            refusals => Task.FromResult(Say.Refused(refusals))).ConfigureAwait(false);
    }

    /// <summary>Which keys are not in the backup and must be brought back by hand, and whether those that are here fit.</summary>
    private static async Task TellKeysAsync(IServiceProvider services, StoreSettings store, CancellationToken ct)
    {
        var ring = await services.GetRequiredService<RingUpkeep>().StateAsync(ct).ConfigureAwait(false);
        Say.Line(Texts.Here("server.restored-ring-" + ring.ToString().ToLowerInvariant(), RingSeal.PathIn(store.Folder)));
        var signed = await services.GetRequiredService<Heads>().LastKeyAsync(ct).ConfigureAwait(false);
        Say.Line(Texts.Here(
            signed is null || LedgerKey.Find(store.Folder)?.Id == signed ? "server.restored-ledger-opens" : "server.restored-ledger-other", SecretFile.PathOf(store.Folder, "ledger.key")));
    }
}
