using System.Collections.Immutable;
using Concord.Core.Telegrams.Extraction;

namespace Concord.Core.Telegrams;

/// <summary>Separate telegrams that a telegram announces: <c>will be reported septel</c>, <c>(septel)</c>. Until one is here, it is awaited.</summary>
public static class Septels
{
    /// <summary>The sentences that announce one, in the order of the text. Total; linear.</summary>
    public static ImmutableArray<Anchor> Find(Telegram telegram)
    {
        ArgumentNullException.ThrowIfNull(telegram);
        var found = ImmutableArray.CreateBuilder<Anchor>();
        foreach (var paragraph in telegram.Paragraphs.Where(p => p.Text.Contains("septel", StringComparison.OrdinalIgnoreCase)))
        {
            foreach (var sentence in Prose.SentencesOf(paragraph.Text))
            {
                var words = Prose.WordsOf(paragraph.Text[sentence.Start..sentence.End]);
                var at = words.ToList().FindIndex(w => w.Text.Equals("septel", StringComparison.OrdinalIgnoreCase) || w.Text.Equals("septels", StringComparison.OrdinalIgnoreCase));
                if (at >= 0 && !(at > 0 && words[at - 1].Text is "no" or "No" or "NO" or "not" or "NOT" or "without"))
                {
                    found.Add(new Anchor(paragraph.Id, sentence, paragraph.Text[sentence.Start..sentence.End]));
                }
            }
        }

        return found.ToImmutable();
    }

    /// <summary>
    /// How likely a later telegram is the one announced: the words of its subject that stand in the sentence or in the subject of the telegram that announced it.
    /// </summary>
    public static int Likeness(string promise, string? subject, string candidate)
    {
        ArgumentNullException.ThrowIfNull(promise);
        ArgumentNullException.ThrowIfNull(candidate);
        var (said, of) = (Words(promise), Words(subject ?? ""));
        return Words(candidate).Sum(w => (said.Contains(w) ? 2 : 0) + (of.Contains(w) ? 1 : 0));
    }

    private static HashSet<string> Words(string text) =>
        [.. text.ToUpperInvariant().Split([' ', ',', '.', ':', ';', '(', ')', '-', '/', '"', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 3 && w is not ("SEPTEL" or "WILL" or "REPORTED" or "REPORT" or "WITH" or "FROM" or "THAT" or "THIS"))];
}
