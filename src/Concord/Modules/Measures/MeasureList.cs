using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform;
using Concord.Platform.Access;
using Concord.Platform.Api;
using Concord.Platform.Db;
using Concord.Platform.Lists;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>A measure and where it stands; one of several members is one measure.</summary>
internal sealed record MeasureItem(
    Guid Id, long Number, string Title, string Kind, ImmutableArray<string> Members, ImmutableArray<string> Areas, string? CertainlyReached, string? PossiblyReached,
    Vouched Vouched, ImmutableArray<string> Disputed, int StatementCount, string? Quote, string? QuotePage, ImmutableArray<ReplyItem> Replies, string Page)
{
    /// <summary>The same replies as the page shows them.</summary>
    [JsonIgnore]
    public ImmutableArray<ReplyView> Replied { get; init; } = [];

    public static MeasureItem Of(FoldedMeasure m, ProcessInForce process, PassageView? passage, IReadOnlyCollection<ReplyView> replies) => new(
        m.Id.Value, m.Row.Sequence, m.Row.Title, m.Row.Kind, [.. process.Members.Where(x => m.Members.Contains(x.Id)).Select(x => x.Key)], m.Areas,
        m.Standing.Certainly?.Value, m.Standing.Possibly?.Value, m.Standing.Vouched, [.. m.Standing.Disputed.Select(d => d.Value)], m.Counted.Length, passage?.Exact,
        passage is null ? null : SourceLinks.Passage(passage), ReplyItem.Of(replies), MeasureLinks.Measure(m.Id))
    {
        Replied = [.. replies],
    };
}

/// <summary>The measures of which something counts, each once, as they stood on a day as far as was known on a day.</summary>
internal sealed class MeasureList(ConcordDb db, MeasureFold fold, Labels labels, ReplyQueries replies, ISources sources, IPlan plan, TimeProvider clock) : Listed<MeasureItem>
{
    /// <summary>As many are folded at a time.</summary>
    private const int Together = 200;

    public override string Name => "measures";

    public override ImmutableArray<ListFilter> Filters { get; } =
    [
        new("member", FilterForm.Name), new("kind", FilterForm.Name), new("area", FilterForm.Name), new("stage", FilterForm.Text), new("title", FilterForm.Text),
        new("on", FilterForm.Day), new("known", FilterForm.Day), ListFilter.Of<ListOrder>("order"),
    ];

    public override ImmutableArray<ListColumn<MeasureItem>> Columns { get; } =
    [
        new("id", "#activity+id", m => m.Id), new("number", "#meta+sequence+num", m => m.Number), new("title", "#activity+name", m => m.Title),
        new("kind", "#activity+type", m => m.Kind), new("members", "#country+code+list", m => string.Join(' ', m.Members)),
        new("areas", "#sector+code+list", m => string.Join(' ', m.Areas)), new("certainly-reached", "#status+code+certain", m => m.CertainlyReached),
        new("possibly-reached", "#status+code+possible", m => m.PossiblyReached), new("vouched", "#status+vouched", m => m.Vouched),
        new("disputed", "#status+code+disputed+list", m => string.Join(' ', m.Disputed)), new("statement-count", "#indicator+statements+num", m => m.StatementCount),
        new("quote", "#description+quote", m => m.Quote), new("quote-page", "#meta+url+quote", m => m.QuotePage), new("replies", "#description+replies", m => ReplyItem.Cell(m.Replies)), new("page", "#meta+url", m => m.Page),
    ];

    public override async Task<Result<ListPage<MeasureItem>>> PageAsync(Permit permit, ListAsked asked, CancellationToken ct)
    {
        var today = clock.Today();
        var asOf = new AsOf(asked.Query.Day("on") ?? today, asked.Query.Day("known") ?? today);
        var process = await plan.InForceAsync(permit, asOf.Held, ct).ConfigureAwait(false);
        return await process.Then(p => Narrowed.Of(asked.Query, p)).Then(n => Cursor.Read(asked.After, asked.Query.Choice<ListOrder>("order") ?? ListOrder.Recorded).Map(from => (n, from)))
            .Match(
                async found => (Result<ListPage<MeasureItem>>)await PageAsync(permit, asked, found.n, found.from, asOf, ct).ConfigureAwait(false),
                refusals => Task.FromResult<Result<ListPage<MeasureItem>>>(refusals)).ConfigureAwait(false);
    }

