using Concord.Core.Sources;
using CsCheck;

namespace Concord.Tests.Sources;

public sealed class TextPartsTests
{
    [Fact]
    public void The_parts_of_any_paragraphs_hold_each_position_once_and_in_order() =>
        Gen.Int[0, 200_000].Array[0, 20].Sample(lengths =>
        {
            var parts = TextParts.Of(lengths);
            var at = (Paragraph: 0, From: 0);
            foreach (var piece in parts.SelectMany(p => p))
            {
                Assert.Equal(at, (piece.Paragraph, piece.From));
                at = piece.To == lengths[piece.Paragraph] ? (piece.Paragraph + 1, 0) : (piece.Paragraph, piece.To);
            }

            Assert.Equal((lengths.Length, 0), at);
            Assert.All(parts, part => Assert.True(part.Length == 1 || part.Sum(p => p.To - p.From + TextParts.Around) <= TextParts.Longest));
        });

    [Theory]
    [InlineData("word ")]
    [InlineData("ក😀 wörd ")]
    [InlineData("endless")]
    public void Pieces_cut_at_blanks_are_together_the_whole_text(string repeated)
    {
        var text = string.Concat(Enumerable.Repeat(repeated, 40_000));
        var length = CodePoints.Count(text);
        var next = 0;
        var whole = "";
        foreach (var piece in TextParts.Of([length]).SelectMany(p => p))
        {
            var to = Math.Min(length, piece.To + TextParts.Slack);
            var (shown, from) = TextParts.Trim(text[CodePoints.Utf16(text, piece.From)..CodePoints.Utf16(text, to)], piece, piece.To == length);
            Assert.Equal(next, from);
            next = from + CodePoints.Count(shown);
            whole += shown;
        }

        Assert.Equal(text, whole);
    }

    [Fact]
    public void A_passage_that_a_cut_goes_through_is_found_in_both_pieces_as_far_as_it_stands_there()
    {
        var passage = Passage.Cut("Burma signed an agreement.", new Concord.Core.Kernel.TextSpan(6, 25));
        Assert.Equal(new Concord.Core.Kernel.TextSpan(6, 13), passage.FindInPiece("Burma signed ", 0));
        Assert.Equal(new Concord.Core.Kernel.TextSpan(0, 12), passage.FindInPiece("an agreement.", 13));
        Assert.Null(passage.FindInPiece("Burma ", 0));
        Assert.Null(passage.FindInPiece("Laos signs at", 0));
    }
}
