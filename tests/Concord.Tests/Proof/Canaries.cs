using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Concord.Core.Kernel;
using Concord.Modules.Identity;
using Concord.Modules.Measures;
using Concord.Modules.Sources;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Search;
using Concord.Tests.Kernel;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Tests.Proof;

/// <summary>One line of docs/access.md as a source on record: its subject, its text, its speaker, its measures and its file are named by a word that stands nowhere else.</summary>
internal sealed record Canary(string Line, string Word, SourceId Source)
{
    /// <summary>What a member replies to each statement of it: the word is in it, and it stands nowhere but in replies.</summary>
    public string Reply => Word + "vox";

    /// <summary>Its corrected version, of the same label; null when none was brought in.</summary>
    public SourceId? Later { get; init; }

    /// <summary>It and its corrected version.</summary>
    public IEnumerable<SourceId> Sources => Later is { } later ? [Source, later] : [Source];
}

/// <summary>A server on which everything that the table speaks of is on record, one source a line, all filed by one body and decided on.</summary>
internal sealed class Aviary(Site site, ImmutableArray<Canary> canaries, Actor filer) : IAsyncDisposable
{
    public Site Site => site;

    public ImmutableArray<Canary> Canaries => canaries;

    /// <summary>Somebody of the body that filed them.</summary>
    public Task<HttpClient> AsFilerAsync() => site.AsAsync(nameof(Capacity.Official), account: filer.Id.Value);

    public static async Task<Aviary> FillAsync(IEnumerable<string> lines, string? postgres = null, bool replied = false, bool corrected = false)
    {
        var site = await Site.StartAsync(searchesAMinute: 1_000_000, postgres: postgres);

        // The first by name; the officials who look are the last.
        var filer = (await OfficialsAsync(site))[0];
        var made = ImmutableArray.CreateBuilder<Canary>();
        foreach (var (number, line) in lines.Index())
        {
            var word = "Zan" + (char)('a' + (number / 20)) + (char)('a' + (number % 20)) + "qu";
            var source = await ImportAsync(site, filer, word + ".txt", Telegram(word, number));
            var label = AccessTests.Of(line) with
            {
                Bodies = [filer.Body!.Value],
                Member = filer.Member,
                Embargo = line.EndsWith("before its day", StringComparison.Ordinal) ? new DateOnly(2999, 1, 1) : null,
            };
            await LabelAsync(site, source, label);
            await AcceptAsync(site, source);
            made.Add(new Canary(line, word, source));
            if (corrected)
            {
                var later = await ImportAsync(site, filer, word + "-corrected.txt", Corrected(word, number), source);
                await LabelAsync(site, later, label);
                made[^1] = made[^1] with { Later = later };
            }

            _ = replied ? await ReplyAsync(site, made[^1], filer) : null;
        }

        _ = await AskAsync(site, s => s.GetRequiredService<SearchRebuild>().AnewAsync(World.May(Doing.Administer), (_, _) => { }, default));
        return new Aviary(site, made.ToImmutable(), filer);
    }

    /// <summary>Officials, by name.</summary>
    public static Task<List<Actor>> OfficialsAsync(Site site) => AskAsync(site, async s =>
    {
        var db = s.GetRequiredService<ConcordDb>();
        var holdings = await (
            from h in db.Set<HoldingRow>().AsNoTracking() join a in db.Set<AccountRow>() on h.Account equals a.Id where h.Capacity == Capacity.Official orderby a.Name select h).ToListAsync();
        return holdings.ConvertAll(h => new Actor(h.Account, "official", Capacity.Official, h.Body) { Member = h.Member });
    });

    /// <summary>A source that everybody sees and of which nothing is decided.</summary>
    public async Task OpenAsync(string word) =>
        await LabelAsync(site, await ImportAsync(site, filer, word + ".txt", Telegram(word, 60)), AccessTests.Of("public") with { Bodies = [filer.Body!.Value], Member = filer.Member });

    /// <summary>Something of the body of somebody else, on record and not decided on.</summary>
    public Task<SourceId> FileAsync(Actor by, string word) => ImportAsync(site, by, word + ".txt", Telegram(word, 50));

    /// <summary>What the body of the canaries keeps to itself of the same measures: they go further, belong to more members, and more is said of them.</summary>
    public async Task HideAsync()
    {
        var hidden = await ImportAsync(site, filer, "hidden.txt", Hidden(canaries[0].Word));
        foreach (var proposal in await ProposalsAsync(site, hidden))
        {
            _ = await AskAsync(site, s => s.GetRequiredService<DecideProposal>().HandleAsync(World.Ok(Access.Decide(filer, Doing.Review)), new Decide(proposal, 0, Verdict.Accepted), default));
        }
    }

    private static async Task<SourceId> ImportAsync(Site site, Actor by, string name, string text, SourceId? corrects = null) => World.Ok(await AskAsync(site, s => s.GetRequiredService<ImportSource>().HandleAsync(
        World.Ok(Access.Decide(by, Doing.Import)), new IncomingFile(name, Encoding.UTF8.GetBytes(text), Corrects: corrects), default)))[0].Id;

