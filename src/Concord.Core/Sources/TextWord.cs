namespace Concord.Core.Sources;

/// <summary>A word of a text, as the comparison of two versions sees it. Blanks, dashes, quotation marks and line ends are no part of any word.</summary>
/// <param name="Folded">Its number without regard to capitals.</param>
/// <param name="Written">Its number as written.</param>
/// <param name="Start">Where it begins, UTF-16.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct TextWord(int Folded, int Written, int Start, int End);
