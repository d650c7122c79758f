using System.Globalization;
using System.Text;
using Concord.Core.Kernel;
using CsCheck;

namespace Concord.Tests.Kernel;

public sealed class WhenTests
{
    private static When Of(string edtf) => When.Parse(edtf).Match(when => when, refusals => throw new ArgumentException($"{edtf}: {refusals[0]}", nameof(edtf)));

    private static string Code(string edtf) => When.Parse(edtf).Match(when => $"read as {when}", refusals => refusals[0].Code);

    private static string Days(When when) =>
        $"{when.Earliest?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "open"} {when.Latest?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "open"}";

    [Theory]
    [InlineData("1985-04-12", "1985-04-12 1985-04-12")]
    [InlineData("1985-04", "1985-04-01 1985-04-30")]
    [InlineData("2008-02", "2008-02-01 2008-02-29")]
    [InlineData("1985", "1985-01-01 1985-12-31")]
    [InlineData("0000", "0001-01-01 0001-01-01")]
    [InlineData("1964/2008", "1964-01-01 2008-12-31")]
    [InlineData("2004-06/2006-08", "2004-06-01 2006-08-31")]
    [InlineData("2004-02-01/2005-02-08", "2004-02-01 2005-02-08")]
    [InlineData("2004-02-01/2005", "2004-02-01 2005-12-31")]
    [InlineData("2005/2006-02", "2005-01-01 2006-02-28")]
    [InlineData("Y170000002", "9999-12-31 9999-12-31")]
    [InlineData("Y-170000002", "0001-01-01 0001-01-01")]
    [InlineData("2001-21", "2001-03-01 2001-05-31")]
    [InlineData("2001-22", "2001-06-01 2001-08-31")]
    [InlineData("2007-23", "2007-09-01 2007-11-30")]
    [InlineData("2007-24", "2007-12-01 2008-02-29")]
    [InlineData("2007-30", "2007-12-01 2008-02-29")]
    [InlineData("2007-32", "2007-06-01 2007-08-31")]
    [InlineData("2008-33", "2008-01-01 2008-03-31")]
    [InlineData("2008-35", "2008-07-01 2008-09-30")]
    [InlineData("2008-38", "2008-05-01 2008-08-31")]
    [InlineData("2008-40", "2008-01-01 2008-06-30")]
    [InlineData("2008-41", "2008-07-01 2008-12-31")]
    [InlineData("2004-06-11~", "2004-06-08 2004-06-14")]
    [InlineData("2004-06?", "2004-05-17 2004-07-15")]
    [InlineData("1984%", "1982-12-31 1986-01-01")]
    [InlineData("201X", "2010-01-01 2019-12-31")]
    [InlineData("20XX", "2000-01-01 2099-12-31")]
    [InlineData("2004-XX", "2004-01-01 2004-12-31")]
    [InlineData("1985-04-XX", "1985-04-01 1985-04-30")]
    [InlineData("1985-XX-XX", "1985-01-01 1985-12-31")]
    [InlineData("156X-12-25", "1560-12-25 1569-12-25")]
    [InlineData("198X-02-29", "1980-02-29 1988-02-29")]
    [InlineData("1984-1X", "1984-10-01 1984-12-31")]
    [InlineData("1985-04-12/..", "1985-04-12 open")]
    [InlineData("1985-04/", "1985-04-01 open")]
    [InlineData("../1985", "open 1985-12-31")]
    [InlineData("/1985-04-12", "open 1985-04-12")]
    [InlineData("2008-01~/2008-04~", "2007-12-17 2008-05-15")]
    [InlineData("-1985", "0001-01-01 0001-01-01")]
    [InlineData("[2008-05,2008-06]", "2008-05-01 2008-06-30")]
    [InlineData("[..1760-12-03]", "open 1760-12-03")]
    [InlineData("[1760-12..]", "1760-12-01 open")]
    [InlineData("[1667,1668,1670..1672]", "1667-01-01 1672-12-31")]
    [InlineData("{1960,1961-12}", "1960-01-01 1961-12-31")]
    [InlineData("2004-06~-11", "2004-05-27 2004-06-26")]
    [InlineData("2004-06-~11", "2004-06-08 2004-06-14")]
    [InlineData("?2004-06-11", "2003-12-11 2004-12-11")]
    public void A_date_spans_its_whole_units(string edtf, string days)
    {
        Assert.Equal(days, Days(Of(edtf)));
        Assert.Equal(edtf, Of(edtf).ToString());
    }

