using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Modules.Home;

/// <summary>What went wrong in words, and what to do; never the inside of a fault.</summary>
[Anyone]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
internal sealed class ErrorPage : PageModel
{
    private static readonly int[] Told = [400, 403, 404, 409, 413, 429, 500];

    public int Known { get; private set; } = 500;

    public ImmutableArray<Refusal> Refusals { get; private set; } = [];

    /// <summary>What an operator looks for in the log; only for faults of the program.</summary>
    public string? Trace => Known == 500 ? HttpContext.TraceIdentifier : null;

    public void OnGet(int code) => Tell(code);

    public void OnPost(int code) => Tell(code);

    private void Tell(int code)
    {
        code = Fault() ?? code;
        Known = Told.Contains(code) ? code : code is >= 400 and < 500 ? 400 : 500;
        Refusals = AskingPage.RefusalsOf(HttpContext);
        if (Response.StatusCode is 200 or 500)
        {
            Response.StatusCode = code is >= 400 and < 600 ? code : 404;
        }

        ModelState.Clear();
        this.Titled(Texts.Here($"home.error-{Known}-title"));
    }

    /// <summary>A request that the server could not even read is the sender's fault and not ours.</summary>
    private int? Fault() => HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        InvalidDataException => StatusCodes.Status413PayloadTooLarge,
        _ => null,
    };
}
