namespace Concord.Core.Telegrams.Extraction;

/// <summary>Puts the rules of the table to a clause.</summary>
internal static class ClauseFacts
{
    /// <summary>What the first rule that fits says; one candidate for each of several coordinated things. Empty when none fits.</summary>
    public static List<Candidate> Find(Passage passage, Clause clause, Mood outer, FactKind? lastKind)
    {
        if (SessionRule.IsOpening(passage, clause.Verb) || clause is { Relation: Relation.Relative, Verb: { Passive: false, Verb.Class: "say" or "tell" } })
        {
            return [];
        }
        var verb = clause.Verb;
        var patient = PatientOf(passage, clause, out var range);
        var subject = NounPhrase.Read(passage, Speakers.Trim(passage, clause.Subject), skipPreposition: false);
        var at = new ClauseAt(passage, clause, outer, lastKind, patient, subject);
        if (CaseRules.BeforeTable(at) is { } first)
        {
            return [first];
        }
        foreach (var rule in FactRule.For(verb.Verb.Class))
        {
            if ((rule.Status == FactStatus.Possible && clause.Relation == Relation.Reduced)
                || (rule.Id == "attended" && passage.Has(clause.Subject, t => t.Lower is "poloff" or "poloffs" or "emboff" or "emboffs" or "we" or "conoff" or "econoff" or "ambassador" or "dcm")))
            {
                continue;
            }
            var about = rule.Place switch
            {
                Place.Patient => Fits(rule, patient) ? patient : null,
                Place.Subject => Fits(rule, subject) ? subject : null,
                Place.Counted => Fits(rule, patient) && passage.Has(new TokenRange(patient!.First, patient.End), t => t.Shape == Shape.Number || Words.TagOf(t) == Tag.Number) ? patient : null,
                Place.Sent => Fits(rule, patient) && IsSentOn(passage, clause) ? patient : null,
                Place.Anywhere => Anywhere(passage, rule, clause),
                _ => IsBusiness(passage, clause, patient) ? patient ?? subject : null,
            };
            if (about is null)
            {
                continue;
            }
            var kind = IsCaseWork(passage, clause, about) ? FactKind.Operation : rule.Kind ?? FactRule.KindOf(about.Kind ?? "") ?? FactKind.Assistance;
            if (kind == FactKind.Law && lastKind == FactKind.Agreement && passage.Tokens[about.End - 1].Lower is "amendment" or "amendments" or "text" && passage.Tokens[about.First].Is("the"))
            {
                kind = FactKind.Agreement;
            }
            return Build(passage, clause, rule, about, kind, outer, range);
        }
        if (CaseRules.AfterTable(at) is { } last)
        {
            return [last];
        }
        if (lastKind is { } kindOfSubject && subject is not null && verb.Verb.Class is "await" or "force" or "reach" && IsAnaphor(passage, subject))
        {
            return ByAnaphor(passage, clause, outer, subject, kindOfSubject);
        }
        return lastKind is { } kindBefore && patient is not null && !clause.IsReport && IsAnaphor(passage, patient) ? ByAnaphor(passage, clause, outer, patient, kindBefore) : [];
    }

    /// <summary>What is acted on: the object, or for a passive, a participle or an intransitive verb the subject.</summary>
    public static NounPhrase? PatientOf(Passage passage, Clause clause, out TokenRange range)
    {
        range = clause.Object;
        if (!clause.Antecedent.IsEmpty && clause.Relation == Relation.Relative)
        {
            range = clause.Antecedent;
            return NounPhrase.Read(passage, LastNoun(passage, range), skipPreposition: true);
        }
        if (!clause.Verb.Passive && clause.Relation != Relation.Reduced)
        {
            var phrase = NounPhrase.Read(passage, SkipComma(passage, clause.Object), clause.Verb.Verb.Class is "attend" or "pledge" or "draft" or "await" or "phase" or "conduct" or "assist" or "withdraw" or "implement" or "support");
            if (phrase?.Kind is null && clause.SharesObjectOf is { } next && NounPhrase.Read(passage, SkipComma(passage, next.Object), skipPreposition: false) is { Kind: not null } shared)
            {
                range = next.Object;
                return shared;
            }
            var isBare = clause.Verb.Bare && phrase?.Kind is null && (clause.Object.IsEmpty || (passage.Tags[clause.Object.First] is Tag.Prep or Tag.Mark && !passage.Tokens[clause.Object.First].Is("to")));
            if (phrase is not null && !isBare && !IsTime(passage, phrase) && !(phrase.Kind is null && clause.Verb.Verb.Class == "force"))
            {
                return phrase;
            }
        }
        range = Speakers.Trim(passage, clause.Subject);
        return NounPhrase.Read(passage, clause.Relation is Relation.Relative or Relation.Reduced ? LastNoun(passage, clause.Subject) : range, skipPreposition: false);
    }

