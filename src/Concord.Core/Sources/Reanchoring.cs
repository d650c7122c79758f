using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Sources;

/// <summary>
/// Finds the passages of one version of a source in the next (W3C Web Annotation: the quote, what stands around it, its position). A passage is taken over without
/// anybody looking only where every word of it stands, and where that place is its own: in the paragraph that was its paragraph, or in another when it stood
/// nowhere else before and stands nowhere else now. Whatever could be a wrong place is proposed to a person; nothing is dropped. Total; the time grows with
/// the texts, not with their product.
/// </summary>
public static class Reanchoring
{
    /// <summary>Each passage in the order given.</summary>
    public static ImmutableArray<Reanchored> Of(
        IReadOnlyList<VersionParagraph> earlier, IReadOnlyList<VersionParagraph> later, IReadOnlyList<AnchoredPassage> passages)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        ArgumentNullException.ThrowIfNull(passages);
        return new VersionPair(earlier, later).Reanchor(passages);
    }
}

/// <summary>Two versions cut into words, their paragraphs paired.</summary>
internal sealed class VersionPair
{
    private const int MostOthers = 5;
    private const int TellsItself = 5;

    private readonly IReadOnlyList<VersionParagraph> earlier;
    private readonly IReadOnlyList<VersionParagraph> later;
    private readonly WordNumbers numbers = new();

    public VersionPair(IReadOnlyList<VersionParagraph> earlier, IReadOnlyList<VersionParagraph> later)
    {
        (this.earlier, this.later) = (earlier, later);
        EarlierWords = [.. earlier.Select(p => numbers.Of(p.Text))];
        LaterWords = [.. later.Select(p => numbers.Of(p.Text))];
        Pairs = ParagraphPairs.Of(EarlierWords, LaterWords);
    }

    public ImmutableArray<ImmutableArray<TextWord>> EarlierWords { get; }

    public ImmutableArray<ImmutableArray<TextWord>> LaterWords { get; }

    public ParagraphPairs Pairs { get; }

    /// <summary>Whether two paragraphs have the same words.</summary>
    public bool AreSame(int e, int l) =>
        earlier[e].Text == later[l].Text || EarlierWords[e].Select(w => w.Written).SequenceEqual(LaterWords[l].Select(w => w.Written));

    public ImmutableArray<Reanchored> Reanchor(IReadOnlyList<AnchoredPassage> passages)
    {
        var quotes = passages.Select(p => p.Paragraph >= 0 && p.Paragraph < earlier.Count ? Quote.Of(p, earlier[p.Paragraph].Text, EarlierWords[p.Paragraph]) : null).ToArray();
        var found = new Reanchored?[passages.Count];
        InPartners(quotes, found);
        Elsewhere(quotes, found);
        return [.. found.Select(f => f ?? Reanchored.Lost)];
    }

    /// <summary>In the paragraph that was its paragraph.</summary>
    private void InPartners(Quote?[] quotes, Reanchored?[] found)
    {
        foreach (var group in quotes.Index().Where(q => q.Item is not null).GroupBy(q => Pairs.LaterOf[q.Item!.Paragraph]).Where(g => g.Key != ParagraphPairs.None))
        {
            var (l, some) = (group.Key, group.ToArray());
            var text = later[l].Text;
            if (earlier[some[0].Item!.Paragraph].Text == text)
            {
                foreach (var (at, quote) in some)
                {
                    found[at] = Settle(quote!, l, Pairs.InOrder[quote!.Paragraph] ? AnchorKind.Exact : AnchorKind.Moved, quote.Span);
                }

                continue;
            }

            var words = some.Select(q => q.Item!.Words).ToArray();
            var there = QuoteFinder.Find(words, [new SoughtText(l, LaterWords[l])]);
            var before = QuoteFinder.Find(words, [new SoughtText(l, EarlierWords[some[0].Item!.Paragraph])]);
            foreach (var (i, (at, quote)) in some.Index())
            {
                found[at] = InPartner(quote!, l, there[i], before[i].Count);
            }
        }
    }

