using System.Globalization;
using Concord.Core.Telegrams;
using Concord.Core.Telegrams.Extraction;

namespace Concord.Tests.Telegrams.Extraction;

public sealed class PeopleTests(ITestOutputHelper output)
{
    private static string Say(PersonMention p) =>
        string.Join(" | ", p.Name, p.Title ?? "-", p.Body ?? "-", p.Country ?? "-") + (p.ProtectSource ? " | protect" : "");

    private static string Read(string text) => string.Join("\n", People.Find(Expected.Invented(text)).Select(Say));

    [Theory]
    [InlineData("Ministry of Public Security Vice Minister Zhang Weiguo praised it.", "Zhang Weiguo | Vice Minister | Ministry of Public Security | -")]
    [InlineData("At the SOM opening ceremony, Ministry of Public Security Vice Minister Zhang Weiguo praised it.", "Zhang Weiguo | Vice Minister | Ministry of Public Security | -")]
    [InlineData("Ministry of Women's Affairs Secretary of State You Sok said so.", "You Sok | Secretary of State | Ministry of Women's Affairs | -")]
    [InlineData("Ministry of Public Security (MPS) Criminal Investigation Department Director General Du Lin emphasized it.", "Du Lin | Director General | Ministry of Public Security (MPS) Criminal Investigation Department | -")]
    [InlineData("The session included a keynote address by China's Minister of Public Security Meng Tao.", "Meng Tao | Minister of Public Security | - | China")]
    [InlineData("Nguyen Van An, Deputy Director of the Department of Labor, said so.", "Nguyen Van An | Deputy Director | Department of Labor | -")]
    [InlineData("Director May Tan (protect source) told us that it failed.", "May Tan | Director | - | - | protect")]
    [InlineData("Director May Tan spoke first. Tan told us privately (strictly protect) that it failed.", "May Tan | Director | - | - | protect")]
    [InlineData("Director May Tan (source protection requested) told us that it failed.", "May Tan | Director | - | - | protect")]
    [InlineData("Director May Tan (head of the Child Protection Unit) told us that it failed.", "May Tan | Director | - | -")]
    [InlineData("Ms. Ratna Wijayaputri disagreed.", "Ratna Wijayaputri | - | - | -")]
    [InlineData("Thai Police Major General Somchai Prasert reported three raids.", "Somchai Prasert | Police Major General | - | Thailand")]
    [InlineData("Royal Thai Police Colonel Somchai Prasert reported three raids.", "Somchai Prasert | Colonel | Royal Thai Police | Thailand")]
    [InlineData("Major General Somchai visited Kampala.", "Somchai | Major General | - | -")]
    [InlineData("U Win and Daw Khin Khin were there.", "U Win | - | - | -\nDaw Khin Khin | - | - | -")]
    [InlineData("The minister, H.E. Dr. Amina binti Yusof, opened the hearing.", "Amina binti Yusof | minister | - | -")]
    [InlineData("Interior Ministry spokesman Ivan K. Petrenko denied it.", "Ivan K. Petrenko | spokesman | Interior Ministry | -")]
    [InlineData("Brazilian Federal Police Chief João d'Almeida da Silva briefed us.", "João d'Almeida da Silva | Chief | Federal Police | Brazil")]
    [InlineData("Jean-Luc van der Berg, head of the Belgian Immigration Office, agreed.", "Jean-Luc van der Berg | head | Belgian Immigration Office | Belgium")]
    [InlineData("Iraqi Deputy Minister Haider al-Maliki said no.", "Haider al-Maliki | Deputy Minister | - | Iraq")]
    [InlineData("UNDP Country Director Lena Borg emphasized rights.", "Lena Borg | Country Director | UNDP | -")]
    [InlineData("UN Resident Coordinator Karim Mallik stressed poverty.", "Karim Mallik | Resident Coordinator | UN | -")]
    [InlineData("Mexican Attorney General's Office Special Prosecutor Maria de la Cruz Ortega promised more.", "Maria de la Cruz Ortega | Special Prosecutor | Attorney General's Office | Mexico")]
    [InlineData("Deputy Mayor O'Brien-Smith asked why.", "O'Brien-Smith | Deputy Mayor | - | -")]
    [InlineData("Governor of Chiang Rai Somchai Wong said so.", "Somchai Wong | Governor of Chiang Rai | - | Thailand")]
    [InlineData("The Ugandan Commissioner for Refugees, Okello Byaruhanga, said so.", "Okello Byaruhanga | Commissioner for Refugees | - | Uganda")]
    [InlineData("Petra Novakova, a labor lawyer with La Strada, told us more.", "Petra Novakova | lawyer | La Strada | -")]
    [InlineData("Foreign Minister Aung Tin met Ambassador Smith.", "Aung Tin | Foreign Minister | - | -\nSmith | Ambassador | - | -")]
    [InlineData("Deputy Director Michael Jordan said so.", "Michael Jordan | Deputy Director | - | -")]
    [InlineData("National Center on Prevention and Suppression of Human Trafficking Director Rarin Sirorat said so.", "Rarin Sirorat | Director | National Center on Prevention and Suppression of Human Trafficking | -")]
    [InlineData("Sri Lankan Probation Commissioner Nirmala Perera spoke.", "Nirmala Perera | Probation Commissioner | - | Sri Lanka")]
    [InlineData("Kyrgyz Deputy Prosecutor General Gulzat Toktogulova was frank.", "Gulzat Toktogulova | Deputy Prosecutor General | - | Kyrgyzstan")]
    [InlineData("Haitian Charge d'Affaires Jean-Robert Estime said so.", "Jean-Robert Estime | Charge d'Affaires | - | Haiti")]
    [InlineData("Khalid Rahman stressed it.", "Khalid Rahman | - | - | -")]
    [InlineData("Col. Abdou Diop and Lt. Col. Sira Ba were present.", "Abdou Diop | Col. | - | -\nSira Ba | Lt. Col. | - | -")]
    public void A_person_is_read_with_title_body_and_country(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("Ministers signed a Joint Declaration in Beijing.")]
    [InlineData("The Joint Declaration reaffirmed the commitment of COMMIT.")]
    [InlineData("Human Rights Watch said so; Save the Children reported otherwise.")]
    [InlineData("Phnom Penh said it would sign, Kuala Lumpur replied in May.")]
    [InlineData("Poloff attended. An International Labor Organization official told us more.")]
    [InlineData("The Deputy Prime Minister will lead the National Leading Working Group.")]
    [InlineData("In August, the Council of Ministers approved a new draft law.")]
    [InlineData("The Director General May announce it in June.")]
    [InlineData("Thailand tasked the Ministry of Social Development and Human Security to implement the SPA.")]
    [InlineData("The Mayor of Tanjung Biru said so.")]
    [InlineData("Tanjung Biru Deputy Mayor's office was closed.")]
    [InlineData("The Cambodian League (LICADHO) said nothing. Chab Dai (CD) said nothing either.")]
    [InlineData("PROVINCIAL GOVERNOR TOLD EMBOFF OF IT.")]
    [InlineData("The Secretary General of ASEAN met the Chairman of the Commission on Monday.")]
    public void Places_bodies_texts_and_months_are_no_persons(string text) => Assert.Equal("", Read(text));

