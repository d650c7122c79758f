using System.Collections.Immutable;
using System.Globalization;
using Concord.Core.Kernel;
using Concord.Core.Telegrams;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Sources;

/// <summary>How telegrams refer to each other, whichever came first, and those that were promised and are awaited.</summary>
internal sealed class TelegramLinks(ConcordDb db, Labels labels, TimeProvider clock)
{
    private const int MostCandidates = 5;
    private const int Looked = 200;

    /// <summary>What is kept of a telegram for this: its keys, its references, its promises.</summary>
    public static IEnumerable<object> Rows(SourceRow source, Telegram telegram, IReadOnlyCollection<ParagraphRow> paragraphs)
    {
        var references = telegram.Header.References.Select(Citations.KeyOf).Index().Where(r => r.Item is { Length: <= 240 });
        var byName = paragraphs.GroupBy(p => p.Name).ToDictionary(g => g.Key, g => g.First());
        return
        [
            .. Citations.KeysOf(telegram.Header).Where(k => k.Length <= 240).Distinct().Select(k => new SourceKeyRow { SourceId = source.Id, Key = k }),
            .. references.Select(r => new ReferenceRow { SourceId = source.Id, Ordinal = r.Index, Key = r.Item! }),
            .. Septels.Find(telegram).Where(p => byName.ContainsKey(p.ParagraphId)).Select((p, i) => Promise(source.Id, i, p, byName[p.ParagraphId])),
        ];
    }

    /// <summary>The references of a telegram in their order.</summary>
    public async Task<ImmutableArray<ReferenceView>> RefersToAsync(
        SourceId id, TelegramHeader header, IEnumerable<(string, string)> paragraphs, List<LabelId> visible, CancellationToken ct)
    {
        if (header.References.IsEmpty)
        {
            return [];
        }

        var found = await (
            from reference in db.Set<ReferenceRow>().AsNoTracking()
            join key in db.Set<SourceKeyRow>() on reference.Key equals key.Key
            join source in db.Set<SourceRow>() on key.SourceId equals source.Id
            where reference.SourceId == id && source.Id != id && visible.Contains(source.LabelId)
            select new { reference.Ordinal, source }).ToListAsync(ct).ConfigureAwait(false);
        var newest = found.GroupBy(f => f.Ordinal).ToDictionary(g => g.Key, g => SourceQueries.Summary(g.OrderByDescending(f => f.source.VersionNumber).ThenByDescending(f => f.source.Sequence).First().source));
        var mentions = Citations.MentionsIn(header, paragraphs);
        return [.. header.References.Select((r, i) => new ReferenceView(r.Letter, r.Text, r.Kind, r.Notal, newest.GetValueOrDefault(i), mentions[i]))];
    }

    /// <summary>The telegrams that refer to this one, the last recorded first.</summary>
    public async Task<ImmutableArray<SourceSummary>> ReferredByAsync(SourceId id, List<LabelId> visible, CancellationToken ct)
    {
        var rows = await db.Set<SourceRow>().AsNoTracking()
            .Where(s => visible.Contains(s.LabelId) && s.Id != id && db.Set<ReferenceRow>().Any(r => r.SourceId == s.Id && db.Set<SourceKeyRow>().Any(k => k.SourceId == id && k.Key == r.Key)))
            .OrderByDescending(s => s.Sequence).Take(Looked).ToListAsync(ct).ConfigureAwait(false);
        return [.. rows.Select(SourceQueries.Summary)];
    }

    /// <summary>What was promised in a source, or in all; the open ones first.</summary>
    public async Task<ImmutableArray<PromiseView>> PromisesAsync(SourceId? only, List<LabelId> visible, CancellationToken ct)
    {
        var rows = await (
            from promise in db.Set<PromiseRow>().AsNoTracking()
            join source in db.Set<SourceRow>() on promise.SourceId equals source.Id
            where visible.Contains(promise.LabelId) && (only == null || promise.SourceId == only)
                && (only != null || !db.Set<SourceRow>().Any(l => l.Corrects == source.Id))
            orderby source.Sequence descending, promise.Ordinal
            select new
            {
                promise,
                source,
                Name = db.Set<ParagraphRow>().Where(p => p.SourceId == promise.SourceId && p.Ordinal == promise.ParagraphOrdinal).Select(p => p.Name).First(),
                Last = db.Set<FulfilmentRow>().Where(f => f.SourceId == promise.SourceId && f.Ordinal == promise.Ordinal).OrderByDescending(f => f.Number).FirstOrDefault(),
            }).Take(Looked).ToListAsync(ct).ConfigureAwait(false);
        var made = new List<PromiseView>();
        foreach (var row in rows)
        {
            var by = row.Last?.FulfilledBy is { } id
                ? await db.Set<SourceRow>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id && visible.Contains(s.LabelId), ct).ConfigureAwait(false)
                : null;
            made.Add(new PromiseView(
                visible.Contains(row.source.LabelId) ? SourceQueries.Summary(row.source) : SourceQueries.Hidden(SourceQueries.Summary(row.source)), row.promise.Ordinal, row.Name, row.promise.Exact,
                new TextPlace(row.promise.ParagraphOrdinal, row.promise.StartAt, row.promise.EndAt - row.promise.StartAt),
                row.Last?.Number ?? 0, by is null ? null : SourceQueries.Summary(by),
                row.Last?.FulfilledBy is null && visible.Contains(row.source.LabelId) ? await CandidatesAsync(row.source, row.promise.Exact, visible, ct).ConfigureAwait(false) : []));
        }