    [Theory]
    [InlineData("", "when.empty")]
    [InlineData("yesterday", "when.year")]
    [InlineData("85", "when.year")]
    [InlineData("-0000", "when.year")]
    [InlineData("2008-13", "when.month")]
    [InlineData("2008-20", "when.month")]
    [InlineData("2008-42", "when.month")]
    [InlineData("2008-4", "when.month")]
    [InlineData("2008-02-30", "when.no-such-day")]
    [InlineData("2007-02-29", "when.no-such-day")]
    [InlineData("2007-XX-32", "when.no-such-day")]
    [InlineData("2008-04-1", "when.day")]
    [InlineData("2008-21-01", "when.unreadable")]
    [InlineData("2008-04-12T10:00:00Z", "when.time-of-day")]
    [InlineData("2008-04-12 ", "when.unreadable")]
    [InlineData("2008~~", "when.unreadable")]
    [InlineData("?2008~", "when.unreadable")]
    [InlineData("Y2008", "when.year-not-long")]
    [InlineData("Y012345", "when.year-not-long")]
    [InlineData("Y12345678901", "when.year-too-long")]
    [InlineData("Y17E7", "when.year-not-long")]
    [InlineData("1950S2", "when.unsupported")]
    [InlineData("2008/2007", "when.interval-reversed")]
    [InlineData("2006/2007/2008", "when.interval-parts")]
    [InlineData("../..", "when.interval-says-nothing")]
    [InlineData("/", "when.interval-says-nothing")]
    [InlineData("[2008", "when.set-unclosed")]
    [InlineData("[2008}", "when.set-unclosed")]
    [InlineData("[]", "when.set-member-empty")]
    [InlineData("[2008,]", "when.set-member-empty")]
    [InlineData("[2008,..2009]", "when.set-open")]
    [InlineData("[2009..2008]", "when.interval-reversed")]
    [InlineData("[2008/2009]", "when.unreadable")]
    public void What_is_not_a_date_is_refused_with_the_reason(string edtf, string code) => Assert.Equal(code, Code(edtf));

    [Fact]
    public void Blanks_in_a_set_are_not_kept() => Assert.Equal("[1667,1668,1670..1672]", Of("[1667, 1668, 1670..1672]").Edtf);

    [Theory]
    [InlineData("2007", "2008", Order.Before)]
    [InlineData("2008", "2007", Order.After)]
    [InlineData("2008-04", "2008", Order.Possibly)]
    [InlineData("2008-04-12", "2008-04-12", Order.Possibly)]
    [InlineData("../2008-01", "2008-02-01", Order.Before)]
    [InlineData("../2008-01", "2007-12", Order.Possibly)]
    [InlineData("2004/..", "2003-12-31", Order.After)]
    [InlineData("2007-12-19", "2008-01~", Order.Possibly)]
    [InlineData("2007-11", "2008-01~", Order.Before)]
    [InlineData("-1985", "-1984", Order.Before)]
    [InlineData("Y20000", "Y20001", Order.Before)]
    [InlineData("2007-23", "2007-12", Order.Before)]
    public void Comparison_has_three_answers(string a, string b, Order order) => Assert.Equal(order, When.Compare(Of(a), Of(b)));

