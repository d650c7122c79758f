using System.Collections.Frozen;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>Facts said with a noun instead of a verb: <c>the enactment of an anti-trafficking law</c>, where the sentence takes it as done.</summary>
internal static class Nominals
{
    private static readonly FrozenDictionary<string, string> Classes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["enactment"] = "enact", ["signing"] = "sign", ["signature"] = "sign", ["adoption"] = "adopt", ["passage"] = "pass", ["approval"] = "approve", ["ratification"] = "approve",
        ["opening"] = "establish", ["establishment"] = "establish", ["creation"] = "establish", ["inauguration"] = "establish", ["launch"] = "launch", ["launching"] = "launch",
        ["extension"] = "extend", ["postponement"] = "postpone", ["completion"] = "finish", ["closure"] = "end", ["closing"] = "end", ["withdrawal"] = "withdraw", ["promulgation"] = "enact",
        ["repatriation"] = "assist", ["return"] = "assist", ["rescue"] = "police", ["arrest"] = "police", ["arrests"] = "police", ["conviction"] = "police", ["prosecution"] = "police", ["training"] = "train",
        ["deportation"] = "police", ["donation"] = "assist", ["seizure"] = "police", ["detention"] = "police", ["inspection"] = "police",
    }.ToFrozenDictionary(StringComparer.Ordinal);

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
                if (Classes.TryGetValue(passage.Tokens[i].Lower, out var verbClass) && passage.Tokens[i + 1].Is("of") && IsTakenAsDone(passage, clause, i) && Read(passage, clause, i, verbClass) is { } candidate)
                {
                    yield return candidate;
                }
            }
        }
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
        return clause.Verb.Verb.Lemma is "describe" or "praise" or "welcome" or "note" or "commend" or "highlight" or "applaud" or "hail" or "report" or "announce" or "mark" or "celebrate" or "mention" or "cite"
            && !passage.Has(new TokenRange(clause.Verb.End, noun), t => t.Lower is "importance" or "need" or "possibility" or "plans" or "plan" or "call" or "calls" or "prospect" or "for" or "toward" or "towards" or "progress" or "intention" or "no" or "not");
    }
}
