using System.CommandLine;
using Concord.Core.Kernel;
using Concord.Platform.Access;
using Concord.Platform.Archive;
using Concord.Platform.Db;
using Concord.Platform.I18n;
using Concord.Platform.Search;

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
        command.SetAction(async (parsed, ct) =>
        {
            var services = shared.Services(parsed);
            await using var ofServices = services.ConfigureAwait(false);
            var scope = services.CreateAsyncScope();
            await using var ofScope = scope.ConfigureAwait(false);
            var ready = await scope.ServiceProvider.GetRequiredService<Upgrade>().ApplyAsync(ct).ConfigureAwait(false);
            return await ready.Then(_ => LocalOperator.Ask(Doing.Administer)).Match(
                permit => RestoreAsync(scope.ServiceProvider, permit, parsed.GetValue(file)!, ct),
                refusals => Task.FromResult(Say.Refused(refusals))).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> RestoreAsync(IServiceProvider services, Permit permit, string path, CancellationToken ct)
    {
        try
        {
            var restored = await services.GetRequiredService<RestoreArchive>().HandleAsync(permit, path, ArchiveCommand.Progress, ct).ConfigureAwait(false);
            return await restored.Match(
                async done =>
                {
                    Say.Line(Texts.Here("server.restored", path, done.Rows, done.Originals, done.Process?.Key ?? "-"));
                    var filled = await services.GetRequiredService<SearchRebuild>().FillAsync(permit, IndexCommand.Progress, ct).ConfigureAwait(false);
                    return filled.Match(
                        made =>
                        {
                            Say.Line(Texts.Here("server.indexed", made));
                            return 0;
                        },
                        Say.Refused);
                },
                refusals => Task.FromResult(Say.Refused(refusals))).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return Say.Refused(new Refusal("archive.stopped"));
        }
    }
}
