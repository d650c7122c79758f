using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Measures;

/// <summary>The record: members by areas in protocol order. Words, no totals, no ranks (DESIGN 1).</summary>
[Asks(Doing.Read)]
internal sealed class RecordPageModel(RecordToday record) : AskingPage
{
    public RecordFace View { get; internal set; } = null!;

    public bool IsEmpty => View.Rows.All(r => r.Cells.All(c => c.Lines.IsEmpty));

    public Task<IActionResult> OnGetAsync(string? phase, CancellationToken ct) => ShowAsync(
        permit => record.FaceAsync(permit, phase, ct),
        view =>
        {
            View = view;
            this.Titled(Texts.Here("measures.record-title"), "record");
            return Page();
        });

    /// <summary>A line in words: a stage that is certain, one that is not, what is only expected, or none.</summary>
    public static string Text(RecordLine line)
    {
        var stage = line.Stage is not null ? Data.Words(line.Stage.Names)
            : line.Expected is not null ? Texts.Here("measures.cell-expected", Data.Words(line.Expected.Names))
            : Texts.Here("measures.cell-no-stage");
        stage = line is { Stage: not null, IsCertain: false } ? Texts.Here("measures.cell-perhaps", stage) : stage;
        return line.Count == 1
            ? Texts.Here("measures.cell-one", Data.Words(line.Kind.Names), stage)
            : Texts.Here("measures.cell-many", Data.Words(line.Kind.PluralNames), stage, line.Count);
    }
}
