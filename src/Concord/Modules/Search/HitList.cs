using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Concord.Core.Kernel;
using Concord.Core.Kernel.Search;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Plan.Contracts;
using Concord.Platform;
using Concord.Platform.Api;
using Concord.Platform.Lists;
using Concord.Platform.Web;

namespace Concord.Modules.Search;

/// <summary>Something found.</summary>
internal sealed record HitItem(SearchKind Kind, string Title, string? Text, string Page, Guid? SourceId, string? SourceTitle, string? Paragraph, string? MeasureKind, int SourceCount, ImmutableArray<ReplyItem> Replies);

/// <summary>What is found of a question, as the page of the search finds it.</summary>
internal sealed class HitList(AskIndex index, IPlan plan, TimeProvider clock) : Listed<HitItem>
{
    public override string Name => "search";

    public override ImmutableArray<ListFilter> Filters { get; } =
        [new("q", FilterForm.Text) { Needed = true }, ListFilter.Of<SearchKind>("kind"), new("member", FilterForm.Name)];

    public override ImmutableArray<ListColumn<HitItem>> Columns { get; } =
    [
        new("kind", "#meta+type", h => h.Kind), new("title", "#description+title", h => h.Title), new("text", "#description", h => h.Text), new("page", "#meta+url", h => h.Page),
        new("source-id", "#meta+source+id", h => h.SourceId), new("source", "#meta+source+title", h => h.SourceTitle), new("paragraph", "#meta+paragraph", h => h.Paragraph),
        new("measure-kind", "#activity+type", h => h.MeasureKind), new("source-count", "#indicator+sources+num", h => h.SourceCount),
        new("replies", "#description+replies", h => ReplyItem.Cell(h.Replies)),
    ];

    public override async Task<Result<ListPage<HitItem>>> PageAsync(Permit permit, ListAsked asked, CancellationToken ct)
    {
        var query = asked.Query;
        var process = await plan.InForceAsync(permit, clock.Today(), ct).ConfigureAwait(false);
        var named = query["member"] is { } member
            ? process.Then<string?>(p => p.FindMember(member)?.Iso2 is { } iso2 ? iso2 : new Refusal("list.no-such-name", "member", member, string.Join(", ", p.Members.Select(m => m.Key))))
            : (string?)null;
        return await named.Then(of => Read(asked.After).Map(after => (Member: of, after.Place))).Match(
            async after => (await index.HandleAsync(
                permit, new Asked(query["q"]!, query.Choice<SearchKind>("kind"), after.Member, 1) { PerPage = asked.Limit, After = after.Place }, ct).ConfigureAwait(false))
                .Map(r => new ListPage<HitItem>([.. r.Hits.Select(Show)], Write(r.Last))),
            refusals => Task.FromResult<Result<ListPage<HitItem>>>(refusals)).ConfigureAwait(false);
    }

    private static HitItem Show(ShownHit h) => new(
        h.Kind, h.Title.Text, h.Text?.Text, h.Href, h.Source?.Id.Value, h.Source?.Title, h.Place, h.MeasureKind?.Key, h.Sources, ReplyItem.Of(h.Replies));

    private static string? Write(HitPlace? place) => place is null ? null : Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"hit:{place.Times}:{Days.Write(place.Day)}:{place.Document}:{place.Nth}")));

    private static Result<(HitPlace? Place, bool Given)> Read(string? text) =>
        text is null ? (null, false)
        : text.Length <= 200 && Base64Url.IsValid(text) && Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split(':') is ["hit", var times, var day, var document, var nth]
            && int.TryParse(times, NumberStyles.None, CultureInfo.InvariantCulture, out var t) && Days.Read(day) is { } d
            && long.TryParse(document, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && int.TryParse(nth, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
                ? (new HitPlace(t, d, number, n), true)
                : new Refusal("list.cursor", "after");
}

internal static class SearchApi
{
    public static void Map(RouteGroupBuilder api) => _ = api.MapList<HitList, HitItem>().WithMetadata(new SearchesAttribute());
}
