using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Concord.Core.Kernel;
using Concord.Core.Sources;
using Concord.Core.Telegrams;
using Concord.Core.Telegrams.Extraction;
using Concord.Core.Telegrams.Reading;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Sources;

/// <summary>A file handed in.</summary>
/// <param name="Known">The second clock, when the person says so; otherwise the source's own date.</param>
/// <param name="Corrects">The earlier version that it corrects.</param>
internal sealed record IncomingFile(string FileName, ReadOnlyMemory<byte> Bytes, DateOnly? Known = null, SourceId? Corrects = null);

/// <summary>What one telegram of the file became.</summary>
/// <param name="AlreadyThere">The same bytes were filed before: nothing was changed.</param>
internal sealed record ImportedSource(
    SourceId Id, string Title, string? ReferenceId, bool AlreadyThere, int Paragraphs, int Proposals, int Errors);

/// <summary>
/// Bytes come in, are read, and are kept with everything that was read out of them. Each telegram is one commit: it is there whole, or not at all.
/// </summary>
internal sealed class ImportSource(ConcordDb db, Labels labels, TimeProvider clock)
{
    /// <summary>What the file became; an import stopped in the middle goes on where it was when the file is handed in again.</summary>
    public async Task<Result<ImmutableArray<ImportedSource>>> HandleAsync(Permit permit, IncomingFile file, CancellationToken ct)
    {
        var judged = permit.Doing == Doing.Import ? Incoming.Judge(file.Bytes) : new Refusal("access.denied");
        return await judged.Match(
            bytes => ReadAsync(permit, file, bytes, ct),
            refusals => Task.FromResult<Result<ImmutableArray<ImportedSource>>>(refusals)).ConfigureAwait(false);
    }

    private async Task<Result<ImmutableArray<ImportedSource>>> ReadAsync(
        Permit permit, IncomingFile file, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        var filedKey = permit.Actor.Body?.Value.ToString("D") ?? "";
        var there = await ThereAsync(hash, filedKey, ct).ConfigureAwait(false);
        if (file.Corrects is { } corrects && !await db.Set<SourceRow>().AnyAsync(s => s.Id == corrects, ct).ConfigureAwait(false))
        {
            return new Refusal("source.unknown");
        }

        var lines = FileLines.Of(TelegramReader.Decode(bytes.Span));
        var made = ImmutableArray.CreateBuilder<ImportedSource>();
        var part = 0;
        using var stream = new MemoryStream(ArrayOf(bytes), writable: false);
        foreach (var telegram in TelegramReader.ReadMany(stream).Where(t => t.Form != TelegramForm.Unknown))
        {
            ct.ThrowIfCancellationRequested();
            var one = there.TryGetValue(part, out var before)
                ? before
                : await KeepAsync(permit, new ReadFile(file, hash, bytes, part, lines), telegram, ct).ConfigureAwait(false);
            part++;
            var refusals = one.Match(kept => { made.Add(kept); return []; }, refused => refused);
            if (!refusals.IsEmpty)
            {
                return refusals;
            }
        }

        return made.Count == 0 ? new Refusal("import.not-a-telegram") : made.ToImmutable();
    }

    private async Task<Dictionary<int, Result<ImportedSource>>> ThereAsync(string hash, string filedKey, CancellationToken ct) =>
        await db.Set<SourceRow>().AsNoTracking()
            .Where(s => s.ContentHash == hash && s.FiledKey == filedKey)
            .ToDictionaryAsync(s => s.Part, s => (Result<ImportedSource>)Shown(s, alreadyThere: true), ct).ConfigureAwait(false);

    private async Task<Result<ImportedSource>> KeepAsync(Permit permit, ReadFile file, Telegram telegram, CancellationToken ct)
    {
        var read = SourceReading.Of(telegram, Extractor.Extract(telegram), permit.Actor.Body);
        var interned = await labels.InternAsync(permit, read.Labels, ct).ConfigureAwait(false);
        return await interned.Match(
            ids => KeepAsync(permit, file, read, ids, ct),
            refusals => Task.FromResult<Result<ImportedSource>>(refusals)).ConfigureAwait(false);
    }

    private async Task<Result<ImportedSource>> KeepAsync(
        Permit permit, ReadFile file, SourceReading read, ImmutableDictionary<Label, LabelId> ids, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var source = read.ToRows(file, permit.Actor.Body, ids, clock.GetUtcNow(), out var rows);
        if (!await db.Set<ContentRow>().AnyAsync(c => c.Hash == file.Hash, ct).ConfigureAwait(false))
        {
            _ = db.Set<ContentRow>().Add(new ContentRow { Hash = file.Hash, Length = file.Bytes.Length, Bytes = ArrayOf(file.Bytes) });
        }

        _ = db.Set<SourceRow>().Add(source);
        db.AddRange(rows);
        var committed = await db.CommitAsync(
            new Act(permit, "source.imported", "source:" + source.Id.Value.ToString("D"), Payload: new Dictionary<string, string?>
            {
                ["sha256"] = file.Hash,
                ["part"] = file.Part.ToString(CultureInfo.InvariantCulture),
                ["proposals"] = source.Proposals.ToString(CultureInfo.InvariantCulture),
            }),
            ct).ConfigureAwait(false);
        db.ChangeTracker.Clear();
        return await committed.Match(
            _ => Task.FromResult<Result<ImportedSource>>(Shown(source, alreadyThere: false)),
            refusals => RacedAsync(permit, file, refusals, read, ids, ct)).ConfigureAwait(false);
    }

    /// <summary>Two people handed in the same file at once: one of them stored it, and both are told so.</summary>
    private async Task<Result<ImportedSource>> RacedAsync(
        Permit permit, ReadFile file, ImmutableArray<Refusal> refusals, SourceReading read, ImmutableDictionary<Label, LabelId> ids, CancellationToken ct)
    {
        if (refusals[0].Code != "store.already-there")
        {
            return refusals;
        }

        var there = await ThereAsync(file.Hash, permit.Actor.Body?.Value.ToString("D") ?? "", ct).ConfigureAwait(false);
        return there.TryGetValue(file.Part, out var other)
            ? other
            : await db.Set<ContentRow>().AnyAsync(c => c.Hash == file.Hash, ct).ConfigureAwait(false)
                ? await KeepAsync(permit, file, read, ids, ct).ConfigureAwait(false)
                : refusals;
    }

    /// <summary>The bytes themselves, not a copy, where they are an array of their own: a file may be long.</summary>
    private static byte[] ArrayOf(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var held) && held.Array is { } array && held.Offset == 0 && held.Count == array.Length ? array : bytes.ToArray();

    private static ImportedSource Shown(SourceRow s, bool alreadyThere) =>
        new(s.Id, s.Title, s.ReferenceId, alreadyThere, s.Paragraphs, s.Proposals, s.Errors);
}

/// <summary>A file, and which of its telegrams is meant.</summary>
internal sealed record ReadFile(IncomingFile File, string Hash, ReadOnlyMemory<byte> Bytes, int Part, FileLines Lines);
