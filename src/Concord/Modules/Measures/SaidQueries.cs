using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Core.Telegrams.Gazetteers;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.Lists;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>Positions, obstacles and what laws cover: what was said that no stage tells, gathered from the statements that count.</summary>
internal sealed class SaidQueries(ConcordDb db, Labels labels, MeasureFold fold, ReplyQueries replies, ISources sources, IPlan plan, TimeProvider clock)
{
    /// <summary>Statements of one form that fit a filter: its member, speaker and days.</summary>
    public async Task<Result<ImmutableArray<SaidView>>> FoundAsync(Permit permit, AssertionForm form, ListQuery query, CancellationToken ct)
    {
        var today = clock.Today();
        var (speaker, since, until) = (query["speaker"], query.Day("said-since"), query.Day("said-until"));
        return await (await plan.InForceAsync(permit, today, ct).ConfigureAwait(false)).Then(p => Narrowed.Of(query, p)).Match(
            async narrowed =>
            {
                var said = await SaidAsync(
                    permit, narrowed.Process, form, new AsOf(today, query.Day("known") ?? today),
                    s => (speaker is null ? s : s.Where(r => !r.Protect)).Holding(r => r.Speaker, speaker).SaidIn(since, until), ct).ConfigureAwait(false);
                return (Result<ImmutableArray<SaidView>>)(ImmutableArray<SaidView>)
                [
                    .. said.Where(s => narrowed.Member is null || s.By?.Id == narrowed.Member.Id)
                        .Where(s => Letters.In(s.Statement.Speaker, speaker) && SaidDays.In(s.Statement.Said, since, until)),
                ];
            },
            refusals => Task.FromResult<Result<ImmutableArray<SaidView>>>(refusals)).ConfigureAwait(false);
    }

    /// <summary>Positions by their question: about one country, or of one member.</summary>
    /// <param name="about">Code of a country that the question names; null for any.</param>
    /// <param name="of">Key of a member; null for anybody.</param>
    public Task<Result<PositionsPage>> PositionsAsync(Permit permit, AsOf asOf, string? about, string? of, CancellationToken ct) =>
        WithAsync(permit, asOf, of, async (process, member) =>
        {
            var country = about is null ? null : Gazetteer.ByIso2(about.ToUpperInvariant());
            var questions = Questions(process, await SaidAsync(permit, process, AssertionForm.Position, asOf, s => s, ct).ConfigureAwait(false))
                .Where(q => country is null || q.Wordings.Prepend(q.On).Any(w => CountriesNamed.In(w).Any(c => c.Iso2 == country.Iso2)))
                .Select(q => member is null ? q : q with { Positions = [.. q.Positions.Where(p => p.By?.Id == member.Id)] })
                .Where(q => !q.Positions.IsEmpty);
            return new PositionsPage(process, [.. questions], country);
        }, ct);

    /// <summary>The question that this is or is one with; null for none.</summary>
    public async Task<QuestionView?> QuestionAsync(Permit permit, ImmutableArray<QuestionView> questions, DateOnly known, MeasureId id, CancellationToken ct)
    {
        var (merged, _) = await fold.MergedAsync(permit, known, ct).ConfigureAwait(false);
        return questions.FirstOrDefault(q => q.Measure is { } measure && merged.LeaderOf(measure.Id) == merged.LeaderOf(id));
    }

    /// <summary>Obstacles of one member.</summary>
    public Task<Result<ImmutableArray<SaidView>>> ObstaclesAsync(Permit permit, AsOf asOf, string of, CancellationToken ct) =>
        WithAsync<ImmutableArray<SaidView>>(permit, asOf, of, async (process, member) =>
            [.. (await SaidAsync(permit, process, AssertionForm.Obstacle, asOf, s => s, ct).ConfigureAwait(false)).Where(s => s.By?.Id == member?.Id)], ct);

    /// <summary>The laws of all members side by side against the Protocol's definition, by what was said of them.</summary>
    public Task<Result<LawsPage>> LawsAsync(Permit permit, AsOf asOf, CancellationToken ct) =>
        WithAsync(permit, asOf, null, async (process, _) => LawsPage.Of(process, await LawsSaidAsync(permit, process, asOf, ct).ConfigureAwait(false), null), ct);

