using System.CommandLine;
using Concord.Platform.Db;
using Concord.Platform.I18n;

namespace Concord.Commands;

/// <summary><c>concord migrate</c>: brings the database to this version's schema, having made a copy of an SQLite file.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var shared = new CommandOptions();
        var command = new Command("migrate", Texts.Here("server.migrate"));
        shared.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var services = shared.Services(parsed);
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
        });
        return command;
    }
}
