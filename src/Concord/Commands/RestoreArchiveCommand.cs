using System.CommandLine;
using Concord.Core.Kernel;
using Concord.Platform.Archive;
using Concord.Platform.I18n;

namespace Concord.Commands;

/// <summary><c>concord restore-archive FILE</c>: fills an empty installation out of an archive, then makes it findable. Stopped, it leaves the installation empty.</summary>
internal static class RestoreArchiveCommand
{
    public static Command Create()
    {
        var shared = new CommandOptions();
        var file = new Argument<string>("FILE") { Description = Texts.Here("server.restore.file") };
        var command = new Command("restore-archive", Texts.Here("server.restore")) { file };
        shared.AddTo(command);
        command.SetAction((parsed, ct) => Ready.FillAsync(shared.Store(parsed), (services, permit) => RestoreAsync(services, permit, parsed.GetValue(file)!, ct), ct));
        return command;
    }

    private static async Task<int> RestoreAsync(IServiceProvider services, Permit permit, string path, CancellationToken ct)
    {
        var restored = await services.GetRequiredService<RestoreArchive>().HandleAsync(permit, path, ArchiveCommand.Progress, ct).ConfigureAwait(false);
        return await restored.Match(
            done =>
            {
                Say.Line(Texts.Here("server.restored", path, done.Rows, done.Originals, done.Process?.Key ?? "-"));
                return Ready.OnceFilledAsync(() => IndexCommand.FillAsync(services, permit, ct));
            },
            refusals => Task.FromResult(Say.Refused(refusals))).ConfigureAwait(false);
    }
}
