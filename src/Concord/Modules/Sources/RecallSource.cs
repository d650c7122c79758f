using System.Collections.Immutable;
using System.Globalization;
using Concord.Core.Kernel;
using Concord.Core.Sources;
using Concord.Modules.Sources.Contracts;
using Concord.Platform;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Sources;

/// <summary>A source was withdrawn by whoever issued it, as the body that filed it says. It stays and is marked; what was stated from it does not count from that day on, until this is taken back.</summary>
internal sealed class RecallSource(ConcordDb db, Labels labels, TimeProvider clock)
{
    public const int LongestReason = 2000;

    private DateOnly Today => clock.Today();

    /// <param name="day">On which day it was withdrawn; today when null.</param>
    public async Task<Result<SourceId>> RecallAsync(Permit permit, SourceId id, string? why, DateOnly? day, CancellationToken ct)
    {
        var source = await FindAsync(permit, id, ct).ConfigureAwait(false);
        if (source is null || !Releasing.IsFiler(permit, source.FiledBy))
        {
            return new Refusal(source is null ? "source.unknown" : "recall.not-yours");
        }

        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        var last = await LastAsync(id, ct).ConfigureAwait(false);
        var on = day ?? Today;
        var faults = ImmutableArray.CreateBuilder<Refusal>();
        faults.AddRange(new[]
        {
            last is { Until: null } ? new Refusal("recall.already") : null,
            string.IsNullOrWhiteSpace(why) ? new Refusal("recall.why-missing") : why.Trim().Length > LongestReason ? new Refusal("recall.why-too-long") : null,
            on > Today ? new Refusal("recall.in-future") : on < source.Known ? new Refusal("recall.before-source", source.Known.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : null,
            await db.Set<SourceRow>().AnyAsync(s => s.Corrects == id && visible.Contains(s.LabelId), ct).ConfigureAwait(false) ? new Refusal("recall.not-newest") : null,
        }.OfType<Refusal>());
        if (faults.Count > 0)
        {
            return faults.ToImmutable();
        }

        _ = db.Set<RecallRow>().Add(new RecallRow
        {
            SourceId = id, Number = (last?.Number ?? 0) + 1, Why = why!.Trim(), Known = on, By = permit.Actor.Id, Capacity = permit.Actor.Capacity, At = clock.GetUtcNow(),
        });
        return await CommitAsync(new Act(permit, "source.recalled", About(id), why.Trim()), id, ct).ConfigureAwait(false);
    }

    public async Task<Result<SourceId>> UndoAsync(Permit permit, SourceId id, string? why, CancellationToken ct)
    {
        var source = await FindAsync(permit, id, ct).ConfigureAwait(false);
        if (source is null || !Releasing.IsFiler(permit, source.FiledBy))
        {
            return new Refusal(source is null ? "source.unknown" : "recall.not-yours");
        }

        if (await LastAsync(id, ct).ConfigureAwait(false) is not { Until: null } standing)
        {
            return new Refusal("recall.nothing-to-undo");
        }

        var reason = string.IsNullOrWhiteSpace(why) ? null : why.Trim();
        if (reason?.Length > LongestReason)
        {
            return new Refusal("recall.why-too-long");
        }

        _ = db.Set<RecallUndoneRow>().Add(new RecallUndoneRow
        {
            SourceId = id, Number = standing.Number, Why = reason, Known = Today, By = permit.Actor.Id, Capacity = permit.Actor.Capacity, At = clock.GetUtcNow(),
        });
        return await CommitAsync(new Act(permit, "source.recall-undone", About(id), reason), id, ct).ConfigureAwait(false);
    }

    /// <summary>Every time a source or a later version of it was withdrawn, the first first. Of a version that is not seen only the day is told.</summary>
    public async Task<ImmutableArray<RecallView>> OfAsync(SourceRow source, List<LabelId> visible, CancellationToken ct)
    {
        var first = source.First ?? source.Id;
        var rows = await (
            from recall in db.Set<RecallRow>().AsNoTracking()
            join newest in db.Set<SourceRow>() on recall.SourceId equals newest.Id
            where (newest.Id == first || newest.First == first) && newest.VersionNumber >= source.VersionNumber
            orderby recall.Number
            select new { recall, Seen = visible.Contains(newest.LabelId), Undone = db.Set<RecallUndoneRow>().FirstOrDefault(u => u.SourceId == recall.SourceId && u.Number == recall.Number) })
            .ToListAsync(ct).ConfigureAwait(false);
        return [.. rows.Select(r => View(r.recall, r.Undone, r.Seen, source.Id))];
    }

    /// <summary>The passages of withdrawn sources and of the versions before them; whoever does not see what was withdrawn, or only what was read in it, is not told why.</summary>
    public async Task<ILookup<PassageId, RecallView>> PassagesAsync(List<LabelId> visible, CancellationToken ct)
    {
        var rows = await (
            from recall in db.Set<RecallRow>().AsNoTracking()
            join newest in db.Set<SourceRow>() on recall.SourceId equals newest.Id
            from source in db.Set<SourceRow>()
            where (source.Id == newest.Id || source.Id == newest.First || (source.First != null && source.First == newest.First)) && source.VersionNumber <= newest.VersionNumber
            join passage in db.Set<PassageRow>() on source.Id equals passage.SourceId
            where visible.Contains(passage.LabelId) || (passage.ToldId != null && visible.Contains(passage.ToldId.Value))
            select new
            {
                passage.Id, passage.SourceId, recall, Seen = visible.Contains(passage.LabelId) && (newest.Id == source.Id || visible.Contains(newest.LabelId)),
                Undone = db.Set<RecallUndoneRow>().FirstOrDefault(u => u.SourceId == recall.SourceId && u.Number == recall.Number),
            }).ToListAsync(ct).ConfigureAwait(false);
        return rows.OrderBy(r => r.recall.Number).ToLookup(r => r.Id, r => View(r.recall, r.Undone, r.Seen, r.SourceId));
    }

    private static RecallView View(RecallRow r, RecallUndoneRow? undone, bool seen, SourceId shown) =>
        seen ? View(r, undone) : View(r, undone) with { Source = shown, Number = 0, Why = "" };

    private static RecallView View(RecallRow r, RecallUndoneRow? undone) => new(r.SourceId, r.Number, r.Why, r.Known, r.At, r.Capacity, undone?.Known);

    private static string About(SourceId id) => "source:" + id.Value.ToString("D");

    private async Task<RecallView?> LastAsync(SourceId id, CancellationToken ct) => await (
        from recall in db.Set<RecallRow>().AsNoTracking()
        where recall.SourceId == id
        orderby recall.Number descending
        select new { recall, Undone = db.Set<RecallUndoneRow>().FirstOrDefault(u => u.SourceId == recall.SourceId && u.Number == recall.Number) }).FirstOrDefaultAsync(ct).ConfigureAwait(false) is { } last
            ? View(last.recall, last.Undone) : null;

    private async Task<Result<SourceId>> CommitAsync(Act act, SourceId id, CancellationToken ct) => (await db.CommitAsync(act, ct).ConfigureAwait(false)).Match<Result<SourceId>>(
        _ => id, refusals => refusals[0].Code == "store.already-there" ? new Refusal("recall.changed-meanwhile") : refusals);

    private async Task<SourceRow?> FindAsync(Permit permit, SourceId id, CancellationToken ct) =>
        permit.Doing != Doing.Review ? null : await SourceQueries.SeenAsync(db, labels, permit, id, ct).ConfigureAwait(false);
}
