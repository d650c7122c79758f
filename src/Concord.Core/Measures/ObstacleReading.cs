using System.Collections.Immutable;

namespace Concord.Core.Measures;

/// <summary>
/// What a sentence says stands in the way, and what help it says is asked for (the assertion <c>Obstacle</c> of DESIGN 1): proposed, for a person to decide.
/// </summary>
/// <param name="What">What stands in the way, in the words of the sentence.</param>
/// <param name="To">To what; null when it does not say.</param>
/// <param name="HelpNeeded">The help asked for; null for none.</param>
/// <param name="Denied">"No longer an obstacle".</param>
public sealed record ObstacleReading(string What, string? To, string? HelpNeeded, bool Denied)
{
    private static readonly ImmutableArray<string> Nouns =
    [
        "obstacle", "obstacles", "challenge", "challenges", "barrier", "barriers", "impediment", "impediments", "hindrance", "hindrances", "constraint", "constraints",
        "hurdle", "hurdles", "bottleneck", "bottlenecks", "difficulty", "difficulties", "stumbling block", "stumbling blocks", "problem", "problems", "shortcoming", "shortcomings",
    ];

    private static readonly ImmutableArray<string> Be =
    [
        "is", "are", "was", "were", "remain", "remains", "remained", "pose", "poses", "posed", "present", "presents", "presented", "constitute", "constitutes", "constituted",
        "represent", "represents", "represented", "be", "been", "being", "become", "becomes", "became",
    ];

    private static readonly ImmutableArray<string> Hampers =
    [
        "hampers", "hampered", "hamper", "hampering", "hinders", "hindered", "hinder", "hindering", "impedes", "impeded", "impede", "impeding", "obstructs", "obstructed", "complicates", "complicated", "undermines", "undermined",
        "constrains", "stands in the way of", "stand in the way of", "stood in the way of", "slows down", "slowed down", "makes it difficult to", "make it difficult to", "made it difficult to", "makes it hard to", "make it hard to", "made it hard to",
    ];

    private static readonly ImmutableArray<string> HamperedBy =
    [
        "hampered by", "hindered by", "impeded by", "obstructed by", "complicated by", "undermined by", "constrained by", "slowed by", "slowed down by", "delayed by", "held back by", "held up by", "limited by", "delayed because of", "delayed due to",
    ];

    private static readonly ImmutableArray<string> Lacks =
    [
        "lack of", "lack", "lacks", "lacked", "lacking", "shortage of", "shortages of", "absence of", "insufficient", "inadequate", "not enough", "too few", "scarce", "scarcity of",
        "limited resources", "limited capacity", "limited staff", "limited funds", "limited funding", "limited budget", "limited budgets", "weak capacity",
    ];

    private static readonly ImmutableArray<string> Faces =
    [
        "faces", "faced", "face", "facing", "encounters", "encountered", "experiences", "experienced", "cited", "cites", "listed", "lists", "mentioned", "named", "raised", "identified", "identifies", "has", "have", "had", "described", "reported", "noted", "there",
    ];

    private static readonly ImmutableArray<string> Asks =
    [
        "asks for", "asked for", "asking for", "requests", "requested", "requesting", "appeals for", "appealed for", "seeks", "sought", "seeking", "needs", "needed", "need", "in need of", "requires", "required", "calls for", "called for",
        "would welcome", "would appreciate", "hopes for", "hoped for", "asked donors for", "asked partners for",
    ];

    private static readonly ImmutableArray<string> Helps =
    [
        "help", "assistance", "aid", "support", "training", "trainings", "funding", "funds", "fund", "equipment", "expertise", "experts", "resources", "advice", "capacity building", "capacity-building", "money", "vehicles", "shelters", "shelter",
        "interpreters", "translators", "computers", "staff", "grant", "grants", "loan", "technical", "financial", "donor", "donors", "materials", "advisers", "advisors", "trainers", "laboratory", "database",
    ];

    private static readonly ImmutableArray<string> Says = ["said", "says", "that", "noted", "stated", "added", "stressed", "explained", "acknowledged", "conceded", "admitted", "complained", "but", "while", "although", "though", "whereas", "because", "since"];

    private static readonly ImmutableArray<string> For = ["to", "for", "in"];

    private static readonly ImmutableArray<string> Not = ["not", "no", "never", "no longer", "without", "neither", "hardly", "none"];

    /// <summary>Reads it; null when the sentence names no obstacle and asks for no help in words that are known. Never throws; linear.</summary>
    public static ObstacleReading? Of(string sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        var said = new SaidWords(sentence);
        var help = Help(said);
        var found = Hindered(said) ?? Hindering(said) ?? Named(said) ?? Lacking(said);
        return found is not null ? found with { HelpNeeded = help?.Asked }
            : help is { } asked ? new ObstacleReading(asked.With ?? asked.Asked, null, asked.Asked, asked.Denied)
            : null;
    }

