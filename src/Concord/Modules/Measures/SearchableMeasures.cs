using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Concord.Core.Kernel;
using Concord.Core.Kernel.Search;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>
/// A measure, meeting, declaration, official or body is found by its title, once under each label of the statements that speak of it: who may see none of them
/// does not find it.
/// </summary>
internal sealed class SearchableMeasures(ConcordDb db, IPlan plan, TimeProvider clock) : ISearchable
{
    private const int Together = 100;

    private IQueryable<StatementRow> Missing => db.Set<StatementRow>().AsNoTracking().Where(s => s.MeasureId != null
        && !db.Set<SearchDocumentRow>().Any(d => d.ObjectId == (Guid)(object)s.MeasureId && d.LabelId == s.LabelId));

    public static SearchKind KindOf(SubjectSort sort) => sort switch
    {
        SubjectSort.Meeting or SubjectSort.Session => SearchKind.Meeting,
        SubjectSort.Declaration => SearchKind.Declaration,
        SubjectSort.Person => SearchKind.Person,
        SubjectSort.Body => SearchKind.Body,

        // The kind of the pack stands beside it, and its link leads to its own page.
        SubjectSort.Measure or SubjectSort.Question => SearchKind.Measure,
    };

    /// <summary>
    /// Makes subjects findable with what is to be saved: those that are among it, under each label of what is said of them, with the members that are told under it.
    /// </summary>
    public static async Task IndexAsync(ConcordDb db, ProcessInForce process, IReadOnlyCollection<(MeasureId Id, LabelId Label, DateOnly Known)> subjects, CancellationToken ct)
    {
        List<MeasureId> ids = [.. subjects.Select(s => s.Id).Distinct()];
        var rows = (await db.Set<MeasureRow>().Where(m => EF.Parameter(ids).Contains(m.Id)).ToListAsync(ct).ConfigureAwait(false))
            .Concat(db.Set<MeasureRow>().Local).DistinctBy(m => m.Id).ToDictionary(m => m.Id);
        var members = (await db.Set<MeasureMemberRow>().AsNoTracking().Where(m => EF.Parameter(ids).Contains(m.MeasureId)).ToListAsync(ct).ConfigureAwait(false))
            .Concat(db.Set<MeasureMemberRow>().Local).ToLookup(m => (m.MeasureId, m.LabelId), m => m.MemberId);
        var before = await db.Set<StatementRow>().Where(s => s.MeasureId != null && EF.Parameter(ids).Contains(s.MeasureId.Value))
            .GroupBy(s => new { s.MeasureId, s.LabelId }).Select(g => new { g.Key.MeasureId, g.Key.LabelId, Known = g.Max(s => s.Known) }).ToListAsync(ct).ConfigureAwait(false);
        ToldUnder.Hold(db, ids, [.. before.Select(b => (b.MeasureId!.Value, b.LabelId))]);
        foreach (var document in Documents(process, rows, members, subjects.Concat(before.Select(b => (b.MeasureId!.Value, b.LabelId, b.Known)))))
        {
            db.Index(document);
        }
    }

    /// <summary>After the labels of statements were changed, and before that is saved: their subjects are found under those that they have now, and no others, with the members that are loaded.</summary>
    public static async Task RelabelAsync(ConcordDb db, ProcessInForce process, IReadOnlyCollection<StatementRow> all, CancellationToken ct)
    {
        List<MeasureId> ids = [.. all.Select(s => s.MeasureId).OfType<MeasureId>().Distinct()];
        var rows = await db.Set<MeasureRow>().AsNoTracking().Where(m => EF.Parameter(ids).Contains(m.Id)).ToDictionaryAsync(m => m.Id, ct).ConfigureAwait(false);
        var members = db.Set<MeasureMemberRow>().Local.ToLookup(m => (m.MeasureId, m.LabelId), m => m.MemberId);
        db.FindOnlyAnew(ids.Select(i => i.Value));
        foreach (var document in Documents(process, rows, members, all.Where(s => s.MeasureId is not null).Select(s => (s.MeasureId!.Value, s.LabelId, s.Known))))
        {
            db.Index(document);
        }
    }

