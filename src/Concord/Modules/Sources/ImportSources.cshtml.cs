using System.Collections.Immutable;
using System.Text;
using Concord.Core.Kernel;
using Concord.Core.Sources;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Ledger;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Sources;

/// <summary>What became of one file: the sources made of it, or why there are none.</summary>
internal sealed record FileResult(string FileName, ImmutableArray<ImportedSource> Made, ImmutableArray<Refusal> Refusals);

/// <summary>Files, or a pasted text, come in. Handing the same in again changes nothing, so the answer needs no redirect.</summary>
[Asks(Doing.Import)]
internal sealed class ImportSourcesPage(ImportSource import, SourceQueries sources, Shown shown) : AskingPage
{
    private static readonly Refusal NothingGiven = new("import.nothing-given");

    public ImmutableArray<FileResult> Results { get; private set; } = [];

    [BindProperty(Name = "text")]
    public string? Text { get; set; }

    /// <summary>The source that what is brought in corrects.</summary>
    [BindProperty(Name = "corrects", SupportsGet = true)]
    public Guid? Corrects { get; set; }

    public SourceSummary? Corrected { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(
        permit => FindAsync(permit, ct),
        _ =>
        {
            this.Titled(Texts.Here("sources.import-title"), "sources");
            return Page();
        });

    public Task<IActionResult> OnPostAsync(List<IFormFile> files, CancellationToken ct) => GoOnAsync(
        permit => FindAsync(permit, ct),
        async (permit, _) =>
        {
            this.Titled(Texts.Here("sources.import-title"), "sources");
            var results = ImmutableArray.CreateBuilder<FileResult>();
            foreach (var file in files.Where(f => f.FileName.Length > 0))
            {
                results.Add(file.Length > Incoming.LongestFile
                    ? new FileResult(file.FileName, [], [Incoming.TooLarge(file.Length)])
                    : await TakeAsync(permit, file.FileName, await BytesAsync(file, ct), ct));
            }

            if (!string.IsNullOrWhiteSpace(Text))
            {
                results.Add(await TakeAsync(permit, Texts.Here("sources.pasted-name"), Encoding.UTF8.GetBytes(Text), ct));
            }

            if (results.Count == 0)
            {
                Fault([NothingGiven], "files");
                Response.StatusCode = StatusCodes.Status400BadRequest;
            }
            else if (results.All(r => !r.Refusals.IsEmpty))
            {
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            }

            Results = results.ToImmutable();
            if (Results.Any(r => r.Refusals.IsEmpty))
            {
                Text = null;
                ModelState.Remove("text");
            }

            return Page();
        });

    private async Task<Result<Permit>> FindAsync(Permit permit, CancellationToken ct)
    {
        if (Corrects is not { } id)
        {
            return permit;
        }

        return (await sources.SummaryAsync(permit, new SourceId(id), ct)).Map(s =>
        {
            Corrected = s;
            shown.Tell([s.Id]);
            return permit;
        });
    }

    private static async Task<byte[]> BytesAsync(IFormFile file, CancellationToken ct)
    {
        var bytes = new byte[file.Length];
        var stream = file.OpenReadStream();
        await using var ofFile = stream;
        await stream.ReadExactlyAsync(bytes, ct);
        return bytes;
    }

    private async Task<FileResult> TakeAsync(Permit permit, string name, byte[] bytes, CancellationToken ct) =>
        (await import.HandleAsync(permit, new IncomingFile(name, bytes, Corrects: Corrected?.Id), ct)).Match(
            made => new FileResult(name, made, []),
            refusals => new FileResult(name, [], refusals));
}
