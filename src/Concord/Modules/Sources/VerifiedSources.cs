using System.Runtime.CompilerServices;
using Concord.Core.Kernel;
using Concord.Core.Sources;
using Concord.Platform.Db;
using Concord.Platform.Verify;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Sources;

/// <summary>Every file is the one whose sum it is kept under.</summary>
internal sealed class VerifiedFiles(ConcordDb db) : IVerified
{
    public string Name => "files";

    public Task<long> CountAsync(CancellationToken ct) => db.Set<ContentRow>().LongCountAsync(ct);

    public async IAsyncEnumerable<Refusal?> CheckAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var hashes = await db.Set<ContentRow>().OrderBy(c => c.Hash).Select(c => c.Hash).ToListAsync(ct).ConfigureAwait(false);
        foreach (var hash in hashes)
        {
            var row = await db.Set<ContentRow>().AsNoTracking().SingleOrDefaultAsync(c => c.Hash == hash, ct).ConfigureAwait(false);
            if (row is null)
            {
                continue;
            }

            var kept = ContentRow.HashOf(row.Bytes);
            yield return kept == hash && row.Length == row.Bytes.LongLength ? null : new Refusal("verify.file", await NameAsync(hash, ct).ConfigureAwait(false), hash, kept);
        }
    }

    private async Task<string> NameAsync(string hash, CancellationToken ct) =>
        await db.Set<SourceRow>().Where(s => s.ContentHash == hash).Select(s => s.FileName).FirstOrDefaultAsync(ct).ConfigureAwait(false) ?? "";
}

/// <summary>Every quote stands in its paragraph where it is said to stand, in the first version and in each to which it moved.</summary>
internal sealed class VerifiedQuotes(ConcordDb db) : IVerified
{
    public string Name => "quotes";

    private IQueryable<AnchoringRow> Placed => db.Set<AnchoringRow>().AsNoTracking().Where(a => a.ParagraphOrdinal != null && a.Exact != "");

    public async Task<long> CountAsync(CancellationToken ct) =>
        await db.Set<PassageRow>().LongCountAsync(ct).ConfigureAwait(false) + await Placed.LongCountAsync(ct).ConfigureAwait(false);

    public async IAsyncEnumerable<Refusal?> CheckAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var sources = await db.Set<SourceRow>().OrderBy(s => s.Sequence).ThenBy(s => s.Id).Select(s => new { s.Id, s.Title }).ToListAsync(ct).ConfigureAwait(false);
        foreach (var source in sources)
        {
            var quotes = await db.Set<PassageRow>().AsNoTracking().Where(p => p.SourceId == source.Id).OrderBy(p => p.ParagraphOrdinal)
                .Select(p => new { Ordinal = p.ParagraphOrdinal, p.StartAt, p.EndAt, p.Exact }).ToListAsync(ct).ConfigureAwait(false);
            quotes.AddRange(await Placed.Where(a => a.SourceId == source.Id).OrderBy(a => a.ParagraphOrdinal)
                .Select(a => new { Ordinal = a.ParagraphOrdinal!.Value, a.StartAt, a.EndAt, a.Exact }).ToListAsync(ct).ConfigureAwait(false));
            var texts = quotes.Count == 0 ? []
                : await db.Set<ParagraphRow>().AsNoTracking().Where(p => p.SourceId == source.Id).Select(p => new { p.Ordinal, p.Name, p.Text }).ToDictionaryAsync(p => p.Ordinal, ct).ConfigureAwait(false);
            foreach (var quote in quotes)
            {
                var paragraph = texts.GetValueOrDefault(quote.Ordinal);
                yield return paragraph is not null && Stands(paragraph.Text, quote.StartAt, quote.EndAt, quote.Exact) ? null
                    : new Refusal("verify.quote", source.Title, paragraph?.Name ?? "?", quote.Exact, source.Id.Value.ToString("D"));
            }
        }
    }

    private static bool Stands(string text, int start, int end, string exact)
    {
        var (from, to) = (CodePoints.Utf16(text, start), CodePoints.Utf16(text, end));
        return start <= end && text.AsSpan(from, to - from).SequenceEqual(exact);
    }
}

/// <summary>What the list of sources says of each is what is kept of it.</summary>
internal sealed class VerifiedCounts(ConcordDb db) : IVerified
{
    public string Name => "counts";

    public Task<long> CountAsync(CancellationToken ct) => db.Set<SourceRow>().LongCountAsync(ct);

    public async IAsyncEnumerable<Refusal?> CheckAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var sources = db.Set<SourceRow>().AsNoTracking().OrderBy(s => s.Sequence).Select(s => new
        {
            s.Id, s.Title, Said = s.Paragraphs, Kept = db.Set<ParagraphRow>().Count(p => p.SourceId == s.Id), File = db.Set<ContentRow>().Any(c => c.Hash == s.ContentHash),
        });
        await foreach (var source in sources.AsAsyncEnumerable().WithCancellation(ct).ConfigureAwait(false))
        {
            yield return !source.File ? new Refusal("verify.no-file", source.Title, source.Id.Value.ToString("D"))
                : source.Said != source.Kept ? new Refusal("verify.paragraphs", source.Title, source.Id.Value.ToString("D"), Digits(source.Said), Digits(source.Kept))
                : null;
        }
    }

    private static string Digits(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
