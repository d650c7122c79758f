using System.Collections.Immutable;
using System.Net;
using System.Text.RegularExpressions;
using Concord.Core.Kernel;
using Concord.Modules.Measures;
using Concord.Modules.Sources;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Lists;
using Concord.Platform.Verify;
using Concord.Tests.Kernel;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Tests.Proof;

/// <summary>
/// The proof: every endpoint, asked by every capacity for every label of the table in docs/access.md. Each source of a label holds a word that stands nowhere else, and
/// whatever comes back (pages, lists, excerpts, feeds, exports, the API, the file, errors, headers) is searched for words that should not be there.
/// </summary>
public abstract partial class ProofSuite(Engine engine)
{
    private const string Heading = "What each capacity may see";

    /// <summary>Addresses of one route that are asked for each canary.</summary>
    private const int OfACanary = 2;

    private static readonly ImmutableArray<string> Lines =
        [.. AccessTests.Rows(Heading).Select(r => r.Item1).Distinct().Where(l => !l.EndsWith("by an official of it", StringComparison.Ordinal))];

    private async Task<Aviary> FilledAsync(IEnumerable<string> lines, bool replied = false, bool corrected = false) =>
        await Aviary.FillAsync(lines, engine == Engine.Postgres ? await PostgresServer.NewDatabaseAsync(migrated: false) : null, replied, corrected);

    [Fact]
    public async Task Nobody_is_told_anywhere_what_the_table_does_not_let_them_see()
    {
        await using var aviary = await FilledAsync(Lines, replied: true, corrected: true);
        Assert.Equal([], await Aviary.AskAsync(aviary.Site, s => Storage.RowSuite.FaultsAsync(s.GetServices<IVerified>())));
        var voiced = new HashSet<string>();
        var addresses = await AddressesAsync(aviary, voiced);
        var routes = addresses.Select(a => a.Route).ToHashSet();

        // Each endpoint tells whoever sees everything of what is on record, or stands with a reason on the list of those that tell of none.
        var quiet = Quiet();
        Assert.Equal([], Unaccounted([.. Aviary.Routes(aviary.Site).Select(r => r.Route)], routes, quiet));
        var silent = quiet.SelectMany(q => aviary.Canaries.Select(c => (Route: q, Address: Value().Replace(q.Replace("{kind}", "source", StringComparison.Ordinal), c.Source.Value.ToString("D")))).Distinct()).ToImmutableArray();

        // The scan finds what is let out in each way that something can be.
        foreach (var medium in new[] { "/sources", "/search", "/export/{file}", "/api/v1/sources/{id}", "/sources/{id:guid}", "/record/{member}/{area}", "/sources/{id:guid}/original" })
        {
            Assert.True(routes.Contains(medium), medium + " is not among " + string.Join(" ", routes));
        }

        // The reply to a statement stands wherever the statement stands, so that one that is hidden would be found there too.
        foreach (var place in new[] { "/statements/{id:guid}", "/measures/{id:guid}", "/statements", "/sources/{id:guid}", "/record/{member}/{area}", "/api/v1/statements", "/api/v1/statements/{id}", "/api/v1/measures/{id}", "/export/statements.csv", "/export/statements.xlsx" })
        {
            Assert.True(voiced.Contains(place), place + " is not among " + string.Join(" ", voiced));
        }

        var (leaks, questions) = (new List<string>(), 0);
        foreach (var capacity in Enum.GetNames<Capacity>().Where(c => c != nameof(Capacity.LocalOperator)))
        {
            using var client = await ClientAsync(aviary.Site, capacity);
            var allowed = AccessTests.Rows(Heading).Where(r => r.Item2 == capacity && r.Item3 == "yes").Select(r => r.Item1).ToHashSet();
            var seen = new HashSet<string>();
            foreach (var (route, address) in addresses.Concat(silent))
            {
                questions++;
                var words = (await Echo.GetAsync(client, address)).Words(aviary.Canaries, numbers: !IsLedger(address));
                seen.UnionWith(words);
                leaks.AddRange(Told(aviary, words, allowed).Select(line => $"{capacity} is told of “{line}” by GET {route}: {address}"));
            }

            questions += addresses.Count(IsPage);
            leaks.AddRange(await PostAsync(aviary, client, addresses, capacity, allowed));
            var missed = aviary.Canaries.Where(c => allowed.Contains(c.Line) && !seen.Contains(c.Word)).Select(c => c.Line).ToList();
            leaks.AddRange(missed.Select(line => $"{capacity} may see “{line}” and is shown it nowhere"));
        }

        var endpoints = aviary.Site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Count();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{endpoints} endpoints are asked, {routes.Count} tell of sources; {Enum.GetValues<Capacity>().Length - 1} capacities, {Lines.Length} labels; {addresses.Length + silent.Length} addresses, {questions} questions, each about {Lines.Length} labels: {questions * Lines.Length} cases, {leaks.Count} differences"));
        Assert.True(leaks.Count == 0, leaks.Count + "\n" + string.Join('\n', leaks.Take(60)));
    }

