using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Concord.Core.Kernel;
using Concord.Modules.Sources;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Concord.Bench;

/// <summary>
/// <c>storage [CONNECTION]</c>: telegrams imported as the server imports them (read, searched, committed, acknowledged after the flush), one after another
/// and many at once, into SQLite and, when a connection is given, into that empty PostgreSQL database; beside it, how often the disk can flush.
/// </summary>
internal static class Storage
{
    private const int Imports = 512;

    private static readonly ImmutableArray<int> AtOnce = [1, 8, 64];

    private static int serial;

    public static async Task<int> RunAsync(string? postgres)
    {
        var folder = Directory.CreateTempSubdirectory("concord-bench-").FullName;
        try
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"disk        {Flushes(folder),7:F0} flushes/s"));
            await EngineAsync("sqlite", new StoreSettings(folder));
            if (postgres is not null)
            {
                await EngineAsync("postgresql", new StoreSettings(folder, postgres));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static async Task EngineAsync(string name, StoreSettings store)
    {
        await using var services = new ServiceCollection().AddLogging(l => l.SetMinimumLevel(LogLevel.None)).AddConcord(store).BuildServiceProvider();
        await using (var scope = services.CreateAsyncScope())
        {
            Must(await scope.ServiceProvider.GetRequiredService<Upgrade>().ApplyAsync(default));
        }

        await TimeAsync(services, 8, Imports / 4);
        foreach (var atOnce in AtOnce)
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            var speed = await TimeAsync(services, atOnce, Imports);
            var processor = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / Imports;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-11} {atOnce,2} at once  {speed,7:F0} imports/s  {processor,5:F1} ms of processor time each"));
        }
    }

    /// <summary>Imports a second.</summary>
    private static async Task<double> TimeAsync(ServiceProvider services, int atOnce, int imports)
    {
        var files = Enumerable.Range(0, imports).Select(_ => Written.Telegram(++serial)).ToImmutableArray();
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (file, ct) =>
        {
            await using var scope = services.CreateAsyncScope();
            var permit = LocalOperator.Ask(Doing.Import).Match(p => p, r => throw new InvalidOperationException(r[0].Code));
            Must(await scope.ServiceProvider.GetRequiredService<ImportSource>().HandleAsync(permit, new IncomingFile("telegram.txt", file), ct));
        });
        return imports / watch.Elapsed.TotalSeconds;
    }

    /// <summary>A page of 4 kB appended to a file and flushed to the disk, over and over for two seconds.</summary>
    private static double Flushes(string folder)
    {
        using var file = File.OpenHandle(Path.Combine(folder, "flush"), FileMode.Create, FileAccess.Write);
        var page = new byte[4096];
        var watch = Stopwatch.StartNew();
        var done = 0;
        for (; watch.Elapsed < TimeSpan.FromSeconds(2); done++)
        {
            RandomAccess.Write(file, page, (long)done * page.Length);
            RandomAccess.FlushToDisk(file);
        }

        return done / watch.Elapsed.TotalSeconds;
    }

    private static void Must<T>(Result<T> result) => result.Match(_ => 0, r => throw new InvalidOperationException("refused: " + r[0].Code));
}
