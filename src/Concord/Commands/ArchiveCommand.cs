using System.CommandLine;
using Concord.Core.Kernel;
using Concord.Modules.Plan;
using Concord.Platform.Archive;
using Concord.Platform.I18n;

namespace Concord.Commands;

/// <summary><c>concord archive FILE</c>: everything that is kept here, in one open ZIP (docs/archive.md). The server may run meanwhile.</summary>
internal static class ArchiveCommand
{
    public static Command Create()
    {
        var shared = new CommandOptions();
        var file = new Argument<string>("FILE") { Description = Texts.Here("server.archive.file") };
        var command = new Command("archive", Texts.Here("server.archive")) { file };
        shared.AddTo(command);
        command.SetAction((parsed, ct) => Ready.AsOperatorAsync(
            shared.Store(parsed), Ready.CurrentAsync, (services, permit) => Ready.UnlessStoppedAsync(() => TakeAsync(services, permit, Path.GetFullPath(parsed.GetValue(file)!), ct)), ct));
        return command;
    }

    private static async Task<int> TakeAsync(IServiceProvider services, Permit permit, string path, CancellationToken ct)
    {
        var process = await ProcessAsync(services, ct).ConfigureAwait(false);
        var taken = await services.GetRequiredService<TakeArchive>().HandleAsync(permit, path, process, Progress, ct).ConfigureAwait(false);
        return taken.Match(
            done =>
            {
                Say.Line(Texts.Here("server.archived", path, done.Rows, done.Originals, done.ManifestSum));
                return 0;
            },
            Say.Refused);
    }

    /// <summary>Whose it is; null before there is a pack.</summary>
    public static async Task<ArchivedProcess?> ProcessAsync(IServiceProvider services, CancellationToken ct) =>
        (await services.GetRequiredService<PlanQueries>().PackAsync(ct).ConfigureAwait(false)).Match<ArchivedProcess?>(p => new ArchivedProcess(p.Key, p.Version), _ => null);

    /// <summary>A line now and then.</summary>
    public static void Progress(string table, long rows) => Say.Aside(Texts.Here("server.archiving", table, rows));
}
