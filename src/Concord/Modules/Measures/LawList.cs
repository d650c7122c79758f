using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Modules.Measures.Contracts;
using Concord.Platform;
using Concord.Platform.Lists;

namespace Concord.Modules.Measures;

/// <summary>What a sentence says of a law and one element of the definition; of a law of which nothing of the kind is said, the law alone.</summary>
internal sealed record LawItem(
    Guid Id, string Title, string? Kind, ImmutableArray<string> Members, string? CertainlyReached, string? PossiblyReached, CoverageElement? Element, bool? IsCovered,
    Guid? Statement, string? Quote, string? QuotePage, string Page, ImmutableArray<ReplyItem> Replies);

/// <summary>What laws cover of the Protocol's definition, a line for each sentence that says so.</summary>
internal sealed class LawList(SaidQueries said, IPlan plan, TimeProvider clock) : GatheredList<LawSaid, LawItem>
{
    public override string Name => "laws";

    public override ImmutableArray<ListFilter> Filters { get; } =
    [
        new("member", FilterForm.Name), ListFilter.Of<CoverageElement>("element"), new("on", FilterForm.Day), new("known", FilterForm.Day), ListFilter.Of<ListOrder>("order"),
    ];

    public override ImmutableArray<ListColumn<LawItem>> Columns { get; } =
    [
        new("id", "#activity+id", l => l.Id), new("title", "#activity+name", l => l.Title), new("kind", "#activity+type", l => l.Kind),
        new("members", "#country+code+list", l => string.Join(' ', l.Members)), new("certainly-reached", "#status+code+certain", l => l.CertainlyReached),
        new("possibly-reached", "#status+code+possible", l => l.PossiblyReached), new("element", "#indicator+code", l => l.Element), new("is-covered", "#status+covered", l => l.IsCovered),
        new("statement", "#meta+id", l => l.Statement), new("quote", "#description+quote", l => l.Quote), new("quote-page", "#meta+url+quote", l => l.QuotePage),
        new("page", "#meta+url", l => l.Page), new("replies", "#description+replies", l => ReplyItem.Cell(l.Replies)),
    ];

    protected override async Task<Result<ImmutableArray<LawSaid>>> GatherAsync(Permit permit, ListQuery query, CancellationToken ct)
    {
        var today = clock.Today();
        var asOf = new AsOf(query.Day("on") ?? today, query.Day("known") ?? today);
        var element = query.Choice<CoverageElement>("element");
        return await (await plan.InForceAsync(permit, asOf.Held, ct).ConfigureAwait(false)).Then(p => Narrowed.Of(query, p)).Match(
            async narrowed => (Result<ImmutableArray<LawSaid>>)(ImmutableArray<LawSaid>)
            [
                .. (await said.LawsSaidAsync(permit, narrowed.Process, asOf, ct).ConfigureAwait(false))
                    .Where(l => narrowed.Member is null || l.Members.Any(m => m.Id == narrowed.Member.Id))
                    .Where(l => element is null || l.Said?.Element == element),
            ],
            refusals => Task.FromResult<Result<ImmutableArray<LawSaid>>>(refusals)).ConfigureAwait(false);
    }

    protected override ListPlace PlaceOf(LawSaid view) => new(view.Known, view.Number, view.Statement?.Value ?? view.Law.Id.Value);

    protected override LawItem Show(LawSaid view) => new(
        view.Law.Id.Value, view.Law.Title, view.Law.Kind?.Key, [.. view.Members.Select(m => m.Key)], view.Law.Standing.Certainly?.Value, view.Law.Standing.Possibly?.Value, view.Said?.Element,
        view.Said?.Covers, view.Statement?.Value, view.Said?.Passage?.Exact, view.Said?.Passage is { } passage ? SourceLinks.Passage(passage) : null, MeasureLinks.Measure(view.Law.Id),
        ReplyItem.Of(view.Said?.Replies ?? []));
}
