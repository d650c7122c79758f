using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform;
using Concord.Platform.Db;
using Concord.Platform.I18n;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>What stands behind a statement, or behind a measure with all that is merged into it: meetings, declarations, bodies and officials are measures too.</summary>
internal sealed class MeasureThings(ConcordDb db, MeasureFold fold, MeasureQueries measures, ISources sources, TimeProvider clock) : ILabelledThings
{
    public const string Measure = "measure";
    public const string Statement = "statement";

    public ImmutableArray<string> Kinds { get; } = [Measure, Statement];

    public async Task<ThingTold?> FindAsync(Permit permit, Thing thing, CancellationToken ct)
    {
        if (thing.Kind == Statement)
        {
            var id = new StatementId(thing.Id);
            var one = (await measures.OpenAsync(permit, id, measures.Now, ct).ConfigureAwait(false)).Match<OpenedStatement?>(p => p, _ => null);
            return one is null ? null : new ThingTold(
                one.Beside is { } beside ? Texts.Here("measures.history-statement", beside.Number, beside.Measure.Title) : Texts.Here("measures.statement-alone"), MeasureLinks.Statement(id), [.. await AboutsAsync([id], ct).ConfigureAwait(false)]);
        }

        var page = (await measures.MeasureAsync(permit, new MeasureId(thing.Id), measures.Now, ct).ConfigureAwait(false)).Match<MeasurePage?>(p => p, _ => null);
        return page is null ? null : new ThingTold(
            page.Title, page.Kind is { } kind ? MeasureLinks.Subject(kind.Sort, page.Id) : MeasureLinks.Measure(page.Id),
            [
                .. page.Titles.Keys.Append(page.Id).Distinct().Select(m => new Thing(Measure, m.Value).ToString()),
                .. await AboutsAsync([.. page.Statements.Select(s => s.Id)], ct).ConfigureAwait(false),
            ]);
    }

    /// <summary>Of statements that may be seen, and of the proposals that they were.</summary>
    private async Task<IEnumerable<string>> AboutsAsync(List<StatementId> statements, CancellationToken ct)
    {
        var proposals = await db.Set<StatementRow>().Where(s => EF.Parameter(statements).Contains(s.Id) && s.ProposalId != null).Select(s => s.ProposalId!.Value).Distinct().ToListAsync(ct).ConfigureAwait(false);
        return statements.Select(s => new Thing(Statement, s.Value).ToString()).Concat(proposals.Select(p => new Thing("proposal", p.Value).ToString()));
    }

    public async Task<ImmutableArray<Behind>> BehindAsync(Thing thing, CancellationToken ct)
    {
        var statement = new StatementId(thing.Id);
        List<MeasureId> parts = thing.Kind == Measure
            ? [.. (await fold.MergedForAllAsync(clock.Today(), ct).ConfigureAwait(false)).Merged.With(new MeasureId(thing.Id))] : [];
        var some = thing.Kind == Statement
            ? db.Set<StatementRow>().Where(s => s.Id == statement)
            : db.Set<StatementRow>().Where(s => s.MeasureId != null && parts.Contains(s.MeasureId.Value));
        return
        [
            .. await (from s in some join f in sources.Filed on s.PassageId equals f.Passage select new Behind(s.LabelId, f.Source, f.Filer)).Distinct().ToListAsync(ct).ConfigureAwait(false),
        ];
    }
}
