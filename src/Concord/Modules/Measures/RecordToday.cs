using System.Collections.Immutable;
using System.Globalization;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>The record of today: only what was recorded since it was last asked for, and what a new day turns, is folded again.</summary>
internal sealed class RecordToday(ConcordDb db, Labels labels, MeasureFold fold, ISources sources, IPlan plan, RecordShelf shelf, Shown shown, TimeProvider clock)
{
    /// <summary>So many measures are folded at once.</summary>
    private const int Together = 5000;

    /// <summary>A line names all its measures up to this many, else the first <see cref="First"/>.</summary>
    private const int Most = 6;

    private const int First = 1;

    private const string Released = "source.released";

    /// <summary>A number that is missing in the ledger after so long was given up by its writer.</summary>
    private static readonly TimeSpan GivenUp = TimeSpan.FromMinutes(5);

    public async Task<Result<RecordFace>> FaceAsync(Permit permit, string? phase, CancellationToken ct)
    {
        var today = clock.Today();
        var process = await plan.InForceAsync(permit, today, ct).ConfigureAwait(false);
        return await process.Match(
            async p => (Result<RecordFace>)await FaceAsync(permit, p, p.Phase(phase), today, ct).ConfigureAwait(false),
            refusals => Task.FromResult<Result<RecordFace>>(refusals)).ConfigureAwait(false);
    }

