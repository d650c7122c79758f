using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Concord.Core.Kernel;
using Concord.Core.Sources;
using Concord.Core.Telegrams;
using Concord.Core.Telegrams.Extraction;
using Concord.Core.Telegrams.Reading;
using Concord.Modules.Sources.Contracts;
using Concord.Modules.Sources.Documents;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Sources;

/// <summary>A file handed in.</summary>
/// <param name="Known">The second clock, when the person says so; otherwise the source's own date.</param>
/// <param name="Corrects">The earlier version that it corrects.</param>
internal sealed record IncomingFile(string FileName, ReadOnlyMemory<byte> Bytes, DateOnly? Known = null, SourceId? Corrects = null);

/// <summary>What one telegram of the file, the document, or a file inside a message became.</summary>
/// <param name="Inside">The file came inside a message that was handed in.</param>
/// <param name="AlreadyThere">The same bytes were filed before: nothing was changed.</param>
internal sealed record ImportedSource(
    SourceId Id, string Title, string? ReferenceId, SourceForm Form, bool AlreadyThere, int Paragraphs, int Proposals, int Errors, bool Inside = false)
{
    /// <summary>What it is a later version of, and how many passages need a person; null when it corrects nothing.</summary>
    public MadeVersion? Version { get; init; }
}

/// <summary>
/// Bytes come in, are read, and are kept with everything that was read out of them. Each telegram and each document is one commit: it
/// is there whole, or not at all. The files inside a message are kept before it, so that it is never there without them.
/// </summary>
internal sealed class ImportSource(ConcordDb db, Labels labels, SourceVersions versions, VersionGuesses guesses, CorrectSource correct, TimeProvider clock)
{
    /// <summary>Messages inside messages are followed so deep.</summary>
    public const int MostDepth = 6;

    /// <summary>So many files are taken out of one message, all depths together.</summary>
    public const int MostEnclosed = 200;

    private const int MostRaces = 20;

    private int enclosed;
    private int races;

    /// <summary>What the file became; an import stopped in the middle goes on where it was when the file is handed in again.</summary>
    public async Task<Result<ImmutableArray<ImportedSource>>> HandleAsync(Permit permit, IncomingFile file, CancellationToken ct)
    {
        enclosed = 0;
        races = MostRaces;
        using var span = Figures.Spans.StartActivity("import");
        var taken = await TakeAsync(permit, file, depth: 0, ct).ConfigureAwait(false);
        Figures.Imported(taken.IsOk);
        return taken;
    }

    private async Task<Result<ImmutableArray<ImportedSource>>> TakeAsync(Permit permit, IncomingFile file, int depth, CancellationToken ct)
    {
        var judged = permit.Doing == Doing.Import ? Incoming.Judge(file.FileName, file.Bytes) : new Refusal("access.denied");
        return await judged.Match(
            form => ReadAsync(permit, file, form, depth, ct),
            refusals => Task.FromResult<Result<ImmutableArray<ImportedSource>>>(refusals)).ConfigureAwait(false);
    }

    private async Task<Result<ImmutableArray<ImportedSource>>> ReadAsync(
        Permit permit, IncomingFile file, DocumentForm form, int depth, CancellationToken ct)
    {
        var hash = ContentRow.HashOf(file.Bytes.Span);
        var filedKey = permit.Actor.Body?.Value.ToString("D") ?? "";
        var there = await ThereAsync(hash, filedKey, ct).ConfigureAwait(false);
        if (file.Corrects is { } corrects)
        {
            List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
            if (!await db.Set<SourceRow>().AnyAsync(s => s.Id == corrects && visible.Contains(s.LabelId), ct).ConfigureAwait(false))
            {
                return new Refusal("source.unknown");
            }
        }

        // A telegram stays one when a web page or a letter was put around it, unless the letter is packed in parts: then it is found in its text.
        if (form is DocumentForm.Text or DocumentForm.Html)
        {
            var telegrams = await TelegramsAsync(permit, file, hash, there, ct).ConfigureAwait(false);
            if (telegrams.Match(made => !made.IsEmpty, _ => true))
            {
                return telegrams;
            }
        }

        return there.TryGetValue(0, out var before)
            ? (await LinkedAsync(permit, file, before, ct).ConfigureAwait(false)).Map(b => ImmutableArray.Create(b))
            : await DocumentReader.Read(form, file.Bytes).Match(
                document => DocumentAsync(permit, new ReadFile(file, hash, file.Bytes, 0, FileLines.Of("")), document, depth, ct),
                refusals => Task.FromResult<Result<ImmutableArray<ImportedSource>>>(refusals)).ConfigureAwait(false);
    }

