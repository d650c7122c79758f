using Concord.Core.Kernel.Search;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Platform.Search;

/// <summary>Writes the index, inside the transaction of whoever asks.</summary>
internal static class SearchWriting
{
    /// <summary>So many documents, or so many bytes of them, wait as they are; then they become a block.</summary>
    private const int MostFresh = 256, MostBytes = 2_000_000;

    /// <summary>Gives a document its number; what is told anew of the same thing under the same label takes the place of what was there.</summary>
    public static async Task WriteAsync(ConcordDb db, SearchDocument document)
    {
        if (document.Owner == SearchOwner.Measure && await IsThereAsync(db, document).ConfigureAwait(false))
        {
            return;
        }

        var sql = "INSERT INTO search_document (document, owner, object_id, label_id, day, entries) VALUES (" + db.NextDocument + ", {0}, {1}, {2}, {3}, {4}) "
            + "ON CONFLICT (object_id, label_id) DO UPDATE SET document = excluded.document, day = excluded.day, entries = excluded.entries RETURNING document";
        var written = await db.Database.SqlQueryRaw<long>(sql, document.Owner.ToString(), document.Of, document.Label.Value, document.Day, document.Entries)
            .ToListAsync(CancellationToken.None).ConfigureAwait(false);
        var number = written[0];
        foreach (var (label, tokens) in document.Fresh)
        {
            _ = await db.Database.ExecuteSqlAsync(
                $"INSERT INTO search_fresh (label_id, document, size, tokens) VALUES ({label.Value}, {number}, {tokens.Length}, {tokens})",
                CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Of these objects only the documents just told stay. The others go last: a number that was given out is never given again, since the highest is always of something
    /// that is there.
    /// </summary>
    public static async Task LeaveOnlyAsync(ConcordDb db, SearchDocument[] told, Guid[] objects)
    {
        if (objects.Length > 0 && told.Length == 0)
        {
            throw new InvalidOperationException("nothing is told in place of what is to be forgotten");
        }

        foreach (var one in objects.Distinct())
        {
            var labels = told.Where(d => d.Of == one).Select(d => d.Label).ToList();
            _ = await db.Set<SearchDocumentRow>().Where(d => d.ObjectId == one && !labels.Contains(d.LabelId)).ExecuteDeleteAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>What is told again without a change keeps its number and place; only the day of the last word goes on.</summary>
    private static async Task<bool> IsThereAsync(ConcordDb db, SearchDocument document)
    {
        var same = db.Set<SearchDocumentRow>().Where(d => d.ObjectId == document.Of && d.LabelId == document.Label);
        var there = await same.Select(d => new { d.Entries, d.Day }).FirstOrDefaultAsync(CancellationToken.None).ConfigureAwait(false);
        if (there is null || !there.Entries.AsSpan().SequenceEqual(document.Entries))
        {
            return false;
        }

        if (there.Day != document.Day)
        {
            _ = await same.ExecuteUpdateAsync(d => d.SetProperty(r => r.Day, document.Day), CancellationToken.None).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Whether so many are new that they should become a block.</summary>
    public static async Task<bool> IsDueAsync(ConcordDb db)
    {
        var sizes = await db.Set<FreshRow>().Select(f => f.Size).ToListAsync(CancellationToken.None).ConfigureAwait(false);
        return sizes.Count >= MostFresh || sizes.Sum(s => (long)s) >= MostBytes;
    }

    /// <summary>Makes a block of what is new. Whoever reads meanwhile finds each document where it was or where it is now.</summary>
    public static async Task SettleAsync(ConcordDb db)
    {
        if (!await db.HoldsIndexAsync().ConfigureAwait(false) || !await IsDueAsync(db).ConfigureAwait(false))
        {
            return;
        }

        var fresh = await db.Set<FreshRow>().AsNoTracking().OrderBy(f => f.Document).ThenBy(f => f.LabelId).ToListAsync(CancellationToken.None).ConfigureAwait(false);
        var block = fresh[0].Document;
        var documents = fresh.Select(f => f.Document).Distinct().ToList();
        _ = await db.Database.ExecuteSqlAsync($"INSERT INTO search_block (block, documents) VALUES ({block}, {documents.Count})", CancellationToken.None).ConfigureAwait(false);
        await db.WritePostingsAsync(block, SearchBlock.Together(block, fresh.Select(f => (f.Document, f.LabelId.Value, f.Tokens)))).ConfigureAwait(false);
        _ = await db.Set<FreshRow>().Where(f => EF.Parameter(documents).Contains(f.Document)).ExecuteDeleteAsync(CancellationToken.None).ConfigureAwait(false);
    }

    public static async Task ForgetAsync(ConcordDb db)
    {
        _ = await db.Set<PostingRow>().ExecuteDeleteAsync(CancellationToken.None).ConfigureAwait(false);
        _ = await db.Set<FreshRow>().ExecuteDeleteAsync(CancellationToken.None).ConfigureAwait(false);
        _ = await db.Set<SearchBlockRow>().ExecuteDeleteAsync(CancellationToken.None).ConfigureAwait(false);
        _ = await db.Set<SearchDocumentRow>().ExecuteDeleteAsync(CancellationToken.None).ConfigureAwait(false);
    }
}
