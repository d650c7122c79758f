using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Kernel.Search;
using Concord.Platform.Access;
using Concord.Platform.Db;
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
        var reader = await ReaderAsync(permit, ct).ConfigureAwait(false);
        var terms = new List<(SearchTerm Term, int Rows)>();
        foreach (var term in query.Terms)
        {
            var wide = term.AnyOf.Any(w => w.Elements.Any(e => e.IsBeginning));
            var rows = query.Terms.Length == 1 && !wide ? 0 : await reader.RowsAsync(term, MostRows + 1, ct).ConfigureAwait(false);
            if (wide && rows > MostRows)
            {
                return new Refusal("question.too-wide", term.Written);
            }

            terms.Add((term, rows));
        }

        var found = new List<SearchMatches>();
        var blocks = reader.Blocks;
        foreach (var (term, _) in terms.OrderBy(t => t.Rows))
        {
            var (matches, where) = await reader.TermAsync(term, blocks, ct).ConfigureAwait(false);
            found.Add(matches);
            blocks = where;
            if (matches.Count == 0)
            {
                break;
            }
        }

        var all = SearchMatches.AllOf(found);
        var narrowed = all;
        if (country is not null && all.Count > 0)
        {
            var (named, _) = await reader.TermAsync(new SearchTerm(country, [SearchPhrase.OfCountry(country)]), blocks, ct).ConfigureAwait(false);
            narrowed = SearchMatches.Within(all, named);
        }

        var told = await HitsAsync(all, ct).ConfigureAwait(false);
        return (told, country is null ? told : await HitsAsync(narrowed, ct).ConfigureAwait(false));
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

    /// <summary>Of each kind the last brought in, no more than <see cref="Most"/>.</summary>
    private async Task<SearchFound> HitsAsync(SearchMatches matches, CancellationToken ct)
    {
        var counts = new Dictionary<SearchKind, int>();
        var told = new List<SearchMatch>();
        for (var i = matches.Count - 1; i >= 0; i--)
        {
            var match = matches[i];
            var count = counts[match.Kind] = counts.GetValueOrDefault(match.Kind) + 1;
            if (count <= Most)
            {
                told.Add(match);
            }
        }

        var documents = told.ToLookup(t => t.Document, t => t.Entry);
        var rows = await Documents(db, [.. documents.Select(d => d.Key)]).ToListAsync(ct).ConfigureAwait(false);
        var entries = rows.ToDictionary(r => r.Document, r => (Row: r, Entries: SearchEntries.Read(r.Entries, documents[r.Document].ToHashSet())));
        var hits =
            from match in told
            where entries.ContainsKey(match.Document) && entries[match.Document].Entries.ContainsKey(match.Entry)
            let row = entries[match.Document].Row
            orderby match.Times descending, row.Day descending, match.Document descending, match.Entry
            select new SearchHit(match.Document, row.Owner, row.ObjectId, row.Day, entries[match.Document].Entries[match.Entry], match.Times);
        return new SearchFound([.. hits], [.. counts.Where(c => c.Value > Most).Select(c => c.Key)]);
    }
}
