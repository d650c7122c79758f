using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Kernel.Search;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform;
using Concord.Platform.Search;

namespace Concord.Modules.Search;

/// <summary>Answers a question with a page of what was found, its counts, and where each stands.</summary>
internal sealed class AskIndex(SearchIndex index, ISources sources, IReviews reviews, IPlan plan, TimeProvider clock)
{
    public const int OnAPage = 20;

    /// <summary>The code of no country.</summary>
    private const string Nobody = "--";

    private static readonly ImmutableArray<SearchKind> KindsInOrder =
        [SearchKind.Measure, SearchKind.Meeting, SearchKind.Declaration, SearchKind.Body, SearchKind.Person, SearchKind.Source, SearchKind.Passage];

    private DateOnly Today => clock.Today();

    public async Task<Result<SearchResults>> HandleAsync(Permit permit, Asked asked, CancellationToken ct)
    {
        var process = await plan.TodayAsync(permit, clock, ct).ConfigureAwait(false);
        return await SearchQuery.Parse(asked.Text, CountriesAsked.In(asked.Text, process)).Match(
            query => AnswerAsync(permit, asked, query, process, ct),
            refusals => Task.FromResult<Result<SearchResults>>(refusals)).ConfigureAwait(false);
    }

    private async Task<Result<SearchResults>> AnswerAsync(Permit permit, Asked asked, SearchQuery query, ProcessInForce? process, CancellationToken ct)
    {
        var member = asked.Member is null ? null : process?.Members.FirstOrDefault(m => m.Iso2 == asked.Member)?.Iso2 ?? Nobody;
        return await (await index.FindAsync(permit, query, member, ct).ConfigureAwait(false)).Match(
            async found =>
            {
                var ids = found.All.Hits.Concat(found.OfCountry.Hits).Where(h => h.Owner == SearchOwner.Measure).Select(h => new MeasureId(h.Of)).Distinct();
                var measures = await reviews.MeasuresAsync(permit, [.. ids], ct).ConfigureAwait(false);
                ImmutableArray<SearchHit> bodies = process is null ? [] : [.. PackBodies.Of(process, query, today: Today)];
                return (Result<SearchResults>)await ShowAsync(
                    permit, asked, query, process, measures,
                    new Things(found.All, bodies, measures), new Things(found.OfCountry, [.. bodies.Where(b => member is null || b.Entry.Countries.Contains(member))], measures), ct).ConfigureAwait(false);
            },
            refusals => Task.FromResult<Result<SearchResults>>(refusals)).ConfigureAwait(false);
    }

    private async Task<SearchResults> ShowAsync(
        Permit permit, Asked asked, SearchQuery query, ProcessInForce? process, ImmutableDictionary<MeasureId, FoundMeasure> measures, Things all, Things ofMember, CancellationToken ct)
    {
        var ofKind = all.Of(asked.Kind);
        var chosen = ofMember.Of(asked.Kind);
        var pages = Math.Max(1, (chosen.Length + asked.PerPage - 1) / asked.PerPage);
        var page = Math.Clamp(asked.Page, 1, pages);
        var from = asked.After is { } after ? Following(chosen.Select(c => c.Hit), after) : (page - 1) * asked.PerPage;
        var told = chosen.Skip(from).Take(asked.PerPage).ToImmutableArray();
        var ofSources = told.Select(t => t.Hit).Where(h => h.Owner == SearchOwner.Source).ToLookup(h => h.Entry.Kind == SearchKind.Source, h => (Id: new SourceId(h.Of), h.Entry));
        var texts = await sources.TextsAsync(permit, [.. ofSources[true].Select(h => h.Id)], [.. ofSources[false].Select(h => (h.Id, PlaceOf(h.Entry)))], ct).ConfigureAwait(false);
        var shown = ImmutableArray.CreateBuilder<ShownHit>();
        foreach (var (hit, count) in told)
        {
            var one = hit.Owner switch
            {
                SearchOwner.Measure => Measure(hit, query, measures[new MeasureId(hit.Of)], process),
                SearchOwner.Pack => new ShownHit(hit.Entry.Kind, MeasureLinks.Directory, Lit(Things.Lines(hit)[0], query), null, null, null, process?.KindOf(SubjectSort.Body), 1),
                SearchOwner.Source => Source(hit, count, query, texts),
            };
            if (one is not null)
            {
                shown.Add(one);
            }
        }

        return new SearchResults(
            chosen.Length,
            [
                .. KindsInOrder.Select(k => new KindCount(k, ofMember.Of(k).Length, ofMember.IsMore(k))).Where(k => k.Count > 0 || k.Kind == asked.Kind),
            ],
            [
                .. (process?.Members ?? [])
                    .Select(m => new MemberCount(m, ofKind.Count(f => f.Hit.Entry.Countries.Contains(m.Iso2)), all.IsMore(asked.Kind)))
                    .Where(m => m.Count > 0 || m.Member.Iso2 == asked.Member),
            ],
            await RepliedAsync(permit, process, shown, ct).ConfigureAwait(false),
            page,
            pages)
        {
            More = ofMember.IsMore(asked.Kind),
            Last = from + told.Length < chosen.Length && !told.IsEmpty ? PlaceOf(chosen.Select(c => c.Hit), from + told.Length - 1) : null,
        };
    }

