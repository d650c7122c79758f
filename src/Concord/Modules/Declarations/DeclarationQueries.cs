using System.Collections.Immutable;
using Concord.Core.Declarations;
using Concord.Core.Kernel;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Plan.Contracts;
using Concord.Platform;

namespace Concord.Modules.Declarations;

/// <summary>A declaration in the list.</summary>
/// <param name="Dates">Of the last stage that anybody says it reached, side by side.</param>
internal sealed record DeclarationLine(SubjectView Declaration, ImmutableArray<When> Dates, int Provisions);

/// <summary>That it reached a stage, or is to.</summary>
internal sealed record StageSaid(StageInForce Stage, When? When, SubjectStatement By);

/// <summary>A declaration with everything that is said of it.</summary>
/// <param name="Meetings">Meetings on whose days a source has it signed, or that the sentence of a signature names.</param>
internal sealed record DeclarationPage(
    SubjectView Declaration, ImmutableArray<Provision> Provisions, ImmutableArray<StageSaid> Reached, ImmutableArray<StageSaid> Expected,
    ImmutableArray<(SubjectView Meeting, SubjectStatement By)> Meetings, ImmutableArray<SubjectStatement> Others)
{
    public ImmutableDictionary<StatementId, SubjectStatement> ById { get; } = Declaration.Statements.ToImmutableDictionary(s => s.Id);
}

/// <summary>Declarations out of the statements that this person may see.</summary>
internal sealed class DeclarationQueries(IReviews reviews, TimeProvider clock)
{
    private DateOnly Today => clock.Today();

    /// <summary>All, as they stood on a day as far as was known on a day.</summary>
    public async Task<Result<ImmutableArray<DeclarationLine>>> ListAsync(Permit permit, DateOnly on, DateOnly known, CancellationToken ct) =>
        (await AskAsync(permit, [SubjectSort.Declaration], on, known, ct).ConfigureAwait(false)).Map<ImmutableArray<DeclarationLine>>(found =>
            [.. found.Subjects.Select(d => new DeclarationLine(d, [.. Latest(d).Select(r => r.When).OfType<When>().DistinctBy(w => w.Edtf)], ProvisionsOf(d).Length))]);

    /// <summary>One; refused with <c>declaration.unknown</c>.</summary>
    public async Task<Result<DeclarationPage>> PageAsync(Permit permit, MeasureId id, CancellationToken ct) =>
        (await AskAsync(permit, [SubjectSort.Declaration, SubjectSort.Meeting], Today, Today, ct).ConfigureAwait(false)).Then<DeclarationPage>(found =>
            found.Subjects.FirstOrDefault(s => s.Sort == SubjectSort.Declaration && s.Parts.Contains(id)) is { } declaration
                ? Lay(found, declaration)
                : new Refusal("declaration.unknown"));

    private Task<Result<SubjectsFound>> AskAsync(Permit permit, ImmutableArray<SubjectSort> sorts, DateOnly on, DateOnly known, CancellationToken ct) =>
        reviews.SubjectsAsync(permit, new SubjectsAsked(sorts, on, known), ct);

    private static DeclarationPage Lay(SubjectsFound found, SubjectView d) => new(
        d,
        ProvisionsOf(d),
        Stages(d, d.Reached),
        Stages(d, d.Expected),
        [
            .. from meeting in found.Subjects
               where meeting.Sort == SubjectSort.Meeting
               from reached in d.Reached
               where meeting.SawSigned(reached.When, reached.By)
               group reached.By by meeting into there
               select (there.Key, there.First()),
        ],
        [.. d.Statements.Where(s => s.Assertion is Assertion.Describes { AsClause: false } or Assertion.Position or Assertion.Obstacle || s.Polarity != Polarity.Affirms)]);

    private static ImmutableArray<StageSaid> Stages(SubjectView d, IEnumerable<(StageId Stage, When? When, SubjectStatement By)> said) =>
        [.. said.Where(r => d.Kind.Stage(r.Stage) is not null).Select(r => new StageSaid(d.Kind.Stage(r.Stage)!, r.When, r.By))];

    private static ImmutableArray<Provision> ProvisionsOf(SubjectView d) => DeclarationProvisions.Of(
        from s in d.Statements
        let text = s.Assertion as Assertion.Describes
        where text is { AsClause: true } && s is { Passage: not null, Polarity: Polarity.Affirms }
        select new ClauseSaid(s.Id, text.Text, s.Passage!.Source, s.Passage.Paragraph, s.Passage.At.Start, s.Known));

    private static IEnumerable<(StageId Stage, When? When, SubjectStatement By)> Latest(SubjectView d)
    {
        var order = d.Kind.Stages.Select(s => s.Id).ToList();
        return d.Reached.GroupBy(r => order.IndexOf(r.Stage)).OrderByDescending(g => g.Key).FirstOrDefault() ?? Enumerable.Empty<(StageId, When?, SubjectStatement)>();
    }
}
