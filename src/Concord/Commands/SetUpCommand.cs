using System.CommandLine;
using Concord.Core.Kernel;
using Concord.Modules.Identity;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.I18n;
using Concord.Platform.Web;

namespace Concord.Commands;

/// <summary><c>concord setup</c>: makes a real installation, and prints once what its administrators need: a recovery key for the safe, and two invitations.</summary>
internal static class SetUpCommand
{
    public static Command Create()
    {
        var shared = new CommandOptions();
        var address = new Option<string>("--address") { Description = Texts.Here("server.option.address"), DefaultValueFactory = _ => "http://localhost:" + Loopback.DefaultPort };
        var command = new Command("setup", Texts.Here("server.setup"));
        shared.AddTo(command);
        command.Options.Add(address);
        command.SetAction((parsed, ct) => RunAsync(shared, parsed, parsed.GetValue(address)!, (setUp, permit) => setUp.RealAsync(permit, ct), ct));
        return command;
    }

    public static async Task<int> RunAsync(
        CommandOptions shared, ParseResult parsed, string address, Func<SetUp, Permit, Task<Result<NewInstallation>>> make, CancellationToken ct)
    {
        var services = shared.Services(parsed);
        await using var ofServices = services.ConfigureAwait(false);
        var scope = services.CreateAsyncScope();
        await using var ofScope = scope.ConfigureAwait(false);
        var ready = await scope.ServiceProvider.GetRequiredService<Upgrade>().ApplyAsync(ct).ConfigureAwait(false);
        var made = await ready.Then(_ => LocalOperator.Ask(Doing.Administer)).Match(
            permit => make(scope.ServiceProvider.GetRequiredService<SetUp>(), permit),
            refusals => Task.FromResult<Result<NewInstallation>>(refusals)).ConfigureAwait(false);
        return made.Match(
            installation =>
            {
                Say.Line(Texts.Here("server.setup-key", installation.RecoveryKey));
                foreach (var invitation in installation.Administrators)
                {
                    Say.Line(Texts.Here("server.setup-invitation", address.TrimEnd('/') + invitation.Link, WhenWords.Instant(invitation.Expires)));
                }

                return 0;
            },
            Say.Refused);
    }
}

/// <summary><c>concord recover</c>: the way back in when no administrator can sign in any more. The recovery key is read from standard input, never from the command line.</summary>
internal static class RecoverCommand
{
    public static Command Create()
    {
        var shared = new CommandOptions();
        var address = new Option<string>("--address") { Description = Texts.Here("server.option.address"), DefaultValueFactory = _ => "http://localhost:" + Loopback.DefaultPort };
        var command = new Command("recover", Texts.Here("server.recover"));
        shared.AddTo(command);
        command.Options.Add(address);
        command.SetAction(async (parsed, ct) =>
        {
            Say.Aside(Texts.Here("server.recover-ask"));
            var key = await Console.In.ReadLineAsync(ct).ConfigureAwait(false) ?? "";
            return await SetUpCommand.RunAsync(shared, parsed, parsed.GetValue(address)!, (setUp, permit) => setUp.RecoverAsync(permit, key, ct), ct).ConfigureAwait(false);
        });
        return command;
    }
}
