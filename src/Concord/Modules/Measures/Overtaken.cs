using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>A field that another recorded otherwise than it stands in the form.</summary>
internal sealed record OvertakenField(string Label, string? Theirs, string? Yours);

/// <summary>What another decided about a proposal while somebody filled in a form about it.</summary>
internal sealed record Overtaken(DecisionView By, ImmutableArray<OvertakenField> Fields);

/// <summary>What stands recorded out of a proposal, by the names of the form's fields.</summary>
internal sealed class RecordedFields(ConcordDb db, Labels labels)
{
    /// <summary>Empty when nothing was recorded of it, or nothing that this person may see.</summary>
    public async Task<ImmutableDictionary<string, string?>> OfAsync(Permit permit, ProposalId proposal, CancellationToken ct)
    {
        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        var rows = await (
            from s in db.Set<StatementRow>().AsNoTracking()
            where s.ProposalId == proposal && visible.Contains(s.LabelId)
                && !Withdrawals.Standing(db).Any(w => w.StatementId == s.Id)
            orderby s.Sequence descending
            select new { s, measure = db.Set<MeasureRow>().FirstOrDefault(m => m.Id == s.MeasureId) }).ToListAsync(ct).ConfigureAwait(false);
        if (rows is not [var last, ..])
        {
            return [];
        }

        var said = last.s;
        return new Dictionary<string, string?>
        {
            ["title"] = last.measure?.Title,
            ["stage"] = last.measure is null ? null : last.measure.Kind + "/" + said.Stage?.Value,
            ["when"] = said.Date?.Edtf,
            ["polarity"] = said.Polarity.ToString(),
            ["certainty"] = said.Certainty.ToString(),
            ["speaker"] = said.Protect ? null : said.Speaker,
            ["capacity"] = said.Protect ? null : said.Capacity,
            ["occasion"] = said.Occasion,
            ["said"] = said.Said?.Edtf,
        }.ToImmutableDictionary();
    }
}
