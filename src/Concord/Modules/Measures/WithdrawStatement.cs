using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Platform.Db;
using Concord.Platform.Ledger;

namespace Concord.Modules.Measures;

/// <summary>A statement to be taken back.</summary>
/// <param name="Seen">How often it had been taken back when the form was shown.</param>
/// <param name="SupersededBy">The statement of the same measure that stands instead; null for none.</param>
internal sealed record Withdraw(StatementId Statement, int Seen, string? Why, StatementId? SupersededBy = null);

/// <summary>Statements are never edited: they are taken back, with who and why, and the standing follows from the rest (DESIGN 1).</summary>
internal sealed class WithdrawStatement(ConcordDb db, MeasureQueries measures, TimeProvider clock)
{
    public async Task<Result<StatementPage>> HandleAsync(Permit permit, Withdraw input, CancellationToken ct)
    {
        if (permit.Doing != Doing.Review)
        {
            return new Refusal("access.denied");
        }

        var now = measures.Now;
        var found = await measures.StatementAsync(permit, input.Statement, now, ct).ConfigureAwait(false);
        return await found.Then(page => Decide(page, input, now.Known).Map(withdrawal => (Page: page, Withdrawal: withdrawal))).Match(
            decided => CommitAsync(permit, decided.Page, decided.Withdrawal, input, ct),
            refusals => Task.FromResult<Result<StatementPage>>(refusals)).ConfigureAwait(false);
    }

    private static Result<Withdrawal> Decide(StatementPage page, Withdraw input, DateOnly today) => page.Statement.TakenBack != input.Seen
        ? new Refusal("withdrawal.changed-meanwhile")
        : TakingBack.Withdraw(
            input.Statement,
            page.Measure.Statements.Select(s => s.Id),
            page.Measure.Statements.SelectMany(s => s.Withdrawals),
            input.Why,
            input.SupersededBy,
            today);

    private async Task<Result<StatementPage>> CommitAsync(Permit permit, StatementPage page, Withdrawal withdrawal, Withdraw input, CancellationToken ct)
    {
        _ = db.Set<WithdrawalRow>().Add(new WithdrawalRow
        {
            StatementId = withdrawal.Statement,
            Number = input.Seen + 1,
            SupersededBy = withdrawal.SupersededBy,
            Cause = WithdrawalCause.Person,
            Why = input.Why?.Trim(),
            By = permit.Actor.Id,
            Capacity = permit.Actor.Capacity,
            At = clock.GetUtcNow(),
            Known = withdrawal.Known,
        });
        var act = new Act(permit, "statement.withdrawn", "statement:" + input.Statement.Value.ToString("D"), input.Why?.Trim(), new Dictionary<string, string?>
        {
            ["measure"] = page.Measure.Id.Value.ToString("D"),
            ["superseded_by"] = withdrawal.SupersededBy?.Value.ToString("D"),
        });
        return (await db.CommitAsync(act, ct).ConfigureAwait(false)).Match<Result<StatementPage>>(
            _ => page,
            refusals => refusals[0].Code == "store.already-there" ? new Refusal("withdrawal.changed-meanwhile") : refusals);
    }
}
