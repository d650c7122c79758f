using System.Globalization;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>
/// Whose measure it is, by what is said of it: a member belongs to a measure for whoever may see a statement that says so, and for nobody else. The rows of members are
/// kept for the queries; what they are made of are the statements.
/// </summary>
internal static class Membership
{
    public static string Write(IEnumerable<MemberId> members) => string.Join(' ', members.Distinct().Select(m => m.Value.ToString("D")));

    /// <summary>With what is to be saved: the rows that these statements, which are among it, bring.</summary>
    public static async Task KeepAsync(ConcordDb db, IReadOnlyCollection<StatementRow> said, CancellationToken ct)
    {
        List<MeasureId> ids = [.. said.Select(s => s.MeasureId).OfType<MeasureId>().Distinct()];
        var there = (await db.Set<MeasureMemberRow>().AsNoTracking().Where(m => EF.Parameter(ids).Contains(m.MeasureId)).ToListAsync(ct).ConfigureAwait(false))
            .Concat(db.Set<MeasureMemberRow>().Local).Select(Key).ToHashSet();
        db.Set<MeasureMemberRow>().AddRange(said.SelectMany(s => Of(s, [])).Distinct().Where(there.Add).Select(ToRow));
    }

    /// <summary>After the labels of statements were changed, and before that is saved.</summary>
    /// <param name="all">All statements of these measures.</param>
    public static async Task RelabelAsync(ConcordDb db, IReadOnlyCollection<StatementRow> all, CancellationToken ct)
    {
        List<MeasureId> ids = [.. all.Select(s => s.MeasureId).OfType<MeasureId>().Distinct()];
        var there = await db.Set<MeasureMemberRow>().Where(m => EF.Parameter(ids).Contains(m.MeasureId)).ToListAsync(ct).ConfigureAwait(false);
        var known = there.ToLookup(m => m.MeasureId, m => m.MemberId);
        var wanted = all.Where(s => s.MeasureId is not null).SelectMany(s => Of(s, known[s.MeasureId!.Value])).ToHashSet();
        db.Set<MeasureMemberRow>().RemoveRange(there.Where(m => !wanted.Remove(Key(m))));
        db.Set<MeasureMemberRow>().AddRange(wanted.Select(ToRow));
    }

    /// <param name="known">Whose it is at all: for a statement that was recorded before it was kept what each says.</param>
    private static IEnumerable<(MeasureId, MemberId, LabelId)> Of(StatementRow said, IEnumerable<MemberId> known) => said.MeasureId is not { } measure ? []
        : (said.Brings is { } brings ? brings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(m => new MemberId(Guid.Parse(m, CultureInfo.InvariantCulture))) : known.Distinct())
            .Select(m => (measure, m, said.LabelId));

    private static (MeasureId, MemberId, LabelId) Key(MeasureMemberRow row) => (row.MeasureId, row.MemberId, row.LabelId);

    private static MeasureMemberRow ToRow((MeasureId Measure, MemberId Member, LabelId Label) key) => new() { MeasureId = key.Measure, MemberId = key.Member, LabelId = key.Label };
}
