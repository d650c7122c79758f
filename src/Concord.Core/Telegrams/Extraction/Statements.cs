namespace Concord.Core.Telegrams.Extraction;

/// <summary>What a clause is when no rule names a measure in it: a position, or a plain statement.</summary>
internal static class Statements
{
    /// <summary>The statement of a clause; none for a clause that only introduces one, or that hangs on a noun.</summary>
    public static List<Candidate> Find(Passage passage, Clause clause, Mood outer, bool introduces)
    {
        if (clause.IsAdmission || SessionRule.IsOpening(passage, clause.Verb) || IsFragment(passage, clause))
        {
            return [];
        }
        if (introduces || clause.Relation is Relation.Relative or Relation.Reduced or Relation.Subordinate || clause.Marker is not null || clause.End <= clause.Verb.End && clause.Subject.IsEmpty)
        {
            return [];
        }
        if (!clause.Subject.IsEmpty && passage.Tokens[Math.Min(Speakers.Trim(passage, clause.Subject).First, passage.Tokens.Length - 1)].Lower is "none" or "neither")
        {
            return [];
        }
        var verb = clause.Verb;
        if (verb.Verb.Class == "tell" && !passage.Has(clause.Object, t => t.Shape == Shape.Number || Words.TagOf(t) == Tag.Prep))
        {
            return [];
        }
        var status = outer == Mood.Urged || verb.Mood == Mood.Urged || (verb.Negative && verb.Mood == Mood.Possible) ? FactStatus.Made : StatusOf(verb, outer);
        var denies = clause.End > verb.End && passage.Tokens[verb.End].Lower is "no" or "neither" or "nothing" or "nobody" or "none" or "without";
        var polarity = verb.Negative || denies || IsDenying(passage, clause) || verb.Verb.Class == "fail" || verb.Verb.Lemma == "rule out" || HasDeniedSubject(passage, clause) ? FactPolarity.Negative : FactPolarity.Positive;
        return [new Candidate(clause, FactKind.Statement, status, polarity, ClauseFacts.QuoteOf(passage, clause, null), null, "statement-" + verb.Outer.Class)];
    }

    /// <summary>Without a subject and an object of its own it says nothing that can be decided on: <c>was read</c>, <c>let us</c>.</summary>
    private static bool IsFragment(Passage passage, Clause clause)
    {
        var words = 0;
        var quote = ClauseFacts.QuoteOf(passage, clause, null);
        for (var i = quote.First; i < quote.End; i++)
        {
            words += passage.Tokens[i].Shape is Shape.Word or Shape.Number ? 1 : 0;
        }
        return words < 3 || (clause.Object.IsEmpty && passage.Has(quote, t => t.Is("neither")));
    }

    /// <summary>A word of denial anywhere in the clause: to call a statement negative too often is the lesser fault.</summary>
    private static bool IsDenying(Passage passage, Clause clause) =>
        passage.Has(new TokenRange(clause.HasOwnSubject && !clause.Subject.IsEmpty ? clause.Subject.First : clause.Verb.First, Math.Max(clause.End, clause.Verb.End)), t => t.Lower is "not" or "no" or "never" or "nobody" or "none" or "neither" or "nor" or "nothing" or "nowhere" or "unable"
            or "lack" or "lacks" or "lacked" or "absent" or "missing" or "refused" or "rejected" or "failed" or "impossible" or "unwilling" or "refusal" or "hardly" or "unlikely" or "declined" or "unfunded");

    private static bool HasDeniedSubject(Passage passage, Clause clause) =>
        !clause.Subject.IsEmpty && passage.Tokens[clause.Subject.First].Lower is "no" or "nobody" or "nothing" or "few" or "neither" or "hardly";

    private static FactStatus StatusOf(VerbGroup verb, Mood outer) =>
        Standings.OfMood(verb.Mood > outer ? verb.Mood : outer) ?? verb.Verb.Class switch
        {
            "support" => FactStatus.Supports,
            "intend" => FactStatus.Intended,
            "plan" => FactStatus.Planned,
            "pledge" => FactStatus.Pledged,
            "offer" => FactStatus.Possible,
            "expect" => FactStatus.Expected,
            _ => FactStatus.Made,
        };
}
