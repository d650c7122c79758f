using System.Collections.Frozen;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>How a verb group stands to its last verb: done, or only intended, expected, tried, denied, ….</summary>
internal enum Mood
{
    /// <summary>It is told as a fact.</summary>
    Factual,
    /// <summary>Tried, begun or going on; not reached.</summary>
    Ongoing,
    Pledged,
    Expected,
    Planned,
    Intended,
    Possible,
    /// <summary>Somebody should, must, or is asked to.</summary>
    Urged,
    /// <summary>Failed, declined, refused, yet to.</summary>
    Negative,
}

/// <summary>Words that put a mood on the verb after <c>to</c>: <c>plans to</c>, <c>is likely to</c>, <c>made efforts to</c>.</summary>
internal static class Chains
{
    private static readonly FrozenDictionary<string, Mood> Table = DataFile.Lines("chains.tsv")
        .SelectMany(line => DataFile.List(line[1]).Select(word => (Key: line[0] + ":" + word, Mood: Enum.Parse<Mood>(line[2], ignoreCase: true))))
        .DistinctBy(p => p.Key)
        .ToFrozenDictionary(p => p.Key, p => p.Mood, StringComparer.Ordinal);

    public static Mood? OfVerb(string lemma) => Find("verb:" + lemma);

    public static Mood? OfAdjective(string word) => Find("adjective:" + word);

    public static Mood? OfNoun(string word) => Find("noun:" + word);

    private static Mood? Find(string key) => Table.TryGetValue(key, out var mood) ? mood : null;
}

/// <summary>A noun phrase of the table found in a paragraph.</summary>
internal sealed record NounMatch(int First, int End, string Kind);

/// <summary>The nouns that name a thing facts are about, with their kind.</summary>
internal static class Nouns
{
    private static readonly FrozenDictionary<string, (string[] Words, string Kind)[]> Table = Load();

    /// <summary>For each token the longest noun phrase that begins there, or null; phrases do not overlap.</summary>
    public static NounMatch?[] Mark(Token[] tokens)
    {
        var marks = new NounMatch?[tokens.Length];
        for (var i = 0; i < tokens.Length; i++)
        {
            if (Longest(tokens, i) is { } match)
            {
                marks[i] = match;
                i = match.End - 1;
            }
        }
        return marks;
    }

    private static NounMatch? Longest(Token[] tokens, int at)
    {
        if (!Table.TryGetValue(tokens[at].Lower, out var phrases))
        {
            return null;
        }
        foreach (var (words, kind) in phrases)
        {
            if (Matches(tokens, at, words))
            {
                return new NounMatch(at, at + words.Length, kind);
            }
        }
        return null;
    }

    public static bool Matches(Token[] tokens, int at, string[] words)
    {
        if (at < 0 || at + words.Length > tokens.Length)
        {
            return false;
        }
        for (var i = 0; i < words.Length; i++)
        {
            if (!tokens[at + i].Is(words[i]))
            {
                return false;
            }
        }
        return true;
    }

    private static FrozenDictionary<string, (string[] Words, string Kind)[]> Load()
    {
        var table = new Dictionary<string, List<(string[] Words, string Kind)>>(StringComparer.Ordinal);
        foreach (var line in DataFile.Lines("nouns.tsv"))
        {
            foreach (var phrase in DataFile.List(line[1]))
            {
                foreach (var words in FormsOf(phrase.Split(' ')))
                {
                    if (!table.TryGetValue(words[0], out var phrases))
                    {
                        table[words[0]] = phrases = [];
                    }
                    if (!phrases.Exists(p => p.Words.SequenceEqual(words)))
                    {
                        phrases.Add((words, line[0]));
                    }
                }
            }
        }
        return table.ToFrozenDictionary(p => p.Key, p => p.Value.OrderByDescending(f => f.Words.Length).ToArray(), StringComparer.Ordinal);
    }

    private static IEnumerable<string[]> FormsOf(string[] words)
    {
        yield return words;
        var of = Array.FindIndex(words, w => w is "of" or "to");
        var head = of > 0 ? of - 1 : words.Length - 1;
        var plural = (string[])words.Clone();
        plural[head] = PluralOf(words[head]);
        yield return plural;
    }

    public static string PluralOf(string word) =>
        word.EndsWith('y') && word.Length > 1 && !"aeiou".Contains(word[^2], StringComparison.Ordinal) ? word[..^1] + "ies"
        : word.EndsWith('s') || word.EndsWith('x') || word.EndsWith("ch", StringComparison.Ordinal) ? word + "es"
        : word is "woman" or "policeman" or "policewoman" or "fisherman" ? word[..^2] + "en"
        : word is "child" ? "children"
        : word + "s";
}
