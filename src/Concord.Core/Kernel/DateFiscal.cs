using System.Collections.Frozen;

namespace Concord.Core.Kernel;

/// <summary>
/// Years that do not begin in January: those of budgets and of schools. A budget's year is American unless a country is named beside it; one whose
/// year is not known here, and every school's, is the two calendar years it can lie in.
/// </summary>
internal sealed class DateFiscal(DatePhraseText t, DateContext context)
{
    private static readonly FrozenDictionary<string, (int Month, bool IsNamedByEnd)> Countries = Build();

    private static readonly FrozenDictionary<string, (int Month, bool IsNamedByEnd)>.AlternateLookup<ReadOnlySpan<char>> Lookup = Countries.GetAlternateLookup<ReadOnlySpan<char>>();

    public DateAtom? Read(int i)
    {
        var start = IsName(t.The(i) + 1) && IsNation(t.The(i)) ? t.The(i) + 1
            : t.IsApostrophe(t.The(i) + 1) && t.Is(t.The(i) + 2, "s") && IsName(t.The(i) + 3) && IsNation(t.The(i)) ? t.The(i) + 3 : i;
        var at = start == i ? t.The(i) : start;
        return School(at) ?? Fiscal(at);
    }

    private DateAtom? Fiscal(int at)
    {
        var shift = t[at].Word switch { "last" or "previous" => -1, "this" or "current" => 0, "next" or "coming" => 1, _ => 9 };
        var name = shift == 9 ? at : at + 1;
        if (!IsName(name))
        {
            return null;
        }

        var rule = Rule(at);
        var number = t.Is(name, "fy") ? name + 1 : name + 2;
        if (shift != 9)
        {
            return context.Written is not { } day || rule is not { } known ? DateAtom.Unfixed(number)
                : Whole(number, (day.Month >= known.Month ? day.Year : day.Year - 1) + shift, null, known.Month) with { IsInferred = true };
        }

        number = t.IsDash(number) || t.IsApostrophe(number) ? number + 1 : number;
        if (Year(number) is not { } first)
        {
            return null;
        }

        var second = t.IsDash(number + 1) || t.IsMark(number + 1, '/') || t.Is(number + 1, "and") ? Year(number + 2) : null;
        var end = second > first ? number + 3 : number + 1;
        if (rule is not { } country)
        {
            return second > first ? Between(end, first, second.Value) : Between(end, first - 1, first);
        }

        // 2007/08 of a country names one year by both; FY 2007-08 of America names two
        var isOne = second == first + 1 && (HasNation(at) || t.IsMark(number + 1, '/'));
        var from = isOne || !country.IsNamedByEnd ? first : first - 1;
        return Whole(end, from, second > first && !isOne ? country.IsNamedByEnd ? second - 1 : second : null, country.Month);
    }

    /// <summary><c>the academic year 2007-08</c>, <c>the 2007-08 school year</c>.</summary>
    private DateAtom? School(int i)
    {
        var isFirst = IsSchool(i) && t.Is(i + 1, "year");
        var number = isFirst ? i + 2 : i;
        if (!t.IsYear(number) || (t.IsTight(number) && t.IsDash(number - 1)))
        {
            return null;
        }

        var first = t[number].Value;
        var second = t.IsDash(number + 1) || t.IsMark(number + 1, '/') ? Year(number + 2) : null;
        var end = second == first + 1 ? number + 3 : number + 1;
        return isFirst ? Between(end, first, first + 1)
            : IsSchool(end) && t.Is(end + 1, "year") ? Between(end + 2, first, first + 1)
            : null;
    }

    private bool IsSchool(int i) => t.IsOneOf(i, "academic", "school");

    private bool IsName(int i) => (t.Is(i, "fy") && t.IsUpper(i)) || (t.IsOneOf(i, "fiscal", "financial") && t[i + 1] is { Class: DateWord.Unit, Value: 12 });

    private bool IsNation(int i) => t.IsUpper(i) && Lookup.ContainsKey(Word(i));

    private ReadOnlySpan<char> Word(int i) => t[i].Kind == DateTokenKind.Word ? t.Text.AsSpan(t[i].Start, t[i].Length) : [];

    private int Before(int at) => t.Is(at - 1, "s") && t.IsApostrophe(at - 2) ? at - 3 : at - 1;

    private bool HasNation(int at) => IsNation(Before(at));

    /// <summary>America's where no country is named; none where one is named whose year is not known.</summary>
    private (int Month, bool IsNamedByEnd)? Rule(int at)
    {
        var before = Before(at);
        return IsNation(before) ? Lookup[Word(before)]
            : before < at - 1 && t.IsUpper(before) || (t.IsUpper(before) && t[before].Class == DateWord.None && EndsAsNation(Word(before))) ? null
            : (10, true);
    }

    private static bool EndsAsNation(ReadOnlySpan<char> word) =>
        word.EndsWith("ian", StringComparison.Ordinal) || word.EndsWith("ese", StringComparison.Ordinal) || word.EndsWith("ish", StringComparison.Ordinal) || word.EndsWith("ean", StringComparison.Ordinal);

    private int? Year(int i) => t.IsYear(i) ? t[i].Value : t[i].Length == 2 && t.IsNumber(i, 2, 0, 99) ? DateCalendar.Pivot(t[i].Value) : null;

    private static DateAtom Whole(int end, int first, int? last, int month)
    {
        var until = last ?? first;
        return DateAtom.Fixed(end, new(first, month), month == 1 ? new(until, 12) : new(until + 1, month - 1)) with { IsInferred = false };
    }

    private static DateAtom Between(int end, int first, int last) => DateAtom.Fixed(end, new(first), new(last)) with { IsInferred = false };

    /// <summary>The month in which the government's year begins, and whether the year is named by the one in which it ends.</summary>
    private static FrozenDictionary<string, (int, bool)> Build()
    {
        (int Month, bool IsNamedByEnd, string Names)[] rules =
        [
            (10, true, "American U.S. US Thai Thailand Lao Laos Laotian Haitian Haiti"),
            (4, false, "Japanese Japan Burmese Burma Myanmar Indian India British UK Britain Singaporean Singapore"),
            (4, true, "Canadian Canada"),
            (7, true, "Australian Australia Bangladeshi Bangladesh Pakistani Pakistan Egyptian Egypt Kenyan Kenya Ugandan Uganda Tanzanian Tanzania"),
            (1, false, "Cambodian Cambodia Vietnamese Vietnam Chinese China Philippine Philippines Malaysian Malaysia Indonesian Indonesia Korean Korea German Germany French France"),
        ];
        return rules.SelectMany(r => r.Names.Split(' '), (r, name) => (name, (r.Month, r.IsNamedByEnd))).ToFrozenDictionary(p => p.name, p => p.Item2, StringComparer.OrdinalIgnoreCase);
    }
}