    private static Task<List<ProposalId>> ProposalsAsync(Site site, SourceId source) => AskAsync(site, s =>
        s.GetRequiredService<ConcordDb>().Set<ProposalRow>().AsNoTracking().Where(p => p.SourceId == source).OrderBy(p => p.Ordinal).Select(p => p.Id).ToListAsync());

    public ValueTask DisposeAsync() => site.DisposeAsync();

    /// <summary>Every endpoint with what its addresses look like, the most particular first.</summary>
    public static ImmutableArray<(RouteEndpoint Endpoint, string Route, TemplateMatcher Matcher)> Routes(Site site) =>
    [
        .. site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => (Endpoint: e, Route: "/" + e.RoutePattern.RawText!.TrimStart('/'))).DistinctBy(e => e.Route)
            .OrderBy(e => e.Route.Contains("**", StringComparison.Ordinal)).ThenBy(e => e.Route.Count(c => c == '{'))
            .Select(e => (e.Endpoint, e.Route, new TemplateMatcher(TemplateParser.Parse(e.Route.TrimStart('/')), []))),
    ];

    public static async Task<T> AskAsync<T>(Site site, Func<IServiceProvider, Task<T>> ask)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider);
    }

    private static Task<int> LabelAsync(Site site, SourceId source, Label label) => AskAsync(site, async s =>
    {
        var id = World.Ok(await s.GetRequiredService<Labels>().InternAsync(World.May(Doing.Administer), [label], default))[label];
        var db = s.GetRequiredService<ConcordDb>();
        (await db.Set<SourceRow>().SingleAsync(r => r.Id == source)).LabelId = id;
        await db.Set<ParagraphRow>().Where(r => r.SourceId == source).ForEachAsync(r => r.LabelId = id);
        await db.Set<PassageRow>().Where(r => r.SourceId == source).ForEachAsync(r => r.LabelId = id);
        await db.Set<ProposalRow>().Where(r => r.SourceId == source).ForEachAsync(r => r.LabelId = id);
        await db.Set<AnchoringRow>().Where(r => r.SourceId == source && r.LabelId != null).ForEachAsync(r => r.LabelId = id);
        _ = World.Ok(await db.CommitAsync(new Act(World.May(Doing.Administer), "test.labelled", "source"), default));
        return 0;
    });

    /// <summary>All but the last two proposals, which stay open.</summary>
    private static async Task AcceptAsync(Site site, SourceId source)
    {
        var proposals = await ProposalsAsync(site, source);
        Assert.True(proposals.Count >= 4, "the telegram of the canary states something");
        foreach (var proposal in proposals.SkipLast(2))
        {
            _ = await AskAsync(site, s => s.GetRequiredService<DecideProposal>().HandleAsync(World.May(Doing.Review), new Decide(proposal, 0, Verdict.Accepted), default));
        }
    }

    /// <summary>To each of its statements, by a member that it is about or another: whoever sees the statement sees it, and nobody else.</summary>
    private static Task<Receipt> ReplyAsync(Site site, Canary canary, Actor by) => AskAsync(site, async s =>
    {
        var db = s.GetRequiredService<ConcordDb>();
        var said = await db.Set<StatementRow>().Where(r => db.Set<PassageRow>().Any(p => p.Id == r.PassageId && p.SourceId == canary.Source)).Select(r => r.Id).ToListAsync();
        Assert.NotEmpty(said);
        db.AddRange(said.Select(id => new ReplyRow
        {
            StatementId = id, MemberId = by.Member!.Value, Text = "The reply of " + canary.Reply, Language = "en", Body = by.Body, By = by.Id, At = DateTimeOffset.UtcNow,
            Known = DateOnly.FromDateTime(DateTimeOffset.UtcNow.UtcDateTime),
        }));
        return World.Ok(await db.CommitAsync(new Act(World.May(Doing.Administer), "test.replied", "source"), default));
    });

    /// <summary>A sentence is put otherwise, and a plain one was added, of which nobody has decided yet.</summary>
    private static string Corrected(string word, int number) => Telegram(word, number).Replace("labor inspectors", "inspectors of labor", StringComparison.Ordinal)
        + $"8. (U) Laotian delegate Bounmy {word} said the Law on {word} Returns entered into force on June 3, 2008.\n";

    private static string Hidden(string word) => $"""
        VZCZCXYZ0000
        RR RUEHWEB

        DE RUEHPSM #0400 3260305
        ZNR UUUUU ZZH
        R 240305Z NOV 08
        FM AMEMBASSY PORT SAMPLE
        TO RUEHC/SECSTATE WASHDC 0902
        BT
        UNCLAS PORT SAMPLE 000400

        SIPDIS

        E.O. 12958: N/A
        TAGS: PHUM, PREL
        SUBJECT: SAMPLE: MORE ON THE {word.ToUpperInvariant()} PROTOCOL

        1. (U) The {word} Senior Officials Meeting was held in Port Elsewhere November 16-17.
        The ministers ratified the {word} Declaration on November 20, 2008.
        Vietnam, Cambodia and Burma ratified the {word} Protocol on Joint Patrols
        on November 20, 2008. China and Vietnam signed the {word} Protocol on Joint Patrols
        on November 18, 2008.

        2. (U) Thailand repealed the Law on {word} Agencies on November 1, 2008.

        3. (U) Laos and Thailand adopted the National Plan of Action on {word} on September 3, 2008.

        4. (U) Thailand trained 500 labor inspectors of Yanquo in October 2008. Vietnam signed the
        Quillon Agreement on Yanquo Shelters on October 2, 2008.

        5. (U) Burma opposes the {word} convention. Laos needs training of {word} judges.

        6. (U) At the {word} Senior Officials Meeting Vietnamese Vice Minister Malee {word} said Vietnam
        opposes inviting Indonesia to the {word} Forum. Thai delegate Bounmy {word} said a lack of
        {word} interpreters remains an obstacle to safe repatriation.

        7. (U) Bounmy said Thailand's Law on {word} Agencies covers men. Details of the {word} vote will be reported septel.
        """;

    private static string Telegram(string word, int number) => $"""
        VZCZCXYZ0000
        RR RUEHWEB

        DE RUEHPSM #{number + 300:0000} 3260305
        ZNR UUUUU ZZH
        R 210305Z NOV 08
        FM AMEMBASSY PORT SAMPLE
        TO RUEHC/SECSTATE WASHDC 0902
        BT
        UNCLAS PORT SAMPLE {number + 300:000000}

        SIPDIS

        E.O. 12958: N/A
        TAGS: PHUM, PREL
        SUBJECT: SAMPLE: {word.ToUpperInvariant()} SIGNS A PROTOCOL

        1. (U) The {word} Senior Officials Meeting was held in Port Sample November 18-19.
        Vietnam and Cambodia signed the {word} Protocol on Joint Patrols on November 18, 2008.
        The ministers signed the {word} Declaration on November 19, 2008.

        2. (U) Thai delegate Malee {word} said the Law on {word} Agencies
        entered into force on October {(number % 27) + 1}, 2008.

        3. (U) Laos adopted its National Plan of Action on {word} on September 3, 2008,
        Ministry of Labor Deputy Director General Bounmy {word} told the meeting.

        4. (U) Thailand trained {120 + number} labor inspectors of {word} in September 2008.

        5. (U) At the {word} Senior Officials Meeting Thai delegate Malee {word} said Thailand
        supports inviting Indonesia to the {word} Forum. Laotian delegate Bounmy {word} said a lack of
        {word} interpreters remains an obstacle to safe repatriation.

        6. (U) Malee said Thailand's Law on {word} Agencies covers forced labor but does not cover men.
        Details of the {word} talks will be reported septel.

        7. (U) China opposes the {word} convention, a Chinese delegate said. Cambodia needs
        training of {word} judges.

        """;
}

