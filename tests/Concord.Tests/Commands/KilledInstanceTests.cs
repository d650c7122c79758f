using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using AngleSharp.Html.Parser;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Tests.Commands;

/// <summary>
/// Two machines on one PostgreSQL behind a proxy that knows no one, each request to the next. One is killed, as a power cut would, while people write; the other goes on.
/// </summary>
public sealed class KilledInstanceTests
{
    private const int Writers = 6;

    private sealed record Asked(TimeSpan Began, TimeSpan Ended, string? Failed);

    [Fact]
    public async Task One_of_two_machines_is_killed_under_load_and_nothing_acknowledged_is_lost()
    {
        var ct = TestContext.Current.CancellationToken;
        var connection = await PostgresServer.NewDatabaseAsync(migrated: true);
        await using var world = World.On(connection);
        await using var elsewhere = World.On(connection);
        using var first = await ServerProcess.StartAsync(world.Store.Folder, ct, database: connection);

        // A machine without the installation's keys is of no use; the operator brings them.
        var keys = Directory.CreateDirectory(Path.Combine(elsewhere.Store.Folder, "keys"));
        foreach (var key in Directory.EnumerateFiles(Path.Combine(world.Store.Folder, "keys")))
        {
            File.Copy(key, Path.Combine(keys.FullName, Path.GetFileName(key)));
        }

        using var second = await ServerProcess.StartAsync(elsewhere.Store.Folder, ct, database: connection);
        await using var proxy = await Proxy.StartAsync(first.Client.BaseAddress!, second.Client.BaseAddress!);

        var (clock, asked, acknowledged, serial) = (Stopwatch.StartNew(), new ConcurrentQueue<Asked>(), new ConcurrentDictionary<Guid, byte[]>(), 0);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var writing = Enumerable.Range(0, Writers).Select(_ => Task.Run(() => WriteAsync(proxy.Address, () => Interlocked.Increment(ref serial)), ct)).ToArray();
        await UntilAsync(() => acknowledged.Count >= 5 * Writers, clock, ct);
        first.Kill();
        var killed = clock.Elapsed;
        var before = acknowledged.Count;
        await UntilAsync(() => acknowledged.Count >= before + (5 * Writers), clock, ct);
        await enough.CancelAsync();
        await Task.WhenAll(writing);

        // Each writer had at most one request out when the machine died; whatever began after is answered.
        var failed = asked.Where(a => a.Failed is not null).ToList();
        Assert.True(failed.Count <= Writers, string.Join('\n', failed));
        Assert.All(failed, f => Assert.True(f.Began < killed && f.Ended > TimeSpan.Zero, $"{f} though the machine was dead at {killed}"));
        Assert.Contains(asked, a => a.Began > killed && a.Failed is null);

        // All that was acknowledged is there, and nothing is there by half.
        var kept = await Whole.CheckAsync(world, acknowledged.ToDictionary());
        Assert.InRange(kept, acknowledged.Count, serial);

        // The other seals what both did.
        await UntilAsync(() => world.DoAsync<VerifiedLedger, int>(v => v.TailAsync(ct)).GetAwaiter().GetResult() == 0, clock, ct);
        Assert.Empty(await world.DoAsync<VerifiedLedger, List<Refusal>>(async v =>
        {
            var faults = new List<Refusal>();
            await foreach (var fault in v.CheckAsync(ct))
            {
                if (fault is not null)
                {
                    faults.Add(fault);
                }
            }

            return faults;
        }));
        Assert.Equal(1, await world.DoAsync<ConcordDb, int>(db => db.Set<LedgerKeyRow>().CountAsync(ct)));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{asked.Count} requests, {acknowledged.Count} telegrams acknowledged, {before} before the kill; {failed.Count} requests failed, all in flight"));

        async Task WriteAsync(Uri address, Func<int> next)
        {
            using var client = new HttpClient { BaseAddress = address };
            await Site.SignInAsync(client, "LocalOperator");
            while (!enough.IsCancellationRequested)
            {
                var bytes = Written.Telegram(next());
                var page = await AskAsync(() => client.GetAsync(new Uri("/sources/import", UriKind.Relative), ct));
                if (page is null)
                {
                    continue;
                }

                var token = new HtmlParser().ParseDocument(page).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
                using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new ByteArrayContent(bytes), "files", "one.txt" } };
                if (await AskAsync(() => client.PostAsync(new Uri("/sources/import", UriKind.Relative), form, ct)) is { } told)
                {
                    var link = new HtmlParser().ParseDocument(told).QuerySelectorAll(".c-results a:not([href*='/review'])").Single().GetAttribute("href")!;
                    acknowledged[Guid.Parse(link.Split('/')[^1])] = bytes;
                }
            }
        }

        async Task<string?> AskAsync(Func<Task<HttpResponseMessage>> ask)
        {
            var began = clock.Elapsed;
            string? failed = null;
            string? body = null;
            try
            {
                using var answer = await ask();
                body = await answer.Content.ReadAsStringAsync(ct);
                failed = answer.StatusCode == HttpStatusCode.OK ? null : answer.StatusCode.ToString();
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException)
            {
                failed = fault.GetType().Name;
            }

            asked.Enqueue(new Asked(began, clock.Elapsed, failed));
            return failed is null ? body : null;
        }
    }

    private static async Task UntilAsync(Func<bool> happened, Stopwatch clock, CancellationToken ct)
    {
        for (var from = clock.Elapsed; !happened();)
        {
            Assert.True(clock.Elapsed - from < TimeSpan.FromMinutes(3), "it did not happen within three minutes");
            await Task.Delay(50, ct);
        }
    }
}
