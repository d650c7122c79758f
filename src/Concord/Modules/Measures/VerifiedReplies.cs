using System.Runtime.CompilerServices;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Verify;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>Each reply is to a statement that is there, and none of what made it what it is is missing.</summary>
internal sealed class VerifiedReplies(ConcordDb db) : IVerified
{
    public string Name => "replies";

    public Task<long> CountAsync(CancellationToken ct) => db.Set<ReplyRow>().LongCountAsync(ct);

    public async IAsyncEnumerable<Refusal?> CheckAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var rows = db.Set<ReplyRow>().AsNoTracking().OrderBy(r => r.StatementId).ThenBy(r => r.MemberId).ThenBy(r => r.Number).Select(r => new
        {
            r.StatementId,
            r.MemberId,
            r.Number,
            IsThere = db.Set<StatementRow>().Any(s => s.Id == r.StatementId),
        });
        var (statement, member, number) = (default(StatementId), default(MemberId), 0);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct).ConfigureAwait(false))
        {
            var follows = (row.StatementId, row.MemberId) == (statement, member) ? number + 1 : 1;
            (statement, member, number) = (row.StatementId, row.MemberId, row.Number);
            yield return row.IsThere && row.Number == follows ? null : new Refusal("verify.reply", row.StatementId.Value.ToString("D"), row.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
