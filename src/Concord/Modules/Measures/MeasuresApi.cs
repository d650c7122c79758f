using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Platform.Api;
using Concord.Platform.Lists;
using Concord.Platform.Web;

namespace Concord.Modules.Measures;

/// <summary>A measure, where it stands, and everything that was said of it.</summary>
internal sealed record MeasureAnswer(
    Guid Id, string Title, string? Kind, ImmutableArray<string> Members, ImmutableArray<string> Areas, DateOnly On, DateOnly Known, string? CertainlyReached,
    string? PossiblyReached, Vouched Vouched, ImmutableArray<string> Disputed, Guid? DecidingStatement, int NotYetKnownStatementCount,
    ImmutableArray<ExpectationAnswer> Expectations, ImmutableArray<MergingAnswer> Mergings, ListAnswer<StatementItem> Statements);

/// <summary>What was announced, and what became of it.</summary>
internal sealed record ExpectationAnswer(Guid Statement, string Stage, DateAnswer? Due, ExpectationState State, int DaysEarly, int DaysLate);

/// <summary>Somebody said that two measures are one.</summary>
internal sealed record MergingAnswer(Guid Id, Guid From, Guid Into, Capacity By, string? Why, DateTimeOffset At);

/// <summary>The record: members by areas, as of two days.</summary>
internal sealed record RecordAnswer(
    DateOnly On, DateOnly Known, string Phase, int NotYetKnownStatementCount, int OutsideTheTableMeasureCount, ImmutableArray<RecordItem> Items);

internal static class MeasuresApi
{
    private static readonly ListFilter Id = new("id", FilterForm.Id);
    private static readonly ListFilter On = new("on", FilterForm.Day);
    private static readonly ListFilter Known = new("known", FilterForm.Day);
    private static readonly ListFilter Phase = new("phase", FilterForm.Name);

    public static void Map(RouteGroupBuilder api)
    {
        _ = api.MapList<StatementList, StatementItem>();
        _ = api.Op("statements/{id}", "statement", [Id], [Known], (HttpContext http, StatementList statements, CancellationToken ct) => http.AnswerAsync(
            [Id, Known], (permit, query) => statements.OneAsync(permit, new StatementId(query.Id("id")!.Value), query.Day("known"), ct))).WithMetadata(new ShowsAttribute(MeasureThings.Statement));
        _ = api.MapList<MeasureList, MeasureItem>();
        _ = api.Op("measures/{id}", "measure", [Id], [On, Known], (HttpContext http, MeasureQueries measures, StatementList statements, CancellationToken ct) => http.AnswerAsync(
            [Id, On, Known], (permit, query) => MeasureAsync(permit, query, measures, statements, ct))).WithMetadata(new ShowsAttribute(MeasureThings.Measure));
        _ = api.Op("record", "record", [], [Phase, On, Known], (HttpContext http, RecordList record, CancellationToken ct) => http.AnswerAsync(
            [Phase, On, Known], async (permit, query) => (await record.PageAsync(permit, query, ct).ConfigureAwait(false)).Map(Show)));
        _ = api.MapList<WhenSaidList, WhenSaidItem>();
        _ = api.MapList<PositionList, PositionItem>();
        _ = api.MapList<ObstacleList, ObstacleItem>();
        _ = api.MapList<LawList, LawItem>();
        _ = api.MapList<VerdictList, VerdictItem>();
        _ = api.MapList<RuleList, RuleItem>();
    }

    private static async Task<Result<MeasureAnswer>> MeasureAsync(
        Permit permit, ListQuery query, MeasureQueries measures, StatementList statements, CancellationToken ct)
    {
        var asOf = new AsOf(query.Day("on") ?? measures.Now.Held, query.Day("known") ?? measures.Now.Known);
        var page = await measures.MeasureAsync(permit, new MeasureId(query.Id("id")!.Value), asOf, ct).ConfigureAwait(false);
        return await page.Match(
            async found =>
            {
                var of = ListQuery.All.With("measure", found.Id.Value.ToString("D")).With("known", Days.Write(asOf.Known));
                var said = await statements.PageAsync(permit, new ListAsked(of, null, ListAsked.Most), ct).ConfigureAwait(false);
                return said.Map(s => Show(found, s));
            },
            refusals => Task.FromResult<Result<MeasureAnswer>>(refusals)).ConfigureAwait(false);
    }

    private static MeasureAnswer Show(MeasurePage m, ListPage<StatementItem> said) => new(
        m.Id.Value, m.Title, m.Kind?.Key, [.. m.Members.Select(x => x.Key)], m.Areas, m.AsOf.Held, m.AsOf.Known, m.Standing.Certainly?.Value, m.Standing.Possibly?.Value,
        m.Standing.Vouched, [.. m.Standing.Disputed.Select(d => d.Value)], m.Deciding?.Value, m.NotYetKnown,
        [.. m.Standing.Expectations.Select(e => new ExpectationAnswer(e.Statement.Value, e.Stage.Value, DateAnswer.Of(e.Due), e.State, e.DaysEarly, e.DaysLate))],
        [.. m.Mergings.Select(x => new MergingAnswer(x.Id.Value, x.From.Value, x.Into.Value, x.By, x.Why, x.At))],
        new ListAnswer<StatementItem>(said.Rows, said.Next));

    private static RecordAnswer Show(RecordPage page) => new(
        page.AsOf.Held, page.AsOf.Known, page.Phase.Key, page.NotYetKnown, page.OutsideTheTable, [.. page.Rows.SelectMany(r => r.Cells).SelectMany(RecordList.Items)]);
}
