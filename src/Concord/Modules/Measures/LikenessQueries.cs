using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;

namespace Concord.Modules.Measures;

/// <summary>A measure as it stands beside another that may be the same.</summary>
internal sealed record ComparedMeasure(
    MeasureId Id, string Title, KindInForce? Kind, ImmutableArray<MemberInForce> Members, Standing Standing, int Statements, MeasureTraits Traits, ImmutableArray<PassageId> Passages);

/// <summary>Two measures that may be one, and why.</summary>
internal sealed record LikelyPair(ComparedMeasure One, ComparedMeasure Other, Likeness Likeness);

/// <summary>Measures that may be one.</summary>
/// <param name="Of">Only those like this one; null for all.</param>
/// <param name="All">How many pairs there are; not all of very many are shown.</param>
internal sealed record SamePage(ComparedMeasure? Of, ImmutableArray<LikelyPair> Pairs, int All, double Least);

/// <summary>Proposes which measures are the same: a machine proposes, a person decides (DESIGN, rule 8).</summary>
internal sealed class LikenessQueries(MeasureFold fold, MeasureQueries measures, IPlan plan, ISources sources)
{
    private const int Most = 50;

    /// <summary>Below what is put before everybody, for somebody who looks for the like of one measure.</summary>
    private const double LeastOfOne = 0.3;

    /// <summary>All pairs from the threshold on, or what is like one measure; refused with <c>measure.unknown</c>.</summary>
    public async Task<Result<SamePage>> PageAsync(Permit permit, MeasureId? of, CancellationToken ct)
    {
        var page = (await AllAsync(permit, ct).ConfigureAwait(false)).Then<SamePage>(all =>
        {
            if (of is not { } id)
            {
                var pairs = LikelySame.Pairs(all.Values.Select(m => m.Traits), Likeness.Threshold);
                return new SamePage(null, [.. pairs.Take(Most).Select(p => new LikelyPair(all[p.One], all[p.Other], p.Likeness))], pairs.Length, Likeness.Threshold);
            }

            if (!all.TryGetValue(id, out var one))
            {
                return new Refusal("measure.unknown");
            }

            var like = all.Values.Where(m => m.Id != id)
                .Select(m => new LikelyPair(one, m, Likeness.Of(one.Traits, m.Traits)))
                .Where(p => p.Likeness.Score >= LeastOfOne)
                .OrderByDescending(p => p.Likeness.Score).ThenBy(p => p.Other.Id.Value)
                .ToImmutableArray();
            return new SamePage(one, [.. like.Take(Most)], like.Length, LeastOfOne);
        });
        var told = page.Match(p => p.Pairs.SelectMany(x => x.One.Passages.Concat(x.Other.Passages)).Concat(p.Of?.Passages ?? []).Distinct().ToList(), _ => []);
        _ = await sources.TellAsync(permit, told, ct).ConfigureAwait(false);
        return page;
    }

    /// <summary>Two measures side by side; refused with <c>measure.unknown</c>.</summary>
    public async Task<Result<LikelyPair>> PairAsync(Permit permit, MeasureId one, MeasureId other, CancellationToken ct) =>
        (await AllAsync(permit, ct).ConfigureAwait(false)).Then<LikelyPair>(all => all.TryGetValue(one, out var a) && all.TryGetValue(other, out var b)
            ? new LikelyPair(a, b, Likeness.Of(a.Traits, b.Traits))
            : new Refusal("measure.unknown"));

    private async Task<Result<ImmutableDictionary<MeasureId, ComparedMeasure>>> AllAsync(Permit permit, CancellationToken ct)
    {
        var now = measures.Now;
        var process = await plan.InForceAsync(permit, now.Held, ct).ConfigureAwait(false);
        return await process.Match(
            async p =>
            {
                var folded = await fold.FoldAsync(permit, p, now, null, ct).ConfigureAwait(false);
                return (Result<ImmutableDictionary<MeasureId, ComparedMeasure>>)folded.Measures.ToImmutableDictionary(m => m.Id, m => Compared(m, p));
            },
            refusals => Task.FromResult<Result<ImmutableDictionary<MeasureId, ComparedMeasure>>>(refusals)).ConfigureAwait(false);
    }

    private static ComparedMeasure Compared(FoldedMeasure m, ProcessInForce process) => new(
        m.Id,
        m.Row.Title,
        m.Kind,
        [.. m.Members.Select(process.Member).OfType<MemberInForce>()],
        m.Standing,
        m.Counted.Length,
        new MeasureTraits(
            m.Id,
            m.Row.Kind,
            m.Row.Title,
            m.Members,
            [.. from s in m.Counted
                where s.Polarity == Polarity.Affirms
                let reached = s.Assertion as Assertion.ReachedStage
                where reached?.When is not null
                select (reached.Stage, reached.When)],
            [.. m.Counted.Select(s => s.Assertion).OfType<Assertion.Involves>().Select(i => i.Who).Distinct(StringComparer.OrdinalIgnoreCase)])
        {
            IsEvent = m.Kind?.Sort is SubjectSort.Meeting or SubjectSort.Session,
        },
        [.. m.Gathered.Statements.Select(s => s.Passage)]);
}
