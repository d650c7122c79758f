using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.Lists;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>Every statement that a person may see. The labels are a term of the query; what is hidden is in no page, count or cursor.</summary>
internal sealed class StatementList(ConcordDb db, Labels labels, MeasureFold fold, ReplyQueries replies, ISources sources, IPlan plan, TimeProvider clock) : Listed<StatementItem>
{
    public override string Name => "statements";

    public override ImmutableArray<ListFilter> Filters { get; } =
    [
        new("member", FilterForm.Name), new("kind", FilterForm.Name), ListFilter.Of<AssertionForm>("form"), new("stage", FilterForm.Text), new("speaker", FilterForm.Text), new("measure", FilterForm.Id),
        new("source", FilterForm.Id), new("said-since", FilterForm.Day), new("said-until", FilterForm.Day), new("known-since", FilterForm.Day), new("known", FilterForm.Day),
        new("withdrawn", FilterForm.Choice) { Choices = ["no", "yes"] }, ListFilter.Of<ListOrder>("order"),
    ];

    public override ImmutableArray<ListColumn<StatementItem>> Columns { get; } =
    [
        new("id", "#meta+id", s => s.Id), new("number", "#meta+sequence+num", s => s.Number), new("measure", "#activity+name", s => s.Measure?.Title),
        new("measure-id", "#activity+id", s => s.Measure?.Id), new("kind", "#activity+type", s => s.Measure?.Kind), new("form", "#event+type", s => s.Form),
        new("stage", "#status+code", s => s.Stage), new("date", "#date+start", s => s.Date), new("text", "#description", s => s.Text),
        new("detail", "#description+detail", s => s.Detail), new("value", "#indicator+value+num", s => s.Value), new("unit", "#indicator+unit", s => s.Unit),
        new("polarity", "#status+polarity", s => s.Polarity), new("certainty", "#status+certainty", s => s.Certainty), new("speaker", "#contact+name", s => s.Speaker),
        new("speaker-capacity", "#contact+role", s => s.SpeakerCapacity), new("speaker-member", "#country+code+speaker", s => s.SpeakerMember),
        new("occasion", "#event+name", s => s.Occasion), new("said", "#date+said", s => s.Said), new("known", "#date+known", s => s.Known),
        new("withdrawn", "#status+withdrawn", s => s.Withdrawn), new("source", "#meta+source+title", s => s.SourceTitle), new("source-id", "#meta+source+id", s => s.SourceId),
        new("paragraph", "#meta+paragraph", s => s.Paragraph), new("quote", "#description+quote", s => s.Quote), new("page", "#meta+url", s => s.Page),
        new("replies", "#description+replies", s => ReplyItem.Cell(s.Replies)),
    ];

    public override async Task<Result<ListPage<StatementItem>>> PageAsync(Permit permit, ListAsked asked, CancellationToken ct)
    {
        var query = asked.Query;
        return await (await NarrowAsync(permit, query, ct).ConfigureAwait(false))
            .Then(n => Cursor.Read(asked.After, query.Choice<ListOrder>("order") ?? ListOrder.Recorded).Map(from => (n, from)))
            .Match(
                async found =>
                {
                    var (speaker, since, until) = (query["speaker"], query.Day("said-since"), query.Day("said-until"));
                    var (rows, next) = await Keyset.FillAsync<StatementRow, StatementRow>(
                        found.from,
                        asked.Limit,
                        (at, most) => found.n.Of(db.After<StatementRow>(at, few: query["measure"] is not null || query["source"] is not null)).Take(most).ToListAsync(ct),
                        s => new Cursor(found.from.Order, s.Known, s.Sequence, s.Id.Value),
                        some => Task.FromResult(some.Where(s => Letters.In(s.Speaker, speaker) && SaidDays.In(s.Said, since, until)).Select(s => (s, s)).ToList())).ConfigureAwait(false);
                    return (Result<ListPage<StatementItem>>)new ListPage<StatementItem>(
                        await ShowAsync(permit, found.n.Process, rows, found.n.Known, ct).ConfigureAwait(false), next?.ToString());
                },
                refusals => Task.FromResult<Result<ListPage<StatementItem>>>(refusals)).ConfigureAwait(false);
    }

    /// <summary>One; refused with <c>statement.unknown</c> for what is not there and for what this person may not see.</summary>
    public async Task<Result<StatementItem>> OneAsync(Permit permit, StatementId id, DateOnly? known, CancellationToken ct)
    {
        var today = clock.Today();
        var asOf = known ?? today;
        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        var rows = await db.Set<StatementRow>().AsNoTracking().Where(s => s.Id == id && visible.Contains(s.LabelId) && s.Known <= asOf).ToListAsync(ct).ConfigureAwait(false);
        var process = await plan.InForceAsync(permit, today, ct).ConfigureAwait(false);
        return await process.Match(
            async p => rows.Count == 0 ? new Refusal("statement.unknown") : (Result<StatementItem>)(await ShowAsync(permit, p, rows, asOf, ct).ConfigureAwait(false))[0],
            refusals => Task.FromResult<Result<StatementItem>>(refusals)).ConfigureAwait(false);
    }