    [Fact]
    public async Task What_is_hidden_and_what_is_not_there_answer_alike()
    {
        await using var aviary = await FilledAsync(["own body", "public"]);
        using var client = await ClientAsync(aviary.Site, nameof(Capacity.Press));
        var (hidden, absent) = (aviary.Canaries[0].Source.Value.ToString("D"), Guid.CreateVersion7().ToString("D"));
        foreach (var form in new[] { "/sources/{0}", "/sources/{0}/original", "/sources/{0}/compare", "/sources/{0}/passages", "/api/v1/sources/{0}", "/api/v1/sources/{0}/original" })
        {
            var (one, other) = (await Echo.GetAsync(client, string.Format(null, form, hidden)), await Echo.GetAsync(client, string.Format(null, form, absent)));
            Assert.Equal(404, one.Status);
            Assert.Equal(one with { Address = "", Headers = Timeless(one.Headers), Body = Timeless(one.Body.Replace(hidden, "", StringComparison.Ordinal)) },
                other with { Address = "", Headers = Timeless(other.Headers), Body = Timeless(other.Body.Replace(absent, "", StringComparison.Ordinal)) });
        }
    }

    /// <summary>Whatever page, list, search, file or operation tells it: that something which is not public was read is on record for the body that filed it.</summary>
    [Fact]
    public async Task Whoever_is_told_what_is_not_public_is_on_record_for_whoever_filed_it()
    {
        await using var aviary = await FilledAsync(["members"], replied: true);
        var canary = aviary.Canaries[0];
        using var client = await ClientAsync(aviary.Site, nameof(Capacity.Secretariat));
        var (told, silent) = (new HashSet<string>(), new List<string>());
        foreach (var (route, address) in await AddressesAsync(aviary, []))
        {
            // What only sends on to another page tells nothing itself.
            var echo = await Echo.GetAsync(client, address);
            if (echo.Status is >= 300 and < 400 || !echo.Words(aviary.Canaries).Contains(canary.Word))
            {
                continue;
            }

            _ = told.Add(route);
            if (!await SoonAsync(async () => (await SeenAsync(aviary, canary)).Any(a => a == "page:" + route.TrimStart('/') || (Thing().Match(a) is { Success: true } id && address.Contains(id.Value, StringComparison.Ordinal)))))
            {
                silent.Add(route + ": " + address);
            }
        }

        Assert.True(told.Count > 20, string.Join(' ', told));
        Assert.True(silent.Count == 0, string.Join('\n', silent));
    }

