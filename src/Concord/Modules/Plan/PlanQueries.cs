using System.Collections.Concurrent;
using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Plan;
using Concord.Modules.Plan.Contracts;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Plan;

/// <summary>The packs already read, by the hash of their bytes.</summary>
internal sealed class PackShelf
{
    private readonly ConcurrentDictionary<string, Pack> packs = new();

    public Pack? Find(string hash) => packs.GetValueOrDefault(hash);

    public Pack Keep(string hash, Pack pack) => packs.GetOrAdd(hash, pack);
}

internal sealed class PlanQueries(ConcordDb db, PackShelf shelf) : IPlan
{
    public async Task<Result<ProcessInForce>> InForceAsync(Permit permit, DateOnly on, CancellationToken ct) =>
        (await PackAsync(ct).ConfigureAwait(false)).Map(pack => Show(pack, on));

    /// <summary>The pack in force, read once.</summary>
    public async Task<Result<Pack>> PackAsync(CancellationToken ct)
    {
        var hash = await db.Set<PackRow>().OrderByDescending(p => p.Sequence).Select(p => p.Hash).FirstOrDefaultAsync(ct).ConfigureAwait(false);
        if (hash is null)
        {
            return new Refusal("pack.none");
        }

        if (shelf.Find(hash) is { } known)
        {
            return known;
        }

        var row = await db.Set<PackRow>().AsNoTracking().FirstAsync(p => p.Hash == hash, ct).ConfigureAwait(false);
        return PackReader.Read(row.Bytes, row.FileName).Map(pack => shelf.Keep(hash, pack));
    }

    private static ProcessInForce Show(Pack pack, DateOnly on) => new(
        pack.Key,
        pack.Version,
        pack.Names,
        pack.ShortNames,
        [.. pack.Members.Select(m => new MemberInForce(new MemberId(m.Id), m.Key, m.Iso2, m.NameOn(on), Called(m)))],
        [.. pack.Kinds.Select(k => new KindInForce(
            k.Key, k.Names, k.PluralNames, k.Facts,
            [.. k.Stages.Select(s => new StageInForce(new StageId(s.Key), s.Names, s.Statuses, s.IsEnd))],
            k.Areas)
        {
            Sort = k.Sort,
        })],
        [.. pack.Phases.Select(p => new PhaseInForce(
            p.Key, p.Names, p.ShortNames, p.Ran ?? p.Period,
            [.. p.Areas.Select(a => new AreaInForce(a.Key, a.Number, a.Names, a.ShortNames) { Words = a.Words })]))],
        pack.RecordPhase)
    {
        Roles = [.. pack.Roles.Select(r => new RoleInForce(r.Key, r.Names))],
        Markings = new MarkingRules(pack.Markings.GroupBy(m => m.Text.ToUpperInvariant()).ToImmutableDictionary(g => g.Key, g => g.Max(m => m.Widest))),
        Bodies = [.. pack.Bodies.Select(b => new BodyInForce(new BodyId(b.Id), b.Key, b.Member, b.Names, b.ShortNames))],
    };

    private static ImmutableArray<string> Called(Member m) =>
    [
        m.Key, m.Iso2, m.Iso3, .. m.Aliases.Select(a => a.Text),
        .. m.ShortNames.Concat(m.FormalNames).SelectMany(n => n.Texts.All).Select(w => w.Text),
    ];
}