    private Reanchored? InPartner(Quote quote, int l, IReadOnlyList<QuotePlace> there, int before)
    {
        var kind = Pairs.InOrder[quote.Paragraph] ? AnchorKind.Exact : AnchorKind.Moved;
        return (there.Count, before) switch
        {
            (0, _) => null,
            (1, 1) => Settle(quote, l, kind, Cut(quote, there[0])),
            _ when Own(quote, there) is { } own => Settle(quote, l, kind, Cut(quote, own)),
            _ => Doubtful(quote, there),
        };
    }

    /// <summary>Of several places the one whose surroundings are the quote's own on one side at least; null when none stands out.</summary>
    private QuotePlace? Own(Quote quote, IReadOnlyList<QuotePlace> places)
    {
        var scored = places.Select(p => (Place: p, Around: Around(quote, p))).OrderByDescending(p => p.Around.Sum).ToArray();
        return scored[0].Around.Full && (scored.Length == 1 || scored[0].Around.Sum > scored[1].Around.Sum) ? scored[0].Place : null;
    }

    private (int Sum, bool Full) Around(Quote quote, QuotePlace place)
    {
        var was = EarlierWords[quote.Paragraph].AsSpan();
        var now = LaterWords[place.Paragraph].AsSpan();
        var (back, fullBack) = Surroundings.Back(was[..quote.First], now[..place.First]);
        var (forth, fullForth) = Surroundings.Forth(was[(quote.First + quote.Words.Length)..], now[(place.First + quote.Words.Length)..]);
        return (back + forth, fullBack || fullForth);
    }

    /// <summary>Those not found in their paragraph: anywhere else, or with some words changed.</summary>
    private void Elsewhere(Quote?[] quotes, Reanchored?[] found)
    {
        var left = quotes.Index().Where(q => q.Item is { Words.IsEmpty: false } && found[q.Index] is null).Select(q => (q.Index, Quote: q.Item!)).ToArray();
        if (left.Length == 0)
        {
            return;
        }

        var words = left.Select(q => q.Quote.Words).ToArray();
        var there = QuoteFinder.Find(words, LaterWords.Select((w, p) => new SoughtText(p, w)));
        var before = QuoteFinder.Find(words, EarlierWords.Select((w, p) => new SoughtText(p, w)));
        var likely = new LikelyPlaces(LaterWords);
        var changed = new List<int>();
        foreach (var (i, (at, quote)) in left.Index())
        {
            var partner = Pairs.LaterOf[quote.Paragraph];
            var altered = partner == ParagraphPairs.None ? null : likely.In(quote.Words, partner);
            found[at] = altered is { } here ? Altered(quote, here, there[i])
                : there[i].Count == 0 ? null
                : IsItsOwn(quote, there[i], before[i].Count) ? Settle(quote, there[i][0].Paragraph, AnchorKind.Moved, Cut(quote, there[i][0]))
                : Doubtful(quote, there[i]);
            if (found[at] is null)
            {
                changed.Add(i);
            }
        }

        var places = likely.Anywhere([.. changed.Select(i => words[i])]);
        foreach (var (n, i) in changed.Index())
        {
            found[left[i].Index] = places[n] switch
            {
                [] => null,
                [var only] => Altered(left[i].Quote, only, []),
                [var best, var next, ..] when LikelyPlaces.Worth(best) > LikelyPlaces.Worth(next) => Altered(left[i].Quote, best, []),
                var several => new Reanchored(
                    AnchorKind.Ambiguous, At(left[i].Quote, several[0]), [.. several.Skip(1).Take(MostOthers).Select(p => At(left[i].Quote, p))]),
            };
        }
    }

    /// <summary>It stood once and stands once, and is long enough to be no phrase that anybody may use, or has kept its surroundings.</summary>
    private bool IsItsOwn(Quote quote, IReadOnlyList<QuotePlace> there, int before) =>
        before == 1 && there.Count == 1 && (quote.Words.Length >= TellsItself || Around(quote, there[0]).Full);

