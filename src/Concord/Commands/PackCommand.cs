using System.CommandLine;
using Concord.Core.Kernel;
using Concord.Modules.Plan;
using Concord.Platform.I18n;

namespace Concord.Commands;

/// <summary><c>concord pack load FILE</c>: checks a process pack and puts it in force.</summary>
internal static class PackCommand
{
    private const long Longest = 50_000_000;

    public static Command Create()
    {
        var shared = new CommandOptions();
        var file = new Argument<string>("FILE") { Description = Texts.Here("server.pack.file") };
        var load = new Command("load", Texts.Here("server.pack.load")) { file };
        shared.AddTo(load);
        load.SetAction((parsed, ct) =>
        {
            var path = parsed.GetValue(file) ?? "";
            return !File.Exists(path) ? Task.FromResult(Say.Refused(new Refusal("import.no-such-file", path)))
                : new FileInfo(path).Length > Longest ? Task.FromResult(Say.Refused(new Refusal("pack.too-large", path, "", "", "50")))
                : Ready.AsOperatorAsync(shared.Store(parsed), Ready.UpgradedAsync, (services, permit) => LoadAsync(services, permit, path, ct), ct);
        });
        return new Command("pack", Texts.Here("server.pack")) { load };
    }

    private static async Task<int> LoadAsync(IServiceProvider services, Permit permit, string path, CancellationToken ct)
    {
        var bytes = await File.ReadAllBytesAsync(path, ct).ConfigureAwait(false);
        var loaded = await services.GetRequiredService<LoadPack>().HandleAsync(permit, path, bytes, ct).ConfigureAwait(false);
        return await loaded.Match(
            async pack => (await services.GetRequiredService<PublicRecord>().TakeAsync(permit, ct).ConfigureAwait(false)).Match(done => Tell(pack, done), Say.Refused),
            refusals => Task.FromResult(Say.Refused(refusals))).ConfigureAwait(false);
    }

    private static int Tell(LoadedPack pack, Modules.Measures.RecordedPack record)
    {
        Say.Line(Texts.Here(pack.AlreadyThere ? "server.pack-there" : "server.pack-loaded", pack.Key, pack.Version));
        Say.Line(Texts.Here("server.pack-recorded", record.Added, record.Superseded));
        return 0;
    }
}
