namespace Concord.Core.Telegrams.Extraction;

/// <summary>
/// Splits a sentence into clauses: coordinated verb phrases, relative and participial clauses, what is said, subordinate
/// clauses. One pass over the verb groups; what stands between two of them decides how the second hangs.
/// </summary>
internal sealed class Clauses
{
    private readonly Token[] tokens;
    private readonly Tag[] tags;
    private readonly List<VerbGroup> groups;
    private readonly TokenRange sentence;
    private readonly List<Clause> done = [];
    private TokenRange pending;
    private Clause? pendingFrom;

    private Clauses(Token[] tokens, Tag[] tags, List<VerbGroup> groups, TokenRange sentence)
    {
        this.groups = groups;
        this.tokens = tokens;
        this.tags = tags;
        this.sentence = sentence;
    }

    public static List<Clause> Split(Token[] tokens, Tag[] tags, List<VerbGroup> groups, TokenRange sentence)
    {
        var splitter = new Clauses(tokens, tags, groups, sentence);
        foreach (var group in groups)
        {
            splitter.Add(group);
        }
        splitter.Close();
        return splitter.done;
    }

    private Clause? Previous => done.Count > 0 ? done[^1] : null;

    private void Add(VerbGroup group)
    {
        var clause = new Clause(group, done.Count) { First = group.First };
        var gap = new TokenRange(Previous?.Verb.End ?? sentence.First, group.First);
        var before = group.First - 1;
        while (before >= gap.First && (tags[before] is Tag.Adv or Tag.Neg || tokens[before].Lower is "neither" or "\"" or "\u201c"))
        {
            before--;
        }
        if (before >= gap.First && tokens[before].Is(":") && clause.Verb.Bare && Previous is null && before > gap.First && tags[before - 1] is Tag.Open)
        {
            clause.Subject = new TokenRange(StartOfNoun(gap, before), before);
            clause.HasOwnSubject = true;
            clause.First = clause.Subject.First;
        }
        else if (before < gap.First)
        {
            Inherit(clause, Relation.Main, gap.First);
        }
        else if (tags[before] == Tag.Rel)
        {
            Relative(clause, gap, before);
        }
        else if (tags[before] == Tag.Conj)
        {
            Coordinate(clause, gap, before);
        }
        else if (tokens[before].Is(","))
        {
            AfterComma(clause, gap, before);
        }
        else
        {
            WithSubject(clause, gap, before);
        }
        if (Previous is { } previous)
        {
            if (clause.Relation == Relation.Coordinated && !previous.Verb.Passive && !clause.Verb.Passive && IsJoined(previous.Verb.End, clause))
            {
                previous.SharesObjectOf = clause;
            }
            previous.End = TrimRight(previous.Verb.End, Semicolon(previous.Verb.End, Math.Max(previous.Verb.End, clause.First)));
        }
        done.Add(clause);
    }

    /// <summary>Nothing but a comma and a conjunction, perhaps with a new subject, stands between the two verbs.</summary>
    private bool IsJoined(int first, Clause clause)
    {
        var at = first < sentence.End && tokens[first].Is(",") ? first + 1 : first;
        return at < clause.Verb.First && tags[at] == Tag.Conj && (at + 1 == clause.Verb.First || (clause.HasOwnSubject && clause.Subject.First <= at + 1));
    }

    private void Close()
    {
        if (Previous is { } last)
        {
            last.End = TrimRight(last.Verb.End, Semicolon(last.Verb.End, sentence.End));
        }
    }

    private int Semicolon(int first, int end)
    {
        var at = Array.FindIndex(tokens, first, end - first, t => t.Is(";"));
        return at < 0 ? end : at;
    }

    private int TrimRight(int first, int end)
    {
        while (end > first && (tokens[end - 1].Lower is "," or "." or ";" or ":" or "(" or "-" or "--" or "?" or "!" || tags[end - 1] is Tag.Conj or Tag.Sub or Tag.Neg || tokens[end - 1].Is("that")))
        {
            end--;
        }
        return end;
    }

