using Concord.Core.Kernel;
using Concord.Core.Meetings;
using Concord.Core.Telegrams;

namespace Concord.Tests.Subjects;

/// <summary>Which meeting a name means, who was let into what, and which day is whose.</summary>
public sealed class MeetingFoldTests
{
    private static readonly MeasureId One = new(new Guid("00000000-0000-0000-0000-000000000001"));
    private static readonly MeasureId Two = new(new Guid("00000000-0000-0000-0000-000000000002"));
    private static readonly SourceId Here = new(new Guid("00000000-0000-0000-0000-00000000000a"));
    private static readonly SourceId There = new(new Guid("00000000-0000-0000-0000-00000000000b"));

    private static When At(string edtf) => When.Parse(edtf).Match(w => w, r => throw new InvalidOperationException(r[0].Code));

    [Fact]
    public void Two_meetings_of_one_name_in_two_years_are_told_apart_by_their_days()
    {
        var names = NamedMeetings.Of([new(One, "Regional Task Force", Here, At("2015-10-15/2015-10-16")), new(Two, "the Regional Task Force", There, At("2016-02-18/2016-02-19"))]);
        Assert.Equal(One, names.Find("Regional Task Force", Here, null));
        Assert.Equal(Two, names.Find("THE REGIONAL TASK FORCE", null, At("2016-02")));
        Assert.Null(names.Find("Regional Task Force", null, null));
        Assert.Null(names.Find("Regional Task Force", null, At("2019")));
        Assert.Null(names.Find("Regional Task Force", null, At("2015/2016")));
        Assert.Null(names.Find("…", Here, null));
    }

    [Fact]
    public void Sources_that_admit_differently_stand_side_by_side_and_silence_is_no_answer()
    {
        var table = AdmissionTable.Of([One, Two],
        [
            Says(One, "the press", Admitted.No), Says(One, "Press", Admitted.Yes), Says(Two, "NGOs", Admitted.Perhaps), Says(new MeasureId(Guid.NewGuid()), "NGOs", Admitted.Yes),
        ]);
        Assert.Equal(["the press", "NGOs"], table.Rows.Select(r => r.Party));
        Assert.Equal([Admitted.Differs, Admitted.NotSaid], table.Rows[0].Cells.Select(c => c.Word));
        Assert.Equal([Admitted.NotSaid, Admitted.Perhaps], table.Rows[1].Cells.Select(c => c.Word));
        Assert.Equal(2, table.Rows[0].Cells[0].By.Length);
    }

    [Theory]
    [InlineData(Ties.Admitted, Polarity.Affirms, Certainty.Plain, Admitted.Yes)]
    [InlineData(Ties.Admitted, Polarity.Denies, Certainty.Plain, Admitted.No)]
    [InlineData(Ties.NotAdmitted, Polarity.Affirms, Certainty.Plain, Admitted.No)]
    [InlineData(Ties.NotAdmitted, Polarity.Denies, Certainty.Plain, Admitted.Yes)]
    [InlineData(Ties.NotAdmitted, Polarity.Conditional, Certainty.Plain, Admitted.Perhaps)]
    [InlineData(Ties.Admitted, Polarity.Affirms, Certainty.Hedged, Admitted.Perhaps)]
    public void A_denied_admission_is_the_other_one(string role, Polarity polarity, Certainty certainty, Admitted word) =>
        Assert.Equal(word, AdmissionTable.Word(role, polarity, certainty));

    [Fact]
    public void However_the_statements_are_mixed_a_cell_says_what_a_plain_count_says()
    {
        var random = new Random(7);
        for (var n = 0; n < 500; n++)
        {
            var said = Enumerable.Range(0, random.Next(12)).Select(_ => Says(random.Next(2) == 0 ? One : Two, "party " + random.Next(3), (Admitted)random.Next(1, 4))).ToList();
            var table = AdmissionTable.Of([One, Two], said);
            Assert.Equal(said.Select(s => s.Party).Distinct().Count(), table.Rows.Length);
            foreach (var row in table.Rows)
            {
                for (var c = 0; c < 2; c++)
                {
                    var here = said.Where(s => s.Party == row.Party && s.Session == table.Sessions[c]).Select(s => s.Says).ToHashSet();
                    var (yes, no) = (here.Contains(Admitted.Yes), here.Contains(Admitted.No));
                    Assert.Equal(yes && no ? Admitted.Differs : yes ? Admitted.Yes : no ? Admitted.No : here.Count > 0 ? Admitted.Perhaps : Admitted.NotSaid, row.Cells[c].Word);
                }
            }
        }
    }

    [Fact]
    public void Days_are_drawn_where_sources_give_few_and_never_averaged()
    {
        var days = MeetingDays.Of([new(One, [At("2007-12-12/2007-12-14"), At("2007-12-13/2007-12-15")]), new(Two, [At("2007-12-13")])])!;
        Assert.Equal(4, days.Days.Length);
        Assert.Equal([true, true, true, true], days.Sittings[0].On);
        Assert.Equal([false, true, false, false], days.Sittings[1].On);
        Assert.Null(MeetingDays.Of([new(One, [At("2007")]), new(Two, [])]));
        Assert.Null(MeetingDays.Of([]));
    }

    [Theory]
    [InlineData("closed to the press", "", "press")]
    [InlineData("open to consulates but not to the press", "consulates", "press")]
    [InlineData("closed to everyone but heads of delegation", "heads of delegation", "")]
    [InlineData("limited to delegations and NGOs", "delegations|NGOs", "")]
    [InlineData("restricted to ministers; opening open to the press", "ministers|press", "")]
    [InlineData("behind closed doors", "", "")]
    [InlineData("closed to the press, NGOs and embassy observers", "", "press|NGOs|embassy observers")]
    public void A_rule_of_admission_is_read_as_far_as_it_goes(string rule, string admitted, string kept)
    {
        var read = Admission.Of(rule, []);
        Assert.Equal(admitted, string.Join('|', read.Admitted));
        Assert.Equal(kept, string.Join('|', read.NotAdmitted));
    }

    private static AdmissionSaid Says(MeasureId session, string party, Admitted word) => new(session, party, word, new StatementId(Guid.NewGuid()));
}