    [Fact]
    public void One_person_is_one_entry_however_short_the_later_name_is()
    {
        var persons = People.Find(Expected.Invented(
            ("3/China", "China", null, "Criminal Investigation Department Director General Du Lin emphasized the plan. Du said more. Director Du stopped there."),
            ("4", null, null, "Du Lin and Mr. Du left.")));
        Assert.Equal("Du Lin | Director General | Criminal Investigation Department | China", Say(Assert.Single(persons)));
        Assert.Equal("Du Lin", People.Meant(persons, "Du")?.Name);
        Assert.Null(People.Meant(persons, "Malik"));
    }

    [Fact]
    public void A_new_title_makes_a_second_entry()
    {
        var persons = People.Find(Expected.Invented("Deputy Minister Ana Lopez spoke. Commission Chairwoman Lopez closed the day."));
        Assert.Equal(["Ana Lopez | Deputy Minister | - | -", "Ana Lopez | Chairwoman | Commission | -"], persons.Select(Say));
    }

    [Fact]
    public void The_country_comes_from_the_bullet_or_the_heading_but_not_for_international_bodies()
    {
        var persons = People.Find(Expected.Invented(
            ("2/Laos", "Laos", null, "Police Department Deputy Director General Kham Inthavong said so. UNICEF Representative Eva Lind agreed."),
            ("3", null, "SINGAPORE", "Assistant Director Mei Tan said so."),
            ("4", null, "INDIA AND BANGLADESH", "Director Prakash Rao said so.")));
        Assert.Equal(["Laos", null, "Singapore", null], persons.Select(p => p.Country));
    }

    [Fact]
    public void The_quote_is_what_stands_in_the_paragraph()
    {
        foreach (var expected in Expected.Corpus())
            foreach (var person in People.Find(expected.Telegram))
                Anchors.Holds(expected.Telegram, person.Anchor);
    }

    [Theory]
    [InlineData(1, 0.9, 0.9)]
    [InlineData(2, 0.86, 0.86)]
    [InlineData(3, 0.64, 0.64)]
    public void The_corpus_is_read_at_least_so_well(int round, double recall, double precision)
    {
        var (found, right, wanted) = (0, 0, 0);
        foreach (var expected in Expected.Corpus(round))
        {
            var got = People.Find(expected.Telegram).Select(Say).ToList();
            var want = expected.Of("persons").Select(p => string.Join(" | ", Expected.Text(p, "name"), Expected.Text(p, "title") ?? "-", Expected.Text(p, "body") ?? "-", Expected.Text(p, "country") ?? "-")).ToList();
            foreach (var missing in want.Except(got)) output.WriteLine($"{expected.File} - {missing}");
            foreach (var extra in got.Except(want)) output.WriteLine($"{expected.File} + {extra}");
            (found, right, wanted) = (found + got.Count, right + got.Intersect(want).Count(), wanted + want.Count);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"found {found}, wanted {wanted}, right {right}"));
        Assert.True(right >= recall * wanted && right >= precision * found);
    }
}
