using System.Collections.Immutable;
using System.Text;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Core.Telegrams;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;

namespace Concord.Modules.Measures;

/// <summary>
/// What accepting a proposal without a change would record. It never says more than the proposal: a status becomes a stage only when the pack says that it
/// means that stage, and what is to come stays to come.
/// </summary>
internal static class Suggestions
{
    /// <summary>Words by which a sentence names the stage that it expects, by the status they would be once done.</summary>
    private static readonly ImmutableArray<(string Status, ImmutableArray<string> Words)> Ahead =
    [
        ("in-force", ["in force", "into force", "take effect", "takes effect"]),
        ("enacted", ["enact"]),
        ("passed", ["passed", "passage", "pass the", "pass a"]),
        ("signed", ["sign"]),
        ("initialed", ["initial"]),
        ("adopted", ["adopt"]),
        ("approved", ["approv"]),
        ("extended", ["extend"]),
        ("established", ["establish", "set up", "open", "creat"]),
        ("completed", ["complet", "finaliz", "finalis", "finish", "conclud", "held", "hold", "host", "conduct", "train"]),
        ("drafted", ["draft"]),
    ];

    public static Reading Of(Proposal proposal, ProcessInForce process) =>
        proposal.Form == ProposalForm.Fact ? OfFact(proposal, process) : SubjectReadings.Of(proposal, process);

    private static Reading OfFact(Proposal proposal, ProcessInForce process)
    {
        var kind = process.KindOfFact(Kebab(proposal.Kind.ToString()));
        var (form, stage) = Assertion(proposal, kind);
        var country = process.FindMember(proposal.Iso2) ?? process.FindMember(proposal.Country);
        var reading = new Reading(
            kind?.Key,
            proposal.Title,
            [.. proposal.Partners.Select(process.FindMember).Prepend(country).OfType<MemberInForce>().Select(m => m.Id).Distinct()],
            Measure: null,
            form,
            stage?.Id,
            form is AssertionForm.Reached or AssertionForm.Expected ? proposal.Date?.Edtf : null,
            proposal.Polarity switch
            {
                FactPolarity.Positive => Polarity.Affirms,
                FactPolarity.Negative => Polarity.Denies,
                FactPolarity.Conditional => Polarity.Conditional,
            },
            proposal.Status == FactStatus.Possible ? Certainty.Hedged : Certainty.Plain,
            proposal.Speaker,
            process.FindMember(proposal.SpeakerCountry)?.Id)
        {
            Capacity = proposal.Capacity,
            Occasion = proposal.Occasion,
            Said = proposal.Said?.Edtf,
            Covers = proposal.Kind == FactKind.Law ? CoverageReading.Of(proposal.Passage.Exact) : [],
        };
        return form == AssertionForm.Position ? AsPosition(reading, proposal, process)
            : kind is null ? AsRemark(reading, proposal, process)
            : reading;
    }

    /// <summary>Somebody supports, opposes or intends something; the question is put in the words of the sentence, and is a subject of its own unless it is a measure.</summary>
    private static Reading AsPosition(Reading reading, Proposal proposal, ProcessInForce process)
    {
        var asked = reading.Kind is null && process.KindOf(SubjectSort.Question) is { } question ? reading with { Kind = question.Key, Members = [] } : reading;
        return PositionReading.Of(proposal.Passage.Exact) is { } read
            ? asked with
            {
                Title = reading.Kind is null ? Short(read.On) : reading.Title,
                Stance = read.Stance,
                Polarity = reading.Polarity == Polarity.Conditional ? Polarity.Conditional : read.Denied ? Polarity.Denies : Polarity.Affirms,
            }
            : asked with { Stance = proposal.Status == FactStatus.Intended ? Stance.Intends : Stance.Supports };
    }

    /// <summary>A remark on no measure: what it says stands in the way, or the position it takes, else that it was said.</summary>
    private static Reading AsRemark(Reading reading, Proposal proposal, ProcessInForce process)
    {
        var sentence = proposal.Passage.Exact;
        var hopes = proposal.Status is FactStatus.Planned or FactStatus.Pledged or FactStatus.Expected;
        if (!hopes && ObstacleReading.Of(sentence) is { } obstacle)
        {
            return reading with
            {
                Form = AssertionForm.Obstacle,
                Title = Short(obstacle.What),
                Help = obstacle.HelpNeeded,
                Area = (obstacle.To is { } to ? process.AreaOf(to)?.Key : null) ?? process.AreaOf(sentence)?.Key ?? process.AreaOf(proposal.Passage.Prefix + sentence)?.Key,
                Polarity = reading.Polarity == Polarity.Conditional ? Polarity.Conditional : obstacle.Denied ? Polarity.Denies : Polarity.Affirms,
            };
        }

        return PositionReading.Of(sentence) is not null ? AsPosition(reading with { Form = AssertionForm.Position }, proposal, process) : reading;
    }

    private static string Short(string text) => text.Length <= ReadingRules.LongestTitle ? text : text[..ReadingRules.LongestTitle];

    /// <summary>A title as it is compared: letters and digits, lower case, without articles.</summary>
    public static string TitleKey(string title)
    {
        var words = new StringBuilder(title.Length);
        foreach (var c in title.Normalize(NormalizationForm.FormKC))
        {
            _ = words.Append(char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ');
        }

        var key = string.Join(' ', words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => w is not ("a" or "an" or "the")));
        return key[..Math.Min(key.Length, 200)];
    }

    private static (AssertionForm Form, StageInForce? Stage) Assertion(Proposal proposal, KindInForce? kind)
    {
        if (proposal.Status is FactStatus.Supports)
        {
            return (AssertionForm.Position, null);
        }

        if (kind is null)
        {
            return (proposal.Status is FactStatus.Intended ? AssertionForm.Position : AssertionForm.Describes, null);
        }

        var reached = kind.StageOf(Kebab(proposal.Status.ToString()));
        if (reached is not null)
        {
            return (proposal.DateCertainty == DateCertainty.Expected ? AssertionForm.Expected : AssertionForm.Reached, reached);
        }

        return proposal.Status is FactStatus.Expected or FactStatus.Planned or FactStatus.Intended or FactStatus.Pledged or FactStatus.Possible
            && StageAhead(proposal.Passage.Exact, kind) is { } ahead
            ? (AssertionForm.Expected, ahead)
            : (AssertionForm.Describes, null);
    }

    private static StageInForce? StageAhead(string quote, KindInForce kind) => Ahead
        .Where(a => a.Words.Any(w => quote.Contains(w, StringComparison.OrdinalIgnoreCase)))
        .Select(a => kind.StageOf(a.Status))
        .FirstOrDefault(s => s is not null);

    private static string Kebab(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? "-" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));
}
