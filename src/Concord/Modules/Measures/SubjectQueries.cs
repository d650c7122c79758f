using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>Meetings, declarations, officials and bodies for the modules that show them. Nothing is here that this person may not see.</summary>
internal sealed class SubjectQueries(ConcordDb db, MeasureFold fold, Labels labels, ReplyQueries replies, ISources sources, IPlan plan, TimeProvider clock)
{
    private const int AtOnce = 500;

    public async Task<Result<SubjectsFound>> SubjectsAsync(Permit permit, SubjectsAsked asked, CancellationToken ct) =>
        await (await plan.InForceAsync(permit, asked.Held, ct).ConfigureAwait(false)).Match(
            async process =>
            {
                var kinds = process.Kinds.Where(k => asked.Sorts.Contains(k.Sort)).Select(k => k.Key).ToList();
                var folded = await fold.FoldAsync(permit, process, new AsOf(asked.Held, asked.Known), null, kinds, ct).ConfigureAwait(false);
                var passages = await PassagesAsync(permit, folded.Measures.SelectMany(m => m.Counted).Select(s => s.Passage), ct).ConfigureAwait(false);
                var replied = await replies.OfAsync(permit, process, [.. folded.Measures.SelectMany(m => m.Counted).Select(s => s.Id)], asked.Known, ct).ConfigureAwait(false);
                return (Result<SubjectsFound>)new SubjectsFound(
                    process, [.. folded.Measures.Where(m => m.Kind is not null && !m.Counted.IsEmpty).Select(m => Show(m, process, passages, replied))]);
            },
            refusals => Task.FromResult<Result<SubjectsFound>>(refusals)).ConfigureAwait(false);

    public async Task<Result<ImmutableArray<SubjectStatement>>> SaidAsync(Permit permit, SaidAsked asked, CancellationToken ct) =>
        await (await plan.InForceAsync(permit, asked.Known, ct).ConfigureAwait(false)).Match(
            async process =>
            {
                List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
                var recalled = await sources.RecalledOnAsync(permit, asked.Known, ct).ConfigureAwait(false);
                List<string> occasions = [.. asked.Occasions];
                List<string> speakers = [.. asked.Speakers];
                var found = await (
                    from s in Standing(asked.Known, recalled)
                    where visible.Contains(s.LabelId) && ((s.Occasion != null && occasions.Contains(s.Occasion)) || (!s.Protect && s.Speaker != null && speakers.Contains(s.Speaker)))
                    orderby s.Known, s.Sequence
                    select new { Row = s, Title = db.Set<MeasureRow>().Where(m => m.Id == s.MeasureId).Select(m => m.Title).FirstOrDefault() })
                    .ToListAsync(ct).ConfigureAwait(false);
                var passages = await PassagesAsync(permit, found.Select(f => f.Row.PassageId), ct).ConfigureAwait(false);
                var replied = await replies.OfAsync(permit, process, [.. found.Select(f => f.Row.Id)], asked.Known, ct).ConfigureAwait(false);
                return (Result<ImmutableArray<SubjectStatement>>)(ImmutableArray<SubjectStatement>)
                    [.. found.Select(f => Show(f.Row, process, passages, replied) with { Of = f.Row.MeasureId, OfTitle = f.Title })];
            },
            refusals => Task.FromResult<Result<ImmutableArray<SubjectStatement>>>(refusals)).ConfigureAwait(false);

    public async Task<Result<StatementId>> TieAsync(Permit permit, NewTie asked, CancellationToken ct)
    {
        if (permit.Doing != Doing.Review)
        {
            return new Refusal("access.denied");
        }

        if (string.IsNullOrWhiteSpace(asked.Who) || string.IsNullOrWhiteSpace(asked.Role))
        {
            return new Refusal("review.who-missing");
        }

        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        var today = clock.Today();
        var like = await Standing(today, await sources.RecalledOnAsync(permit, today, ct).ConfigureAwait(false)).FirstOrDefaultAsync(s => s.Id == asked.Like && visible.Contains(s.LabelId), ct).ConfigureAwait(false);
        if (like is null || !await db.Set<MeasureRow>().AnyAsync(m => m.Id == asked.Subject, ct).ConfigureAwait(false))
        {
            return new Refusal("statement.unknown");
        }

        var row = new StatementRow
        {
            Id = new StatementId(Guid.CreateVersion7(clock.GetUtcNow())),
            MeasureId = asked.Subject,
            PassageId = like.PassageId,
            LabelId = like.LabelId,
            Said = like.Said,
            Known = like.Known,
            Brings = "",
        };
        StatementMap.Put(row, new Assertion.Involves(asked.Who.Trim(), asked.Role.Trim()));
        _ = db.Set<StatementRow>().Add(row);
        return row.Id;
    }

    /// <summary>Those not taken back as far as was known on that day.</summary>
    private IQueryable<StatementRow> Standing(DateOnly known, List<PassageId> recalled) => db.Set<StatementRow>().AsNoTracking()
        .Where(s => s.Known <= known && !EF.Parameter(recalled).Contains(s.PassageId) && !Withdrawals.Standing(db, known).Any(w => w.StatementId == s.Id));

    private static SubjectView Show(FoldedMeasure m, ProcessInForce process, ImmutableDictionary<PassageId, PassageView> passages, ILookup<StatementId, ReplyView> replied) => new(
        m.Id, m.Kind!.Sort, m.Kind!, m.Row.Title,
        [.. m.Titles.OrderBy(t => t.Key != m.Id).ThenBy(t => t.Value, StringComparer.Ordinal).Select(t => t.Value).Distinct(StringComparer.OrdinalIgnoreCase)],
        [.. m.Titles.Keys.OrderBy(t => t != m.Id).ThenBy(t => t.Value)],
        [.. process.Members.Where(x => m.Members.Contains(x.Id))],
        m.Standing.Certainly,
        [.. m.Counted.Select(s => Show(m.Rows[s.Id], process, passages, replied) with { Of = s.Measure, OfTitle = m.Titles.GetValueOrDefault(s.Measure) })])
    {

        // Of what is seen of it: it may have been there before, hidden.
        Number = m.Gathered.Statements.Min(s => s.Sequence),
    };

    private static SubjectStatement Show(StatementRow s, ProcessInForce process, ImmutableDictionary<PassageId, PassageView> passages, ILookup<StatementId, ReplyView> replied) => new(
        s.Id, passages.GetValueOrDefault(s.PassageId), s.Protect ? null : s.Speaker, s.SpeakerMember is { } member ? process.Member(member) : null, s.Protect,
        s.Protect ? null : s.Capacity, s.Occasion, s.Said, StatementMap.ToAssertion(s), s.Polarity, s.Certainty, s.Known, s.Sequence)
    {
        Replies = [.. replied[s.Id]],
    };

    private async Task<ImmutableDictionary<PassageId, PassageView>> PassagesAsync(Permit permit, IEnumerable<PassageId> ids, CancellationToken ct)
    {
        var found = ImmutableDictionary.CreateBuilder<PassageId, PassageView>();
        foreach (var some in ids.Distinct().Chunk(AtOnce))
        {
            found.AddRange(await sources.PassagesAsync(permit, some, ct).ConfigureAwait(false));
        }

        return found.ToImmutable();
    }
}