    private async Task<Result<ImmutableArray<ImportedSource>>> TelegramsAsync(
        Permit permit, IncomingFile file, string hash, Dictionary<int, Result<ImportedSource>> there, CancellationToken ct)
    {
        var bytes = file.Bytes;
        var lines = FileLines.Of(TelegramReader.Decode(bytes.Span));
        var made = ImmutableArray.CreateBuilder<ImportedSource>();
        var correcting = file.Corrects is { } corrects ? await CorrectingAsync(corrects, bytes, ct).ConfigureAwait(false) : null;
        if (correcting < 0)
        {
            return new Refusal("version.several");
        }

        var part = 0;
        using var stream = new MemoryStream(ArrayOf(bytes), writable: false);
        foreach (var telegram in TelegramReader.ReadMany(stream).Where(t => t.Form != TelegramForm.Unknown))
        {
            ct.ThrowIfCancellationRequested();
            var own = part == correcting ? file : file with { Corrects = null };
            var one = there.TryGetValue(part, out var before)
                ? await LinkedAsync(permit, own, before, ct).ConfigureAwait(false)
                : await KeepAsync(permit, new ReadFile(own, hash, bytes, part, lines), SourceReading.Of(telegram, Extractor.Extract(telegram), permit.Actor.Body, permit.Actor.Member), [], ct)
                    .ConfigureAwait(false);
            part++;
            var refusals = one.Match(kept => { made.Add(kept); return []; }, refused => refused);
            if (!refusals.IsEmpty)
            {
                return refusals;
            }
        }

        return made.ToImmutable();
    }

    /// <summary>Which telegram of the file is the corrected one: the only one, else the one of the same reference; less than 0 when that is not certain.</summary>
    private async Task<int?> CorrectingAsync(SourceId corrects, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        using var stream = new MemoryStream(ArrayOf(bytes), writable: false);
        var all = TelegramReader.ReadMany(stream).Where(t => t.Form != TelegramForm.Unknown).Select(t => t.Header.ReferenceId).ToList();
        if (all.Count <= 1)
        {
            return 0;
        }

        var sought = await db.Set<SourceRow>().Where(s => s.Id == corrects).Select(s => s.ReferenceId).SingleAsync(ct).ConfigureAwait(false);
        return sought is not null && all.Count(r => r == sought) == 1 ? all.IndexOf(sought) : -1;
    }

    /// <summary>Bytes that are here already are not kept again; that they correct another source can still be said of them.</summary>
    private async Task<Result<ImportedSource>> LinkedAsync(Permit permit, IncomingFile file, Result<ImportedSource> there, CancellationToken ct)
    {
        var (id, known) = there.Match(t => (t.Id, true), _ => (default, false));
        if (!known || file.Corrects is not { } corrects
            || await db.Set<SourceRow>().AnyAsync(s => s.Id == id && s.Corrects == corrects, ct).ConfigureAwait(false))
        {
            return there;
        }

        var made = await correct.LinkAsync(permit, id, corrects, ct).ConfigureAwait(false);
        db.ChangeTracker.Clear();
        return made.Then(version => there.Map(t => t with { Version = version }));
    }

