using Concord.Core.Kernel;
using Concord.Core.Measures;

namespace Concord.Tests.Measures;

public sealed class PositionReadingTests
{
    [Theory]
    [InlineData("Burma supports including Malaysia in future COMMIT meetings", Stance.Supports, "including Malaysia in future COMMIT meetings", false)]
    [InlineData("supports the role of NGOs in the fight against trafficking", Stance.Supports, "the role of NGOs in the fight against trafficking", false)]
    [InlineData("intends to work with as many UN agencies as possible on trafficking", Stance.Intends, "work with as many UN agencies as possible on trafficking", false)]
    [InlineData("plans to include youth in policy planning", Stance.Intends, "include youth in policy planning", false)]
    [InlineData("The delegation said Ghana was opposed to a common register.", Stance.Opposes, "a common register", false)]
    [InlineData("Togo does not support the new fee", Stance.Supports, "the new fee", true)]
    [InlineData("Benin could not accept a standing secretariat; it would pay its own way.", Stance.Opposes, "a standing secretariat", false)]
    [InlineData("He spoke in favour of a joint hotline", Stance.Supports, "a joint hotline", false)]
    [InlineData("Nobody was against it", Stance.Opposes, "it", false)]
    public void A_position_is_read_with_its_question_in_the_words_of_the_sentence(string sentence, Stance stance, string on, bool denied) =>
        Assert.Equal(new PositionReading(stance, on, denied), PositionReading.Of(sentence));

    [Theory]
    [InlineData("The centre offers legal support to victims")]
    [InlineData("Police opened three offices")]
    [InlineData("With the support of UNICEF, a shelter was opened")]
    [InlineData("")]
    public void Where_nobody_takes_a_position_none_is_read(string sentence) => Assert.Null(PositionReading.Of(sentence));
}
