using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Concord.Platform.Web.Components;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Measures;

/// <summary>A proposal as it should have been read; what is recorded is the change, and the proposal stays as it was.</summary>
[Asks(Doing.Review), Shows("source")]
internal sealed class ChangeProposalPage(ReviewQueries review, DecideProposal decide, RecordedFields recorded, TimeProvider clock) : AskingPage
{
    private const string NoKind = "";

    private static readonly ImmutableArray<string> Fields =
        ["", "form", "who", "stage", "when", "polarity", "certainty", "title", "stance", "help", "area", "covers", "covers-not", "members", "measure", "speaker", "capacity", "speaker-member", "occasion", "said", "why"];

    private static readonly ImmutableArray<string> More = ["stance", "help", "area", "covers", "covers-not"];

    public ReviewPage View { get; private set; } = null!;

    public ReviewItem Item { get; private set; } = null!;

    /// <summary>What another decided while this was typed; null when nobody did.</summary>
    public Overtaken? Overtaken { get; private set; }

    [BindProperty(Name = "seen")]
    public long Seen { get; set; }

    [BindProperty(Name = "title")]
    public string? Title { get; set; }

    [BindProperty(Name = "form")]
    public AssertionForm Form { get; set; }

    /// <summary>Kind and stage in one answer, <c>law/passed</c>, since what stages there are hangs on the kind.</summary>
    [BindProperty(Name = "stage")]
    public string? Stage { get; set; }

    [BindProperty(Name = "when")]
    public string? When { get; set; }

    [BindProperty(Name = "stance")]
    public Stance Stance { get; set; }

    [BindProperty(Name = "help")]
    public string? Help { get; set; }

    [BindProperty(Name = "area")]
    public string? Area { get; set; }

    /// <summary>What the law is said to cover.</summary>
    [BindProperty(Name = "covers")]
    public List<CoverageElement> Covers { get; set; } = [];

    /// <summary>What the law is said not to cover.</summary>
    [BindProperty(Name = "covers-not")]
    public List<CoverageElement> CoversNot { get; set; } = [];

    /// <summary>The part of the form for positions, obstacles and laws holds something, and stands open.</summary>
    public bool HasMore => Form is AssertionForm.Position or AssertionForm.Obstacle || Covers.Count + CoversNot.Count > 0
        || More.Any(f => ModelState[f]?.Errors.Count > 0);

    [BindProperty(Name = "members")]
    public List<Guid> Members { get; set; } = [];

    [BindProperty(Name = "measure")]
    public Guid? Measure { get; set; }

    [BindProperty(Name = "polarity")]
    public Polarity Polarity { get; set; }

    [BindProperty(Name = "certainty")]
    public Certainty Certainty { get; set; }

    [BindProperty(Name = "speaker")]
    public string? Speaker { get; set; }

    [BindProperty(Name = "speaker-member")]
    public Guid? SpeakerMember { get; set; }

    [BindProperty(Name = "capacity")]
    public string? Capacity { get; set; }

    [BindProperty(Name = "occasion")]
    public string? Occasion { get; set; }

    [BindProperty(Name = "said")]
    public string? SaidOn { get; set; }

    [BindProperty(Name = "why")]
    public string? Why { get; set; }

    /// <summary>The reader came from the review and goes on with it.</summary>
    [BindProperty(Name = "from", SupportsGet = true)]
    public string? From { get; set; }

    public bool Reviewing => From == "review";

    public string BackHref => Reviewing ? ReviewLinks.At(View.Source.Summary.Id, Item.Number, clock.GetUtcNow()) : SourceLinks.Proposal(View.Source.Summary.Id, Item.Number);

    /// <summary>Of Involves, who: a body, a party to a meeting.</summary>
    [BindProperty(Name = "who")]
    public string? Who { get; set; }

    /// <summary>Of Involves, the title of the office, or the role.</summary>
    [BindProperty(Name = "role")]
    public string? Role { get; set; }

    public bool IsTie => Item.Suggested.Form == AssertionForm.Involves;

