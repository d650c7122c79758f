using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Kernel.Search;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Platform.Search;

/// <summary>What the index holds of a term: the rows of each of its ways, element by element, by their blocks.</summary>
/// <param name="Blocks">Where one of its ways may stand whole, ascending.</param>
internal sealed record TermRows(SearchTerm Term, ImmutableArray<ImmutableArray<Dictionary<long, List<IndexRow>>>> Ways, List<long> Blocks);

/// <param name="Positions">Null where nobody asks for them.</param>
internal sealed record IndexRow(long Block, byte[] Heads, byte[]? Positions);

/// <summary>Reads what the index holds, for one question. Rows are read for all blocks at once and opened block by block, so that little is at hand at a time.</summary>
/// <param name="fresh">What is in no block yet, ascending.</param>
/// <param name="blocks">The blocks there are, ascending.</param>
internal sealed class IndexReader(ConcordDb db, List<LabelId> visible, ImmutableArray<(long Document, byte[] Tokens)> fresh, List<long> blocks)
{
    public List<long> Blocks => blocks;

    /// <summary>The documents that are read as new, though they may stand in a block by now.</summary>
    public HashSet<long> New { get; } = [.. fresh.Select(f => f.Document)];

    /// <summary>In how many rows the rarest parts of a term's ways stand, counted no further than matters.</summary>
    public async Task<int> CountAsync(SearchTerm term, int most, CancellationToken ct)
    {
        var sum = 0;
        foreach (var way in term.AnyOf)
        {
            sum += blocks.Count == 0 ? 0 : await SearchIndex.Postings(db, visible, way.Elements.OrderBy(e => !e.IsBeginning).First(), blocks).Take(most).CountAsync(ct).ConfigureAwait(false);
        }

        return sum;
    }

    /// <summary>The rows of a term in some of the blocks.</summary>
    public async Task<TermRows> RowsAsync(SearchTerm term, List<long> within, CancellationToken ct)
    {
        var ways = ImmutableArray.CreateBuilder<ImmutableArray<Dictionary<long, List<IndexRow>>>>();
        var where = new HashSet<long>();
        foreach (var way in term.AnyOf)
        {
            var elements = ImmutableArray.CreateBuilder<Dictionary<long, List<IndexRow>>>();
            var inside = within;
            foreach (var element in way.Elements)
            {
                var rows = await RowsAsync(element, way.Elements.Length > 1, inside, ct).ConfigureAwait(false);
                elements.Add(rows);
                inside = [.. rows.Keys.Order()];
            }

            ways.Add(elements.ToImmutable());
            where.UnionWith(inside);
        }

        return new TermRows(term, ways.ToImmutable(), [.. where.Order()]);
    }

    /// <summary>Where a term stands in one block.</summary>
    public static SearchMatches InBlock(TermRows rows, long block) => SearchMatches.AnyOf([.. rows.Term.AnyOf.Select((way, at) => InBlock(way, rows.Ways[at], block))]);

    /// <summary>Where a term stands in what is new.</summary>
    public SearchMatches InNew(SearchTerm term) => SearchMatches.AnyOf([.. term.AnyOf.Select(InNew)]);

    private static SearchMatches InBlock(SearchPhrase way, ImmutableArray<Dictionary<long, List<IndexRow>>> rows, long block)
    {
        if (rows.Any(r => !r.ContainsKey(block)))
        {
            return SearchMatches.None;
        }

        return Gathered(way, (found, _, at) =>
        {
            foreach (var row in rows[at][block])
            {
                found.AddBlock(block, row.Heads, row.Positions);
            }
        });
    }

    private SearchMatches InNew(SearchPhrase way) => Gathered(way, (found, element, _) =>
    {
        foreach (var (document, tokens) in fresh)
        {
            SearchBlock.Find(tokens, document, element, found);
        }
    });

    private static SearchMatches Gathered(SearchPhrase way, Action<SearchMatchesBuilder, SearchElement, int> gather) => SearchMatches.Phrase([.. way.Elements.Select((element, at) =>
    {
        var found = new SearchMatchesBuilder(way.Elements.Length > 1);
        gather(found, element, at);
        return (found.Build(), element.Offset);
    })]);

    private async Task<Dictionary<long, List<IndexRow>>> RowsAsync(SearchElement element, bool withPositions, List<long> inside, CancellationToken ct)
    {
        if (inside.Count == 0)
        {
            return [];
        }

        var rows = SearchIndex.Postings(db, visible, element, inside);
        var read = await (withPositions ? rows.Select(p => new IndexRow(p.Block, p.Heads, p.Positions)) : rows.Select(p => new IndexRow(p.Block, p.Heads, null)))
            .ToListAsync(ct).ConfigureAwait(false);
        return read.GroupBy(r => r.Block).ToDictionary(g => g.Key, g => g.ToList());
    }
}
