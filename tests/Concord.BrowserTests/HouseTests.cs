namespace Concord.BrowserTests;

public sealed class HouseTests
{
    [Fact]
    public void The_house_stands() => Assert.Equal("concord", typeof(Program).Assembly.GetName().Name);
}
