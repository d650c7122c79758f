using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Identity;

/// <summary>
/// Who may be erased: their names and addresses, and the keys of what acts keep of them. What they did stays, under a number that leads to nobody (DESIGN 6; Regulation (EU) 2016/679, article 17).
/// </summary>
public static class Erasing
{
    /// <summary>In characters.</summary>
    public const int LongestReason = 500;

    /// <summary>
    /// By an administrator of all or the operator, with a reason. Refused with <c>access.denied</c>, <c>erase.oneself</c>, <c>erase.already</c>, <c>erase.why-missing</c>, <c>erase.why-too-long</c>,
    /// and <c>holding.last-administrator</c>.
    /// </summary>
    /// <param name="holdings">All that the person holds.</param>
    /// <param name="administrators">All holdings of an administrator of the whole installation in force.</param>
    public static Result<string> May(Permit permit, ActorId account, bool erased, ImmutableArray<Holding> holdings, ImmutableArray<Holding> administrators, string? why)
    {
        ArgumentNullException.ThrowIfNull(permit);
        var (by, reason) = (permit.Actor, why?.Trim() ?? "");
        return permit.Doing != Doing.KeepAccounts || by.Keeps is not null ? new Refusal("access.denied")
            : by.Id == account ? new Refusal("erase.oneself")
            : erased ? new Refusal("erase.already")
            : Ending.HoldsTheLast(holdings, account, administrators) ? new Refusal("holding.last-administrator")
            : reason.Length == 0 ? new Refusal("erase.why-missing")
            : reason.Length > LongestReason ? new Refusal("erase.why-too-long", LongestReason.ToString(System.Globalization.CultureInfo.InvariantCulture))
            : reason;
    }
}
