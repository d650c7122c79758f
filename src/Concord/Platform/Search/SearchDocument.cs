using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Concord.Core.Kernel;
using Concord.Core.Kernel.Search;

namespace Concord.Platform.Search;

/// <summary>What a document of the index is of.</summary>
internal enum SearchOwner
{
    Source,
    Measure,
}

/// <summary>An entry with the label under which it is found, and its tokens.</summary>
internal sealed record Findable(SearchEntry Entry, LabelId Label, ImmutableArray<SearchToken> Tokens);

/// <summary>Something made findable, ready to be written with the rows that it is of.</summary>
/// <param name="Number">The sequence of the act that wrote it; null when this commit's act does.</param>
internal sealed record SearchDocument(SearchOwner Owner, Guid Of, DateOnly Day, byte[] Entries, ImmutableArray<PostingRow> Postings, long? Number)
{
    public static SearchDocument Make(SearchOwner owner, Guid of, DateOnly day, IReadOnlyCollection<Findable> entries, long? number = null)
    {
        var kept = entries.Take(SearchMatches.MostEntries).ToImmutableArray();
        var places = new Dictionary<(string Token, LabelId Label), List<(int Entry, List<int> Positions)>>();
        foreach (var (number0, entry) in kept.Index())
        {
            foreach (var token in entry.Tokens)
            {
                ref var there = ref CollectionsMarshal.GetValueRefOrAddDefault(places, (token.Text, entry.Label), out _);
                there ??= [];
                if (there.Count == 0 || there[^1].Entry != number0)
                {
                    there.Add((number0, []));
                }

                var positions = there[^1].Positions;
                if (positions.Count == 0 || positions[^1] != token.Position)
                {
                    positions.Add(token.Position);
                }
            }
        }

        var postings = places.OrderBy(p => p.Key.Token, StringComparer.Ordinal).ThenBy(p => p.Key.Label.Value).Select(p => new PostingRow
        {
            Token = p.Key.Token,
            LabelId = p.Key.Label,
            Places = SearchPlaces.Write(p.Value.Select(v => new SearchPlace(v.Entry, [.. v.Positions]))),
        });
        return new SearchDocument(owner, of, day, SearchEntries.Write([.. kept.Select(k => k.Entry)]), [.. postings], number);
    }
}

/// <summary>A module whose rows can be found: it brings into the index what is not yet there.</summary>
internal interface ISearchable
{
    /// <summary>How many of its documents are not in the index.</summary>
    Task<int> MissingAsync(CancellationToken ct);

    /// <summary>Indexes some of them, in one commit; how many.</summary>
    Task<Result<int>> IndexSomeAsync(Permit permit, CancellationToken ct);
}
