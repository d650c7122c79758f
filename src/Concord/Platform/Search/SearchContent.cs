using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Concord.Core.Kernel.Search;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Platform.Search;

/// <summary>How many places the index holds, and their sum: the same for the same content, whatever the numbers of its documents and however they lie together.</summary>
internal readonly record struct SearchSum(long Places, UInt128 Sum)
{
    public string Digits => Sum.ToString("x32", CultureInfo.InvariantCulture);

    public static SearchSum Of(IEnumerable<SearchSum> parts) => parts.Aggregate(default(SearchSum), (sum, p) => new SearchSum(sum.Places + p.Places, sum.Sum + p.Sum));
}

/// <summary>Sums up what the index holds of what is told now; rows of what was told before and is told anew are none of it.</summary>
internal sealed class SearchContent(ConcordDb db)
{
    /// <summary>Row by row; <paramref name="told"/> hears how many places were looked at.</summary>
    public async Task<SearchSum> SumAsync(Action<long> told, CancellationToken ct) =>
        SearchSum.Of((await HeldAsync(told, ct).ConfigureAwait(false)).Values.Select(d => d.Sum));

    /// <summary>How many documents there are.</summary>
    public Task<long> CountAsync(CancellationToken ct) => db.Set<SearchDocumentRow>().LongCountAsync(ct);

    /// <summary>The same for each document, by its number. What lies in a block that is not told of is found by nobody, and is none of it.</summary>
    public async Task<Dictionary<long, SummedDocument>> HeldAsync(Action<long> told, CancellationToken ct)
    {
        var sums = new SearchSums(told);
        await foreach (var row in db.Set<SearchDocumentRow>().AsNoTracking().AsAsyncEnumerable().WithCancellation(ct).ConfigureAwait(false))
        {
            sums.Begin(row.Document, new SearchDocument(row.Owner, row.ObjectId, row.LabelId, row.Day, row.Entries, []));
        }

        var blocks = await db.Set<SearchBlockRow>().AsNoTracking().Select(b => b.Block).ToHashSetAsync(ct).ConfigureAwait(false);
        await foreach (var row in db.Set<PostingRow>().AsNoTracking().AsAsyncEnumerable().WithCancellation(ct).ConfigureAwait(false))
        {
            if (blocks.Contains(row.Block))
            {
                sums.Add(row.Block, row.Token, row.LabelId.Value, row.Heads, row.Positions);
            }
        }

        await foreach (var row in db.Set<FreshRow>().AsNoTracking().AsAsyncEnumerable().WithCancellation(ct).ConfigureAwait(false))
        {
            sums.AddFresh(row.Document, row.LabelId.Value, row.Size, row.Tokens);
        }

        return sums.Documents;
    }
}

/// <summary>A document of the index, and the sum of what is found of it.</summary>
/// <param name="Name">The hash of what it is of, its label and its day.</param>
internal sealed record SummedDocument(SearchOwner Owner, Guid Of, int Label, byte[] Name)
{
    public SearchSum Sum { get; set; }
}

/// <summary>Sums, in no order: a sum of hashes is the same however they come.</summary>
/// <param name="told">Hears how many places were added.</param>
internal sealed class SearchSums(Action<long> told)
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] made = new byte[SHA256.HashSizeInBytes];
    private long places;

    /// <summary>By their numbers.</summary>
    public Dictionary<long, SummedDocument> Documents { get; } = [];

    public void Begin(long number, SearchDocument document)
    {
        var name = Encoding.UTF8.GetBytes($"{document.Of:N}{document.Label.Value}{document.Owner}{document.Day:O}");
        var begun = new SummedDocument(document.Owner, document.Of, document.Label.Value, SHA256.HashData(name));
        Documents.Add(number, begun);
        hash.AppendData(name);
        hash.AppendData(document.Entries);
        Take(begun);
    }

    /// <summary>What a block holds of a token, for the documents that were begun.</summary>
    public void Add(long block, string token, int label, byte[] heads, byte[] positions)
    {
        var found = new SearchMatchesBuilder(withPositions: true);
        found.AddBlock(block, heads, positions);
        var matches = found.Build();
        var word = Encoding.UTF8.GetBytes($"{label} {token}");
        for (var i = 0; i < matches.Count; i++)
        {
            var match = matches[i];
            if (Documents.TryGetValue(match.Document, out var document))
            {
                hash.AppendData(document.Name);
                hash.AppendData(word);
                hash.AppendData(MemoryMarshal.AsBytes([match.Entry, (int)match.Kind]));
                hash.AppendData(MemoryMarshal.AsBytes(matches.PositionsAt(i)));
                Take(document);
            }
        }
    }

    /// <summary>What a document that is in no block holds under a label; under another size than it has it is as if it were not there.</summary>
    public void AddFresh(long document, int label, int size, byte[] tokens)
    {
        foreach (var (token, _, heads, positions) in size == tokens.Length ? SearchBlock.Together(document, [(document, label, tokens)]) : [])
        {
            Add(document, token, label, heads, positions);
        }
    }

    private void Take(SummedDocument document)
    {
        _ = hash.GetHashAndReset(made);
        document.Sum = new SearchSum(document.Sum.Places + 1, document.Sum.Sum + BinaryPrimitives.ReadUInt128LittleEndian(made));
        if (++places % 100_000 == 0)
        {
            told(places);
        }
    }
}
