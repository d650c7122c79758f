using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Platform.Api;
using Concord.Platform.Db;
using Concord.Platform.I18n;
using Concord.Platform.Ledger;
using Concord.Platform.Lists;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Audit;

/// <summary>An act in a list.</summary>
internal sealed record ActItem(long Number, Guid Id, DateTimeOffset At, Guid Actor, Capacity Capacity, string Verb, string Told, string About, string? Why);

/// <summary>Everything that anyone did.</summary>
internal sealed class ActList(ConcordDb db) : Listed<ActItem>
{
    public override string Name => "acts";

    public override ImmutableArray<ListFilter> Filters { get; } =
        [new("verb", FilterForm.Text), new("about", FilterForm.Text), new("since", FilterForm.Day), new("until", FilterForm.Day), ListFilter.Of<ListOrder>("order")];

    public override ImmutableArray<ListColumn<ActItem>> Columns { get; } =
    [
        new("number", "#meta+sequence+num", a => a.Number), new("id", "#meta+id", a => a.Id), new("at", "#date+act", a => a.At), new("actor", "#contact+id", a => a.Actor),
        new("capacity", "#contact+role", a => a.Capacity), new("verb", "#event+code", a => a.Verb), new("told", "#event+description", a => a.Told),
        new("about", "#meta+about", a => a.About), new("why", "#description+reason", a => a.Why),
    ];

    public override async Task<Result<ListPage<ActItem>>> PageAsync(Permit permit, ListAsked asked, CancellationToken ct)
    {
        var query = asked.Query;
        var (verb, about) = (query["verb"], query["about"]);
        var since = query.Day("since") is { } s ? new DateTimeOffset(s.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : (DateTimeOffset?)null;
        var until = query.Day("until") is { } u ? new DateTimeOffset(u.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero) : (DateTimeOffset?)null;
        return await Cursor.Read(asked.After, query.Choice<ListOrder>("order") ?? ListOrder.Recorded).Match(
            async from =>
            {
                var (rows, next) = await Keyset.FillAsync<ActRow, ActItem>(
                    from,
                    asked.Limit,
                    (at, most) => ActQueries.Told(db.After<ActRow>(at, few: about is not null), permit)
                        .Where(a => (verb == null || a.Verb == verb) && (about == null || a.About == about) && (since == null || a.At >= since) && (until == null || a.At <= until))
                        .Take(most).ToListAsync(ct),
                    a => new Cursor(from.Order, DateOnly.MinValue, a.Sequence, a.Id),
                    some => Task.FromResult(some.ConvertAll(a => (Show(a, permit), a)))).ConfigureAwait(false);
                return (Result<ListPage<ActItem>>)new ListPage<ActItem>([.. rows], next?.ToString());
            },
            refusals => Task.FromResult<Result<ListPage<ActItem>>>(refusals)).ConfigureAwait(false);
    }

    private static ActItem Show(ActRow a, Permit permit) => new(a.Sequence, a.Id, a.At, a.Actor.Value, a.Capacity, a.Verb, Sentence(a.Verb), a.About, ActQueries.Why(a, permit));

    private static string Sentence(string verb) =>
        Texts.Own("audit.verb-" + verb) ?? Texts.Here("audit.verb", verb);
}

internal static class AuditApi
{
    public static void Map(RouteGroupBuilder api) => _ = api.MapList<ActList, ActItem>();
}
