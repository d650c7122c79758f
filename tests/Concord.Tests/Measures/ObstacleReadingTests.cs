using Concord.Core.Measures;

namespace Concord.Tests.Measures;

public sealed class ObstacleReadingTests
{
    [Theory]
    [InlineData("said legal issues and security concerns remain obstacles to this process", "legal issues and security concerns", "this process")]
    [InlineData("integrating trafficking victims back into society is a significant challenge", "integrating trafficking victims back into society", null)]
    [InlineData("He noted that poverty was still the main obstacle to prevention.", "poverty", "prevention")]
    [InlineData("The main challenges are poverty and distance.", "poverty and distance", null)]
    [InlineData("Laos faces difficulties in identifying victims at the border", "difficulties in identifying victims at the border", null)]
    [InlineData("Lack of trained interpreters hampers the interviews", "Lack of trained interpreters", "the interviews")]
    [InlineData("The work of the unit is hampered by old vehicles", "old vehicles", "The work of the unit")]
    [InlineData("Corruption continues to undermine the courts; nobody was charged", null, null)]
    [InlineData("The ministry lacks trained staff", "lacks trained staff", null)]
    [InlineData("There was a shortage of shelters in the north", "shortage of shelters in the north", null)]
    [InlineData("Obstacles such as missing papers delay returns", "missing papers delay returns", null)]
    public void What_stands_in_the_way_is_read_in_the_words_of_the_sentence(string sentence, string? what, string? to)
    {
        var read = ObstacleReading.Of(sentence);
        Assert.Equal((what, what is null ? null : to), (read?.What, read?.To));
    }

    [Theory]
    [InlineData("Laos asked for help in training its police", "training its police", "help in training its police")]
    [InlineData("The task force requested funding and two vehicles", "funding and two vehicles", "funding and two vehicles")]
    [InlineData("Lack of money is a problem, and the centre needs donor support for its hotline", "Lack of money", "donor support for its hotline")]
    public void Help_asked_for_is_read_with_it(string sentence, string what, string help)
    {
        var read = ObstacleReading.Of(sentence);
        Assert.Equal((what, help), (read?.What, read?.HelpNeeded));
    }

    [Theory]
    [InlineData("Distance is no longer an obstacle")]
    [InlineData("The delegate said language was not a problem for the hotline")]
    public void What_is_said_to_be_none_is_read_as_denied(string sentence) => Assert.True(ObstacleReading.Of(sentence)?.Denied);

    [Theory]
    [InlineData("The law was passed on November 28")]
    [InlineData("Ministers discussed the problem")]
    [InlineData("Police asked for his papers")]
    [InlineData("The committee faced the press")]
    [InlineData("")]
    [InlineData("is is is a a challenge challenge to to")]
    public void Where_nothing_is_said_to_stand_in_the_way_little_is_read(string sentence) => Assert.True(ObstacleReading.Of(sentence) is null or { What.Length: > 0 });
}
