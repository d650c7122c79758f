using Concord.Core.Kernel;
using Concord.Core.Telegrams;
using CsCheck;

namespace Concord.Tests.Sources;

/// <summary>Markings that stand in the text of a report or a letter.</summary>
public sealed class WrittenMarkingsTests
{
    [Theory]
    [InlineData("3. (C) The Ministry told us this.", "C")]
    [InlineData("(SBU) Police rescued twelve.", "SBU")]
    [InlineData("12) (S/NF) Not for anybody.", "S/NF")]
    [InlineData("Summary (SBU)", "SBU")]
    [InlineData("(U) First.\n(C) Second.", "C")]
    [InlineData("The (C) of the list is no marking in the midst of a sentence.", null)]
    [InlineData("(C) 2007 United Nations", null)]
    [InlineData("(c) a third item", null)]
    [InlineData("A (child) protection unit", null)]
    public void A_portion_marking_stands_at_the_beginning_of_a_line_or_at_the_end_of_a_short_one(string text, string? marking) =>
        Assert.Equal(marking, WrittenMarkings.Of([text]).Parts.Single().LastOrDefault());

    [Theory]
    [InlineData("CONFIDENTIAL", "CONFIDENTIAL")]
    [InlineData("*** SECRET//NOFORN ***", "SECRET NOFORN")]
    [InlineData("Strictly Confidential", "CONFIDENTIAL")]
    [InlineData("S E C R E T SECTION 01 OF 02 BANGKOK 001234", "SECRET")]
    [InlineData("UNCLAS SENSITIVE BANGKOK 001234", "UNCLAS SENSITIVE")]
    [InlineData("Sensitive But Unclassified", "SBU")]
    [InlineData("For Official Use Only", "FOUO")]
    [InlineData("CONFIDENTIAL HELPLINES FOR VICTIMS", null)]
    [InlineData("Confidential helplines were opened.", null)]
    [InlineData("Secret meetings", null)]
    public void A_line_that_is_a_classification_and_nothing_else_marks_the_whole(string line, string? marking) =>
        Assert.Equal(marking, WrittenMarkings.Of(["A report", line, "Its text."]).Whole.Select(b => string.Join(' ', b.Caveats.Prepend(b.Classification))).SingleOrDefault());

    [Fact]
    public void Items_counted_in_capitals_are_no_markings_and_a_marking_after_another_is() =>
        Assert.Equal([null, null, null, "C", "S"], WrittenMarkings.Of(["(A) one", "(B) two", "(C) three", "(C) four", "(S) five"]).Parts.Select(p => p.SingleOrDefault()));

    [Fact]
    public void Whatever_stands_there_nothing_is_thrown() => Gen.String[Gen.Char["()CSU/ 12.\n-abSECRT*"], 0, 60].Array[0, 6].Sample(texts =>
        WrittenMarkings.Of(texts).Parts.Length == texts.Length);
}

/// <summary>Which text is kept back with whoever asks to be protected.</summary>
public sealed class GuardedTests
{
    [Theory]
    [InlineData("A local activist (strictly protect) told us so.", true)]
    [InlineData("Please protect this source.", true)]
    [InlineData("The Child Protection Unit (CPU) opened.", false)]
    public void It_is_asked_for_in_a_bracket_or_in_plain_words(string text, bool asks) => Assert.Equal(asks, Guarded.Asks(text));

    [Theory]
    [InlineData("Wong added that police took bribes.", true)]
    [InlineData("WONG'S office was searched.", true)]
    [InlineData("Wongsa is another.", false)]
    [InlineData("He was wrong.", false)]
    [InlineData("Mr. Lee agreed.", true)]
    public void Any_word_of_a_name_names_somebody(string text, bool names) => Assert.Equal(names, Guarded.Names(text, "Lee Wong"));

    [Fact]
    public void Particles_in_small_letters_name_nobody()
    {
        Assert.False(Guarded.Names("The state of the art, de facto.", "Maria de Souza"));
        Assert.True(Guarded.NamesInFull("Maria de Souza spoke.", "Maria de Souza"));
        Assert.False(Guarded.NamesInFull("Souza spoke.", "Maria de Souza"));
    }

    [Fact]
    public void The_sentence_around_a_place_is_found_whatever_the_place_is()
    {
        Assert.Equal(" Wong asked not to be named", Guarded.SentenceAt("He came. Wong asked not to be named. She left.", new TextSpan(20, 30)));
        Assert.Equal("Short", Guarded.SentenceAt("Short", new TextSpan(40, 90)));
    }
}
