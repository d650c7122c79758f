using System.Collections.Frozen;
using System.Collections.Immutable;
using Concord.Core.Telegrams.Gazetteers;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>The words that meetings and the rules of admission are told by.</summary>
internal static class MeetingWords
{
    private static readonly FrozenSet<string> Heads = Set(
        "meeting", "meetings", "dialogue", "conference", "summit", "workshop", "roundtable", "forum", "seminar", "consultation", "consultations", "talks", "ceremony", "hearing",
        "symposium", "colloquium", "congress", "assembly", "plenary", "round", "session", "colloquy", "retreat", "convention", "discussions", "council", "group", "review", "ministerial", "table");

    private static readonly FrozenSet<string> Sessions = Set(
        "session", "sessions", "meeting", "opening", "closing", "ceremony", "day", "talks", "hearing", "workshop", "plenary", "afternoon", "morning", "evening", "discussion",
        "discussions", "conference", "round", "segment", "roundtable", "dialogue", "forum", "seminar", "summit", "consultation", "consultations", "dinner", "briefing", "panel", "part");

    private static readonly FrozenSet<string> MetVerbs = Set("met", "gathered", "convened", "assembled", "conferred", "discussed");

    private static readonly FrozenSet<string> HeldWords = Set(
        "held", "in", "on", "from", "at", "was", "were", "took", "place", "met", "convened", "closed", "opened", "ended", "concluded", "the", "hosted", "between", "to", "and", "of", "which");

    private static readonly PhraseTable<bool> Rules = new(
        new[]
        {
            ("closed to", true), ("open to", true), ("opened to", true), ("limited to", true), ("restricted to", true), ("reserved for", true), ("reserved to", true), ("open only to", true), ("confined to", true),
            ("by invitation only", false), ("invitation-only", false), ("held in camera", false), ("in camera", false), ("behind closed doors", false), ("held behind closed doors", false),
            ("closed-door", false), ("held in private", false), ("was public", false), ("were public", false), ("was private", false), ("was closed", false), ("were closed", false), ("was open", false),
            ("was off the record", false),
        },
        Casing.Any);

    private static readonly string[] Excluded =
    [
        "could not attend", "were not admitted", "was not admitted", "were not allowed to attend", "was not allowed to attend", "were not permitted to attend", "were excluded",
        "was excluded", "were barred", "was barred", "were not invited", "was not invited", "were turned away", "was turned away", "were asked to leave", "were unable to attend",
    ];

    internal static bool IsHead(string word) => Heads.Contains(word.ToLowerInvariant());

    internal static bool IsSession(string word) => Sessions.Contains(word);

    internal static bool IsMet(string word) => MetVerbs.Contains(word);

    internal static bool IsHeld(string word) => HeldWords.Contains(word);

    /// <summary>A rule of admission at a place: its length and whether those whom it is for follow.</summary>
    internal static (int Length, bool TakesWhom) RuleAt(string text, int at)
    {
        var (length, takesWhom) = Rules.At(text, at);
        return !takesWhom && length > 0 && text.AsSpan(at + length).StartsWith(" to ", StringComparison.Ordinal) ? default : (length, takesWhom);
    }

    /// <summary>A phrase that says somebody was kept out, and where it begins in the range; -1 when there is none.</summary>
    internal static (int At, int Length) Exclusion(string text, int start, int end)
    {
        foreach (var phrase in Excluded)
        {
            var at = text.IndexOf(phrase, start, end - start, StringComparison.OrdinalIgnoreCase);
            if (at >= 0) return (at, phrase.Length);
        }

        return (-1, 0);
    }

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);
}
