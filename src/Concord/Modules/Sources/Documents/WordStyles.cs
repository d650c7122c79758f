using Concord.Core.Sources;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Concord.Modules.Sources.Documents;

/// <summary>What a paragraph is by itself, by its style, or by the style that one is based on.</summary>
internal sealed class WordStyles
{
    private const int Deepest = 20;
    private readonly Dictionary<string, Style> styles;

    private readonly WordNumbers numbers;

    private WordStyles(Dictionary<string, Style> styles, WordNumbers numbers, string? language) => (this.styles, this.numbers, Language) = (styles, numbers, language);

    /// <summary>The language of the text by default.</summary>
    public string? Language { get; }

    public static WordStyles Of(MainDocumentPart main)
    {
        var part = main.StyleDefinitionsPart?.Styles;
        return new WordStyles(
            (part?.Elements<Style>() ?? []).Where(s => s.StyleId?.Value is not null).GroupBy(s => s.StyleId!.Value!).ToDictionary(g => g.Key, g => g.First()),
            WordNumbers.Of(main),
            part?.DocDefaults?.RunPropertiesDefault?.RunPropertiesBaseStyle?.Languages?.Val?.Value);
    }

    public (PartKind Kind, int Level, bool IsTitle) Kind(Paragraph paragraph)
    {
        var own = paragraph.ParagraphProperties;
        var chain = Chain(own?.ParagraphStyleId?.Val?.Value).ToArray();
        var name = chain.Select(s => s.StyleName?.Val?.Value).FirstOrDefault(n => n is not null) ?? own?.ParagraphStyleId?.Val?.Value ?? "";
        var outline = own?.OutlineLevel?.Val?.Value ?? chain.Select(s => s.StyleParagraphProperties?.OutlineLevel?.Val?.Value).FirstOrDefault(l => l is not null);
        if (name.Equals("Title", StringComparison.OrdinalIgnoreCase))
        {
            return (PartKind.Heading, 1, true);
        }

        if (outline is >= 0 and < 9)
        {
            return (PartKind.Heading, outline.Value + 1, false);
        }

        if (name.StartsWith("heading", StringComparison.OrdinalIgnoreCase) && name.Length > 7)
        {
            return (PartKind.Heading, char.IsAsciiDigit(name[^1]) ? Math.Max(1, name[^1] - '0') : 1, false);
        }

        return Listed(paragraph) is { } listed ? (PartKind.Item, listed.Level + 1, false) : (PartKind.Paragraph, 0, false);
    }

    /// <summary>The list to which a paragraph belongs by itself or by its style, and its level there from 0; null for none.</summary>
    public (int List, int Level)? Listed(Paragraph paragraph)
    {
        var own = paragraph.ParagraphProperties;
        var chain = Chain(own?.ParagraphStyleId?.Val?.Value).ToArray();
        var said = new[] { own?.NumberingProperties }.Concat(chain.Select(s => s.StyleParagraphProperties?.NumberingProperties)).OfType<NumberingProperties>().ToArray();
        var list = said.Select(n => n.NumberingId?.Val?.Value).FirstOrDefault(n => n is not null);
        if (said.Length == 0 || list == 0)
        {
            return null;
        }

        var level = said.Select(n => n.NumberingLevelReference?.Val?.Value).FirstOrDefault(l => l is not null)
            ?? (list is { } number ? chain.Select(s => numbers.LevelOf(number, s.StyleId!.Value!)).FirstOrDefault(l => l is not null) : null);
        return (list ?? 0, Math.Clamp(level ?? 0, 0, 8));
    }

    /// <summary>What Word prints before a paragraph; null for nothing. Each call counts on.</summary>
    public string? Number(Paragraph paragraph) => Listed(paragraph) is { } listed ? numbers.Next(listed.List, listed.Level) : null;

    private IEnumerable<Style> Chain(string? id)
    {
        for (var deep = 0; deep < Deepest && id is not null && styles.TryGetValue(id, out var style); deep++)
        {
            yield return style;
            id = style.BasedOn?.Val?.Value;
        }
    }
}
