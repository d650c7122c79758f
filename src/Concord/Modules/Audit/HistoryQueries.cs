using System.Collections.Immutable;
using System.Globalization;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Lists;
using Concord.Platform.Web;
using Microsoft.EntityFrameworkCore;
using Admission = Concord.Core.Kernel.Access;

namespace Concord.Modules.Audit;

/// <summary>One thing that happened.</summary>
/// <param name="Who">How whoever did it is called; null where this person is not told.</param>
/// <param name="Body">For which body, as it is called.</param>
/// <param name="Changes">What it changed, in words, as far as it was kept and may be told.</param>
internal sealed record HistoryLine(long Number, DateTimeOffset At, string? Who, Capacity Capacity, string? Body, string Verb, string? Why, ImmutableArray<string> Changes)
{
    /// <summary>That what was kept of it can be read by nobody any more, or not here; null where it can.</summary>
    public string? Gone { get; init; }
}

/// <summary>What happened to a thing, the latest first.</summary>
/// <param name="TellsReaders">Whether this person is told who else read it.</param>
internal sealed record HistoryPage(ThingTold Thing, ActSort Sort, ImmutableArray<HistoryLine> Lines, string? Next, bool TellsReaders);

/// <summary>
/// What happened to a thing, to whoever may see the thing. Names of people are told to those who keep accounts, of their body or of all, and one's own; others read the capacity and the body. Who read it or was refused it
/// is told to the body that filed it and to those who keep accounts; everybody else reads of that what they did themselves.
/// </summary>
internal sealed class HistoryQueries(ConcordDb db, INames names, IEnumerable<IThings> things)
{
    /// <summary>Acts whose reason stands on the page of the thing for everybody who sees it.</summary>
    private static readonly ImmutableHashSet<string> OpenReasons = ["statement.withdrawn", "statement.restored", "source.recalled", "source.recall-undone"];

    /// <summary>Refused with <c>history.unknown</c> for what is hidden and what is not there alike.</summary>
    public async Task<Result<HistoryPage>> PageAsync(Permit permit, Thing thing, ActSort sort, string? after, int limit, CancellationToken ct)
    {
        if (things.FirstOrDefault(t => t.Kinds.Contains(thing.Kind)) is not { } module || await module.FindAsync(permit, thing, ct).ConfigureAwait(false) is not { } told)
        {
            return new Refusal("history.unknown");
        }

        var before = long.MaxValue;
        if (after is not null && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out before))
        {
            return new Refusal("list.cursor", "after");
        }

        var filed = module is ILabelledThings labelled && permit.Actor.Body is { } body && Admission.IsOfProcess(permit.Actor)
            && (await labelled.BehindAsync(thing, ct).ConfigureAwait(false)).Any(b => b.Filer == body);
        var keeps = permit.To(Doing.ReadLedger).IsOk;
        var abouts = told.Abouts.ToList();
        var rows = await Told(ActList.Of(sort, db.Set<ActRow>().AsNoTracking().Where(a => EF.Parameter(abouts).Contains(a.About) && a.Sequence < before)), permit, thing, keeps, filed)
            .OrderByDescending(a => a.Sequence).Take(limit + 1).ToListAsync(ct).ConfigureAwait(false);
        if (filed && thing.Kind == "source")
        {
            var among = await ActList.Of(sort, Beside(thing, permit.Actor.Body!.Value).Where(a => a.Sequence < before && !EF.Parameter(abouts).Contains(a.About))).OrderByDescending(a => a.Sequence).Take(limit + 1).ToListAsync(ct).ConfigureAwait(false);
            rows = [.. rows.Concat(among).OrderByDescending(a => a.Sequence).Take(limit + 1)];
        }

        var shown = rows.Take(limit).ToList();
        return new HistoryPage(
            told, sort, await ShowAsync(permit, thing, shown, keeps, ct).ConfigureAwait(false), rows.Count > limit ? shown[^1].Sequence.ToString(CultureInfo.InvariantCulture) : null, keeps || filed);
    }

    /// <summary>Acts about something else by which something of a source was told: a list, a file, a measure.</summary>
    private IQueryable<ActRow> Beside(Thing thing, BodyId filer)
    {
        var id = new SourceId(thing.Id);
        return from sight in db.Set<SightRow>()
               where sight.Filer == filer && sight.Source == id
               join act in db.Set<ActRow>().AsNoTracking() on sight.Act equals act.Id
               select act;
    }

    /// <summary>Of the account of somebody, whoever keeps the accounts of one body is told what was done for that body.</summary>
    private IQueryable<ActRow> Told(IQueryable<ActRow> acts, Permit permit, Thing thing, bool keeps, bool filed)
    {
        var (me, known, body) = (permit.Actor.Id, permit.Actor.IsKnown, permit.Actor.Body);
        return keeps && permit.Actor.Keeps is null ? acts
            : IsOfAnother(thing, permit.Actor) ? acts.Where(a => a.Body == body || a.Actor == me)
            : acts.Where(a => (!a.Verb.EndsWith(Noticed.End) && a.Verb != Noticed.Refused) || (known && a.Actor == me) || (keeps && a.Body == body)
                || (filed && (a.Verb == Noticed.Refused || db.Set<SightRow>().Any(s => s.Act == a.Id && s.Filer == body))));
    }

    private static bool IsOfAnother(Thing thing, Actor me) => thing.Kind == "account" && thing.Id != me.Id.Value;

    private async Task<ImmutableArray<HistoryLine>> ShowAsync(Permit permit, Thing thing, List<ActRow> rows, bool keeps, CancellationToken ct)
    {
        var me = permit.Actor;
        var ofAll = keeps && me.Keeps is null;
        bool Named(ActRow a) => ofAll || (me.IsKnown && a.Actor == me.Id) || (keeps && a.Body == me.Keeps);
        var called = await names.PeopleAsync([.. rows.Where(Named).Select(a => a.Actor).Distinct()], ct).ConfigureAwait(false);
        var bodies = (await names.BodiesAsync(ct).ConfigureAwait(false)).ToDictionary(b => b.Id, b => b.Name);
        var kept = await Personal.ReadAsync(db, rows, ct).ConfigureAwait(false);
        return
        [
            .. rows.Select(a =>
            {
                var own = (me.IsKnown && a.Actor == me.Id) || me.Capacity == Capacity.LocalOperator || (a.Body is not null && a.Body == me.Body);

                // Which rule refused is told to whoever filed it and to those who keep accounts, and never to whoever was refused.
                var opened = a.Verb == Noticed.Refused ? a.Actor != me.Id : own || (ofAll && thing.Kind == "account");
                return new HistoryLine(
                    a.Sequence, a.At, Named(a) ? called.GetValueOrDefault(a.Actor) : null, a.Capacity, a.Body is { } body ? bodies.GetValueOrDefault(body) : null, a.Verb,
                    own || OpenReasons.Contains(a.Verb) ? a.Why : null, opened ? HistoryWords.Changes(kept[a.Id].Values) : [])
                {
                    Gone = opened ? HistoryWords.Gone(kept[a.Id]) : null,
                };
            }),
        ];
    }
}
