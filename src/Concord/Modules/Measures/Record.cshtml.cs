using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Measures;

/// <summary>Measures of one kind that stand alike: one line of a cell.</summary>
internal sealed record CellLine(string Text, bool Disputed, IReadOnlyList<RecordMeasure> Measures);

/// <summary>The record: members by areas in protocol order. Words, no totals, no ranks (DESIGN 1).</summary>
[Asks(Doing.Read)]
internal sealed class RecordPageModel(MeasureQueries measures) : AskingPage
{
    public RecordPage View { get; private set; } = null!;

    public bool IsEmpty => View.Rows.All(r => r.Cells.All(c => c.Measures.IsEmpty));

    public Task<IActionResult> OnGetAsync(string? phase, CancellationToken ct) => ShowAsync(
        permit => measures.RecordAsync(permit, measures.Now, phase, ct),
        view =>
        {
            View = view;
            this.Titled(Texts.Here("measures.record-title"), "record");
            return Page();
        });

    public static IEnumerable<CellLine> Lines(RecordCell cell) => cell.Measures
        .GroupBy(m => (m.Kind.Key, Stage: m.Stage?.Id, m.IsCertain, Expected: Expected(m)?.Id))
        .Select(g => new CellLine(Line(g.First(), g.Count()), g.Any(m => !m.Standing.Disputed.IsEmpty), [.. g]));

    /// <summary>What was announced of a measure of which no stage is said: expected is not done, and the words say so.</summary>
    private static StageInForce? Expected(RecordMeasure m) =>
        m.Stage is null ? m.Standing.Expectations.Select(e => m.Kind.Stage(e.Stage)).LastOrDefault(s => s is not null) : null;

    private static string Line(RecordMeasure first, int count)
    {
        var stage = first.Stage is not null ? Data.Words(first.Stage.Names)
            : Expected(first) is { } expected ? Texts.Here("measures.cell-expected", Data.Words(expected.Names))
            : Texts.Here("measures.cell-no-stage");
        stage = first is { Stage: not null, IsCertain: false } ? Texts.Here("measures.cell-perhaps", stage) : stage;
        return count == 1
            ? Texts.Here("measures.cell-one", Data.Words(first.Kind.Names), stage)
            : Texts.Here("measures.cell-many", Data.Words(first.Kind.PluralNames), stage, count);
    }
}
