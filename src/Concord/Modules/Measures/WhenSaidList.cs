using System.Collections.Immutable;
using System.Globalization;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Api;
using Concord.Platform.Db;
using Concord.Platform.Lists;
using Concord.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>In which lanes the timeline shows statements.</summary>
internal enum LaneSort
{
    Member,
    Source,
}

/// <summary>A lane: a member for which was spoken, or a source. Of all others together when it has no key.</summary>
/// <param name="At">Its place among the lanes, from 0.</param>
internal sealed record Lane(LaneSort By, int At, string? Key, string? Name);

/// <summary>How many statements of one form were said in one period in one lane.</summary>
/// <param name="Period">Null when nobody says when.</param>
/// <param name="Rough">How many of them may have been said after it, since the day is only known roughly.</param>
internal sealed record WhenSaid(Period? Period, Lane Lane, AssertionForm Form, int Count, int Rough, string Page);

/// <summary>The same as answers and what is taken out have it.</summary>
internal sealed record WhenSaidItem(
    DateAnswer? Period, TimeStep? Step, LaneSort LanesBy, string? Lane, string? LaneName, AssertionForm Form, int StatementCount, int RoughCount, string Page);

/// <summary>
/// What was said when: statements that count, by the time when they were said. The database counts them by day, so that what is read grows with the days on which
/// something was said and not with the statements; time is cut as finely as a picture can hold.
/// </summary>
internal sealed class WhenSaidList(ConcordDb db, StatementList statements, ISources sources) : GatheredList<WhenSaid, WhenSaidItem>
{
    /// <summary>As many periods stand side by side.</summary>
    public const int MostPeriods = 72;

    /// <summary>As many sources have a lane of their own: those with the most statements.</summary>
    public const int MostSources = 12;

    public override string Name => "timeline";

    public override ImmutableArray<ListFilter> Filters { get; } =
    [
        ListFilter.Of<LaneSort>("by"), ListFilter.Of<TimeStep>("step"), new("member", FilterForm.Name), new("kind", FilterForm.Name), ListFilter.Of<AssertionForm>("form"),
        new("stage", FilterForm.Text), new("measure", FilterForm.Id), new("source", FilterForm.Id), new("said-since", FilterForm.Day), new("said-until", FilterForm.Day),
        new("known", FilterForm.Day), ListFilter.Of<ListOrder>("order"),
    ];

    public override ImmutableArray<ListColumn<WhenSaidItem>> Columns { get; } =
    [
        new("period", "#date+said", w => w.Period?.Edtf), new("period-first", "#date+start", w => w.Period?.Earliest), new("period-last", "#date+end", w => w.Period?.Latest),
        new("lanes-by", "#meta+lanes", w => w.LanesBy), new("lane", "#meta+lane+code", w => w.Lane), new("lane-name", "#meta+lane+name", w => w.LaneName),
        new("form", "#event+type", w => w.Form), new("statement-count", "#indicator+statements+num", w => w.StatementCount),
        new("rough-count", "#indicator+rough+num", w => w.RoughCount), new("page", "#meta+url", w => w.Page),
    ];

    protected override async Task<Result<ImmutableArray<WhenSaid>>> GatherAsync(Permit permit, ListQuery query, CancellationToken ct)
    {
        return await (await statements.NarrowAsync(permit, query.With("withdrawn", "no"), ct).ConfigureAwait(false)).Match(
            async narrowed =>
            {
                var rows = narrowed.Of(db.Set<StatementRow>().AsNoTracking());
                var counted = ((query.Choice<LaneSort>("by") ?? LaneSort.Member) == LaneSort.Member ? await ByMemberAsync(rows, narrowed.Process, ct).ConfigureAwait(false) : await BySourceAsync(permit, rows, ct).ConfigureAwait(false))
                    .Where(c => SaidDays.In(c.Said, query.Day("said-since"), query.Day("said-until"))).ToList();
                return (Result<ImmutableArray<WhenSaid>>)Cut(counted, query);
            },
            refusals => Task.FromResult<Result<ImmutableArray<WhenSaid>>>(refusals)).ConfigureAwait(false);
    }

    protected override ListPlace PlaceOf(WhenSaid view)
    {
        var day = view.Period?.First ?? DateOnly.MinValue;
        return new ListPlace(day, ((view.Period is null ? 0L : day.DayNumber + 1L) * 100_000) + (view.Lane.At * 100) + (int)view.Form, Guid.Empty);
    }