    /// <summary>What is said of laws and the elements of the definition; a law of which nothing of the kind is said once, by itself.</summary>
    public async Task<ImmutableArray<LawSaid>> LawsSaidAsync(Permit permit, ProcessInForce process, AsOf asOf, CancellationToken ct)
    {
        var kind = process.KindOfFact("law");
        List<string> kinds = kind is null ? [] : [kind.Key];
        var folded = await fold.FoldAsync(permit, process, asOf, null, kinds, ct).ConfigureAwait(false);
        var laws = folded.Counted.Where(m => kind is not null && m.Kind?.Key == kind.Key).ToImmutableArray();
        var saying = laws.SelectMany(l => l.Counted.Select(s => (Law: l, Statement: s, Element: Covered.Parse((s.Assertion as Assertion.Describes)?.Aspect))))
            .Where(s => s.Element is not null)
            .ToLookup(s => s.Law.Id);
        var passages = await sources.PassagesAsync(permit, [.. saying.SelectMany(s => s).Select(s => s.Statement.Passage).Distinct()], ct).ConfigureAwait(false);
        _ = await sources.TellAsync(permit, [.. laws.SelectMany(l => l.Counted).Select(s => s.Passage).Distinct()], ct).ConfigureAwait(false);
        var replied = await replies.OfAsync(permit, process, [.. saying.SelectMany(s => s).Select(s => s.Statement.Id)], asOf.Known, ct).ConfigureAwait(false);
        return
        [
            .. from law in laws
               let view = new LawView(law.Id, law.Row.Title, law.Kind, law.Standing, [])
               let members = process.Members.Where(m => law.Members.Contains(m.Id)).ToImmutableArray()
               from said in saying[law.Id].Select(s => new LawSaid(
                   view, members, new CoverageView(s.Element!.Value, s.Statement.Polarity != Polarity.Denies, passages.GetValueOrDefault(s.Statement.Passage), [.. replied[s.Statement.Id]]), s.Statement.Id,
                   s.Statement.Known, s.Statement.Sequence)).DefaultIfEmpty(new LawSaid(view, members, null, null, law.Counted.Max(s => s.Known), law.Row.Sequence))
               select said,
        ];
    }

    /// <summary>Positions by what they are on: a measure, a question, or, where the process keeps no questions, the words. Each by member in protocol order.</summary>
    public static ImmutableArray<QuestionView> Questions(ProcessInForce process, IReadOnlyCollection<SaidView> said)
    {
        // recorded before its question was one, a position stands with those that put it in the same words
        var place = process.Members.Index().ToDictionary(m => m.Item.Id, m => m.Index);
        var known = said.Where(s => s.Measure is { Sort: SubjectSort.Question }).ToLookup(s => Suggestions.TitleKey(On(s)), s => s.Measure!.Id);
        return
        [
            .. said.OrderBy(s => s.Statement.Known).ThenBy(s => s.Number)
                .GroupBy(s => s.Measure is { } on ? on.Id.Value.ToString() : known[Suggestions.TitleKey(On(s))].Select(q => q.Value.ToString()).FirstOrDefault() ?? Suggestions.TitleKey(On(s)))
                .Select(q => new QuestionView(
                    q.Select(s => s.Measure?.Title).FirstOrDefault(t => t is not null) ?? On(q.First()),
                    q.Select(s => s.Measure).FirstOrDefault(m => m is not null),
                    [.. q.OrderBy(s => s.By is { } by ? place.GetValueOrDefault(by.Id, place.Count) : place.Count).ThenBy(s => s.Statement.Known).ThenBy(s => s.Number)])
                {
                    Wordings = [.. q.Select(On).DistinctBy(Suggestions.TitleKey)],
                })
                .OrderBy(q => q.On, StringComparer.Ordinal),
        ];
    }

    /// <summary>By the area of the plan that they stand in the way of; the second are those of none.</summary>
    public static (ImmutableArray<ObstacleArea> Areas, ImmutableArray<SaidView> Elsewhere) ByArea(ProcessInForce process, IEnumerable<SaidView> said)
    {
        var grouped = said.OrderBy(s => s.Statement.Known).ThenBy(s => s.Number).ToLookup(s => s.Area);
        return (
            [
                .. process.Phases.SelectMany(p => p.Areas.Where(a => grouped.Contains(a.Key)).Select(a => new ObstacleArea(p, a, [.. grouped[a.Key]]))),
            ],
            [.. grouped[null]]);
    }

    public static ListPlace PlaceOf(SaidView view) => new(view.Statement.Known, view.Number, view.Statement.Id.Value);

    public static string On(SaidView s) => s.Statement.Assertion is Assertion.Position { On: var on } ? on : "";

