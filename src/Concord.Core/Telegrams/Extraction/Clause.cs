namespace Concord.Core.Telegrams.Extraction;

/// <summary>How a clause hangs in its sentence.</summary>
internal enum Relation
{
    Main,
    /// <summary>Joined by <c>and</c>, <c>but</c> or a comma to an earlier one.</summary>
    Coordinated,
    /// <summary>The verb of a subject that a relative or participial clause had cut off from it.</summary>
    Resumed,
    /// <summary><c>that is expected to be signed</c>.</summary>
    Relative,
    /// <summary>A participle after its noun: <c>passed in November 2006</c>.</summary>
    Reduced,
    /// <summary>After <c>because</c>, <c>if</c>, <c>after</c>, ….</summary>
    Subordinate,
    /// <summary>What is said.</summary>
    Complement,
    /// <summary><c>, she said,</c>.</summary>
    Parenthetical,
}

/// <summary>A verb group with what belongs to it.</summary>
internal sealed class Clause(VerbGroup verb, int index)
{
    public VerbGroup Verb { get; } = verb;

    public int Index { get; } = index;

    public Relation Relation { get; set; }

    /// <summary>Where its own words begin: adverbials before the subject belong to it.</summary>
    public int First { get; set; }

    /// <summary>After its last word.</summary>
    public int End { get; set; }

    /// <summary>The noun phrase it is about: the subject, or for a relative or reduced clause the noun before it.</summary>
    public TokenRange Subject { get; set; }

    /// <summary>The words of the subject are the clause's own, not inherited.</summary>
    public bool HasOwnSubject { get; set; }

    /// <summary>What a relative clause with a subject of its own is about: <c>which each minister signed</c>.</summary>
    public TokenRange Antecedent { get; set; }

    /// <summary>The conjunction of a subordinate clause.</summary>
    public string? Marker { get; set; }

    /// <summary>The clause it depends on: for a complement the one that says it.</summary>
    public Clause? Parent { get; set; }

    /// <summary>The clause whose object it shares: <c>signed, but did not ratify, the Protocol</c>.</summary>
    public Clause? SharesObjectOf { get; set; }

    /// <summary>What follows the verb.</summary>
    public TokenRange Object => new(Verb.End, End);

    public bool IsReport => Verb.Verb.Class is "say" or "tell" && !IsNominal && !IsAdmission;

    /// <summary>Who was let in, and who was not: <c>NGOs were admitted</c>. The meeting's rule, not something said.</summary>
    public bool IsAdmission => Verb is { Passive: true, Verb.Lemma: "admit" or "permit" or "allow" or "exclude" or "bar" or "invite" }
        or { Passive: false, Outer.Lemma: "ask" or "require" or "tell", Verb.Lemma: "leave" or "wait" }
        or { Outer.Lemma: "permit" or "allow" or "invite", Verb.Lemma: "speak" or "attend" or "observe" or "participate" or "watch" };

    /// <summary>The verb says something about a thing and no more: <c>reported figures</c>.</summary>
    public bool IsNominal { get; set; }
}