    private void Inherit(Clause clause, Relation relation, int first)
    {
        clause.Relation = relation;
        clause.First = first;
        if (Previous is { } previous)
        {
            clause.Subject = previous.Subject;
            clause.Parent = previous.Parent;
        }
    }

    private void Relative(Clause clause, TokenRange gap, int rel)
    {
        clause.Relation = Relation.Relative;
        clause.First = rel;
        var end = rel;
        while (end > gap.First && (tokens[end - 1].Is(",") || tags[end - 1] == Tag.Prep))
        {
            end--;
        }
        var start = StartOfNoun(gap, end);
        clause.Subject = new TokenRange(start, end);
        clause.Parent = Previous;
        if (rel > gap.First && tokens[rel - 1].Is("of") && start - 1 > gap.First && tokens[start - 1].Is(","))
        {
            end = start - 1;
            start = StartOfNoun(gap, end);
            clause.Antecedent = new TokenRange(start, end);
        }
        Suspend(clause, gap, start, end);
    }

    /// <summary>The noun before a relative or participial clause still waits for its verb.</summary>
    private void Suspend(Clause clause, TokenRange gap, int start, int end)
    {
        var isFree = Previous is null || TakesComplement(Previous) || StartsNewClause(gap, start);
        if (isFree && pending.IsEmpty)
        {
            pending = new TokenRange(start, end);
            pendingFrom = Previous is not null && TakesComplement(Previous) ? Previous : Previous?.Parent;
            clause.Parent = pendingFrom;
            clause.First = start;
        }
    }

    private bool StartsNewClause(TokenRange gap, int start) =>
        start > gap.First && (tokens[start - 1].Lower is ";" || tags[start - 1] == Tag.Sub || (tokens[start - 1].Is("that") && start - 2 >= gap.First && tags[start - 2] is Tag.Conj or Tag.Mark) || (tags[start - 1] is Tag.Conj && start - 2 >= gap.First && tokens[start - 2].Is(",")));

    private int StartOfNoun(TokenRange gap, int end)
    {
        for (var i = end - 1; i >= gap.First; i--)
        {
            if (IsBeforeApposition(gap, i))
            {
                continue;
            }
            if (tokens[i].Lower is "," or ";" or ":" or "(" || tags[i] is Tag.Sub or Tag.Rel || (tags[i] == Tag.Conj && i > gap.First && tokens[i - 1].Is(",")))
            {
                return Math.Min(i + 1, end);
            }
        }
        return gap.First;
    }

    /// <summary><c>the Network, an umbrella of nine groups that …</c>: the name before the comma is what is meant.</summary>
    private bool IsBeforeApposition(TokenRange gap, int comma) =>
        comma > gap.First && comma + 1 < gap.End && tokens[comma].Is(",") && tokens[comma - 1].IsCapital && tokens[comma + 1].Lower is "a" or "an";

    private void Coordinate(Clause clause, TokenRange gap, int conj)
    {
        var first = conj > gap.First && tokens[conj - 1].Is(",") ? conj - 1 : conj;
        var partner = Partner(clause, first < conj);
        clause.Relation = Relation.Coordinated;
        clause.First = first;
        if (partner is null)
        {
            return;
        }
        clause.Subject = partner.Subject;
        clause.Antecedent = partner.Antecedent;
        clause.Parent = partner.Parent;
        clause.Marker = partner.Marker;
    }

