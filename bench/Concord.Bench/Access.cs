using System.Diagnostics;
using System.Globalization;
using System.Net;
using Concord.Commands;
using Concord.Modules.Measures;
using Concord.Modules.Sources;
using Concord.Platform;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Bench;

/// <summary>
/// <c>access [STATEMENTS] [CONNECTION]</c>: what it costs to ask as somebody who sees one in a hundred, beside somebody who sees all, in the same server; and whether the time
/// of an answer tells a thing that is hidden from one that is not there. Requests alternate, so that what else the machine does falls on both.
/// </summary>
internal static class Access
{
    private const int OpenEvery = 100, WarmUp = 50, Questions = 300, Alternated = 1_000;

    public static async Task<int> RunAsync(int statements, string? postgres)
    {
        var folder = Directory.CreateTempSubdirectory("concord-bench-").FullName;
        try
        {
            var settings = new ServerSettings(
                new StoreSettings(folder, postgres), [new IPEndPoint(IPAddress.Loopback, 0)], Installation.Pack, SearchesAMinute: 1_000_000, Demonstration: true) { SignInsAMinute = 10_000 };
            await using var app = Server.Build(settings);
            _ = (await Server.PrepareAsync(app.Services, settings, default)).Match(t => t, r => throw new InvalidOperationException(r[0].Code));
            _ = await Record.FillAsync(app.Services, statements, OpenEvery);
            await Search.FillAsync(app.Services, statements, OpenEvery);
            await app.StartAsync();
            Console.WriteLine($"{(postgres is null ? "sqlite" : "postgresql")}: {statements:N0} statements and as many passages, one in {OpenEvery} public");
            using var all = await Visitor.AsAsync(app.Urls.First(), "LocalOperator");
            using var few = await Visitor.AsAsync(app.Urls.First(), "Press");
            var word = 0;
            await CompareAsync("the record", all, few, () => "/record");
            await CompareAsync("search, a usual word", all, few, () => "/search?q=" + Search.Word(200 + (word++ % 1_800)));
            await CompareAsync("search, a very common word", all, few, () => "/search?q=" + Search.Word(word++ % 5));
            await CompareAsync("the list of statements", all, few, () => "/statements");
            await CompareAsync("the list of measures", all, few, () => "/measures");
            var (measure, source) = await HiddenAsync(app.Services);
            await ToldApartAsync("a measure", few, "/measures/", measure);
            await ToldApartAsync("a source", few, "/sources/", source);
            await app.StopAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static async Task CompareAsync(string name, HttpClient all, HttpClient few, Func<string> address)
    {
        List<double> ofAll = [], ofFew = [];
        for (var i = -WarmUp; i < Questions; i++)
        {
            var asked = address();
            var (first, second) = (await TimeAsync(all, asked, HttpStatusCode.OK), await TimeAsync(few, asked, HttpStatusCode.OK));
            if (i >= 0)
            {
                ofAll.Add(first);
                ofFew.Add(second);
            }
        }

        Console.WriteLine($"{name,-28} who sees all: p50 {At(ofAll, 0.5),7:F2} ms, p99 {At(ofAll, 0.99),7:F2} ms; who sees 1 %: p50 {At(ofFew, 0.5),7:F2} ms, p99 {At(ofFew, 0.99),7:F2} ms; × {At(ofFew, 0.5) / At(ofAll, 0.5):F2}");
    }

    /// <summary>Ids of the same kind, one of a thing that is hidden from whoever asks, the other of nothing.</summary>
    private static async Task ToldApartAsync(string name, HttpClient client, string path, List<Guid> hidden)
    {
        List<double> ofHidden = [], ofAbsent = [];
        for (var i = -WarmUp; i < Alternated; i++)
        {
            var there = hidden[(i + WarmUp) % hidden.Count];
            var (first, second) = (await TimeAsync(client, path + there, HttpStatusCode.NotFound), await TimeAsync(client, path + Guid.CreateVersion7(), HttpStatusCode.NotFound));
            if (i >= 0)
            {
                ofHidden.Add(first);
                ofAbsent.Add(second);
            }
        }

        var (a, b) = (At(ofHidden, 0.5), At(ofAbsent, 0.5));
        Console.WriteLine($"{name + " that is hidden",-28} p50 {a,7:F3} ms; that is not there: p50 {b,7:F3} ms; they differ by {Math.Abs(a - b) / Math.Min(a, b):P1} over {Alternated:N0} alternated requests");
    }

    private static async Task<double> TimeAsync(HttpClient client, string address, HttpStatusCode expected)
    {
        var watch = Stopwatch.StartNew();
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        _ = await answer.Content.ReadAsByteArrayAsync();
        return answer.StatusCode == expected ? watch.Elapsed.TotalMilliseconds : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{address}: {answer.StatusCode}"));
    }

    private static double At(List<double> times, double share)
    {
        times.Sort();
        return times[(int)((times.Count - 1) * share)];
    }

    private static async Task<(List<Guid> Measures, List<Guid> Sources)> HiddenAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        var open = await db.Set<LabelRow>().Where(l => l.Handling == Core.Kernel.Handling.Public).Select(l => l.Id).ToListAsync();
        var measures = await db.Set<StatementRow>().Where(s => !open.Contains(s.LabelId)).Select(s => s.MeasureId).Distinct().Take(500).ToListAsync();
        var sources = await db.Set<SourceRow>().Where(s => !open.Contains(s.LabelId) && s.Title.StartsWith("Source ")).Select(s => s.Id).Take(500).ToListAsync();
        return ([.. measures.OfType<Core.Kernel.MeasureId>().Select(m => m.Value)], [.. sources.Select(s => s.Value)]);
    }
}
