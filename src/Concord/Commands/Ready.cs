using Concord.Core.Kernel;
using Concord.Platform.Access;
using Concord.Platform.Db;

namespace Concord.Commands;

/// <summary>In what state a command needs the store, and who does what it does.</summary>
internal static class Ready
{
    /// <summary>A command that only reads changes no schema: it needs the one that this version has. Refused with <c>store.older</c>, <c>store.newer</c> or <c>store.none</c>.</summary>
    public static async Task<Result<bool>> CurrentAsync(IServiceProvider services, CancellationToken ct) =>
        (await services.GetRequiredService<Upgrade>().StateAsync(ct).ConfigureAwait(false)).Then<bool>(state => state switch
        {
            StoreState.Current => true,
            StoreState.Missing => new Refusal("store.none"),
            StoreState.Older => new Refusal("store.older"),
            StoreState.Newer => new Refusal("store.newer"),
        });

    /// <summary>Others make the schema what this version has. Refused with what <see cref="Upgrade.ApplyAsync"/> is.</summary>
    public static async Task<Result<bool>> UpgradedAsync(IServiceProvider services, CancellationToken ct) =>
        (await services.GetRequiredService<Upgrade>().ApplyAsync(ct).ConfigureAwait(false)).Map(_ => true);

    /// <summary>What is filled is made where nothing is. Refused with <c>store.older-target</c> over a database of an earlier version, which is somebody's: it is not brought up first.</summary>
    public static async Task<Result<bool>> FreshAsync(IServiceProvider services, CancellationToken ct) =>
        await (await services.GetRequiredService<Upgrade>().StateAsync(ct).ConfigureAwait(false)).Match(
            state => state == StoreState.Older ? Task.FromResult<Result<bool>>(new Refusal("store.older-target")) : UpgradedAsync(services, ct),
            refusals => Task.FromResult<Result<bool>>(refusals)).ConfigureAwait(false);

    /// <summary>Fills a store while nobody serves it. Refused with what <see cref="FreshAsync"/> and <see cref="Serving.HoldAloneAsync"/> are.</summary>
    public static async Task<int> FillAsync(StoreSettings store, Func<IServiceProvider, Permit, Task<int>> fill, CancellationToken ct) =>
        await (await Serving.HoldAloneAsync(store, ct).ConfigureAwait(false)).Match(
            async held =>
            {
                await using var ofHeld = held.ConfigureAwait(false);
                return await AsOperatorAsync(store, FreshAsync, (services, permit) => UnlessStoppedAsync(() => fill(services, permit)), ct).ConfigureAwait(false);
            },
            refusals => Task.FromResult(Say.Refused(refusals))).ConfigureAwait(false);

    /// <summary>What the operator of this machine does with a store that is ready for it; the exit status.</summary>
    public static async Task<int> AsOperatorAsync(
        StoreSettings store, Func<IServiceProvider, CancellationToken, Task<Result<bool>>> ready, Func<IServiceProvider, Permit, Task<int>> run, CancellationToken ct)
    {
        var services = CommandOptions.Services(store);
        await using var ofServices = services.ConfigureAwait(false);
        var scope = services.CreateAsyncScope();
        await using var ofScope = scope.ConfigureAwait(false);
        var isReady = await ready(scope.ServiceProvider, ct).ConfigureAwait(false);
        return await isReady.Then(_ => LocalOperator.Ask(Doing.Administer)).Match(
            permit => run(scope.ServiceProvider, permit),
            refusals => Task.FromResult(Say.Refused(refusals))).ConfigureAwait(false);
    }

    /// <summary>What is stopped leaves nothing behind, and says so.</summary>
    public static Task<int> UnlessStoppedAsync(Func<Task<int>> run) => UnlessStoppedAsync(run, "archive.stopped");

    /// <summary>What follows after everything came in: stopped here, it is there, and how to go on is said.</summary>
    public static Task<int> OnceFilledAsync(Func<Task<int>> run) => UnlessStoppedAsync(run, "archive.stopped-filled");

    private static async Task<int> UnlessStoppedAsync(Func<Task<int>> run, string code)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return Say.Refused(new Refusal(code));
        }
    }
}
