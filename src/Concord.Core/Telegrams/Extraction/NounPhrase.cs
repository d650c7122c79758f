using System.Collections.Frozen;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>A noun phrase, with the noun that names its kind when that noun is its head.</summary>
/// <param name="First">Its first token, determiner included.</param>
/// <param name="End">After its head noun.</param>
/// <param name="Head">The table's noun at its head, or null.</param>
/// <param name="IsDraft">It is called a draft.</param>
/// <param name="IsNegated">It is denied: <c>no agreement</c>, <c>none</c>, <c>neither</c>.</param>
/// <param name="IsNew">It is called new.</param>
internal sealed record NounPhrase(int First, int End, NounMatch? Head, bool IsDraft, bool IsNegated, bool IsNew)
{
    private static readonly FrozenSet<string> Quantities = new[]
    {
        "number", "series", "range", "variety", "dozen", "dozens", "hundreds", "thousands", "copy", "set", "round", "phase", "part", "half", "package", "types", "several",
        "some", "all", "each", "one", "two", "three", "many", "couple", "scores", "version", "majority", "most", "kind", "total", "pair", "handful", "wave", "string",
    }.ToFrozenSet(StringComparer.Ordinal);

    public string? Kind => Head?.Kind;

    /// <summary>Reads the phrase that begins the range; a preposition that belongs to the verb may come first.</summary>
    public static NounPhrase? Read(Passage passage, TokenRange range, bool skipPreposition)
    {
        var i = Start(passage, range, skipPreposition);
        if (i >= range.End || (passage.Tags[i] is Tag.Prep or Tag.Sub or Tag.Rel && passage.Nouns[i] is null))
        {
            return null;
        }
        var first = i;
        NounMatch? head = null;
        var (draft, negated, isNew, end) = (false, false, false, i);
        while (i < range.End)
        {
            var (token, tag) = (passage.Tokens[i], passage.Tags[i]);
            if (passage.Nouns[i] is { } match && !(token.IsCapital && i > first && match.Kind is "assistance" or "people") && !IsNamed(passage, i, match))
            {
                draft |= match.Kind == "draft" || token.Is("draft");
                head = match.Kind == "draft" && head is not null ? head : head?.Kind == "pilot" && passage.Tokens[i - 1].Is("pilot") ? head : IsPlanToDo(passage, match) ? null : match;
                i = end = Math.Min(match.End, range.End);
                continue;
            }
            if (Stops(passage, i, head, ref end))
            {
                break;
            }
            draft |= token.Lower is "draft" or "proposed" or "planned" or "envisaged" or "prospective" or "future";
            negated |= token.Lower is "no" or "neither" or "none" or "nobody" && i - first < 2;
            isNew |= token.Is("new") || token.Is("newly");
            if (tag is Tag.Open or Tag.Pron or Tag.Number && head is not null && !token.IsCapital && token.Shape == Shape.Word && !token.IsPossessive && token.Lower is not ("itself" or "themselves"))
            {
                if (head.Kind == "draft" && IsNounAhead(passage, i, range.End))
                {
                    i++;
                    continue;
                }
                head = token.Lower.EndsWith("ing", StringComparison.Ordinal) || token.Lower.EndsWith("ed", StringComparison.Ordinal) || IsTimeWord(token.Lower) || (head.Kind == "pilot" && passage.Tokens[i - 1].Is("pilot")) ? head : null;
                if (head is not null)
                {
                    break;
                }
            }
            if (token.IsPossessive)
            {
                head = null;
            }
            i++;
            end = i;
        }
        return new NounPhrase(first, Math.Max(end, first + 1), head, draft, negated, isNew);
    }

    /// <summary><c>Ministry of Defense</c> before another noun is whose that is, not what is meant.</summary>
    private static bool IsNamed(Passage passage, int i, NounMatch match) =>
        passage.Tokens[i].IsCapital && match.End + 2 < passage.Tokens.Length && passage.Tokens[match.End].Lower is "of" or "for" && passage.Tokens[match.End + 1].IsCapital
        && passage.Nouns[match.End + 2] is not null && !passage.Tokens[match.End + 2].IsCapital;

