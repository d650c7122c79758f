using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Platform.I18n;
using Concord.Platform.Web;

namespace Concord.Platform.Api;

/// <summary>A refusal as RFC 9457 has it.</summary>
/// <param name="Type">The refusal's code as a name: <c>urn:concord:source.unknown</c>.</param>
/// <param name="Title">What kind of refusal it is, in few words.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Detail">What, where, and what can be done, in the language asked for.</param>
/// <param name="Code">The refusal's code.</param>
/// <param name="Errors">All that was refused at once.</param>
internal sealed record ApiProblem(string Type, string Title, int Status, string Detail, string Code, ImmutableArray<ApiError> Errors)
{
    /// <summary>Where it is told what one may see and why not: the same for what is hidden and what is not there.</summary>
    public string? Help => Status is StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound ? AskingPage.WhyNot : null;

    public const string ContentType = "application/problem+json";

    private static readonly int[] Told = [400, 403, 404, 405, 409, 413, 429, 500];

    public static ApiProblem Of(ImmutableArray<Refusal> refusals)
    {
        var status = AskingPage.StatusOf(refusals);
        var first = refusals[0];
        return new ApiProblem(
            "urn:concord:" + first.Code, TitleOf(status), status, refusals.Sentence(), first.Code, [.. refusals.Select(r => new ApiError(r.Code, Parameter(r), r.Sentence()))]);
    }

    /// <summary>Where nothing but a status is known.</summary>
    public static ApiProblem Of(int status) =>
        Of([new Refusal("request." + (Told.Contains(status) ? status : status < 500 ? 400 : 500).ToString(System.Globalization.CultureInfo.InvariantCulture))])
            with { Status = status, Title = TitleOf(status) };

    public Task WriteAsync(HttpContext http)
    {
        http.Response.StatusCode = Status;
        return http.Response.WriteAsJsonAsync(this, ApiJson.Options, ContentType, http.RequestAborted);
    }

    private static string TitleOf(int status) => Texts.Here("api.title-" + (Told.Contains(status) ? status : 400).ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>What is refused of a filter names it first.</summary>
    private static string? Parameter(Refusal refusal) => refusal.Code.StartsWith("list.", StringComparison.Ordinal) && !refusal.Args.IsEmpty ? refusal.Args[0] : null;
}

/// <summary>One thing refused.</summary>
/// <param name="Parameter">The parameter that it is about; null when it is about none.</param>
internal sealed record ApiError(string Code, string? Parameter, string Detail);
