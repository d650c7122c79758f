using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Kernel.Search;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Search;

namespace Concord.Modules.Search;

/// <summary>Answers a question with a page of what was found, its counts, and where each stands.</summary>
internal sealed class AskIndex(SearchIndex index, ISources sources, IReviews reviews, IPlan plan, TimeProvider clock)
{
    public const int OnAPage = 20;

    public async Task<Result<SearchResults>> HandleAsync(Permit permit, Asked asked, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var process = (await plan.InForceAsync(permit, today, ct).ConfigureAwait(false)).Match<ProcessInForce?>(p => p, _ => null);
        return await SearchQuery.Parse(asked.Text, CountriesAsked.In(asked.Text, process)).Match(
            async query => (Result<SearchResults>)await AnswerAsync(permit, asked, query, process, ct).ConfigureAwait(false),
            refusals => Task.FromResult<Result<SearchResults>>(refusals)).ConfigureAwait(false);
    }

    private async Task<SearchResults> AnswerAsync(Permit permit, Asked asked, SearchQuery query, ProcessInForce? process, CancellationToken ct)
    {
        var all = await index.FindAsync(permit, query, ct).ConfigureAwait(false);
        var measures = await reviews.MeasuresAsync(
            permit, [.. all.Where(h => h.Owner == SearchOwner.Measure).Select(h => new MeasureId(h.Of)).Distinct()], ct).ConfigureAwait(false);

        // A measure is told of by several statements, a person by several sources: each is one thing found.
        var found = all
            .Where(h => h.Owner != SearchOwner.Measure || measures.ContainsKey(new MeasureId(h.Of)))
            .GroupBy(Same)
            .Select(g => (Hit: g.First(), Sources: g.Select(h => h.Of).Distinct().Count()))
            .ToImmutableArray();
        var ofMember = found.Where(f => asked.Member is null || f.Hit.Entry.Countries.Contains(asked.Member)).ToImmutableArray();
        var ofKind = found.Where(f => asked.Kind is null || f.Hit.Entry.Kind == asked.Kind).ToImmutableArray();
        var chosen = ofMember.Where(f => asked.Kind is null || f.Hit.Entry.Kind == asked.Kind).ToImmutableArray();
        var pages = Math.Max(1, (chosen.Length + asked.PerPage - 1) / asked.PerPage);
        var page = Math.Clamp(asked.Page, 1, pages);
        var shown = ImmutableArray.CreateBuilder<ShownHit>();
        var from = asked.After is { } after ? Following(chosen.Select(c => c.Hit), after) : (page - 1) * asked.PerPage;
        var told = chosen.Skip(from).Take(asked.PerPage).ToImmutableArray();
        foreach (var (hit, count) in told)
        {
            var one = hit.Owner == SearchOwner.Measure
                ? Measure(hit, query, measures[new MeasureId(hit.Of)], process)
                : await SourceAsync(permit, hit, count, query, ct).ConfigureAwait(false);
            if (one is not null)
            {
                shown.Add(one);
            }
        }

        return new SearchResults(
            chosen.Length,
            [.. Enum.GetValues<SearchKind>().Select(k => new KindCount(k, ofMember.Count(f => f.Hit.Entry.Kind == k))).Where(k => k.Count > 0 || k.Kind == asked.Kind)],
            [.. (process?.Members ?? []).Select(m => new MemberCount(m, ofKind.Count(f => f.Hit.Entry.Countries.Contains(m.Iso2)))).Where(m => m.Count > 0 || m.Member.Iso2 == asked.Member)],
            shown.ToImmutable(),
            page,
            pages)
        {
            Last = from + told.Length < chosen.Length && !told.IsEmpty ? PlaceOf(chosen.Select(c => c.Hit), from + told.Length - 1) : null,
        };
    }

    private static HitPlace PlaceOf(IEnumerable<SearchHit> hits, int at)
    {
        var before = hits.Take(at + 1).ToImmutableArray();
        var hit = before[^1];
        return new HitPlace(hit.Times, hit.Day, hit.Document, before.Reverse().TakeWhile(h => h.Document == hit.Document && h.Times == hit.Times).Count());
    }

