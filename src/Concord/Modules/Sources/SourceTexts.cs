using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Sources;

/// <summary>Texts of many places at once, each under the label of its paragraph.</summary>
internal sealed class SourceTexts(ConcordDb db, Labels labels, Shown shown)
{
    public async Task<FoundTexts> FindAsync(
        Permit permit, IReadOnlyCollection<SourceId> whole, IReadOnlyCollection<(SourceId Source, TextPlace Place)> places, CancellationToken ct)
    {
        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        List<SourceId> ids = [.. whole.Concat(places.Select(p => p.Source)).Distinct()];
        var rows = await db.Set<SourceRow>().AsNoTracking().Where(s => EF.Parameter(ids).Contains(s.Id))
            .Select(s => new
            {
                s.LabelId,
                Summary = new SourceSummary(s.Id, s.Title, s.ReferenceId, s.Originator, s.Written, s.Known, s.Imported, s.FileName, s.Form, s.Paragraphs, s.Proposals, s.Errors),
            }).ToDictionaryAsync(s => s.Summary.Id, ct).ConfigureAwait(false);
        var texts = ImmutableDictionary.CreateBuilder<(SourceId, TextPlace), PlacedText>();
        foreach (var (source, place) in places.Where(p => rows.ContainsKey(p.Source)))
        {
            var found = await db.Set<ParagraphRow>().AsNoTracking()
                .Where(p => p.SourceId == source && p.Ordinal == place.Paragraph && visible.Contains(p.LabelId))
                .Select(p => new { p.Name, p.LabelId, Text = p.Text.Substring(place.Start, place.Length) }).SingleOrDefaultAsync(ct).ConfigureAwait(false);
            if (found is { Text.Length: > 0 })
            {
                shown.Tell(source, found.LabelId);
                texts[(source, place)] = new PlacedText(visible.Contains(rows[source].LabelId) ? rows[source].Summary : SourceQueries.Hidden(rows[source].Summary), place, found.Name, found.Text);
            }
        }

        var seen = whole.Distinct().Where(id => rows.TryGetValue(id, out var row) && visible.Contains(row.LabelId)).ToList();
        shown.Tell(seen);
        return new FoundTexts(seen.ToImmutableDictionary(id => id, id => rows[id].Summary), texts.ToImmutable());
    }
}
