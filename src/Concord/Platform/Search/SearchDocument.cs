using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Concord.Core.Kernel;
using Concord.Core.Kernel.Search;

namespace Concord.Platform.Search;

/// <summary>What a document of the index is of.</summary>
internal enum SearchOwner
{
    Source,

    /// <summary>A measure, or another subject of statements.</summary>
    Measure,

    /// <summary>The pack itself, which is in no index.</summary>
    Pack,
}

/// <summary>An entry with the label under which it is found, and its tokens.</summary>
internal sealed record Findable(SearchEntry Entry, LabelId Label, ImmutableArray<SearchToken> Tokens);

/// <summary>Something made findable, ready to be written with the rows that it is of. It has one document for each label under which it is told of.</summary>
/// <param name="Label">The label of what it is of.</param>
internal sealed record SearchDocument(SearchOwner Owner, Guid Of, LabelId Label, DateOnly Day, byte[] Entries, ImmutableArray<(LabelId Label, byte[] Tokens)> Fresh)
{
    public static SearchDocument Make(SearchOwner owner, Guid of, LabelId label, DateOnly day, IReadOnlyCollection<Findable> entries)
    {
        var kept = entries.Take(SearchMatches.MostEntries).ToImmutableArray();
        return new SearchDocument(
            owner, of, label, day, SearchEntries.Write([.. kept.Select(k => k.Entry)]),
            [
                .. kept.Index().GroupBy(k => k.Item.Label).OrderBy(g => g.Key.Value)
                    .Select(g => (g.Key, SearchBlock.Write(Tokens(g)))),
            ]);
    }

    private static IEnumerable<(string Token, SearchPlaces Places)> Tokens(IEnumerable<(int Number, Findable Entry)> entries)
    {
        var places = new Dictionary<string, List<(int Entry, SearchKind Kind, List<int> Positions)>>();
        foreach (var (number, entry) in entries)
        {
            foreach (var token in entry.Tokens)
            {
                ref var there = ref CollectionsMarshal.GetValueRefOrAddDefault(places, token.Text, out _);
                there ??= [];
                if (there.Count == 0 || there[^1].Entry != number)
                {
                    there.Add((number, entry.Entry.Kind, []));
                }

                var positions = there[^1].Positions;
                if (positions.Count == 0 || positions[^1] != token.Position)
                {
                    positions.Add(token.Position);
                }
            }
        }

        return places.Select(p => (p.Key, SearchPlaces.Write([.. p.Value.Select(v => new SearchPlace(v.Entry, v.Kind, [.. v.Positions]))])));
    }
}

/// <summary>A module whose rows can be found: it brings into the index what is not yet there.</summary>
internal interface ISearchable
{
    /// <summary>How many of its documents are not in the index.</summary>
    Task<int> MissingAsync(CancellationToken ct);

    /// <summary>Indexes some of them, in one commit; how many.</summary>
    Task<Result<int>> IndexSomeAsync(Permit permit, CancellationToken ct);

    /// <summary>All of its documents, made out of what is kept, one after another.</summary>
    IAsyncEnumerable<SearchDocument> DocumentsAsync(Permit permit, CancellationToken ct);
}
