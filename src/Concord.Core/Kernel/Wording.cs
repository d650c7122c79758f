using System.Collections.Immutable;

namespace Concord.Core.Kernel;

/// <summary>One language of a text that people read. A courtesy text is a translation that binds nobody (DESIGN 6).</summary>
/// <param name="Language">BCP 47: <c>en</c>, <c>km</c>, <c>zh-Hans</c>.</param>
/// <param name="Text">As written, in its own script.</param>
/// <param name="IsAuthentic">The text itself; otherwise a courtesy translation.</param>
/// <param name="Translator">Who translated it, where that is known.</param>
/// <param name="Version">Raised when the wording changes.</param>
public sealed record Wording(string Language, string Text, bool IsAuthentic, string? Translator = null, int Version = 1);

/// <summary>A text that people read: a set of wordings, never a lone string (DESIGN 6). Each language stands in it once.</summary>
public sealed record Wordings(ImmutableArray<Wording> All)
{
    /// <summary>No text in any language.</summary>
    public static Wordings None { get; } = new([]);

    /// <summary>
    /// The wording for a reader of a language: the same tag, else a shorter form of it, else any of the same language, else English, else
    /// the first authentic one, else the first. Null only when there is none at all.
    /// </summary>
    public Wording? In(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        for (var tag = language; tag.Length > 0; tag = Parent(tag))
        {
            if (All.FirstOrDefault(w => Same(w.Language, tag)) is { } exact)
            {
                return exact;
            }
        }

        return All.FirstOrDefault(w => Same(Primary(w.Language), Primary(language)))
            ?? All.FirstOrDefault(w => Same(Primary(w.Language), "en"))
            ?? All.FirstOrDefault(w => w.IsAuthentic)
            ?? All.FirstOrDefault();
    }

    /// <summary>The words alone, for a reader of a language; empty when there is no wording.</summary>
    public string Text(string language) => In(language)?.Text ?? "";

    /// <inheritdoc/>
    public bool Equals(Wordings? other) => other is not null && All.SequenceEqual(other.All);

    /// <inheritdoc/>
    public override int GetHashCode() => All.Length == 0 ? 0 : All[0].GetHashCode();

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static string Parent(string tag) => tag.LastIndexOf('-') is > 0 and var at ? tag[..at] : "";

    private static string Primary(string tag) => tag.IndexOf('-', StringComparison.Ordinal) is > 0 and var at ? tag[..at] : tag;
}
