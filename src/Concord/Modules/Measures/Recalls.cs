using Concord.Core.Kernel;
using Concord.Modules.Sources.Contracts;

namespace Concord.Modules.Measures;

/// <summary>A source that its issuer withdrew takes its statements along.</summary>
internal static class Recalls
{
    /// <summary>The passages whose statements do not count for that, as far as was known on that day.</summary>
    public static async Task<List<PassageId>> RecalledOnAsync(this ISources sources, Permit permit, DateOnly known, CancellationToken ct) =>
        [.. (await sources.RecalledAsync(permit, ct).ConfigureAwait(false)).Where(p => p.Any(r => r.Known <= known && !(r.Until <= known))).Select(p => p.Key)];
}
