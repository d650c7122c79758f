using System.Collections.Frozen;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>
/// Facts whose event is the subject: <c>the signing took place in May</c>, <c>adoption of the law is expected in June</c>,
/// <c>a commission whose creation was announced</c>. What was only announced, agreed or asked for is not done.
/// </summary>
internal static class EventNouns
{
    /// <summary>The class of verbs that a noun of an event stands for.</summary>
    public static readonly FrozenDictionary<string, string> Classes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["enactment"] = "enact", ["promulgation"] = "enact", ["signing"] = "sign", ["signature"] = "sign", ["adoption"] = "adopt", ["passage"] = "pass", ["approval"] = "approve", ["ratification"] = "approve",
        ["opening"] = "establish", ["establishment"] = "establish", ["creation"] = "establish", ["inauguration"] = "establish", ["construction"] = "establish", ["launch"] = "launch", ["launching"] = "launch",
        ["extension"] = "extend", ["postponement"] = "postpone", ["completion"] = "finish", ["closure"] = "end", ["closing"] = "end", ["withdrawal"] = "withdraw",
        ["repatriation"] = "assist", ["return"] = "assist", ["rescue"] = "police", ["arrest"] = "police", ["arrests"] = "police", ["conviction"] = "police", ["prosecution"] = "police", ["training"] = "train",
        ["deportation"] = "police", ["donation"] = "assist", ["seizure"] = "police", ["detention"] = "police", ["inspection"] = "police",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The fact of a clause whose subject is the noun of an event; null when it has none, or what the event was of is not known.</summary>
    public static Candidate? Find(ClauseAt at)
    {
        var (passage, clause, outer, lastKind) = (at.Passage, at.Clause, at.Outer, at.LastKind);
        var subject = Speakers.Trim(passage, clause.Subject);
        while (!subject.IsEmpty && passage.Tags[subject.First] is Tag.Det or Tag.Adj or Tag.Rel && subject.First + 1 < subject.End)
        {
            subject = new TokenRange(subject.First + 1, subject.End);
        }
        if (subject.IsEmpty || !Classes.TryGetValue(passage.Tokens[subject.First].Lower, out var verbClass) || How(clause.Verb) is not { } how)
        {
            return null;
        }
        var isOf = subject.First + 1 < subject.End && passage.Tokens[subject.First + 1].Is("of");
        var isOfWhich = isOf && subject.First + 2 < subject.End && passage.Tags[subject.First + 2] == Tag.Rel;
        var ownsIt = clause.Relation == Relation.Relative && !clause.Antecedent.IsEmpty;
        var about = isOfWhich || ownsIt ? NounPhrase.Read(passage, Speakers.Trim(passage, clause.Antecedent), skipPreposition: false)
            : isOf ? NounPhrase.Read(passage, new TokenRange(subject.First + 2, subject.End), skipPreposition: false)
            : null;
        var kind = about?.Kind is { } noun ? FactRule.KindOf(noun) : isOf ? null : lastKind;
        if (kind is null || about?.IsDraft == true && verbClass == "establish")
        {
            return null;
        }
        var word = about?.Kind ?? FactRule.NounOf(kind.Value);
        foreach (var rule in FactRule.For(verbClass))
        {
            if (rule.Place is Place.Patient && rule.Kinds.Contains(word))
            {
                var negative = clause.Verb.Negative || about?.IsNegated == true || (clause.Subject.First < subject.First && passage.Tokens[clause.Subject.First].Is("no"));
                var status = how == FactStatus.Completed ? Standings.Lower(rule.Status, clause.Verb, outer, false) : how;
                var quote = ClauseFacts.QuoteOf(passage, clause, about);
                return new Candidate(clause, rule.Kind ?? kind.Value, status, negative ? FactPolarity.Negative : FactPolarity.Positive, quote, about, rule.Id + "-event") { IsWeak = true };
            }
        }
        return null;
    }

    /// <summary>What the verb says of the event; <see cref="FactStatus.Completed"/> when it happened, null when it says something else.</summary>
    private static FactStatus? How(VerbGroup verb) => verb switch
    {
        { Verb.Lemma: "take place" or "happen" or "occur" or "follow" or "come" } => FactStatus.Completed,
        { Passive: true, Verb.Class: "expect" } => FactStatus.Expected,
        { Passive: true, Verb.Class: "plan" } or { Passive: true, Verb.Lemma: "announce" or "agree" or "set" } => FactStatus.Planned,
        { Passive: true, Verb.Class: "pledge" } => FactStatus.Pledged,
        { Passive: true, Verb.Class: "postpone" } => FactStatus.Postponed,
        { Passive: true, Verb.Class: "withdraw" } => FactStatus.Withdrawn,
        _ => null,
    };
}
