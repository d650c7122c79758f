using System.CommandLine;
using Concord.Platform.I18n;
using Concord.Platform.Web;

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
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddWebPages(builder.Environment.IsDevelopment());
        var app = builder.Build();
        app.UseWebPages();
        app.MapStaticAssets();
        app.MapRazorPages();
        app.MapGet("/language", WebPages.ChooseLanguage);
        app.MapGet("/health", () => "ok");
        await app.RunAsync(ct).ConfigureAwait(false);
        return 0;
    }
}
