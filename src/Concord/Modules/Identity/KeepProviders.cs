using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Identity;

/// <summary>A provider as an administrator enters it.</summary>
/// <param name="Key">As it will stand in addresses here.</param>
/// <param name="Secret">Null or empty for a provider that gives none.</param>
internal sealed record NewProvider(string? Key, string? Name, string? Issuer, string? ClientId, string? Secret, BodyId? Body);

internal sealed record ProviderView(string Key, string Name, string Issuer, string ClientId, string? Body, int Links);

/// <summary>
/// Takes providers of sign-in and lets them go. Acts of an administrator of the installation who showed a key lately: a provider says who comes in. Refused with
/// <c>keys.prove-again</c> for anybody else.
/// </summary>
internal sealed partial class KeepProviders(ConcordDb db, Bodies bodies, ProviderDoors doors, TimeProvider clock)
{
    private const int LongestSecret = 500;

    public async Task<ImmutableArray<ProviderView>> ListAsync(CancellationToken ct)
    {
        var rows = await db.Set<ProviderRow>().AsNoTracking().OrderBy(p => p.Name)
            .Select(p => new { p, Links = db.Set<LinkRow>().Count(l => l.Provider == p.Key) }).ToListAsync(ct).ConfigureAwait(false);
        var names = (await bodies.AllAsync(ct).ConfigureAwait(false)).ToDictionary(b => b.Id, b => b.Name);
        return [.. rows.Select(r => new ProviderView(r.p.Key, r.p.Name, r.p.Issuer, r.p.ClientId, names.GetValueOrDefault(r.p.Body), r.Links))];
    }

    /// <summary>It is asked who it is before it is taken.</summary>
    public async Task<Result<string>> AddAsync(Permit permit, SignedIn who, NewProvider asked, CancellationToken ct)
    {
        if (Unproved(who) is { } unproved)
        {
            return unproved;
        }

        var (key, issuer, name, client) = (asked.Key?.Trim() ?? "", asked.Issuer?.Trim() ?? "", asked.Name?.Trim() ?? "", asked.ClientId?.Trim() ?? "");
        var faults = new[]
        {
            permit.Doing != Doing.Administer ? new Refusal("access.denied") : null,
            !Keys().IsMatch(key) ? new Refusal("provider.key") : await db.Set<ProviderRow>().AnyAsync(p => p.Key == key, ct).ConfigureAwait(false) ? new Refusal("provider.already-there") : null,
            name.Length is 0 or > 100 ? new Refusal("provider.name") : null,
            issuer.Length > 300 || issuer.Contains('?', StringComparison.Ordinal) || !ProviderDiscovery.IsSafe(issuer) ? new Refusal("provider.issuer") : null,
            client.Length is 0 or > 200 ? new Refusal("provider.client") : null,
            asked.Secret?.Length > LongestSecret ? new Refusal("provider.secret") : null,
            (await bodies.AllAsync(ct).ConfigureAwait(false)).All(b => b.Id != asked.Body) ? new Refusal("provider.body") : null,
        }.OfType<Refusal>().ToImmutableArray();
        return !faults.IsEmpty ? faults : await (await ProviderDiscovery.LookAsync(issuer, doors.Http, ct).ConfigureAwait(false)).Match(
            async said =>
            {
                _ = db.Add(new ProviderRow
                {
                    Key = key, Name = name, Issuer = said.Issuer, ClientId = client, Secret = Kept(asked.Secret), Body = asked.Body!.Value,
                    Origin = new Uri(said.AuthorizationEndpoint).GetLeftPart(UriPartial.Authority), Made = clock.GetUtcNow(),
                });
                var told = new Dictionary<string, string?> { ["issuer"] = said.Issuer, ["body"] = asked.Body.Value.Value.ToString("D") };
                return (await db.CommitAsync(new Act(permit, "provider.added", About(key), null, told), ct).ConfigureAwait(false)).Map(_ => key);
            },
            refusals => Task.FromResult<Result<string>>(refusals)).ConfigureAwait(false);
    }

    /// <summary>The provider gave out a new secret.</summary>
    public async Task<Result<string>> RenewAsync(Permit permit, SignedIn who, string? key, string? secret, CancellationToken ct)
    {
        if (Unproved(who) is { } unproved)
        {
            return unproved;
        }

        var row = await FindAsync(permit, key, ct).ConfigureAwait(false);
        if (row is null || secret?.Length > LongestSecret)
        {
            return new Refusal(row is null ? "provider.unknown" : "provider.secret");
        }

        row.Secret = Kept(secret);
        return (await db.CommitAsync(new Act(permit, "provider.renewed", About(row.Key)), ct).ConfigureAwait(false)).Map(_ => row.Name);
    }

    /// <summary>With it ends all that came by it: who was signed in by it, and that it opens anybody's account.</summary>
    public async Task<Result<string>> RemoveAsync(Permit permit, SignedIn who, string? key, CancellationToken ct)
    {
        if (Unproved(who) is { } unproved)
        {
            return unproved;
        }

        var row = await FindAsync(permit, key, ct).ConfigureAwait(false);
        if (row is null)
        {
            return new Refusal("provider.unknown");
        }

        db.RemoveRange(await db.Set<LinkRow>().Where(l => l.Provider == row.Key).ToListAsync(ct).ConfigureAwait(false));
        var sessions = await db.Set<SessionRow>().Where(s => s.Provider == row.Key && s.Ended == null).ToListAsync(ct).ConfigureAwait(false);
        sessions.ForEach(s => s.Ended = clock.GetUtcNow());
        _ = db.Remove(row);
        return (await db.CommitAsync(new Act(permit, "provider.removed", About(row.Key)), ct).ConfigureAwait(false)).Map(_ => row.Name);
    }

    public static string About(string key) => "provider:" + key;

    private Refusal? Unproved(SignedIn who) => Sessions.MayChangeKeys(who, clock.GetUtcNow()) ? null : new Refusal("keys.prove-again");

    private string? Kept(string? secret) => string.IsNullOrWhiteSpace(secret) ? null : doors.Protect(secret.Trim());

    private Task<ProviderRow?> FindAsync(Permit permit, string? key, CancellationToken ct) =>
        permit.Doing != Doing.Administer ? Task.FromResult<ProviderRow?>(null) : db.Set<ProviderRow>().SingleOrDefaultAsync(p => p.Key == key, ct);

    [GeneratedRegex("^[a-z][a-z0-9-]{1,39}$", RegexOptions.NonBacktracking)]
    private static partial Regex Keys();
}
