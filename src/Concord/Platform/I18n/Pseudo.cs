using System.Text;

namespace Concord.Platform.I18n;

/// <summary>The pseudo-locale: brackets round the whole, accents on the letters, a third longer.</summary>
internal static class Pseudo
{
    private const string Plain = "aeiouyAEIOUYcnsz";
    private const string Accented = "àéîõüýÀÉÎÕÜÝçñšž";

    public static string Of(string text)
    {
        var made = new StringBuilder(text.Length * 2).Append('[');
        foreach (var c in text)
        {
            var at = Plain.IndexOf(c, StringComparison.Ordinal);
            made.Append(at < 0 ? c : Accented[at]);
        }

        return made.Append('·', text.Length / 3).Append(']').ToString();
    }
}
