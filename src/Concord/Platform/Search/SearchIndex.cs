using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Kernel.Search;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Platform.Search;

/// <summary>An entry that answers a question.</summary>
/// <param name="Times">How many words of it are words asked for.</param>
internal sealed record SearchHit(long Document, SearchOwner Owner, Guid Of, DateOnly Day, SearchEntry Entry, int Times);

/// <summary>
/// Asks the index. The labels that the person may see are a term of every query, so that a hidden paragraph is in no hit, no count and no excerpt. The rarest
/// word is asked for first; where it leaves few documents, the others are asked for in those alone.
/// </summary>
internal sealed class SearchIndex(ConcordDb db, Labels labels)
{
    /// <summary>Of few documents the rest is asked by their numbers.</summary>
    private const int Few = 1000;

    /// <summary>All that answers the question: more words found first, then the newest.</summary>
    public async Task<ImmutableArray<SearchHit>> FindAsync(Permit permit, SearchQuery query, CancellationToken ct)
    {
        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        var terms = new List<(SearchTerm Term, int Rows)>();
        foreach (var term in query.Terms)
        {
            terms.Add((term, query.Terms.Length == 1 ? 0 : await AtMostAsync(visible, term, ct).ConfigureAwait(false)));
        }

        List<long>? within = null;
        var found = new List<SearchMatches>();
        foreach (var (term, _) in terms.OrderBy(t => t.Rows))
        {
            var matches = await TermAsync(visible, term, within, ct).ConfigureAwait(false);
            found.Add(matches);
            var documents = matches.Documents;
            within = documents.Length <= Few ? [.. documents] : within;
            if (documents.IsEmpty)
            {
                return [];
            }
        }

        return await HitsAsync(SearchMatches.AllOf(found), ct).ConfigureAwait(false);
    }

    /// <summary>The query behind every word asked for; its plan is checked for scans.</summary>
    internal static IQueryable<PostingRow> Postings(ConcordDb db, List<LabelId> visible, SearchElement element, List<long>? within)
    {
        var rows = db.Set<PostingRow>().AsNoTracking();
        var (token, last) = (element.Token, element.Token + "\U0010FFFF");
#pragma warning disable CA1309 // read by the database, whose order of tokens is that of their bytes
        rows = element.IsBeginning
            ? rows.Where(p => string.Compare(p.Token, token) >= 0 && string.Compare(p.Token, last) < 0 && visible.Contains(p.LabelId))
            : rows.Where(p => p.Token == token && visible.Contains(p.LabelId));
#pragma warning restore CA1309
        return within is null ? rows : rows.Where(p => EF.Parameter(within).Contains(p.Document));
    }

    /// <summary>The query behind the entries of the documents found.</summary>
    internal static IQueryable<SearchDocumentRow> Documents(ConcordDb db, List<long> numbers) =>
        db.Set<SearchDocumentRow>().AsNoTracking().Where(d => EF.Parameter(numbers).Contains(d.Document));

    /// <summary>In how many documents the rarest parts of a term's ways stand, counted no further than matters.</summary>
    private async Task<int> AtMostAsync(List<LabelId> visible, SearchTerm term, CancellationToken ct)
    {
        var sum = 0;
        foreach (var way in term.AnyOf)
        {
            sum += await Postings(db, visible, way.Elements[0], null).Take(Few + 1).CountAsync(ct).ConfigureAwait(false);
        }

        return sum;
    }

    private async Task<SearchMatches> TermAsync(List<LabelId> visible, SearchTerm term, List<long>? within, CancellationToken ct)
    {
        var ways = new List<SearchMatches>();
        foreach (var way in term.AnyOf)
        {
            var parts = new List<(SearchMatches, int)>();
            var inside = within;
            foreach (var element in way.Elements)
            {
                var rows = await Postings(db, visible, element, inside).Select(p => new { p.Document, p.Places }).ToListAsync(ct).ConfigureAwait(false);
                var matches = SearchMatches.Of(rows.Select(r => (r.Document, r.Places)));
                var documents = matches.Documents;
                inside = documents.Length <= Few ? [.. documents] : inside;
                parts.Add((matches, element.Offset));
                if (documents.IsEmpty)
                {
                    break;
                }
            }

            ways.Add(parts[^1].Item1.Count == 0 ? parts[^1].Item1 : SearchMatches.Phrase(parts));
        }

        return SearchMatches.AnyOf(ways);
    }

    private async Task<ImmutableArray<SearchHit>> HitsAsync(SearchMatches matches, CancellationToken ct)
    {
        var rows = await Documents(db, [.. matches.Documents]).ToDictionaryAsync(d => d.Document, ct).ConfigureAwait(false);
        var entries = rows.ToDictionary(r => r.Key, r => SearchEntries.Read(r.Value.Entries));
        var hits =
            from match in matches.All
            where rows.ContainsKey(match.Document) && match.Entry < entries[match.Document].Length
            let row = rows[match.Document]
            orderby match.Times descending, row.Day descending, match.Document descending, match.Entry
            select new SearchHit(match.Document, row.Owner, row.ObjectId, row.Day, entries[match.Document][match.Entry], match.Times);
        return [.. hits];
    }
}
