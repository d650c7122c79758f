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
}

/// <summary>Sums up what the index holds of what is told now; rows of what was told before and is told anew are none of it.</summary>
internal sealed class SearchContent(ConcordDb db)
{
    /// <summary>Row by row; <paramref name="told"/> hears how many places were looked at.</summary>
    public async Task<SearchSum> SumAsync(Action<long> told, CancellationToken ct)
    {
        var sum = new Adding(told);
        var documents = new Dictionary<long, byte[]>();
        await foreach (var row in db.Set<SearchDocumentRow>().AsNoTracking().AsAsyncEnumerable().WithCancellation(ct).ConfigureAwait(false))
        {
            var name = Encoding.UTF8.GetBytes($"{row.ObjectId:N}{row.LabelId.Value}{row.Owner}{row.Day:O}");
            documents.Add(row.Document, SHA256.HashData(name));
            sum.Add(name, row.Entries);
        }

        await foreach (var row in db.Set<PostingRow>().AsNoTracking().AsAsyncEnumerable().WithCancellation(ct).ConfigureAwait(false))
        {
            Add(sum, documents, row.Block, row.Token, row.LabelId.Value, row.Heads, row.Positions);
        }

        await foreach (var row in db.Set<FreshRow>().AsNoTracking().AsAsyncEnumerable().WithCancellation(ct).ConfigureAwait(false))
        {
            foreach (var (token, label, heads, positions) in SearchBlock.Together(row.Document, [(row.Document, row.LabelId.Value, row.Tokens)]))
            {
                Add(sum, documents, row.Document, token, label, heads, positions);
            }
        }

        return sum.Sum;
    }

    private static void Add(Adding sum, Dictionary<long, byte[]> documents, long block, string token, int label, byte[] heads, byte[] positions)
    {
        var found = new SearchMatchesBuilder(withPositions: true);
        found.AddBlock(block, heads, positions);
        var matches = found.Build();
        var word = Encoding.UTF8.GetBytes($"{label} {token}");
        for (var i = 0; i < matches.Count; i++)
        {
            var match = matches[i];
            if (documents.TryGetValue(match.Document, out var document))
            {
                sum.Add(document, word, MemoryMarshal.AsBytes([match.Entry, (int)match.Kind]), MemoryMarshal.AsBytes(matches.PositionsAt(i)));
            }
        }
    }

    private sealed class Adding(Action<long> told)
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly byte[] made = new byte[SHA256.HashSizeInBytes];
        private long places;
        private UInt128 sum;

        public SearchSum Sum => new(places, sum);

        public void Add(params ReadOnlySpan<byte[]> parts)
        {
            foreach (var part in parts)
            {
                hash.AppendData(part);
            }

            Take();
        }

        public void Add(byte[] document, byte[] word, ReadOnlySpan<byte> entry, ReadOnlySpan<byte> positions)
        {
            hash.AppendData(document);
            hash.AppendData(word);
            hash.AppendData(entry);
            hash.AppendData(positions);
            Take();
        }

        /// <summary>In no order: a sum of sums is the same however they come.</summary>
        private void Take()
        {
            _ = hash.GetHashAndReset(made);
            sum += BinaryPrimitives.ReadUInt128LittleEndian(made);
            if (++places % 100_000 == 0)
            {
                told(places);
            }
        }
    }
}
