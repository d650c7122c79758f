using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Core.Telegrams.Gazetteers;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>Positions, obstacles and what laws cover: what was said that no stage tells, gathered from the statements that count.</summary>
internal sealed class SaidQueries(ConcordDb db, Labels labels, MeasureFold fold, ISources sources, IPlan plan)
{
    /// <summary>All positions by their question, or those about one country, or those of one member.</summary>
    /// <param name="about">Code of a country that the question names; null for any.</param>
    /// <param name="of">Key of a member; null for anybody.</param>
    public Task<Result<PositionsPage>> PositionsAsync(Permit permit, AsOf asOf, string? about, string? of, CancellationToken ct) =>
        WithAsync(permit, asOf, of, async (process, member) =>
        {
            var country = about is null ? null : Gazetteer.ByIso2(about.ToUpperInvariant());
            var questions = Questions(process, await SaidAsync(permit, process, AssertionForm.Position, asOf, ct).ConfigureAwait(false))
                .Where(q => country is null || q.Wordings.Prepend(q.On).Any(w => CountriesNamed.In(w).Any(c => c.Iso2 == country.Iso2)))
                .Select(q => member is null ? q : q with { Positions = [.. q.Positions.Where(p => p.By?.Id == member.Id)] })
                .Where(q => !q.Positions.IsEmpty);
            return new PositionsPage(process, [.. questions], country, member, asOf);
        }, ct);

    /// <summary>One question with all positions on it, however it is put; refused with <c>question.unknown</c>.</summary>
    public async Task<Result<PositionsPage>> QuestionAsync(Permit permit, AsOf asOf, MeasureId id, CancellationToken ct)
    {
        var (merged, _) = await fold.MergedAsync(asOf.Known, ct).ConfigureAwait(false);
        return (await PositionsAsync(permit, asOf, null, null, ct).ConfigureAwait(false)).Then<PositionsPage>(page =>
            page.Questions.FirstOrDefault(q => q.Measure is { } measure && merged.LeaderOf(measure.Id) == merged.LeaderOf(id)) is { } question
                ? page with { Questions = [question] }
                : new Refusal("question.unknown"));
    }

    /// <summary>Positions by what they are on: a measure, a question, or, where the process keeps no questions, the words.</summary>
    private static IEnumerable<QuestionView> Questions(ProcessInForce process, ImmutableArray<SaidView> said)
    {
        // recorded before its question was one, a position stands with those that put it in the same words
        var known = said.Where(s => s.Measure is { Sort: SubjectSort.Question }).ToLookup(s => Suggestions.TitleKey(On(s)), s => s.Measure!.Id);
        return said
            .GroupBy(s => s.Measure is { } on ? on.Id.Value.ToString() : known[Suggestions.TitleKey(On(s))].Select(q => q.Value.ToString()).FirstOrDefault() ?? Suggestions.TitleKey(On(s)))
            .Select(q => new QuestionView(
                q.Select(s => s.Measure?.Title).FirstOrDefault(t => t is not null) ?? On(q.First()),
                q.Select(s => s.Measure).FirstOrDefault(m => m is not null),
                [.. q.OrderBy(s => s.By is { } by ? process.Members.IndexOf(by) : process.Members.Length).ThenBy(s => s.Statement.Known)])
            {
                Wordings = [.. q.Select(On).DistinctBy(Suggestions.TitleKey)],
            })
            .OrderBy(q => q.On, StringComparer.Ordinal);
    }

    /// <summary>All obstacles by the area of the plan they stand in the way of, with the help asked for.</summary>
    public Task<Result<ObstaclesPage>> ObstaclesAsync(Permit permit, AsOf asOf, string? of, CancellationToken ct) =>
        WithAsync(permit, asOf, of, async (process, member) =>
        {
            var said = await SaidAsync(permit, process, AssertionForm.Obstacle, asOf, ct).ConfigureAwait(false);
            var areas = process.Phases.SelectMany(p => p.Areas.Select(a => (Phase: p, Area: a))).ToList();
            var grouped = said
                .Where(s => member is null || s.By?.Id == member.Id)
                .ToLookup(s => process.Area(s.Statement.Area)?.Key ?? (s.Measure?.Areas ?? []).FirstOrDefault(a => process.Phase(null).Areas.Any(x => x.Key == a)));
            return new ObstaclesPage(
                process,
                [.. areas.Where(a => grouped.Contains(a.Area.Key)).Select(a => new ObstacleArea(a.Phase, a.Area, [.. grouped[a.Area.Key]]))],
                [.. grouped[null]],
                member,
                asOf);
        }, ct);

