using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;

namespace Concord.Modules.Measures;

/// <summary>Something announced and not yet reached.</summary>
internal sealed record AheadView(MeasureId Measure, string Title, KindInForce? Kind, Expectation Expectation, PassageView? Passage);

/// <summary>An area of the phase and the member's measures in it.</summary>
internal sealed record MemberArea(AreaInForce Area, ImmutableArray<RecordMeasure> Measures);

/// <summary>All that is on record of one member, for one who must know it in two pages.</summary>
/// <param name="Elsewhere">Measures in no area of the phase.</param>
/// <param name="Ahead">What it announced that is open or overdue, the first due first.</param>
internal sealed record MemberPage(
    ProcessInForce Process, MemberInForce Member, PhaseInForce Phase, ImmutableArray<MemberArea> Areas, ImmutableArray<RecordMeasure> Elsewhere,
    ImmutableArray<AheadView> Ahead, ImmutableArray<QuestionView> Positions, ImmutableArray<SaidView> Obstacles, ImmutableArray<LawView> Laws, AsOf AsOf);

internal sealed class MemberQueries(MeasureFold fold, MeasureQueries measures, SaidQueries said, ISources sources, IPlan plan)
{
    /// <summary>One member; refused with <c>member.unknown</c>.</summary>
    public async Task<Result<MemberPage>> MemberAsync(Permit permit, string key, AsOf asOf, CancellationToken ct)
    {
        var process = await plan.InForceAsync(permit, asOf.Held, ct).ConfigureAwait(false);
        return await process.Match(
            async p => p.Members.FirstOrDefault(m => m.Key == key) is { } member
                ? await MemberAsync(permit, p, member, asOf, ct).ConfigureAwait(false)
                : new Refusal("member.unknown", key),
            refusals => Task.FromResult<Result<MemberPage>>(refusals)).ConfigureAwait(false);
    }

    private async Task<Result<MemberPage>> MemberAsync(Permit permit, ProcessInForce process, MemberInForce member, AsOf asOf, CancellationToken ct)
    {
        var positions = await said.PositionsAsync(permit, asOf, null, member.Key, ct).ConfigureAwait(false);
        var obstacles = await said.ObstaclesAsync(permit, asOf, member.Key, ct).ConfigureAwait(false);
        var laws = await said.LawsAsync(permit, asOf, ct).ConfigureAwait(false);
        var folded = await fold.FoldOfAsync(permit, process, asOf, member.Id, null, ct).ConfigureAwait(false);
        var own = folded.Counted.Where(m => m.Members.Contains(member.Id) && m.Kind is not null).ToImmutableArray();
        var record = await measures.ToRecordAsync(permit, process, own, asOf.Known, ct).ConfigureAwait(false);
        var phase = process.Phase(null);
        var placed = phase.Areas.Select(a => new MemberArea(a, [.. own.Where(m => m.Areas.Contains(a.Key)).Select(m => record[m.Id])])).ToImmutableArray();
        var ahead = own.SelectMany(m => m.Standing.Expectations
                .Where(e => e.State is ExpectationState.Open or ExpectationState.PossiblyOverdue or ExpectationState.Overdue)
                .Select(e => (Measure: m, Expectation: e, m.Rows[e.Statement].PassageId)))
            .OrderBy(a => a.Expectation.Due?.Latest ?? DateOnly.MaxValue).ThenBy(a => a.Measure.Row.Title, StringComparer.Ordinal)
            .ToImmutableArray();
        var passages = await sources.PassagesAsync(permit, [.. ahead.Select(a => a.PassageId).Distinct()], ct).ConfigureAwait(false);
        return positions.Then(p => obstacles.Then(o => laws.Map(l => new MemberPage(
            process,
            member,
            phase,
            placed,
            [.. own.Where(m => !m.Areas.Any(a => phase.Areas.Any(x => x.Key == a))).Select(m => record[m.Id])],
            [.. ahead.Select(a => new AheadView(a.Measure.Id, a.Measure.Row.Title, a.Measure.Kind, a.Expectation, passages.GetValueOrDefault(a.PassageId)))],
            p.Questions,
            [.. SaidQueries.ByArea(process, o).Areas.SelectMany(a => a.Obstacles), .. SaidQueries.ByArea(process, o).Elsewhere],
            l.Members.First(c => c.Member.Id == member.Id).Laws,
            asOf))));
    }
}
