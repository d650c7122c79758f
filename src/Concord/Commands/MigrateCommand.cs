using System.CommandLine;
using Concord.Core.Kernel;
using Concord.Platform.Backup;
using Concord.Platform.Db;
using Concord.Platform.I18n;

namespace Concord.Commands;

/// <summary>
/// <c>concord migrate</c>: brings the database to this version's schema, having made a copy of an SQLite file. With <c>--from</c> and <c>--to</c>: moves a whole installation
/// from one database to another, empty one. What stands in the new one is read back and compared before it is committed.
/// </summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var shared = new CommandOptions();
        var from = new Option<string?>("--from") { Description = Texts.Here("server.migrate.from") };
        var to = new Option<string?>("--to") { Description = Texts.Here("server.migrate.to") };
        var command = new Command("migrate", Texts.Here("server.migrate")) { from, to };
        shared.AddTo(command);
        command.SetAction((parsed, ct) => (parsed.GetValue(from), parsed.GetValue(to)) switch
        {
            (null, null) => UpgradeAsync(shared.Store(parsed), ct),
            ({ } source, { } target) => Place(source, shared.Store(parsed).Folder).Then(s => Place(target, s.Folder).Map(t => (From: s, To: t))).Match(
                both => both.From == both.To ? Task.FromResult(Say.Refused(new Refusal("migrate.same"))) : MoveAsync(both.From, both.To, ct),
                refusals => Task.FromResult(Say.Refused(refusals))),
            _ => Task.FromResult(Say.Refused(new Refusal("migrate.both"))),
        });
        return command;
    }

    /// <summary><c>sqlite:FOLDER</c>, <c>sqlite:FOLDER/concord.db</c> or <c>postgres:CONNECTION</c>. Refused with <c>migrate.place</c>.</summary>
    internal static Result<StoreSettings> Place(string text, string folder) => text.Split(':', 2) switch
    {
        ["sqlite", { Length: > 0 } path] => StoreSettings.Sqlite(path),
        ["postgres", { Length: > 0 } connection] => new StoreSettings(folder, connection),
        _ => new Refusal("migrate.place", text),
    };

    private static async Task<int> UpgradeAsync(StoreSettings store, CancellationToken ct)
    {
        var services = CommandOptions.Services(store);
        await using var ofServices = services.ConfigureAwait(false);
        var scope = services.CreateAsyncScope();
        await using var ofScope = scope.ConfigureAwait(false);
        var applied = await scope.ServiceProvider.GetRequiredService<Upgrade>().ApplyAsync(ct).ConfigureAwait(false);
        return applied.Match(
            copy =>
            {
                Say.Line(copy.Length > 0 ? Texts.Here("server.upgraded", copy) : Texts.Here("server.migrated"));
                return 0;
            },
            Say.Refused);
    }

    private static async Task<int> MoveAsync(StoreSettings from, StoreSettings to, CancellationToken ct)
    {
        if (from.Postgres is null && !File.Exists(from.File))
        {
            return Say.Refused(new Refusal("store.none"));
        }

        // While it is held no server can start on the old database; one that runs would go on writing there.
        return await (await Serving.HoldAloneAsync(from, ct).ConfigureAwait(false)).Match(
            async held =>
            {
                await using var ofHeld = held.ConfigureAwait(false);
                return await Ready.AsOperatorAsync(
                    from, Ready.CurrentAsync, (old, _) => Ready.FillAsync(to, (fresh, permit) => MoveAsync(old, fresh, permit, to, ct), ct), ct).ConfigureAwait(false);
            },
            refusals => Task.FromResult(Say.Refused(refusals))).ConfigureAwait(false);
    }

    private static async Task<int> MoveAsync(IServiceProvider from, IServiceProvider to, Permit permit, StoreSettings place, CancellationToken ct)
    {
        var process = await ArchiveCommand.ProcessAsync(from, ct).ConfigureAwait(false);
        var moved = await to.GetRequiredService<MoveInstallation>().HandleAsync(permit, from.GetRequiredService<BackupFile>(), process, ArchiveCommand.Progress, ct).ConfigureAwait(false);
        return await moved.Match(
            done => Ready.OnceFilledAsync(async () =>
            {
                var status = await IndexCommand.FillAsync(to, permit, ct).ConfigureAwait(false);
                if (status == 0)
                {
                    RestoreCommand.TellLedger(done.Ledger, place);
                    Say.Line(Texts.Here("server.moved", done.Rows, done.Originals, Path.Combine(place.Folder, "keys")));
                }

                return status;
            }),
            refusals => Task.FromResult(Say.Refused(refusals))).ConfigureAwait(false);
    }
}