    /// <summary>The clause whose subject a coordinated verb shares: saying goes with saying, like tense with like.</summary>
    private Clause? Partner(Clause clause, bool afterComma)
    {
        if (clause.Verb.Verb.Class is "say" or "tell" or "stress")
        {
            for (var i = done.Count - 1; i >= 0; i--)
            {
                if (done[i].Verb.Verb.Class is "say" or "tell" or "stress" && done[i].Relation != Relation.Parenthetical)
                {
                    return done[i];
                }
            }
        }
        var last = Previous;
        if (last is null || last.Relation is not (Relation.Relative or Relation.Reduced or Relation.Subordinate))
        {
            return last is { Relation: Relation.Parenthetical } && done.Count > 1 ? done[^2] : last;
        }
        var main = done.FindLast(c => c.Relation is not (Relation.Relative or Relation.Reduced or Relation.Parenthetical or Relation.Subordinate));
        return main is null || (SameTense(clause.Verb, last.Verb) && !SameTense(clause.Verb, main.Verb) && !afterComma) || IsPassiveTail(clause, last) ? last : main;
    }

    private static bool IsPassiveTail(Clause clause, Clause last) => last.Relation == Relation.Relative && clause.Verb.Passive && last.Verb.Passive;

    private static bool SameTense(VerbGroup a, VerbGroup b) =>
        a.Bare == b.Bare && a.Passive == b.Passive && a.Perfect == b.Perfect && a.Future == b.Future;

    private void AfterComma(Clause clause, TokenRange gap, int comma)
    {
        if (clause.Verb.Ing)
        {
            Inherit(clause, Relation.Coordinated, comma + 1);
            return;
        }
        if (!pending.IsEmpty)
        {
            Resume(clause, comma);
            return;
        }
        if ((clause.Verb.Bare || clause.Verb.Present) && Previous is { } previous && !TakesComplement(previous))
        {
            if (HasObject(clause.Verb) || clause.Verb.Present)
            {
                Coordinate(clause, gap, comma);
            }
            else
            {
                Reduce(clause, gap, comma);
            }
            return;
        }
        var start = SkipThat(gap);
        if (clause.Verb is { Bare: true, Finite: false } && !HasObject(clause.Verb) && clause.Verb.Verb.Class is not ("say" or "tell" or "stress"))
        {
            Reduce(clause, gap, comma);
            return;
        }
        clause.Relation = Previous is { } p && TakesComplement(p) ? Relation.Complement : Relation.Resumed;
        clause.Parent = clause.Relation == Relation.Complement ? Previous : Previous?.Parent;
        clause.First = start;
        clause.HasOwnSubject = true;
        clause.Subject = new TokenRange(start, FirstComma(start, comma));
    }

    private int SkipThat(TokenRange gap) => gap.First < gap.End && tokens[gap.First].Is("that") ? gap.First + 1 : gap.First;

    private int FirstComma(int start, int comma)
    {
        for (var i = start; i < comma; i++)
        {
            if (tokens[i].Is(",") && i > start)
            {
                return i;
            }
        }
        return comma;
    }

    private bool HasObject(VerbGroup verb) =>
        verb.End < sentence.End && (tags[verb.End] is Tag.Det or Tag.Number or Tag.Adj or Tag.Open or Tag.Pron) && !tokens[verb.End].Lower.EndsWith("ly", StringComparison.Ordinal);

    private void Reduce(Clause clause, TokenRange gap, int end)
    {
        var noun = end;
        while (noun > gap.First && tokens[noun - 1].Is(","))
        {
            noun--;
        }
        var start = Math.Max(SkipThat(gap), StartOfNoun(gap, noun));
        clause.Relation = Relation.Reduced;
        clause.Subject = new TokenRange(start, noun);
        clause.HasOwnSubject = true;
        clause.Parent = Previous;
        clause.First = clause.Verb.First;
        Suspend(clause, gap, start, noun);
    }

    private void Resume(Clause clause, int boundary)
    {
        clause.Relation = Relation.Resumed;
        clause.Subject = pending;
        clause.Parent = pendingFrom;
        clause.First = boundary;
        pending = default;
        pendingFrom = null;
    }

