using System.Diagnostics;
using System.Globalization;
using System.Text;
using Concord.Core.Kernel;
using Concord.Core.Kernel.Search;
using Concord.Modules.Search;
using Concord.Modules.Sources;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Concord.Bench;

/// <summary>
/// <c>search [PASSAGES] [CONNECTION] [FOLDER]</c>: sources of twenty passages, two of them Chinese and one Thai, words as frequent as words are (Zipf); then
/// questions of several kinds, each answered as the page answers it, with counts and excerpts. What is filled already, in the folder or the database, is only asked.
/// </summary>
internal static class Search
{
    private const int OfASource = 20, Words = 30_000, Together = 100, Questions = 100, WarmUp = 20;

    private static readonly string[] Vocabulary = [.. Enumerable.Range(0, Words).Select(Word)];

    public static async Task<int> RunAsync(int passages, string? postgres, string? kept)
    {
        var folder = kept ?? Directory.CreateTempSubdirectory("concord-bench-").FullName;
        try
        {
            await EngineAsync(passages, "sqlite", new StoreSettings(folder));
            if (!string.IsNullOrEmpty(postgres))
            {
                await EngineAsync(passages, "postgresql", new StoreSettings(folder, postgres));
            }
        }
        finally
        {
            if (kept is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        return 0;
    }

    private static async Task EngineAsync(int passages, string name, StoreSettings store)
    {
        await using var services = new ServiceCollection().AddLogging(l => l.SetMinimumLevel(LogLevel.None)).AddConcord(store).BuildServiceProvider();
        await DoAsync<Upgrade, string>(services, u => u.ApplyAsync(default));
        if (!await IsFilledAsync(services))
        {
            var (watch, worked) = (Stopwatch.StartNew(), Worked);
            await FillAsync(services, passages);
            Console.WriteLine(
                $"{name,-11} {passages:N0} passages in {watch.Elapsed.TotalSeconds:F0} s ({passages / watch.Elapsed.TotalSeconds:F0}/s), "
                + $"processor {(Worked - worked).TotalSeconds:F0} s ({passages / (Worked - worked).TotalSeconds:F0}/s)");
        }

        await SizeAsync(services);
        var random = new Random(7);
        (string Name, Func<string> Question, SearchKind? Kind, string? Member)[] kinds =
        [
            ("a rare word", () => Vocabulary[random.Next(20_000, Words)], null, null),
            ("a usual word", () => Vocabulary[random.Next(200, 2_000)], null, null),
            ("a very common word", () => Vocabulary[random.Next(0, 5)], null, null),
            ("two words", () => Vocabulary[random.Next(100, 1_000)] + " " + Vocabulary[random.Next(0, 20)], null, null),
            ("two common words", () => Vocabulary[random.Next(0, 9)] + " " + Vocabulary[random.Next(9, 20)], null, null),
            ("a phrase", () => $"\"{Vocabulary[random.Next(0, 30)]} {Vocabulary[random.Next(0, 30)]}\"", null, null),
            ("three Han signs", () => Han(random, 3), null, null),
            ("two Han signs", () => Han(random, 2), null, null),
            ("one Han sign", () => Han(random, 1), null, null),
            ("Thai", () => Thai(random, 2), null, null),
            ("a name of a country", () => random.Next(2) == 0 ? "Burma" : "Thailand", null, null),
            ("a beginning", () => Vocabulary[random.Next(2_000, Words)][..5] + "*", null, null),
            ("nothing found", () => "qq" + Vocabulary[random.Next(0, Words)], null, null),
            ("one kind of thing", () => "source " + random.Next(50), SearchKind.Source, null),
            ("one country", () => Vocabulary[random.Next(0, 20)], null, "TH"),
        ];

        // the first questions of a program cost its compilation
        foreach (var kind in kinds)
        {
            _ = await AskAsync(services, kind, WarmUp);
        }

        foreach (var kind in kinds)
        {
            Console.WriteLine(await AskAsync(services, kind, Questions));
        }
    }

    private static async Task<bool> IsFilledAsync(ServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ConcordDb>().Set<SourceRow>().AnyAsync();
    }

    /// <summary>By all threads of this program; what a server of the database does is not in it.</summary>
    private static TimeSpan Worked => Process.GetCurrentProcess().TotalProcessorTime;

    /// <param name="openEvery">Of so many sources one is public; 0 for none.</param>
    public static async Task FillAsync(IServiceProvider services, int passages, int openEvery = 0)
    {
        var random = new Random(1);
        var (own, open) = (await LabelAsync(services, Handling.OwnBody), await LabelAsync(services, Handling.Public));
        for (var first = 0; first < passages / OfASource; first += Together)
        {
            await DoAsync<ConcordDb, Receipt>(services, db =>
            {
                for (var i = first; i < Math.Min(first + Together, passages / OfASource); i++)
                {
                    var label = openEvery > 0 && i % openEvery == 0 ? open : own;
                    var source = new SourceRow
                    {
                        Id = new SourceId(Guid.CreateVersion7()), ContentHash = $"{i:x64}", Title = "Source " + i, LabelId = label, Known = new DateOnly(2000, 1, 1).AddDays(i % 9000),
                        FileName = "f", Header = "{}", Complaints = "[]", Mentions = "[]",
                    };
                    var paragraphs = Enumerable.Range(0, OfASource).Select(p => new ParagraphRow
                    {
                        SourceId = source.Id, Ordinal = p, LabelId = label, Name = p.ToString(CultureInfo.InvariantCulture), Map = "[]", Text = p % 10 == 9 ? Han(random, 120) : p == 4 ? Thai(random, 70) : Prose(random),
                    }).ToList();
                    _ = db.Add(source);
                    db.AddRange(paragraphs);
                    db.Index(SourceIndex.Of(source, paragraphs, []));
                }

                return db.CommitAsync(new Act(May(Doing.Import), "source.imported", "bench"), default);
            });
        }
    }

    private static async Task<LabelId> LabelAsync(IServiceProvider services, Handling handling)
    {
        var label = new Label(handling, null, null, null, []);
        return (await DoAsync<Labels, System.Collections.Immutable.ImmutableDictionary<Label, LabelId>>(services, l => l.InternAsync(May(Doing.Import), [label], default)))[label];
    }

    private static async Task<string> AskAsync(ServiceProvider services, (string Name, Func<string> Question, SearchKind? Kind, string? Member) kind, int questions)
    {
        var times = new List<double>();
        var found = new List<int>();
        var worked = Worked;
        for (var i = 0; i < questions; i++)
        {
            var asked = new Asked(kind.Question(), kind.Kind, kind.Member, 1);
            var watch = Stopwatch.StartNew();
            var results = await DoAsync<AskIndex, SearchResults>(services, a => a.HandleAsync(May(Doing.Read), asked, default));
            times.Add(watch.Elapsed.TotalMilliseconds);
            found.Add(results.Count);
        }

        times.Sort();
        found.Sort();
        return $"{kind.Name,-22} found {found[found.Count / 2],9:N0}   p50 {times[times.Count / 2],8:F1} ms   p99 {times[(int)(times.Count * 0.99)],8:F1} ms   "
            + $"processor {(Worked - worked).TotalMilliseconds / questions,7:F1} ms";
    }

    private static async Task SizeAsync(ServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        var text = await db.Set<ParagraphRow>().SumAsync(p => (long)p.Text.Length);
        var sql = db is PostgresDb
            ? "SELECT pg_total_relation_size('search_posting') + pg_total_relation_size('search_document') + pg_total_relation_size('search_fresh') AS \"Value\""
            : "SELECT (SELECT COALESCE(SUM(LENGTH(CAST(token AS BLOB)) + LENGTH(heads) + LENGTH(positions) + 14), 0) FROM search_posting) + (SELECT SUM(LENGTH(entries) + 100) FROM search_document) + (SELECT COALESCE(SUM(size), 0) FROM search_fresh) AS \"Value\"";
        var index = await db.Database.SqlQueryRaw<long>(sql).SingleAsync();
        var rows = await db.Set<Platform.Search.PostingRow>().LongCountAsync();
        var whole = await db.Database.SqlQueryRaw<long>(db is PostgresDb
            ? "SELECT pg_database_size(current_database()) AS \"Value\""
            : "SELECT page_count * page_size AS \"Value\" FROM pragma_page_count, pragma_page_size").SingleAsync();
        Console.WriteLine($"text {text / 1e6:F0} million characters; index {index / 1e6:F0} MB in {rows:N0} rows; whole database {whole / 1e6:F0} MB");
    }

    private static Permit May(Doing doing) => LocalOperator.Ask(doing).Match(p => p, r => throw new InvalidOperationException(r[0].Code));

    private static async Task<T> DoAsync<TService, T>(IServiceProvider services, Func<TService, Task<Result<T>>> what) where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return (await what(scope.ServiceProvider.GetRequiredService<TService>())).Match(v => v, r => throw new InvalidOperationException("refused: " + r[0].Code));
    }

    /// <summary>A made-up word, the same for the same number.</summary>
    public static string Word(int number)
    {
        const string begin = "bcdfghjklmnprstvwz", middle = "aeiou";
        var made = new StringBuilder();
        for (var rest = number + 400; rest > 0; rest /= begin.Length * middle.Length)
        {
            _ = made.Append(begin[rest % begin.Length]).Append(middle[rest / begin.Length % middle.Length]);
        }

        return made.Append('n').Append((char)('a' + (number % 26))).ToString();
    }

    private static string Prose(Random random)
    {
        var made = new StringBuilder();
        for (var i = 0; i < 70; i++)
        {
            _ = made.Append(i == 0 ? "" : i % 14 == 0 ? ". " : " ").Append(Vocabulary[(int)Math.Min(Words - 1, Math.Exp(random.NextDouble() * Math.Log(Words)) - 1)]);
        }

        return made.Append(random.Next(8) switch { 0 => " of Burma.", 1 => " with Thailand.", 2 => " in Myanmar.", _ => "." }).ToString();
    }

    /// <summary>Signs as frequent as signs are.</summary>
    private static string Han(Random random, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => (char)(0x4E00 + (int)Math.Exp(random.NextDouble() * Math.Log(3000)))));

    /// <summary>Syllables of a consonant and a vowel, as frequent as words are.</summary>
    private static string Thai(Random random, int length) => string.Concat(Enumerable.Range(0, length).Select(_ =>
    {
        var word = (int)Math.Exp(random.NextDouble() * Math.Log(4000));
        return string.Concat((char)(0x0E01 + (word % 40)), "าีูโ"[word / 40 % 4], (char)(0x0E01 + (word / 160 % 40)));
    }));
}
