using Concord.Core.Telegrams.Gazetteers;

namespace Concord.Tests.Telegrams.Gazetteers;

public sealed class CountriesTests
{
    private const string IsoCodes =
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY " +
        "BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK " +
        "FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR " +
        "IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK " +
        "ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM " +
        "PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF " +
        "TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

    [Fact]
    public void Every_code_of_the_standard_is_there_once_and_Kosovo_besides()
    {
        var iso = IsoCodes.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(249, iso.Length);
        Assert.Equal(iso.Append("XK").Order(StringComparer.Ordinal), Gazetteer.All.Select(c => c.Iso2).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_name_means_two_countries_unless_it_is_declared_to()
    {
        var rows = Tsv.Rows("countries.tsv");
        var names = rows.SelectMany(r => Tsv.Values(r[2]).Prepend(r[1]).Concat(Tsv.Values(r[3])).Distinct().Select(n => (Name: n, Iso2: r[0])));
        var twice = names.GroupBy(n => n.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Select(n => n.Iso2).Distinct().Count() > 1).Select(g => g.Key);
        Assert.Empty(twice);
        var declared = Tsv.Rows("ambiguous.tsv").Select(r => r[0]).ToHashSet();
        Assert.DoesNotContain(rows.SelectMany(r => Tsv.Values(r[2]).Prepend(r[1]).Concat(Tsv.Values(r[3]))), declared.Contains);
    }

    [Fact]
    public void No_city_is_in_two_countries()
    {
        var cities = Tsv.Rows("countries.tsv").SelectMany(r => Tsv.Values(r[4]).Distinct().Select(c => (City: c, Iso2: r[0])));
        Assert.Empty(cities.GroupBy(c => c.City, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Fact]
    public void Every_name_and_adjective_of_the_tables_is_found_as_itself()
    {
        foreach (var row in Tsv.Rows("countries.tsv"))
            foreach (var name in Tsv.Values(row[2]).Prepend(row[1]).Concat(Tsv.Values(row[3])))
                Assert.True(Gazetteer.CountryOf(name)?.Iso2 == row[0], name);
    }

    [Theory]
    [InlineData("Myanmar", "MM")]
    [InlineData("Lao PDR", "LA")]
    [InlineData("Viet Nam", "VN")]
    [InlineData("the PRC", "CN")]
    [InlineData("Republic of Korea", "KR")]
    [InlineData("Ivory Coast", "CI")]
    [InlineData("Côte d\u2019Ivoire", "CI")]
    [InlineData("Eswatini", "SZ")]
    [InlineData("Macedonia's", "MK")]
    [InlineData("the Philippines'", "PH")]
    [InlineData("The Gambia", "GM")]
    [InlineData("U.S.", "US")]
    [InlineData("BURMESE", "MM")]
    [InlineData("Filipinas", "PH")]
    [InlineData("Georgia", "GE")]
    public void A_country_goes_by_many_names(string name, string iso2) => Assert.Equal(iso2, Gazetteer.CountryOf(name)?.Iso2);

    [Theory]
    [InlineData("Burmese officials said Burma's police met the Thais.", "MM~ MM TH~")]
    [InlineData("Laos's plan, the Lao government and Laotian police", "LA LA~ LA~")]
    [InlineData("Nigerien officers and Nigerian ones; Niger and Nigeria", "NE~ NG~ NE NG")]
    [InlineData("Guinea, Equatorial Guinea, Guinea-Bissau and Papua New Guinea", "GN GQ GW PG")]
    [InlineData("the Dominican Republic and Dominica", "DO DM")]
    [InlineData("the Democratic Republic of the Congo, Congo-Brazzaville", "CD CG")]
    [InlineData("they ate turkey and a polish for brass in the china shop", "")]
    [InlineData("Turkey, Poland and the Polish police", "TR PL PL~")]
    [InlineData("the Thai-Burma border and Sino-Vietnamese talks", "TH~ MM CN~ VN~")]
    [InlineData("ships in the Indian Ocean and the South China Sea after Chinese New Year", "")]
    [InlineData("China posts on the Korean Peninsula", "")]
    [InlineData("an office in New Mexico, New Jersey and Latin America", "")]
    [InlineData("Mr. Jordan met Dr. Israel in Jordan", "JO")]
    [InlineData("Korea and Congo", "")]
    [InlineData("translated into English, and the French-speaking and Spanish language press", "")]
    [InlineData("in French waters", "FR~")]
    [InlineData("the U.S.-Mexico border, U.S. and UK citizens", "US MX US GB")]
    [InlineData("TELL US OF THE BURMESE IN CHAD", "MM~ TD")]
    [InlineData("RTG and GVN officials", "TH VN")]
    [InlineData("Pakistan, Chadian and Omani women", "PK TD~ OM~")]
    [InlineData("a Romanian, two Omanis, three Frenchmen, four Swiss", "RO~ OM~ FR~ CH~")]
    [InlineData("Trinidad and Tobago and Bosnia and Herzegovina", "TT BA")]
    public void Mentions_are_found_as_written_and_traps_are_none(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Gazetteer.Countries.Find(text).Select(m => m.Iso2 + (m.IsAdjective ? "~" : ""))));

    [Fact]
    public void A_shared_name_means_the_country_of_the_post_when_it_is_one_of_them()
    {
        Assert.Equal("KR", Assert.Single(Gazetteer.Countries.Find("Korean officers", "KR")).Iso2);
        Assert.Equal("CD", Assert.Single(Gazetteer.Countries.Find("in Congo", "CD")).Iso2);
        Assert.Equal("ID", Assert.Single(Gazetteer.Countries.Find("GOI officials", "ID")).Iso2);
        Assert.Empty(Gazetteer.Countries.Find("GOI officials", "FR"));
    }

    [Fact]
    public void A_mention_leaves_out_the_possessive_ending()
    {
        const string text = "the Netherlands' aid and Burma's law";
        Assert.Equal(["Netherlands", "Burma"], Gazetteer.Countries.Find(text).Select(m => text[m.Span.Start..m.Span.End]));
    }

    [Theory]
    [InlineData("AMEMBASSY BEIJING", "CN")]
    [InlineData("AMEMBASSY RANGOON", "MM")]
    [InlineData("AMCONSUL CHIANG MAI", "TH")]
    [InlineData("AMEMBASSY PHNOM PENH//DAO//", "KH")]
    [InlineData("USMISSION GENEVA", "CH")]
    [InlineData("AIT TAIPEI", "TW")]
    [InlineData("USINT HAVANA", "CU")]
    [InlineData("USMISSION USUN NEW YORK", "US")]
    [InlineData("AMEMBASSY PORT OF SPAIN", "TT")]
    [InlineData("AMEMBASSY KUWAIT", "KW")]
    [InlineData("AMEMBASSY SINGAPORE", "SG")]
    [InlineData("SECSTATE WASHDC", "US")]
    [InlineData("AMCONSUL TANJUNG BIRU", null)]
    [InlineData("", null)]
    public void A_post_stands_in_its_country(string plad, string? iso2) => Assert.Equal(iso2, Gazetteer.CountryOfPost(plad)?.Iso2);

    [Theory]
    [InlineData("Deputy Director General", "Police Department Deputy Director General")]
    [InlineData("Vice Minister", "Ministry of Public Security Vice Minister")]
    [InlineData("Secretary of State", "Ministry of Women's Affairs Secretary of State")]
    [InlineData("Country Director", "UNDP Country Director")]
    [InlineData("UN Resident Coordinator", "UN Resident Coordinator", 3)]
    [InlineData("Assistant Director", "Ministry of Social Welfare Assistant Director")]
    [InlineData("Deputy Mayor", "Tanjung Biru Deputy Mayor")]
    [InlineData("Labor Minister", "the Labor Minister")]
    [InlineData("Deputy Foreign Minister", "Albanian Deputy Foreign Minister")]
    [InlineData("Police Major General", "Police Major General")]
    [InlineData("Lieutenant Colonel", "Lieutenant Colonel")]
    [InlineData("Chargé d'Affaires", "the Chargé d'Affaires")]
    [InlineData("Permanent Secretary", "Ministry of Gender Permanent Secretary")]
    public void The_longest_title_is_read_from_the_right(string title, string text, int drop = 0)
    {
        var span = Titles.LongestEndingAt(text, text.Length);
        Assert.NotNull(span);
        Assert.Equal(title[drop..], text[span.Value.Start..span.Value.End]);
    }

    [Theory]
    [InlineData("Ministry")]
    [InlineData("task force")]
    [InlineData("Centre")]
    [InlineData("Prosecutor's Office")]
    public void Body_words_are_known(string word) => Assert.True(Bodies.IsHeadWord(word));

    [Fact]
    public void Organisations_are_known_by_name()
    {
        Assert.Equal("un", Bodies.KindOf("UNIAP"));
        Assert.Equal("police", Bodies.KindOf("Interpol"));
        Assert.Equal(4, Bodies.OrganizationAt("with UNDP help", 5).Length);
        Assert.Equal(0, Bodies.OrganizationAt("with help", 5).Length);
        Assert.False(Bodies.IsHeadWord("mango"));
    }

    [Fact]
    public void Any_text_is_read_without_a_fault()
    {
        string[] odd = ["", "'", "U.S", "U.", "Côte d'", "\uD800", "the", "a\u0301", "Guinea-", "Korea'", new string('U', 10_000)];
        foreach (var text in odd)
        {
            _ = Gazetteer.Countries.Find(text);
            _ = Gazetteer.CountryOf(text);
            _ = Gazetteer.CountryOfPost(text);
            for (var i = 0; i <= text.Length && i < 50; i++) _ = Titles.LongestEndingAt(text, i);
        }
    }
}