    private void WithSubject(Clause clause, TokenRange gap, int before)
    {
        var stop = before;
        while (stop >= gap.First && !IsBoundary(stop, before, gap))
        {
            stop--;
        }
        clause.HasOwnSubject = true;
        clause.Subject = new TokenRange(stop + 1, before + 1);
        clause.First = stop + 1;
        if (stop < gap.First)
        {
            Unbounded(clause, gap, before);
        }
        else if (tags[stop] == Tag.Rel)
        {
            AfterRelative(clause, gap, stop);
        }
        else if (tags[stop] == Tag.Sub)
        {
            clause.Relation = Relation.Subordinate;
            clause.Marker = tokens[stop].Lower;
            clause.Parent = Previous?.Parent;
            clause.First = stop;
        }
        else
        {
            AfterMark(clause, gap, stop);
        }
    }

    private bool IsBoundary(int i, int before, TokenRange gap)
    {
        if (tokens[i].Lower is ";" or ":" or "(" or ")" || tags[i] is Tag.Rel or Tag.Sub)
        {
            return !(tags[i] == Tag.Sub && tokens[i].Is("so"));
        }
        if (tags[i] == Tag.Conj && i > gap.First && tokens[i - 1].Is(","))
        {
            return !IsNameList(i - 1, before, gap);
        }
        return tokens[i].Is(",") && !IsNameList(i, before, gap);
    }

    /// <summary>A comma between names of a list that ends with <c>and</c>: <c>Burma, Laos and China signed</c>.</summary>
    private bool IsNameList(int comma, int before, TokenRange gap)
    {
        if (comma <= gap.First || !tokens[comma - 1].IsCapital)
        {
            return false;
        }
        var joined = false;
        for (var i = comma + 1; i <= before; i++)
        {
            joined |= tokens[i].Is("and");
            if (!tokens[i].IsCapital && tags[i] != Tag.Conj && !tokens[i].Is(",") && !tokens[i].Is("the"))
            {
                return false;
            }
        }
        return joined;
    }

    private void AfterRelative(Clause clause, TokenRange gap, int rel)
    {
        if (tokens[rel].Is("that") && rel > sentence.First && IsTalk(tokens[rel - 1]) && Previous?.Verb.Verb.Lemma != "deny")
        {
            clause.Marker = "whether";
            ReadRelative(clause, gap, rel);
            return;
        }
        if (Previous is { } previous && tokens[rel].Is("that") && IsSpeech(previous))
        {
            clause.Relation = Relation.Complement;
            clause.Parent = previous;
            return;
        }
        if (tokens[rel].Is("that") && rel > gap.First && tags[rel - 1] == Tag.Conj && done.FindLast(IsSpeech) is { } speech)
        {
            clause.Relation = Relation.Complement;
            clause.Parent = speech;
            clause.First = rel - 1;
            return;
        }
        ReadRelative(clause, gap, rel);
    }

    /// <summary><c>rumors that the law was passed</c>, <c>the possibility that</c>: talk of it, not that it is so.</summary>
    private static bool IsTalk(Token noun) =>
        noun.Lower is "rumor" or "rumors" or "rumour" or "rumours" or "report" or "reports" or "claim" or "claims" or "allegation" or "allegations" or "suggestion" or "suggestions" or "possibility"
            or "prospect" or "chance" or "likelihood" or "idea" or "impression" or "doubt" or "doubts" or "fear" or "fears" or "speculation" or "assumption";

    private void ReadRelative(Clause clause, TokenRange gap, int rel)
    {
        clause.Relation = Relation.Relative;
        clause.First = rel;
        var end = rel;
        while (end > gap.First && tokens[end - 1].Is(","))
        {
            end--;
        }
        var start = StartOfNoun(gap, end);
        clause.Antecedent = new TokenRange(start, end);
        clause.Parent = Previous;
        Suspend(clause, gap, start, end);
    }