    [Theory]
    [InlineData("2008-04-12", 2008, 4, 12, Answer.Yes)]
    [InlineData("2008-04-12", 2008, 4, 13, Answer.No)]
    [InlineData("2008-04", 2008, 4, 13, Answer.Possibly)]
    [InlineData("2008-01/2008-04", 2008, 2, 10, Answer.Yes)]
    [InlineData("2008-01/2008-04", 2008, 1, 10, Answer.Possibly)]
    [InlineData("2008-01/2008-04", 2008, 5, 1, Answer.No)]
    [InlineData("2004/..", 2009, 1, 1, Answer.Yes)]
    [InlineData("2004/", 2009, 1, 1, Answer.Possibly)]
    [InlineData("../2008-01", 1990, 1, 1, Answer.Yes)]
    [InlineData("/2008-01", 1990, 1, 1, Answer.Possibly)]
    [InlineData("[2008-01,2008-03]", 2008, 1, 10, Answer.Possibly)]
    public void A_day_is_covered_surely_perhaps_or_not(string edtf, int year, int month, int day, Answer answer) =>
        Assert.Equal(answer, Of(edtf).Covers(new DateOnly(year, month, day)));

    [Fact]
    public void Values_are_made_from_parts()
    {
        var april = When.Month(2008, 4).Match(w => w, _ => null!);
        var year = When.Year(2009).Match(w => w, _ => null!);
        Assert.Equal("2008-04", april.Edtf);
        Assert.Equal("2008-04-12", When.Day(new DateOnly(2008, 4, 12)).Edtf);
        Assert.Equal("2008-04/2009", When.Interval(april, year).Match(w => w.Edtf, r => r[0].Code));
        Assert.Equal("../2008-04", When.UpTo(april).Match(w => w.Edtf, r => r[0].Code));
        Assert.Equal("2009/..", When.From(year).Match(w => w.Edtf, r => r[0].Code));
        Assert.Equal("when.interval-reversed", When.Interval(year, april).Match(w => w.Edtf, r => r[0].Code));
        Assert.Equal("when.interval-parts", When.From(Of("2008/2009")).Match(w => w.Edtf, r => r[0].Code));
        Assert.Equal("when.month", When.Month(2008, 13).Match(w => w.Edtf, r => r[0].Code));
        Assert.Equal("when.month", When.Month(2008, -1).Match(w => w.Edtf, r => r[0].Code));
        Assert.Equal("Y12345", When.Year(12345).Match(w => w.Edtf, r => r[0].Code));
        Assert.Equal("-0044", When.Year(-44).Match(w => w.Edtf, r => r[0].Code));
        Assert.Equal("Y-2147483648", When.Year(int.MinValue).Match(w => w.Edtf, r => r[0].Code));
    }

    private static Gen<string> Pick(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);

    private static readonly Gen<string> Qualifier = Pick("", "", "~", "?", "%");
    private static readonly Gen<string> Year =
        from y in Gen.Int[0, 9999] from sign in Pick("", "", "", "-") select $"{(y == 0 ? "" : sign)}{y:0000}";
    private static readonly Gen<string> Date = Gen.OneOf(
        Year,
        from y in Year from q in Qualifier select y + q,
        from y in Year from m in Gen.Int[1, 12] from q in Qualifier select $"{y}-{m:00}{q}",
        from y in Year from m in Gen.Int[21, 41] from q in Qualifier select $"{y}-{m:00}{q}",
        from y in Year from m in Gen.Int[1, 12] from d in Gen.Int[1, 28] from q in Qualifier select $"{y}-{m:00}-{d:00}{q}",
        from y in Gen.Int[10000, int.MaxValue] from sign in Pick("", "-") from q in Qualifier select $"Y{sign}{y}{q}",
        from y in Gen.Int[0, 999] from q in Qualifier select $"{y:000}X{q}",
        from y in Gen.Int[0, 99] select $"{y:00}XX",
        from y in Year select $"{y}-XX",
        from y in Year from m in Gen.Int[1, 12] select $"{y}-{m:00}-XX",
        from y in Year from m in Gen.Int[1, 12] from d in Gen.Int[1, 28] select $"{y}~-{m:00}-?{d:00}");
    private static readonly Gen<string> Any = Gen.OneOf(
        Date,
        from d in Date from open in Pick("", "..") select $"{open}/{d}",
        from d in Date from open in Pick("", "..") select $"{d}/{open}",
        (from a in Date from b in Date select (a, b)).Where(p => When.Compare(Of(p.a), Of(p.b)) == Order.Before).Select(p => $"{p.a}/{p.b}"),
        from members in Date.Array[1, 5] from all in Gen.Bool select all ? $"{{{string.Join(',', members)}}}" : $"[{string.Join(',', members)}]");

