using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform;
using Concord.Platform.Api;
using Concord.Platform.Lists;

namespace Concord.Modules.Meetings;

/// <summary>A meeting as answers and what is taken out have it.</summary>
internal sealed record MeetingItem(
    Guid Id, long Number, string Title, ImmutableArray<string> Names, string Kind, ImmutableArray<string> Members, ImmutableArray<DateAnswer> Days, bool IsHeld,
    ImmutableArray<string> Places, int SessionCount, int StatementCount, string? Quote, string? QuotePage, ImmutableArray<ReplyItem> Replies, string Page);

/// <summary>Meetings, held or to come. In the order of the newest, each stands at its first day.</summary>
internal sealed class MeetingList(MeetingQueries meetings, TimeProvider clock) : GatheredList<MeetingLine, MeetingItem>
{
    public override string Name => "meetings";

    public override ImmutableArray<ListFilter> Filters { get; } =
    [
        new("year", FilterForm.Number), new("title", FilterForm.Text), new("place", FilterForm.Text), new("held", FilterForm.Choice) { Choices = ["yes", "no"] },
        new("since", FilterForm.Day), new("until", FilterForm.Day), new("on", FilterForm.Day), new("known", FilterForm.Day), ListFilter.Of<ListOrder>("order"),
    ];

    public override ImmutableArray<ListColumn<MeetingItem>> Columns { get; } =
    [
        new("id", "#event+id", m => m.Id), new("number", "#meta+sequence+num", m => m.Number), new("title", "#event+name", m => m.Title),
        new("names", "#event+name+list", m => string.Join("; ", m.Names)), new("kind", "#event+type", m => m.Kind),
        new("members", "#country+code+list", m => string.Join(' ', m.Members)), new("days", "#date+start+list", m => string.Join(' ', m.Days.Select(d => d.Edtf))),
        new("is-held", "#status+held", m => m.IsHeld), new("places", "#loc+name+list", m => string.Join("; ", m.Places)),
        new("session-count", "#indicator+sessions+num", m => m.SessionCount), new("statement-count", "#indicator+statements+num", m => m.StatementCount),
        new("quote", "#description+quote", m => m.Quote), new("quote-page", "#meta+url+quote", m => m.QuotePage), new("replies", "#description+replies", m => ReplyItem.Cell(m.Replies)), new("page", "#meta+url", m => m.Page),
    ];

    protected override async Task<Result<ImmutableArray<MeetingLine>>> GatherAsync(Permit permit, ListQuery query, CancellationToken ct)
    {
        var today = clock.Today();
        var (year, title, place, held) = (query.Number("year"), query["title"], query["place"], query["held"]);
        var (since, until) = (query.Day("since"), query.Day("until"));
        return (await meetings.ListAsync(permit, query.Day("on") ?? today, query.Day("known") ?? today, ct).ConfigureAwait(false)).Map<ImmutableArray<MeetingLine>>(all =>
        [
            .. all.Where(m => (year is null || m.Year == year) && (held is null || m.IsHeld == (held == "yes")))
                .Where(m => title is null || m.Meeting.Called.Any(n => Letters.In(n, title)))
                .Where(m => place is null || m.Places.Any(p => Letters.In(p, place)))
                .Where(m => Days.AnyIn(m.Days, since, until)),
        ]);
    }

    protected override ListPlace PlaceOf(MeetingLine view) => new(view.Days.Min(d => d.Earliest) ?? DateOnly.MinValue, view.Meeting.Number, view.Meeting.Id.Value);

    protected override MeetingItem Show(MeetingLine view)
    {
        var m = view.Meeting;
        var by = m.Reached.Concat(m.Expected).Select(r => r.By).Concat(m.Statements).FirstOrDefault(s => s.Passage is not null);
        return new MeetingItem(
            m.Id.Value, m.Number, m.Title, [.. m.Called], m.Kind.Key, [.. m.Members.Select(x => x.Key)], [.. view.Days.Select(d => DateAnswer.Of(d)!)], view.IsHeld, [.. view.Places],
            view.Sessions, m.Statements.Length, by?.Passage?.Exact, by?.Passage is { } passage ? SourceLinks.Passage(passage) : null, ReplyItem.Of(by?.Replies ?? []),
            MeasureLinks.Subject(SubjectSort.Meeting, m.Id));
    }
}

internal static class MeetingsApi
{
    public static void Map(RouteGroupBuilder api) => _ = api.MapList<MeetingList, MeetingItem>();
}
