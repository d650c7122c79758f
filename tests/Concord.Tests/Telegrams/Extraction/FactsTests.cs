using Concord.Core.Telegrams;
using Concord.Core.Telegrams.Extraction;
using static Concord.Tests.Telegrams.Extraction.FactsOf;

namespace Concord.Tests.Telegrams.Extraction;

public sealed class FactsTests
{
    [Theory]
    [InlineData("Atlantis signed an agreement with Laos in June 2006.", "signed", FactKind.Agreement, FactStatus.Signed)]
    [InlineData("Laos passed a law on trafficking.", "law-passed", FactKind.Law, FactStatus.Passed)]
    [InlineData("The cabinet approved a draft law on trafficking.", "approved", FactKind.Law, FactStatus.Approved)]
    [InlineData("The by-law entered into force in May 2006.", "in-force", FactKind.Law, FactStatus.InForce)]
    [InlineData("Laos established a task force on trafficking.", "established", FactKind.Institution, FactStatus.Established)]
    [InlineData("Laos and Cambodia negotiated a memorandum of understanding.", "drafted", FactKind.Agreement, FactStatus.Drafted)]
    [InlineData("Cambodian police arrested 14 traffickers.", "police", FactKind.Operation, FactStatus.Completed)]
    [InlineData("Laos conducted an awareness campaign in border villages.", "held", FactKind.Campaign, FactStatus.Completed)]
    [InlineData("The pilot project was extended for a year.", "extended", FactKind.Pilot, FactStatus.Extended)]
    [InlineData("The national plan of action is awaiting approval by the cabinet.", "awaiting", FactKind.NationalPlan, FactStatus.AwaitingApproval)]
    [InlineData("Ministers adopted a joint declaration.", "adopted", FactKind.Declaration, FactStatus.Adopted)]
    [InlineData("Cambodia trained 250 police officers.", "trained", FactKind.Training, FactStatus.Completed)]
    public void A_rule_reads_a_clause(string text, string rule, FactKind kind, FactStatus status)
    {
        var fact = Assert.Single(In(text));
        Assert.Equal((rule, kind, status, FactPolarity.Positive), (fact.Rule, fact.Kind, fact.Status, fact.Polarity));
    }

    [Theory]
    [InlineData("Laos's Law on Recruitment covers women but does not cover men.", "Laos's Law on Recruitment")]
    [InlineData("The bill on border trade was drafted in May 2006 and is expected to be passed in 2008.", "bill on border trade")]
    [InlineData("The weaving pilot, extended twice, ended in June 2006.", "weaving pilot")]
    [InlineData("The memorandum was signed in May 2006 but has never been applied.", "memorandum")]
    public void What_a_second_verb_says_has_the_name_of_the_first(string text, string title)
    {
        var facts = In(text);
        Assert.Equal(2, facts.Length);
        Assert.All(facts, f => Assert.Equal(title, f.Title));
    }

    [Fact]
    public void An_official_is_not_of_a_country_that_did_something_together_with_another()
    {
        Assert.Equal("China", CountryOfWang("Laos and China signed an agreement in June 2006. Ministry of Commerce Director Wang Min said it will enter into force in 2008. China opened a shelter, he said."));
        Assert.Null(CountryOfWang("Laos and China signed an agreement in June 2006. Ministry of Commerce Director Wang Min said it will enter into force in 2008."));

        static string? CountryOfWang(string text) => Assert.Single(Extracted(text).Persons).Country;
    }

    [Theory]
    [InlineData("Laos will sign the agreement in 2009.", FactStatus.Expected)]
    [InlineData("Laos is expected to sign the agreement.", FactStatus.Expected)]
    [InlineData("Laos plans to sign the agreement.", FactStatus.Planned)]
    [InlineData("Laos intends to sign the agreement.", FactStatus.Intended)]
    [InlineData("Laos promised to sign the agreement.", FactStatus.Pledged)]
    [InlineData("Laos may sign the agreement.", FactStatus.Possible)]
    [InlineData("Laos offered to sign the agreement.", FactStatus.Possible)]
    [InlineData("The agreement must be signed by the president.", FactStatus.AwaitingApproval)]
    [InlineData("Laos made efforts to pass a law.", FactStatus.Ongoing)]
    [InlineData("Laos is developing a pilot project.", FactStatus.Ongoing)]
    [InlineData("The plan is being finalized.", FactStatus.Ongoing)]
    public void What_is_not_done_is_not_called_done(string text, FactStatus status) =>
        Assert.All(In(text), f => Assert.Equal(status, f.Status));

