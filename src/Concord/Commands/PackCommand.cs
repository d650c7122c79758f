using System.CommandLine;
using Concord.Core.Kernel;
using Concord.Modules.Plan;
using Concord.Platform.Access;
using Concord.Platform.Db;
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
        load.SetAction(async (parsed, ct) =>
        {
            var path = parsed.GetValue(file) ?? "";
            if (!File.Exists(path))
            {
                return Say.Refused(new Refusal("import.no-such-file", path));
            }

            if (new FileInfo(path).Length > Longest)
            {
                return Say.Refused(new Refusal("pack.too-large", path, "", "", "50"));
            }

            var services = shared.Services(parsed);
            await using var ofServices = services.ConfigureAwait(false);
            var scope = services.CreateAsyncScope();
            await using var ofScope = scope.ConfigureAwait(false);
            var ready = await scope.ServiceProvider.GetRequiredService<Upgrade>().ApplyAsync(ct).ConfigureAwait(false);
            return await ready.Then(_ => LocalOperator.Ask(Doing.Administer)).Match(
                async permit =>
                {
                    var bytes = await File.ReadAllBytesAsync(path, ct).ConfigureAwait(false);
                    var loaded = await scope.ServiceProvider.GetRequiredService<LoadPack>().HandleAsync(permit, path, bytes, ct).ConfigureAwait(false);
                    return await loaded.Match(
                        async pack =>
                        {
                            var recorded = await scope.ServiceProvider.GetRequiredService<PublicRecord>().TakeAsync(permit, ct).ConfigureAwait(false);
                            return recorded.Match(done => Tell(pack, done), Say.Refused);
                        },
                        refusals => Task.FromResult(Say.Refused(refusals))).ConfigureAwait(false);
                },
                refusals => Task.FromResult(Say.Refused(refusals))).ConfigureAwait(false);
        });
        return new Command("pack", Texts.Here("server.pack")) { load };
    }

    private static int Tell(LoadedPack pack, Modules.Measures.RecordedPack record)
    {
        Say.Line(Texts.Here(pack.AlreadyThere ? "server.pack-there" : "server.pack-loaded", pack.Key, pack.Version));
        Say.Line(Texts.Here("server.pack-recorded", record.Added, record.Superseded));
        return 0;
    }
}