    private Reanchored Altered(Quote quote, LikelyPlace place, IReadOnlyList<QuotePlace> others) =>
        new(AnchorKind.Altered, At(quote, place), [.. others.Where(o => o.Paragraph != place.Paragraph).Take(MostOthers).Select(o => At(o.Paragraph, Cut(quote, o)))]);

    private Reanchored Doubtful(Quote quote, IReadOnlyList<QuotePlace> places) =>
        new(AnchorKind.Ambiguous, At(places[0].Paragraph, Cut(quote, places[0])), [.. places.Skip(1).Take(MostOthers).Select(p => At(p.Paragraph, Cut(quote, p)))]);

    /// <summary>The place, unless the sentence around it was turned round, or the bullet now speaks of somebody else.</summary>
    private Reanchored Settle(Quote quote, int l, AnchorKind kind, TextSpan span)
    {
        var isTurned = !SameLabel(earlier[quote.Paragraph].Label, later[l].Label)
            || (earlier[quote.Paragraph].Text != later[l].Text && Sentences.AreTurned(
                earlier[quote.Paragraph].Text, quote.Span, later[l].Text, span, numbers))
            || CapitalMatters(quote, l, span)
            || (quote.CutsWord && !HasSameWords(quote, later[l].Text.AsSpan(span.Start, span.Length)));
        return new Reanchored(isTurned ? AnchorKind.Altered : kind, At(l, span), []);
    }

    /// <summary>Half a word is sought as the whole, which may be written with another number of signs.</summary>
    private bool HasSameWords(Quote quote, ReadOnlySpan<char> there)
    {
        var (was, now) = (numbers.Of(earlier[quote.Paragraph].Text.Substring(quote.Span.Start, quote.Span.Length)), numbers.Of(there.ToString()));
        return was.Select(w => w.Folded).SequenceEqual(now.Select(w => w.Folded));
    }

    /// <summary>A label that was not there before, or is there no more, tells nothing: the copy may have been laid out otherwise.</summary>
    private bool SameLabel(string? was, string? now)
    {
        if (was is null || now is null || was == now)
        {
            return true;
        }

        var (a, b) = (numbers.Of(was), numbers.Of(now));
        return a.Length == b.Length && QuoteFinder.Stands(a.AsSpan(), b.AsSpan());
    }

    /// <summary>A modal is no month; where everything is in capitals, they say nothing.</summary>
    private bool CapitalMatters(Quote quote, int l, TextSpan span)
    {
        var first = Quote.FirstFrom(LaterWords[l], span.Start);
        return first + quote.Words.Length <= LaterWords[l].Length
            && LaterWords[l].AsSpan(first, quote.Words.Length).ToArray().Zip(quote.Words).Any(w => WeightyWords.IsByCapital(numbers[w.First.Folded]) && IsCapital(w.First) != IsCapital(w.Second))
            && !later[l].Text.AsSpan(span.Start, span.Length).ContainsAnyInRange('a', 'z')
                == !earlier[quote.Paragraph].Text.AsSpan(quote.Span.Start, quote.Span.Length).ContainsAnyInRange('a', 'z');
    }

    private bool IsCapital(TextWord word) => char.IsUpper(numbers[word.Written][0]);

    private AnchoredPlace At(Quote quote, LikelyPlace place)
    {
        var words = LaterWords[place.Paragraph];
        return At(place.Paragraph, quote.Around(later[place.Paragraph].Text, words[place.First].Start, words[place.Last].End));
    }

    private AnchoredPlace At(int paragraph, TextSpan span) => new(paragraph, Passage.Cut(later[paragraph].Text, span));

    private TextSpan Cut(Quote quote, QuotePlace place)
    {
        var words = LaterWords[place.Paragraph];
        return quote.Around(later[place.Paragraph].Text, words[place.First].Start, words[place.First + quote.Words.Length - 1].End);
    }
}
