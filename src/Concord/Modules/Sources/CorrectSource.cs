using System.Globalization;
using Concord.Core.Kernel;
using Concord.Core.Sources;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Sources;

/// <summary>The body that filed a source says that it corrects another one that is here, takes that back, or says that they are two. Refused with <c>version.not-yours</c> for anybody else.</summary>
internal sealed class CorrectSource(ConcordDb db, Labels labels, SourceVersions versions, TimeProvider clock)
{
    public async Task<Result<MadeVersion>> LinkAsync(Permit permit, SourceId laterId, SourceId earlierId, CancellationToken ct) => await (await OwnAsync(permit, laterId, ct).ConfigureAwait(false)).Match(
        later => LinkAsync(permit, later, earlierId, ct),
        refusals => Task.FromResult<Result<MadeVersion>>(refusals)).ConfigureAwait(false);

    private async Task<Result<MadeVersion>> LinkAsync(Permit permit, SourceRow later, SourceId earlierId, CancellationToken ct)
    {
        var laterId = later.Id;
        var paragraphs = await db.Set<ParagraphRow>().AsNoTracking().Where(p => p.SourceId == laterId).ToListAsync(ct).ConfigureAwait(false);
        var passages = await db.Set<PassageRow>().AsNoTracking().Where(p => p.SourceId == laterId).ToListAsync(ct).ConfigureAwait(false);
        var proposals = await db.Set<ProposalRow>().AsNoTracking().Where(p => p.SourceId == laterId).ToListAsync(ct).ConfigureAwait(false);
        var staged = await versions.StageAsync(permit, later, earlierId, paragraphs, passages, proposals, ct).ConfigureAwait(false);
        return await staged.Match(
            async made =>
            {
                var act = new Act(permit, "source.corrected", About(laterId), Payload: Payload(earlierId, made));
                return (await db.CommitAsync(act, ct).ConfigureAwait(false)).Match<Result<MadeVersion>>(_ => made, Meanwhile<MadeVersion>);
            },
            refusals => Task.FromResult<Result<MadeVersion>>(refusals)).ConfigureAwait(false);
    }

    /// <summary>The places of its passages stay on record, for the case that it is linked again.</summary>
    public async Task<Result<SourceId>> UnlinkAsync(Permit permit, SourceId laterId, CancellationToken ct) => await (await OwnAsync(permit, laterId, ct).ConfigureAwait(false)).Match(
        later => UnlinkAsync(permit, later, ct),
        refusals => Task.FromResult<Result<SourceId>>(refusals)).ConfigureAwait(false);

    private async Task<Result<SourceId>> UnlinkAsync(Permit permit, SourceRow later, CancellationToken ct)
    {
        var laterId = later.Id;
        var earlier = later.Corrects;
        var place = Versioning.Unlink(await versions.PlaceAsync(later, ct).ConfigureAwait(false));
        return await place.Match(
            async _ =>
            {
                (later.Corrects, later.First, later.VersionNumber) = (null, null, 1);
                var act = new Act(permit, "source.uncorrected", About(laterId), Payload: Payload(earlier));
                return (await db.CommitAsync(act, ct).ConfigureAwait(false)).Match<Result<SourceId>>(_ => laterId, Meanwhile<SourceId>);
            },
            refusals => Task.FromResult<Result<SourceId>>(refusals)).ConfigureAwait(false);
    }

    /// <summary>They look like versions of one and are two.</summary>
    public async Task<Result<SourceId>> DistinguishAsync(Permit permit, SourceId id, SourceId otherId, CancellationToken ct)
    {
        var found = (await OwnAsync(permit, id, ct).ConfigureAwait(false)).Map(_ => otherId);
        if (!found.IsOk || await FindAsync(permit, otherId, ct).ConfigureAwait(false) is null)
        {
            return found.Then<SourceId>(_ => new Refusal("source.unknown"));
        }

        _ = db.Set<DistinctRow>().Add(new DistinctRow { SourceId = id, OtherId = otherId, By = permit.Actor.Id, Capacity = permit.Actor.Capacity, At = clock.GetUtcNow() });
        var act = new Act(permit, "source.distinguished", About(id), Payload: Payload(otherId));
        return (await db.CommitAsync(act, ct).ConfigureAwait(false)).Match<Result<SourceId>>(
            _ => id, refusals => refusals[0].Code == "store.already-there" ? id : refusals);
    }

    internal static Dictionary<string, string?> Payload(SourceId? earlier, MadeVersion? made = null) => new()
    {
        ["earlier"] = earlier?.Value.ToString("D"),
        ["standing"] = made?.Standing.ToString(CultureInfo.InvariantCulture),
        ["waiting"] = made?.Waiting.ToString(CultureInfo.InvariantCulture),
    };

    private static Result<T> Meanwhile<T>(System.Collections.Immutable.ImmutableArray<Refusal> refusals) =>
        refusals[0].Code is "store.already-there" or "store.changed-meanwhile" ? new Refusal("version.corrected-meanwhile") : refusals;

    private static string About(SourceId id) => "source:" + id.Value.ToString("D");

    private async Task<Result<SourceRow>> OwnAsync(Permit permit, SourceId id, CancellationToken ct) =>
        await FindAsync(permit, id, ct).ConfigureAwait(false) is not { } source ? new Refusal("source.unknown")
            : Releasing.IsFiler(permit, source.FiledBy) ? source : new Refusal("version.not-yours");

    private async Task<SourceRow?> FindAsync(Permit permit, SourceId id, CancellationToken ct)
    {
        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        return permit.Doing is not (Doing.Import or Doing.Review) ? null
            : await db.Set<SourceRow>().SingleOrDefaultAsync(s => s.Id == id && visible.Contains(s.LabelId), ct).ConfigureAwait(false);
    }
}
