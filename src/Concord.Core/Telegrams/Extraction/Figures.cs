using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Concord.Core.Kernel;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>Finds the numbers that a clause gives, with what they count.</summary>
internal static class Figures
{
    private static readonly string[] Small =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
        "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly FrozenDictionary<string, decimal> NumberWords = Small.Select((w, i) => (w, (decimal)i))
        .Concat(Tens.Select((w, i) => (w, i * 10m)).Where(p => p.Item1.Length > 0))
        .Concat(Tens.Select((w, i) => (w, i)).Where(p => p.w.Length > 0).SelectMany(t => Enumerable.Range(1, 9).Select(u => (t.w + "-" + Small[u], t.i * 10m + u))))
        .Append(("dozen", 12m))
        .ToFrozenDictionary(p => p.Item1, p => p.Item2, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, decimal> Multipliers = new Dictionary<string, decimal>(StringComparer.Ordinal)
    {
        ["hundred"] = 100, ["thousand"] = 1000, ["million"] = 1_000_000, ["billion"] = 1_000_000_000, ["dozen"] = 12,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> NotCounted = new[]
    {
        "section", "article", "paragraph", "para", "paragraphs", "paras", "articles", "chapter", "phase", "no.", "number", "decree", "sub-decree", "law", "act", "resolution", "page",
        "line", "ref", "by-law", "order", "protocol", "convention", "ilo", "room", "grade", "class", "page", "annex", "regulation", "circular", "age", "aged", "directive", "prakas", "articles", "item", "route", "highway",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The figures in <paramref name="range"/>; days and years of a date phrase are none, nor are damaged digits.</summary>
    public static ImmutableArray<Figure> Find(Passage passage, TokenRange range, ImmutableArray<TextSpan> dates, Clause? clause)
    {
        var figures = ImmutableArray.CreateBuilder<Figure>();
        for (var i = range.First; i < range.End; i++)
        {
            if (Read(passage, range, i, dates) is not { } number)
            {
                continue;
            }
            var found = UnitOf(passage, range, number, i);
            if (found is null or "more" or "others")
            {
                found = UnitBefore(passage, i, dates);
            }
            if (found is null)
            {
                i = number.End - 1;
                continue;
            }
            var doubtful = passage.Paragraph.DoubtfulFigures.Any(d => d.Overlaps(passage.SpanOf(i, number.End)));
            figures.Add(new Figure(number.Value, found, WhatOf(passage, range, i, number.End, clause), QualifierOf(passage, range, i), null, doubtful));
            i = number.End - 1;
        }
        return figures.ToImmutable();
    }

    /// <summary>How many words back a bare number may lean on.</summary>
    private const int Reach = 40;

    private readonly record struct Number(decimal Value, int End, bool IsMoney);

    private static Number? Read(Passage passage, TokenRange range, int i, ImmutableArray<TextSpan> dates)
    {
        var token = passage.Tokens[i];
        if (Value(token) is not { } value || dates.Any(d => d.Contains(new TextSpan(token.Start, token.End))) || IsDamaged(passage, i) || IsName(passage, range, i, value))
        {
            return null;
        }
        var end = i + 1;
        while (end < range.End && (Multipliers.ContainsKey(passage.Tokens[end].Lower) || (passage.Tokens[end].Is("and") && end + 1 < range.End && value >= 100 && Value(passage.Tokens[end + 1]) is < 100 && NumberWords.ContainsKey(token.Lower))))
        {
            if (Multipliers.TryGetValue(passage.Tokens[end].Lower, out var times))
            {
                value *= times;
            }
            end++;
        }
        return new Number(value, end, i > 0 && IsCurrency(passage, i - 1));
    }

    private static bool IsCurrency(Passage passage, int i) =>
        passage.Tokens[i].Is("$") || (passage.Tokens[i].Length() == 3 && passage.Text.AsSpan(passage.Tokens[i].Start, 3) is "USD" or "EUR" or "GBP" or "AUD" or "CAD" or "CHF" or "NZD");

    private static decimal? Value(Token token) =>
        NumberWords.TryGetValue(token.Lower, out var word) ? word
        : token.Shape == Shape.Number && decimal.TryParse(token.Lower, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value
        : null;

    /// <summary>Digits that touch a mark of damage: <c>2#4</c>.</summary>
    private static bool IsDamaged(Passage passage, int i) =>
        (i + 1 < passage.Tokens.Length && passage.Tokens[i + 1].Start == passage.Tokens[i].End && passage.Tokens[i + 1].Lower is "#" or "?" or "*" or "_")
        || (i > 0 && passage.Tokens[i - 1].End == passage.Tokens[i].Start && passage.Tokens[i - 1].Lower is "#" or "?" or "*" or "_");

    private static bool IsName(Passage passage, TokenRange range, int i, decimal value)
    {
        var token = passage.Tokens[i];
        if (token.Shape == Shape.Number && value is >= 1900 and <= 2100 && token.Length() == 4 && (i + 1 >= range.End || passage.Tags[i + 1] is not (Tag.Open or Tag.Adj) || passage.Tokens[i + 1].IsCapital))
        {
            return true;
        }
        return (i > range.First && NotCounted.Contains(passage.Tokens[i - 1].Lower)) || (token.Is("one") && (i + 1 >= range.End || passage.Tokens[i + 1].Lower is "of" or "or"));
    }

    private static int Length(this Token token) => token.End - token.Start;

    private static string? UnitOf(Passage passage, TokenRange range, Number number, int at)
    {
        if (number.IsMoney)
        {
            return passage.Tokens[at - 1].Is("$") ? "dollars" : passage.TextOf(at - 1, at);
        }
        var i = number.End;
        if (i < range.End && passage.Tokens[i].Lower is "%" or "percent")
        {
            return "percent";
        }
        if (i < range.End && passage.Tokens[i].Is("of"))
        {
            i++;
        }
        var first = i;
        var end = first;
        while (i < range.End && i < first + 6 && passage.Tags[i] is Tag.Open or Tag.Adj or Tag.Conj or Tag.Det && passage.Tokens[i].Shape == Shape.Word)
        {
            if (passage.Tags[i] == Tag.Conj && (i == first || i + 1 >= range.End || !passage.Tokens[i - 1].Lower.EndsWith("ment", StringComparison.Ordinal) && passage.Nouns[i - 1] is not null))
            {
                break;
            }
            if (passage.Tags[i] == Tag.Det && i > first)
            {
                break;
            }
            i++;
            end = i;
            if (passage.Tokens[i - 1].Is("police") && i < range.End && IsPlural(passage.Tokens[i].Lower))
            {
                continue;
            }
            if (IsPlural(passage.Tokens[i - 1].Lower) && !(i < range.End && passage.Nouns[i] is not null && passage.Tags[i] == Tag.Open))
            {
                break;
            }
        }
        while (first < end && passage.Tags[first] is Tag.Det)
        {
            first++;
        }
        return end > first ? passage.TextOf(first, end) : null;
    }

    private static bool IsPlural(string lower) => lower.EndsWith('s') || lower is "women" or "children" or "people" or "men" or "police" or "personnel" or "staff" or "seamen" or "fishermen";

    /// <summary><c>of whom 48 were referred</c>, <c>up to 60 more</c>, <c>fell from 68 to 51</c>: what the latest number before counts, or else what the clause is about.</summary>
    private static string? UnitBefore(Passage passage, int at, ImmutableArray<TextSpan> dates)
    {
        var whole = new TokenRange(0, passage.Tokens.Length);
        for (var i = at - 1; i >= 0 && i > at - Reach; i--)
        {
            if (Read(passage, whole, i, dates) is { } number && !passage.Tokens[i].Is("one") && UnitOf(passage, whole, number, i) is { } unit and not ("more" or "others" or "percent"))
            {
                return unit;
            }
            if (passage.Tokens[i].Lower is "rose" or "fell" or "dropped" or "grew" or "increased" or "decreased" or "declined" && i > 0)
            {
                return RisingUnit(passage, i);
            }
        }
        return null;
    }

    private static string? RisingUnit(Passage passage, int verb)
    {
        for (var i = verb - 1; i >= 0 && i > verb - 8 && passage.Tokens[i].Lower is not ("." or ";"); i--)
        {
            if (passage.Nouns[i] is { } match && IsPlural(passage.Tokens[i].Lower))
            {
                return passage.TextOf(match.First, match.End);
            }
        }
        return null;
    }

    private static string? WhatOf(Passage passage, TokenRange range, int i, int end, Clause? clause)
    {
        if (i > range.First && passage.Tokens[i - 1].Lower.EndsWith("ing", StringComparison.Ordinal) && Verbs.Of(passage.Tokens[i - 1].Lower) is [var reading, ..])
        {
            return reading.Verb.Lemma;
        }
        if (i > range.First && passage.Tokens[i - 1].Lower is "which" or "whom")
        {
            return passage.TextOf(end, range.End);
        }
        return clause?.Verb.Verb is { Lemma: not "be" and not "have" and not "" } verb ? verb.Lemma : null;
    }

    private static string? QualifierOf(Passage passage, TokenRange range, int i)
    {
        var at = i > range.First && IsCurrency(passage, i - 1) ? i - 1 : i;
        var two = at - 2 >= range.First ? passage.Tokens[at - 2].Lower + " " + passage.Tokens[at - 1].Lower : "";
        if (two is "up to" or "at least" or "more than" or "fewer than" or "less than" or "at most" or "no fewer" or "as many")
        {
            return two;
        }
        var one = at - 1 >= range.First ? passage.Tokens[at - 1].Lower : "";
        return one is "about" or "approximately" or "over" or "nearly" or "almost" or "some" or "around" or "roughly" or "under" or "only" or "another" or "exactly" ? one : null;
    }
}
