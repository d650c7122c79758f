using System.Globalization;
using System.Security.Cryptography;
using Concord.Core.Kernel;
using Concord.Core.Plan;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Plan;

/// <summary>What became of a pack that was handed in.</summary>
/// <param name="AlreadyThere">It is the one in force: nothing was changed.</param>
internal sealed record LoadedPack(string Key, int Version, bool AlreadyThere);

/// <summary>A pack is checked whole, then put in force. An older version than the one in force is refused; none is ever thrown away.</summary>
internal sealed class LoadPack(ConcordDb db, TimeProvider clock)
{
    public async Task<Result<LoadedPack>> HandleAsync(Permit permit, string fileName, byte[] bytes, CancellationToken ct)
    {
        if (permit.Doing != Doing.Administer)
        {
            return new Refusal("access.denied");
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var inForce = await db.Set<PackRow>().AsNoTracking().OrderByDescending(p => p.Sequence).FirstOrDefaultAsync(ct).ConfigureAwait(false);
        return await PackReader.Read(bytes, fileName).Match(
            pack => Decide(pack, inForce, hash) switch
            {
                { } refusal => Task.FromResult<Result<LoadedPack>>(refusal),
                null when inForce?.Hash == hash => Task.FromResult<Result<LoadedPack>>(new LoadedPack(pack.Key, pack.Version, AlreadyThere: true)),
                null => KeepAsync(permit, pack, fileName, bytes, hash, ct),
            },
            refusals => Task.FromResult<Result<LoadedPack>>(refusals)).ConfigureAwait(false);
    }

    private static Refusal? Decide(Pack pack, PackRow? inForce, string hash) => inForce switch
    {
        null => null,
        _ when inForce.Hash == hash => null,
        _ when inForce.Key != pack.Key => new Refusal("pack.other-process", pack.Key, inForce.Key),
        _ when inForce.Number > pack.Version => new Refusal(
            "pack.older", pack.Version.ToString(CultureInfo.InvariantCulture), inForce.Number.ToString(CultureInfo.InvariantCulture)),
        _ => null,
    };

    private async Task<Result<LoadedPack>> KeepAsync(Permit permit, Pack pack, string fileName, byte[] bytes, string hash, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var row = new PackRow
        {
            Id = Guid.CreateVersion7(now),
            Hash = hash,
            Key = pack.Key,
            Number = pack.Version,
            FileName = Path.GetFileName(fileName),
            Loaded = now,
            Bytes = bytes,
        };
        _ = db.Set<PackRow>().Add(row);
        var committed = await db.CommitAsync(
            new Act(permit, "pack.loaded", "pack:" + pack.Key, Payload: new Dictionary<string, string?> { ["sha256"] = hash }), ct).ConfigureAwait(false);
        return committed.Map(_ => new LoadedPack(pack.Key, pack.Version, AlreadyThere: false));
    }
}