        return [.. made.OrderBy(p => p.FulfilledBy is not null)];
    }

    /// <summary>The newest source of a reference as people write it: 07 BEIJING 7545.</summary>
    public async Task<SourceId?> ByReferenceAsync(Permit permit, string reference, CancellationToken ct)
    {
        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        var key = Citations.KeyOf(reference);
        return key is null ? null : await db.Set<SourceRow>()
            .Where(s => visible.Contains(s.LabelId) && db.Set<SourceKeyRow>().Any(k => k.SourceId == s.Id && k.Key == key))
            .OrderByDescending(s => s.VersionNumber).ThenByDescending(s => s.Sequence).Select(s => (SourceId?)s.Id).FirstOrDefaultAsync(ct).ConfigureAwait(false);
    }

    /// <summary>A person says which source is the one promised; null takes it back.</summary>
    public async Task<Result<SourceId>> FulfilAsync(Permit permit, SourceId promisedIn, int ordinal, int seen, SourceId? by, CancellationToken ct)
    {
        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        var promise = (await PromisesAsync(promisedIn, visible, ct).ConfigureAwait(false)).FirstOrDefault(p => p.Ordinal == ordinal);
        if (permit.Doing != Doing.Review || promise is null || (by is { } one && !await db.Set<SourceRow>().AnyAsync(s => s.Id == one && visible.Contains(s.LabelId), ct).ConfigureAwait(false)))
        {
            return new Refusal("promise.unknown");
        }

        if (promise.Seen != seen || by == promisedIn)
        {
            return new Refusal(by == promisedIn ? "promise.itself" : "promise.settled-meanwhile");
        }

        _ = db.Set<FulfilmentRow>().Add(new FulfilmentRow
        {
            SourceId = promisedIn, Ordinal = ordinal, Number = seen + 1, FulfilledBy = by, By = permit.Actor.Id, Capacity = permit.Actor.Capacity, At = clock.GetUtcNow(),
        });
        var act = new Act(permit, by is null ? "promise.reopened" : "promise.fulfilled", "source:" + promisedIn.Value.ToString("D"), Payload: new Dictionary<string, string?>
        {
            ["promise"] = ordinal.ToString(CultureInfo.InvariantCulture),
            ["by"] = by?.Value.ToString("D"),
        });
        return (await db.CommitAsync(act, ct).ConfigureAwait(false)).Match<Result<SourceId>>(
            _ => promisedIn, refusals => refusals[0].Code == "store.already-there" ? new Refusal("promise.settled-meanwhile") : refusals);
    }

    /// <summary>Later telegrams of the same originator: first those that refer back to it, then by the likeness of their subjects.</summary>
    private async Task<ImmutableArray<SourceSummary>> CandidatesAsync(SourceRow source, string promise, List<LabelId> visible, CancellationToken ct)
    {
        if (source.Originator is null || source.Written is null)
        {
            return [];
        }

        var rows = await db.Set<SourceRow>().AsNoTracking()
            .Where(s => s.Originator == source.Originator && s.Written >= source.Written && s.Id != source.Id && s.First != (source.First ?? source.Id) && visible.Contains(s.LabelId)
                && !db.Set<SourceRow>().Any(l => l.Corrects == s.Id))
            .OrderBy(s => s.Written).Take(Looked)
            .Select(s => new { Row = s, RefersBack = db.Set<ReferenceRow>().Any(r => r.SourceId == s.Id && db.Set<SourceKeyRow>().Any(k => k.SourceId == source.Id && k.Key == r.Key)) })
            .ToListAsync(ct).ConfigureAwait(false);
        return
        [
            .. rows.Select(r => (r.Row, r.RefersBack, Like: Septels.Likeness(promise, source.Title, r.Row.Title)))
                .OrderByDescending(r => r.RefersBack).ThenByDescending(r => r.Like).ThenBy(r => r.Row.Written)
                .Take(MostCandidates).Select(r => SourceQueries.Summary(r.Row)),
        ];
    }

    private static PromiseRow Promise(SourceId source, int ordinal, Anchor anchor, ParagraphRow paragraph)
    {
        var start = Core.Sources.CodePoints.Count(paragraph.Text.AsSpan(0, anchor.Span.Start));
        return new PromiseRow
        {
            SourceId = source,
            Ordinal = ordinal,
            ParagraphOrdinal = paragraph.Ordinal,
            LabelId = paragraph.LabelId,
            Exact = anchor.Quote,
            StartAt = start,
            EndAt = start + Core.Sources.CodePoints.Count(anchor.Quote),
        };
    }
}
