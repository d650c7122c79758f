using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Lists;

namespace Concord.Modules.Measures;

/// <summary>A measure in a cell of the record; without one where nothing is on record.</summary>
internal sealed record RecordItem(
    string Member, string MemberName, string Area, string AreaNumber, string AreaName, Guid? Measure, string? Title, string? Kind, string? Stage, bool? IsCertain,
    int? MemberCount, int? StatementCount, string? Quote, string? QuotePage, ImmutableArray<ReplyItem> Replies, string? Page);

/// <summary>The record, a line for each measure in each cell, in protocol order. It is one table and has no pages.</summary>
internal sealed class RecordList(MeasureQueries measures) : Listed<RecordItem>
{
    public override string Name => "record";

    public override ImmutableArray<ListFilter> Filters { get; } = [new("phase", FilterForm.Name), new("on", FilterForm.Day), new("known", FilterForm.Day)];

    public override ImmutableArray<ListColumn<RecordItem>> Columns { get; } =
    [
        new("member", "#country+code", r => r.Member), new("member-name", "#country+name", r => r.MemberName), new("area", "#sector+code", r => r.Area),
        new("area-number", "#sector+num", r => r.AreaNumber), new("area-name", "#sector+name", r => r.AreaName), new("measure-id", "#activity+id", r => r.Measure),
        new("title", "#activity+name", r => r.Title), new("kind", "#activity+type", r => r.Kind), new("stage", "#status+code", r => r.Stage),
        new("is-certain", "#status+certainty", r => r.IsCertain), new("member-count", "#indicator+members+num", r => r.MemberCount),
        new("statement-count", "#indicator+statements+num", r => r.StatementCount), new("quote", "#description+quote", r => r.Quote),
        new("quote-page", "#meta+url+quote", r => r.QuotePage), new("replies", "#description+replies", r => ReplyItem.Cell(r.Replies)), new("page", "#meta+url", r => r.Page),
    ];

    public override async Task<Result<ListPage<RecordItem>>> PageAsync(Permit permit, ListAsked asked, CancellationToken ct) =>
        (await PageAsync(permit, asked.Query, ct).ConfigureAwait(false)).Map(page => new ListPage<RecordItem>([.. page.Rows.SelectMany(r => r.Cells).SelectMany(Items)], null));

    /// <summary>The record itself, as its page asks for it; refused with <c>list.no-such-name</c> for a phase that the process does not have.</summary>
    public async Task<Result<RecordPage>> PageAsync(Permit permit, ListQuery query, CancellationToken ct)
    {
        var asOf = new AsOf(query.Day("on") ?? measures.Now.Held, query.Day("known") ?? measures.Now.Known);
        return (await measures.RecordAsync(permit, asOf, query["phase"], ct).ConfigureAwait(false)).Then(page => Narrowed.Of(query, page.Process).Map(_ => page));
    }

    public static IEnumerable<RecordItem> Items(RecordCell cell) =>
        cell.Measures.IsEmpty ? [Of(cell, null)] : cell.Measures.Select(m => Of(cell, m));

    private static RecordItem Of(RecordCell cell, RecordMeasure? m)
    {
        var culture = System.Globalization.CultureInfo.CurrentUICulture.Name;
        return new RecordItem(
            cell.Member.Key, cell.Member.Names.Text(culture), cell.Area.Key, cell.Area.Number, cell.Area.Names.Text(culture), m?.Id.Value, m?.Title, m?.Kind.Key, m?.Stage?.Id.Value,
            m?.IsCertain, m?.Joint, m?.Statements, m?.Passage?.Exact, m?.Passage is { } passage ? SourceLinks.Passage(passage) : null, ReplyItem.Of(m?.Replies ?? []),
            m is null ? null : MeasureLinks.Measure(m.Id));
    }
}
