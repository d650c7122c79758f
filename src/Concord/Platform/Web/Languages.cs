using Concord.Platform.I18n;

namespace Concord.Platform.Web;

/// <summary>The languages that pages can be had in. A language is offered when its resources are whole.</summary>
internal static class Languages
{
    public const string Default = "en";

    public const string Cookie = "concord-language";

    public static IReadOnlyList<string> Offered(bool development) => development ? [Default, Texts.PseudoLocale] : [Default];

    /// <summary>Its own name for itself.</summary>
    public static string NameOf(string culture) => culture == Texts.PseudoLocale ? "Pšéûðó" : Texts.Get(System.Globalization.CultureInfo.GetCultureInfo(culture), "shared.language-name");
}
