using System.Collections.Immutable;

namespace Concord.Core.Measures;

/// <summary>What a sentence says that a law covers of the Protocol's definition, and what it does not: proposed, for a person to decide.</summary>
public static class CoverageReading
{
    private static readonly ImmutableArray<string> Covers =
    [
        "include", "includes", "included", "including", "cover", "covers", "covered", "covering", "criminalize*", "criminalise*", "criminalizing", "criminalising", "prohibit*", "outlaw*", "ban", "bans", "banned", "banning",
        "punish*", "penalize*", "penalise*", "define*", "defining", "definition", "recognize*", "recognise*", "protect", "protects", "protected", "protecting", "apply to", "applies to", "applied to", "apply only to", "applies only to", "applied only to", "extend to", "extends to", "extended to", "extends", "extended",
        "address", "addresses", "addressed", "exclude", "excludes", "excluded", "excluding", "omit", "omits", "omitted", "leaves out", "left out", "ignores", "limited to", "restricted to", "forbid*", "makes", "made", "speaks of", "speak of", "provides that", "states that",
    ];

    private static readonly ImmutableArray<string> LeavesOut =
        ["exclude", "excludes", "excluded", "excluding", "omit", "omits", "omitted", "leaves out", "left out", "ignores", "ignored", "except", "except for", "other than", "but not", "without"];

    private static readonly ImmutableArray<string> Only = ["only", "limited to", "restricted to", "solely", "exclusively", "no one but", "nothing but"];

    private static readonly ImmutableArray<string> Not = ["not", "no", "never", "neither", "nor", "fails to", "failed to", "cannot", "doesn't", "don't", "didn't", "isn't", "aren't", "no longer"];

    private static readonly ImmutableArray<(CoverageElement Element, ImmutableArray<string> Words)> Elements =
    [
        (CoverageElement.Recruitment, ["recruit", "recruiting", "recruitment", "recruits"]),
        (CoverageElement.Transport, ["transport", "transporting", "transportation", "transports"]),
        (CoverageElement.Transfer, ["transfer", "transferring", "transfers"]),
        (CoverageElement.Harbouring, ["harbor", "harbour", "harboring", "harbouring", "harbors", "harbours", "sheltering traffickers"]),
        (CoverageElement.Receipt, ["receipt of persons", "receipt", "receiving persons", "receiving victims", "receiving"]),
        (CoverageElement.Force, ["use of force", "threat of force", "threat or use of force", "threats", "force or", "violence"]),
        (CoverageElement.Coercion, ["coercion", "coerced", "coercing", "coercive"]),
        (CoverageElement.Abduction, ["abduction", "abductions", "abducting", "kidnapping", "kidnap"]),
        (CoverageElement.Fraud, ["fraud", "fraudulent"]),
        (CoverageElement.Deception, ["deception", "deceit", "deceiving", "deceptive"]),
        (CoverageElement.AbuseOfPower, ["abuse of power", "abuse of authority", "abuse of a position", "position of vulnerability", "abuse of vulnerability", "vulnerability"]),
        (CoverageElement.Payment, ["giving or receiving of payments", "payments", "payment or benefits", "payment"]),
        (CoverageElement.SexualExploitation, ["sexual exploitation", "exploitation of prostitution", "forced prostitution", "prostitution", "sex trafficking", "commercial sex", "pornography"]),
        (CoverageElement.ForcedLabour, ["forced labor", "forced labour", "labor trafficking", "labour trafficking", "labor exploitation", "labour exploitation", "trafficking for labor", "trafficking for labour", "forced work", "forced services", "forced domestic work", "exploitative labor", "exploitative labour"]),
        (CoverageElement.Slavery, ["slavery", "debt bondage", "bonded labor", "bonded labour", "bondage"]),
        (CoverageElement.Servitude, ["servitude"]),
        (CoverageElement.OrganRemoval, ["removal of organs", "organ removal", "organs", "organ trafficking", "organ harvesting", "organ trade"]),
        (CoverageElement.ForcedMarriage, ["forced marriage", "forced marriages", "servile marriage", "bride trafficking", "trafficking of brides", "trafficking for marriage"]),
        (CoverageElement.ForcedBegging, ["begging"]),
        (CoverageElement.Adoption, ["illegal adoption", "illegal adoptions", "adoption"]),
        (CoverageElement.AllForms, ["all forms of trafficking", "all forms of human trafficking", "all forms of exploitation", "every form of trafficking", "any form of trafficking", "all forms", "all kinds of trafficking", "all types of trafficking"]),
        (CoverageElement.Women, ["women", "woman", "girls", "females", "female victims"]),
        (CoverageElement.Men, ["men", "man", "males", "male", "male victims", "boys and men", "both sexes", "all persons regardless of sex"]),
        (CoverageElement.Children, ["children", "child", "minors", "minor", "boys", "girls", "juveniles", "persons under 18", "persons under eighteen"]),
        (CoverageElement.ConsentIrrelevant, ["consent of the victim", "consent of a victim", "victim's consent", "victims' consent", "consent"]),
        (CoverageElement.Attempt, ["attempt", "attempts", "attempted trafficking", "attempting"]),
        (CoverageElement.Accomplices, ["accomplice", "accomplices", "accessories", "aiding and abetting", "abetting", "complicity", "accessory"]),
        (CoverageElement.Organising, ["organizing", "organising", "organizers", "organisers", "directing others", "masterminds", "ringleaders", "criminal groups"]),
        (CoverageElement.Internal, ["internal trafficking", "domestic trafficking", "trafficking within the country", "inside the country", "within the country"]),
    ];