    /// <summary>The object of an antecedent: what stands after the last preposition-free start. Keeps <c>a by-law on agencies</c> whole.</summary>
    private static TokenRange LastNoun(Passage passage, TokenRange range)
    {
        var whole = Speakers.Trim(passage, range);
        if (whole.IsEmpty || NounPhrase.Read(passage, whole, skipPreposition: false) is { Kind: not null })
        {
            return whole.IsEmpty ? range : whole;
        }
        for (var i = whole.First; i < whole.End; i++)
        {
            if (passage.Nouns[i] is not null)
            {
                while (i > whole.First && passage.Tags[i - 1] is Tag.Det or Tag.Adj or Tag.Number || (i > whole.First && passage.Tags[i - 1] == Tag.Open && !passage.Tokens[i - 1].IsCapital))
                {
                    i--;
                }
                return new TokenRange(i, whole.End);
            }
        }
        return whole;
    }

    private static TokenRange SkipComma(Passage passage, TokenRange range) => !range.IsEmpty && passage.Tokens[range.First].Is(",") ? new TokenRange(range.First + 1, range.End) : range;

    private static bool IsTime(Passage passage, NounPhrase phrase) =>
        phrase.Kind is null && passage.Tokens[phrase.First].Lower is "last" or "this" or "next" or "january" or "february" or "march" or "april" or "june" or "july" or "august" or "september" or "october" or "november" or "december" or "yesterday" or "today";

    private static bool Fits(FactRule rule, NounPhrase? phrase) => phrase?.Kind is { } kind && rule.Kinds.Contains(kind);

    private static bool IsSentOn(Passage passage, Clause clause)
    {
        for (var i = clause.Object.First; i < clause.Object.End; i++)
        {
            if (passage.Tokens[i].Lower is "to" && i + 1 < clause.Object.End && !passage.Tokens[i + 1].Is("border") || passage.Tokens[i].Is("for") && i + 1 < clause.Object.End && passage.Tokens[i + 1].Lower is "approval" or "review" or "signature" or "consideration")
            {
                return true;
            }
        }
        return false;
    }

    private static NounPhrase? Anywhere(Passage passage, FactRule rule, Clause clause)
    {
        var negated = false;
        for (var i = clause.Object.First; i < clause.Object.End; i++)
        {
            negated |= passage.Tokens[i].Is("no") && i < clause.Object.First + 2;
            if (passage.Nouns[i] is { } match && rule.Kinds.Contains(match.Kind) && match.End <= clause.Object.End)
            {
                return new NounPhrase(match.First, match.End, match, false, negated, false);
            }
        }
        return clause.Verb.Passive && NounPhrase.Read(passage, Speakers.Trim(passage, clause.Subject), false) is { } subject && Fits(rule, subject) ? subject : null;
    }

    /// <summary>Police and courts at work: on persons, cases or premises, or with a number, or as the subject.</summary>
    private static bool IsBusiness(Passage passage, Clause clause, NounPhrase? patient)
    {
        if (patient is null)
        {
            return false;
        }
        var isPerson = patient.Kind is "operation" or "assistance" or "people" or "institution";
        var hasNumber = passage.Has(clause.Object, t => t.Shape == Shape.Number) || passage.Has(clause.Subject, t => t.Shape == Shape.Number) || passage.Tags[patient.First] == Tag.Number;
        var isForce = passage.Has(clause.Subject, t => t.Lower is "police" or "prosecutors" or "court" or "courts" or "inspectors" or "authorities" or "nobody" or "none" or "judges" or "prosecutor");
        var isCourt = clause.Verb.Verb.Lemma is "acquit" or "convict" or "sentence" or "indict" or "arrest" or "deport" or "prosecute" or "jail" or "imprison" or "detain" or "extradite" or "rescue" or "try" or "apprehend";
        return isCourt || isPerson || hasNumber || isForce || passage.Tokens[patient.First].Lower is "nobody" or "none" or "no";
    }

