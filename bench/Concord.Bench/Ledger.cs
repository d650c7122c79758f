using System.Diagnostics;
using System.Globalization;
using Concord.Core.Kernel;
using Concord.Platform;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.I18n;
using Concord.Platform.Ledger;
using Concord.Platform.Lists;
using Concord.Platform.Verify;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Bench;

/// <summary>
/// <c>ledger [ACTS] [CONNECTION]</c>: commits so many acts with a row each, seals them, computes the whole chain anew, and holds every row against what the acts tell of it: three times in a program of its own,
/// whose first time is what <c>concord verify</c> takes.
/// </summary>
internal static class Ledger
{
    private const int Together = 5_000;

    public static async Task<int> RunAsync(int acts, string? postgres)
    {
        var folder = Directory.CreateTempSubdirectory("concord-bench-").FullName;
        try
        {
            await using var services = new ServiceCollection().AddLogging().AddConcord(new StoreSettings(folder, postgres)).BuildServiceProvider();
            _ = await DoAsync<Upgrade, Result<string>>(services, u => u.ApplyAsync(default));
            await FillAsync(services, acts);
            string?[] again = [typeof(Ledger).Assembly.Location, "ledger-again", folder, postgres];
            using var program = Process.Start("dotnet", again.OfType<string>());
            await program.WaitForExitAsync();
            return program.ExitCode;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary><c>ledger-again FOLDER [CONNECTION]</c>: verifies what lies there, beginning cold.</summary>
    public static async Task<int> VerifyAsync(string folder, string? postgres)
    {
        await using var services = new ServiceCollection().AddLogging().AddConcord(new StoreSettings(folder, postgres)).BuildServiceProvider();
        for (var time = 1; time <= 3; time++)
        {
            await VerifyAsync<VerifiedLedger>(services, "acts");
            await VerifyAsync<VerifiedRows>(services, "rows");
        }

        return 0;
    }

    /// <summary>Commits so many acts and seals them.</summary>
    public static async Task FillAsync(IServiceProvider services, int acts)
    {
        var watch = Stopwatch.StartNew();
        for (var done = 0; done < acts; done += Together)
        {
            var some = Enumerable.Range(done, Math.Min(Together, acts - done)).ToList();
            _ = (await DoAsync<ConcordDb, Result<Receipt>>(services, db =>
            {
                db.AddRange(some.Select(Row));
                return db.CommitAsync([.. some.Select(Make)], default);
            })).Match(r => r, refusals => throw new InvalidOperationException(refusals[0].Sentence()));
        }

        Told("committed", acts, watch.Elapsed);
        watch.Restart();
        var chained = await DoAsync<Sealer, int>(services, s => s.SealAsync(default));
        Told("sealed", chained, watch.Elapsed);
    }

    private static async Task VerifyAsync<TPart>(IServiceProvider services, string of) where TPart : IVerified
    {
        var (seen, wrong) = (0L, 0L);
        await using var scope = services.CreateAsyncScope();
        var part = scope.ServiceProvider.GetServices<IVerified>().OfType<TPart>().Single();
        var watch = Stopwatch.StartNew();
        _ = await part.CountAsync(default);
        var begun = watch.Elapsed.TotalSeconds;
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        watch.Restart();
        await foreach (var fault in part.CheckAsync(default))
        {
            seen++;
            wrong += fault is null ? 0 : 1;
        }

        Told($"verified, {wrong} wrong", seen, watch.Elapsed, of);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  begun in {begun:F1} s, processor time {(Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds:F1} s, memory {GC.GetTotalMemory(forceFullCollection: true) / 1_048_576:N0} MiB"));
    }

    private static SavedViewRow Row(int number) => new()
    {
        Id = Guid.CreateVersion7(), List = "statements", Name = "View " + number.ToString(CultureInfo.InvariantCulture), Query = "?kind=law&member=TH", At = DateTimeOffset.UnixEpoch,
    };

    private static Act Make(int number) => new(
        LocalOperator.Ask(Doing.Administer).Match(p => p, r => throw new InvalidOperationException(r[0].Code)), "proposal.accepted", "proposal:" + Guid.CreateVersion7().ToString("D"),
        number % 3 == 0 ? "as the report says" : null, new Dictionary<string, string?> { ["rule"] = "law.passed", ["measure"] = Guid.CreateVersion7().ToString("D") });

    private static async Task<TOut> DoAsync<TService, TOut>(IServiceProvider services, Func<TService, Task<TOut>> what) where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await what(scope.ServiceProvider.GetRequiredService<TService>());
    }

    private static void Told(string what, long acts, TimeSpan took, string of = "acts") =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {acts:N0} {of} in {took.TotalSeconds:F1} s, {acts / took.TotalSeconds:N0}/s"));
}