    /// <summary>
    /// A reply stands wherever the sentence stands that it replies to, or a link leads to it from there; but not in the text of the source as it came in, where what its writer
    /// promised to send is looked for, nor where somebody decides on what is proposed of it.
    /// </summary>
    [Fact]
    public async Task A_reply_stands_wherever_the_sentence_stands_that_it_replies_to()
    {
        await using var aviary = await FilledAsync(["public"], replied: true);
        var canary = aviary.Canaries[0];
        var said = await Aviary.AskAsync(aviary.Site, s =>
        {
            var db = s.GetRequiredService<ConcordDb>();
            return (from r in db.Set<StatementRow>() join p in db.Set<PassageRow>() on r.PassageId equals p.Id where p.SourceId == canary.Source select p.Exact).ToListAsync();
        });
        var sentences = said.ConvertAll(OneLine);
        var (quoting, silent) = (new HashSet<string>(), new List<string>());
        string[] without = ["/sources/expected", "/sources/{id:guid}/original", "/api/v1/sources/{id}/original", "/api/v1/sources/{id}", "/sources/{id:guid}/review", "/sources/{id:guid}/add"];
        foreach (var (route, address) in (await AddressesAsync(aviary, [])).Where(a => !without.Contains(a.Route)))
        {
            var echo = await Echo.GetAsync(aviary.Site.Client, address);
            if (sentences.Any(OneLine(WebUtility.HtmlDecode(Tags().Replace(echo.Body, ""))).Contains))
            {
                _ = quoting.Add(route);
                if (!echo.Body.Contains(canary.Reply, StringComparison.Ordinal) && !echo.Body.Contains("#replies", StringComparison.Ordinal))
                {
                    silent.Add(route + ": " + address);
                }
            }
        }

        string[] places = ["/search", "/api/v1/search", "/measures", "/api/v1/measures", "/api/v1/record", "/api/v1/meetings", "/api/v1/declarations", "/export/{file}", "/meetings/{id:guid}", "/positions/{id:guid?}"];
        Assert.Equal([], places.Except(quoting));
        Assert.True(silent.Count == 0, string.Join('\n', silent));

        static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>What is on record as shown to the secretariat of a canary: a thing, or a page.</summary>
    private static Task<List<string>> SeenAsync(Aviary aviary, Canary canary) => Aviary.AskAsync(aviary.Site, async s =>
    {
        _ = await s.GetRequiredService<NoticeWriting>().WriteAllAsync(default);
        var db = s.GetRequiredService<ConcordDb>();
        return await (from sight in db.Set<SightRow>() join act in db.Set<ActRow>() on sight.Act equals act.Id where sight.Source == canary.Source && act.Capacity == Capacity.Secretariat select act.About).ToListAsync();
    });

    /// <summary>The server writes behind its answers too.</summary>
    private static async Task<bool> SoonAsync(Func<Task<bool>> asked)
    {
        for (var tries = 0; tries < 30; tries++)
        {
            if (await asked())
            {
                return true;
            }

            await Task.Delay(100);
        }

        return false;
    }

    /// <summary>
    /// What a body keeps to itself moves nothing that others see: no count, stage, member, order, choice of a form or number. Everything that somebody reads is asked before
    /// and after the body files more of the same measures, and is the same to the byte.
    /// </summary>
    [Theory]
    [InlineData(nameof(Capacity.Public))]
    [InlineData(nameof(Capacity.Press))]
    [InlineData(nameof(Capacity.Official))]
    public async Task What_is_hidden_moves_nothing_that_others_see(string capacity)
    {
        await using var aviary = await FilledAsync(["public"]);
        if (capacity == nameof(Capacity.Official))
        {
            // Whoever reviews something of the same kind is offered measures to put it to.
            _ = await aviary.FileAsync((await Aviary.OfficialsAsync(aviary.Site))[^1], "Yanquo");
        }

        using var client = await ClientAsync(aviary.Site, capacity);
        var before = await ReadAsync(client, null);
        Assert.True(before.Count > 60, before.Count + " answers");
        await aviary.HideAsync();
        var after = await ReadAsync(client, [.. before.Keys]);
        var moved = before.Keys.Where(a => before[a] != after[a]).Select(a => a + "\n" + Difference(before[a], after[a])).ToList();
        Assert.True(moved.Count == 0, $"{moved.Count} of {before.Count}\n" + string.Join('\n', moved.Take(12)));
    }

    /// <summary>Answers by address: of these, or of what is found by following what is read.</summary>
    private static async Task<Dictionary<string, string>> ReadAsync(HttpClient client, ImmutableArray<string>? these)
    {
        var waiting = new Queue<string>(these ??
        [
            "/", "/record", "/timeline", "/timeline?by=source", "/laws?all=true", "/laws", "/positions", "/obstacles", "/rules", "/measures/same", "/views", "/search?q=zan*", "/search?q=protocol",
            "/api/v1/record", "/measures?member=LA", "/measures?member=CN", "/statements?member=MM",
            .. new[] { "sources", "statements", "measures", "laws", "obstacles", "positions", "meetings", "declarations", "timeline", "record" }.SelectMany(l => new[] { $"/export/{l}.csv", $"/api/v1/{l}?limit=500", $"/{l}" }),
        ]);
        var (answers, shapes) = (new Dictionary<string, string>(), new Dictionary<string, int>());
        while (waiting.TryDequeue(out var address))
        {
            // What tells of one's own account and acts changes with whoever looks.
            var path = address.Split('?')[0];
            var shape = Guids().Replace(path, "*");
            if (answers.ContainsKey(address) || path is "/sign-out" or "/language" || path.StartsWith("/account", StringComparison.Ordinal) || path.StartsWith("/acts", StringComparison.Ordinal)
                || path.StartsWith("/history", StringComparison.Ordinal) || (these is null && shapes.GetValueOrDefault(shape) >= 8))
            {
                continue;
            }

            shapes[shape] = shapes.GetValueOrDefault(shape) + 1;
            var echo = await Echo.GetAsync(client, address);
            answers[address] = Timeless(echo.Status + "\n" + string.Join('\n', echo.Headers.Split('\n').Order(StringComparer.Ordinal)) + "\n" + echo.Body);
            if (these is null)
            {
                Href().Matches(echo.Body).ToList().ForEach(link => waiting.Enqueue(WebUtility.HtmlDecode(link.Groups[1].Value)));
            }
        }

        return answers;
    }

    private static string Difference(string one, string other)
    {
        var at = one.Zip(other).TakeWhile(p => p.First == p.Second).Count();
        return $"was: {Around(one, at)}\n now: {Around(other, at)}";

        static string Around(string text, int at) => text[Math.Max(0, at - 60)..Math.Min(text.Length, at + 90)].ReplaceLineEndings(" ");
    }

    /// <summary>What is let out to somebody who sees everything is told of as a leak to somebody who sees nothing: in pages, lists, excerpts, exports, the API and headers.</summary>
    [Theory]
    [InlineData("/sources")]
    [InlineData("/search?q={0}*")]
    [InlineData("/export/sources.csv")]
    [InlineData("/export/statements.xlsx")]
    [InlineData("/api/v1/statements?limit=500")]
    [InlineData("/sources/{1}/original")]
    public async Task A_planted_leak_is_found(string form)
    {
        await using var aviary = await FilledAsync(["own body"]);
        var address = string.Format(null, form, aviary.Canaries[0].Word[..^1], aviary.Canaries[0].Source.Value.ToString("D"));
        var words = (await Echo.GetAsync(aviary.Site.Client, address)).Words(aviary.Canaries);
        Assert.Equal(["own body"], Told(aviary, words, []));
    }

    private static IEnumerable<string> Told(Aviary aviary, ImmutableHashSet<string> words, HashSet<string> allowed) =>
        aviary.Canaries.Where(c => words.Contains(c.Word) && !allowed.Contains(c.Line)).Select(c => c.Line);

    /// <summary>An official of another member than the filer's; nobody signed in for the public.</summary>
    private static async Task<HttpClient> ClientAsync(Site site, string capacity) => capacity switch
    {
        nameof(Capacity.Public) => await site.AsAsync(null),
        nameof(Capacity.Official) => await site.AsAsync(capacity, last: true),
        _ => await site.AsAsync(capacity),
    };

    [Fact]
    public void An_endpoint_that_is_on_no_list_or_on_the_wrong_one_is_found() =>
        Assert.Equal(["/forgotten", "/silent-they-say", "/gone"], Unaccounted(["/told", "/forgotten", "/silent-they-say", "/silent"], ["/told", "/silent-they-say"], ["/silent-they-say", "/silent", "/gone"]));

    /// <summary>Endpoints of which nobody knows whether they tell of a source; those that are said not to and do; and those that are no more.</summary>
    private static IEnumerable<string> Unaccounted(IReadOnlyCollection<string> all, IReadOnlyCollection<string> told, IReadOnlyCollection<string> quiet) =>
        [.. all.Except(told).Except(quiet), .. quiet.Intersect(told), .. quiet.Except(all)];

    /// <summary>Endpoints that tell nobody of a source, as docs/access.md has them.</summary>
    private static HashSet<string> Quiet() =>
    [
        .. File.ReadAllText(Path.Combine(Repository.Root, "docs", "access.md")).Split("### Endpoints that tell of no source")[1].Split("\n#")[0].Split('\n')
            .SelectMany(line => Endpoint().Matches(line.Split('|') is [_, var endpoints, ..] ? endpoints : "")).Select(m => m.Groups[1].Value),
    ];

    /// <summary>Every address in whose answer somebody who sees everything reads of a canary: followed from the beginning, and every operation of the API and every export.</summary>
    private static async Task<ImmutableArray<(string Route, string Address)>> AddressesAsync(Aviary aviary, HashSet<string> voiced)
    {
        var templates = Aviary.Routes(aviary.Site);
        var lists = await Aviary.AskAsync(aviary.Site, s => Task.FromResult(s.GetServices<IListed>().Select(l => l.Name).ToArray()));
        var waiting = new Queue<string>(
        [
            "/", "/timeline", "/laws?all=true", "/laws", "/positions", "/obstacles", "/rules", "/measures/same", "/views", "/sources/expected", "/countries/ID",
            .. aviary.Canaries.Select(c => "/search?q=" + c.Word[..^1] + "*"),
            .. lists.SelectMany(l => new[] { $"/export/{l}.csv", $"/export/{l}.xlsx", $"/api/v1/{l}?limit=500" }),
            .. aviary.Canaries.SelectMany(c => new[] { $"/export/search.csv?q={c.Word[..^1]}*", $"/api/v1/search?q={c.Word[..^1]}*" }),
            "/api/v1/record",
            .. from canary in aviary.Canaries
               from id in canary.Sources
               from form in new[] { "/sources/{0:D}", "/sources/{0:D}/plain", "/api/v1/sources/{0:D}/original", "/api/v1/history/source/{0:D}" }
               select string.Format(null, form, id.Value),
        ]);
        var (known, asked, found) = (new HashSet<string>(), new Dictionary<(string, string), int>(), ImmutableArray.CreateBuilder<(string, string)>());
        while (waiting.TryDequeue(out var address))
        {
            var route = templates.FirstOrDefault(t => t.Matcher.TryMatch(address.Split('?')[0], [])).Route;
            if (route is null or "/sign-out" or "/language" || !known.Add(address) || known.Count > 6000)
            {
                continue;
            }

            // What a page of a list leads to is followed; filters of it are not followed without end.
            if (asked.TryGetValue((route, ""), out var times) && times >= 300)
            {
                continue;
            }

            asked[(route, "")] = times + 1;
            var echo = await Echo.GetAsync(aviary.Site.Client, address);
            var words = echo.Words(aviary.Canaries);
            if (aviary.Canaries.Any(c => echo.Body.Contains(c.Reply, StringComparison.Ordinal)))
            {
                _ = voiced.Add(route.StartsWith("/export", StringComparison.Ordinal) ? address.Split('?')[0] : route);
            }

            var path = route.StartsWith("/export", StringComparison.Ordinal) ? address.Split('?')[0] : route;
            if (words.Any(w => asked.GetValueOrDefault((path, w)) < OfACanary))
            {
                words.ToList().ForEach(w => asked[(path, w)] = asked.GetValueOrDefault((path, w)) + 1);
                found.Add((route, address));
            }

            foreach (Match link in Href().Matches(echo.Body))
            {
                waiting.Enqueue(WebUtility.HtmlDecode(link.Groups[1].Value));
            }

            foreach (Match id in Id().Matches(address.StartsWith("/api/v1/", StringComparison.Ordinal) ? echo.Body : ""))
            {
                waiting.Enqueue("/api/v1/" + address.Split('/', '?')[3] + "/" + id.Groups[1].Value);
            }
        }

        return found.ToImmutable();
    }

    private static bool IsPage((string Route, string Address) a) => !a.Route.StartsWith("/api", StringComparison.Ordinal) && !a.Route.StartsWith("/export", StringComparison.Ordinal);

    /// <summary>Each of the pages is sent an empty form, with a token of the person's own; what is refused may not tell either.</summary>
    private static async Task<IEnumerable<string>> PostAsync(
        Aviary aviary, HttpClient client, ImmutableArray<(string Route, string Address)> addresses, string capacity, HashSet<string> allowed)
    {
        var token = Token().Match((await Echo.GetAsync(client, "/sign-in")).Body).Groups[1].Value;
        var leaks = new List<string>();
        foreach (var (route, address) in addresses.Where(IsPage))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative))
            {
                Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token }),
            };
            var words = (await Echo.OfAsync(client, request)).Words(aviary.Canaries, numbers: !IsLedger(address));
            leaks.AddRange(Told(aviary, words, allowed).Select(line => $"{capacity} is told of “{line}” by POST {route}: {address}"));
        }

        return leaks;
    }

    /// <summary>Whoever keeps accounts reads that something was done with a thing, by its number, and never what it is.</summary>
    private static bool IsLedger(string address) => address.Split('?')[0] is "/acts" or "/api/v1/acts" or "/export/acts.csv" or "/export/acts.xlsx";

    internal static string Timeless(string text) => Changing().Replace(text, "");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Guids();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Endpoint();

    [GeneratedRegex("\\{[^}]*\\}")]
    private static partial Regex Value();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("(?<=^(?!page)\\w+:).+")]
    private static partial Regex Thing();

    [GeneratedRegex("href=\"(/[^\"#]*)")]
    private static partial Regex Href();

    [GeneratedRegex("\"id\":\\s*\"([0-9a-f-]{36})\"")]
    private static partial Regex Id();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    /// <summary>The clock at the foot of the page, the moment since which a reviewer would be told of others, the date of the answer, and tokens.</summary>
    [GeneratedRegex("Date: [^\n]*|\\d\\d:\\d\\d(?::\\d\\d)?|since=\\d+|name=\"since\" value=\"\\d+\"|value=\"CfDJ8[^\"]*\"|Set-Cookie: [^\n]*")]
    private static partial Regex Changing();
}

public sealed class SqliteProofTests() : ProofSuite(Engine.Sqlite);

public sealed class PostgresProofTests() : ProofSuite(Engine.Postgres);