    private void AfterMark(Clause clause, TokenRange gap, int stop)
    {
        if (tokens[stop].Is(",") && (Previous is not null || stop > gap.First) && SpeechEnd(clause.Verb) is { } speechEnd && ClosesAfter(speechEnd))
        {
            if (IsVerbAfter(clause.Verb, speechEnd) && !(tags[gap.First] is Tag.Prep or Tag.Adv or Tag.Sub))
            {
                Suspend(clause, gap, StartOfNoun(gap, stop), stop);
            }
            clause.Relation = Relation.Parenthetical;
            clause.First = stop;
            return;
        }
        if (Previous is null)
        {
            clause.Relation = Relation.Main;
            clause.First = gap.First;
            return;
        }
        if (TakesComplement(Previous) && tokens[stop].Is(","))
        {
            clause.Relation = Relation.Complement;
            clause.Parent = Previous;
            clause.First = SkipThat(gap);
            return;
        }
        clause.Relation = Relation.Coordinated;
        var partner = Previous.Relation == Relation.Parenthetical && done.Count > 1 ? done[^2] : Previous;
        clause.Parent = partner.Relation is Relation.Relative or Relation.Reduced or Relation.Subordinate ? RootParent(partner) : partner.Parent;
        if (tags[stop] == Tag.Conj || tokens[stop].Is(","))
        {
            clause.First = StartOfAdverbial(gap, stop);
        }
    }

    /// <summary>After the words that say who speaks: <c>she said</c>, <c>he went on</c>, <c>they continued</c>; null for any other verb.</summary>
    private int? SpeechEnd(VerbGroup verb) => verb switch
    {
        { Verb.Class: "say" or "tell" or "stress" } or { Verb.Lemma: "continue" or "conclude" or "insist" or "promise" } => verb.End,
        { Verb.Lemma: "go" } when verb.End < sentence.End && tokens[verb.End].Is("on") => verb.End + 1,
        _ => null,
    };

    /// <summary>The verb of the subject before the speech follows: <c>Benin, she said, opened</c>.</summary>
    private bool IsVerbAfter(VerbGroup speech, int end)
    {
        var next = groups.FindIndex(g => g.First > speech.First);
        if (next < 0 || end >= sentence.End || !tokens[end].Is(","))
        {
            return false;
        }
        var at = end + 1;
        while (at < groups[next].First && tags[at] is Tag.Adv or Tag.Neg)
        {
            at++;
        }
        return at == groups[next].First;
    }

    private static Clause? RootParent(Clause clause)
    {
        var at = clause;
        while (at.Parent is { } parent && at.Relation is Relation.Relative or Relation.Reduced or Relation.Subordinate)
        {
            at = parent;
        }
        return at.Relation is Relation.Relative or Relation.Reduced ? null : at.IsReport ? at : at.Parent;
    }

    /// <summary><c>…, and in August, the Council approved</c>: the adverbial before the comma belongs to the new clause.</summary>
    private int StartOfAdverbial(TokenRange gap, int stop)
    {
        for (var i = stop - 1; i >= gap.First && i > stop - 8; i--)
        {
            if (tags[i] == Tag.Conj && i + 1 < stop && tags[i + 1] == Tag.Prep)
            {
                return i + 1;
            }
            if (tokens[i].Is(","))
            {
                break;
            }
        }
        return stop + 1;
    }

    private bool ClosesAfter(int at) => at >= sentence.End || tokens[at].Lower is "," or "." or ")" or ";" or "\"" || tags[at] is Tag.Sub;

