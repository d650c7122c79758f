using System.Globalization;
using Concord.Core.Kernel;
using Concord.Platform.Web.Components;
using Microsoft.AspNetCore.Html;

namespace Concord.Platform.Web;

/// <summary>
/// What stands on a page and is not of the page's language: names, quotes, codes. It is marked so (<c>translate="no"</c>), for translators,
/// for voices, and for the test that finds texts which are neither data nor resources.
/// </summary>
internal static class Data
{
    /// <summary>As written in a source; of no language that we know.</summary>
    public static IHtmlContent Text(string? text) => Part.El("span", null, text ?? "").With("translate", "no");

    /// <summary>A code or number as written.</summary>
    public static IHtmlContent Code(string? text) => Part.El("span", "c-code", text ?? "").With("translate", "no");

    /// <summary>A wording of the pack, in the reader's language or the nearest there is, marked with the language it is in.</summary>
    public static IHtmlContent Of(Wordings words)
    {
        var found = words.In(CultureInfo.CurrentUICulture.Name);
        return Part.El("span", null, found?.Text ?? "").With("translate", "no").With("lang", found?.Language);
    }

    /// <summary>A wording inside a sentence of the page.</summary>
    public static string Words(Wordings words) => words.Text(CultureInfo.CurrentUICulture.Name);
}
