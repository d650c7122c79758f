using System.Collections.Immutable;
using System.Globalization;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;
using Admission = Concord.Core.Kernel.Access;

namespace Concord.Platform.Access;

/// <summary>The interned labels: visibility is a set of their ids, worked out once and used as an index term inside each query (DESIGN 6).</summary>
internal sealed class Labels(ConcordDb db, TimeProvider clock)
{
    private const int Attempts = 8;

    /// <summary>The ids of all labels that this actor may see, now: as-of dates change content, never rights.</summary>
    public async Task<ImmutableArray<LabelId>> VisibleToAsync(Permit permit, CancellationToken ct)
    {
        var today = clock.Today();
        var rows = await db.Set<LabelRow>().AsNoTracking().ToListAsync(ct).ConfigureAwait(false);
        return [.. rows.Where(r => Admission.MaySee(permit.Actor, ToLabel(r), today).Allowed).Select(r => r.Id)];
    }

    /// <summary>All labels by id.</summary>
    public async Task<ImmutableDictionary<LabelId, Label>> AllAsync(CancellationToken ct)
    {
        var rows = await db.Set<LabelRow>().AsNoTracking().ToListAsync(ct).ConfigureAwait(false);
        return rows.ToImmutableDictionary(r => r.Id, ToLabel);
    }

    /// <summary>The ids of these labels, giving out new ones for those not met before. Refused only when the store refuses.</summary>
    public async Task<Result<ImmutableDictionary<Label, LabelId>>> InternAsync(Permit permit, IEnumerable<Label> labels, CancellationToken ct)
    {
        var wanted = labels.Distinct().ToDictionary(Key);
        var refusal = new Refusal("store.busy");
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var keys = wanted.Keys.ToArray();
            var known = await db.Set<LabelRow>().AsNoTracking().Where(r => keys.Contains(r.Key)).ToDictionaryAsync(r => r.Key, r => r.Id, ct).ConfigureAwait(false);
            var missing = wanted.Where(w => !known.ContainsKey(w.Key)).ToArray();
            if (missing.Length == 0)
            {
                return wanted.ToImmutableDictionary(w => w.Value, w => known[w.Key]);
            }

            var last = await db.Set<LabelRow>().OrderByDescending(r => r.Id).Select(r => r.Id).FirstOrDefaultAsync(ct).ConfigureAwait(false);
            var ids = missing.Select((_, i) => new LabelId(last.Value + 1 + i)).ToArray();
            db.Set<LabelRow>().AddRange(missing.Select((m, i) => ToRow(ids[i], m.Key, m.Value)));
            var about = string.Join(' ', ids.Select(i => i.Value.ToString(CultureInfo.InvariantCulture)));
            var committed = await db.CommitAsync(new Act(permit, "label.interned", about), ct).ConfigureAwait(false);

            // Somebody else interned at the same time: their number is as good, look again.
            refusal = committed.Match(_ => refusal, refused => refused[0]);
            if (refusal.Code is not ("store.already-there" or "store.busy"))
            {
                return refusal;
            }
        }

        return refusal;
    }

    public static Label ToLabel(LabelRow row) => new(
        row.Handling, row.Marking, row.Embargo, row.Admission,
        [.. row.Bodies.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(b => new BodyId(Guid.Parse(b, CultureInfo.InvariantCulture)))])
    {
        KeptOut = [.. row.KeptOut.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Capacity>)],
        Member = row.Member,
    };

    private static LabelRow ToRow(LabelId id, string key, Label label) => new()
    {
        Id = id,
        Key = key,
        Handling = label.Handling,
        Marking = label.Marking,
        Embargo = label.Embargo,
        Admission = label.Admission,
        KeptOut = KeptOut(label),
        Member = label.Member,
        Bodies = Bodies(label),
    };

    private static string Key(Label label) => string.Join(
        '\u001f', label.Handling, label.Marking, label.Embargo?.ToString("O", CultureInfo.InvariantCulture), label.Admission, Bodies(label))
        + (label.KeptOut.IsEmpty && label.Member is null ? "" : "\u001f" + KeptOut(label) + "\u001f" + label.Member?.Value.ToString("D"));

    private static string KeptOut(Label label) => string.Join(' ', label.KeptOut);

    private static string Bodies(Label label) => string.Join(' ', label.Bodies.Select(b => b.Value.ToString("D")));
}