    [Theory]
    [InlineData("Laos has not signed the agreement.")]
    [InlineData("No agreement was signed.")]
    [InlineData("Laos has yet to sign the agreement.")]
    [InlineData("Laos failed to sign the agreement.")]
    [InlineData("Laos refused to sign the agreement.")]
    [InlineData("The law is not yet in force.")]
    [InlineData("Laos neither signed nor initialed the agreement.")]
    [InlineData("The law is no longer in force.")]
    public void What_is_denied_is_never_positive(string text) =>
        Assert.All(In(text), f => Assert.Equal(FactPolarity.Negative, f.Polarity));

    [Theory]
    [InlineData("The official said none had yet led to a conviction.")]
    [InlineData("The minister asked whether the law had been passed.")]
    [InlineData("If the law is passed, the shelter will open.")]
    [InlineData("Laos called for the signing of an agreement.")]
    [InlineData("The minister stressed the need for the enactment of a law.")]
    [InlineData("Laos did not say when the agreement would be signed.")]
    [InlineData("Delegates discussed the adoption of a declaration.")]
    public void What_is_only_spoken_of_has_not_happened(string text) =>
        Assert.DoesNotContain(In(text), f => f.Kind != FactKind.Statement && f.Polarity == FactPolarity.Positive
            && f.Status is FactStatus.Signed or FactStatus.Passed or FactStatus.Enacted or FactStatus.Adopted or FactStatus.InForce or FactStatus.Completed or FactStatus.Established);

    [Theory]
    [InlineData("It will enter into force when three parliaments have ratified the agreement.")]
    [InlineData("After both governments have ratified the agreement, the office will open.")]
    [InlineData("The decree would be issued only after parliament passed the law.")]
    [InlineData("The shelter cannot open until the cabinet has approved the law.")]
    [InlineData("The shelter will open once the cabinet has approved the law.")]
    [InlineData("Deputy Minister Ivan Bondar denied press reports that Laos had signed the agreement.")]
    [InlineData("Laos has neither signed the agreement nor means to.")]
    [InlineData("Nor has Laos signed the agreement.")]
    public void What_something_to_come_waits_for_has_not_happened(string text) =>
        Assert.DoesNotContain(In(text), f => f.Polarity == FactPolarity.Positive && f.Status is FactStatus.Signed or FactStatus.Approved or FactStatus.Passed);

    [Fact]
    public void Who_denies_is_the_speaker_and_what_is_denied_is_negative()
    {
        var facts = In("Deputy Minister Ivan Bondar denied press reports that Laos had signed the agreement. He said the police arrested 12 brokers.");
        Assert.All(facts, f => Assert.Equal("Ivan Bondar", f.Speaker));
        Assert.Equal([FactPolarity.Negative, FactPolarity.Positive], facts.Select(f => f.Polarity));
    }

    [Theory]
    [InlineData("The law adopted in 2002 came into force on July 1, 2004.", FactStatus.InForce, "2004-07-01")]
    [InlineData("The parliament hoped to pass the law by March.", FactStatus.Intended, "../2008-03")]
    [InlineData("Donors pledged $60 million for shelters on March 1.", FactStatus.Pledged, "2007-03-01")]
    public void A_date_belongs_to_its_verb_and_looks_the_way_it_looks(string text, FactStatus status, string date) =>
        Assert.Contains(In(text), f => f.Status == status && f.Date.When?.Edtf == date);

    [Fact]
    public void Coordinated_verbs_are_facts_of_their_own()
    {
        var facts = In("Burmese officials said Burma established an anti-trafficking unit, developed bilateral MOUs with Thailand and China and sent officials to training programs.");
        Assert.Equal([FactKind.Institution, FactKind.Agreement, FactKind.Training], facts.Select(f => f.Kind));
        Assert.Equal([FactStatus.Established, FactStatus.Drafted, FactStatus.Completed], facts.Select(f => f.Status));
        Assert.Equal(["Thailand", "China"], facts[1].Partners);
        Assert.All(facts, f => Assert.Equal("Burmese officials", f.Speaker));
    }

    [Fact]
    public void A_participle_between_commas_and_the_verb_after_it_are_two_facts()
    {
        var facts = In("A by-law on agencies, passed in November 2006, is not yet in force.");
        Assert.Equal([(FactStatus.Passed, FactPolarity.Positive), (FactStatus.InForce, FactPolarity.Negative)], facts.Select(f => (f.Status, f.Polarity)));
        Assert.Equal("2006-11", facts[0].Date.When?.Edtf);
        Assert.Null(facts[1].Date.When);
    }

    [Fact]
    public void A_list_after_a_colon_is_read_item_by_item()
    {
        var facts = In("Two drafts were tabled: an Indonesian draft on referral and a Singaporean draft on hotline numbers.");
        Assert.Equal(["Indonesia", "Singapore"], facts.Select(f => f.Country));
        Assert.All(facts, f => Assert.Equal(FactStatus.Drafted, f.Status));
    }

