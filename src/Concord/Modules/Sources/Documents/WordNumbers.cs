using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Concord.Modules.Sources.Documents;

/// <summary>
/// The numbers that Word prints before paragraphs and does not keep in their text (ECMA-376 part 1, 17.9): "3.", "(b)", "Article 4". Lists of one definition count on
/// together, unless one of them says that it begins anew; a level begins anew after a higher one. Signs that count nothing are left out.
/// </summary>
internal sealed class WordNumbers
{
    /// <summary>Levels of a list.</summary>
    private const int Levels = 9;

    private readonly Dictionary<int, AbstractNum> definitions;
    private readonly Dictionary<int, NumberingInstance> lists;
    private readonly Dictionary<int, int?[]> counted = [];
    private readonly HashSet<(int List, int Level)> begun = [];

    private WordNumbers(Dictionary<int, AbstractNum> definitions, Dictionary<int, NumberingInstance> lists) => (this.definitions, this.lists) = (definitions, lists);

    public static WordNumbers Of(MainDocumentPart main)
    {
        var part = main.NumberingDefinitionsPart?.Numbering;
        return new WordNumbers(
            (part?.Elements<AbstractNum>() ?? []).Where(a => a.AbstractNumberId is not null).GroupBy(a => a.AbstractNumberId!.Value).ToDictionary(g => g.Key, g => g.First()),
            (part?.Elements<NumberingInstance>() ?? []).Where(n => n.NumberID is not null).GroupBy(n => n.NumberID!.Value).ToDictionary(g => g.Key, g => g.First()));
    }

    /// <summary>Which level of a list belongs to a style by itself.</summary>
    public int? LevelOf(int list, string style) =>
        DefinitionOf(list)?.Elements<Level>().FirstOrDefault(l => l.ParagraphStyleIdInLevel?.Val?.Value == style)?.LevelIndex?.Value;

    /// <summary>What stands before the next paragraph of this level; null for nothing. Each call counts on.</summary>
    public string? Next(int list, int level)
    {
        if (level is < 0 or >= Levels || DefinitionOf(list) is not { AbstractNumberId: { } definition })
        {
            return null;
        }

        var counts = counted.TryGetValue(definition.Value, out var kept) ? kept : counted[definition.Value] = new int?[Levels];
        var anew = begun.Add((list, level)) ? Override(list, level)?.StartOverrideNumberingValue?.Val?.Value : null;
        counts[level] = anew ?? (counts[level] is { } last ? (int)Math.Min((long)last + 1, int.MaxValue) : Start(list, level));
        Array.Clear(counts, level + 1, Levels - level - 1);
        return Of(list, level) is not { } own || Format(own) is "bullet" or "none" ? null : Written(list, own, counts);
    }

    private string? Written(int list, Level own, int?[] counts)
    {
        var form = own.LevelText?.Val?.Value ?? "";
        var plain = own.IsLegalNumberingStyle is { } legal && legal.Val?.Value != false;
        var made = new StringBuilder();
        for (var i = 0; i < form.Length && i < 200; i++)
        {
            if (form[i] == '%' && i + 1 < form.Length && form[i + 1] is >= '1' and <= '9')
            {
                var of = form[++i] - '1';
                var number = counts[of] ??= Start(list, of);
                _ = made.Append(WordNumerals.Of(number, plain || Of(list, of) is not { } level ? "decimal" : Format(level)));
            }
            else
            {
                _ = made.Append(form[i]);
            }
        }

        var text = made.ToString().Trim();
        return text.Length == 0 ? null : text;
    }

    private AbstractNum? DefinitionOf(int list)
    {
        var found = lists.TryGetValue(list, out var instance) && instance.AbstractNumId?.Val?.Value is { } id ? definitions.GetValueOrDefault(id) : null;

        // a definition may only name a style of lists, of which another one is
        return found?.NumberingStyleLink?.Val?.Value is { } style ? definitions.Values.FirstOrDefault(d => d.StyleLink?.Val?.Value == style) ?? found : found;
    }

    private LevelOverride? Override(int list, int level) =>
        lists.GetValueOrDefault(list)?.Elements<LevelOverride>().FirstOrDefault(o => o.LevelIndex?.Value == level);

    private Level? Of(int list, int level) =>
        Override(list, level)?.Level ?? DefinitionOf(list)?.Elements<Level>().FirstOrDefault(l => l.LevelIndex?.Value == level);

    private int Start(int list, int level) => Of(list, level)?.StartNumberingValue?.Val?.Value ?? 0;

    private static string Format(Level level) => level.NumberingFormat?.Val?.InnerText ?? "decimal";
}

/// <summary>Numbers as lists of documents write them, by the names of ECMA-376 part 1, 17.18.59; digits for all other names.</summary>
internal static class WordNumerals
{
    private const string Han = "〇一二三四五六七八九";

    public static string Of(int number, string format) => format switch
    {
        "decimalZero" => number.ToString("00", CultureInfo.InvariantCulture),
        "lowerLetter" => Letters(number, 'a'),
        "upperLetter" => Letters(number, 'A'),
        "lowerRoman" => Roman(number).ToLowerInvariant(),
        "upperRoman" => Roman(number),
        "ordinal" => Digits(number) + Ordinal(number),
        "thaiNumbers" => Shifted(number, '๐'),
        "chineseCounting" or "chineseCountingThousand" or "ideographDigital" or "japaneseCounting" or "taiwaneseCounting" or "taiwaneseCountingThousand" => Counted(number),
        _ => Digits(number),
    };

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Shifted(int number, char zero) => string.Concat(Digits(number).Select(d => char.IsAsciiDigit(d) ? (char)(zero + d - '0') : d));

    /// <summary>After z comes aa, then bb.</summary>
    private static string Letters(int number, char first) => number is < 1 or > 780 ? Digits(number) : new string((char)(first + ((number - 1) % 26)), ((number - 1) / 26) + 1);

    private static string Roman(int number)
    {
        if (number is < 1 or > 3999)
        {
            return Digits(number);
        }

        (int Value, string Sign)[] signs = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
        var made = new StringBuilder();
        foreach (var (value, sign) in signs)
        {
            for (; number >= value; number -= value)
            {
                _ = made.Append(sign);
            }
        }

        return made.ToString();
    }

    private static string Ordinal(int number) => (number % 100) is 11 or 12 or 13 ? "th" : (number % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" };

    /// <summary>一, 十, 十一, 二十, 一百零三.</summary>
    private static string Counted(int number)
    {
        if (number is < 1 or > 999)
        {
            return Digits(number);
        }

        var (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
        return (hundreds > 0 ? Han[hundreds] + "百" : "")
            + (tens > 0 ? (tens == 1 && hundreds == 0 ? "" : Han[tens].ToString()) + "十" : hundreds > 0 && ones > 0 ? "零" : "")
            + (ones > 0 ? Han[ones].ToString() : "");
    }
}
