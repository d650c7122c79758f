namespace Concord.Core.Telegrams.Extraction;

/// <summary>The candidates of one sentence: what each clause says under the clauses it depends on.</summary>
internal sealed class SentenceFacts
{
    private readonly Passage passage;
    private readonly List<Clause> clauses;
    private readonly bool isConditional;

    public SentenceFacts(Passage passage, List<Clause> clauses, TokenRange sentence)
    {
        this.passage = passage;
        this.clauses = clauses;
        isConditional = clauses.Exists(c => IsCondition(c.Marker)) || passage.Has(sentence, t => t.Lower is "unless" or "provided" or "subject to" or "contingent");
        foreach (var clause in clauses)
        {
            clause.IsNominal = clause.Verb.Verb.Class is "say" or "tell" && clause.Relation != Relation.Parenthetical && !clauses.Exists(c => c.Parent == clause && c.Relation is Relation.Complement or Relation.Resumed or Relation.Coordinated)
                && clause.End > clause.Verb.End;
        }
    }

    /// <summary>The clause introduces what somebody says.</summary>
    public static bool Says(Clause clause) => clause.IsReport || clause.IsNominal;

    private static bool IsCondition(string? marker) => marker is "if" or "unless" or "provided" or "lest";

    public IEnumerable<Candidate> Of(Clause clause, FactKind? lastKind, bool isComment)
    {
        if (IsVoid(clause))
        {
            return [];
        }
        var outer = OuterMood(clause);
        var hard = ClauseFacts.Find(passage, clause, outer, lastKind);
        if (hard.Count == 0 && !isComment)
        {
            hard = Statements.Find(passage, clause, outer, HasContent(clause));
        }
        return hard.Select(Condition);
    }

    private Candidate Condition(Candidate candidate) =>
        isConditional && candidate.Clause.Relation is not (Relation.Relative or Relation.Reduced) ? candidate with { Polarity = FactPolarity.Conditional } : candidate;

    private bool HasContent(Clause clause) => clauses.Exists(c => c.Parent == clause && c.Relation is Relation.Complement or Relation.Resumed or Relation.Coordinated);

    /// <summary>A clause that asserts nothing: a condition, a question, what somebody did not say, what is only before or until something.</summary>
    private static bool IsVoid(Clause clause)
    {
        if (clause.Relation == Relation.Parenthetical || clause.Marker is "if" or "unless" or "whether" or "before" or "until" or "lest" or "once" or "so" or "provided")
        {
            return true;
        }
        for (var at = clause.Parent; at is not null; at = at.Parent)
        {
            if (at.Verb.Negative && at.Verb.Verb.Class is "say" or "tell")
            {
                return true;
            }
            if (at.Verb.Verb.Lemma is "doubt" or "deny" || at.Marker is "if" or "whether" or "unless")
            {
                return at.Verb.Verb.Lemma is not "doubt" || clause.Relation != Relation.Reduced;
            }
        }
        return false;
    }

    /// <summary>The mood that the clauses above put on this one: <c>hoped that</c>, <c>urged that</c>.</summary>
    private static Mood OuterMood(Clause clause)
    {
        var mood = Mood.Factual;
        for (var at = clause.Parent; at is not null; at = at.Parent)
        {
            var own = at.Verb.Verb.Class switch
            {
                "urge" => Mood.Urged,
                "intend" => Mood.Intended,
                "expect" or "await" => Mood.Expected,
                "suggest" or "offer" => Mood.Possible,
                "pledge" => Mood.Pledged,
                "plan" => Mood.Planned,
                "oppose" or "support" => Mood.Urged,
                _ => at.Verb.Mood is Mood.Urged or Mood.Possible && at.Verb.Verb.Class is "say" or "tell" ? at.Verb.Mood : Mood.Factual,
            };
            if (clause.Relation != Relation.Reduced && own > mood)
            {
                mood = own;
            }
        }
        return mood;
    }
}
