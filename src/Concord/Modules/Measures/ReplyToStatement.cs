using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Platform.Db;
using Concord.Platform.Ledger;

namespace Concord.Modules.Measures;

/// <summary>A reply to be written, or written otherwise.</summary>
/// <param name="Seen">The number of the reply when the form was shown; 0 for none.</param>
internal sealed record ReplyTo(StatementId Statement, int Seen, string? Text, string? Language);

/// <summary>A reply to be withdrawn.</summary>
/// <param name="Seen">The number of the reply when the form was shown.</param>
internal sealed record TakeReplyBack(StatementId Statement, int Seen);

/// <summary>An official of a member that a statement is about says what the member has to say to it (DESIGN, rule 12).</summary>
internal sealed class ReplyToStatement(ConcordDb db, MeasureQueries measures, TimeProvider clock)
{
    public Task<Result<OpenedStatement>> HandleAsync(Permit permit, ReplyTo input, CancellationToken ct) => HandleAsync(
        permit, input.Statement, (standing, page) => Replying.Write(standing, input.Seen, input.Text, input.Language, page.Languages), ct);

    /// <summary>It is shown with the statement no longer; what it said stays on record. It may be written anew.</summary>
    public Task<Result<OpenedStatement>> WithdrawAsync(Permit permit, TakeReplyBack input, CancellationToken ct) =>
        HandleAsync(permit, input.Statement, (standing, _) => Replying.Withdraw(standing, input.Seen), ct);

    private async Task<Result<OpenedStatement>> HandleAsync(Permit permit, StatementId statement, Func<Reply, OpenedStatement, Result<Reply>> turn, CancellationToken ct)
    {
        if (permit.Doing != Doing.Review)
        {
            return new Refusal("access.denied");
        }

        var found = await measures.OpenAsync(permit, statement, measures.Now, ct).ConfigureAwait(false);
        return await found.Then(page => Replying.May(permit.Actor, page.About).Then(member => turn(page.ReplyOf(member), page).Map(reply => (Page: page, Member: member, Reply: reply)))).Match(
            decided => CommitAsync(permit, decided.Page, decided.Member, decided.Reply, ct),
            refusals => Task.FromResult<Result<OpenedStatement>>(refusals)).ConfigureAwait(false);
    }

    private async Task<Result<OpenedStatement>> CommitAsync(Permit permit, OpenedStatement page, MemberId member, Reply reply, CancellationToken ct)
    {
        _ = db.Set<ReplyRow>().Add(new ReplyRow
        {
            StatementId = page.Statement.Id,
            MemberId = member,
            Number = reply.Number,
            Text = reply.Text,
            Language = reply.Language,
            Body = permit.Actor.Body,
            By = permit.Actor.Id,
            At = clock.GetUtcNow(),
            Known = measures.Now.Known,
        });
        return (await db.CommitAsync(page.ActOf(permit, Verb(page.ReplyOf(member), reply), member), ct).ConfigureAwait(false)).Match<Result<OpenedStatement>>(
            _ => page,
            refusals => refusals[0].Code == "store.already-there" ? new Refusal("reply.changed-meanwhile") : refusals);
    }

    private static string Verb(Reply before, Reply after) => after.Text is null ? "reply.withdrawn" : before.Text is null ? "reply.written" : "reply.revised";
}
