using System.CommandLine;
using Concord.Core.Kernel;
using Concord.Platform.Access;
using Concord.Platform.I18n;
using Concord.Platform.Ledger;
using Concord.Platform.Search;
using Concord.Platform.Verify;

namespace Concord.Commands;

/// <summary>
/// <c>concord verify</c>: whether everything that is kept agrees with itself, with a line for each thing that does not; with <c>--rebuild</c>, what is made out of it is
/// made anew and compared with what was there. Exit status 1 when anything differs.
/// </summary>
internal static class VerifyCommand
{
    private const int Often = 20_000;

    public static Command Create()
    {
        var shared = new CommandOptions();
        var rebuild = new Option<bool>("--rebuild") { Description = Texts.Here("server.option.verify-rebuild") };
        var command = new Command("verify", Texts.Here("server.verify"));
        shared.AddTo(command);
        var heads = new Option<FileInfo?>("--heads") { Description = Texts.Here("server.option.verify-heads") };
        command.Options.Add(rebuild);
        command.Options.Add(heads);
        command.SetAction(async (parsed, ct) =>
        {
            var services = shared.Services(parsed);
            await using var ofServices = services.ConfigureAwait(false);
            var scope = services.CreateAsyncScope();
            await using var ofScope = scope.ConfigureAwait(false);
            return await RunAsync(scope.ServiceProvider, parsed.GetValue(heads), parsed.GetValue(rebuild), ct).ConfigureAwait(false);
        });
        return command;
    }

    /// <summary>Looks at everything and tells of it; 0 when all agrees.</summary>
    public static async Task<int> RunAsync(IServiceProvider services, FileInfo? heads, bool rebuild, CancellationToken ct)
    {
        try
        {
            return await LookAsync(services, heads, rebuild, ct).ConfigureAwait(false);
        }
        catch (Exception unreadable) when (Whole.IsUnreadable(unreadable))
        {
            return Say.Refused(Whole.Stopped("keys", unreadable));
        }
    }

    private static async Task<int> LookAsync(IServiceProvider services, FileInfo? heads, bool rebuild, CancellationToken ct)
    {
        var wrong = 0L;
        foreach (var part in services.GetServices<IVerified>())
        {
            wrong += await CheckAsync(part, ct).ConfigureAwait(false);
        }

        try
        {
            Say.Line(Texts.Here("server.verified-tail", await services.GetRequiredService<VerifiedLedger>().TailAsync(ct).ConfigureAwait(false)));
        }
        catch (Exception unreadable) when (Whole.IsUnreadable(unreadable))
        {
            // The part of the ledger has told it.
        }

        if (heads is { } kept)
        {
            wrong += await CompareAsync(services, kept, ct).ConfigureAwait(false);
        }

        var index = await LocalOperator.Ask(Doing.Administer).Match(
            permit => IndexedAsync(services, permit, rebuild, ct),
            refusals => Task.FromResult<Result<long>>(refusals)).ConfigureAwait(false);
        wrong += index.Match(differing => differing, refusals => Say.Refused(refusals));
        Say.Line(wrong == 0 ? Texts.Here("server.verified") : Texts.Here("server.verified-not", wrong));
        return wrong == 0 ? 0 : 1;
    }

    private static async Task<Result<long>> IndexedAsync(IServiceProvider services, Permit permit, bool rebuild, CancellationToken ct)
    {
        try
        {
            return await IndexAsync(services, permit, rebuild, ct).ConfigureAwait(false);
        }
        catch (Exception unreadable) when (Whole.IsUnreadable(unreadable))
        {
            return Whole.Stopped("search", unreadable);
        }
    }

    /// <summary>Heads that somebody kept, with the chain as it is.</summary>
    private static async Task<int> CompareAsync(IServiceProvider services, FileInfo kept, CancellationToken ct)
    {
        if (!kept.Exists)
        {
            return Say.Refused(new Refusal("import.no-such-file", kept.FullName));
        }

        var lines = await File.ReadAllLinesAsync(kept.FullName, ct).ConfigureAwait(false);
        return (await services.GetRequiredService<Heads>().CompareAsync(lines, ct).ConfigureAwait(false)).Match(
            agreed =>
            {
                Say.Line(Texts.Here("server.verified-heads", agreed));
                return 0;
            },
            Say.Refused);
    }

    private static async Task<long> CheckAsync(IVerified part, CancellationToken ct) =>
        await TellAsync(part.Name, await part.CountedAsync(ct).ConfigureAwait(false), part.LookAsync(ct)).ConfigureAwait(false);

    /// <summary>How many do not agree.</summary>
    private static async Task<long> TellAsync(string part, long all, IAsyncEnumerable<Refusal?> looked)
    {
        var (done, wrong) = (0L, 0L);
        await foreach (var fault in looked.ConfigureAwait(false))
        {
            if (fault is not null)
            {
                wrong++;
                Say.Line(fault.Sentence());
            }

            if (++done % Often == 0)
            {
                Say.Aside(Texts.Here("server.verifying", done, all));
            }
        }

        Say.Line(Texts.Here("server.verified-" + part, done, wrong));
        return wrong;
    }

    /// <summary>What is not in the index is brought in first, as at every start.</summary>
    private static async Task<Result<long>> IndexAsync(IServiceProvider services, Permit permit, bool rebuild, CancellationToken ct)
    {
        var (index, content) = (services.GetRequiredService<SearchRebuild>(), services.GetRequiredService<SearchContent>());
        var filled = await index.FillAsync(permit, IndexCommand.Progress, ct).ConfigureAwait(false);
        if (filled.Match(_ => null as Refusal, r => r[0]) is { } refusal)
        {
            return refusal;
        }

        var search = services.GetRequiredService<VerifiedSearch>();
        var documents = await content.CountAsync(ct).ConfigureAwait(false);
        var wrong = await TellAsync("search", documents, search.CheckAsync(permit, Told, ct)).ConfigureAwait(false);
        var before = search.Sum;
        if (!rebuild)
        {
            Say.Line(Texts.Here("server.verified-index", before.Places, before.Digits));
            return wrong;
        }

        var anew = await index.AnewAsync(permit, IndexCommand.Progress, ct).ConfigureAwait(false);
        if (anew.Match(_ => null as Refusal, r => r[0]) is { } refused)
        {
            return refused;
        }

        var after = await content.SumAsync(Told, ct).ConfigureAwait(false);
        Say.Line(before == after
            ? Texts.Here("server.rebuilt-same", after.Places, after.Digits)
            : Texts.Here("server.rebuilt-other", before.Places, after.Places));
        return before == after ? wrong : wrong + 1;
    }

    private static void Told(long places) => Say.Aside(Texts.Here("server.verifying-index", places));
}
