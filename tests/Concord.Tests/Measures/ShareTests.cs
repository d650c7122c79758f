using Concord.Core.Measures;

namespace Concord.Tests.Measures;

/// <summary>A share says how far it can be trusted.</summary>
public sealed class ShareTests
{
    /// <summary>The ranges of R's <c>prop.test(k, n, correct = FALSE)</c>.</summary>
    [Theory]
    [InlineData(0, 10, 0.0, 0.2775)]
    [InlineData(10, 10, 0.7225, 1.0)]
    [InlineData(5, 10, 0.2366, 0.7634)]
    [InlineData(81, 263, 0.2553, 0.3662)]
    public void The_range_is_that_of_Wilson(int count, int of, double least, double most)
    {
        var share = new Share(count, of);
        Assert.Equal(least, share.Least, 4);
        Assert.Equal(most, share.Most, 4);
        Assert.Equal((double)count / of, share.Seen);
    }

    [Fact]
    public void Of_nothing_nothing_is_known()
    {
        var share = new Share(0, 0);
        Assert.Null(share.Seen);
        Assert.Equal((0, 1), (share.Least, share.Most));
    }

    [Fact]
    public void More_of_the_same_narrows_the_range_and_the_share_lies_in_it()
    {
        for (var n = 1; n < 400; n++)
        {
            for (var k = 0; k <= n; k += Math.Max(1, n / 7))
            {
                var (share, more) = (new Share(k, n), new Share(k * 2, n * 2));
                Assert.InRange(share.Seen!.Value, share.Least, share.Most);
                Assert.True(more.Most - more.Least < share.Most - share.Least);
            }
        }
    }
}
