using System.Text.RegularExpressions;

namespace Concord.Tests.Edge;

/// <summary>What every form of this server holds.</summary>
internal static partial class Form
{
    /// <summary>The first token that stands on a page.</summary>
    public static string Token(string page) => Written().Match(page).Groups[1].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Written();
}
