using Concord.Core.Kernel.Search;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Search;

namespace Concord.Modules.Search;

/// <summary>The bodies of the process itself, by their names and short names. They are few and stand in the pack, so that no index is asked.</summary>
internal static class PackBodies
{
    public static IEnumerable<SearchHit> Of(ProcessInForce process, SearchQuery query, DateOnly today)
    {
        foreach (var body in process.Bodies)
        {
            var names = string.Join('\n', body.Names.All.Concat(body.ShortNames.All).Select(n => n.Text).Distinct());
            var countries = CountriesNamed.In(names);
            if (query.Terms.All(t => !SearchExcerpt.Words(names, new SearchQuery([t]), countries).IsEmpty))
            {
                var member = process.Members.FirstOrDefault(m => m.Key == body.Member)?.Iso2;
                yield return new SearchHit(
                    0, SearchOwner.Pack, Guid.Empty, today,
                    new SearchEntry(SearchKind.Body, 0, 0, 0, [.. countries.Select(c => c.Iso2).Append(member).OfType<string>().Distinct()], names),
                    SearchExcerpt.Words(names, query, countries).Length);
            }
        }
    }
}
