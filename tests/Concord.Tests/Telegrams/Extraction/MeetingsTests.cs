using System.Globalization;
using Concord.Core.Kernel;
using Concord.Core.Telegrams;
using Concord.Core.Telegrams.Extraction;

namespace Concord.Tests.Telegrams.Extraction;

public sealed class MeetingsTests(ITestOutputHelper output)
{
    private static string Say(MeetingMention m) =>
        string.Join(" | ", m.Name, m.Date.When?.Edtf ?? "-", m.Place ?? "-", m.AdmissionRule ?? "-", m.CouldNotAttend.IsEmpty ? "-" : string.Join("; ", m.CouldNotAttend));

    private static string Read(string text) => string.Join("\n", Meetings.Find(Expected.Invented(text)).Select(Say));

    [Theory]
    [InlineData("The third Lake Cities Dialogue on Safe Migration, held in Mwanza February 26-27, closed early.", "third Lake Cities Dialogue on Safe Migration | 2008-02-26/2008-02-27 | Mwanza | - | -")]
    [InlineData("The Andean Summit on Migration took place in La Paz February 4-5.", "Andean Summit on Migration | 2008-02-04/2008-02-05 | La Paz | - | -")]
    [InlineData("Labor ministers met in Paramaribo on February 20.", "Labor ministers | 2008-02-20 | Paramaribo | - | -")]
    [InlineData("At a one-day conference in Tirana on February 18, ministers spoke.", "one-day conference | 2008-02-18 | Tirana | - | -")]
    [InlineData("The next Border Forum will be held in Kampala in May.", "")]
    [InlineData("Officials discussed the outcome of the Youth Forum.", "")]
    [InlineData("The drafting session on February 10 was closed to observers.", "drafting session | 2008-02-10 | - | closed to observers | observers")]
    [InlineData("During a question and answer session for delegations (that was closed to the press), Burma spoke.", "question and answer session | - | - | closed to the press | press")]
    public void A_meeting_is_read_with_days_place_and_admission(string text, string expected) => Assert.Equal(expected, Read(text));

    [Fact]
    public void An_opening_that_is_public_is_the_meetings_rule_and_a_session_is_its_own()
    {
        const string text = "The second Port Cities Forum, held in Colombo February 26-27, closed. The opening was public; the working session on February 27 was limited to city officials, and consulate staff could not attend.";
        var meetings = Meetings.Find(Expected.Invented(text));
        Assert.Equal(
            ["second Port Cities Forum | 2008-02-26/2008-02-27 | Colombo | opening public | -", "working session | 2008-02-27 | Colombo | limited to city officials | consulate staff"],
            meetings.Select(Say));
        Assert.Equal("the working session on February 27 was limited to city officials, and consulate staff could not attend", meetings[1].Anchor.Quote);
    }

    [Fact]
    public void Two_meetings_in_one_breath_are_two_and_a_day_may_be_closed()
    {
        var meetings = Meetings.Find(Expected.Invented(
            ("1", null, null, "At the Coordinated Lakes Initiative against Trafficking (CLIT) Senior Officials Meeting (SOM) and Inter Ministerial Meeting (IMM) in Entebbe February 12-14, delegates spoke."),
            ("5", null, null, "On February 13, the second day of the CLIT, which was closed to Embassy observers, delegations discussed a text.")));
        Assert.Equal(
            [
                "Coordinated Lakes Initiative against Trafficking (CLIT) Senior Officials Meeting (SOM) | 2008-02-12/2008-02-14 | Entebbe | - | -",
                "Inter Ministerial Meeting (IMM) | 2008-02-12/2008-02-14 | Entebbe | - | -",
                "second day of the CLIT | 2008-02-13 | Entebbe | closed to Embassy observers | Embassy observers",
            ],
            meetings.Select(Say));
    }

    [Fact]
    public void The_quote_is_what_stands_in_the_paragraph()
    {
        foreach (var expected in Expected.Corpus())
            foreach (var meeting in Meetings.Find(expected.Telegram))
                Anchors.Holds(expected.Telegram, meeting.Anchor);
    }

    [Theory]
    [InlineData(1, 0.75, 0.75)]
    [InlineData(2, 0.649, 0.8)]
    [InlineData(3, 0.21, 0.3)]
    public void The_corpus_is_read_at_least_so_well(int round, double recall, double precision)
    {
        var (found, right, wanted) = (0, 0, 0);
        foreach (var expected in Expected.Corpus(round))
        {
            var got = Meetings.Find(expected.Telegram).Select(m => string.Join(" | ", m.Name, m.Date.When?.Edtf ?? "-", m.AdmissionRule ?? "-")).ToList();
            var want = expected.Of("meetings").Select(m => string.Join(" | ", Expected.Text(m, "name"), Expected.Text(m.GetProperty("date"), "edtf") ?? "-", Expected.Text(m, "admission_rule") ?? "-")).ToList();
            foreach (var missing in want.Except(got)) output.WriteLine($"{expected.File} - {missing}");
            foreach (var extra in got.Except(want)) output.WriteLine($"{expected.File} + {extra}");
            (found, right, wanted) = (found + got.Count, right + got.Intersect(want).Count(), wanted + want.Count);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"found {found}, wanted {wanted}, right {right}"));
        Assert.True(right >= recall * wanted && right >= precision * found);
    }
}
