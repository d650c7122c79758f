using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Identity;

/// <summary>Who may close an account, and open it again. What was closed keeps its name and its keys; it opens nothing, and acts as nobody.</summary>
public static class Closing
{
    /// <summary>In characters.</summary>
    public const int LongestReason = 500;

    /// <summary>
    /// By its owner, or by an administrator of all. Refused with <c>access.denied</c>, <c>account.already-closed</c>, <c>holding.last-administrator</c> and <c>closing.too-long</c>.
    /// </summary>
    /// <param name="holdings">All that the person holds.</param>
    /// <param name="administrators">All holdings of an administrator of the whole installation in force.</param>
    public static Result<string?> May(Permit permit, ActorId account, bool closed, ImmutableArray<Holding> holdings, ImmutableArray<Holding> administrators, string? why)
    {
        ArgumentNullException.ThrowIfNull(permit);
        var reason = why?.Trim() ?? "";
        var mayBy = permit.Doing switch
        {
            Doing.KeepOwn => permit.Actor.Id == account,
            Doing.KeepAccounts => permit.Actor.Keeps is null,
            _ => false,
        };
        return !mayBy ? new Refusal("access.denied")
            : closed ? new Refusal("account.already-closed")
            : Ending.HoldsTheLast(holdings, account, administrators) ? new Refusal("holding.last-administrator")
            : reason.Length > LongestReason ? new Refusal("closing.too-long", LongestReason.ToString(System.Globalization.CultureInfo.InvariantCulture))
            : reason.Length == 0 ? (string?)null : reason;
    }

    /// <summary>By an administrator of all. Refused with <c>access.denied</c>, <c>erase.already</c> (there is nothing left to open) and <c>account.already-open</c>.</summary>
    public static Refusal? MayOpen(Permit permit, bool closed, bool erased)
    {
        ArgumentNullException.ThrowIfNull(permit);
        return permit.Doing != Doing.KeepAccounts || permit.Actor.Keeps is not null ? new Refusal("access.denied")
            : erased ? new Refusal("erase.already")
            : closed ? null : new Refusal("account.already-open");
    }
}
