using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Measures;

/// <summary>
/// Taking a statement back, and counting it again (DESIGN 1: never edited; withdrawn or superseded, with who and why). Each is an act of its own; neither
/// touches what was said.
/// </summary>
public static class TakingBack
{
    /// <summary>The longest reason that is kept.</summary>
    public const int LongestReason = 2000;

    /// <summary>
    /// The withdrawal of a statement, everything that is wrong with it at once: a reason is missing (<c>withdrawal.why-missing</c>) or too long
    /// (<c>withdrawal.why-too-long</c>), the statement is taken back already (<c>withdrawal.already</c>), or what is to stand instead is no other counted
    /// statement of the same measure (<c>withdrawal.superseded-other</c>).
    /// </summary>
    /// <param name="statement">The one to take back.</param>
    /// <param name="beside">All statements of its measure that this actor may see.</param>
    /// <param name="withdrawals">Of those statements.</param>
    /// <param name="why">The reason.</param>
    /// <param name="supersededBy">What stands instead, or null.</param>
    /// <param name="today">The day (UTC).</param>
    public static Result<Withdrawal> Withdraw(
        StatementId statement, IEnumerable<StatementId> beside, IEnumerable<Withdrawal> withdrawals, string? why, StatementId? supersededBy, DateOnly today)
    {
        var gone = withdrawals.Where(w => w.StandsOn(today)).Select(w => w.Statement).ToHashSet();
        if (gone.Contains(statement))
        {
            return new Refusal("withdrawal.already");
        }

        var faults = ImmutableArray.CreateBuilder<Refusal>();
        if (string.IsNullOrWhiteSpace(why))
        {
            faults.Add(new Refusal("withdrawal.why-missing"));
        }
        else if (why.Trim().Length > LongestReason)
        {
            faults.Add(new Refusal("withdrawal.why-too-long"));
        }

        if (supersededBy is { } other && (other == statement || gone.Contains(other) || !beside.Contains(other)))
        {
            faults.Add(new Refusal("withdrawal.superseded-other"));
        }

        return faults.Count > 0 ? faults.ToImmutable() : new Withdrawal(statement, supersededBy, today, 0);
    }

    /// <summary>
    /// The withdrawal with the day on which it was undone. Refuses one that does not stand (<c>restoration.already</c>) and a reason that is too long
    /// (<c>withdrawal.why-too-long</c>).
    /// </summary>
    public static Result<Withdrawal> Restore(Withdrawal withdrawal, string? why, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(withdrawal);
        return !withdrawal.StandsOn(today) ? new Refusal("restoration.already")
            : why?.Trim().Length > LongestReason ? new Refusal("withdrawal.why-too-long")
            : withdrawal with { Until = today };
    }
}
