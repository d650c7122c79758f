using Concord.Core.Telegrams;
using static Concord.Tests.Telegrams.Extraction.FactsOf;

namespace Concord.Tests.Telegrams.Extraction;

/// <summary>The many ways in which English says that something is not, or not yet, so: none may come out as done.</summary>
public sealed class NotDoneTests
{
    private static readonly FactStatus[] Reached =
        [FactStatus.Signed, FactStatus.Adopted, FactStatus.Passed, FactStatus.Enacted, FactStatus.InForce, FactStatus.Established, FactStatus.Completed, FactStatus.Approved, FactStatus.Initialed];

    [Theory]
    [InlineData("Benin all but signed the memorandum.")]
    [InlineData("Togo almost completed the training.")]
    [InlineData("Ghana came close to signing the agreement.")]
    [InlineData("Togo stopped short of adopting the law.")]
    [InlineData("It is not true that the unit was established.")]
    [InlineData("It is doubtful that the unit was ever set up.")]
    [InlineData("It was rumored that the law had been passed.")]
    [InlineData("Reports that the agreement was signed are wrong.")]
    [InlineData("He raised the possibility that the law was passed.")]
    [InlineData("Togo wants the agreement signed by June.")]
    [InlineData("Donors want to see the law passed.")]
    [InlineData("Ghana would like the unit set up soon.")]
    [InlineData("The minister hoped to have the law adopted by May.")]
    [InlineData("Ghana suggested that a joint task force be set up.")]
    [InlineData("The delegation asked that the text be adopted.")]
    [InlineData("Should Parliament pass the law, the police will apply it.")]
    [InlineData("Had donors paid, the shelter would have opened in May.")]
    [InlineData("Were the law passed, the police would apply it.")]
    [InlineData("But for the strike, the shelter would have opened in May.")]
    [InlineData("The 30 officers to be trained are in Lome.")]
    [InlineData("A declaration to be signed in June is ready.")]
    [InlineData("He believes the shelter to have opened.")]
    [InlineData("A second course, promised for January, was not held.")]
    [InlineData("A text was to have been signed in May and was not.")]
    [InlineData("She does not expect it to be signed this year.")]
    [InlineData("The agreement on recruitment remains unsigned.")]
    [InlineData("A commission of inquiry, the creation of which was announced in May, has yet to be named.")]
    [InlineData("The opening of the shelter was announced in March.")]
    [InlineData("The training scheduled for March fell through.")]
    [InlineData("Nothing was signed.")]
    [InlineData("An inquiry, which she said she would welcome, has not been ordered.")]
    [InlineData("The plan to open a shelter was dropped.")]
    public void None_comes_out_as_done(string text) =>
        Assert.DoesNotContain(In(text), f => f.Polarity == FactPolarity.Positive && Reached.Contains(f.Status));

    [Theory]
    [InlineData("The signing of the memorandum took place in Lome.", FactKind.Agreement, FactStatus.Signed, FactPolarity.Positive)]
    [InlineData("Adoption of the law is expected in June.", FactKind.Law, FactStatus.Expected, FactPolarity.Positive)]
    [InlineData("The regulations were not issued until last month.", FactKind.Law, FactStatus.Enacted, FactPolarity.Positive)]
    [InlineData("In Togo a law was passed in May.", FactKind.Law, FactStatus.Passed, FactPolarity.Positive)]
    [InlineData("In May Ghana signed the agreement.", FactKind.Agreement, FactStatus.Signed, FactPolarity.Positive)]
    [InlineData("Togolese police closed two brokers' houses in Lome.", FactKind.Operation, FactStatus.Completed, FactPolarity.Positive)]
    [InlineData("There have been no convictions.", FactKind.Operation, FactStatus.Completed, FactPolarity.Negative)]
    [InlineData("A trafficking bill passed the lower house in May.", FactKind.Law, FactStatus.Passed, FactPolarity.Positive)]
    [InlineData("Law drafted in May.", FactKind.Law, FactStatus.Drafted, FactPolarity.Positive)]
    [InlineData("The decree was signed in December.", FactKind.Law, FactStatus.Signed, FactPolarity.Positive)]
    [InlineData("The president signed the law.", FactKind.Law, FactStatus.Enacted, FactPolarity.Positive)]
    public void What_is_said_in_other_words_is_read(string text, FactKind kind, FactStatus status, FactPolarity polarity)
    {
        var fact = Assert.Single(In(text), f => f.Kind != FactKind.Statement);
        Assert.Equal((kind, status, polarity), (fact.Kind, fact.Status, fact.Polarity));
    }

    [Fact]
    public void The_subject_before_an_inserted_speaker_is_kept()
    {
        var fact = Assert.Single(In("Benin, she went on, opened a transit center in Hillacondji last year."));
        Assert.Equal((FactKind.Institution, FactStatus.Established, "Benin"), (fact.Kind, fact.Status, fact.Country));
    }

    [Fact]
    public void An_officials_country_is_that_whose_doings_he_told_of_first()
    {
        var facts = In("Special Prosecutor Dilcia Arriaga said Honduras created a unit in June. The unit investigated 37 cases, she stated.");
        Assert.All(facts, f => Assert.Equal("Honduras", f.Country));
    }
}
