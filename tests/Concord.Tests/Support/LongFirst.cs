using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Concord.Tests.LongFirst))]

namespace Concord.Tests;

/// <summary>The classes that take minutes begin first, so that at the end nobody waits for one of them alone.</summary>
public sealed class LongFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = ["PostgresProofTests", "SqliteProofTests", "KilledImportTests"];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(c => Array.FindIndex(Long, l => c.TestCollectionDisplayName.Contains(l, StringComparison.Ordinal)) is var at and >= 0 ? at : Long.Length)
            .ThenBy(c => c.UniqueID, StringComparer.Ordinal)];
}