    private async Task<Result<T>> WithAsync<T>(Permit permit, AsOf asOf, string? of, Func<ProcessInForce, MemberInForce?, Task<T>> show, CancellationToken ct) =>
        await (await plan.InForceAsync(permit, asOf.Held, ct).ConfigureAwait(false)).Match(
            async process =>
            {
                var member = of is null ? null : process.Members.FirstOrDefault(m => m.Key == of);
                return of is not null && member is null ? new Refusal("member.unknown", of) : (Result<T>)await show(process, member).ConfigureAwait(false);
            },
            refusals => Task.FromResult<Result<T>>(refusals)).ConfigureAwait(false);

    /// <summary>Statements of one form that count, with their measure, if they speak of one.</summary>
    private async Task<ImmutableArray<SaidView>> SaidAsync(Permit permit, ProcessInForce process, AssertionForm form, AsOf asOf, Func<IQueryable<StatementRow>, IQueryable<StatementRow>> narrow, CancellationToken ct)
    {
        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        var statements = narrow(db.Set<StatementRow>().AsNoTracking().Where(s => s.Form == form && visible.Contains(s.LabelId) && s.Known <= asOf.Known));
        var rows = await statements.ToListAsync(ct).ConfigureAwait(false);
        var withdrawals = await fold.WithdrawalsAsync(statements, asOf.Known, ct).ConfigureAwait(false);
        var recalled = (await sources.RecalledOnAsync(permit, asOf.Known, ct).ConfigureAwait(false)).ToHashSet();
        rows.RemoveAll(r => withdrawals[r.Id].Any(w => w.Restored is null) || recalled.Contains(r.PassageId));
        var passages = await sources.PassagesAsync(permit, [.. rows.Select(r => r.PassageId).Distinct()], ct).ConfigureAwait(false);
        var replied = await replies.OfAsync(permit, process, [.. rows.Select(r => r.Id)], asOf.Known, ct).ConfigureAwait(false);
        var (merged, _) = await fold.MergedAsync(permit, asOf.Known, ct).ConfigureAwait(false);
        var about = await LedAsync(merged, [.. rows.Select(r => r.MeasureId).OfType<MeasureId>().Distinct()], asOf.Known, visible, ct).ConfigureAwait(false);
        List<MeasureId> leaders = [.. about.Values.Distinct()];
        var measures = await db.Set<MeasureRow>().AsNoTracking().Where(m => EF.Parameter(leaders).Contains(m.Id))
            .Select(m => new { Name = new MeasureName(m.Id, m.Kind, m.Title), Areas = db.Set<MeasureAreaRow>().Where(a => a.MeasureId == m.Id).Select(a => a.Area).ToList() })
            .ToDictionaryAsync(m => m.Name.Id, ct).ConfigureAwait(false);
        return
        [
            .. rows.OrderBy(r => r.Known).ThenBy(r => r.Sequence).ThenBy(r => r.Id.Value).Select(r =>
            {
                var measure = r.MeasureId is { } id ? measures.GetValueOrDefault(about[id]) : null;
                return new SaidView(
                    StatementMap.ToView(r, process, passages.GetValueOrDefault(r.PassageId), replied[r.Id]),
                    measure is null ? null : new SaidMeasure(measure.Name.Id, process.SortOf(measure.Name.Kind), measure.Name.Title, measure.Name.Kind, [.. measure.Areas]))
                {
                    Number = r.Sequence,
                    Area = process.Area(r.Area)?.Key ?? measure?.Areas.FirstOrDefault(a => process.Phase(null).Areas.Any(x => x.Key == a)),
                };
            }),
        ];
    }

    /// <summary>Under which of those that are one each is told: the leader when something visible is known of it, otherwise the first of which something is.</summary>
    private async Task<Dictionary<MeasureId, MeasureId>> LedAsync(Merged merged, IReadOnlyCollection<MeasureId> measures, DateOnly known, List<LabelId> visible, CancellationToken ct)
    {
        List<MeasureId> all = [.. measures.SelectMany(m => merged.With(m)).Distinct()];
        var told = await db.Set<StatementRow>().Where(s => s.MeasureId != null && EF.Parameter(all).Contains(s.MeasureId.Value) && visible.Contains(s.LabelId) && s.Known <= known)
            .Select(s => s.MeasureId!.Value).Distinct().ToListAsync(ct).ConfigureAwait(false);
        return measures.ToDictionary(m => m, m => told.Contains(merged.LeaderOf(m)) ? merged.LeaderOf(m) : merged.With(m).Where(told.Contains).MinBy(x => x.Value));
    }
}
