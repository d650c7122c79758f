using Concord.Core.Declarations;
using Concord.Core.Kernel;

namespace Concord.Tests.Subjects;

/// <summary>Provisions in the order of their sources, each once.</summary>
public sealed class ProvisionTests
{
    private static readonly SourceId First = new(new Guid("00000000-0000-0000-0000-00000000000a"));
    private static readonly SourceId Second = new(new Guid("00000000-0000-0000-0000-00000000000b"));

    private static ClauseSaid Clause(string text, SourceId source, string place, int at, int day = 1) =>
        new(new StatementId(Guid.NewGuid()), text, source, place, at, new DateOnly(2008, 1, day));

    [Fact]
    public void The_order_is_that_of_the_text_whatever_the_order_of_the_decisions()
    {
        ClauseSaid[] said = [Clause("c", First, "10", 0), Clause("b", First, "2", 50), Clause("a", First, "2", 3), Clause("d", Second, "1", 0, day: 2)];
        for (var seed = 0; seed < 50; seed++)
        {
            var mixed = said.ToArray();
            new Random(seed).Shuffle(mixed);
            var provisions = DeclarationProvisions.Of(mixed);
            Assert.Equal(["a", "b", "c", "d"], provisions.Select(p => p.Text));
            Assert.Equal([1, 2, 3, 4], provisions.Select(p => p.Number));
        }
    }

    [Fact]
    public void The_same_words_in_two_sources_are_one_provision_said_twice()
    {
        var provisions = DeclarationProvisions.Of([Clause("Pledged to act.", First, "1", 0), Clause("pledged to act", Second, "4", 9, day: 2), Clause("pledged to think", Second, "4", 40, day: 2)]);
        Assert.Equal([2, 1], provisions.Select(p => p.By.Length));
    }

    [Theory]
    [InlineData("2", "10")]
    [InlineData("3/Burma", "3/Laos")]
    [InlineData("3", "3/Laos")]
    [InlineData("9", "99999999999999999999999999999999999999")]
    public void Two_stands_before_ten(string before, string after)
    {
        Assert.True(PlaceOrder.Instance.Compare(before, after) < 0);
        Assert.True(PlaceOrder.Instance.Compare(after, before) > 0);
        Assert.Equal(0, PlaceOrder.Instance.Compare(before, before));
    }
}