    /// <summary>The laws of all members side by side against the Protocol's definition, by what was said of them.</summary>
    public Task<Result<LawsPage>> LawsAsync(Permit permit, AsOf asOf, CancellationToken ct) =>
        WithAsync(permit, asOf, null, async (process, _) =>
        {
            var kind = process.KindOfFact("law");
            var folded = kind is null ? null : await fold.FoldAsync(permit, process, asOf, null, [kind.Key], ct).ConfigureAwait(false);
            ImmutableArray<FoldedMeasure> laws = [.. (folded?.Counted ?? []).Where(m => m.Kind?.Key == kind?.Key)];
            var saying = laws.SelectMany(l => l.Counted.Select(s => (Law: l, Statement: s, Element: Covered.Parse((s.Assertion as Assertion.Describes)?.Aspect))))
                .Where(s => s.Element is not null)
                .ToImmutableArray();
            var passages = await sources.PassagesAsync(permit, [.. saying.Select(s => s.Statement.Passage).Distinct()], ct).ConfigureAwait(false);
            return new LawsPage(
                process,
                [.. process.Members.Select(m => new LawColumn(m, [.. laws.Where(l => l.Members.Contains(m.Id)).Select(l => new LawView(
                    l.Id,
                    l.Row.Title,
                    l.Kind,
                    l.Standing,
                    [.. saying.Where(s => s.Law == l).Select(s => new CoverageView(s.Element!.Value, s.Statement.Polarity != Polarity.Denies, passages.GetValueOrDefault(s.Statement.Passage)))]))]))],
                asOf);
        }, ct);

    private async Task<Result<T>> WithAsync<T>(Permit permit, AsOf asOf, string? of, Func<ProcessInForce, MemberInForce?, Task<T>> show, CancellationToken ct) =>
        await (await plan.InForceAsync(permit, asOf.Held, ct).ConfigureAwait(false)).Match(
            async process =>
            {
                var member = of is null ? null : process.Members.FirstOrDefault(m => m.Key == of);
                return of is not null && member is null ? new Refusal("member.unknown", of) : (Result<T>)await show(process, member).ConfigureAwait(false);
            },
            refusals => Task.FromResult<Result<T>>(refusals)).ConfigureAwait(false);

    /// <summary>Statements of one form that count, with their measure, if they speak of one.</summary>
    private async Task<ImmutableArray<SaidView>> SaidAsync(Permit permit, ProcessInForce process, AssertionForm form, AsOf asOf, CancellationToken ct)
    {
        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        var statements = db.Set<StatementRow>().AsNoTracking().Where(s => s.Form == form && visible.Contains(s.LabelId) && s.Known <= asOf.Known);
        var rows = await statements.ToListAsync(ct).ConfigureAwait(false);
        var withdrawals = await fold.WithdrawalsAsync(statements, asOf.Known, ct).ConfigureAwait(false);
        var recalled = await sources.RecalledAsync(permit, ct).ConfigureAwait(false);
        rows.RemoveAll(r => withdrawals[r.Id].Any(w => w.Restored is null) || recalled[r.PassageId].Any(c => c.Known <= asOf.Known && !(c.Until <= asOf.Known)));
        var passages = await sources.PassagesAsync(permit, [.. rows.Select(r => r.PassageId).Distinct()], ct).ConfigureAwait(false);
        var (merged, _) = await fold.MergedAsync(asOf.Known, ct).ConfigureAwait(false);
        var about = rows.Select(r => r.MeasureId).OfType<MeasureId>().Distinct().ToDictionary(m => m, merged.LeaderOf);
        List<MeasureId> leaders = [.. about.Values.Distinct()];
        var measures = await db.Set<MeasureRow>().AsNoTracking().Where(m => leaders.Contains(m.Id))
            .Select(m => new { Name = new MeasureName(m.Id, m.Kind, m.Title), Areas = db.Set<MeasureAreaRow>().Where(a => a.MeasureId == m.Id).Select(a => a.Area).ToList() })
            .ToDictionaryAsync(m => m.Name.Id, ct).ConfigureAwait(false);
        return
        [
            .. rows.OrderBy(r => r.Known).ThenBy(r => r.Sequence).ThenBy(r => r.Id.Value).Select(r =>
            {
                var measure = r.MeasureId is { } id ? measures.GetValueOrDefault(about[id]) : null;
                return new SaidView(
                    new StatementView(
                        r.Id, passages.GetValueOrDefault(r.PassageId), r.Protect ? null : r.Speaker, r.SpeakerMember is { } member ? process.Member(member) : null, false,
                        StatementMap.ToAssertion(r), r.Polarity, r.Certainty, r.Known, null)
                    {
                        Capacity = r.Protect ? null : r.Capacity,
                        Protected = r.Protect,
                        Occasion = r.Occasion,
                        Said = r.Said,
                        Attribution = r.Attribution,
                        Area = r.Area,
                    },
                    measure is null ? null : new SaidMeasure(measure.Name.Id, process.SortOf(measure.Name.Kind), measure.Name.Title, [.. measure.Areas]));
            }),
        ];
    }

    private static string On(SaidView s) => s.Statement.Assertion is Assertion.Position { On: var on } ? on : "";
}
