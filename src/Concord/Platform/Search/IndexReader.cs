using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Kernel.Search;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Platform.Search;

/// <summary>Reads what the index holds of a term, for one question.</summary>
/// <param name="fresh">What is in no block yet, ascending.</param>
/// <param name="blocks">The blocks there are, ascending.</param>
internal sealed class IndexReader(ConcordDb db, List<LabelId> visible, ImmutableArray<(long Document, byte[] Tokens)> fresh, List<long> blocks)
{
    public List<long> Blocks => blocks;

    /// <summary>In how many rows the rarest parts of a term's ways stand, counted no further than matters.</summary>
    public async Task<int> RowsAsync(SearchTerm term, int most, CancellationToken ct)
    {
        var sum = 0;
        foreach (var way in term.AnyOf)
        {
            sum += blocks.Count == 0 ? 0 : await SearchIndex.Postings(db, visible, way.Elements.OrderBy(e => !e.IsBeginning).First(), blocks).Take(most).CountAsync(ct).ConfigureAwait(false);
        }

        return sum;
    }

    /// <summary>Where a term stands in what is new and in some of the blocks; and in which of them.</summary>
    public async Task<(SearchMatches Matches, List<long> Blocks)> TermAsync(SearchTerm term, List<long> within, CancellationToken ct)
    {
        var ways = new List<SearchMatches>();
        var where = new HashSet<long>();
        foreach (var way in term.AnyOf)
        {
            var parts = new List<(SearchMatches, int)>();
            var inside = within;
            foreach (var element in way.Elements)
            {
                var (matches, there) = await ElementAsync(element, way.Elements.Length > 1, inside, ct).ConfigureAwait(false);
                parts.Add((matches, element.Offset));
                inside = there;
                if (matches.Count == 0)
                {
                    break;
                }
            }

            ways.Add(parts[^1].Item1.Count == 0 ? SearchMatches.None : SearchMatches.Phrase(parts));
            where.UnionWith(parts[^1].Item1.Count == 0 ? [] : inside);
        }

        return (SearchMatches.AnyOf(ways), [.. where.Order()]);
    }

    private async Task<(SearchMatches Matches, List<long> Blocks)> ElementAsync(SearchElement element, bool withPositions, List<long> inside, CancellationToken ct)
    {
        var found = new SearchMatchesBuilder(withPositions);
        var there = new List<long>();
        if (inside.Count > 0)
        {
            var rows = SearchIndex.Postings(db, visible, element, inside);
            var read = withPositions
                ? await rows.Select(p => new ReadRow(p.Block, p.Heads, p.Positions)).ToListAsync(ct).ConfigureAwait(false)
                : await rows.Select(p => new ReadRow(p.Block, p.Heads, null)).ToListAsync(ct).ConfigureAwait(false);
            foreach (var row in read.OrderBy(r => r.Block))
            {
                found.AddBlock(row.Block, row.Heads, row.Positions);
                if (there.Count == 0 || there[^1] != row.Block)
                {
                    there.Add(row.Block);
                }
            }
        }

        foreach (var (document, tokens) in fresh)
        {
            SearchBlock.Find(tokens, document, element, found);
        }

        return (found.Build(), there);
    }

    private sealed record ReadRow(long Block, byte[] Heads, byte[]? Positions);
}
