using Concord.Core.Kernel;
using Concord.Core.Sources;
using CsCheck;

namespace Concord.Tests.Sources;

public sealed class PassageTests
{
    [Fact]
    public void Positions_count_code_points_and_context_is_twenty_four_of_them()
    {
        var text = string.Concat(Enumerable.Repeat("😀", 30)) + "signed" + new string('ก', 30);
        var at = text.IndexOf("signed", StringComparison.Ordinal);
        var passage = Passage.Cut(text, new TextSpan(at, at + 6));
        Assert.Equal(new TextSpan(30, 36), passage.Span);
        Assert.Equal(48, passage.Prefix.Length);
        Assert.Equal(24, passage.Suffix.Length);
    }

    [Fact]
    public void Any_span_of_any_text_is_found_again_in_it() =>
        (from text in Gen.String from a in Gen.Int[0, 60] from b in Gen.Int[0, 60] select (text, a, b)).Sample(x =>
        {
            var passage = Passage.Cut(x.text, new TextSpan(Math.Min(x.a, x.b), Math.Max(x.a, x.b)));
            var found = passage.FindIn(x.text);
            return passage.Exact.Length == 0 ? found is null : x.text[found!.Value.Start..found.Value.End] == passage.Exact;
        });

    [Fact]
    public void It_is_found_where_it_moved_to_and_lost_where_it_is_not_certain()
    {
        var passage = Passage.Cut("Burma signed it. Laos signed it.", new TextSpan(22, 28));
        Assert.Equal(new TextSpan(28, 34), passage.FindIn("Irst: Burma signed it. Laos signed it."));
        Assert.Null(passage.FindIn("He signed here, she signed there"));
        Assert.Equal(new TextSpan(3, 9), passage.FindIn("He signed here"));
        Assert.Null(passage.FindIn("nothing"));
    }

    [Theory]
    [InlineData(new[] { "U", "SBU" }, "SBU")]
    [InlineData(new[] { "C", "S", "U" }, "S")]
    [InlineData(new[] { "SBU", "SBU/NF" }, "SBU/NF")]
    [InlineData(new[] { "TS", "XX" }, "XX")]
    [InlineData(new string[0], null)]
    public void The_strictest_marking_wins_and_an_unknown_one_is_stricter_than_all(string[] markings, string? strictest) =>
        Assert.Equal(strictest, Markings.Strictest(markings));
}