    private static readonly ImmutableArray<CoverageElement> People = [CoverageElement.Women, CoverageElement.Men, CoverageElement.Children];

    /// <summary>
    /// Reads it; nothing when the sentence does not say that a law covers or leaves out anything. Words before the verb count only where the verb is passive
    /// ("men are covered"): the title of a law is not what it covers. "Only women and children" says that men are not covered. Never throws; linear.
    /// </summary>
    public static ImmutableArray<Covered> Of(string sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        var said = new SaidWords(sentence);
        var (verb, length) = said.First(Covers);
        if (verb < 0)
        {
            return [];
        }

        // each verb denies for itself: "does not cover men but punishes forced labour"; before the first, only what is the subject of a passive counts
        var passive = said[verb - 1] is "is" or "are" or "was" or "were" or "be" or "been" or "not" && (said[verb].EndsWith("ed", StringComparison.Ordinal) || said[verb].EndsWith("able", StringComparison.Ordinal));
        var found = new SortedDictionary<CoverageElement, bool>();
        var denied = Denies(said, verb, 0);
        var last = verb;
        for (var i = passive ? 0 : verb + length; i < said.Count; i++)
        {
            if (i > last && (said.AtAny(i, Covers) > 0 || said.AtAny(i, LeavesOut) > 0))
            {
                denied = Denies(said, i, last + 1);
                last = i;
            }
            else
            {
                foreach (var (element, _) in Elements.Where(e => said.AtAny(i, e.Words) > 0))
                {
                    found[element] = !denied;
                }
            }
        }

        // consent that does not count is what the article asks for
        if (found.ContainsKey(CoverageElement.ConsentIrrelevant))
        {
            _ = said.Has(["irrelevant", "regardless", "immaterial", "whatever", "not a defense", "not a defence", "does not matter", "no defense", "no defence"])
                ? found[CoverageElement.ConsentIrrelevant] = true
                : found.Remove(CoverageElement.ConsentIrrelevant);
        }

        if (said.Has(Only) && found.Any(f => f.Value && People.Contains(f.Key)))
        {
            foreach (var left in People.Where(p => !found.ContainsKey(p)))
            {
                found[left] = false;
            }
        }

        return [.. found.Select(f => new Covered(f.Key, f.Value))];
    }

    private static bool Denies(SaidWords said, int verb, int from) => said.AtAny(verb, LeavesOut) > 0 != said.Has(Not, Math.Max(from, verb - 4), verb);
}