    /// <summary>With what members reply to what is quoted: a reply stands wherever its statement's sentence stands.</summary>
    private async Task<ImmutableArray<ShownHit>> RepliedAsync(Permit permit, ProcessInForce? process, IReadOnlyCollection<ShownHit> shown, CancellationToken ct)
    {
        var quoted = shown.Select(h => h.Quoted).OfType<(SourceId, TextPlace)>().ToList();
        if (process is null || quoted.Count == 0)
        {
            return [.. shown];
        }

        var replies = await reviews.RepliesAsync(permit, process, quoted, ct).ConfigureAwait(false);
        return [.. shown.Select(h => h.Quoted is { } at ? h with { Replies = [.. replies[at]] } : h)];
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

    /// <summary>By the name that leads; the name by which it was found stands below, where that is another.</summary>
    private static ShownHit Measure(SearchHit hit, SearchQuery query, FoundMeasure measure, ProcessInForce? process) => new(
        hit.Entry.Kind, MeasureLinks.Subject(process?.SortOf(measure.Kind) ?? SubjectSort.Measure, measure.Id), Lit(measure.Title, query),
        string.Equals(Things.Lines(hit)[0], measure.Title, StringComparison.OrdinalIgnoreCase) ? null : Lit(Things.Lines(hit)[0], query), null, null, process?.Kind(measure.Kind), 1)
    {
        Members = [.. (process?.Members ?? []).Where(m => hit.Entry.Countries.Contains(m.Iso2))],
    };

    private static ShownHit? Source(SearchHit hit, int count, SearchQuery query, FoundTexts texts)
    {
        var id = new SourceId(hit.Of);
        var entry = hit.Entry;
        if (entry.Kind == SearchKind.Source)
        {
            return texts.Whole.TryGetValue(id, out var whole) ? Whole(whole, query) : null;
        }

        if (!texts.Texts.TryGetValue((id, PlaceOf(entry)), out var found))
        {
            return null;
        }

        if (entry.Kind == SearchKind.Passage)
        {
            var excerpt = SearchExcerpt.Of(found.Text, query, CountriesNamed.In(found.Text));
            var at = new TextPlace(
                entry.Paragraph, entry.Start + CodePoints(found.Text[..excerpt.Span.Start]), CodePoints(found.Text[excerpt.Span.Start..excerpt.Span.End]));
            return new ShownHit(entry.Kind, SourceLinks.Stretch(id, at), Lit(found.Source.Title, query), Cut(found.Text, excerpt), found.Source, found.Paragraph, null, 1) { Quoted = (id, at) };
        }

        var said = Things.Lines(hit);
        return new ShownHit(
            entry.Kind, SourceLinks.Stretch(id, PlaceOf(entry)), Lit(said[0], query), said.Length > 1 ? Lit(said[1], query) : null, found.Source, found.Paragraph, null, count);
    }

    /// <summary>Where its title holds none of the words, what else of it does stands below: who sent it, or its file.</summary>
    private static ShownHit Whole(SourceSummary source, SearchQuery query)
    {
        var title = Lit(source.Title, query);
        var beside = title.Found.IsEmpty ? new[] { source.Originator, source.FileName }.OfType<string>().Select(t => Lit(t, query)).FirstOrDefault(t => !t.Found.IsEmpty) : null;
        return new ShownHit(SearchKind.Source, SourceLinks.Page(source.Id), title, beside, source, null, null, 1);
    }

    private static TextPlace PlaceOf(SearchEntry entry) => new(entry.Paragraph, entry.Start, entry.Length);

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
