using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Plan.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Concord.Platform.Web.Components;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Measures;

/// <summary>A statement by itself: how it was taken back and counted again, and the form to do so.</summary>
[Asks(Doing.Read, Writes = Doing.Review), Shows("statement")]
internal sealed class OpenStatementPage(MeasureQueries measures, WithdrawStatement withdraw, RestoreStatement restore, ReplyToStatement reply) : AskingPage
{
    public OpenedStatement View { get; private set; } = null!;

    public string Heading => View.Beside is { } beside ? Texts.Here("measures.statement-number", beside.Number) : Texts.Here("measures.statement-alone");

    /// <summary>For which member whoever looks at the page may reply; null for none.</summary>
    public MemberInForce? Replier => Replying.May(HttpContext.Actor(), View.About).Match(View.Process.Member, _ => null);

    public IReadOnlyList<Choice> LanguageChoices => [.. View.Languages.Select(l => new Choice(l, ReplyWords.Language(l), IsData: true))];

    /// <summary>The first of the member's languages.</summary>
    public string? OwnLanguage => Replier?.Names.All.Select(w => w.Language).FirstOrDefault(l => l != "en");

    /// <summary>The number of the reply when the form was shown.</summary>
    [BindProperty(Name = "reply")]
    public int Reply { get; set; }

    [BindProperty(Name = "text")]
    public string? Text { get; set; }

    [BindProperty(Name = "language")]
    public string? Language { get; set; }

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
        .. (View.Beside?.Measure.Statements ?? []).Index()
            .Where(s => !s.Item.Withdrawn && s.Item.Id != View.Statement.Id)
            .Select(s => new Choice(
                s.Item.Id.Value.ToString("D"), Texts.Here("measures.statement-choice", s.Index + 1, Words.Assertion(s.Item, View.Beside?.Measure.Kind), s.Item.Passage?.SourceTitle))),
    ];

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => ShowAsync(permit => FindAsync(permit, id, ct), _ => Page());

    public Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken ct) => ActAsync(
        id, permit => withdraw.HandleAsync(permit, new Withdraw(new StatementId(id), Seen, Why, Instead is { } other ? new StatementId(other) : null), ct), "measures.said-withdrawn", ct);

    public Task<IActionResult> OnPostRestoreAsync(Guid id, CancellationToken ct) => ActAsync(
        id, permit => restore.HandleAsync(permit, new Restore(new StatementId(id), Seen, Why), ct), "measures.said-restored", ct);

    public Task<IActionResult> OnPostReplyAsync(Guid id, CancellationToken ct) => AnswerAsync(
        id, permit => reply.HandleAsync(permit, new ReplyTo(new StatementId(id), Reply, Text, Language), ct), "measures.said-replied", ct);

    public Task<IActionResult> OnPostWithdrawReplyAsync(Guid id, CancellationToken ct) => AnswerAsync(
        id, permit => reply.WithdrawAsync(permit, new TakeReplyBack(new StatementId(id), Reply), ct), "measures.said-reply-withdrawn", ct);

    private Task<IActionResult> AnswerAsync(Guid id, Func<Permit, Task<Result<OpenedStatement>>> act, string said, CancellationToken ct) => GoOnAsync(
        permit => FindAsync(permit, id, ct),
        async (permit, found) => await (await act(permit)).Match(
            done =>
            {
                Said = Texts.Here(said);
                return Task.FromResult<IActionResult>(Redirect($"{MeasureLinks.Statement(done.Statement.Id)}#replies"));
            },
            async refusals =>
            {
                // What another did in the same moment is shown too.
                _ = await FindAsync(permit, id, ct);
                return Faulted(refusals);
            }));

    private Task<IActionResult> ActAsync(Guid id, Func<Permit, Task<Result<StatementPage>>> act, string said, CancellationToken ct) => GoOnAsync(
        permit => FindAsync(permit, id, ct),
        async (permit, _) => (await act(permit)).Match<IActionResult>(
            done =>
            {
                Said = Texts.Here(said, done.Number);
                return Redirect($"{MeasureLinks.Measure(done.Measure.Id)}#{MeasurePageModel.Anchor(done.Measure, done.Number)}");
            },
            Faulted));

    /// <summary>What was typed stands in the form; who may not is told so alone.</summary>
    private IActionResult Faulted(ImmutableArray<Refusal> refusals)
    {
        if (StatusOf(refusals) is StatusCodes.Status403Forbidden)
        {
            return Refused(refusals);
        }

        refusals.ToList().ForEach(r => Fault([r], FieldOf(r)));
        Response.StatusCode = StatusOf(refusals) == StatusCodes.Status409Conflict ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
        return Page();
    }

    private static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "withdrawal.why-missing" or "withdrawal.why-too-long" => "why",
        "withdrawal.superseded-other" => "instead",
        "reply.text-missing" or "reply.text-too-long" or "reply.text-unreadable" => "text",
        "reply.language-missing" => "language",
        _ => "",
    };

    private async Task<Result<OpenedStatement>> FindAsync(Permit permit, Guid id, CancellationToken ct) =>
        (await measures.OpenAsync(permit, new StatementId(id), measures.Now, ct)).Map(page =>
        {
            View = page;
            this.Titled(Heading, "record");
            return page;
        });
}