    private void Unbounded(Clause clause, TokenRange gap, int before)
    {
        if (Previous is not { } previous)
        {
            clause.Relation = Relation.Main;
            return;
        }
        if (TakesComplement(previous))
        {
            clause.Relation = Relation.Complement;
            clause.Parent = previous;
            var skip = previous.Verb.Verb.Class == "tell" ? SkipListener(gap, before) : gap.First;
            clause.Subject = new TokenRange(skip, before + 1);
            clause.First = skip;
            return;
        }
        if (SplitAtConjunction(gap, before) is { } conj && (!clause.Verb.Bare || clause.Verb.Verb.Class is "say" || IsAgent(conj + 1)))
        {
            clause.Relation = Relation.Coordinated;
            clause.Subject = new TokenRange(conj + 1, before + 1);
            clause.First = conj + 1;
            clause.Parent = previous.Parent;
            clause.Marker = previous.Marker;
            return;
        }
        if (!pending.IsEmpty)
        {
            Resume(clause, clause.Verb.First);
            clause.HasOwnSubject = false;
            return;
        }
        if (clause.Verb is { Bare: true, Finite: false } && clause.Verb.Verb.Class is not ("say" or "tell"))
        {
            if (TakesSmallClause(previous))
            {
                clause.Relation = Relation.Complement;
                clause.Parent = previous;
                clause.Subject = new TokenRange(gap.First, before + 1);
                clause.First = gap.First;
                return;
            }
            Reduce(clause, gap, before + 1);
            return;
        }
        if (previous.Verb is { Bare: true, Finite: false } && previous.Relation is Relation.Main or Relation.Complement or Relation.Coordinated && previous.HasOwnSubject)
        {
            clause.Relation = previous.Relation;
            clause.Subject = previous.Subject;
            clause.HasOwnSubject = false;
            clause.Parent = previous.Parent;
            clause.First = clause.Verb.First;
            previous.Relation = Relation.Reduced;
            return;
        }
        clause.Relation = Relation.Coordinated;
        clause.Parent = previous.Parent;
    }

    /// <summary><c>wants the agreement signed</c>, <c>hoped to have the law adopted</c>: the participle says what is wanted.</summary>
    internal static bool TakesSmallClause(Clause clause) =>
        clause.Verb.Verb.Class == "expect" || clause.Verb.Verb.Lemma is "want" or "need" or "like" or "prefer" or "wish" or "order" || (clause.Verb.Verb.Lemma is "see" or "have" or "get" && clause.Verb.Mood != Mood.Factual);

    private bool IsAgent(int at) => at < sentence.End && (tokens[at].IsCapital || tags[at] is Tag.Pron || tokens[at].Is("the"));

    private int? SplitAtConjunction(TokenRange gap, int before)
    {
        for (var i = gap.First; i < before; i++)
        {
            if (tokens[i].Lower is "and" or "but" && (tokens[i + 1].IsCapital || tags[i + 1] is Tag.Det or Tag.Pron or Tag.Adj or Tag.Number))
            {
                return i;
            }
        }
        return null;
    }

    private int SkipListener(TokenRange gap, int before)
    {
        if (tags[gap.First] == Tag.Pron || tokens[gap.First].Lower is "me" or "poloff" or "poloffs" or "emboff" or "emboffs" or "econoff" or "conoff" or "reporters" or "delegates")
        {
            return gap.First + 1;
        }
        for (var i = gap.First + 1; i <= before; i++)
        {
            if (tokens[i].IsCapital && !tokens[i - 1].IsCapital && tags[i - 1] is not (Tag.Det or Tag.Prep))
            {
                return i;
            }
        }
        return gap.First;
    }

    /// <summary>What follows the verb without <c>that</c> is what is said.</summary>
    private bool TakesComplement(Clause clause) =>
        clause.Verb.Verb.Class is "say" or "tell" && clause.Relation is not (Relation.Parenthetical or Relation.Reduced) && !clause.IsAdmission
        && !(clause.Verb.Verb.Lemma is "admit" or "report" or "find" or "add" or "maintain" && clause.Verb.End < sentence.End && tokens[clause.Verb.End].Shape == Shape.Number);

    private static bool IsSpeech(Clause clause) =>
        clause.Verb.Verb.Class is "say" or "tell" or "stress" or "discuss" or "urge" or "suggest" or "intend" or "expect" or "pledge" or "await" or "plan" or "support" or "be" or "propose" or "include" or "fail";
}
