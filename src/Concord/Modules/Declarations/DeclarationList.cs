using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform;
using Concord.Platform.Api;
using Concord.Platform.Lists;

namespace Concord.Modules.Declarations;

/// <summary>A declaration as answers and what is taken out have it.</summary>
internal sealed record DeclarationItem(
    Guid Id, long Number, string Title, ImmutableArray<string> Names, string Kind, ImmutableArray<string> Members, string? Stage, ImmutableArray<DateAnswer> Dates,
    int ProvisionCount, int StatementCount, string? Quote, string? QuotePage, ImmutableArray<ReplyItem> Replies, string Page);

/// <summary>Declarations. In the order of the newest, each stands at the day of the last stage that anybody says it reached.</summary>
internal sealed class DeclarationList(DeclarationQueries declarations, IPlan plan, TimeProvider clock) : GatheredList<DeclarationLine, DeclarationItem>
{
    public override string Name => "declarations";

    public override ImmutableArray<ListFilter> Filters { get; } =
    [
        new("member", FilterForm.Name), new("title", FilterForm.Text), new("stage", FilterForm.Text), new("since", FilterForm.Day), new("until", FilterForm.Day),
        new("on", FilterForm.Day), new("known", FilterForm.Day), ListFilter.Of<ListOrder>("order"),
    ];

    public override ImmutableArray<ListColumn<DeclarationItem>> Columns { get; } =
    [
        new("id", "#event+id", d => d.Id), new("number", "#meta+sequence+num", d => d.Number), new("title", "#event+name", d => d.Title),
        new("names", "#event+name+list", d => string.Join("; ", d.Names)), new("kind", "#event+type", d => d.Kind),
        new("members", "#country+code+list", d => string.Join(' ', d.Members)), new("stage", "#status+code", d => d.Stage),
        new("dates", "#date+start+list", d => string.Join(' ', d.Dates.Select(x => x.Edtf))), new("provision-count", "#indicator+provisions+num", d => d.ProvisionCount),
        new("statement-count", "#indicator+statements+num", d => d.StatementCount), new("quote", "#description+quote", d => d.Quote),
        new("quote-page", "#meta+url+quote", d => d.QuotePage), new("replies", "#description+replies", d => ReplyItem.Cell(d.Replies)), new("page", "#meta+url", d => d.Page),
    ];

    protected override async Task<Result<ImmutableArray<DeclarationLine>>> GatherAsync(Permit permit, ListQuery query, CancellationToken ct)
    {
        var today = clock.Today();
        var (on, known) = (query.Day("on") ?? today, query.Day("known") ?? today);
        var (title, stage, since, until) = (query["title"], query["stage"], query.Day("since"), query.Day("until"));
        return await (await plan.InForceAsync(permit, on, ct).ConfigureAwait(false)).Then(p => Narrowed.Of(query, p)).Match(
            async narrowed => (await declarations.ListAsync(permit, on, known, ct).ConfigureAwait(false)).Map<ImmutableArray<DeclarationLine>>(all =>
            [
                .. all.Where(d => narrowed.Member is null || d.Declaration.Members.Any(m => m.Id == narrowed.Member.Id))
                    .Where(d => title is null || d.Declaration.Called.Any(n => Letters.In(n, title)))
                    .Where(d => stage is null || d.Declaration.Stage?.Value == stage)
                    .Where(d => Days.AnyIn(d.Dates, since, until)),
            ]),
            refusals => Task.FromResult<Result<ImmutableArray<DeclarationLine>>>(refusals)).ConfigureAwait(false);
    }

    protected override ListPlace PlaceOf(DeclarationLine view) => new(view.Dates.Max(d => d.Earliest) ?? DateOnly.MinValue, view.Declaration.Number, view.Declaration.Id.Value);

    protected override DeclarationItem Show(DeclarationLine view)
    {
        var d = view.Declaration;
        var by = d.Reached.Where(r => r.Stage == d.Stage).Select(r => r.By).Concat(d.Statements).FirstOrDefault(s => s.Passage is not null);
        return new DeclarationItem(
            d.Id.Value, d.Number, d.Title, [.. d.Called], d.Kind.Key, [.. d.Members.Select(x => x.Key)], d.Stage?.Value, [.. view.Dates.Select(w => DateAnswer.Of(w)!)],
            view.Provisions, d.Statements.Length, by?.Passage?.Exact, by?.Passage is { } passage ? SourceLinks.Passage(passage) : null, ReplyItem.Of(by?.Replies ?? []),
            MeasureLinks.Subject(SubjectSort.Declaration, d.Id));
    }
}

internal static class DeclarationsApi
{
    public static void Map(RouteGroupBuilder api) => _ = api.MapList<DeclarationList, DeclarationItem>();
}
