using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Platform.Db;

namespace Concord.Modules.Measures;

/// <summary>A reply to be withdrawn.</summary>
/// <param name="Seen">The number of the reply when the form was shown.</param>
internal sealed record TakeReplyBack(StatementId Statement, int Seen);

/// <summary>A member's reply is shown with the statement no longer; what it said stays on record. It may be written anew.</summary>
internal sealed class WithdrawReply(ConcordDb db, MeasureQueries measures, TimeProvider clock)
{
    public async Task<Result<OpenedStatement>> HandleAsync(Permit permit, TakeReplyBack input, CancellationToken ct)
    {
        if (permit.Doing != Doing.Review)
        {
            return new Refusal("access.denied");
        }

        var found = await measures.OpenAsync(permit, input.Statement, measures.Now, ct).ConfigureAwait(false);
        return await found.Then(page => Decide(permit, page, input).Map(decided => (Page: page, decided.Member, decided.Reply))).Match(
            decided => CommitAsync(permit, decided.Page, decided.Member, decided.Reply, ct),
            refusals => Task.FromResult<Result<OpenedStatement>>(refusals)).ConfigureAwait(false);
    }

    private static Result<(MemberId Member, Reply Reply)> Decide(Permit permit, OpenedStatement page, TakeReplyBack input) =>
        Replying.May(permit.Actor, page.About).Then(member => Replying.Withdraw(page.ReplyOf(member), input.Seen).Map(reply => (member, reply)));

    private async Task<Result<OpenedStatement>> CommitAsync(Permit permit, OpenedStatement page, MemberId member, Reply reply, CancellationToken ct)
    {
        _ = db.Set<ReplyRow>().Add(new ReplyRow
        {
            StatementId = page.Statement.Id,
            MemberId = member,
            Number = reply.Number,
            Body = permit.Actor.Body,
            By = permit.Actor.Id,
            At = clock.GetUtcNow(),
            Known = measures.Now.Known,
        });
        return (await db.CommitAsync(page.ActOf(permit, "reply.withdrawn", member), ct).ConfigureAwait(false)).Match<Result<OpenedStatement>>(
            _ => page,
            refusals => refusals[0].Code == "store.already-there" ? new Refusal("reply.changed-meanwhile") : refusals);
    }
}
