using System.Runtime.CompilerServices;
using Concord.Core.Kernel;
using Concord.Platform.Db;

namespace Concord.Platform.Search;

/// <summary>
/// The index of the search against what it is made of: each document of it is made once more out of the rows that are kept, and compared with what is found of it. Both are read as they were at one moment, beside whoever writes.
/// Changes nothing.
/// </summary>
internal sealed class VerifiedSearch(ConcordDb db, SearchContent content, IEnumerable<ISearchable> modules)
{
    /// <summary>What the index held, once all was looked at.</summary>
    public SearchSum Sum { get; private set; }

    /// <summary>Looks at every document, one after another; a refusal says which is not as it is made. <paramref name="told"/> hears how many places were looked at before that.</summary>
    public async IAsyncEnumerable<Refusal?> CheckAsync(Permit permit, Action<long> told, [EnumeratorCancellation] CancellationToken ct)
    {
        var moment = await db.ReadAsync(ct).ConfigureAwait(false);
        await using var ofMoment = moment.ConfigureAwait(false);
        var held = await content.HeldAsync(told, ct).ConfigureAwait(false);
        Sum = SearchSum.Of(held.Values.Select(d => d.Sum));
        var numbers = held.ToDictionary(d => (d.Value.Of, d.Value.Label), d => d.Key);
        foreach (var module in modules)
        {
            await foreach (var document in module.DocumentsAsync(permit, ct).WithCancellation(ct).ConfigureAwait(false))
            {
                if (!numbers.Remove((document.Of, document.Label.Value), out var number))
                {
                    yield return new Refusal("verify.index-missing", About(document.Owner, document.Of));
                    continue;
                }

                var made = new SearchSums(_ => { });
                made.Begin(number, document);
                foreach (var (label, tokens) in document.Fresh)
                {
                    made.AddFresh(number, label.Value, tokens.Length, tokens);
                }

                yield return made.Documents[number].Sum == held[number].Sum ? null : new Refusal("verify.index-differs", About(document.Owner, document.Of));
            }
        }

        foreach (var number in numbers.Values.Order())
        {
            yield return new Refusal("verify.index-unknown", About(held[number].Owner, held[number].Of));
        }
    }

    private static string About(SearchOwner owner, Guid of) => (owner == SearchOwner.Source ? "sources_source " : "measures_measure ") + of.ToString("D");
}