    /// <summary><c>received 58 complaints</c>, <c>referred 37 of them to the prosecutor</c>: work on cases, not help.</summary>
    private static bool IsCaseWork(Passage passage, Clause clause, NounPhrase about) =>
        (clause.Verb.Verb.Lemma == "receive" && about.Kind == "operation")
        || (clause.Verb.Verb.Lemma is "refer" or "hand" && passage.Has(clause.Object, t => t.Lower is "prosecutor" or "prosecutors" or "prosecution" or "court" or "courts" or "trial"));

    /// <summary>The police close a house: <c>police closed two bars</c>, <c>the bar was closed by inspectors</c>.</summary>
    private static bool IsByForce(Passage passage, Clause clause)
    {
        var who = !clause.Verb.Passive ? clause.Subject : !clause.Object.IsEmpty && passage.Tokens[clause.Object.First].Is("by") ? clause.Object : default;
        return passage.Has(who, t => t.Lower is "police" or "inspectors" or "prosecutors" or "court" or "courts" or "patrols" or "investigators" or "inspectorate" or "gendarmes" or "gendarmerie");
    }

    internal static bool IsAnaphor(Passage passage, NounPhrase phrase) =>
        phrase.Kind is null && (((phrase.End - phrase.First == 1 || passage.Tags[phrase.First] == Tag.Pron) && passage.Tokens[phrase.First].Lower is "it" or "they" or "them" or "this" or "these" or "which" or "neither" or "none" or "both" or "one" or "another" or "nothing")
            || IsMore(passage, phrase));

    /// <summary><c>four more</c>, <c>its own</c>, <c>another one</c>: of the kind told of before.</summary>
    private static bool IsMore(Passage passage, NounPhrase phrase) =>
        phrase.End - phrase.First >= 2 && passage.Tags[phrase.First] is Tag.Number or Tag.Det
        && (passage.Tokens[phrase.End - 1].Is("one") || passage.Tokens[phrase.First + 1].Lower is "more" or "others" or "own" or "one" || (passage.Tokens[phrase.First].Is("another") && passage.Tags[phrase.First + 1] is Tag.Number))
        && (phrase.End - phrase.First == 2 || passage.Tokens[phrase.First + 2].Lower is "next" or "last" or "this" or "later" or "early" or "late");

    private static List<Candidate> ByAnaphor(Passage passage, Clause clause, Mood outer, NounPhrase patient, FactKind kind)
    {
        var word = FactRule.NounOf(kind);
        foreach (var rule in FactRule.For(clause.Verb.Verb.Class))
        {
            if (rule.Place is Place.Patient or Place.Subject && rule.Kinds.Contains(word) && clause.Verb.Verb.Class != "amend")
            {
                var built = Build(passage, clause, rule, patient, rule.Kind ?? kind, outer, clause.Subject);
                return built.ConvertAll(c => c with { IsWeak = true, Rule = c.Rule + "-anaphor" });
            }
        }
        return [];
    }

