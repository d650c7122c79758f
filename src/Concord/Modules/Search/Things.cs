using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Kernel.Search;
using Concord.Modules.Measures.Contracts;
using Concord.Platform.Search;

namespace Concord.Modules.Search;

/// <summary>What was found as the things it is: a measure is told of under several labels and names, a person by several sources, and each is one thing found.</summary>
internal sealed class Things
{
    private readonly ImmutableHashSet<SearchKind> more;
    private readonly ImmutableArray<(SearchHit Hit, int Sources)> all;
    private readonly ILookup<SearchKind, (SearchHit Hit, int Sources)> byKind;

    public Things(SearchFound found, ImmutableArray<SearchHit> bodies, ImmutableDictionary<MeasureId, FoundMeasure> measures)
    {
        more = found.More;
        all =
        [
            .. found.Hits.Concat(bodies)
                .Where(h => h.Owner != SearchOwner.Measure || measures.ContainsKey(new MeasureId(h.Of)))
                .GroupBy(h => Same(h, measures))
                .Select(g => (Hit: g.MinBy(h => (h.Owner != SearchOwner.Measure, h.Owner != SearchOwner.Pack))!, Sources: g.Where(h => h.Owner == SearchOwner.Source).Select(h => h.Of).Distinct().Count()))
                .OrderByDescending(f => f.Hit.Times).ThenByDescending(f => f.Hit.Day).ThenByDescending(f => f.Hit.Document).ThenBy(f => f.Hit.Entry.Paragraph),
        ];
        byKind = all.ToLookup(f => f.Hit.Entry.Kind);
    }

    /// <summary>Those of a kind, or all.</summary>
    public ImmutableArray<(SearchHit Hit, int Sources)> Of(SearchKind? kind) => kind is { } one ? [.. byKind[one]] : all;

    /// <summary>There are more of the kind, or of any, than were counted.</summary>
    public bool IsMore(SearchKind? kind) => kind is { } one ? more.Contains(one) : !more.IsEmpty;

    /// <summary>What is shown of it, line by line.</summary>
    public static string[] Lines(SearchHit hit) => hit.Entry.Shown.Split('\n');

    private static object Same(SearchHit hit, ImmutableDictionary<MeasureId, FoundMeasure> measures) => hit.Entry.Kind switch
    {
        SearchKind.Measure or SearchKind.Meeting or SearchKind.Declaration => measures[new MeasureId(hit.Of)].Id,
        SearchKind.Person or SearchKind.Body => (hit.Entry.Kind, NameKey.Of(hit.Owner == SearchOwner.Measure ? measures[new MeasureId(hit.Of)].Title : Lines(hit)[0])),
        SearchKind.Source or SearchKind.Passage => hit,
    };
}