    private static IEnumerable<SearchDocument> Documents(
        ProcessInForce process, Dictionary<MeasureId, MeasureRow> rows, ILookup<(MeasureId, LabelId), MemberId> members, IEnumerable<(MeasureId Id, LabelId Label, DateOnly Known)> told) =>
        from one in told.GroupBy(s => (s.Id, s.Label))
        let row = rows[one.Key.Id]
        let countries = members[one.Key].Distinct().Select(m => process.Member(m)?.Iso2).OfType<string>().Order(StringComparer.Ordinal).ToImmutableArray()
        select Document(one.Key.Id, row.Title, KindOf(process.SortOf(row.Kind)), countries, one.Key.Label, one.Max(t => t.Known));

    public async Task<int> MissingAsync(CancellationToken ct) => await Missing.Select(s => new { s.MeasureId, s.LabelId }).Distinct().CountAsync(ct).ConfigureAwait(false);

    public async Task<Result<int>> IndexSomeAsync(Permit permit, CancellationToken ct)
    {
        if (permit.Doing != Doing.Administer)
        {
            return new Refusal("access.denied");
        }

        var some = await Missing.GroupBy(s => new { s.MeasureId, s.LabelId }).Select(g => new { g.Key.MeasureId, g.Key.LabelId, Known = g.Max(s => s.Known) })
            .Take(Together).ToListAsync(ct).ConfigureAwait(false);
        if (some.Count == 0)
        {
            return 0;
        }

        return await (await plan.InForceAsync(permit, clock.Today(), ct).ConfigureAwait(false)).Match(
            async process =>
            {
                await IndexAsync(db, process, [.. some.Select(s => (s.MeasureId!.Value, s.LabelId, s.Known))], ct).ConfigureAwait(false);
                var committed = await db.CommitAsync(new Act(permit, "search.indexed", "search"), ct).ConfigureAwait(false);
                return committed.Map(_ => some.Count);
            },
            refusals => Task.FromResult<Result<int>>(refusals)).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<SearchDocument> DocumentsAsync(Permit permit, [EnumeratorCancellation] CancellationToken ct)
    {
        // Where no pack is in force nothing was ever said of anything.
        if ((await plan.InForceAsync(permit, clock.Today(), ct).ConfigureAwait(false)).Match(p => p, _ => null as ProcessInForce) is not { } process)
        {
            yield break;
        }

        var all = await db.Set<MeasureRow>().AsNoTracking().OrderBy(m => m.Id).Select(m => m.Id).ToListAsync(ct).ConfigureAwait(false);
        foreach (var some in all.Chunk(Together))
        {
            var rows = await db.Set<MeasureRow>().AsNoTracking().Where(m => EF.Parameter(some).Contains(m.Id)).ToDictionaryAsync(m => m.Id, ct).ConfigureAwait(false);
            var members = (await db.Set<MeasureMemberRow>().AsNoTracking().Where(m => EF.Parameter(some).Contains(m.MeasureId)).ToListAsync(ct).ConfigureAwait(false))
                .ToLookup(m => (m.MeasureId, m.LabelId), m => m.MemberId);
            var told = await db.Set<StatementRow>().AsNoTracking().Where(s => s.MeasureId != null && EF.Parameter(some).Contains(s.MeasureId.Value))
                .GroupBy(s => new { s.MeasureId, s.LabelId }).Select(g => new { g.Key.MeasureId, g.Key.LabelId, Known = g.Max(s => s.Known) }).ToListAsync(ct).ConfigureAwait(false);
            foreach (var document in Documents(process, rows, members, told.Select(t => (t.MeasureId!.Value, t.LabelId, t.Known))))
            {
                yield return document;
            }
        }
    }

    private static SearchDocument Document(MeasureId id, string title, SearchKind kind, ImmutableArray<string> countries, LabelId label, DateOnly known)
    {
        var named = CountriesNamed.In(title);
        var entry = new SearchEntry(kind, 0, 0, 0, [.. named.Select(n => n.Iso2).Concat(countries).Distinct()], title);
        var members = countries.Except(named.Select(n => n.Iso2)).Select(c => new SearchToken(SearchTokens.OfCountry(c), 0, default));
        return SearchDocument.Make(SearchOwner.Measure, id.Value, label, known, [new Findable(entry, label, [.. members, .. SearchTokens.Of(title, named)])]);
    }
}
