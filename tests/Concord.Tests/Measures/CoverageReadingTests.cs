using Concord.Core.Measures;

namespace Concord.Tests.Measures;

public sealed class CoverageReadingTests
{
    [Theory]
    [InlineData("the Act on Prevention and Suppression of Human Trafficking which includes men in the definition of human trafficking", "+Men")]
    [InlineData("an anti-trafficking law that criminalizes \"all forms of trafficking.\"", "+AllForms")]
    [InlineData("The law does not cover men", "-Men")]
    [InlineData("The law applies only to women and children", "+Women -Men +Children")]
    [InlineData("Men are not covered by the decree", "-Men")]
    [InlineData("The code prohibits forced labor, debt bondage and the removal of organs but does not punish forced marriage", "+ForcedLabour +Slavery +OrganRemoval -ForcedMarriage")]
    [InlineData("It covers all forms of exploitation except organ trafficking", "-OrganRemoval +AllForms")]
    [InlineData("The bill defines trafficking as recruiting, transporting or harbouring persons by fraud or coercion", "+Recruitment +Transport +Harbouring +Coercion +Fraud")]
    [InlineData("The law states that the consent of the victim is irrelevant", "+ConsentIrrelevant")]
    [InlineData("The decree excludes internal trafficking", "-Internal")]
    [InlineData("Attempts are punishable and accomplices are punished", "+Attempt +Accomplices")]
    public void What_a_law_covers_is_read_with_what_it_leaves_out(string sentence, string expected) =>
        Assert.Equal(
            expected.Split(' ').OrderBy(e => Enum.Parse<CoverageElement>(e[1..])),
            CoverageReading.Of(sentence).Select(c => (c.Covers ? "+" : "-") + c.Element));

    [Theory]
    [InlineData("Thailand passed the Act on the Suppression of Prostitution and Sexual Exploitation of Women")]
    [InlineData("The law was passed on November 28")]
    [InlineData("The council approved a new draft law on the suppression of human trafficking and sexual exploitation")]
    [InlineData("")]
    public void The_title_of_a_law_is_not_what_it_covers(string sentence) => Assert.Empty(CoverageReading.Of(sentence));

    [Fact]
    public void Every_element_has_its_place_and_a_name_that_lasts()
    {
        Assert.All(Covered.Elements, e => Assert.Equal(e, Covered.Parse(Covered.Aspect(e))));
        Assert.Equal("covers/organ-removal", Covered.Aspect(CoverageElement.OrganRemoval));
        Assert.Equal(CoveragePart.Purpose, Covered.PartOf(CoverageElement.ForcedBegging));
    }
}