    /// <summary>
    /// The statements that this person may see and that fit, as a term of a query; where letters or fuzzy days are asked for, a few more, to be looked at once more.
    /// Everything that lists or counts statements asks here.
    /// </summary>
    public async Task<Result<NarrowedStatements>> NarrowAsync(Permit permit, ListQuery query, CancellationToken ct)
    {
        var today = clock.Today();
        var process = await plan.InForceAsync(permit, today, ct).ConfigureAwait(false);
        return await process.Then(p => Narrowed.Of(query, p)).Match(
            async narrowed => (Result<NarrowedStatements>)await NarrowAsync(permit, query, narrowed, query.Day("known") ?? today, ct).ConfigureAwait(false),
            refusals => Task.FromResult<Result<NarrowedStatements>>(refusals)).ConfigureAwait(false);
    }

    private async Task<NarrowedStatements> NarrowAsync(Permit permit, ListQuery query, Narrowed narrowed, DateOnly known, CancellationToken ct)
    {
        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        List<MeasureId>? measures = query.Id("measure") is { } measure
            ? [.. (await fold.MergedAsync(permit, known, ct).ConfigureAwait(false)).Merged.With(new MeasureId(measure))]
            : null;
        List<PassageId>? passages = query.Id("source") is { } source ? [.. await sources.PassagesOfAsync(permit, new SourceId(source), ct).ConfigureAwait(false)] : null;
        List<PassageId> recalled = query["withdrawn"] is null ? [] : await sources.RecalledOnAsync(permit, known, ct).ConfigureAwait(false);
        var (member, kind, form) = (narrowed.Member?.Id, narrowed.Kind?.Key, query.Choice<AssertionForm>("form"));
        var (knownSince, speaker) = (query.Day("known-since"), query["speaker"]);
        var (since, until) = (query.Day("said-since"), query.Day("said-until"));
        var stage = query["stage"] is { } named ? new StageId(named) : (StageId?)null;
        return new NarrowedStatements(narrowed.Process, known, rows =>
        {
            var some = rows.Where(s => visible.Contains(s.LabelId) && s.Known <= known);
            some = form is null ? some : some.Where(s => s.Form == form);
            some = knownSince is null ? some : some.Where(s => s.Known >= knownSince);
            some = stage is null ? some : some.Where(s => s.Stage == stage);
            some = speaker is null ? some : some.Where(s => !s.Protect).Holding(s => s.Speaker, speaker);
            some = measures is null ? some : some.Where(s => s.MeasureId != null && EF.Parameter(measures).Contains(s.MeasureId.Value));
            some = passages is null ? some : some.Where(s => EF.Parameter(passages).Contains(s.PassageId));
            some = member is null ? some : some.Where(s => db.Set<MeasureMemberRow>().Any(m => m.MeasureId == s.MeasureId && m.MemberId == member && visible.Contains(m.LabelId)));
            some = kind is null ? some : some.Where(s => db.Set<MeasureRow>().Any(m => m.Id == s.MeasureId && m.Kind == kind));
            some = query["withdrawn"] switch
            {
                "yes" => some.Where(s => EF.Parameter(recalled).Contains(s.PassageId) || Withdrawals.Standing(db, known).Any(w => w.StatementId == s.Id)),
                "no" => some.Where(s => !EF.Parameter(recalled).Contains(s.PassageId) && !Withdrawals.Standing(db, known).Any(w => w.StatementId == s.Id)),
                _ => some,
            };
            return some.SaidIn(since, until);
        });
    }

    private async Task<ImmutableArray<StatementItem>> ShowAsync(Permit permit, ProcessInForce process, List<StatementRow> rows, DateOnly known, CancellationToken ct)
    {
        var ids = rows.ConvertAll(r => r.Id);
        var withdrawn = (await Withdrawals.Standing(db, known).Where(w => EF.Parameter(ids).Contains(w.StatementId)).Select(w => w.StatementId).ToListAsync(ct).ConfigureAwait(false)).ToHashSet();
        var recalled = (await sources.RecalledOnAsync(permit, known, ct).ConfigureAwait(false)).ToHashSet();
        List<MeasureId> about = [.. rows.Select(r => r.MeasureId).OfType<MeasureId>().Distinct()];
        var measures = await db.Set<MeasureRow>().AsNoTracking().Where(m => EF.Parameter(about).Contains(m.Id)).ToDictionaryAsync(m => m.Id, ct).ConfigureAwait(false);
        var passages = await sources.PassagesAsync(permit, [.. rows.Select(r => r.PassageId).Distinct()], ct).ConfigureAwait(false);
        var replied = await replies.OfAsync(permit, process, ids, known, ct).ConfigureAwait(false);
        return
        [
            .. rows.Select(r => StatementItem.Of(
                r,
                r.MeasureId is { } id && measures.GetValueOrDefault(id) is { } m ? new MeasureRef(m.Id.Value, m.Title, m.Kind) : null,
                r.SpeakerMember is { } member ? process.Member(member)?.Key : null,
                passages.GetValueOrDefault(r.PassageId),
                withdrawn.Contains(r.Id) || recalled.Contains(r.PassageId),
                [.. replied[r.Id]])),
        ];
    }
}

/// <summary>Statements narrowed to a filter.</summary>
/// <param name="Of">Put to a query of statements, it leaves those that fit and that may be seen.</param>
internal sealed record NarrowedStatements(ProcessInForce Process, DateOnly Known, Func<IQueryable<StatementRow>, IQueryable<StatementRow>> Of);
