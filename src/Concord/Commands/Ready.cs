using Concord.Core.Kernel;
using Concord.Platform.Db;

namespace Concord.Commands;

/// <summary>A command that only reads changes no schema: it needs the one that this version has.</summary>
internal static class Ready
{
    /// <summary>Refused with <c>store.older</c>, <c>store.newer</c> or <c>store.none</c>.</summary>
    public static async Task<Result<bool>> CurrentAsync(IServiceProvider services, CancellationToken ct) =>
        (await services.GetRequiredService<Upgrade>().StateAsync(ct).ConfigureAwait(false)).Then<bool>(state => state switch
        {
            StoreState.Current => true,
            StoreState.Missing => new Refusal("store.none"),
            StoreState.Older => new Refusal("store.older"),
            StoreState.Newer => new Refusal("store.newer"),
        });
}
