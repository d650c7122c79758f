using System.Collections.Immutable;
using Concord.Core.Identity;
using Concord.Core.Kernel;
using Concord.Modules.Identity.Contracts;
using Concord.Platform;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Identity;

/// <summary>One thing that was said, as it is shown.</summary>
internal sealed record CredentialSaid(CredentialTurn Turn, DateOnly On, string Who, string Why, Capacity Capacity, BodyId? ForBody, DateTimeOffset At);

/// <summary>A credential as it is shown.</summary>
/// <param name="Alone">How it stands by what was said of it alone.</param>
/// <param name="Standing">How it stands beside the others of its member.</param>
internal sealed record CredentialView(CredentialId Id, MemberId Member, BodyId Body, string Paper, CredentialId? Beside, CredentialStanding Alone, CredentialStanding Standing, ImmutableArray<CredentialSaid> Said, long Version);

/// <summary>Who speaks for members, folded at each request out of what was said.</summary>
internal sealed class CredentialQueries(ConcordDb db, Bodies bodies, TimeProvider clock) : ICredentials, IThings
{
    public const string Kind = "credential";

    public ImmutableArray<string> Kinds { get; } = [Kind];

    public static string About(CredentialId id) => Kind + ":" + id.Value.ToString("D");

    /// <summary>How an authority stands today; null for none and where nothing is recorded.</summary>
    public Task<CredentialStanding?> StandingAsync(MemberId? member, BodyId? body, CancellationToken ct) => StandingAsync(db, member, body, clock.Today(), ct);

    public static async Task<CredentialStanding?> StandingAsync(ConcordDb db, MemberId? member, BodyId? body, DateOnly today, CancellationToken ct) =>
        member is { } m && body is { } b ? Credential.Of(await ReadAsync(db, m, ct).ConfigureAwait(false), m, b, today) : null;

    /// <summary>How the authorities stand for which people act as officials; of other capacities nothing.</summary>
    public static async Task<Dictionary<HoldingId, CredentialStanding?>> OfAsync(ConcordDb db, IReadOnlyCollection<HoldingRow> held, DateOnly today, CancellationToken ct)
    {
        var officials = held.Where(h => h is { Capacity: Capacity.Official, Member: not null, Body: not null }).ToList();
        var all = officials.Count == 0 ? [] : await ReadAsync(db, null, ct).ConfigureAwait(false);
        return officials.ToDictionary(h => h.Id, h => Credential.Of(all, h.Member!.Value, h.Body!.Value, today));
    }

    /// <summary>Those of a member, or all.</summary>
    public static async Task<ImmutableArray<Credential>> ReadAsync(ConcordDb db, MemberId? member, CancellationToken ct)
    {
        var rows = await (from c in db.Set<CredentialRow>().AsNoTracking()
                          join e in db.Set<CredentialEventRow>() on c.Id equals e.Credential
                          where member == null || c.Member == member
                          select new { c.Id, c.Member, c.Body, c.Beside, e.Number, e.Turn, e.On }).ToListAsync(ct).ConfigureAwait(false);
        return [.. rows.GroupBy(r => r.Id).Select(g => new Credential(g.Key, g.First().Member, g.First().Body, g.First().Beside, [.. g.OrderBy(r => r.Number).Select(r => new CredentialEvent(r.Number, r.Turn, r.On))]))];
    }

    public async Task<ImmutableArray<CredentialTold>> OnAsync(Permit permit, DateOnly day, CancellationToken ct)
    {
        if (permit.Doing != Doing.Read)
        {
            return [];
        }

        var all = await ReadAsync(db, null, ct).ConfigureAwait(false);
        return [.. from pair in all.Select(c => (c.Member, c.Body)).Distinct()
                   let standing = Credential.Of(all, pair.Member, pair.Body, day)
                   where standing is not null
                   select new CredentialTold(pair.Member, pair.Body, standing.Value)];
    }

    /// <summary>All that have begun by a day, with what was said by then; the earliest first. For whoever keeps or disputes credentials.</summary>
    public async Task<Result<ImmutableArray<CredentialView>>> ListAsync(Permit permit, DateOnly day, CancellationToken ct)
    {
        if (permit.Doing != Doing.KeepCredentials)
        {
            return new Refusal("access.denied");
        }

        var rows = await db.Set<CredentialRow>().AsNoTracking().ToListAsync(ct).ConfigureAwait(false);
        var said = (await db.Set<CredentialEventRow>().AsNoTracking().Where(e => e.On <= day).OrderBy(e => e.On).ThenBy(e => e.Number).ToListAsync(ct).ConfigureAwait(false)).ToLookup(e => e.Credential);
        var all = rows.Select(r => new Credential(r.Id, r.Member, r.Body, r.Beside, [.. said[r.Id].Select(e => new CredentialEvent(e.Number, e.Turn, e.On))])).ToList();
        var standing = Credential.On(all, day);
        var alone = all.ToDictionary(c => c.Id, c => c.Alone(day));
        return ImmutableArray.CreateRange(
            from r in rows
            where standing.ContainsKey(r.Id)
            orderby said[r.Id].Min(e => e.On), r.Id.Value
            select new CredentialView(
                r.Id, r.Member, r.Body, r.Paper, r.Beside, alone[r.Id]!.Value, standing[r.Id], [.. said[r.Id].Select(e => new CredentialSaid(e.Turn, e.On, e.Who, e.Why, e.Capacity, e.ForBody, e.At))], r.Version));
    }

    /// <summary>One, as it stands today; refused with <c>credential.unknown</c>.</summary>
    public async Task<Result<CredentialView>> OneAsync(Permit permit, CredentialId id, CancellationToken ct) =>
        (await ListAsync(permit, clock.Today(), ct).ConfigureAwait(false)).Then(all => all.FirstOrDefault(c => c.Id == id) is { } found ? (Result<CredentialView>)found : new Refusal("credential.unknown"));

    public async Task<ThingTold?> FindAsync(Permit permit, Thing thing, CancellationToken ct)
    {
        var id = new CredentialId(thing.Id);
        return permit.To(Doing.KeepCredentials).IsOk && await db.Set<CredentialRow>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct).ConfigureAwait(false) is { } row
            ? new ThingTold(await bodies.BodyAsync(row.Body, ct).ConfigureAwait(false) ?? "", "/people/credentials/" + thing.Id.ToString("D"), [About(id)])
            : null;
    }
}
