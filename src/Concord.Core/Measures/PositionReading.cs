using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Measures;

/// <summary>
/// What a sentence says that somebody supports, opposes or intends (the assertion <c>Position</c> of DESIGN 1): proposed, for a person to decide.
/// </summary>
/// <param name="On">The question, in the words of the sentence.</param>
/// <param name="Denied">"Does not support": which is not the same as opposing.</param>
public sealed record PositionReading(Stance Stance, string On, bool Denied)
{
    private static readonly ImmutableArray<(Stance Stance, ImmutableArray<string> Phrases)> Words =
    [
        (Stance.Opposes,
        [
            "oppose", "opposes", "opposed", "opposing", "is opposed to", "was opposed to", "were opposed to", "are opposed to", "remains opposed to", "remained opposed to",
            "object to", "objects to", "objected to", "rejects", "rejected", "reject", "is against", "was against", "are against", "were against",
            "disagreed with", "disagrees with", "disagree with", "resists", "resisted", "cannot accept", "could not accept", "would not accept", "will not accept",
            "spoke against", "speaks against", "argued against", "came out against", "expressed opposition to", "voiced opposition to", "reiterated opposition to", "warned against",
        ]),
        (Stance.Supports,
        [
            "support", "supports", "supported", "supporting", "is supportive of", "was supportive of", "are supportive of", "were supportive of", "backs", "backed", "endorse", "endorses", "endorsed",
            "favor", "favors", "favored", "favour", "favours", "favoured", "is in favor of", "was in favor of", "is in favour of", "was in favour of", "are in favor of", "are in favour of",
            "were in favor of", "were in favour of", "welcomes", "welcomed", "welcome", "agrees with", "agreed with", "agree with", "advocates", "advocated", "advocates for", "advocated for",
            "calls for", "called for", "call for", "spoke in favor of", "spoke in favour of", "spoke for", "argued for", "expressed support for", "expresses support for", "voiced support for", "reiterated support for",
            "reaffirmed support for", "expressed its support for", "expressed his support for", "expressed her support for", "expressed their support for", "gave its support to", "pledged support for",
            "would like to see", "would welcome",
        ]),
        (Stance.Intends,
        [
            "intend to", "intends to", "intended to", "plans to", "plan to", "planned to", "aims to", "aim to", "aimed to", "is ready to", "was ready to", "are ready to", "were ready to",
            "is willing to", "was willing to", "are willing to", "were willing to", "is prepared to", "was prepared to", "are prepared to", "were prepared to", "is determined to", "was determined to",
            "is committed to", "was committed to", "are committed to", "were committed to", "has the intention to", "had the intention to",
        ]),
    ];

    private static readonly ImmutableArray<string> Not = ["not", "never", "no longer", "cannot", "can't", "don't", "doesn't", "didn't", "neither", "nor", "hardly", "wouldn't", "won't", "isn't", "wasn't", "refused to", "declined to", "unwilling to", "unable to"];

    /// <summary>Reads it; null when the sentence takes no position in words that are known. Never throws; linear.</summary>
    public static PositionReading? Of(string sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        var said = new SaidWords(sentence);
        for (var i = 0; i < said.Count; i++)
        {
            foreach (var (stance, phrases) in Words)
            {
                // "its support for the plan" after "the": a noun, unless a phrase above holds it
                if (said.AtAny(i, phrases) is > 0 and var length && !(length == 1 && said[i - 1] is "the" or "a" or "an" or "its" or "their" or "his" or "her" or "of" or "with" or "for" or "victim" or "legal")
                    && said.Text(i + length, said.EndOfPart(i + length)) is { } on)
                {
                    return new PositionReading(stance, on, said.Has(Not, i - 4, i) || (stance == Stance.Supports && said.Has(Not, i, i + length)));
                }
            }
        }

        return null;
    }
}