    private async Task<Result<ImmutableArray<ImportedSource>>> DocumentAsync(
        Permit permit, ReadFile file, ReadDocument document, int depth, CancellationToken ct)
    {
        var inside = ImmutableArray.CreateBuilder<ImportedSource>();
        var rows = ImmutableArray.CreateBuilder<EnclosedRow>();
        foreach (var one in document.Enclosed)
        {
            ct.ThrowIfCancellationRequested();
            var taken = depth >= MostDepth ? new Refusal("import.enclosed-too-deep")
                : ++enclosed > MostEnclosed ? new Refusal("import.enclosed-too-many", MostEnclosed.ToString(CultureInfo.InvariantCulture))
                : await TakeAsync(permit, new IncomingFile(one.Name, one.Bytes, file.File.Known), depth + 1, ct).ConfigureAwait(false);
            rows.AddRange(taken.Match(
                made =>
                {
                    inside.AddRange(made.Select(m => m with { Inside = true }));
                    return made.Where(m => !m.Inside).Select(m => new EnclosedRow { Name = one.Name, EnclosedId = m.Id });
                },
                refusals => [new EnclosedRow { Name = one.Name, Refusal = Stored.Json(refusals[0]) }]));
        }

        var kept = await KeepAsync(permit, file, SourceReading.Of(document, permit.Actor.Body, permit.Actor.Member), rows.ToImmutable(), ct).ConfigureAwait(false);
        return kept.Map(k => inside.ToImmutable().Insert(0, k));
    }

    private async Task<Dictionary<int, Result<ImportedSource>>> ThereAsync(string hash, string filedKey, CancellationToken ct) =>
        await db.Set<SourceRow>().AsNoTracking()
            .Where(s => s.ContentHash == hash && s.FiledKey == filedKey)
            .ToDictionaryAsync(s => s.Part, s => (Result<ImportedSource>)Shown(s, alreadyThere: true), ct).ConfigureAwait(false);

    private async Task<Result<ImportedSource>> KeepAsync(
        Permit permit, ReadFile file, SourceReading read, ImmutableArray<EnclosedRow> inside, CancellationToken ct)
    {
        var interned = await labels.InternAsync(permit, read.Labels, ct).ConfigureAwait(false);
        return await interned.Match(
            ids => KeepAsync(permit, file, read, inside, ids, ct),
            refusals => Task.FromResult<Result<ImportedSource>>(refusals)).ConfigureAwait(false);
    }

    private async Task<Result<ImportedSource>> KeepAsync(
        Permit permit, ReadFile file, SourceReading read, ImmutableArray<EnclosedRow> inside, ImmutableDictionary<Label, LabelId> ids, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var source = read.ToRows(file, permit.Actor.Body, ids, clock.GetUtcNow(), out var rows);
        if (!await db.Set<ContentRow>().AnyAsync(c => c.Hash == file.Hash, ct).ConfigureAwait(false))
        {
            _ = db.Set<ContentRow>().Add(new ContentRow { Hash = file.Hash, Length = file.Bytes.Length, Bytes = ArrayOf(file.Bytes) });
        }

        _ = db.Set<SourceRow>().Add(source);
        db.AddRange(rows);
        db.AddRange(inside.Select((row, i) => new EnclosedRow
        {
            MessageId = source.Id, Ordinal = i, Name = SourceReading.Short(row.Name, 400), EnclosedId = row.EnclosedId, Refusal = row.Refusal,
        }));
        var passages = rows.OfType<PassageRow>().ToDictionary(p => p.Id);
        var partners = SourceIndex.Partners(rows.OfType<ProposalRow>().Select(p => (p.Partners, passages[p.PassageId]))
            .Select(p => (p.Partners, p.Item2.ParagraphOrdinal, p.Item2.StartAt, p.Item2.EndAt)));
        db.Index(SourceIndex.Of(source, rows.OfType<ParagraphRow>(), partners));
        if (read.Document is null)
        {
            db.AddRange(TelegramLinks.Rows(source, read.Telegram, [.. rows.OfType<ParagraphRow>()]));
        }

        var staged = await VersionAsync(permit, file, read, source, rows, ct).ConfigureAwait(false);
        return await staged.Match(
            version => CommitAsync(permit, file, read, inside, ids, source, version, ct),
            refusals => { db.ChangeTracker.Clear(); return Task.FromResult<Result<ImportedSource>>(refusals); }).ConfigureAwait(false);
    }

