using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Kernel.Search;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>A measure is found by its title, under the label of each statement that speaks of it: who may see none of them does not find it.</summary>
internal sealed class SearchableMeasures(ConcordDb db, IPlan plan) : ISearchable
{
    private const int Together = 100;

    private IQueryable<StatementRow> Missing => db.Set<StatementRow>().AsNoTracking()
        .Where(s => s.MeasureId != null && !db.Set<SearchDocumentRow>().Any(d => d.Document == s.Sequence));

    /// <param name="countries">Codes of the members whose measure it is.</param>
    public static SearchDocument Document(MeasureId id, string title, IEnumerable<string> countries, LabelId label, DateOnly known, long? number = null)
    {
        var named = CountriesNamed.In(title);
        var entry = new SearchEntry(SearchKind.Measure, 0, 0, 0, [.. named.Select(n => n.Iso2).Concat(countries).Distinct()], title);
        var members = countries.Except(named.Select(n => n.Iso2)).Select(c => new SearchToken(SearchTokens.OfCountry(c), 0, default));
        return SearchDocument.Make(SearchOwner.Measure, id.Value, known, [new Findable(entry, label, [.. members, .. SearchTokens.Of(title, named)])], number);
    }

    public async Task<int> MissingAsync(CancellationToken ct) => await Missing.Select(s => s.Sequence).Distinct().CountAsync(ct).ConfigureAwait(false);

    public async Task<Result<int>> IndexSomeAsync(Permit permit, CancellationToken ct)
    {
        if (permit.Doing != Doing.Administer)
        {
            return new Refusal("access.denied");
        }

        var some = await (
            from statement in Missing
            join measure in db.Set<MeasureRow>() on statement.MeasureId equals measure.Id
            orderby statement.Sequence
            select new { statement.Sequence, statement.LabelId, statement.Known, measure.Id, measure.Title }).Take(Together).ToListAsync(ct).ConfigureAwait(false);
        var first = some.DistinctBy(s => s.Sequence).ToList();
        if (first.Count == 0)
        {
            return 0;
        }

        var process = (await plan.InForceAsync(permit, first[0].Known, ct).ConfigureAwait(false)).Match<ProcessInForce?>(p => p, _ => null);
        var ids = first.Select(s => s.Id).Distinct().ToList();
        var members = (await db.Set<MeasureMemberRow>().AsNoTracking().Where(m => ids.Contains(m.MeasureId)).ToListAsync(ct).ConfigureAwait(false))
            .ToLookup(m => m.MeasureId, m => process?.Member(m.MemberId)?.Iso2);
        foreach (var s in first)
        {
            db.Index(Document(s.Id, s.Title, members[s.Id].OfType<string>(), s.LabelId, s.Known, s.Sequence));
        }

        var committed = await db.CommitAsync(new Act(permit, "search.indexed", "search"), ct).ConfigureAwait(false);
        return committed.Map(_ => first.Count);
    }
}
