using System.Text;
using Concord.Core.Sources;

namespace Concord.Tests.Sources.Documents;

public sealed class TextTests
{
    private static ReadDocument Read(string text) => Reading.Document(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Blank_lines_part_paragraphs_and_numbers_are_kept()
    {
        var read = Read("Minutes\r\n\r\nfirst line\nsecond line\n   \n1. one\n2. two\nof it\n15. not the next number\n3) three\n\n- item\n- item two\n");
        Assert.Equal(["Minutes", "first line\nsecond line", "1. one", "2. two\nof it\n15. not the next number", "3) three", "- item", "- item two"], read.Texts());
        Assert.Equal([null, null, 1, 2, 3, null, null], read.Parts.Select(p => p.Number));
        Assert.Equal(PartKind.Item, read.Parts[^1].Kind);
        Assert.Equal("paragraph:7", read.Places()[^1]);
    }

    [Theory]
    [InlineData("Date: 5 March 2008\n\nx", 2008, 3, 5)]
    [InlineData("Vientiane, 12 June 2010\n\nx", 2010, 6, 12)]
    [InlineData("Burma signed an agreement on 5 March 2008\n\nx", 0, 0, 0)]
    [InlineData("March 2008\n\nx", 0, 0, 0)]
    public void A_line_that_is_a_day_dates_the_document(string text, int year, int month, int day) =>
        Assert.Equal(year == 0 ? null : new DateOnly(year, month, day), Read(text).Head.Day);

    [Fact]
    public void Places_are_written_and_read_back_and_names_of_telegrams_are_none()
    {
        var place = Place.Whole.In(PlaceUnit.Table, 1).In(PlaceUnit.Row, 2);
        Assert.Equal(place.Steps, Place.Parse(place.ToString())!.Steps);
        Assert.Null(Place.Parse("3/Laos"));
        Assert.Null(Place.Parse("table:"));
    }
}
