using Concord.Core.Kernel;
using Concord.Modules.Measures.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Concord.Platform.Web.Components;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Measures;

/// <summary>A statement by itself: how it was taken back and counted again, and the form to do so.</summary>
[Asks(Doing.Read, Writes = Doing.Review), Shows("statement")]
internal sealed class OpenStatementPage(MeasureQueries measures, WithdrawStatement withdraw, RestoreStatement restore) : AskingPage
{
    public StatementPage View { get; private set; } = null!;

    /// <summary>How often it had been taken back when the form was shown.</summary>
    [BindProperty(Name = "seen")]
    public int Seen { get; set; }

    [BindProperty(Name = "why")]
    public string? Why { get; set; }

    [BindProperty(Name = "instead")]
    public Guid? Instead { get; set; }

    /// <summary>What may stand instead: the other statements of the measure that count.</summary>
    public IReadOnlyList<Choice> Others =>
    [
        new("", Texts.Here("measures.withdraw-instead-none")),
        .. View.Measure.Statements.Index()
            .Where(s => !s.Item.Withdrawn && s.Item.Id != View.Statement.Id)
            .Select(s => new Choice(
                s.Item.Id.Value.ToString("D"), Texts.Here("measures.statement-choice", s.Index + 1, Words.Assertion(s.Item, View.Measure.Kind), s.Item.Passage?.SourceTitle))),
    ];

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => ShowAsync(permit => FindAsync(permit, id, ct), _ => Page());

    public Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken ct) => ActAsync(
        id, permit => withdraw.HandleAsync(permit, new Withdraw(new StatementId(id), Seen, Why, Instead is { } other ? new StatementId(other) : null), ct), "measures.said-withdrawn", ct);

    public Task<IActionResult> OnPostRestoreAsync(Guid id, CancellationToken ct) => ActAsync(
        id, permit => restore.HandleAsync(permit, new Restore(new StatementId(id), Seen, Why), ct), "measures.said-restored", ct);

    private Task<IActionResult> ActAsync(Guid id, Func<Permit, Task<Result<StatementPage>>> act, string said, CancellationToken ct) => GoOnAsync(
        permit => FindAsync(permit, id, ct),
        async (permit, _) => (await act(permit)).Match<IActionResult>(
            done =>
            {
                Said = Texts.Here(said, done.Number);
                return Redirect($"{MeasureLinks.Measure(done.Measure.Id)}#{MeasurePageModel.Anchor(done.Measure, done.Number)}");
            },
            refusals =>
            {
                // What was typed stands in the form.
                refusals.ToList().ForEach(r => Fault([r], FieldOf(r)));
                Response.StatusCode = StatusOf(refusals) == StatusCodes.Status409Conflict ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
                return Page();
            }));

    private static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "withdrawal.why-missing" or "withdrawal.why-too-long" => "why",
        "withdrawal.superseded-other" => "instead",
        _ => "",
    };

    private async Task<Result<StatementPage>> FindAsync(Permit permit, Guid id, CancellationToken ct) =>
        (await measures.StatementAsync(permit, new StatementId(id), measures.Now, ct)).Map(page =>
        {
            View = page;
            this.Titled(Texts.Here("measures.statement-number", page.Number), "record");
            return page;
        });
}