    protected override WhenSaidItem Show(WhenSaid view) => new(
        view.Period is { } p ? DateAnswer.Of(When.Parse(p.Edtf).Match<When?>(w => w, _ => null)) : null, view.Period?.Step, view.Lane.By, view.Lane.Key, view.Lane.Name, view.Form,
        view.Count, view.Rough, view.Page);

    /// <summary>The statements of one count, as their list shows them.</summary>
    public static string PageOf(ListQuery query, Period? period, AssertionForm? form)
    {
        var of = new ListQuery(query.Values.RemoveRange(["by", "step", "order"])).With("withdrawn", "no");
        of = form is { } f ? of.With("form", Names.Of(f)) : of;
        return MeasureLinks.Statements + (period is { } p ? of.With("said-since", Days.Write(p.First)).With("said-until", Days.Write(p.Last)) : of).Address;
    }

    /// <summary>Time is cut as finely as was asked, or as finely as it can be shown.</summary>
    private static ImmutableArray<WhenSaid> Cut(List<Counted> counted, ListQuery query)
    {
        var dated = counted.Where(c => Begin(c.Said) is not null).ToList();
        var step = dated.Count == 0 ? TimeStep.Year
            : Period.Finest(dated.Min(c => Begin(c.Said)!.Value), dated.Max(c => Begin(c.Said)!.Value), MostPeriods, query.Choice<TimeStep>("step") ?? TimeStep.Day);
        return
        [
            .. counted.GroupBy(c => (Period: Begin(c.Said) is { } day ? Period.Of(step, day) : (Period?)null, c.Lane, c.Form)).Select(g => new WhenSaid(
                g.Key.Period, g.Key.Lane, g.Key.Form, g.Sum(c => c.Count), g.Where(c => g.Key.Period is { } p && !p.Holds(c.Said!)).Sum(c => c.Count),
                PageOf(query, g.Key.Period, g.Key.Form))),
        ];
    }

    /// <summary>Where it stands: on the first day on which it may have been said; when that is open, on the last.</summary>
    private static DateOnly? Begin(When? said) => said?.Earliest ?? said?.Latest;

    private static async Task<IEnumerable<Counted>> ByMemberAsync(IQueryable<StatementRow> rows, ProcessInForce process, CancellationToken ct)
    {
        var found = await rows.GroupBy(s => new { s.Said, s.Form, s.SpeakerMember }).Select(g => new { g.Key.Said, g.Key.Form, g.Key.SpeakerMember, Count = g.Count() })
            .ToListAsync(ct).ConfigureAwait(false);
        var lanes = process.Members.Select((m, at) => (m.Id, Lane: new Lane(LaneSort.Member, at, m.Key, Data.Words(m.Names)))).ToDictionary(m => m.Id, m => m.Lane);
        var others = new Lane(LaneSort.Member, process.Members.Length, null, null);
        return found.Select(f => new Counted(f.Said, f.Form, f.SpeakerMember is { } member && lanes.TryGetValue(member, out var lane) ? lane : others, f.Count));
    }

    private async Task<IEnumerable<Counted>> BySourceAsync(Permit permit, IQueryable<StatementRow> rows, CancellationToken ct)
    {
        var places = await sources.PlacesAsync(permit, ct).ConfigureAwait(false);
        var placed = rows.Join(places, s => s.PassageId, p => p.Passage, (s, p) => new { s.Said, s.Form, s.PassageId, p.Source });
        var found = await placed.GroupBy(s => new { s.Said, s.Form, s.Source }).Select(g => new { g.Key.Said, g.Key.Form, g.Key.Source, Count = g.Count() })
            .ToListAsync(ct).ConfigureAwait(false);
        var most = found.GroupBy(f => f.Source).Select(g => (Source: g.Key, Count: g.Sum(f => f.Count))).OrderByDescending(s => s.Count).ThenBy(s => s.Source.Value)
            .Take(MostSources).Select(s => s.Source).ToList();
        var lanes = new Dictionary<SourceId, Lane>();
        foreach (var source in most)
        {
            var one = await placed.Where(s => s.Source == source).Select(s => s.PassageId).FirstAsync(ct).ConfigureAwait(false);
            var passage = (await sources.PassagesAsync(permit, [one], ct).ConfigureAwait(false)).GetValueOrDefault(one);
            lanes[source] = new Lane(LaneSort.Source, lanes.Count, source.Value.ToString("D", CultureInfo.InvariantCulture), passage?.SourceTitle);
        }

        var others = new Lane(LaneSort.Source, lanes.Count, null, null);
        return found.Select(f => new Counted(f.Said, f.Form, lanes.GetValueOrDefault(f.Source, others), f.Count));
    }

    private sealed record Counted(When? Said, AssertionForm Form, Lane Lane, int Count);
}
