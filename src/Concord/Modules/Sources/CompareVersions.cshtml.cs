using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Sources;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Ledger;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Sources;

/// <summary>A paragraph of two versions, as the table shows it.</summary>
internal sealed record ComparedLine(ParagraphChange Change, string? EarlierName, string? LaterName, ImmutableArray<ComparedText> Pieces);

/// <summary>A version with its text, as far as it may be seen.</summary>
internal sealed record ComparedVersion(SourceSummary Summary, int Version, ImmutableArray<(string Name, string? Label, string Text)> Paragraphs);

/// <summary>A version and the one before it, paragraph by paragraph.</summary>
[Asks(Doing.Read), Shows("source")]
internal sealed class CompareVersionsPage(SourceQueries sources) : AskingPage
{
    private const int Most = 2_000;

    public ComparedVersion Later { get; private set; } = null!;

    public ComparedVersion Earlier { get; private set; } = null!;

    public ImmutableArray<ComparedParagraph> Lines { get; private set; } = [];

    public ImmutableArray<ComparedLine> Shown { get; private set; } = [];

    public bool All { get; private set; }

    public Task<IActionResult> OnGetAsync(Guid id, bool all, CancellationToken ct) => ShowAsync(
        async permit =>
        {
            var page = await sources.PageAsync(permit, new SourceId(id), default, ct);
            return await page.Match(
                async p => p.Corrects is { } earlier
                    ? (await WholeAsync(permit, earlier, ct)).Match(
                        async was => (await WholeAsync(permit, new SourceId(id), ct)).Map(now => (was, now)),
                        refusals => Task.FromResult<Result<(ComparedVersion, ComparedVersion)>>(refusals)) is { } both ? await both : new Refusal("source.unknown")
                    : new Refusal("version.corrects-nothing"),
                refusals => Task.FromResult<Result<(ComparedVersion, ComparedVersion)>>(refusals));
        },
        both =>
        {
            (Earlier, Later) = both;
            AlsoShown.Add(HttpContext, new Thing(SourceThings.Source, Earlier.Summary.Id.Value));
            All = all;
            Lines = Comparing.Paragraphs([.. Earlier.Paragraphs.Select(ToVersion)], [.. Later.Paragraphs.Select(ToVersion)]);
            Shown = [.. Lines.Where(l => all || l.Change != ParagraphChange.Same).Take(Most).Select(ToLine)];
            this.Titled(Texts.Here("sources.compare-title"), "sources");
            return Page();
        });

    private async Task<Result<ComparedVersion>> WholeAsync(Permit permit, SourceId id, CancellationToken ct) =>
        (await sources.WholeAsync(permit, id, ct)).Map(w => new ComparedVersion(w.Summary, w.Version, w.Paragraphs));

    private ComparedLine ToLine(ComparedParagraph line)
    {
        var was = line.Earlier is { } e ? Earlier.Paragraphs[e] : default;
        var now = line.Later is { } l ? Later.Paragraphs[l] : default;
        return new ComparedLine(line.Change, was.Name, now.Name, line.Change switch
        {
            ParagraphChange.Changed => Comparing.Words(was.Text, now.Text),
            ParagraphChange.Deleted => [new ComparedText(TextChange.Deleted, was.Text)],
            ParagraphChange.Inserted => [new ComparedText(TextChange.Inserted, now.Text)],
            ParagraphChange.Same or ParagraphChange.Moved => [new ComparedText(TextChange.Same, now.Text)],
        });
    }

    private static VersionParagraph ToVersion((string Name, string? Label, string Text) p) => new(p.Text, p.Label);
}
