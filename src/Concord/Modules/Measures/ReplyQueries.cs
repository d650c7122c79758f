using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>The replies of members. Every question for them goes through the statements that this person may see: a reply has no label of its own.</summary>
internal sealed class ReplyQueries(ConcordDb db, Labels labels, ISources sources)
{
    /// <summary>Of more statements than this all replies are read that may be seen, of which there are few.</summary>
    private const int Few = 500;

    /// <summary>All replies to these statements as far as was known on that day, those that are withdrawn too; in protocol order.</summary>
    public async Task<ILookup<StatementId, ReplyView>> OfAsync(Permit permit, ProcessInForce process, IReadOnlyCollection<StatementId> statements, DateOnly known, CancellationToken ct)
    {
        if (statements.Count == 0)
        {
            return Enumerable.Empty<ReplyView>().ToLookup(r => r.Statement);
        }

        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];

        // By the replies, of which there are few: joined, SQLite would begin with all statements that may be seen.
        var replies = db.Set<ReplyRow>().AsNoTracking()
            .Where(r => r.Known <= known && db.Set<StatementRow>().Any(s => s.Id == r.StatementId && visible.Contains(s.LabelId)));
        if (statements.Count <= Few)
        {
            List<StatementId> ids = [.. statements];
            replies = replies.Where(r => EF.Parameter(ids).Contains(r.StatementId));
        }

        var rows = await replies.ToListAsync(ct).ConfigureAwait(false);
        var asked = statements.ToHashSet();
        var place = process.Members.Index().ToDictionary(m => m.Item.Id, m => m.Index);
        var bodies = process.Bodies.ToDictionary(b => b.Id);
        return rows.Where(r => asked.Contains(r.StatementId)).GroupBy(r => (r.StatementId, r.MemberId))
            .OrderBy(r => place.GetValueOrDefault(r.Key.MemberId, place.Count)).ThenBy(r => r.Key.MemberId.Value)
            .Select(r => new ReplyView(
                r.Key.StatementId, r.Key.MemberId, process.Member(r.Key.MemberId),
                [.. r.OrderBy(w => w.Number).Select(w => new ReplyWording(w.Number, w.Text, w.Language, w.Body is { } body ? bodies.GetValueOrDefault(body) : null, w.At))]))
            .ToLookup(r => r.Statement);
    }

    /// <summary>Those that stand today, to statements whose sentences stand, whole or in part, in these stretches of sources.</summary>
    public async Task<ILookup<(SourceId Source, TextPlace Place), ReplyView>> InAsync(
        Permit permit, ProcessInForce process, IReadOnlyCollection<(SourceId Source, TextPlace Place)> stretches, DateOnly today, CancellationToken ct)
    {
        var standing = await sources.StandingInAsync(permit, [.. stretches.Select(s => s.Source).Distinct()], ct).ConfigureAwait(false);

        // Again by the replies, of which there are few.
        var said = await (
            from s in db.Set<StatementRow>().AsNoTracking()
            join at in standing on s.PassageId equals at.Passage
            where db.Set<ReplyRow>().Any(r => r.StatementId == s.Id)
            select new { s.Id, At = at }).ToListAsync(ct).ConfigureAwait(false);
        var found = await OfAsync(permit, process, [.. said.Select(s => s.Id).Distinct()], today, ct).ConfigureAwait(false);
        return (
            from stretch in stretches
            from s in said
            where s.At.Source == stretch.Source && s.At.Paragraph == stretch.Place.Paragraph && s.At.Start < stretch.Place.Start + stretch.Place.Length && stretch.Place.Start < s.At.End
            from reply in found[s.Id]
            where !reply.IsWithdrawn
            select (stretch, reply)).Distinct().ToLookup(r => r.stretch, r => r.reply);
    }
}