/// <summary>What came back, all of it: status, headers, and the body, packed files opened. How long a file is when packed is left out: that changes with the moment that stands in it, and all that is in it is here.</summary>
internal sealed record Echo(string Address, int Status, string Headers, string Body)
{
    public static async Task<Echo> OfAsync(HttpClient client, HttpRequestMessage request)
    {
        using var answer = await client.SendAsync(request);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var headers = string.Join('\n', answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key != "Content-Length" || !IsPacked(bytes)).Select(h => h.Key + ": " + Uri.UnescapeDataString(string.Join(", ", h.Value))));
        return new Echo(request.RequestUri!.ToString(), (int)answer.StatusCode, headers, Text(bytes));
    }

    public static async Task<Echo> GetAsync(HttpClient client, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        return await OfAsync(client, request);
    }

    /// <summary>The words of the canaries that it lets out.</summary>
    /// <param name="numbers">Whether the number of a source, where it was not asked for by it, lets it out too.</param>
    public ImmutableHashSet<string> Words(IEnumerable<Canary> canaries, bool numbers = true)
    {
        var text = Headers + Body;
        return [.. canaries.Where(c => text.Contains(c.Word, StringComparison.OrdinalIgnoreCase) || (numbers && c.Sources.Any(id => Names(text, id) && !Names(Address, id)))).Select(c => c.Word)];
    }

    private static bool Names(string text, SourceId source) => text.Contains(source.Value.ToString("D"), StringComparison.OrdinalIgnoreCase);

    private static bool IsPacked(byte[] bytes) => bytes is [0x50, 0x4b, ..];

    private static string Text(byte[] bytes)
    {
        if (!IsPacked(bytes))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        using var zip = new ZipArchive(new MemoryStream(bytes));
        return string.Concat(zip.Entries.Select(e =>
        {
            using var reader = new StreamReader(e.Open(), Encoding.UTF8);
            return reader.ReadToEnd();
        }));
    }
}
