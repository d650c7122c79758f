namespace Concord.Core.Telegrams.Extraction;

/// <summary>A clause with what the rules ask of it.</summary>
/// <param name="Passage">The paragraph.</param>
/// <param name="Clause">The clause.</param>
/// <param name="Outer">The mood that the clauses above put on it.</param>
/// <param name="LastKind">The kind told of before it.</param>
/// <param name="Patient">What is acted on.</param>
/// <param name="Subject">Its subject.</param>
internal readonly record struct ClauseAt(Passage Passage, Clause Clause, Mood Outer, FactKind? LastKind, NounPhrase? Patient, NounPhrase? Subject)
{
    /// <summary>The kind of what is acted on, also where it is only pointed at.</summary>
    public FactKind? KindOfPatient => FactRule.KindOf(Patient?.Kind ?? "") ?? (Patient is { } patient && ClauseFacts.IsAnaphor(Passage, patient) ? LastKind : null);

    public Candidate Make(FactKind kind, FactStatus status, bool negative, NounPhrase? about, string rule) =>
        new(Clause, kind, status, negative ? FactPolarity.Negative : FactPolarity.Positive, ClauseFacts.QuoteOf(Passage, Clause, about), about, rule);
}

/// <summary>Rules that a line of the table cannot say; each a pure function with an id, none of which looks at another.</summary>
internal static class CaseRules
{
    private static readonly Func<ClauseAt, Candidate?>[] Before = [ClosedByForce, Undone, Existential, EventNouns.Find];

    private static readonly Func<ClauseAt, Candidate?>[] After = [Rejected, LacksSignature, ConsideredByLawmakers, NothingSigned, ForceAtWork];

    /// <summary>What is decided before the table of rules is asked.</summary>
    public static Candidate? BeforeTable(ClauseAt at) => First(Before, at);

    /// <summary>What is decided when no line of the table fits.</summary>
    public static Candidate? AfterTable(ClauseAt at) => First(After, at);

    private static Candidate? First(Func<ClauseAt, Candidate?>[] rules, ClauseAt at)
    {
        foreach (var rule in rules)
        {
            if (rule(at) is { } found)
            {
                return found;
            }
        }
        return null;
    }

    /// <summary>The police close a house: <c>police closed two bars</c>, <c>the bar was closed by inspectors</c>.</summary>
    private static Candidate? ClosedByForce(ClauseAt at)
    {
        var (passage, clause) = (at.Passage, at.Clause);
        var who = !clause.Verb.Passive ? clause.Subject : !clause.Object.IsEmpty && passage.Tokens[clause.Object.First].Is("by") ? clause.Object : default;
        return clause.Verb.Verb.Lemma is "close" or "shut"
            && passage.Has(who, t => t.Lower is "police" or "inspectors" or "prosecutors" or "court" or "courts" or "patrols" or "investigators" or "inspectorate" or "gendarmes" or "gendarmerie")
            ? at.Make(FactKind.Operation, Standings.Lower(FactStatus.Completed, clause.Verb, at.Outer, false), clause.Verb.Negative, at.Patient, "closed-by-force")
            : null;
    }

    /// <summary>Parliament or government refuses a text.</summary>
    private static Candidate? Rejected(ClauseAt at)
    {
        if (at.Clause.Verb is not { Verb.Class: "oppose", Mood: Mood.Factual } || at.Patient?.Kind is not ("law" or "national-plan" or "agreement") || !IsBeforeLawmakers(at))
        {
            return null;
        }
        var kind = FactRule.KindOf(at.Patient.Kind)!.Value;
        var isHouse = at.Passage.Has(at.Clause.Subject, t => t.Lower is "parliament" or "assembly" or "congress" or "senate" or "house" or "diet" or "duma" or "legislature" or "lawmakers" or "deputies");
        return at.Make(kind, kind == FactKind.Law && isHouse ? FactStatus.Passed : FactStatus.Approved, !at.Clause.Verb.Negative, at.Patient, "rejected");
    }

    /// <summary><c>the law lacks the signature of the king</c>.</summary>
    private static Candidate? LacksSignature(ClauseAt at) =>
        at.Clause.Verb.Verb.Lemma == "lack" && at.Passage.Has(at.Clause.Object, t => t.Lower is "signature" or "approval" or "ratification" or "assent")
        && (at.Subject?.Kind is "law" or "agreement" || at.LastKind is FactKind.Law or FactKind.Agreement)
            ? at.Make(FactRule.KindOf(at.Subject?.Kind ?? "") ?? at.LastKind!.Value, FactStatus.AwaitingApproval, false, at.Subject, "lacks-signature")
            : null;

    /// <summary><c>the cabinet is to consider it next week</c>.</summary>
    private static Candidate? ConsideredByLawmakers(ClauseAt at) =>
        at.Clause.Verb.Verb.Lemma is "consider" or "study" or "weigh" && IsBeforeLawmakers(at)
        && at.KindOfPatient is { } kind and (FactKind.Law or FactKind.Agreement or FactKind.NationalPlan or FactKind.Declaration)
            ? at.Make(kind, FactStatus.AwaitingApproval, at.Clause.Verb.Negative, at.Patient, "considered-by-lawmakers")
            : null;

