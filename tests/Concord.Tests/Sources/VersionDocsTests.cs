namespace Concord.Tests.Sources;

public sealed class VersionDocsTests
{
    [Fact]
    public void The_table_of_edits_in_the_docs_is_the_one_that_is_tested()
    {
        var docs = File.ReadAllText(Path.Combine(Repository.Root, "docs", "versions.md"));
        Assert.InRange(Edit.All.Length, 20, 99);
        Assert.All(Edit.All, e => Assert.Contains($"| {e.Name} | {e.Outcome} |", docs, StringComparison.Ordinal));
    }
}
