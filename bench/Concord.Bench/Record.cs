using System.Diagnostics;
using System.Globalization;
using System.Net;
using Concord.Commands;
using Concord.Core.Kernel;
using Concord.Modules.Measures;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources;
using Concord.Platform;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Bench;

/// <summary>
/// <c>record [STATEMENTS] [CONNECTION]</c>: ten statements a measure over the real pack; how long the record takes to be made of them, how many pages a second are
/// answered against the same page from memory, and what one more statement costs.
/// </summary>
internal static class Record
{
    private const int OfAMeasure = 10, Together = 20_000, Adds = 200;

    private static readonly TimeSpan Asking = TimeSpan.FromSeconds(6);

    public static async Task<int> RunAsync(int statements, string? postgres)
    {
        var folder = Directory.CreateTempSubdirectory("concord-bench-").FullName;
        try
        {
            var settings = new ServerSettings(new StoreSettings(folder, postgres), [new IPEndPoint(IPAddress.Loopback, 0)], Installation.Pack, Demonstration: true) { SignInsAMinute = 10_000 };
            var frozen = new Frozen();
            await using var app = Server.Build(settings, s => s.Configure<RazorPagesOptions>(o => o.Conventions.ConfigureFilter(frozen)));
            _ = (await Server.PrepareAsync(app.Services, settings, default)).Match(t => t, r => throw new InvalidOperationException(r[0].Code));
            await app.StartAsync();
            var watch = Stopwatch.StartNew();
            var said = await FillAsync(app.Services, statements);
            Console.WriteLine($"filled in {watch.Elapsed.TotalSeconds:F0} s");

            watch.Restart();
            var face = await DoAsync<RecordToday, RecordFace>(app.Services, r => r.FaceAsync(May(Doing.Read), null, default));
            Console.WriteLine($"{statements:N0} statements: the record is made of them in {watch.Elapsed.TotalSeconds:F2} s ({statements / watch.Elapsed.TotalSeconds:N0}/s)");
            frozen.Face = face;

            using var client = await Visitor.AsAsync(app.Urls.First(), "LocalOperator");
            var page = await client.GetByteArrayAsync(new Uri("/record", UriKind.Relative));
            var packed = await PackedAsync(client, "/record");
            var (memory, live) = (await AskAsync(client, "/record?frozen=1"), await AskAsync(client, "/record"));
            Console.WriteLine($"pages a second: {live:F0}; the same from memory: {memory:F0} ({live / memory:P0}); {page.Length / 1024:N0} KiB, sent as {packed / 1024:N0} KiB");
            await AddAsync(app.Services, said);
            await app.StopAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    /// <param name="openEvery">Of so many measures one is public; 0 for none.</param>
    public static async Task<StatementRow> FillAsync(IServiceProvider services, int statements, int openEvery = 0)
    {
        var random = new Random(1);
        var process = await DoAsync<IPlan, ProcessInForce>(services, p => p.InForceAsync(May(Doing.Read), new DateOnly(2020, 1, 1), default));
        var kinds = process.Kinds.Where(k => k.Sort == SubjectSort.Measure && !k.Areas.IsEmpty && k.Stages.Length > 2).ToArray();
        var (label, open) = (new Label(Handling.OwnBody, null, null, null, []), new Label(Handling.Public, null, null, null, []));
        var labels = await DoAsync<Labels, System.Collections.Immutable.ImmutableDictionary<Label, LabelId>>(services, l => l.InternAsync(May(Doing.Import), [label, open], default));
        var source = new SourceRow
        {
            Id = new SourceId(Guid.CreateVersion7()), ContentHash = "bench", Title = "Bench", LabelId = labels[label], Known = new DateOnly(2010, 1, 1), FileName = "f", Header = "{}", Complaints = "[]", Mentions = "[]",
        };
        var receipt = await DoAsync<ConcordDb, Receipt>(services, db =>
        {
            _ = db.Add(source);
            _ = db.Add(new ParagraphRow { SourceId = source.Id, Ordinal = 0, LabelId = labels[label], Name = "1", Text = "It was said.", Map = "[]" });
            return db.CommitAsync(new Act(May(Doing.Review), "bench.filled", "bench"), default);
        });
        var one = new StatementRow();
        for (var first = 0; first < statements; first += Together)
        {
            List<MeasureRow> measures = [];
            List<MeasureMemberRow> members = [];
            List<MeasureAreaRow> areas = [];
            List<PassageRow> passages = [];
            List<StatementRow> said = [];
            for (var m = first; m < Math.Min(first + Together, statements); m += OfAMeasure)
            {
                var kind = kinds[random.Next(kinds.Length)];
                var measure = new MeasureRow
                {
                    Id = new MeasureId(Guid.CreateVersion7()), Kind = kind.Key, Title = "Measure " + random.Next().ToString(CultureInfo.InvariantCulture), Sequence = receipt.Sequence,
                };
                var shown = openEvery > 0 && m / OfAMeasure % openEvery == 0 ? open : label;
                var passage = new PassageRow { Id = new PassageId(Guid.CreateVersion7()), SourceId = source.Id, LabelId = labels[shown], Exact = "It was said", EndAt = 11 };
                measures.Add(measure);
                passages.Add(passage);
                members.Add(new MeasureMemberRow { MeasureId = measure.Id, MemberId = process.Members[random.Next(process.Members.Length)].Id, LabelId = passage.LabelId });
                areas.AddRange(kind.Areas.Select(a => new MeasureAreaRow { MeasureId = measure.Id, Area = a }));
                for (var i = 0; i < OfAMeasure; i++)
                {
                    one = Said(process, kind, measure, passage, random);
                    one.Sequence = receipt.Sequence;
                    said.Add(one);
                }
            }

            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
            await Bulk.InsertAsync(db, passages);
            await Bulk.InsertAsync(db, measures);
            await Bulk.InsertAsync(db, members);
            await Bulk.InsertAsync(db, areas);
            await Bulk.InsertAsync(db, said);
        }

        return one;
    }

    private static StatementRow Said(ProcessInForce process, KindInForce kind, MeasureRow measure, PassageRow passage, Random random)
    {
        var day = new DateOnly(2005, 1, 1).AddDays(random.Next(7000));
        var row = new StatementRow
        {
            Id = new StatementId(Guid.CreateVersion7()), MeasureId = measure.Id, PassageId = passage.Id, LabelId = passage.LabelId, Known = day, Speaker = "An official", Said = When.Day(day),
            SpeakerMember = process.Members[random.Next(process.Members.Length)].Id,
        };
        var stage = kind.Stages[random.Next(kind.Stages.Length)].Id;
        StatementMap.Put(row, random.Next(10) switch
        {
            < 4 => new Assertion.ReachedStage(stage, When.Day(day.AddDays(-random.Next(300)))),
            < 6 => new Assertion.ExpectedStage(stage, When.Day(day.AddDays(random.Next(900)))),
            _ => new Assertion.Describes("It was said"),
        });
        return row;
    }

    /// <summary>One more statement, and the record asked for after it.</summary>
    private static async Task AddAsync(IServiceProvider services, StatementRow like)
    {
        List<double> adding = [], asking = [];
        for (var i = 0; i < Adds; i++)
        {
            var watch = Stopwatch.StartNew();
            _ = await DoAsync<ConcordDb, Receipt>(services, db =>
            {
                _ = db.Add(new StatementRow
                {
                    Id = new StatementId(Guid.CreateVersion7()), MeasureId = like.MeasureId, PassageId = like.PassageId, LabelId = like.LabelId, Known = like.Known, Form = AssertionForm.Describes, Text = "It was said",
                });
                return db.CommitAsync(new Act(May(Doing.Review), "bench.added", "bench"), default);
            });
            adding.Add(watch.Elapsed.TotalMilliseconds);
            watch.Restart();
            _ = await DoAsync<RecordToday, RecordFace>(services, r => r.FaceAsync(May(Doing.Read), null, default));
            asking.Add(watch.Elapsed.TotalMilliseconds);
        }

        adding.Sort();
        asking.Sort();
        Console.WriteLine($"one more statement: p50 {adding[Adds / 2]:F2} ms, p99 {adding[^2]:F2} ms; the record after it: p50 {asking[Adds / 2]:F1} ms, p99 {asking[^2]:F1} ms; {Environment.WorkingSet / 1048576:N0} MiB in all");
    }

    private static async Task<int> PackedAsync(HttpClient client, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.ParseAdd("br");
        using var response = await client.SendAsync(request);
        return (await response.Content.ReadAsByteArrayAsync()).Length;
    }

    private static async Task<double> AskAsync(HttpClient client, string address)
    {
        var asked = 0;
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, 4), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (worker, ct) =>
        {
            while (watch.Elapsed < Asking)
            {
                using var answer = await client.GetAsync(new Uri(address, UriKind.Relative), ct);
                _ = answer.EnsureSuccessStatusCode();
                _ = await answer.Content.ReadAsByteArrayAsync(ct);
                _ = Interlocked.Increment(ref asked);
            }
        });
        return asked / watch.Elapsed.TotalSeconds;
    }

    private static Permit May(Doing doing) => LocalOperator.Ask(doing).Match(p => p, r => throw new InvalidOperationException(r[0].Code));

    private static async Task<T> DoAsync<TService, T>(IServiceProvider services, Func<TService, Task<Result<T>>> what) where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return (await what(scope.ServiceProvider.GetRequiredService<TService>())).Match(v => v, r => throw new InvalidOperationException("refused: " + r[0].Code));
    }

    /// <summary>Answers with a record that is at hand and asks nothing.</summary>
    private sealed class Frozen : IAsyncPageFilter
    {
        public RecordFace? Face { get; set; }

        public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

        public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
        {
            if (Face is not null && context.HandlerInstance is RecordPageModel page && context.HttpContext.Request.Query.ContainsKey("frozen"))
            {
                page.View = Face;
                context.Result = page.Page();
                return;
            }

            _ = await next();
        }
    }
}
