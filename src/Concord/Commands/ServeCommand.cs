using System.CommandLine;
using Concord.Platform.I18n;

namespace Concord.Commands;

internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", Texts.Here("commands.serve"));
        command.SetAction((_, ct) => RunAsync([], ct));
        return command;
    }

    public static async Task<int> RunAsync(string[] args, CancellationToken ct)
    {
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();
        app.MapGet("/health", () => "ok");
        await app.RunAsync(ct).ConfigureAwait(false);
        return 0;
    }
}
