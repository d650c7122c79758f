using Concord.Core.Kernel;
using Concord.Platform.Lists;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>
/// When statements were said, asked of the database. Dates are kept as their EDTF text: of two whole days the text says which comes first. Everything that is less
/// exact is let through and looked at once more.
/// </summary>
internal static class SaidDays
{
    private const string WholeDay = "____-__-__";
    private const string Unspecified = "%X%";

    /// <summary>At least those that may have been said in this time; whoever asks for no time is given those without one too.</summary>
    public static IQueryable<StatementRow> SaidIn(this IQueryable<StatementRow> rows, DateOnly? since, DateOnly? until)
    {
        if (since is null && until is null)
        {
            return rows;
        }

        var (from, to) = (Days.Write(since ?? DateOnly.MinValue), Days.Write(until ?? DateOnly.MaxValue));
#pragma warning disable CA1309 // the database compares: digits and hyphens at the same places, which every collation puts in the same order
        return rows.Where(s => s.Said != null
            && (!EF.Functions.Like((string)(object)s.Said, WholeDay) || EF.Functions.Like((string)(object)s.Said, Unspecified)
                || (string.Compare((string)(object)s.Said, from) >= 0 && string.Compare((string)(object)s.Said, to) <= 0)));
#pragma warning restore CA1309
    }

    /// <summary>It may have been said in this time.</summary>
    public static bool In(When? said, DateOnly? since, DateOnly? until) =>
        Days.AnyIn(said is null ? [] : [said], since, until);
}
