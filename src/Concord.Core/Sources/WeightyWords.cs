using System.Collections.Frozen;

namespace Concord.Core.Sources;

/// <summary>
/// Words that turn a sentence round: figures, negations, modal verbs, months and days, and the words that say how far a thing has come. When one of them changes,
/// a person must look.
/// </summary>
internal static class WeightyWords
{
    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal,
        "not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot", "hardly", "barely", "lack", "lacks", "lacked", "fail", "fails", "failed",
        "failure", "deny", "denies", "denied", "refuse", "refused", "reject", "rejected", "unable", "untrue", "false", "incorrect",
        "may", "might", "can", "could", "will", "would", "shall", "should", "must", "ought", "if", "unless", "until", "whether", "perhaps", "possibly", "probably", "likely",
        "unlikely", "reportedly", "allegedly", "alleged", "apparently", "rumored", "rumoured", "nearly", "almost", "except", "only", "yet", "already",
        "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
        "sep", "sept", "oct", "nov", "dec", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tomorrow", "next", "last",
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "thirty", "forty", "fifty", "hundred", "thousand",
        "million", "billion", "dozen", "half", "first", "second", "third", "%", "$", "€", "£", "¥", "-", "?",
        "draft", "drafts", "drafted", "drafting", "propose", "proposed", "proposal", "plan", "plans", "planned", "intend", "intends", "intended", "expect", "expects",
        "expected", "pending", "await", "awaits", "awaiting", "approve", "approved", "approval", "initial", "initialed", "initialled", "sign", "signs", "signed", "signing", "unsigned", "ratify",
        "ratified", "adopt", "adopted", "pass", "passed", "enact", "enacted", "force", "established", "ongoing", "extended", "completed", "complete", "finalized", "finalised",
        "postponed", "suspended", "withdrawn", "withdrew", "cancelled", "canceled", "ended", "repealed", "amended", "begin", "began", "begun", "continue", "continues", "stop", "stopped");

    public static bool Is(string folded) => Known.Contains(folded) || folded.EndsWith("n't", StringComparison.Ordinal) || folded.AsSpan().ContainsAnyInRange('0', '9')
        || (folded.Length > 0 && char.IsDigit(folded[0]));

    /// <summary>Another word when it is written otherwise: a modal and a month, a pronoun and a country.</summary>
    public static bool IsByCapital(string folded) => folded is "may" or "march" or "august" or "us" or "who" or "it" or "aids" or "polish" or "turkey" or "china" or "will" or "mark" or "un";
}
