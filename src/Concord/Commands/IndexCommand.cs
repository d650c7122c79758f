using System.CommandLine;
using Concord.Core.Kernel;
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
        command.SetAction((parsed, ct) => Ready.AsOperatorAsync(shared.Store(parsed), Ready.CurrentAsync, (services, permit) => FillAsync(services, permit, ct), ct));
        return command;
    }

    /// <summary>Makes it findable, and says how much that was; the exit status.</summary>
    public static async Task<int> FillAsync(IServiceProvider services, Permit permit, CancellationToken ct) =>
        (await services.GetRequiredService<SearchRebuild>().FillAsync(permit, Progress, ct).ConfigureAwait(false)).Match(
            made =>
            {
                Say.Line(Texts.Here("server.indexed", made));
                return 0;
            },
            Say.Refused);

    /// <summary>One line for every hundred.</summary>
    public static void Progress(int done, int missing)
    {
        if (done % 100 == 0)
        {
            Say.Aside(Texts.Here("server.indexing", done, missing));
        }
    }
}
