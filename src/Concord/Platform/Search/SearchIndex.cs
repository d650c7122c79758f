using System.Collections.Immutable;
using System.Diagnostics;
using Concord.Core.Kernel;
using Concord.Core.Kernel.Search;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace Concord.Platform.Search;

/// <summary>An entry that answers a question.</summary>
/// <param name="Times">How many words of it are words asked for.</param>
/// <param name="Entry">What it is.</param>
internal sealed record SearchHit(long Document, SearchOwner Owner, Guid Of, DateOnly Day, SearchEntry Entry, int Times);

/// <summary>What answers a question: more words found first, then the newest.</summary>
/// <param name="More">Kinds of which there are more than <see cref="SearchIndex.Most"/>; of these the ones brought in last are told.</param>
internal sealed record SearchFound(ImmutableArray<SearchHit> Hits, ImmutableHashSet<SearchKind> More);

/// <summary>
/// Asks the index. The labels that the person may see are a term of every query, so that a hidden paragraph is in no hit, no count and no excerpt. The rarest
/// word is asked for first, and the others in the blocks where it stands.
/// </summary>
internal sealed class SearchIndex(ConcordDb db, Labels labels)
{
    /// <summary>So many of a kind are told.</summary>
    public const int Most = 1000;

    /// <summary>A beginning of more words and blocks than these is too short to be sought.</summary>
    private const int MostRows = 20_000;

    /// <summary>All that answers the question, and what of it names a country. Refused with <c>question.too-wide</c> when too many words begin as asked.</summary>
    public async Task<Result<(SearchFound All, SearchFound OfCountry)>> FindAsync(Permit permit, SearchQuery query, string? country, CancellationToken ct)
    {
        using var span = Figures.Spans.StartActivity("search");
        var since = Stopwatch.GetTimestamp();
        var found = await SeekAsync(permit, query, country, ct).ConfigureAwait(false);
        Figures.Sought(since, found.IsOk);
        return found;
    }

    private async Task<Result<(SearchFound All, SearchFound OfCountry)>> SeekAsync(Permit permit, SearchQuery query, string? country, CancellationToken ct)
    {
        var reader = await ReaderAsync(permit, ct).ConfigureAwait(false);
        var terms = new List<(SearchTerm Term, int Rows)>();
        foreach (var term in query.Terms)
        {
            var wide = term.AnyOf.Any(w => w.Elements.Any(e => e.IsBeginning));
            var count = query.Terms.Length == 1 && !wide ? 0 : await reader.CountAsync(term, MostRows + 1, ct).ConfigureAwait(false);
            if (wide && count > MostRows)
            {
                return new Refusal("question.too-wide", term.Written);
            }

            terms.Add((term, count));
        }

        var rows = new List<TermRows>();
        var blocks = reader.Blocks;
        foreach (var (term, _) in terms.OrderBy(t => t.Rows))
        {
            rows.Add(await reader.RowsAsync(term, blocks, ct).ConfigureAwait(false));
            blocks = rows[^1].Blocks;
        }

        var named = country is null ? null : await reader.RowsAsync(new SearchTerm(country, [SearchPhrase.OfCountry(country)]), blocks, ct).ConfigureAwait(false);
        var (all, narrowed) = (new Told(), new Told());
        Take(SearchMatches.AllOf([.. rows.Select(r => reader.InNew(r.Term))]), () => reader.InNew(named!.Term), []);
        foreach (var block in Enumerable.Reverse(blocks))
        {
            Take(SearchMatches.AllOf([.. rows.Select(r => IndexReader.InBlock(r, block))]), () => IndexReader.InBlock(named!, block), reader.New);
        }

        var told = await HitsAsync(all, ct).ConfigureAwait(false);
        return (told, country is null ? told : await HitsAsync(narrowed, ct).ConfigureAwait(false));

        void Take(SearchMatches found, Func<SearchMatches> ofCountry, HashSet<long> elsewhere)
        {
            all.Take(found, elsewhere);
            if (named is not null && found.Count > 0)
            {
                narrowed.Take(SearchMatches.Within(found, ofCountry()), elsewhere);
            }
        }
    }

