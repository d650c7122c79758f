using System.CommandLine;
using Concord.Platform.I18n;

namespace Concord.Commands;

internal static class ReadCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = Texts.Here("commands.read.file"), Arity = ArgumentArity.OneOrMore };
        var command = new Command("read", Texts.Here("commands.read")) { files };
        command.SetAction((_, _) => Task.FromResult(1));
        return command;
    }
}
