using Concord.Core.Kernel;

namespace Concord.Core.Telegrams.Gazetteers;

/// <summary>A country or area: ISO 3166-1 alpha-2 code (XK for Kosovo, user-assigned) and the English short name usual in telegrams.</summary>
public sealed record Country(string Iso2, string Name);

/// <summary>A country named in a text.</summary>
/// <param name="Span">Where, UTF-16, without a possessive ending or article.</param>
/// <param name="Iso2">Its code.</param>
/// <param name="Name">Its usual short name, whatever name the text gives it.</param>
/// <param name="IsAdjective">The text says it as an adjective or names its people (<c>Burmese</c>, <c>Thais</c>).</param>
public sealed record CountryMention(TextSpan Span, string Iso2, string Name, bool IsAdjective);
