using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Platform.I18n;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Platform.Web;

/// <summary>A page that asks before it shows or does anything, and answers a refusal in words.</summary>
internal abstract class AskingPage : PageModel
{
    /// <summary>Where anybody reads what they may see and why not. Whatever was sought, the way there is the same.</summary>
    public const string WhyNot = "/access";

    private const string Key = "refusals";

    /// <summary>What the last act did, told once, after the redirect.</summary>
    [TempData]
    public string? Said { get; set; }

    /// <summary>Why the last act was refused that another page did, told once, after the redirect.</summary>
    [TempData]
    public string? Denied { get; set; }

    /// <summary>What nobody has an answer to is refused; the page is not shown without what it shows. An override is a handler of its own (of a method called PAGE) unless it says that it is none.</summary>
    [NonHandler]
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (context.HandlerMethod is null)
        {
            context.Result = StatusCode(StatusCodes.Status405MethodNotAllowed);
        }
    }

    /// <summary>Whether it was the page that answered is on record, whatever the request and the status: a form that is shown again shows what it is about.</summary>
    [NonHandler]
    public override void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
        if (context.Result is PageResult or PartialViewResult)
        {
            HttpContext.Features.Set(PageShown.Yes);
        }
    }

    /// <summary>Shows what the answer holds, or the page of the refusal. The gate has put the endpoint's question before.</summary>
    protected async Task<IActionResult> ShowAsync<T>(Func<Permit, Task<Result<T>>> ask, Func<T, IActionResult> show) =>
        (await ask(HttpContext.Permit())).Match(show, Refused);

    /// <summary>As <see cref="ShowAsync{T}"/>, where showing takes more asking.</summary>
    protected async Task<IActionResult> GoOnAsync<T>(Func<Permit, Task<Result<T>>> ask, Func<Permit, T, Task<IActionResult>> goOn)
    {
        var permit = HttpContext.Permit();
        return await (await ask(permit)).Match(found => goOn(permit, found), refusals => Task.FromResult(Refused(refusals)));
    }

    /// <summary>The refusals as the errors of a field, for the page to be shown again.</summary>
    protected void Fault(ImmutableArray<Refusal> refusals, string field = "")
    {
        foreach (var refusal in refusals)
        {
            ModelState.AddModelError(field, refusal.Sentence());
        }
    }

    protected void TellDenied()
    {
        if (Denied is { } sentence)
        {
            ModelState.AddModelError("", sentence);
        }
    }

    /// <summary>The page that says what was refused, why, and what can be done.</summary>
    protected IActionResult Refused(ImmutableArray<Refusal> refusals)
    {
        Tell(HttpContext, refusals);
        return StatusCode(StatusOf(refusals));
    }

    /// <summary>What the page of the refusal will say.</summary>
    public static void Tell(HttpContext http, ImmutableArray<Refusal> refusals) => http.Items[Key] = refusals;

    public static ImmutableArray<Refusal> RefusalsOf(HttpContext http) => http.Items[Key] is ImmutableArray<Refusal> told ? told : [];

    /// <summary>By the form of the code: what is not there, what may not be, what was overtaken; anything else could not be understood.</summary>
    internal static int StatusOf(ImmutableArray<Refusal> refusals) => refusals.Select(r => r.Code).FirstOrDefault() switch
    {
        null => 500,
        "access.denied" or "access.credential-suspended" or "access.credential-ended" or "reply.not-yours" or "version.not-yours" or "recall.not-yours" => 403,
        { } code when code.EndsWith(".unknown", StringComparison.Ordinal) || code.EndsWith(".no-such-cell", StringComparison.Ordinal) => 404,
        { } code when code.EndsWith("-meanwhile", StringComparison.Ordinal) || code.Contains("already", StringComparison.Ordinal) => 409,
        { } code when code.EndsWith("too-large", StringComparison.Ordinal) => 413,
        _ => 400,
    };
}