    /// <summary>The query behind every word asked for; its plan is checked for scans.</summary>
    internal static IQueryable<PostingRow> Postings(ConcordDb db, List<LabelId> visible, SearchElement element, List<long> blocks)
    {
        var rows = db.Set<PostingRow>().AsNoTracking();
        var (token, last) = (element.Token, element.Token + "\U0010FFFF");
#pragma warning disable CA1309 // read by the database, whose order of tokens is that of their bytes
        return element.IsBeginning
            ? rows.Where(p => EF.Parameter(blocks).Contains(p.Block) && string.Compare(p.Token, token) >= 0 && string.Compare(p.Token, last) < 0 && visible.Contains(p.LabelId))
            : rows.Where(p => EF.Parameter(blocks).Contains(p.Block) && p.Token == token && visible.Contains(p.LabelId));
#pragma warning restore CA1309
    }

    /// <summary>The query behind what is in no block yet.</summary>
    internal static IQueryable<FreshRow> Fresh(ConcordDb db, List<LabelId> visible) => db.Set<FreshRow>().AsNoTracking().Where(f => visible.Contains(f.LabelId));

    /// <summary>The query behind the entries of the documents found.</summary>
    internal static IQueryable<SearchDocumentRow> Documents(ConcordDb db, List<long> numbers) =>
        db.Set<SearchDocumentRow>().AsNoTracking().Where(d => EF.Parameter(numbers).Contains(d.Document));

    /// <summary>What is new is read before the blocks are named: what becomes a block in between is seen twice, and not missed.</summary>
    private async Task<IndexReader> ReaderAsync(Permit permit, CancellationToken ct)
    {
        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        var fresh = await Fresh(db, visible).Select(f => new { f.Document, f.Tokens }).ToListAsync(ct).ConfigureAwait(false);
        var blocks = await db.Set<SearchBlockRow>().AsNoTracking().Select(b => b.Block).ToListAsync(ct).ConfigureAwait(false);
        return new IndexReader(db, visible, [.. fresh.OrderBy(f => f.Document).Select(f => (f.Document, f.Tokens))], [.. blocks.Order()]);
    }

    private async Task<SearchFound> HitsAsync(Told told, CancellationToken ct)
    {
        var documents = told.Matches.ToLookup(t => t.Document, t => t.Entry);
        var rows = await Documents(db, [.. documents.Select(d => d.Key)]).ToListAsync(ct).ConfigureAwait(false);
        var entries = rows.ToDictionary(r => r.Document, r => (Row: r, Entries: SearchEntries.Read(r.Entries, documents[r.Document].ToHashSet())));
        var hits =
            from match in told.Matches
            where entries.ContainsKey(match.Document) && entries[match.Document].Entries.ContainsKey(match.Entry)
            let row = entries[match.Document].Row
            orderby match.Times descending, row.Day descending, match.Document descending, match.Entry
            select new SearchHit(match.Document, row.Owner, row.ObjectId, row.Day, entries[match.Document].Entries[match.Entry], match.Times);
        return new SearchFound([.. hits], [.. told.More]);
    }

    /// <summary>Of each kind the last brought in, no more than <see cref="Most"/>.</summary>
    private sealed class Told
    {
        private readonly int[] counts = new int[SearchMatches.MostKinds];

        public List<SearchMatch> Matches { get; } = [];

        public IEnumerable<SearchKind> More => Enum.GetValues<SearchKind>().Where(k => counts[(int)k] > Most);

        /// <summary>What is older than all that was taken before, without the documents that were taken elsewhere.</summary>
        public void Take(SearchMatches found, HashSet<long> elsewhere)
        {
            for (var i = found.Count - 1; i >= 0; i--)
            {
                var match = found[i];
                if (!elsewhere.Contains(match.Document) && ++counts[(int)match.Kind] <= Most)
                {
                    Matches.Add(match);
                }
            }
        }
    }
}