    public IReadOnlyList<Choice> Forms =>
    [
        .. new[] { AssertionForm.Involves }.Where(_ => IsTie)
            .Concat([AssertionForm.Reached, AssertionForm.Expected, AssertionForm.Position, AssertionForm.Obstacle, AssertionForm.Describes])
            .Select(f => new Choice(f.ToString(), Words.Of(f), Texts.Here("measures.form-hint-" + f.ToString().ToLowerInvariant()))),
    ];

    public IReadOnlyList<Choice> Stages =>
    [
        new(NoKind, Texts.Here("measures.no-measure")),
        .. View.Process.Kinds.SelectMany(k => k.Stages.Select(s => new Choice(
            $"{k.Key}/{s.Id.Value}", Texts.Here("measures.kind-stage", Data.Words(k.Names), Data.Words(s.Names))))
            .Append(new Choice(k.Key + "/", Texts.Here("measures.kind-alone", Data.Words(k.Names))))),
    ];

    public IReadOnlyList<Choice> Areas =>
    [
        new("", Texts.Here("measures.area-none")),
        .. View.Process.Phases.SelectMany(p => p.Areas.Select(a => new Choice(a.Key, $"{Data.Words(p.ShortNames)} {a.Number}: {Data.Words(a.Names)}", IsData: true))),
    ];

    public IReadOnlyList<Choice> Elements { get; } = [.. Covered.Elements.Select(e => new Choice(e.ToString(), Words.Of(e)))];

    public IReadOnlyList<Choice> MemberChoices =>
        [.. View.Process.Members.Select(m => new Choice(m.Id.Value.ToString("D"), Data.Words(m.Names), IsData: true))];

    public IReadOnlyList<Choice> Measures =>
        [new("", Texts.Here("measures.new-measure")), .. Item.Existing.Select(m => new Choice(m.Id.Value.ToString("D"), m.Title, IsData: true))];

    public Task<IActionResult> OnGetAsync(Guid id, Guid proposal, CancellationToken ct) => ShowAsync(
        permit => FindAsync(permit, id, proposal, ct),
        item =>
        {
            var r = item.Suggested;
            (Seen, Title, Form, When, Speaker) = (item.Seen, r.Title, r.Form, r.When, r.Speaker);
            Stage = r.Kind is null ? NoKind : $"{r.Kind}/{r.Stage?.Value}";
            Members = [.. r.Members.Select(m => m.Value)];
            (Capacity, Occasion, SaidOn) = (r.Capacity, r.Occasion, r.Said);
            (Who, Role) = (r.Who, r.Role);
            (Stance, Help, Area) = (r.Stance ?? Stance.Supports, r.Help, r.Area);
            Covers = [.. r.Covers.Where(c => c.Covers).Select(c => c.Element)];
            CoversNot = [.. r.Covers.Where(c => !c.Covers).Select(c => c.Element)];
            (Measure, Polarity, Certainty, SpeakerMember) = (r.Measure?.Value, r.Polarity, r.Certainty, r.SpeakerMember?.Value);
            return Page();
        });

    public Task<IActionResult> OnPostAsync(Guid id, Guid proposal, CancellationToken ct) => GoOnAsync(
        permit => FindAsync(permit, id, proposal, ct),
        async (permit, item) =>
        {
            var kindAndStage = (Stage ?? NoKind).Split('/');
            var reading = new Reading(
                kindAndStage[0].Length == 0 ? null : kindAndStage[0],
                Title ?? "",
                [.. Members.Select(m => new MemberId(m))],
                Measure is { } measure ? new MeasureId(measure) : null,
                Form,
                kindAndStage is [_, { Length: > 0 } stage] ? new StageId(stage) : null,
                When, Polarity, Certainty,
                string.IsNullOrWhiteSpace(Speaker) ? null : Speaker.Trim(),
                SpeakerMember is { } speaker ? new MemberId(speaker) : null)
            {
                Who = Who,
                Role = Role,
                AsClause = item.Suggested.AsClause && Form == AssertionForm.Describes,
                Capacity = Capacity,
                Occasion = Occasion,
                Said = SaidOn,
                Stance = Stance,
                Help = Help,
                Area = Form == AssertionForm.Obstacle && !string.IsNullOrEmpty(Area) ? Area : null,
                Covers = [.. Covers.Select(e => new Covered(e, true)), .. CoversNot.Select(e => new Covered(e, false))],
            };
            var decided = await decide.HandleAsync(permit, new Decide(item.Proposal.Id, Seen, Verdict.Changed, reading, Why), ct);
            return await decided.Match<Task<IActionResult>>(
                done =>
                {
                    Said = Texts.Here("measures.said-changed");
                    return Task.FromResult<IActionResult>(Redirect(Reviewing ? ReviewLinks.After(done.Source, item.Number, clock.GetUtcNow()) : SourceLinks.Proposal(done.Source, item.Number)));
                },
                async refusals =>
                {
                    // Overtaken or faulty, what was typed stands in the form.
                    refusals.ToList().ForEach(r => Fault([r], FieldOf(r)));
                    Response.StatusCode = StatusOf(refusals) == StatusCodes.Status409Conflict ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
                    Overtaken = Response.StatusCode == StatusCodes.Status409Conflict && item.Decision is { } by ? new Overtaken(by, await DifferingAsync(permit, item, ct)) : null;
                    return Page();
                });
        });

