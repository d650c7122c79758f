using System.Diagnostics;
using System.IO.Pipelines;
using System.Net;
using Concord.Commands;
using Concord.Core.Kernel;
using Concord.Modules.Measures;
using Concord.Platform;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.Export;
using Concord.Platform.Lists;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Bench;

/// <summary>
/// <c>lists [STATEMENTS] [CONNECTION]</c>: every statement taken out as CSV and as a workbook, what memory that holds at its most, and how long the timeline takes.
/// </summary>
internal static class Lists
{
    public static async Task<int> RunAsync(int statements, string? postgres)
    {
        var folder = Directory.CreateTempSubdirectory("concord-bench-").FullName;
        try
        {
            var settings = new ServerSettings(new StoreSettings(folder, postgres), [new IPEndPoint(IPAddress.Loopback, 0)], Installation.Pack, Development: false);
            await using var app = Server.Build(settings);
            _ = (await Server.PrepareAsync(app.Services, settings, default)).Match(t => t, r => throw new InvalidOperationException(r[0].Code));
            _ = await Record.FillAsync(app.Services, statements);
            await TakeAsync(app.Services, "csv", (table, to) => CsvExport.WriteAsync(table, to, default));
            await TakeAsync(app.Services, "xlsx", async (table, to) => _ = Of(await XlsxExport.WriteAsync(table, to, default)));
            foreach (var address in new[] { "", "by=source", "speaker=nobody", "said-since=2024-02-01&said-until=2024-02-01" })
            {
                await AskAsync(app.Services, address);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static async Task TakeAsync(IServiceProvider services, string form, Func<ExportTable, Stream, Task> write)
    {
        await using var scope = services.CreateAsyncScope();
        var list = scope.ServiceProvider.GetRequiredService<StatementList>();
        var table = Of(await ExportTable.OfAsync(list, May(), ListQuery.All, TimeProvider.System.GetUtcNow(), default));
        var (rows, held) = (0, 0L);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        async IAsyncEnumerable<object?[]> CountedAsync()
        {
            await foreach (var row in table.Rows)
            {
                if (++rows % 20_000 == 0)
                {
                    held = Math.Max(held, GC.GetTotalMemory(forceFullCollection: true) - before);
                }

                yield return row;
            }
        }

        var watch = Stopwatch.StartNew();
        await write(table with { Rows = CountedAsync() }, PipeWriter.Create(Stream.Null).AsStream());
        Console.WriteLine($"{form}: {rows:N0} rows in {watch.Elapsed.TotalSeconds:F1} s ({rows / watch.Elapsed.TotalSeconds:N0}/s); held at most {held / 1024.0 / 1024:F1} MiB more than before");
    }

    private static async Task AskAsync(IServiceProvider services, string address)
    {
        var best = TimeSpan.MaxValue;
        var rows = 0;
        var query = address;
        for (var run = 0; run < 3; run++)
        {
            await using var scope = services.CreateAsyncScope();
            var watch = Stopwatch.StartNew();
            if (address.StartsWith('s'))
            {
                var list = scope.ServiceProvider.GetRequiredService<StatementList>();
                rows = Of(await list.PageAsync(May(), new ListAsked(Query(list, address), null, 50), default)).Rows.Length;
                query = "statements " + address;
            }
            else
            {
                var list = scope.ServiceProvider.GetRequiredService<WhenSaidList>();
                rows = Of(await list.ViewsAsync(May(), new ListAsked(Query(list, address), null, 10_000), default)).Rows.Length;
                query = "timeline " + address;
            }

            best = watch.Elapsed < best ? watch.Elapsed : best;
        }

        Console.WriteLine($"{query}: {rows} rows in {best.TotalMilliseconds:F0} ms");
    }

    private static ListQuery Query(IListed list, string address) => Of(ListQuery.Read(list.Filters, Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address)));

    private static Permit May() => Of(LocalOperator.Ask(Doing.Read));

    private static T Of<T>(Result<T> result) => result.Match(v => v, r => throw new InvalidOperationException(r[0].Code));
}
