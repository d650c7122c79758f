namespace Concord.Core.Telegrams.Extraction;

/// <summary>Facts said with a noun instead of a verb: <c>the enactment of an anti-trafficking law</c>, where the sentence takes it as done.</summary>
internal static class Nominals
{
    /// <summary>The facts of a sentence's nouns; none where they are wanted, discussed, expected or denied.</summary>
    public static IEnumerable<Candidate> Find(Passage passage, List<Clause> clauses)
    {
        foreach (var clause in clauses)
        {
            if (clause.Verb.Mood != Mood.Factual || clause.Verb.Negative || clause.Marker is "if" or "unless" or "whether" or "before" or "until")
            {
                continue;
            }
            for (var i = clause.First; i + 1 < clause.End; i++)
            {
                if (EventNouns.Classes.TryGetValue(passage.Tokens[i].Lower, out var verbClass) && passage.Tokens[i + 1].Is("of") && IsTakenAsDone(passage, clause, i) && Read(passage, clause, i, verbClass) is { } candidate)
                {
                    yield return candidate;
                }
            }
        }
    }

    /// <summary><c>the Act, in force since August 2004,</c> and <c>a law not yet in force</c>: the state of a text said beside its name.</summary>
    public static IEnumerable<Candidate> InForce(Passage passage, List<Clause> clauses, TokenRange sentence)
    {
        for (var i = sentence.First + 1; i + 1 < sentence.End; i++)
        {
            if (!passage.Tokens[i].Is("in") || !passage.Tokens[i + 1].Is("force") || clauses.Exists(c => new TokenRange(c.Verb.First, c.Verb.End).Holds(i)) || LastVerb(clauses, i) is not { } clause)
            {
                continue;
            }
            var before = i - 1;
            while (before > sentence.First && passage.Tokens[before].Lower is "yet" or "now" or "already" or "still" or "fully" or "not")
            {
                before--;
            }
            if (!passage.Tokens[before].Is(",") && !passage.Tokens[before].Is("(") && before == i - 1 && passage.Nouns[before] is null)
            {
                continue;
            }
            if (TextBefore(passage, before, sentence) is { } text)
            {
                var end = i + 2;
                while (end < sentence.End && passage.Tokens[end].Lower is not ("," or ";" or ")" or ".") && passage.Tags[end] is not (Tag.Conj or Tag.Rel or Tag.Have or Tag.Be or Tag.Modal))
                {
                    end++;
                }
                var denied = passage.Has(new TokenRange(before, i), t => t.Is("not"));
                yield return new Candidate(clause, FactRule.KindOf(text.Kind!)!.Value, FactStatus.InForce, denied ? FactPolarity.Negative : FactPolarity.Positive, new TokenRange(text.First, end), text, "in-force-beside")
                {
                    IsWeak = true,
                    DateRange = new TokenRange(i, end),
                };
            }
        }
    }

    private static Clause? LastVerb(List<Clause> clauses, int at) => clauses.FindLast(c => c.Verb.First < at) ?? clauses.Find(c => c.Verb.First > at);

    private static NounPhrase? TextBefore(Passage passage, int at, TokenRange sentence)
    {
        for (var i = at; i >= sentence.First && i > at - 14 && passage.Tokens[i].Lower is not ";"; i--)
        {
            if (passage.Nouns[i] is { Kind: "law" or "agreement" or "national-plan" } match)
            {
                var first = i;
                while (first > sentence.First && passage.Tags[first - 1] is Tag.Det or Tag.Adj or Tag.Open && !passage.Tokens[first - 1].Is(",") && passage.Tags[first - 1] != Tag.Prep)
                {
                    first--;
                }
                return NounPhrase.Read(passage, new TokenRange(first, match.End), skipPreposition: false) is { Kind: not null } phrase ? phrase : new NounPhrase(first, match.End, match, false, false, false);
            }
        }
        return null;
    }

    private static Candidate? Read(Passage passage, Clause clause, int noun, string verbClass)
    {
        if (NounPhrase.Read(passage, new TokenRange(noun + 2, clause.End), skipPreposition: false) is not { } about || about.IsDraft || about.IsNegated)
        {
            return null;
        }
        foreach (var rule in FactRule.For(verbClass))
        {
            var isCounted = rule.Place == Place.Verb && passage.Has(new TokenRange(about.First, about.End), t => t.Shape == Shape.Number || Words.TagOf(t) == Tag.Number);
            if (isCounted || (rule.Place is Place.Patient or Place.Anywhere && about.Kind is { } kind && rule.Kinds.Contains(kind)))
            {
                var fact = rule.Kind ?? FactRule.KindOf(about.Kind ?? "") ?? FactKind.Agreement;
                return new Candidate(clause, fact, rule.Status, FactPolarity.Positive, new TokenRange(noun, about.End), about, rule.Id + "-noun") { IsWeak = true };
            }
        }
        return null;
    }

    private static bool IsTakenAsDone(Passage passage, Clause clause, int noun)
    {
        var before = noun - 1;
        while (before > clause.First && passage.Tags[before] is Tag.Det or Tag.Adj)
        {
            before--;
        }
        if (before >= clause.First && passage.Tokens[before].Lower is "following" or "after" or "since")
        {
            return true;
        }
        if (noun < clause.Verb.End)
        {
            return false;
        }
        return clause.Verb.Verb.Lemma is "confirm" or "describe" or "praise" or "welcome" or "note" or "commend" or "highlight" or "applaud" or "hail" or "report" or "announce" or "mark" or "celebrate" or "mention" or "cite"
            && !passage.Has(new TokenRange(clause.Verb.End, noun), t => t.Lower is "importance" or "need" or "possibility" or "plans" or "plan" or "call" or "calls" or "prospect" or "for" or "toward" or "towards" or "progress" or "intention" or "no" or "not");
    }
}
