using System.Collections.Frozen;

namespace Concord.Core.Kernel;

/// <summary>What a word can do in a date phrase.</summary>
internal enum DateWord
{
    None, Plain, Month, MonthShort, Weekday, Season, Count, Ordinal, Unit, Counted, Honorific, Meeting,
}

/// <summary>
/// The closed word lists of the date grammar. A word that is not here ends a phrase. Values: month 1–12, Monday 1 to Sunday 7, season 21–24,
/// the number a word counts, the months in a unit (days as 0, weeks as -1).
/// </summary>
internal static class DatePhraseWords
{
    public const int Days = 0;
    public const int Weeks = -1;

    private static readonly FrozenDictionary<string, (string Text, DateWord Kind, int Value)> All = Build();

    private static readonly FrozenDictionary<string, (string Text, DateWord Kind, int Value)>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        All.GetAlternateLookup<ReadOnlySpan<char>>();

    public static (string Text, DateWord Kind, int Value) Find(ReadOnlySpan<char> word) =>
        word.Length <= 14 && Lookup.TryGetValue(word, out var found) ? found : ("", DateWord.None, 0);

    private static FrozenDictionary<string, (string, DateWord, int)> Build()
    {
        var words = new Dictionary<string, (string, DateWord, int)>(StringComparer.OrdinalIgnoreCase);
        void Add(DateWord kind, string list, int first, int step = 1)
        {
            foreach (var word in list.Split(' '))
            {
                words[word] = (word, kind, first);
                first += step;
            }
        }

        Add(DateWord.Plain, "the a an of in on at by until till up to through thru before prior ahead after since ever from between and or during throughout within over for "
            + "no not later earlier sooner than least most latest early mid middle late end start beginning this last next past coming following previous preceding current upcoming "
            + "ago few several couple many yesterday today tomorrow tonight near foreseeable distant immediate future recent due course date fiscal financial calendar fy q h b e be s z "
            + "sometime some time around circa ca c about approximately roughly nearly almost toward towards starting commencing effective with as onward onwards forward "
            + "half opening closing final its their his her our now first-ever now- point recently weekend latter academic school", 0, 0);
        Add(DateWord.Month, "january february march april may june july august september october november december", 1);
        Add(DateWord.MonthShort, "jan feb mar apr", 1);
        Add(DateWord.MonthShort, "jun jul aug sep oct nov dec", 6);
        Add(DateWord.MonthShort, "sept", 9);
        Add(DateWord.Weekday, "monday tuesday wednesday thursday friday saturday sunday", 1);
        Add(DateWord.Season, "spring summer autumn winter", 21);
        Add(DateWord.Season, "fall", 23);
        Add(DateWord.Count, "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty", 1);
        Add(DateWord.Count, "thirty forty fifty sixty seventy eighty ninety", 30, 10);
        Add(DateWord.Ordinal, "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth", 1);
        Add(DateWord.Unit, "day days", Days, 0);
        Add(DateWord.Unit, "week weeks", Weeks, 0);
        Add(DateWord.Unit, "month months", 1, 0);
        Add(DateWord.Unit, "quarter quarters", 3, 0);
        Add(DateWord.Unit, "year years", 12, 0);
        Add(DateWord.Unit, "decade decades", 120, 0);
        Add(DateWord.Counted, "people persons women men children girls boys victims officials officers workers migrants participants offenders traffickers suspects inspectors delegates students "
            + "teachers calls families households brokers recruiters agents smugglers civilians refugees detainees defendants respondents volunteers soldiers prosecutors judges lawyers nationals "
            + "percent million billion thousand hundred dollars baht euros usd hours hrs miles kilometers km copies", 0, 0);
        Add(DateWord.Counted, "cases complaints villages schools districts communes provinces towns cities sites locations communities countries instances hotels factories workshops operations raids arrests "
            + "convictions prosecutions investigations incidents shelters seats copies pages posts", 1, 0);
        Add(DateWord.Honorific, "ms mr mrs miss dr madam madame sir lord lady prof professor minister director ambassador secretary general colonel captain president senator governor mayor judge officer commissioner", 0, 0);
        Add(DateWord.Meeting, "meeting conference summit session talks dialogue workshop forum visit seminar consultations consultation negotiations assembly congress round event mission trip symposium "
            + "roundtable training som imm gathering hearing plenary ministerial", 0, 0);
        return words.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
