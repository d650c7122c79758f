using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Concord.Core.Kernel;
using Concord.Core.Sources;
using Concord.Core.Telegrams;
using Concord.Modules.Sources.Contracts;
using Concord.Modules.Sources.Documents;
using Concord.Platform;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Sources;

/// <summary>A document on public record, as far as it is told of: what it is, where it stands, and lines of what it says.</summary>
/// <param name="Id">Permanent; the first version of the source has it.</param>
/// <param name="Lines">In our words, each with a permanent id.</param>
internal sealed record PublicDocument(Guid Id, string Title, string? Address, DateOnly? Published, ImmutableArray<(Guid Id, string Text)> Lines);

/// <summary>The lines of a document as passages of its source.</summary>
internal sealed record RecordedDocument(SourceId Source, DateOnly Known, LabelId Label, ImmutableDictionary<Guid, PassageId> Lines);

/// <summary>A public document becomes a source that everybody may see; other lines of it are a new version, and the same lines change nothing.</summary>
internal sealed class RecordDocument(ConcordDb db, Labels labels, SourceVersions versions, TimeProvider clock)
{
    private static readonly Label Open = new(Handling.Public, null, null, null, []);

    public async Task<Result<RecordedDocument>> HandleAsync(Permit permit, PublicDocument document, CancellationToken ct)
    {
        if (permit.Doing != Doing.Administer)
        {
            return new Refusal("access.denied");
        }

        var bytes = Bytes(document);
        var hash = ContentRow.HashOf(bytes);
        var there = await db.Set<SourceRow>().AsNoTracking().SingleOrDefaultAsync(s => s.ContentHash == hash && s.FiledKey == "" && s.Part == 0, ct).ConfigureAwait(false);
        if (there is not null)
        {
            return await ShowAsync(there, document, ct).ConfigureAwait(false);
        }

        var interned = await labels.InternAsync(permit, [Open], ct).ConfigureAwait(false);
        return await interned.Match(
            ids => KeepAsync(permit, document, bytes, hash, ids, ct),
            refusals => Task.FromResult<Result<RecordedDocument>>(refusals)).ConfigureAwait(false);
    }

    private async Task<Result<RecordedDocument>> KeepAsync(
        Permit permit, PublicDocument document, byte[] bytes, string hash, ImmutableDictionary<Label, LabelId> ids, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = now.Day();
        var known = document.Published is { } published && published < today ? published : today;
        var last = await LastAsync(new SourceId(document.Id), ct).ConfigureAwait(false);
        var file = new ReadFile(new IncomingFile(document.Title, bytes, known, last), hash, bytes, 0, FileLines.Of(""));
        var read = Read(document);
        var source = new SourceReading(DocumentTelegram.Of(read), Findings.None, [Open, .. read.Parts.Select(_ => Open)]) { Document = read }
            .ToRows(file, null, ids, now, out var rows);
        source.Form = SourceForm.Record;
        source.Id = last is null ? new SourceId(document.Id) : source.Id;
        foreach (var paragraph in rows.OfType<ParagraphRow>())
        {
            paragraph.SourceId = source.Id;
        }

        // The first part is the title; the lines follow in their order.
        var passages = document.Lines.Select((line, i) => new PassageRow
        {
            Id = new PassageId(last is null ? line.Id : Guid.CreateVersion7(now)),
            SourceId = source.Id,
            ParagraphOrdinal = i + 1,
            LabelId = source.LabelId,
            Exact = line.Text,
            EndAt = CodePoints.Count(line.Text),
        }).ToImmutableArray();
        _ = db.Set<SourceRow>().Add(source);
        db.AddRange(rows);
        if (last is { } earlier)
        {
            var staged = await versions.StageAsync(permit, source, earlier, [.. rows.OfType<ParagraphRow>()], [], [], ct).ConfigureAwait(false);
            var refused = staged.Match(_ => [], r => r);
            if (!refused.IsEmpty)
            {
                return refused;
            }
        }

        db.AddRange(passages);
        if (!await db.Set<ContentRow>().AnyAsync(c => c.Hash == hash, ct).ConfigureAwait(false))
        {
            _ = db.Set<ContentRow>().Add(new ContentRow { Hash = hash, Length = bytes.Length, Bytes = bytes });
        }

        db.Index(SourceIndex.Of(source, rows.OfType<ParagraphRow>(), []));
        var act = new Act(permit, "source.recorded", "source:" + source.Id.Value.ToString("D"), Payload: new Dictionary<string, string?> { ["sha256"] = hash });
        var committed = await db.CommitAsync(act, ct).ConfigureAwait(false);
        db.ChangeTracker.Clear();
        return committed.Map(_ => new RecordedDocument(
            source.Id, source.Known, source.LabelId, document.Lines.Zip(passages).ToImmutableDictionary(p => p.First.Id, p => p.Second.Id)));
    }

    private async Task<RecordedDocument> ShowAsync(SourceRow source, PublicDocument document, CancellationToken ct)
    {
        var passages = await db.Set<PassageRow>().AsNoTracking()
            .Where(p => p.SourceId == source.Id).OrderBy(p => p.ParagraphOrdinal).Select(p => p.Id).ToListAsync(ct).ConfigureAwait(false);
        return new RecordedDocument(source.Id, source.Known, source.LabelId, document.Lines.Zip(passages).ToImmutableDictionary(p => p.First.Id, p => p.Second));
    }

    /// <summary>The latest version of the document's source; null when there is none.</summary>
    private async Task<SourceId?> LastAsync(SourceId first, CancellationToken ct)
    {
        var last = await db.Set<SourceRow>().Where(s => s.Id == first).Select(s => (SourceId?)s.Id).SingleOrDefaultAsync(ct).ConfigureAwait(false);
        for (var next = last; next is { } at;)
        {
            next = await db.Set<SourceRow>().Where(s => s.Corrects == at).OrderByDescending(s => s.Sequence).Select(s => (SourceId?)s.Id).FirstOrDefaultAsync(ct).ConfigureAwait(false);
            last = next ?? last;
        }

        return last;
    }

    private static ReadDocument Read(PublicDocument document) => new(
        DocumentForm.Text,
        new DocumentHead { Title = document.Title, Author = document.Address, Day = document.Published },
        [
            new DocumentPart(PartKind.Heading, Place.Whole.In(PlaceUnit.Paragraph, 1), document.Title, 1),
            .. document.Lines.Select((line, i) => new DocumentPart(PartKind.Paragraph, Place.Whole.In(PlaceUnit.Paragraph, i + 2), line.Text)),
        ],
        []);

    /// <summary>The id stands in it, so that two documents of one wording are two sources.</summary>
    private static byte[] Bytes(PublicDocument document) => Encoding.UTF8.GetBytes(string.Join("\n\n",
        [
            document.Title,
            document.Address ?? "",
            document.Published?.ToString("O", CultureInfo.InvariantCulture) ?? "",
            .. document.Lines.Select(l => l.Text),
            document.Id.ToString("D"),
        ]) + "\n");
}