    /// <summary>The work is hampered by poverty.</summary>
    private static ObstacleReading? Hindered(SaidWords said)
    {
        var (at, length) = said.First(HamperedBy);
        return at > 0 && said.Text(at + length, said.EndOfPart(at + length)) is { } what
            ? new ObstacleReading(what, said.Text(Subject(said, at), BeforeVerb(said, at)), null, said.Has(Not, at - 3, at))
            : null;
    }

    /// <summary>Poverty hampers the work.</summary>
    private static ObstacleReading? Hindering(SaidWords said)
    {
        var (at, length) = said.First(Hampers);
        return at > 0 && said[at - 1] is not "to" && said[at + length] is not "by" && said.Text(Subject(said, at), BeforeVerb(said, at)) is { } what
            ? new ObstacleReading(what, said.Text(at + length, said.EndOfPart(at + length)), null, said.Has(Not, at - 3, at))
            : null;
    }

    /// <summary>Security concerns remain obstacles to repatriation; the main challenges are poverty and distance; Laos faces difficulties in identifying victims.</summary>
    private static ObstacleReading? Named(SaidWords said)
    {
        var (noun, length) = said.First(Nouns);
        if (noun < 0)
        {
            return null;
        }

        var denied = said.Has(Not, noun - 5, noun + length + 3);
        var end = said.EndOfPart(noun);
        if (said.AtAny(noun + length, ["such as", "including", "include", "includes", "included", "are", "were", "is", "was", "namely"]) is > 0 and var copula
            && !(said[noun + length] is "is" or "are" or "was" or "were" && IsJudged(said, noun + length + 1))
            && said.Text(noun + length + copula, end) is { } listed)
        {
            return new ObstacleReading(listed, null, null, denied);
        }

        var verb = LastBefore(said, Be, noun, 7);
        if (verb > 0 && said[verb - 1] is not "there" && said.Text(Subject(said, verb), BeforeVerb(said, verb)) is { } subject)
        {
            var to = said.AtAny(noun + length, For) > 0 ? said.Text(noun + length + 1, end) : null;
            return new ObstacleReading(subject, to, null, denied);
        }

        // "difficulties in identifying victims" names itself
        return LastBefore(said, Faces, noun, 8) >= 0 && said[noun + length] is "in" or "with" or "of" or "to" or "from" or "due" or "over" or "posed" or "caused"
            ? new ObstacleReading(said.Text(noun, end)!, null, null, denied)
            : null;
    }

    /// <summary>They lack trained staff; a shortage of interpreters.</summary>
    private static ObstacleReading? Lacking(SaidWords said)
    {
        var (at, _) = said.First(Lacks);
        return at >= 0 && said.EndOfPart(at) is var end && end > at + 1 ? new ObstacleReading(said.Text(at, end)!, null, null, Denied: false) : null;
    }

    private static (string Asked, string? With, bool Denied)? Help(SaidWords said)
    {
        var (at, length) = said.First(Asks);
        while (at >= 0)
        {
            var from = at + length;
            var end = said.EndOfPart(from);
            var (noun, words) = said.First(Helps, from, Math.Min(end, from + 8));
            if (noun >= 0)
            {
                var with = said[noun + words] is "in" or "with" or "for" or "to" or "on" ? said.Text(noun + words + 1, end) : null;
                return (said.Text(from, end)!, with, said.Has(Not, at - 3, at));
            }

            (at, length) = said.First(Asks, at + 1);
        }

        return null;
    }

    /// <summary>Where the subject before a verb begins: after the last word that introduces what is said.</summary>
    private static int Subject(SaidWords said, int verb)
    {
        var from = said.StartOfPart(verb);
        for (var i = verb - 1; i >= from; i--)
        {
            if (said.AtAny(i, Says) > 0)
            {
                return i + 1;
            }
        }

        return from;
    }

    /// <summary>Auxiliaries and adverbs before the verb are not of its subject.</summary>
    private static int BeforeVerb(SaidWords said, int verb)
    {
        while (said[verb - 1] is "is" or "are" or "was" or "were" or "be" or "been" or "being" or "has" or "have" or "had" or "still" or "also" or "often" or "continue" or "continues" or "continued" or "to" or "would" or "could" or "can"
            or "may" or "might" or "will" or "not" or "no" or "longer" or "now" or "however" or "seriously" or "severely" or "further" or "greatly")
        {
            verb--;
        }

        return verb;
    }

    private static int LastBefore(SaidWords said, ImmutableArray<string> phrases, int at, int most)
    {
        var from = Math.Max(said.StartOfPart(at), at - most);
        for (var i = at - 1; i >= from; i--)
        {
            if (said.AtAny(i, phrases) > 0)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>"The problem is serious": judged, not named.</summary>
    private static bool IsJudged(SaidWords said, int at) => said.Count <= at + 1 || said[at] is "being" or "not" or "growing" or "now" or "well" or "still" or "discussed" or "addressed" or "solved" or "very" or "under";
}
