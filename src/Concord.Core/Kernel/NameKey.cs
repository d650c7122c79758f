using System.Text;

namespace Concord.Core.Kernel;

/// <summary>A name as it is compared: letters, marks and digits of any script, lower case, without articles.</summary>
public static class NameKey
{
    /// <summary>The key; empty when nothing of the name can be compared.</summary>
    public static string Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var words = new StringBuilder(name.Length);
        foreach (var rune in name.Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            var kept = Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
            _ = kept ? words.Append(Rune.ToLowerInvariant(rune).ToString()) : words.Append(' ');
        }

        return string.Join(' ', words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => w is not ("a" or "an" or "the")));
    }
}
