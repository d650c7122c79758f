namespace Concord.Core.Telegrams.Extraction;

/// <summary>The candidates of one sentence: what each clause says under the clauses it depends on.</summary>
internal sealed class SentenceFacts
{
    private readonly Passage passage;
    private readonly List<Clause> clauses;
    private readonly Clause? condition;

    public SentenceFacts(Passage passage, List<Clause> clauses, TokenRange sentence)
    {
        this.passage = passage;
        this.clauses = clauses;
        condition = ConditionOf(passage, clauses, sentence);
        foreach (var clause in clauses)
        {
            clause.IsNominal = clause.Verb.Verb.Class is "say" or "tell" && clause.Relation != Relation.Parenthetical && !clauses.Exists(c => c.Parent == clause && c.Relation is Relation.Complement or Relation.Resumed or Relation.Coordinated)
                && clause.End > clause.Verb.End;
        }
    }

    /// <summary>The clause introduces what somebody says.</summary>
    public static bool Says(Clause clause) => clause.IsReport || clause.IsNominal;

    /// <summary>The clause that an <c>if</c> hangs on: the nearest before it that is not told as done, else the first after it.</summary>
    private static Clause? ConditionOf(Passage passage, List<Clause> clauses, TokenRange sentence)
    {
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (IsCondition(passage, i, sentence))
            {
                return clauses.FindLast(c => c.Verb.First < i && IsOpen(c)) ?? clauses.Find(c => c.Verb.First > i && c.Marker is null && IsOpen(c));
            }
        }
        return null;
    }

    private static bool IsCondition(Passage passage, int i, TokenRange sentence)
    {
        var next = i + 1 < sentence.End ? passage.Tokens[i + 1].Lower : "";
        return passage.Tokens[i].Lower switch
        {
            "if" => i == sentence.First || !passage.Tokens[i - 1].Is("as") && !passage.Tokens[i - 1].Is("ask") && !passage.Tokens[i - 1].Is("asked"),
            "unless" => true,
            "provided" or "providing" => next == "that" || (i > sentence.First && passage.Tokens[i - 1].Is(",")),
            "subject" or "contingent" or "conditional" => next is "to" or "on" or "upon",
            "when" or "once" => i > sentence.First && (passage.Tokens[i - 1].Is("only") || passage.Tokens[i - 1].Is("\"") || passage.Tags[i - 1] == Tag.Open),
            "should" or "had" or "were" => passage.Tags[i] == Tag.Sub,
            "depending" => next == "on",
            _ => false,
        };
    }

    private static bool IsOpen(Clause clause) =>
        clause.Relation != Relation.Parenthetical && !(clause.IsReport && !clause.IsNominal) && (clause.Verb.Mood != Mood.Factual || clause.Verb.Present || clause.Verb.Verb.Class == "be");

    public IEnumerable<Candidate> Of(Clause clause, FactKind? lastKind, bool isComment)
    {
        if (clause.Relation == Relation.Complement && clause.Parent?.Verb.Verb.Lemma is "deny")
        {
            return [new Candidate(clause, FactKind.Statement, FactStatus.Made, FactPolarity.Negative, ClauseFacts.QuoteOf(passage, clause, null), null, "statement-denied")];
        }
        if (IsVoid(clause) || (clause.Marker is "because" or "although" or "though" && clause.Verb.Negative))
        {
            return [];
        }
        if (clauses.Exists(c => c.Parent == clause && c.Relation == Relation.Complement && c.First == clause.Verb.End && c.Verb is { Bare: true, Finite: false }) && Clauses.TakesSmallClause(clause))
        {
            return [];
        }
        var outer = OuterMood(clause);
        var hard = ClauseFacts.Find(passage, clause, outer, lastKind);
        if (hard.Count == 0 && !isComment)
        {
            hard = Statements.Find(passage, clause, outer, HasContent(clause));
        }
        return hard.Select(c => Condition(IsDeniedElsewhere(clause) && c.Polarity == FactPolarity.Positive ? c with { Polarity = FactPolarity.Negative } : c));
    }

    private Candidate Condition(Candidate candidate) =>
        candidate.Clause == condition || (candidate.Clause.Verb is { Perfect: true, Mood: Mood.Expected } verb && passage.Tokens[verb.First].Is("would")) ? candidate with { Polarity = FactPolarity.Conditional } : candidate;

    /// <summary><c>was to have been signed and was not</c>; <c>does not expect it to be signed</c>.</summary>
    private bool IsDeniedElsewhere(Clause clause)
    {
        var next = clause.Index + 1 < clauses.Count ? clauses[clause.Index + 1] : null;
        var isElliptic = next is { Verb: { Negative: true, Verb.Lemma: "be" or "have" or "do" }, Object.IsEmpty: true, Relation: Relation.Coordinated or Relation.Resumed } && !clause.Verb.Negative
            && (clause.Relation is Relation.Reduced or Relation.Relative || next.Relation == Relation.Coordinated);
        return isElliptic || (clause.Relation == Relation.Complement && clause.Parent is { Verb: { Negative: true, Verb.Class: "expect" or "intend" or "plan" } } && !clause.Verb.Negative);
    }

    private bool HasContent(Clause clause) => clauses.Exists(c => c.Parent == clause && c.Relation is Relation.Complement or Relation.Resumed or Relation.Coordinated);

    /// <summary>A clause that asserts nothing: a condition, a question, what somebody did not say, what is only before or until something.</summary>
    private bool IsVoid(Clause clause)
    {
        if (clause.Relation == Relation.Parenthetical || clause.Marker is "if" or "unless" or "should" or "had" or "were" or "whether" or "before" or "until" or "lest" or "once" or "so" or "provided")
        {
            return true;
        }
        if (clause.Marker is "after" or "when" or "whenever" && (clause.Verb.Present || clause.Verb.Future || IsStillToCome(clause)))
        {
            return true;
        }
        for (var at = clause.Parent; at is not null; at = at.Parent)
        {
            if ((at.Verb.Negative && at.Verb.Verb.Class is "say" or "tell") || IsDoubted(at, clause))
            {
                return true;
            }
            if (at.Verb.Verb.Lemma is "doubt" or "deny" || at.Marker is "if" or "whether" or "unless" or "should" or "had" or "were")
            {
                return at.Verb.Verb.Lemma is not "doubt" || clause.Relation != Relation.Reduced;
            }
        }
        return false;
    }

    /// <summary><c>it is doubtful that</c>, <c>it is not true that</c>: what follows is not told as so.</summary>
    private bool IsDoubted(Clause above, Clause clause)
    {
        var words = new TokenRange(above.Verb.End, Math.Max(above.Verb.End, clause.First + 1));
        return above.Verb.Verb.Class == "be" && (passage.Has(words, t => t.Lower is "doubtful" or "unlikely" or "unclear" or "uncertain" or "false" or "untrue" or "wrong" or "incorrect" or "impossible" or "improbable" or "inconceivable")
            || (above.Verb.Negative && passage.Has(words, t => t.Lower is "true" or "certain" or "clear" or "sure" or "known" or "confirmed" or "likely" or "correct" or "possible")));
    }

    /// <summary><c>will enter into force when two parliaments have ratified it</c>: what something to come waits for has not happened.</summary>
    private bool IsStillToCome(Clause clause)
    {
        var isPresentPerfect = clause.Verb.Perfect && passage.Tokens[clause.Verb.First].Lower is "have" or "has" or "haven't" or "hasn't";
        return isPresentPerfect || (clause.Index > 0 && clauses[clause.Index - 1].Verb.Future)
            || (clause.First == clauses[0].First && clauses.Exists(c => c.Index > clause.Index && c.Marker is null && c.Verb.Future));
    }

    /// <summary>The mood that the clauses above put on this one: <c>hoped that</c>, <c>urged that</c>.</summary>
    private Mood OuterMood(Clause clause)
    {
        if (clause.Relation == Relation.Relative && passage.Tokens[clause.First].Lower is "which" or "who")
        {
            return Mood.Factual;
        }
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
                "be" when passage.Has(new TokenRange(at.Verb.End, Math.Max(at.Verb.End, clause.First + 1)), t => t.Lower is "possible" or "likely" or "probable" or "conceivable") => Mood.Possible,
                _ when at.Verb.Verb.Lemma is "rumor" or "rumour" or "speculate" or "surmise" => Mood.Possible,
                _ when Clauses.TakesSmallClause(at) && clause.Verb.Bare => at.Verb.Verb.Lemma == "order" ? Mood.Urged : at.Verb.Verb.Class == "expect" ? Mood.Expected : at.Verb.Mood,
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