    private static List<Candidate> Build(Passage passage, Clause clause, FactRule rule, NounPhrase about, FactKind kind, Mood outer, TokenRange range)
    {
        var polarity = (clause.Verb.Negative && !IsAtLast(passage, clause)) ^ about.IsNegated || HasNegativeSubject(passage, clause) ? FactPolarity.Negative : FactPolarity.Positive;
        var status = Standings.Lower(rule.Status, clause.Verb, outer, about.IsDraft);
        var isUrged = ((clause.Verb.Mood == Mood.Urged || outer == Mood.Urged) && !(clause.Verb.Passive && outer != Mood.Urged))
            || (outer == Mood.Possible && kind is FactKind.Assistance or FactKind.Operation && clause.Parent?.Verb.Verb.Class == "suggest");
        if (rule.Id == "described" && kind == FactKind.Institution && about.IsNew)
        {
            status = FactStatus.Established;
        }
        if (rule.Id == "signed-law" && status == FactStatus.Signed && IsSignedIntoLaw(passage, clause))
        {
            status = FactStatus.Enacted;
        }
        if (clause.Verb is { Mood: Mood.Urged, Passive: true, Should: false, Verb.Class: "approve" or "sign" or "adopt" or "pass" or "enact" })
        {
            status = FactStatus.AwaitingApproval;
        }
        var made = new Candidate(clause, isUrged ? FactKind.Statement : kind, isUrged ? FactStatus.Made : status, polarity, QuoteOf(passage, clause, about), about, rule.Id);
        var all = new List<Candidate> { made };
        if (isUrged || rule.Id == "reported" || rule.Place is not (Place.Patient or Place.Sent or Place.Subject))
        {
            return all;
        }
        var items = Coordination.Items(passage, about, range, rule.Kinds, clause);
        if (items.Count == 0)
        {
            return all;
        }
        if (items[0].IsList)
        {
            return items.ConvertAll(i => made with { Kind = KindOf(rule, i.Phrase, kind), About = i.Phrase, Quote = i.Quote, FigureRange = i.Quote, DateRange = i.Quote });
        }
        if (clause.Object.Holds(about.First))
        {
            all[0] = made with { Quote = new TokenRange(made.Quote.First, items[0].Quote.First - 1), FigureRange = new TokenRange(made.Quote.First, items[0].Quote.First) };
        }
        all.AddRange(items.Select(i => made with { Kind = KindOf(rule, i.Phrase, kind), About = i.Phrase, Quote = i.Quote, FigureRange = i.Quote }));
        return all;
    }

    /// <summary><c>signed the bill into law</c>; a head of state who signs a bill makes it law.</summary>
    private static bool IsSignedIntoLaw(Passage passage, Clause clause)
    {
        var who = clause.Verb.Passive ? clause.Object : clause.Subject;
        return passage.Has(clause.Object, t => t.Is("into")) || passage.Has(who, t => t.Lower is "president" or "king" or "queen" or "sultan" or "emir" or "governor-general" or "monarch" or "emperor");
    }

    /// <summary><c>were not issued until last month</c>: then they were.</summary>
    private static bool IsAtLast(Passage passage, Clause clause) =>
        clause.Verb is { Perfect: false, Future: false, Present: false } && !clause.Object.IsEmpty && passage.Tokens[clause.Object.First].Is("until");

    private static FactKind KindOf(FactRule rule, NounPhrase phrase, FactKind otherwise) => rule.Kind ?? FactRule.KindOf(phrase.Kind ?? "") ?? otherwise;

    private static bool HasNegativeSubject(Passage passage, Clause clause) =>
        !clause.Subject.IsEmpty && !clause.Verb.Negative && Speakers.Trim(passage, clause.Subject) is { IsEmpty: false } subject
        && passage.Tokens[subject.First].Lower is "no" or "none" or "neither" or "nobody" or "nothing";

    public static TokenRange QuoteOf(Passage passage, Clause clause, NounPhrase? about)
    {
        var first = clause.HasOwnSubject && !clause.Subject.IsEmpty ? clause.Subject.First : clause.Relation == Relation.Reduced && !clause.Subject.IsEmpty ? clause.Subject.First : clause.Verb.First;
        if (clause.Relation == Relation.Relative && !clause.Antecedent.IsEmpty)
        {
            first = clause.Antecedent.First;
        }
        else if (clause.Relation == Relation.Relative && about is not null)
        {
            first = Math.Min(clause.Verb.First, clause.Subject.First);
        }
        while (first > 0 && first >= clause.First && first <= clause.Verb.First && passage.Tags[first - 1] == Tag.Neg)
        {
            first--;
        }
        return new TokenRange(first, Math.Max(clause.End, clause.Verb.End));
    }
}
