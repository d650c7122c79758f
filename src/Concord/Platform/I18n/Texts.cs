using System.Collections.Frozen;
using System.Globalization;
using System.Resources;

namespace Concord.Platform.I18n;

/// <summary>
/// Every sentence that a person reads. A key is <c>file.rest</c>: the first part names the resource file
/// (<c>Resources/Complaints.resx</c> for <c>complaints.dtg-invalid</c>), the rest the entry in it.
/// </summary>
internal static class Texts
{
    /// <summary>The language that stretches and accents every text, so that a literal one stands out.</summary>
    public const string PseudoLocale = "qps-ploc";

    private static readonly FrozenDictionary<string, ResourceManager> Files = typeof(Texts).Assembly
        .GetManifestResourceNames()
        .Where(n => n.StartsWith("Concord.Resources.", StringComparison.Ordinal) && n.EndsWith(".resources", StringComparison.Ordinal))
        .Select(n => n[..^".resources".Length])
        .ToFrozenDictionary(
            n => n["Concord.Resources.".Length..],
            n => new ResourceManager(n, typeof(Texts).Assembly),
            StringComparer.OrdinalIgnoreCase);

    /// <summary>The sentence in the language of the request, its placeholders filled.</summary>
    public static string Here(string key, params object?[] args) => Get(CultureInfo.CurrentUICulture, key, args);

    /// <summary>The sentence in a given language; <c>⟦key⟧</c> when there is none, which a test forbids.</summary>
    public static string Get(CultureInfo culture, string key, params object?[] args)
    {
        var format = Find(culture, key) ?? "⟦" + key + "⟧";
        var text = args.Length == 0 ? format : string.Format(culture, format, args);
        return string.Equals(culture.Name, PseudoLocale, StringComparison.OrdinalIgnoreCase) ? Pseudo.Of(text) : text;
    }

    /// <summary>The sentence of its own for one thing, where there is one; else null, for the sentence of all.</summary>
    public static string? Own(string key) => Find(CultureInfo.CurrentUICulture, key) is null ? null : Here(key);

    /// <summary>The entry as it stands, or null.</summary>
    public static string? Find(CultureInfo culture, string key)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && Files.TryGetValue(key[..dot], out var file) ? file.GetString(key[(dot + 1)..], culture) : null;
    }
}