    private async Task<ListPage<MeasureItem>> PageAsync(Permit permit, ListAsked asked, Narrowed narrowed, Cursor from, AsOf asOf, CancellationToken ct)
    {
        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        var (kind, title, stage) = (narrowed.Kind?.Key, asked.Query["title"], asked.Query["stage"]);
        var (member, area, reached) = (narrowed.Member?.Id, narrowed.Area, stage is null ? (StageId?)null : new StageId(stage));

        var said = StatementMap.ByMeasure(db);

        // What is one by mergings stands where all its parts put it.
        List<MeasureId> joined = [.. (await fold.MergedAsync(permit, asOf.Known, ct).ConfigureAwait(false)).Merged.All];
        var (folded, next) = await Keyset.FillAsync<MeasureRow, FoldedMeasure>(
            from,
            asked.Limit,
            (at, most) => db.After<MeasureRow>(at, few: false)
                .Where(m => (kind == null || m.Kind == kind) && said.Any(s => s.MeasureId == m.Id && visible.Contains(s.LabelId) && s.Known <= asOf.Known))
                .Where(m => (area == null || db.Set<MeasureAreaRow>().Any(a => a.MeasureId == m.Id && a.Area == area))
                    && (member == null || EF.Parameter(joined).Contains(m.Id) || db.Set<MeasureMemberRow>().Any(o => o.MeasureId == m.Id && o.MemberId == member && visible.Contains(o.LabelId)))
                    && (reached == null || EF.Parameter(joined).Contains(m.Id) || db.Set<StatementRow>().Any(s => s.MeasureId == m.Id && s.Stage == reached)))
                .Holding(m => m.Title, title)
                .Take(most).ToListAsync(ct),
            m => new Cursor(from.Order, DateOnly.MinValue, m.Sequence, m.Id.Value),
            async some =>
            {
                var fits = new List<(FoldedMeasure, MeasureRow)>();
                foreach (var chunk in some.Chunk(Together))
                {
                    var these = (await fold.FoldSomeAsync(permit, narrowed.Process, asOf, [.. chunk.Select(m => m.Id)], null, ct).ConfigureAwait(false)).Counted.ToDictionary(m => m.Id);
                    fits.AddRange(chunk.Where(m => these.ContainsKey(m.Id)).Select(m => (these[m.Id], m)));
                }

                return [.. fits.Where(f => Fits(f.Item1, narrowed, title, stage))];
            }).ConfigureAwait(false);
        var passages = await sources.PassagesAsync(permit, [.. folded.Select(m => m.Deciding!.Passage).Distinct()], ct).ConfigureAwait(false);
        var replied = await replies.OfAsync(permit, narrowed.Process, [.. folded.Select(m => m.Deciding!.Id)], asOf.Known, ct).ConfigureAwait(false);
        return new ListPage<MeasureItem>(
            [.. folded.Select(m => MeasureItem.Of(m, narrowed.Process, passages.GetValueOrDefault(m.Deciding!.Passage), [.. replied[m.Deciding!.Id]]))], next?.ToString());
    }

    private static bool Fits(FoldedMeasure m, Narrowed narrowed, string? title, string? stage) =>
        (narrowed.Member is null || m.Members.Contains(narrowed.Member.Id))
        && (narrowed.Area is null || m.Areas.Contains(narrowed.Area))
        && Letters.In(m.Row.Title, title)
        && (stage is null || (m.Standing.Certainly ?? m.Standing.Possibly)?.Value == stage);
}