    /// <summary>How many hits stand before what follows a place.</summary>
    private static int Following(IEnumerable<SearchHit> hits, HitPlace after)
    {
        var (skipped, nth) = (0, 0);
        foreach (var hit in hits)
        {
            var order = (after.Times.CompareTo(hit.Times), after.Day.CompareTo(hit.Day), after.Document.CompareTo(hit.Document)) switch
            {
                (not 0 and var byTimes, _, _) => byTimes,
                (_, not 0 and var byDay, _) => byDay,
                (_, _, var byDocument) => byDocument,
            };
            if (order > 0 || (order == 0 && ++nth > after.Nth))
            {
                break;
            }

            skipped++;
        }

        return skipped;
    }

    private static object Same(SearchHit hit) => hit.Entry.Kind switch
    {
        SearchKind.Measure => hit.Of,
        SearchKind.Person or SearchKind.Body => (hit.Entry.Kind, Lines(hit)[0].ToUpperInvariant()),
        SearchKind.Source or SearchKind.Passage => hit,
    };

    private static string[] Lines(SearchHit hit) => hit.Entry.Shown.Split('\n');

    private static ShownHit Measure(SearchHit hit, SearchQuery query, FoundMeasure measure, ProcessInForce? process) => new(
        SearchKind.Measure, MeasureLinks.Subject(process?.SortOf(measure.Kind) ?? SubjectSort.Measure, measure.Id), Lit(measure.Title, query), null, null, null, process?.Kind(measure.Kind), 1);

    private async Task<ShownHit?> SourceAsync(Permit permit, SearchHit hit, int count, SearchQuery query, CancellationToken ct)
    {
        var id = new SourceId(hit.Of);
        var entry = hit.Entry;
        var place = new TextPlace(entry.Paragraph, entry.Start, entry.Length);
        if (entry.Kind == SearchKind.Source)
        {
            var listed = await sources.SummaryAsync(permit, id, ct).ConfigureAwait(false);
            return listed.Match<ShownHit?>(
                s => new ShownHit(entry.Kind, SourceLinks.Page(id), Lit(s.Title, query), null, s, null, null, 1), _ => null);
        }

        var text = await sources.TextAsync(permit, id, place, ct).ConfigureAwait(false);
        return text.Match<ShownHit?>(
            found =>
            {
                if (entry.Kind == SearchKind.Passage)
                {
                    var excerpt = SearchExcerpt.Of(found.Text, query, CountriesNamed.In(found.Text));
                    var at = new TextPlace(
                        entry.Paragraph, entry.Start + CodePoints(found.Text[..excerpt.Span.Start]), CodePoints(found.Text[excerpt.Span.Start..excerpt.Span.End]));
                    return new ShownHit(
                        entry.Kind, SourceLinks.Stretch(id, at), Lit(found.Source.Title, query), Cut(found.Text, excerpt), found.Source, found.Paragraph, null, 1);
                }

                var said = Lines(hit);
                return new ShownHit(
                    entry.Kind, SourceLinks.Stretch(id, place), Lit(said[0], query), said.Length > 1 ? Lit(said[1], query) : null,
                    found.Source, found.Paragraph, null, count);
            },
            _ => null);
    }

    /// <summary>The whole text.</summary>
    private static LitWords Lit(string text, SearchQuery query) => new(text, SearchExcerpt.Words(text, query, CountriesNamed.In(text)), false, false);

    private static LitWords Cut(string text, SearchExcerpt excerpt)
    {
        var (start, end) = (excerpt.Span.Start, excerpt.Span.End);
        return new LitWords(
            text[start..end], [.. excerpt.Found.Select(f => new TextSpan(f.Start - start, f.End - start))], text.AsSpan(0, start).ContainsAnyExcept(' ', '\n'),
            text.AsSpan(end).ContainsAnyExcept(' ', '\n'));
    }

    private static int CodePoints(string text) => text.EnumerateRunes().Count();
}
