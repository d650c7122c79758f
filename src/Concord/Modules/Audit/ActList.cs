using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Audit.Contracts;
using Concord.Platform.Api;
using Concord.Platform.Db;
using Concord.Platform.I18n;
using Concord.Platform.Ledger;
using Concord.Platform.Lists;
using Concord.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Audit;

/// <summary>An act in a list.</summary>
internal sealed record ActItem(long Number, Guid Id, DateTimeOffset At, Guid Actor, Capacity Capacity, string Verb, string Told, string About, string? Why);

/// <summary>Which acts.</summary>
internal enum ActSort
{
    /// <summary>What was done: where nothing else is asked.</summary>
    Done,

    /// <summary>What was looked at.</summary>
    Read,

    /// <summary>What was asked for and refused.</summary>
    Refused,

    All,
}

/// <summary>Everything that anyone did.</summary>
internal sealed class ActList(ConcordDb db, INames names) : Listed<ActItem>
{
    public override string Name => "acts";

    public override ImmutableArray<ListFilter> Filters { get; } =
    [
        ListFilter.Of<ActSort>("doing"), new("verb", FilterForm.Text), new("about", FilterForm.Text), new("actor", FilterForm.Id), new("since", FilterForm.Day), new("until", FilterForm.Day),
        ListFilter.Of<ListOrder>("order"),
    ];

    public override ImmutableArray<ListColumn<ActItem>> Columns { get; } =
    [
        new("number", "#meta+sequence+num", a => a.Number), new("id", "#meta+id", a => a.Id), new("at", "#date+act", a => a.At), new("actor", "#contact+id", a => a.Actor),
        new("capacity", "#contact+role", a => a.Capacity), new("verb", "#event+code", a => a.Verb), new("told", "#event+description", a => a.Told),
        new("about", "#meta+about", a => a.About), new("why", "#description+reason", a => a.Why),
    ];

    public override Task<Result<ListPage<ActItem>>> PageAsync(Permit permit, ListAsked asked, CancellationToken ct) =>
        AskAsync(permit, asked, rows => Task.FromResult<IEnumerable<ActItem>>(rows.Select(a => Show(a, permit))), ct);

    /// <summary>The same, as its page shows it: with the names of people.</summary>
    public Task<Result<ListPage<ActView>>> ViewsAsync(Permit permit, ListAsked asked, CancellationToken ct) => AskAsync(permit, asked, async rows =>
    {
        var called = await names.PeopleAsync([.. rows.Select(r => r.Actor).Distinct()], ct).ConfigureAwait(false);
        return rows.Select(a => ActQueries.Show(a, permit, called));
    }, ct);

    private async Task<Result<ListPage<TShown>>> AskAsync<TShown>(Permit permit, ListAsked asked, Func<List<ActRow>, Task<IEnumerable<TShown>>> show, CancellationToken ct)
    {
        var query = asked.Query;
        var (verb, about, actor) = (query["verb"], query["about"], query.Id("actor") is { } id ? new ActorId(id) : (ActorId?)null);
        var since = query.Day("since") is { } s ? new DateTimeOffset(s.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : (DateTimeOffset?)null;
        var until = query.Day("until") is { } u ? new DateTimeOffset(u.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero) : (DateTimeOffset?)null;
        var sort = query.Choice<ActSort>("doing") ?? (verb is null ? ActSort.Done : ActSort.All);
        return await Cursor.Read(asked.After, query.Choice<ListOrder>("order") ?? ListOrder.Recorded).Match(
            async from =>
            {
                var (rows, next) = await Keyset.FillAsync<ActRow, TShown>(
                    from,
                    asked.Limit,
                    (at, most) => Of(sort, ActQueries.Told(db.After<ActRow>(at, few: about is not null), permit))
                        .Where(a => (verb == null || a.Verb == verb) && (about == null || a.About == about) && (actor == null || a.Actor == actor) && (since == null || a.At >= since) && (until == null || a.At <= until))
                        .Take(most).ToListAsync(ct),
                    a => new Cursor(from.Order, DateOnly.MinValue, a.Sequence, a.Id),
                    async some => [.. (await show(some).ConfigureAwait(false)).Zip(some)]).ConfigureAwait(false);
                return (Result<ListPage<TShown>>)new ListPage<TShown>([.. rows], next?.ToString());
            },
            refusals => Task.FromResult<Result<ListPage<TShown>>>(refusals)).ConfigureAwait(false);
    }

    internal static IQueryable<ActRow> Of(ActSort sort, IQueryable<ActRow> acts) => sort switch
    {
        ActSort.Done => acts.Done(),
        ActSort.Read => acts.Reads(),
        ActSort.Refused => acts.Refusals(),
        ActSort.All => acts,
    };

    private static ActItem Show(ActRow a, Permit permit) => new(a.Sequence, a.Id, a.At, a.Actor.Value, a.Capacity, a.Verb, Sentence(a.Verb), a.About, ActQueries.Why(a, permit));

    internal static string Sentence(string verb) =>
        Texts.Own("audit.verb-" + verb) ?? Texts.Here("audit.verb", verb);
}

internal static class AuditApi
{
    private static readonly ListFilter Kind = new("kind", FilterForm.Text);
    private static readonly ListFilter Id = new("id", FilterForm.Id);
    private static readonly ListFilter Doing = ListFilter.Of<ActSort>("doing");

    public static void Map(RouteGroupBuilder api)
    {
        _ = api.MapList<ActList, ActItem>();
        _ = api.Op("history/{kind}/{id}", "history", [Kind, Id], [Doing, ApiRoutes.After], (HttpContext http, HistoryQueries history, CancellationToken ct) => http.AnswerAsync(
            [Kind, Id, Doing, ApiRoutes.After],
            async (permit, query) => (await history.PageAsync(permit, new Thing(query["kind"]!, query.Id("id")!.Value), query.Choice<ActSort>("doing") ?? ActSort.Done, query[ApiRoutes.After.Name], 100, ct).ConfigureAwait(false))
                .Map(p => new ListAnswer<HistoryItem>([.. p.Lines.Select(HistoryItem.Of)], p.Next)),
            page => page.Next)).WithMetadata(new ShowsAttribute("{kind}"));
    }
}
