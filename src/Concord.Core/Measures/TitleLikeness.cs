using System.Text;

namespace Concord.Core.Measures;

/// <summary>A title made ready for comparing: its words, and its trigrams, which also serve scripts that write no spaces.</summary>
internal sealed class ComparedTitle
{
    private readonly HashSet<string> trigrams;

    private ComparedTitle(HashSet<string> words, HashSet<string> trigrams) => (Words, this.trigrams) = (words, trigrams);

    public HashSet<string> Words { get; }

    /// <summary>For scripts without spaces a word is a run of letters; long runs are found by their trigrams.</summary>
    public IEnumerable<string> Marks => Words.Concat(trigrams.Where(_ => Words.Count == 1));

    public static ComparedTitle Of(string title)
    {
        var text = new StringBuilder(title.Length);
        foreach (var c in title.Normalize(NormalizationForm.FormKC))
        {
            // A mark is part of the letter before it: most scripts of Asia write their vowels so.
            var letter = char.IsLetterOrDigit(c) || char.IsSurrogate(c)
                || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
            _ = text.Append(letter ? char.ToLowerInvariant(c) : ' ');
        }

        var words = text.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => w is not ("a" or "an" or "the")).ToArray();
        var joined = $" {string.Join(' ', words)} ";
        return new ComparedTitle([.. words], [.. Enumerable.Range(0, Math.Max(0, joined.Length - 2)).Select(i => joined.Substring(i, 3))]);
    }

    /// <summary>0 for nothing in common, 1 for the same; by words or by trigrams, whichever finds more.</summary>
    public double Like(ComparedTitle other) => Math.Max(Dice(Words, other.Words), Dice(trigrams, other.trigrams));

    private static double Dice(HashSet<string> one, HashSet<string> other) =>
        one.Count + other.Count == 0 ? 0 : 2.0 * one.Count(other.Contains) / (one.Count + other.Count);
}
