using Concord.Platform.Db;

namespace Concord.Modules.Measures;

/// <summary>Withdrawals that stand: those that were not undone.</summary>
internal static class Withdrawals
{
    public static IQueryable<WithdrawalRow> Standing(ConcordDb db) =>
        db.Set<WithdrawalRow>().Where(w => !db.Set<RestorationRow>().Any(r => r.StatementId == w.StatementId && r.Number == w.Number));

    /// <summary>As far as was known on that day.</summary>
    public static IQueryable<WithdrawalRow> Standing(ConcordDb db, DateOnly known) =>
        db.Set<WithdrawalRow>().Where(w => w.Known <= known && !db.Set<RestorationRow>().Any(r => r.StatementId == w.StatementId && r.Number == w.Number && r.Known <= known));
}
