using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Platform.Db;
using Concord.Platform.Ledger;

namespace Concord.Modules.Measures;

/// <summary>A statement taken back is to count again.</summary>
/// <param name="Number">Which of its withdrawals is undone.</param>
internal sealed record Restore(StatementId Statement, int Number, string? Why = null);

/// <summary>Undoing a withdrawal is a new act; what was taken back, and why, stays on record.</summary>
internal sealed class RestoreStatement(ConcordDb db, MeasureQueries measures, TimeProvider clock)
{
    public async Task<Result<StatementPage>> HandleAsync(Permit permit, Restore input, CancellationToken ct)
    {
        if (permit.Doing != Doing.Review)
        {
            return new Refusal("access.denied");
        }

        var now = measures.Now;
        var found = await measures.StatementAsync(permit, input.Statement, now, ct).ConfigureAwait(false);
        return await found.Then(page => Decide(page, input, now.Known).Map(restored => (Page: page, On: restored.Until ?? now.Known))).Match(
            decided => CommitAsync(permit, decided.Page, decided.On, input, ct),
            refusals => Task.FromResult<Result<StatementPage>>(refusals)).ConfigureAwait(false);
    }

    /// <summary>What a reviewer undid is decided anew beside its source, where it stands open again.</summary>
    private static Result<Withdrawal> Decide(StatementPage page, Restore input, DateOnly today) => page.Statement.Withdrawal switch
    {
        null => new Refusal("restoration.already"),
        { Cause: WithdrawalCause.Issuer } => new Refusal("restoration.of-issuer"),
        { } standing when standing.Number != input.Number => new Refusal("withdrawal.changed-meanwhile"),
        { Cause: WithdrawalCause.Review } => new Refusal("restoration.of-review"),
        _ => TakingBack.Restore(page.Statement.Withdrawals.Last(), input.Why, today),
    };

    private async Task<Result<StatementPage>> CommitAsync(Permit permit, StatementPage page, DateOnly known, Restore input, CancellationToken ct)
    {
        var why = string.IsNullOrWhiteSpace(input.Why) ? null : input.Why.Trim();
        _ = db.Set<RestorationRow>().Add(new RestorationRow
        {
            StatementId = input.Statement,
            Number = input.Number,
            Why = why,
            By = permit.Actor.Id,
            Capacity = permit.Actor.Capacity,
            At = clock.GetUtcNow(),
            Known = known,
        });
        var act = new Act(permit, "statement.restored", "statement:" + input.Statement.Value.ToString("D"), why, new Dictionary<string, string?>
        {
            ["measure"] = page.Measure.Id.Value.ToString("D"),
        });
        return (await db.CommitAsync(act, ct).ConfigureAwait(false)).Match<Result<StatementPage>>(
            _ => page,
            refusals => refusals[0].Code == "store.already-there" ? new Refusal("withdrawal.changed-meanwhile") : refusals);
    }
}
