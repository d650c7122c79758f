using System.CommandLine;
using Concord.Core.Kernel;
using Concord.Modules.Identity;
using Concord.Platform.I18n;
using Concord.Platform.Web;

namespace Concord.Commands;

/// <summary><c>concord setup</c>: makes a real installation, and prints once what its administrators need: a recovery key for the safe, and two invitations.</summary>
internal static class SetUpCommand
{
    public static Command Create() => Make("setup", Texts.Here("server.setup"), (setUp, permit, ct) => setUp.RealAsync(permit, ct));

    /// <summary>A command that makes administrators, and prints what they need.</summary>
    public static Command Make(string name, string description, Func<SetUp, Permit, CancellationToken, Task<Result<NewInstallation>>> make)
    {
        var shared = new CommandOptions();
        var address = new Option<string>("--address") { Description = Texts.Here("server.option.address"), DefaultValueFactory = _ => "http://localhost:" + Loopback.DefaultPort };
        var command = new Command(name, description);
        shared.AddTo(command);
        command.Options.Add(address);
        command.SetAction((parsed, ct) => Ready.AsOperatorAsync(
            shared.Store(parsed),
            Ready.UpgradedAsync,
            async (services, permit) => Tell(await make(services.GetRequiredService<SetUp>(), permit, ct).ConfigureAwait(false), parsed.GetValue(address)!),
            ct));
        return command;
    }

    private static int Tell(Result<NewInstallation> made, string address) => made.Match(
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

/// <summary><c>concord recover</c>: the way back in when no administrator can sign in any more. The recovery key is read from standard input, never from the command line.</summary>
internal static class RecoverCommand
{
    public static Command Create() => SetUpCommand.Make("recover", Texts.Here("server.recover"), async (setUp, permit, ct) =>
    {
        Say.Aside(Texts.Here("server.recover-ask"));
        return await setUp.RecoverAsync(permit, await Console.In.ReadLineAsync(ct).ConfigureAwait(false) ?? "", ct).ConfigureAwait(false);
    });
}