    private async Task<RecordFace> FaceAsync(Permit permit, ProcessInForce process, PhaseInForce phase, DateOnly today, CancellationToken ct)
    {
        var visible = await labels.VisibleToAsync(permit, ct).ConfigureAwait(false);
        var kept = shelf.For(string.Create(CultureInfo.InvariantCulture, $"{process.Key} {process.Version}: {string.Join(' ', visible.Select(l => l.Value).Order())}"));
        await kept.Gate.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            await UpdateAsync(permit, process, kept, today, ct).ConfigureAwait(false);
            if (!kept.Faces.TryGetValue(phase.Key, out var face))
            {
                List<LabelId> seen = [.. visible];
                var notYet = await db.Set<StatementRow>().CountAsync(s => s.Known > today && s.MeasureId != null && seen.Contains(s.LabelId), ct).ConfigureAwait(false);
                kept.Faces[phase.Key] = face = await LayAsync(permit, process, phase, kept, new AsOf(today, today), notYet, ct).ConfigureAwait(false);
            }

            shown.Tell(face.Behind);

            // the pack's names may differ from day to day; what was kept of them is of this day
            return face;
        }
        finally
        {
            _ = kept.Gate.Release();
        }
    }

    private async Task UpdateAsync(Permit permit, ProcessInForce process, KeptRecord kept, DateOnly today, CancellationToken ct)
    {
        var last = await db.Set<ActRow>().MaxAsync(a => (long?)a.Sequence, ct).ConfigureAwait(false) ?? 0;
        if (kept.Day == today && kept.Seen == last && kept.UpTo == last)
        {
            return;
        }

        var asOf = new AsOf(today, today);
        var upTo = await SettledAsync(kept.UpTo == 0 ? Math.Max(0, last - Together) : kept.UpTo, ct).ConfigureAwait(false);

        // a release gives statements that were recorded before to whoever did not see them, or takes them away
        if (kept.Day is not { } day || today < day || await db.Set<ActRow>().AnyAsync(a => a.Sequence > kept.UpTo && a.Verb == Released, ct).ConfigureAwait(false))
        {
            await FillAsync(permit, process, kept, asOf, ct).ConfigureAwait(false);
            (kept.Day, kept.UpTo, kept.Seen) = (today, upTo, last);
            return;
        }

        HashSet<MeasureId> touched = [];
        var after = kept.UpTo;
        await AddTouchedAsync(touched, Said.Where(s => s.Sequence > after), db.Set<WithdrawalRow>().Where(w => w.Sequence > after), db.Set<RestorationRow>().Where(r => r.Sequence > after), ct).ConfigureAwait(false);
        await AddMergedAsync(touched, db.Set<MergingRow>().Where(m => m.Sequence > after), db.Set<UnmergingRow>().Where(u => u.Sequence > after), ct).ConfigureAwait(false);
        if (day != today)
        {
            // what becomes known with the days between, and what their dates turn
            await AddTouchedAsync(touched, Said.Where(s => s.Known > day && s.Known <= today), db.Set<WithdrawalRow>().Where(w => w.Known > day && w.Known <= today), db.Set<RestorationRow>().Where(r => r.Known > day && r.Known <= today), ct).ConfigureAwait(false);
            await AddMergedAsync(touched, db.Set<MergingRow>().Where(m => m.Known > day && m.Known <= today), db.Set<UnmergingRow>().Where(u => u.Known > day && u.Known <= today), ct).ConfigureAwait(false);
            touched.UnionWith(kept.Turning(today));
        }

        // cut off half way, it is made of all statements again
        kept.Day = null;

        // a source that its issuer withdrew takes its statements along, and one that stands again brings them back
        var recalled = (await sources.RecalledOnAsync(permit, today, ct).ConfigureAwait(false)).ToHashSet();
        List<PassageId> turned = [.. recalled.Except(kept.Recalled), .. kept.Recalled.Except(recalled)];
        touched.UnionWith(await Said.Where(s => turned.Contains(s.PassageId)).Select(s => s.MeasureId!.Value).ToListAsync(ct).ConfigureAwait(false));
        kept.Recalled = recalled;

        // whatever happened may have moved a sentence, or lost it
        kept.Faces.Clear();

        // all parts of what is merged are folded together, and of what was merged before as well
        var (merged, _) = await fold.MergedAsync(permit, today, ct).ConfigureAwait(false);
        var again = kept.Forget(touched).Concat(touched).Distinct().ToList();
        again = [.. kept.Forget(again.SelectMany(m => merged.With(m))).Concat(again).Distinct()];
        foreach (var some in again.GroupBy(merged.LeaderOf).Select(g => g.Key).Chunk(Together))
        {
            var folded = await fold.StandingsAsync(permit, process, asOf, some, ct).ConfigureAwait(false);
            foreach (var measure in folded.Measures)
            {
                kept.Keep(ToKept(measure, today));
            }
        }

        (kept.Day, kept.UpTo, kept.Seen) = (today, upTo, last);
    }

    /// <summary>It is made of all statements.</summary>
    private async Task FillAsync(Permit permit, ProcessInForce process, KeptRecord kept, AsOf asOf, CancellationToken ct)
    {
        kept.Clear();
        kept.Recalled = [.. await sources.RecalledOnAsync(permit, asOf.Known, ct).ConfigureAwait(false)];
        await foreach (var some in fold.AllStandingsAsync(permit, process, asOf, ct).ConfigureAwait(false))
        {
            foreach (var measure in some)
            {
                kept.Keep(ToKept(measure, asOf.Known));
            }
        }
    }

    /// <summary>Up to which number every act is there: a number that is missing may belong to a transaction that is still open.</summary>
    private async Task<long> SettledAsync(long from, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var settled = from;
        await foreach (var act in db.Set<ActRow>().AsNoTracking().Where(a => a.Sequence > from).OrderBy(a => a.Sequence).Select(a => new { a.Sequence, a.At }).AsAsyncEnumerable().WithCancellation(ct).ConfigureAwait(false))
        {
            if (act.Sequence != settled + 1 && now - act.At < GivenUp)
            {
                break;
            }

            settled = act.Sequence;
        }

        return settled;
    }

    private IQueryable<StatementRow> Said => db.Set<StatementRow>().AsNoTracking().Where(s => s.MeasureId != null);

    /// <summary>Adds the measures of these statements, and of those that were taken back or count again.</summary>
    private async Task AddTouchedAsync(
        HashSet<MeasureId> touched, IQueryable<StatementRow> said, IQueryable<WithdrawalRow> withdrawn, IQueryable<RestorationRow> restored, CancellationToken ct)
    {
        // no DISTINCT: for it SQLite would rather walk the whole index of measures
        touched.UnionWith(await said.Select(s => s.MeasureId!.Value).ToListAsync(ct).ConfigureAwait(false));
        touched.UnionWith(await withdrawn.Join(Said, w => w.StatementId, s => s.Id, (_, s) => s.MeasureId!.Value).ToListAsync(ct).ConfigureAwait(false));
        touched.UnionWith(await restored.Join(Said, r => r.StatementId, s => s.Id, (_, s) => s.MeasureId!.Value).ToListAsync(ct).ConfigureAwait(false));
    }

    /// <summary>Adds the measures of these mergings, and of those that were taken apart.</summary>
    private async Task AddMergedAsync(HashSet<MeasureId> touched, IQueryable<MergingRow> merged, IQueryable<UnmergingRow> apart, CancellationToken ct)
    {
        var both = await merged.Concat(apart.Join(db.Set<MergingRow>(), u => u.MergingId, m => m.Id, (_, m) => m)).Select(m => new { m.FromId, m.IntoId }).ToListAsync(ct).ConfigureAwait(false);
        touched.UnionWith(both.SelectMany(m => new[] { m.FromId, m.IntoId }));
    }

    private static KeptMeasure ToKept(FoldedMeasure m, DateOnly today)
    {
        var stage = m.Standing.Certainly ?? m.Standing.Possibly;
        var counts = !m.Counted.IsEmpty && m.Kind is { } kind && kind.Sort.StandsInRecord();
        return new KeptMeasure(
            m.Id,
            m.Row.Title,
            m.Row.Kind,
            [.. m.Gathered.Parts],
            [.. m.Members],
            [.. m.Areas],
            counts,
            stage,
            m.Standing.Certainly is not null,
            stage is null ? m.Standing.Expectations.Select(e => (StageId?)e.Stage).LastOrDefault(s => m.Kind?.Stage(s) is not null) : null,
            !m.Standing.Disputed.IsEmpty,
            m.Deciding?.Passage ?? default,
            Turn.After(
                m.Gathered.Statements,
                m.Gathered.Statements.SelectMany(s => m.Withdrawals[s.Id].Select(w => new Withdrawal(s.Id, w.SupersededBy, w.Known, 0) { Until = w.Restored?.Known })),
                today));
    }

    private async Task<RecordFace> LayAsync(
        Permit permit, ProcessInForce process, PhaseInForce phase, KeptRecord kept, AsOf asOf, int notYet, CancellationToken ct)
    {
        PassageId[] behind = [.. process.Members.SelectMany(m => phase.Areas, (m, a) => kept.Cell(m.Id, a.Key)).SelectMany(c => c).SelectMany(l => Named(l.Value)).Select(m => m.Passage).Distinct()];
        var passages = await sources.PassagesAsync(permit, behind, ct).ConfigureAwait(false);
        var alone = await sources.TellAsync(permit, [.. behind.Except(passages.Keys)], ct).ConfigureAwait(false);
        var inside = phase.Areas.Select(a => a.Key).ToHashSet();
        var members = process.Members.Select(m => m.Id).ToHashSet();
        return new RecordFace(
            process,
            phase,
            [.. process.Members.Select(member => new FaceRow(
                member,
                [.. phase.Areas.Select(area => new FaceCell(
                    area,
                    [.. kept.Cell(member.Id, area.Key)
                        .Select(line => ToLine(process.Kind(line.Key.Kind)!, line.Key, line.Value, passages))
                        .OrderBy(l => l.Cites[0].Title, StringComparer.Ordinal).ThenBy(l => l.Cites[0].Id.Value)]))]))],
            asOf,
            notYet,
            kept.Outside(members.Contains, inside.Contains))
        {
            Behind = [.. passages.Values.Select(p => (p.Source, p.Label)).Concat(alone).Distinct()],
        };
    }

    private static RecordLine ToLine(KindInForce kind, LineKey key, KeptLine measures, ImmutableDictionary<PassageId, PassageView> passages) => new(
        kind, kind.Stage(key.Stage), key.IsCertain, kind.Stage(key.Expected), measures.Count, measures.IsDisputed,
        [.. Named(measures).Select(m => new RecordCite(m.Id, m.Title, passages.GetValueOrDefault(m.Passage)))]);

    private static IEnumerable<KeptMeasure> Named(KeptLine line) => line.First(line.Count <= Most ? Most : First);
}
