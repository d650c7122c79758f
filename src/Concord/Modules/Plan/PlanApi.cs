using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Plan.Contracts;
using Concord.Platform;
using Concord.Platform.Api;
using Concord.Platform.Lists;

namespace Concord.Modules.Plan;

/// <summary>The process as its pack has it.</summary>
internal sealed record ProcessAnswer(
    string Key, int Version, ImmutableArray<WordingAnswer> Names, ImmutableArray<MemberAnswer> Members, ImmutableArray<KindAnswer> Kinds, ImmutableArray<PhaseAnswer> Phases,
    string RecordPhase);

/// <summary>A government in the process, in protocol order.</summary>
internal sealed record MemberAnswer(Guid Id, string Key, string Iso2, ImmutableArray<WordingAnswer> Names);

/// <summary>A kind of measure.</summary>
internal sealed record KindAnswer(string Key, ImmutableArray<WordingAnswer> Names, ImmutableArray<StageAnswer> Stages, ImmutableArray<string> Areas);

/// <summary>A step in the life of a kind, in the order in which they are reached.</summary>
internal sealed record StageAnswer(string Key, ImmutableArray<WordingAnswer> Names, bool IsEnd);

/// <summary>A period of the plan.</summary>
internal sealed record PhaseAnswer(string Key, ImmutableArray<WordingAnswer> Names, DateAnswer? Period, ImmutableArray<AreaAnswer> Areas);

/// <summary>A numbered area of a phase.</summary>
internal sealed record AreaAnswer(string Key, string Number, ImmutableArray<WordingAnswer> Names);

internal static class PlanApi
{
    private static readonly ListFilter On = new("on", FilterForm.Day);

    public static void Map(RouteGroupBuilder api) =>
        _ = api.Op("process", "process", [], [On], (HttpContext http, IPlan plan, TimeProvider clock, CancellationToken ct) => http.AnswerAsync(
            [On],
            async (permit, query) => (await plan.InForceAsync(
                permit, query.Day("on") ?? clock.Today(), ct).ConfigureAwait(false)).Map(Show)));

    private static ProcessAnswer Show(ProcessInForce p) => new(
        p.Key, p.Version, WordingAnswer.Of(p.Names),
        [.. p.Members.Select(m => new MemberAnswer(m.Id.Value, m.Key, m.Iso2, WordingAnswer.Of(m.Names)))],
        [.. p.Kinds.Select(k => new KindAnswer(k.Key, WordingAnswer.Of(k.Names), [.. k.Stages.Select(s => new StageAnswer(s.Id.Value, WordingAnswer.Of(s.Names), s.IsEnd))], k.Areas))],
        [.. p.Phases.Select(x => new PhaseAnswer(
            x.Key, WordingAnswer.Of(x.Names), DateAnswer.Of(x.Period), [.. x.Areas.Select(a => new AreaAnswer(a.Key, a.Number, WordingAnswer.Of(a.Names)))]))],
        p.RecordPhase);
}
