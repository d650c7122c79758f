using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Telegrams;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Db;

namespace Concord.Modules.Measures;

/// <summary>A reading that holds together with the process in force.</summary>
/// <param name="When">When it was reached, or is due.</param>
/// <param name="Said">When it was said.</param>
internal sealed record CheckedReading(Reading Reading, KindInForce? Kind, When? When, When? Said)
{
    public Assertion ToAssertion(Proposal proposal) => Reading.Form switch
    {
        AssertionForm.Reached when Reading.Stage is { } stage => new Assertion.ReachedStage(stage, When),
        AssertionForm.Expected when Reading.Stage is { } stage => new Assertion.ExpectedStage(stage, When),
        AssertionForm.Position => new Assertion.Position(Reading.Title.Trim(), Reading.Stance ?? Stance.Supports),
        AssertionForm.Obstacle => new Assertion.Obstacle(Reading.Title.Trim(), string.IsNullOrWhiteSpace(Reading.Help) ? null : Reading.Help.Trim()),
        AssertionForm.Involves => new Assertion.Involves(Reading.Who!.Trim(), Reading.Role!.Trim()),
        _ => new Assertion.Describes(proposal.Passage.Exact, Reading.AsClause ? Assertion.Describes.Clause : null),
    };
}

internal static class ReadingRules
{
    public const int LongestTitle = 2000;

    private const string TooLong = "when.too-long";

    /// <summary>Everything that is wrong with it at once.</summary>
    public static Result<CheckedReading> Check(Reading reading, ProcessInForce process)
    {
        var faults = ImmutableArray.CreateBuilder<Refusal>();
        var kind = process.Kind(reading.Kind);
        if (string.IsNullOrWhiteSpace(reading.Title))
        {
            faults.Add(new Refusal("review.title-missing"));
        }
        else if (reading.Title.Length > LongestTitle)
        {
            faults.Add(new Refusal("review.title-too-long"));
        }

        if (reading.Kind is not null && kind is null)
        {
            faults.Add(new Refusal("review.kind-unknown", reading.Kind));
        }

        if (reading.Form is AssertionForm.Reached or AssertionForm.Expected && kind?.Stage(reading.Stage) is null)
        {
            faults.Add(reading.Stage is { } stage && kind is not null ? new Refusal("review.stage-unknown", stage.Value) : new Refusal("review.stage-missing"));
        }

        if (reading.Form is AssertionForm.Involves && (string.IsNullOrWhiteSpace(reading.Who) || string.IsNullOrWhiteSpace(reading.Role)))
        {
            faults.Add(new Refusal("review.who-missing"));
        }

        if (reading.Form is AssertionForm.Measured)
        {
            faults.Add(new Refusal("review.form-unknown"));
        }

        if (reading.Help?.Length > LongestTitle)
        {
            faults.Add(new Refusal("review.help-too-long"));
        }

        if (reading.Area is not null && process.Area(reading.Area) is null)
        {
            faults.Add(new Refusal("review.area-unknown", reading.Area));
        }

        if (reading.Covers.GroupBy(c => c.Element).Any(g => g.Count() > 1))
        {
            faults.Add(new Refusal("review.covers-both"));
        }

        faults.AddRange(reading.Members.Where(m => process.Member(m) is null).Select(_ => new Refusal("review.member-unknown")).Distinct());
        if (reading.SpeakerMember is { } speaker && process.Member(speaker) is null)
        {
            faults.Add(new Refusal("review.member-unknown"));
        }

        var when = Date(reading.When, faults.Add);
        var said = Date(reading.Said, fault => faults.Add(fault.Code == TooLong ? new Refusal("review.said-too-long", fault.Args[0]) : new Refusal("review.said-unreadable", reading.Said!.Trim())));
        return faults.Count > 0 ? faults.ToImmutable() : new CheckedReading(reading, kind, when, said);
    }

    private static When? Date(string? text, Action<Refusal> fault)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return When.Parse(text.Trim()).Then<When>(w => w.Edtf.Length > Lengths.Date ? new Refusal(TooLong, w.Edtf[..20]) : w).Match<When?>(w => w, refusals =>
        {
            refusals.ToList().ForEach(fault);
            return null;
        });
    }
}