    /// <summary><c>nothing was signed</c>.</summary>
    private static Candidate? NothingSigned(ClauseAt at)
    {
        if (at.Clause.Verb is not { Passive: true, Verb.Class: "sign" or "initial" } || Speakers.Trim(at.Passage, at.Clause.Subject) is not { IsEmpty: false } nothing || !at.Passage.Tokens[nothing.First].Is("nothing"))
        {
            return null;
        }
        var kind = at.LastKind == FactKind.Declaration ? FactKind.Declaration : FactKind.Agreement;
        return at.Make(kind, at.Clause.Verb.Verb.Class == "sign" ? FactStatus.Signed : FactStatus.Initialed, true, null, "nothing-signed") with { IsWeak = true };
    }

    /// <summary>Police, inspectors or a court do something to a number of things, in whatever words.</summary>
    private static Candidate? ForceAtWork(ClauseAt at)
    {
        var (passage, verb) = (at.Passage, at.Clause.Verb);
        return verb.Verb.Class is "other" or "conduct" && verb.Verb.Lemma is not ("meet" or "travel" or "gather" or "be" or "have" or "need" or "lack") && !verb.Passive
            && passage.Has(at.Clause.Object, t => t.Shape == Shape.Number || Words.TagOf(t) == Tag.Number)
            && passage.Has(at.Clause.Subject, t => t.Lower is "police" or "inspectors" or "prosecutors" or "courts" or "court" or "patrols" or "officers" or "investigators" or "inspectorate")
            ? at.Make(FactKind.Operation, Standings.Lower(FactStatus.Completed, verb, at.Outer, false), verb.Negative, at.Patient, "force-at-work")
            : null;
    }

    private static bool IsBeforeLawmakers(ClauseAt at) =>
        at.Passage.Has(at.Clause.Subject, t => t.Lower is "cabinet" or "parliament" or "assembly" or "council" or "committee" or "congress" or "senate" or "diet" or "duma" or "chamber" or "legislature" or "lawmakers" or "deputies" or "government");

    /// <summary><c>the agreement remains unsigned</c>.</summary>
    private static Candidate? Undone(ClauseAt at)
    {
        var (passage, clause, lastKind, subject) = (at.Passage, at.Clause, at.LastKind, at.Subject);
        if (clause.Verb.Verb.Lemma is not ("be" or "remain" or "stand" or "stay" or "go") || clause.Verb.Negative)
        {
            return null;
        }
        var token = clause.Object.First;
        while (token < clause.Object.End && passage.Tags[token] == Tag.Adv)
        {
            token++;
        }
        var verbClass = token >= clause.Object.End ? null : passage.Tokens[token].Lower switch
        {
            "unsigned" => "sign",
            "unratified" or "unapproved" => "approve",
            "unadopted" => "adopt",
            "unopened" or "unbuilt" => "establish",
            "unissued" or "unpublished" => "launch",
            "untrained" => "train",
            _ => null,
        };
        if (verbClass is null || subject is null || (FactRule.KindOf(subject.Kind ?? "") ?? (ClauseFacts.IsAnaphor(passage, subject) ? lastKind : null)) is not { } kind)
        {
            return null;
        }
        var word = subject.Kind ?? FactRule.NounOf(kind);
        foreach (var rule in FactRule.For(verbClass))
        {
            if (rule.Place == Place.Patient && rule.Kinds.Contains(word))
            {
                return new Candidate(clause, rule.Kind ?? kind, rule.Status, FactPolarity.Negative, ClauseFacts.QuoteOf(passage, clause, subject), subject, rule.Id + "-undone");
            }
        }
        return null;
    }

    /// <summary><c>there were 12 arrests</c>, <c>there is no law</c>.</summary>
    private static Candidate? Existential(ClauseAt at)
    {
        var (passage, clause) = (at.Passage, at.Clause);
        if (clause.Verb.Verb.Class != "be" || clause.Subject.IsEmpty || !passage.Tokens[clause.Subject.End - 1].Is("there")
            || NounPhrase.Read(passage, clause.Object, skipPreposition: false) is not { Kind: { } noun } what || FactRule.KindOf(noun) is not { } kind)
        {
            return null;
        }
        var isCounted = passage.Has(new TokenRange(what.First, what.End), t => t.Shape == Shape.Number || Words.TagOf(t) == Tag.Number);
        var isDenied = what.IsNegated || clause.Verb.Negative;
        FactStatus? reached = kind switch
        {
            FactKind.Operation when isCounted || isDenied => FactStatus.Completed,
            FactKind.Institution when isDenied => FactStatus.Established,
            FactKind.Law when isDenied => FactStatus.Enacted,
            FactKind.Agreement when isDenied => FactStatus.Signed,
            _ => null,
        };
        return reached is { } status
            ? new Candidate(clause, kind, Standings.Lower(status, clause.Verb, at.Outer, what.IsDraft), isDenied ? FactPolarity.Negative : FactPolarity.Positive, ClauseFacts.QuoteOf(passage, clause, what), what, "there-is") { IsWeak = true }
            : null;
    }
}
