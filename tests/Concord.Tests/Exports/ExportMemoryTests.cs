using Concord.Platform.Export;

namespace Concord.Tests.Exports;

/// <summary>The memory of the process is everybody's: what is measured in it is measured while no other test runs.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneInTheProcess
{
    public const string Name = "alone in the process";
}

/// <summary>What is taken out passes through, however long it is.</summary>
[Collection(AloneInTheProcess.Name)]
public sealed class ExportMemoryTests
{
    [Fact]
    public async Task A_hundred_thousand_rows_leave_no_trace_in_memory()
    {
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        async IAsyncEnumerable<object?[]> Many()
        {
            for (var i = 0; i < 100_000; i++)
            {
                if (i % 10_000 == 0)
                {
                    most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
                    await Task.Yield();
                }

                yield return [new string('x', 300), i, new DateOnly(2008, 4, 15)];
            }
        }

        var table = ExportTests.Table([]) with { Rows = Many() };
        await CsvExport.WriteAsync(table, Stream.Null, TestContext.Current.CancellationToken);
        _ = World.Ok(await XlsxExport.WriteAsync(table with { Rows = Many() }, new ExportTests.WriteOnly(), TestContext.Current.CancellationToken));
        Assert.True(most < 20_000_000, $"{most} bytes");
    }
}
