namespace Concord.Core.Telegrams.Extraction;

/// <summary>Whether a word that may be a verb, a noun or an adjective is a verb where it stands.</summary>
internal static class VerbReading
{
    public static bool IsVerb(Token[] tokens, Tag[] tags, NounMatch?[] nouns, TokenRange sentence, int i)
    {
        if (tags[i] is not (Tag.Open or Tag.Adj) || tokens[i].Shape != Shape.Word)
        {
            return false;
        }
        var forms = FormsOf(tokens[i].Lower);
        if (forms == Form.None || tokens[i].IsCapital || IsTerm(tokens, sentence, i))
        {
            return false;
        }
        var before = BeforeAdverbs(tokens, tags, sentence, i);
        var previous = before < sentence.First ? Tag.Mark : tags[before];
        var next = i + 1 < sentence.End ? tags[i + 1] : Tag.Mark;
        if ((forms & (Form.Past | Form.Participle)) != 0)
        {
            return !IsAdjective(tokens, tags, nouns, sentence, i, before, previous, next);
        }
        return IsPresent(tokens, tags, nouns, sentence, i, forms, before, previous, next);
    }

    /// <summary>Forms of exploitation that the field names with a participle: the word is never the clause's verb.</summary>
    private static bool IsTerm(Token[] tokens, TokenRange sentence, int i) =>
        tokens[i].Lower is "forced" or "bonded" && i + 1 < sentence.End
        && tokens[i + 1].Lower is "labor" or "labour" or "marriage" or "marriages" or "begging" or "prostitution" or "work" or "services" or "criminality" or "recruitment" or "return" or "returns";

    private static Form FormsOf(string lower)
    {
        var forms = Form.None;
        foreach (var reading in Verbs.Of(lower))
        {
            forms |= reading.Form;
        }
        return forms == Form.None && Verbs.Guess(lower) is { } guess ? guess.Form : forms & ~Form.Ing;
    }

    private static int BeforeAdverbs(Token[] tokens, Tag[] tags, TokenRange sentence, int i)
    {
        var at = i - 1;
        while (at >= sentence.First && (tokens[at].Lower is "\"" or "\u201c" or "\u201d" || tags[at] is Tag.Adv or Tag.Neg || (tags[at] == Tag.Open && tokens[at].Lower.EndsWith("ly", StringComparison.Ordinal) && tokens[at].Lower.Length > 4 && Verbs.Of(tokens[at].Lower).Length == 0 && !tokens[at].IsCapital)))
        {
            at--;
        }
        return at;
    }

    private static bool IsAdjective(Token[] tokens, Tag[] tags, NounMatch?[] nouns, TokenRange sentence, int i, int before, Tag previous, Tag next)
    {
        if (before < sentence.First)
        {
            return next is Tag.Open or Tag.Adj && i == sentence.First;
        }
        var isNounNext = (next is Tag.Open or Tag.Adj && !IsAdverbLike(tokens, i + 1)) || (i + 1 < sentence.End && nouns[i + 1] is not null);
        return previous switch
        {
            Tag.Det when tokens[before].Is("neither") => false,
            Tag.Det => !tokens[before].Lower.Equals("all", StringComparison.Ordinal) && !tokens[before].Lower.Equals("each", StringComparison.Ordinal) && tokens[before].Lower is not ("this" or "that" or "both" or "some" or "many" or "several" or "these" or "those") || isNounNext,
            Tag.Number when before == sentence.First || tags[before - 1] is Tag.Adv or Tag.Mark or Tag.Conj or Tag.Rel => false,
            Tag.Adj or Tag.Number => isNounNext && next is not Tag.Det,
            Tag.Prep => true,
            Tag.Open when tokens[before].IsPossessive => true,
            Tag.Be or Tag.Have => false,
            Tag.Open when before > sentence.First && (tokens[before - 1].Is("to") || tags[before - 1] == Tag.Modal) => isNounNext,
            _ => false,
        };
    }

    private static bool IsAdverbLike(Token[] tokens, int i) => tokens[i].Lower.EndsWith("ly", StringComparison.Ordinal);