    /// <summary>As the person says, else as the telegram itself leaves no doubt.</summary>
    private async Task<Result<MadeVersion?>> VersionAsync(
        Permit permit, ReadFile file, SourceReading read, SourceRow source, ImmutableArray<object> rows, CancellationToken ct)
    {
        var earlier = file.File.Corrects ?? (read.Document is null ? await guesses.CertainAsync(permit, source, read.Telegram.Header, ct).ConfigureAwait(false) : null);
        return earlier is not { } id
            ? (MadeVersion?)null
            : (await versions.StageAsync(
                permit, source, id, [.. rows.OfType<ParagraphRow>()], [.. rows.OfType<PassageRow>()], [.. rows.OfType<ProposalRow>()], ct).ConfigureAwait(false))
                .Map<MadeVersion?>(m => m);
    }

    private async Task<Result<ImportedSource>> CommitAsync(
        Permit permit, ReadFile file, SourceReading read, ImmutableArray<EnclosedRow> inside, ImmutableDictionary<Label, LabelId> ids, SourceRow source,
        MadeVersion? version, CancellationToken ct)
    {
        var committed = await db.CommitAsync(
            new Act(permit, "source.imported", "source:" + source.Id.Value.ToString("D"), Payload: new Dictionary<string, string?>
            {
                ["sha256"] = file.Hash,
                ["part"] = file.Part.ToString(CultureInfo.InvariantCulture),
                ["proposals"] = source.Proposals.ToString(CultureInfo.InvariantCulture),
                ["corrects"] = version?.Earlier.Value.ToString("D"),
            }),
            ct).ConfigureAwait(false);
        db.ChangeTracker.Clear();
        return await committed.Match(
            _ => Task.FromResult<Result<ImportedSource>>(Shown(source, alreadyThere: false) with { Version = version }),
            refusals => RacedAsync(permit, file, refusals, read, inside, ids, ct)).ConfigureAwait(false);
    }

    /// <summary>Two people handed in the same file at once: one of them stored it, and both are told so.</summary>
    private async Task<Result<ImportedSource>> RacedAsync(
        Permit permit, ReadFile file, ImmutableArray<Refusal> refusals, SourceReading read, ImmutableArray<EnclosedRow> inside,
        ImmutableDictionary<Label, LabelId> ids, CancellationToken ct)
    {
        if (refusals[0].Code != "store.already-there")
        {
            return refusals;
        }

        var there = await ThereAsync(file.Hash, permit.Actor.Body?.Value.ToString("D") ?? "", ct).ConfigureAwait(false);
        if (there.TryGetValue(file.Part, out var other))
        {
            return other;
        }

        // Somebody else's correction of the same version was quicker: that is shown to the person, and nothing of this one is kept.
        if (file.File.Corrects is { } corrects && await db.Set<SourceRow>().AnyAsync(s => s.Corrects == corrects, ct).ConfigureAwait(false))
        {
            return new Refusal("version.corrected-meanwhile");
        }

        return --races > 0 ? await KeepAsync(permit, file, read, inside, ids, ct).ConfigureAwait(false)
                : refusals;
    }

    /// <summary>The bytes themselves, not a copy, where they are an array of their own: a file may be long.</summary>
    private static byte[] ArrayOf(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var held) && held.Array is { } array && held.Offset == 0 && held.Count == array.Length ? array : bytes.ToArray();

    private static ImportedSource Shown(SourceRow s, bool alreadyThere) =>
        new(s.Id, s.Title, s.ReferenceId, s.Form, alreadyThere, s.Paragraphs, s.Proposals, s.Errors);
}

/// <summary>A file, and which of its telegrams is meant; a document is its only part.</summary>
internal sealed record ReadFile(IncomingFile File, string Hash, ReadOnlyMemory<byte> Bytes, int Part, FileLines Lines);
