using System.Globalization;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Core.Telegrams;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Web;

namespace Concord.Modules.Measures;

/// <summary>What is recorded, in words.</summary>
internal static class Words
{
    /// <summary>The word for a value of one of the families that pages show: <c>measures.factstatus-passed</c>.</summary>
    public static string Of<T>(T value) where T : struct, Enum =>
        Texts.Here($"measures.{typeof(T).Name.ToLowerInvariant()}-{value.ToString().ToLowerInvariant()}");

    /// <summary>What a proposal tells of.</summary>
    public static string Kind(Proposal p) => p.Form == ProposalForm.Fact ? Of(p.Kind) : Of(p.Form);

    /// <summary>What the sentence says happened, with its no, its if and its not yet.</summary>
    public static string Status(Proposal p) => p.Form is ProposalForm.Official or ProposalForm.Attendance or ProposalForm.Clause
        ? Texts.Here(p.Polarity == FactPolarity.Negative ? "measures.subject-denied" : "measures.subject-said")
        : p.Polarity == FactPolarity.Positive ? Of(p.Status)
        : Texts.Here("measures.factpolarity-" + p.Polarity.ToString().ToLowerInvariant(), Of(p.Status));

    /// <summary>The date as read, and whether it was or is to be.</summary>
    public static string Date(Proposal p) => p.DateCertainty == DateCertainty.Expected
        ? Texts.Here("measures.date-expected", WhenWords.Of(p.Date))
        : WhenWords.Of(p.Date);

    public static string Figure(ProposedFigure f)
    {
        var value = f.Value.ToString("#,0.###", CultureInfo.InvariantCulture);
        var said = Texts.Here("measures.figure", f.Qualifier is null ? value : f.Qualifier + " " + value, f.Unit, f.What ?? "").TrimEnd();
        said = f.Period is { } period ? Texts.Here("measures.figure-period", said, WhenWords.Of(period)) : said;
        return f.Doubtful ? Texts.Here("measures.figure-doubtful", said) : said;
    }

    /// <summary>What accepting would record, in one sentence.</summary>
    public static string Reading(Reading r, ProcessInForce process)
    {
        var kind = process.Kind(r.Kind);
        if (kind is not null && r.Form == AssertionForm.Involves)
        {
            return Texts.Here("measures.reading-tie", Data.Words(kind.Names), r.Title, r.Who ?? "", Role(r.Role ?? "", process));
        }

        if (kind is not null && r.AsClause)
        {
            return Texts.Here("measures.reading-clause", Data.Words(kind.Names), r.Title);
        }

        if (kind is { Sort: SubjectSort.Meeting or SubjectSort.Session })
        {
            return Texts.Here("measures.reading-subject", Data.Words(kind.Names), r.Title, Texts.Here(r.Polarity == Polarity.Denies ? "measures.says-not" : "measures.reading-yes",
                Texts.Here("measures.reading-" + r.Form.ToString().ToLowerInvariant(), kind.Stage(r.Stage) is { } at ? Data.Words(at.Names) : "")), r.When is { Length: > 0 } day ? WhenWords.Of(day) : WhenWords.Of((When?)null));
        }

        var stage = kind?.Stage(r.Stage) is { } s ? Data.Words(s.Names) : "";
        var said = r.Form switch
        {
            AssertionForm.Position => Texts.Here("measures.says-on-" + (r.Stance ?? Stance.Supports).ToString().ToLowerInvariant(), r.Title),
            AssertionForm.Obstacle => r.Help is { Length: > 0 } help ? Texts.Here("measures.says-obstacle-help", r.Title, help) : Texts.Here("measures.says-obstacle", r.Title),
            _ => string.Join("; ", r.Covers.Select(c => Covering(c.Element, c.Covers)).Prepend(Texts.Here("measures.reading-" + r.Form.ToString().ToLowerInvariant(), stage))),
        };
        said = r.Form is AssertionForm.Position or AssertionForm.Obstacle && r.Polarity == Polarity.Denies ? Texts.Here("measures.says-not", said) : said;
        var whose = r.Members.IsEmpty
            ? Texts.Here("measures.reading-nobody")
            : string.Join(", ", r.Members.Select(process.Member).OfType<MemberInForce>().Select(m => Data.Words(m.Names)));
        return Texts.Here(
            kind is null ? "measures.reading-remark" : "measures.reading-measure",
            kind is null ? "" : Data.Words(kind.Names), whose, said, r.When is { Length: > 0 } when ? WhenWords.Of(when) : WhenWords.Of((When?)null));
    }