    [Fact]
    public void What_is_read_is_printed_the_same() =>
        Any.Sample(edtf => Of(edtf).Edtf == edtf && Of(Of(edtf).Edtf) == Of(edtf), iter: 50_000);

    [Fact]
    public void The_earliest_is_never_after_the_latest() =>
        Any.Sample(edtf => Of(edtf) is var w && (w.Earliest is null || w.Latest is null || w.Earliest <= w.Latest), iter: 50_000);

    [Fact]
    public void Comparison_is_antisymmetric() =>
        Gen.Select(Any, Any).Sample((a, b) => When.Compare(Of(a), Of(b)) == When.Compare(Of(b), Of(a)) switch
        {
            Order.Before => Order.After,
            Order.After => Order.Before,
            _ => Order.Possibly,
        }, iter: 50_000);

    [Fact]
    public void Less_precision_never_narrows() =>
        Gen.Select(Gen.Int[1000, 9999], Gen.Int[1, 12], Gen.Int[1, 28], Qualifier).Sample((y, m, d, q) =>
        {
            string[] ladder = [$"{y}-{m:00}-{d:00}", $"{y}-{m:00}", $"{y}-{(m - 1) / 3 + 33}", $"{y}-{(m - 1) / 6 + 40}", $"{y}", $"{y / 10}X", $"{y / 100}XX", $"{y / 1000}XXX"];
            for (var i = 0; i < ladder.Length; i++)
            {
                var narrow = Of(ladder[i] + q);
                if (!narrow.Encloses(Of(ladder[i])) || (i + 1 < ladder.Length && !Of(ladder[i + 1] + q).Encloses(narrow)))
                {
                    return false;
                }
            }

            return Of($"{y}~-{m:00}").Encloses(Of($"{y}~-{m:00}-{d:00}")) && Of($"{y}-{m:00}-XX").Encloses(Of($"{y}-{m:00}-{d:00}"))
                && Of($"../{y}").Encloses(Of($"{y}-{m:00}/{y}"));
        }, iter: 20_000);

    [Fact]
    public void Reading_never_throws_whatever_it_is_given()
    {
        const string Alphabet = "0123456789XY-/.~?%[]{}, TESZ:+aé\u0000\ud83d";
        var random = new Random(20080229);
        string[] seeds = ["2008-04-12", "2008-01~/2008-04~", "[2008-05,2008-06]", "{1960,1961-12}", "../2008", "Y170000002", "2007-23", "156X-12-25", "?2004-06~-11", "[1667,1668,1670..1672]"];
        var read = 0;
        for (var i = 0; i < 300_000; i++)
        {
            var text = new StringBuilder(i % 2 == 0 ? seeds[random.Next(seeds.Length)] : "");
            for (var edits = random.Next(1, i % 2 == 0 ? 4 : 16); edits > 0; edits--)
            {
                var at = random.Next(text.Length + 1);
                _ = random.Next(3) == 0 && at < text.Length ? text.Remove(at, 1) : text.Insert(at, Alphabet[random.Next(Alphabet.Length)]);
            }

            read += When.Parse(text.ToString()).Match(when => when.Edtf == Of(when.Edtf).Edtf && !(when.Earliest > when.Latest) ? 1 : throw new InvalidOperationException(when.Edtf), _ => 0);
        }

        Assert.True(read > 5_000, $"{read} of 300,000 were dates");
        Assert.Equal("when.empty", When.Parse(null!).Match(_ => "", r => r[0].Code));
        Assert.Equal("when.too-long", Code(new string('2', 1_000_000)));
    }
}
