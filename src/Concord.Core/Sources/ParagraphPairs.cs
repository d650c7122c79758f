using System.Collections.Immutable;

namespace Concord.Core.Sources;

/// <summary>A paragraph of one version of a text, as far as comparing versions needs it.</summary>
/// <param name="Text">The clean text.</param>
/// <param name="Label">The label of a bullet, which says of whom it speaks; null for none.</param>
public sealed record VersionParagraph(string Text, string? Label = null);

/// <summary>
/// Which paragraph of the later version is which of the earlier one. First the same words, as often in both; then, of what is left, the likeliest by pairs of
/// words that follow each other, each taken once. Linear but for sorting: a pair of words that stands in very many paragraphs tells nothing and is passed over.
/// </summary>
internal sealed class ParagraphPairs
{
    /// <summary>No partner.</summary>
    public const int None = -1;

    private const int TellsNothing = 24;
    private const double Alike = 0.3;

    private readonly ImmutableArray<ImmutableArray<TextWord>> earlier;
    private readonly ImmutableArray<ImmutableArray<TextWord>> later;
    private readonly int[] laterOf;
    private readonly int[] earlierOf;

    private ParagraphPairs(ImmutableArray<ImmutableArray<TextWord>> earlier, ImmutableArray<ImmutableArray<TextWord>> later)
    {
        this.earlier = earlier;
        this.later = later;
        laterOf = new int[earlier.Length];
        earlierOf = new int[later.Length];
        Array.Fill(laterOf, None);
        Array.Fill(earlierOf, None);
    }

    /// <summary>The partner of each earlier paragraph, or <see cref="None"/>.</summary>
    public ReadOnlySpan<int> LaterOf => laterOf;

    /// <summary>The partner of each later paragraph, or <see cref="None"/>.</summary>
    public ReadOnlySpan<int> EarlierOf => earlierOf;

    /// <summary>Whether the earlier paragraph stands among its neighbours as before.</summary>
    public ImmutableArray<bool> InOrder { get; private set; }

    public static ParagraphPairs Of(ImmutableArray<ImmutableArray<TextWord>> earlier, ImmutableArray<ImmutableArray<TextWord>> later)
    {
        var pairs = new ParagraphPairs(earlier, later);
        pairs.PairEnds();
        pairs.PairEqual();
        pairs.PairBeside();
        pairs.PairAlike();
        pairs.PairBetween();
        pairs.InOrder = pairs.Order();
        return pairs;
    }

    private static ulong Key(ImmutableArray<TextWord> words)
    {
        var key = 14695981039346656037UL ^ (ulong)words.Length;
        foreach (var word in words)
        {
            key = (key ^ (uint)word.Written) * 1099511628211UL;
        }

        return key;
    }

    private bool Same(int e, int l)
    {
        var (a, b) = (earlier[e], later[l]);
        if (a.Length != b.Length)
        {
            return false;
        }

        for (var i = 0; i < a.Length; i++)
        {
            if (a[i].Written != b[i].Written)
            {
                return false;
            }
        }

        return true;
    }

    private void Pair(int e, int l) => (laterOf[e], earlierOf[l]) = (l, e);

    private void PairEnds()
    {
        var first = 0;
        for (; first < earlier.Length && first < later.Length && Same(first, first); first++)
        {
            Pair(first, first);
        }

        for (int e = earlier.Length - 1, l = later.Length - 1; e >= first && l >= first && Same(e, l); e--, l--)
        {
            Pair(e, l);
        }
    }

    /// <summary>Words that stand as often in both are paired in their order. Where they do not, it is not certain which is which.</summary>
    private void PairEqual()
    {
        var free = Free(later, earlierOf).ToLookup(l => Key(later[l]));
        foreach (var group in Free(earlier, laterOf).GroupBy(e => Key(earlier[e])).ToList())
        {
            var partners = free[group.Key].ToArray();
            if (partners.Length == group.Count())
            {
                foreach (var (e, l) in group.Zip(partners).Where(p => Same(p.First, p.Second)))
                {
                    Pair(e, l);
                }
            }
        }
    }