    /// <summary>What a statement says of its measure.</summary>
    public static string Assertion(StatementView s, KindInForce? kind)
    {
        var said = s.Assertion.Match(
            reached => Texts.Here("measures.says-reached", Stage(kind, reached.Stage), Dated(reached.When)),
            expected => Texts.Here("measures.says-expected", Stage(kind, expected.Stage), Dated(expected.Due)),
            measured => Texts.Here("measures.says-measured", measured.Value.ToString("#,0.###", CultureInfo.InvariantCulture), measured.Unit, Dated(measured.Period)),
            involves => Tie(involves),
            position => Texts.Here("measures.says-position-" + position.Stance.ToString().ToLowerInvariant()),
            obstacle => obstacle.HelpNeeded is { } help ? Texts.Here("measures.says-obstacle-help", obstacle.What, help) : Texts.Here("measures.says-obstacle", obstacle.What),
            describes => Covered.Parse(describes.Aspect) is { } element ? Covering(element, s.Polarity != Polarity.Denies) : Texts.Here("measures.says-describes"));
        return s.Polarity switch
        {
            Polarity.Denies when s.Assertion is Assertion.Describes { Aspect: { } aspect } && Covered.Parse(aspect) is not null => said,
            Polarity.Denies => Texts.Here("measures.says-not", said),
            Polarity.Conditional => Texts.Here("measures.says-if", said),
            Polarity.Affirms => said,
        };
    }

    /// <summary>What somebody said, in a word that follows the name: supports it, names an obstacle.</summary>
    public static string Short(StatementView s) => s.Assertion switch
    {
        Core.Kernel.Assertion.Position position => Texts.Here($"measures.short-{position.Stance.ToString().ToLowerInvariant()}-{s.Polarity.ToString().ToLowerInvariant()}"),
        _ => Texts.Here("measures.short-obstacle-" + s.Polarity.ToString().ToLowerInvariant()),
    };

    /// <summary>What is said that a law covers, or does not.</summary>
    public static string Covering(CoverageElement element, bool covers) => Texts.Here(covers ? "measures.says-covers" : "measures.says-covers-not", Of(element));

    /// <summary>A role as Concord or the pack names it, else as written: the title of an office.</summary>
    public static string Role(string role, ProcessInForce? process) =>
        process?.RoleNames(role) is { } names && Data.Words(names) is { Length: > 0 } name ? name
            : Ties.IsRead(role) ? Texts.Here("measures.role-" + role)
            : role;

    private static string Tie(Assertion.Involves tie) => tie.Role == "partner"
        ? Texts.Here("measures.says-involves", tie.Who)
        : Texts.Here("measures.says-tie", tie.Who, Role(tie.Role, null));

    /// <summary>A measure's standing, and no more than is certain.</summary>
    public static string Standing(Standing standing, KindInForce? kind) => (standing.Certainly, standing.Possibly) switch
    {
        ({ } certain, { } possible) when certain != possible => Texts.Here("measures.standing-both", Stage(kind, certain), Stage(kind, possible)),
        ({ } certain, _) => Texts.Here("measures.standing-is", Stage(kind, certain)),
        (null, { } possible) => Texts.Here("measures.standing-perhaps", Stage(kind, possible)),
        _ => Texts.Here("measures.standing-none"),
    };

    public static string Expectation(Expectation e, KindInForce? kind)
    {
        var stage = Stage(kind, e.Stage);
        var due = WhenWords.Of(e.Due);
        return e.State switch
        {
            ExpectationState.Met when e.DaysLate > 0 => Texts.Here("measures.expectation-late", stage, due, e.DaysLate),
            ExpectationState.Met when e.DaysEarly > 0 => Texts.Here("measures.expectation-early", stage, due, e.DaysEarly),
            ExpectationState.Overdue => Texts.Here("measures.expectation-overdue", stage, due, e.DaysLate),
            _ => Texts.Here("measures.expectation-" + e.State.ToString().ToLowerInvariant(), stage, due),
        };
    }

    public static string Stage(KindInForce? kind, StageId id) => kind?.Stage(id) is { } s ? Data.Words(s.Names) : id.Value;

    /// <summary>The time that a statement speaks of, if it gives one.</summary>
    public static When? WhenOf(StatementView s) => s.Assertion.Match(
        reached => reached.When, expected => expected.Due, measured => measured.Period, _ => null, _ => null, _ => null, _ => null as When);

    /// <summary>How the speaker is known.</summary>
    public static string How(StatementView s) => s.Attribution is { } known ? Of(known) : Texts.Here("measures.attribution-reviewer");

    /// <summary>Whether it is so, and how sure the speaker was.</summary>
    public static string Sure(StatementView s) => Texts.Here("measures.sure-" + s.Polarity.ToString().ToLowerInvariant() + "-" + s.Certainty.ToString().ToLowerInvariant());

    /// <summary>How two measures compare in one trait.</summary>
    public static string Of(LikenessReason reason) =>
        Texts.Here($"measures.like-{reason.Trait.ToString().ToLowerInvariant()}-{reason.Agreement.ToString().ToLowerInvariant()}");

    /// <summary>Points with their sign.</summary>
    public static string Points(int points) => points.ToString("+0;−0;0", CultureInfo.InvariantCulture);

    public static string Percent(double share) => Texts.Here("measures.percent", Math.Round(share * 100).ToString(CultureInfo.InvariantCulture));

    private static string Dated(When? when) => when is null ? Texts.Here("measures.says-undated") : WhenWords.Of(when);
}
