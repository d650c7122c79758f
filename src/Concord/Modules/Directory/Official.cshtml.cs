using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Measures.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Concord.Platform.Web.Components;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Directory;

/// <summary>An official in office: titles over time, what they said, and whether one turns to them.</summary>
[Asks(Doing.Read, Writes = Doing.Review), Shows("measure")]
internal sealed class OfficialPageModel(DirectoryQueries directory, RecordFocalPoint record, ConfirmFocalPoint confirm) : AskingPage
{
    public OfficialPage View { get; private set; } = null!;

    [BindProperty(Name = "for")]
    public string? For { get; set; }

    [BindProperty(Name = "role")]
    public string? Role { get; set; }

    [BindProperty(Name = "sentence")]
    public Guid? Sentence { get; set; }

    public IReadOnlyList<Fault> Faults => [.. (ModelState["for"]?.Errors ?? []).Select(e => new Fault(e.ErrorMessage, "for"))];

    public IReadOnlyList<Choice> RoleChoices { get; } =
        [new(Ties.FocalPoint, Texts.Here("directory.focal-point")), new(Ties.Deputy, Texts.Here("directory.deputy"))];

    /// <summary>The sentences about this person, from which one is chosen.</summary>
    public ImmutableArray<SubjectStatement> Sentences =>
        [.. View.Person.Statements.Where(s => s.Passage is not null).DistinctBy(s => s.Passage!.Id)];

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => ShowAsync(
        permit => FindAsync(permit, id, ct),
        view =>
        {
            if (view.Person.Id.Value != id)
            {
                return Redirect(MeasureLinks.Subject(SubjectSort.Person, view.Person.Id));
            }

            (For, Role) = (view.Person.Members.Select(m => Data.Words(m.Names)).FirstOrDefault() ?? view.Tenures.LastOrDefault()?.Body, Ties.FocalPoint);
            return Page();
        });

    public Task<IActionResult> OnPostFocalAsync(Guid id, CancellationToken ct) => GoOnAsync(
        permit => FindAsync(permit, id, ct),
        async (permit, view) => (await record.HandleAsync(
            permit, new NewFocalPoint(view.Person.Id, For ?? "", Role == Ties.Deputy, new StatementId(Sentence ?? Guid.Empty)), ct)).Match(
            _ =>
            {
                Said = Texts.Here("directory.said-recorded");
                return Redirect(MeasureLinks.Subject(SubjectSort.Person, view.Person.Id));
            },
            refusals =>
            {
                if (refusals[0].Code is not ("focal.for-missing" or "statement.unknown"))
                {
                    return Refused(refusals);
                }

                Fault(refusals, "for");
                Response.StatusCode = StatusCodes.Status400BadRequest;
                return Page();
            }));

    public Task<IActionResult> OnPostConfirmAsync(Guid id, Guid statement, int seen, CancellationToken ct) => ShowAsync(
        permit => confirm.HandleAsync(permit, new Confirm(new MeasureId(id), new StatementId(statement), seen), ct),
        day =>
        {
            Said = Texts.Here("directory.said-confirmed", WhenWords.Day(day));
            return Redirect(MeasureLinks.Subject(SubjectSort.Person, new MeasureId(id)));
        });

    private async Task<Result<OfficialPage>> FindAsync(Permit permit, Guid id, CancellationToken ct) =>
        (await directory.OfficialAsync(permit, new MeasureId(id), ct)).Map(view =>
        {
            View = view;
            this.Titled(view.Person.Title, "directory");
            return view;
        });
}