    /// <summary>Field by field where the other recorded something else.</summary>
    private async Task<ImmutableArray<OvertakenField>> DifferingAsync(Permit permit, ReviewItem item, CancellationToken ct)
    {
        var theirs = await recorded.OfAsync(permit, item.Proposal.Id, ct);
        var yours = new Dictionary<string, string?>
        {
            ["title"] = Title, ["stage"] = Stage, ["when"] = When, ["polarity"] = Polarity.ToString(), ["certainty"] = Certainty.ToString(), ["speaker"] = Speaker, ["capacity"] = Capacity, ["occasion"] = Occasion,
            ["said"] = SaidOn,
        };
        return
        [
            .. from field in yours
               let their = theirs.GetValueOrDefault(field.Key)
               where !theirs.IsEmpty && (their ?? "").Trim() != (field.Value ?? "").Trim()
               select new OvertakenField(Texts.Here($"measures.{field.Key}-{(field.Key is "polarity" or "certainty" ? "legend" : "label")}"), Told(field.Key, their), Told(field.Key, field.Value)),
        ];
    }

    private string? Told(string field, string? value) => field switch
    {
        _ when string.IsNullOrWhiteSpace(value) => null,
        "stage" => Stages.FirstOrDefault(s => s.Value == value)?.Text ?? value,
        "polarity" when Enum.TryParse<Polarity>(value, out var polarity) => Words.Of(polarity),
        "certainty" when Enum.TryParse<Certainty>(value, out var certainty) => Words.Of(certainty),
        _ => value,
    };

    /// <summary>What stands in the way, in the order of the page.</summary>
    public IReadOnlyList<Fault> Faults =>
        [.. Fields.SelectMany(name => (ModelState[name]?.Errors ?? []).Select(e => new Fault(e.ErrorMessage, name.Length == 0 ? null : name)))];

    private void Head() => this.Titled(Texts.Here("measures.change-title"), "sources");

    private static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "review.title-missing" or "review.title-too-long" => "title",
        "review.stage-missing" or "review.stage-unknown" or "review.kind-unknown" => "stage",
        "review.help-too-long" => "help",
        "review.area-unknown" => "area",
        "review.covers-both" => "covers",
        "review.member-unknown" => "members",
        "review.who-missing" => "who",
        "review.measure-other" => "measure",
        "review.said-unreadable" or "review.said-too-long" => "said",
        "review.changed-meanwhile" or "review.already-decided" => "",
        { } code when code.StartsWith("when.", StringComparison.Ordinal) => "when",
        _ => "form",
    };

    private async Task<Result<ReviewItem>> FindAsync(Permit permit, Guid id, Guid proposal, CancellationToken ct) =>
        (await review.PageAsync(permit, new SourceId(id), default, ct)).Then<ReviewItem>(view =>
        {
            View = view;
            Head();
            if (view.Items.FirstOrDefault(i => i.Proposal.Id.Value == proposal) is not { } item)
            {
                return new Refusal("proposal.unknown");
            }

            Item = item;
            return item;
        });
}