    /// <summary><c>draft anti-trafficking law</c>: the words between lead on to the noun that is meant.</summary>
    private static bool IsNounAhead(Passage passage, int at, int end)
    {
        while (at < end && passage.Nouns[at] is null && passage.Tags[at] is Tag.Open or Tag.Adj && !passage.Tokens[at].IsPossessive)
        {
            at++;
        }
        return at < end && passage.Nouns[at] is { Kind: not "draft" };
    }

    /// <summary><c>a plan to open a shelter</c> is no plan of action; <c>a plan to combat trafficking</c> is.</summary>
    private static bool IsPlanToDo(Passage passage, NounMatch match) =>
        match.Kind == "national-plan" && match.End == match.First + 1 && match.End + 1 < passage.Tokens.Length && passage.Tokens[match.End].Is("to") && passage.Tokens[match.First].Lower is "plan" or "plans"
        && passage.Tokens[match.End + 1].Lower is "open" or "set" or "create" or "establish" or "build" or "train" or "hold" or "sign" or "draft" or "send" or "launch" or "introduce" or "form" or "found" or "host" or "return" or "repatriate" or "recruit" or "hire" or "amend" or "close" or "raise" or "table";

    private static bool IsTimeWord(string lower) => lower is "yesterday" or "today" or "ago" or "alone" or "nationwide" or "onwards" or "abroad" or "overseas" or "home";

    private static int Start(Passage passage, TokenRange range, bool skipPreposition)
    {
        var i = range.First;
        while (i < range.End && (passage.Tags[i] is Tag.Adv or Tag.Conj && passage.Nouns[i] is null || (passage.Tags[i] == Tag.Mark && passage.Tokens[i].Lower is "\"" or "\u201c" or "(" or "$")))
        {
            i++;
        }
        if (skipPreposition && i < range.End && passage.Tokens[i].Lower is "in" or "on" or "at" or "to" or "with" or "for" or "against" or "from" or "as" && passage.Nouns[i] is null)
        {
            i++;
        }
        return i;
    }

    private static bool Stops(Passage passage, int i, NounMatch? head, ref int end)
    {
        var token = passage.Tokens[i];
        switch (passage.Tags[i])
        {
            case Tag.Prep:
                return !(token.Is("of") && i > 0 && head is null && (Quantities.Contains(passage.Tokens[i - 1].Lower) || passage.Tokens[i - 1].Shape == Shape.Number || passage.Tags[i - 1] == Tag.Pron))
                    && !(token.Is("of") && head?.Kind == "draft")
                    && !(token.Lower is "of" or "for" or "on" && head is null && i > 0 && passage.Tokens[i - 1].IsCapital && i + 1 < passage.Tokens.Length && passage.Tokens[i + 1].IsCapital)
                    && !(token.Lower is "about" or "over" or "up" or "to" or "around" or "near" && head is null && i + 2 < passage.Tokens.Length && (passage.Tags[i + 1] is Tag.Number || passage.Tags[i + 2] is Tag.Number));
            case Tag.Rel or Tag.Sub:
                return !token.Is("that") || head is not null;
            case Tag.Conj:
                return head is not null || token.Is("but");
            case Tag.Det or Tag.Adj or Tag.Number:
                return head is not null;
            case Tag.Mark:
                if (token.Lower is "," && head is null && i + 1 < passage.Tokens.Length && passage.Tags[i + 1] is Tag.Adj or Tag.Open && !passage.Tokens[i + 1].IsCapital)
                {
                    return false;
                }
                return !(token.Lower is "\"" or "\u201c" or "\u201d" or "'" or "$" or "&" or "%");
            case Tag.Adv:
                return head is not null;
            default:
                return false;
        }
    }
}
