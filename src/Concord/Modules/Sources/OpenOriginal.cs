using Concord.Core.Kernel;
using Concord.Platform.Ledger;

namespace Concord.Modules.Sources;

/// <summary>Hands the file as received out. Where it is not public, it is on record who was given it before it is given: refused when that cannot be written.</summary>
internal sealed class OpenOriginal(SourceQueries sources, NoticeWriting noticed)
{
    public async Task<Result<(string FileName, byte[] Bytes)>> HandleAsync(Permit permit, SourceId id, CancellationToken ct) =>
        await (await sources.OriginalAsync(permit, id, ct).ConfigureAwait(false)).Match(
            async original => (await noticed.OriginalAsync(permit, new Thing(SourceThings.Source, id.Value)).ConfigureAwait(false)).Map(_ => original),
            refusals => Task.FromResult<Result<(string FileName, byte[] Bytes)>>(refusals)).ConfigureAwait(false);
}