    private static IEnumerable<int> Free(ImmutableArray<ImmutableArray<TextWord>> paragraphs, int[] partner) =>
        Enumerable.Range(0, paragraphs.Length).Where(i => partner[i] == None && paragraphs[i].Length > 0);

    /// <summary>The same words beside a pair belong together.</summary>
    private void PairBeside()
    {
        for (var e = 0; e + 1 < earlier.Length; e++)
        {
            PairIfSame(e + 1, laterOf[e], 1);
        }

        for (var e = earlier.Length - 1; e > 0; e--)
        {
            PairIfSame(e - 1, laterOf[e], -1);
        }
    }

    private void PairIfSame(int e, int partnerOfNext, int step)
    {
        var l = partnerOfNext == None ? None : partnerOfNext + step;
        if (laterOf[e] == None && l >= 0 && l < later.Length && earlierOf[l] == None && Same(e, l))
        {
            Pair(e, l);
        }
    }

    private void PairAlike()
    {
        var where = new Dictionary<long, List<int>>();
        foreach (var l in Free(later, earlierOf))
        {
            foreach (var gram in Grams(later[l]))
            {
                if (!where.TryGetValue(gram, out var list))
                {
                    where[gram] = list = [];
                }

                if (list.Count <= TellsNothing)
                {
                    list.Add(l);
                }
            }
        }

        var scored = new List<(double Score, int Earlier, int Later)>();
        foreach (var e in Free(earlier, laterOf))
        {
            var shared = new Dictionary<int, int>();
            var grams = Grams(earlier[e]);
            foreach (var l in grams.Where(g => where.TryGetValue(g, out var list) && list.Count <= TellsNothing).SelectMany(g => where[g]))
            {
                shared[l] = shared.GetValueOrDefault(l) + 1;
            }

            scored.AddRange(shared.Select(s => (2.0 * s.Value / (earlier[e].Length + later[s.Key].Length), e, s.Key)).Where(s => s.Item1 >= Alike));
        }

        foreach (var (_, e, l) in scored.OrderByDescending(s => s.Score).ThenBy(s => Math.Abs(s.Earlier - s.Later)).ThenBy(s => s.Earlier))
        {
            if (laterOf[e] == None && earlierOf[l] == None)
            {
                Pair(e, l);
            }
        }
    }

    /// <summary>What stands alone between the same neighbours in both is the same place, whatever it says now.</summary>
    private void PairBetween()
    {
        for (var e = 0; e < earlier.Length; e++)
        {
            var l = e == 0 ? 0 : laterOf[e - 1] == None ? None : laterOf[e - 1] + 1;
            if (laterOf[e] != None || l < 0 || l >= later.Length || earlierOf[l] != None)
            {
                continue;
            }

            var after = e + 1 == earlier.Length ? later.Length : laterOf[e + 1];
            if (after == l + 1)
            {
                Pair(e, l);
            }
        }
    }

    /// <summary>Each pair of words that follow each other, once; the words themselves where there are few.</summary>
    private static HashSet<long> Grams(ImmutableArray<TextWord> words)
    {
        var grams = new HashSet<long>();
        for (var i = 0; i + 1 < words.Length; i++)
        {
            _ = grams.Add(((long)words[i].Folded << 32) | (uint)words[i + 1].Folded);
        }

        if (words.Length < 3)
        {
            grams.UnionWith(words.Select(w => -1L - w.Folded));
        }

        return grams;
    }

    /// <summary>The longest run of pairs in which both versions have one order (patience sorting).</summary>
    private ImmutableArray<bool> Order()
    {
        var tails = new List<int>();
        var before = new int[earlier.Length];
        foreach (var e in Enumerable.Range(0, earlier.Length).Where(e => laterOf[e] != None))
        {
            var at = tails.BinarySearch(e, Comparer<int>.Create((a, b) => laterOf[a].CompareTo(laterOf[b])));
            at = at < 0 ? ~at : at;
            before[e] = at == 0 ? None : tails[at - 1];
            if (at == tails.Count)
            {
                tails.Add(e);
            }
            else
            {
                tails[at] = e;
            }
        }

        var ordered = new bool[earlier.Length];
        for (var e = tails.Count == 0 ? None : tails[^1]; e != None; e = before[e])
        {
            ordered[e] = true;
        }

        return [.. ordered];
    }
}
