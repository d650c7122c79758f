using System.CommandLine;
using Concord.Core.Kernel;
using Concord.Platform.Access;
using Concord.Platform.I18n;
using Concord.Platform.Search;

namespace Concord.Commands;

/// <summary><c>concord index</c>: makes findable what is not yet.</summary>
internal static class IndexCommand
{
    public static Command Create()
    {
        var shared = new CommandOptions();
        var command = new Command("index", Texts.Here("server.index"));
        shared.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var services = shared.Services(parsed);
            await using var ofServices = services.ConfigureAwait(false);
            var scope = services.CreateAsyncScope();
            await using var ofScope = scope.ConfigureAwait(false);
            var index = scope.ServiceProvider.GetRequiredService<SearchRebuild>();
            var filled = await LocalOperator.Ask(Doing.Administer).Match(
                permit => index.FillAsync(permit, Progress, ct),
                refusals => Task.FromResult<Result<int>>(refusals)).ConfigureAwait(false);
            return filled.Match(
                made =>
                {
                    Say.Line(Texts.Here("server.indexed", made));
                    return 0;
                },
                Say.Refused);
        });
        return command;
    }

    /// <summary>One line for every hundred.</summary>
    public static void Progress(int done, int missing)
    {
        if (done % 100 == 0)
        {
            Say.Aside(Texts.Here("server.indexing", done, missing));
        }
    }
}