    private static bool IsPresent(Token[] tokens, Tag[] tags, NounMatch?[] nouns, TokenRange sentence, int i, Form forms, int before, Tag previous, Tag next)
    {
        if (before >= sentence.First && tokens[before].Lower is "neither" or "nor")
        {
            return true;
        }
        if (before < sentence.First || previous is Tag.Det or Tag.Adj or Tag.Prep or Tag.Number or Tag.Have or Tag.Be || tokens[before].IsPossessive || tokens[before].Is("to"))
        {
            return false;
        }
        var isThird = (forms & Form.Third) != 0;
        var takesObject = next is Tag.Det or Tag.Pron or Tag.Number || (i + 1 < sentence.End && (tokens[i + 1].Lower is "to" or "that" || tokens[i + 1].IsCapital
            || tokens[i + 1].Lower.EndsWith("ing", StringComparison.Ordinal) || tokens[i + 1].Is("\"")));
        if (!isThird && previous == Tag.Pron && tokens[before].Lower is "it" or "he" or "she" or "him" or "them" or "us")
        {
            return false;
        }
        if (previous == Tag.Pron || (previous == Tag.Rel && !tokens[before].Is("where")))
        {
            return true;
        }
        var isStrong = nouns[i] is null && !IsKnownNoun(tokens[i].Lower);
        if (i + 1 < sentence.End && next == Tag.Open && tokens[i + 1].Lower.EndsWith("ed", StringComparison.Ordinal) && previous is Tag.Open or Tag.Conj && !IsTerm(tokens, sentence, i + 1))
        {
            return false;
        }
        if (isThird && !isStrong && IsObjectOfVerb(tokens, sentence, before))
        {
            return false;
        }
        if (isThird && tokens[i].Lower is "supports" or "lacks" or "needs" or "plans" or "offers" && tokens[before].IsCapital && !IsObjectOfVerb(tokens, sentence, before) && next is Tag.Adj or Tag.Open)
        {
            return true;
        }
        if (isThird)
        {
            return previous is Tag.Open or Tag.Conj or Tag.Mark && (takesObject || (isStrong && (previous != Tag.Mark || tokens[i].Lower is "remains" or "exists" or "awaits" or "continues" or "contains" or "includes" or "requires")));
        }
        var plural = previous == Tag.Open && tokens[before].Lower.EndsWith('s');
        return (plural || tokens[before].Lower is "police" or "people" or "women" or "children") && takesObject && previous != Tag.Mark;
    }

    /// <summary><c>denied reports that</c>, <c>denied press reports that</c>: right after a verb stands its object.</summary>
    private static bool IsObjectOfVerb(Token[] tokens, TokenRange sentence, int before) =>
        IsPast(tokens, before) || (before > sentence.First && !tokens[before].IsCapital && IsPast(tokens, before - 1));

    private static bool IsPast(Token[] tokens, int i) => !tokens[i].IsCapital && (FormsOf(tokens[i].Lower) & Form.Past) != 0;

    /// <summary>Forms that are far more often nouns than verbs in this register.</summary>
    private static bool IsKnownNoun(string lower) => lower is
        "supports" or "reports" or "plans" or "notes" or "states" or "claims" or "offers" or "needs" or "hopes" or "aims" or "demands" or "requests" or "calls" or "works" or
        "costs" or "causes" or "changes" or "increases" or "measures" or "results" or "challenges" or "remarks" or "comments" or "details" or "estimates" or "approaches" or
        "attempts" or "raids" or "checks" or "visits" or "reviews" or "drafts" or "records" or "shelters" or "funds" or "grants" or "returns" or "transfers" or "charges" or
        "concerns" or "limits" or "lists" or "moves" or "signs" or "forms" or "orders" or "names" or "forces" or "cases" or "lacks" or "files" or "fines" or "trains" or "marks" or
        "hosts" or "judges" or "permits" or "leads" or "acts" or "aids" or "helps" or "projects" or "registers" or "schools" or "rests" or "shares" or "leaves" or "lies" or "sets" or "faces" or "links" or "points" or "posts" or "turns" or "uses" or "votes" or "waits" or "surveys" or "stages" or "targets" or "numbers" or "questions" or "guides";
}
