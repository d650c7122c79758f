using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Platform.Db;
using Concord.Platform.Ledger;

namespace Concord.Modules.Measures;

/// <summary>A reply to be written, or written otherwise.</summary>
/// <param name="Seen">The number of the reply when the form was shown; 0 for none.</param>
internal sealed record ReplyTo(StatementId Statement, int Seen, string? Text, string? Language);

/// <summary>An official of a member that a statement is about says what the member has to say to it (DESIGN, rule 12).</summary>
internal sealed class ReplyToStatement(ConcordDb db, MeasureQueries measures, TimeProvider clock)
{
    public async Task<Result<OpenedStatement>> HandleAsync(Permit permit, ReplyTo input, CancellationToken ct)
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

    private static Result<(MemberId Member, Reply Reply)> Decide(Permit permit, OpenedStatement page, ReplyTo input) =>
        Replying.May(permit.Actor, page.About).Then(member =>
            Replying.Write(page.ReplyOf(member), input.Seen, input.Text, input.Language, page.Languages).Map(reply => (member, reply)));

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
        return (await db.CommitAsync(page.ActOf(permit, page.ReplyOf(member).Text is null ? "reply.written" : "reply.revised", member), ct).ConfigureAwait(false)).Match<Result<OpenedStatement>>(
            _ => page,
            refusals => refusals[0].Code == "store.already-there" ? new Refusal("reply.changed-meanwhile") : refusals);
    }
}
