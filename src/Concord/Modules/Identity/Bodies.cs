using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Plan.Contracts;
using Concord.Platform;
using Concord.Platform.Db;
using Concord.Platform.I18n;
using Concord.Platform.Ledger;
using Concord.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Identity;

/// <summary>A body for which somebody may act.</summary>
internal sealed record KnownBody(BodyId Id, string Name, MemberId? Member, string? Key);

/// <summary>The bodies of the pack and those added here, and how they and people are called.</summary>
internal sealed class Bodies(ConcordDb db, IPlan plan, TimeProvider clock) : INames
{
    private ImmutableArray<KnownBody>? known;

    /// <summary>Those of the pack in its order, then the others by name.</summary>
    public async Task<ImmutableArray<KnownBody>> AllAsync(CancellationToken ct)
    {
        if (known is { } read)
        {
            return read;
        }

        var process = await plan.InForceAsync(Doors.SignIn(), clock.Today(), ct).ConfigureAwait(false);
        var own = process.Match(
            p => p.Bodies.Select(b => new KnownBody(b.Id, Data.Words(b.Names), p.Members.FirstOrDefault(m => m.Key == b.Member)?.Id, b.Key)),
            _ => []);
        var added = await db.Set<BodyRow>().AsNoTracking().OrderBy(b => b.Name).ToListAsync(ct).ConfigureAwait(false);
        return (known = [.. own, .. added.Select(b => new KnownBody(b.Id, b.Name, b.Member, null))]).Value;
    }

    /// <summary>By id, key or name as written; refused with <c>body.unknown</c>.</summary>
    public async Task<Result<KnownBody>> FindAsync(string called, CancellationToken ct)
    {
        var all = await AllAsync(ct).ConfigureAwait(false);
        return all.FirstOrDefault(b => b.Id.Value.ToString("D") == called || b.Key == called || string.Equals(b.Name, called, StringComparison.OrdinalIgnoreCase)) is { } body
            ? body : new Refusal("body.not-here", called);
    }

    public async Task<string?> BodyAsync(BodyId body, CancellationToken ct) => (await AllAsync(ct).ConfigureAwait(false)).FirstOrDefault(b => b.Id == body)?.Name;

    public async Task<IReadOnlyList<NamedBody>> BodiesAsync(CancellationToken ct) => [.. (await AllAsync(ct).ConfigureAwait(false)).Select(b => new NamedBody(b.Id, b.Name))];

    public async Task<IReadOnlyDictionary<ActorId, string>> PeopleAsync(IReadOnlyCollection<ActorId> ids, CancellationToken ct)
    {
        var accounts = await db.Set<AccountRow>().AsNoTracking().Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.Name }).ToListAsync(ct).ConfigureAwait(false);
        var erased = await ErasedAsync([.. accounts.Where(a => a.Name.Length == 0).Select(a => a.Id.Value)], ct).ConfigureAwait(false);
        return accounts.ToDictionary(a => a.Id, a => erased.TryGetValue(a.Id.Value, out var on) ? Texts.Here("identity.erased", WhenWords.Day(on.Day())) : a.Name);
    }

    /// <summary>Those of them who were erased, and when.</summary>
    private async Task<Dictionary<Guid, DateTimeOffset>> ErasedAsync(List<Guid> ids, CancellationToken ct) => ids.Count == 0 ? []
        : await db.Set<SubjectKeyRow>().AsNoTracking().Where(k => ids.Contains(k.Subject) && k.Erased != null).ToDictionaryAsync(k => k.Subject, k => k.Erased!.Value, ct).ConfigureAwait(false);
}