    [Fact]
    public void The_date_of_what_is_expected_is_not_that_of_what_was_done()
    {
        var facts = In("The law was passed on November 28 and is expected to be enacted in April 2008.");
        Assert.Equal([("2007-11-28", DateCertainty.Actual), ("2008-04", DateCertainty.Expected)], facts.Select(f => (f.Date.When!.Edtf, f.Date.Certainty)));
        Assert.Equal([FactStatus.Passed, FactStatus.Expected], facts.Select(f => f.Status));
    }

    [Fact]
    public void A_condition_is_kept() =>
        Assert.Contains(In("Saudi Arabia will sign the agreement if the parliament approves it."), f => f.Polarity == FactPolarity.Conditional);

    [Fact]
    public void A_pronoun_means_the_latest_speaker()
    {
        var facts = In("Deputy Mayor Ratna Wijayaputri said the city opened a shelter. She added that the police arrested 12 brokers.");
        Assert.Equal([Attribution.Explicit, Attribution.Pronoun], facts.Select(f => f.Attribution));
        Assert.All(facts, f => Assert.Equal("Ratna Wijayaputri", f.Speaker));
    }

    [Fact]
    public void Figures_carry_their_unit_and_qualifier()
    {
        var figure = Assert.Single(Assert.Single(In("Cambodia trained up to 1,240 police officers.")).Figures);
        Assert.Equal((1240m, "police officers", "up to"), (figure.Value, figure.Unit, figure.Qualifier));
    }

    [Theory]
    [InlineData("Laos established a Central Database Unit on April 2.", "Central Database Unit")]
    [InlineData("Laos and China signed an agreement on the exchange of evidence on March 12.", "agreement on the exchange of evidence")]
    [InlineData("Laos passed a law against trafficking of children and women in May.", "law against trafficking of children and women")]
    public void A_title_is_the_whole_name_and_no_date(string text, string title) => Assert.Equal(title, Assert.Single(In(text)).Title);

    [Theory]
    [InlineData("The shelter, due to open in May, has been postponed.", DateCertainty.Expected)]
    [InlineData("A hotline, announced for this month, has been cancelled.", DateCertainty.Expected)]
    [InlineData("The shelter was opened in January.", DateCertainty.Actual)]
    public void What_a_thing_was_set_for_is_not_when_it_was(string text, DateCertainty certainty) => Assert.Equal(certainty, In(text)[0].Date.Certainty);

    [Theory]
    [InlineData("NGO representatives were admitted on the last day.")]
    [InlineData("A closing session on June 13 was open to observers by invitation.")]
    [InlineData("Two sessions on June 12 were reserved for government delegations.")]
    public void Who_was_let_in_is_no_statement(string text) => Assert.DoesNotContain(In("Director May Tan said so. " + text), f => text.Contains(f.Anchor.Quote, StringComparison.Ordinal));

    [Fact]
    public void A_bare_number_counts_what_the_number_before_it_counts()
    {
        var facts = In("The desk handled 1,240 complaints in 2007, of which 312 were passed to the police.");
        Assert.Contains(facts.SelectMany(f => f.Figures), f => f.Value == 312 && f.Unit == "complaints");
    }

    [Theory]
    [InlineData("A scheme for employers starts on April 30.", FactStatus.Expected)]
    [InlineData("A scheme for employers started on January 30.", FactStatus.Ongoing)]
    public void A_present_verb_with_a_day_still_to_come_is_only_expected(string text, FactStatus status) => Assert.Equal(status, In(text)[0].Status);

    [Theory]
    [InlineData("The Employment Permit Act, in force since August 2004, has covered seamen.", FactPolarity.Positive)]
    [InlineData("The Employment Permit Act, not yet in force, has been printed.", FactPolarity.Negative)]
    public void A_text_may_stand_in_force_beside_its_name(string text, FactPolarity polarity) =>
        Assert.Contains(In(text), f => f is { Kind: FactKind.Law, Status: FactStatus.InForce } && f.Polarity == polarity);

    [Fact]
    public void A_source_to_protect_is_protected() =>
        Assert.All(In("Officer Tan Ah Kow (strictly protect) told us the police arrested 12 brokers."), f => Assert.True(f.ProtectSource));

    [Theory]
    [InlineData("Officer Tan Ah Kow (protection of identity requested) told us the police arrested 12 brokers.", true)]
    [InlineData("Officer Tan Ah Kow told us, please protect, that the police arrested 12 brokers.", true)]
    [InlineData("Officer Tan Ah Kow (Child Protection Unit) told us the police arrested 12 brokers.", false)]
    public void Only_a_request_to_protect_protects_a_fact(string text, bool expected) =>
        Assert.All(In(text), f => Assert.Equal(expected, f.ProtectSource));
}
