using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Plan.Contracts;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>The replies of members. Every question for them goes through the statements that this person may see: a reply has no label of its own.</summary>
internal sealed class ReplyQueries(ConcordDb db, Labels labels)
{
    /// <summary>Of more statements than this all replies are read that may be seen, of which there are few.</summary>
    private const int Few = 500;

    /// <summary>All replies to these statements as far as was known on that day, those that are withdrawn too; in protocol order.</summary>
    public async Task<ILookup<StatementId, ReplyView>> OfAsync(Permit permit, ProcessInForce process, IReadOnlyCollection<StatementId> statements, DateOnly known, CancellationToken ct)
    {
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
}
