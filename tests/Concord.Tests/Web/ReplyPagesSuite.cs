using System.Globalization;
using System.Net;
using Concord.Core.Kernel;
using Concord.Modules.Identity;
using Concord.Modules.Measures;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Sources;
using Concord.Platform.Db;
using Concord.Tests.Proof;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Tests.Web;

/// <summary>The right of reply over HTTP, without script: the form, every place where a reply is shown, and where it is not.</summary>
public abstract class ReplyPagesSuite(Engine engine)
{
    private const string Khmer = "ឆ្លើយតប៖ យើងមិនយល់ស្របទេ។";

    /// <summary>What is on record of one source that everybody may see, and of one that its filer alone sees.</summary>
    private async Task<(Aviary Aviary, List<StatementRow> Public, List<StatementRow> Hidden)> FilledAsync()
    {
        var aviary = await Aviary.FillAsync(["public", "own body"], engine == Engine.Postgres ? await PostgresServer.NewDatabaseAsync(migrated: false) : null);
        var said = new List<List<StatementRow>>();
        foreach (var canary in aviary.Canaries)
        {
            said.Add(await Aviary.AskAsync(aviary.Site, async s =>
            {
                var db = s.GetRequiredService<ConcordDb>();
                foreach (var open in await db.Set<ProposalRow>().Where(p => p.SourceId == canary.Source && !db.Set<DecisionRow>().Any(d => d.ProposalId == p.Id)).Select(p => p.Id).ToListAsync())
                {
                    _ = await s.GetRequiredService<DecideProposal>().HandleAsync(World.May(Doing.Review), new Decide(open, 0, Verdict.Accepted), default);
                }

                return await db.Set<StatementRow>().AsNoTracking().Where(r => db.Set<PassageRow>().Any(p => p.Id == r.PassageId && p.SourceId == canary.Source)).OrderBy(r => r.Sequence).ToListAsync();
            }));
        }

        return (aviary, said[0], said[1]);
    }

    private static async Task<HttpClient> AsOfficialOfAsync(Site site, string member)
    {
        var account = await Aviary.AskAsync(site, s => s.GetRequiredService<ConcordDb>().Set<AccountRow>().Where(a => a.SignInName == "official-" + member).Select(a => a.Id).SingleAsync());
        return await site.AsAsync(nameof(Capacity.Official), account: account.Value);
    }

    private static async Task<Answered> ReplyAsync(HttpClient client, StatementRow to, string text, string language = "km")
    {
        var (visit, address) = (new Visit(client), MeasureLinks.Statement(to.Id));
        return await visit.SendAsync(await visit.GetAsync(address), address + "?handler=reply", new() { ["text"] = text, ["language"] = language });
    }

    /// <summary>The protocol of Viet Nam and Cambodia, and the obstacle that is Cambodia's.</summary>
    private static (StatementRow Protocol, StatementRow Obstacle) Of(List<StatementRow> said) =>
        (said.First(s => s.Form == AssertionForm.Reached && s.Stage!.Value.Value == "signed"), said.Last(s => s.Form == AssertionForm.Obstacle));

    [Fact]
    public async Task It_stands_wherever_its_statement_stands()
    {
        var (aviary, said, _) = await FilledAsync();
        await using var held = aviary;
        using var cambodia = await AsOfficialOfAsync(aviary.Site, "cambodia");
        using var china = await AsOfficialOfAsync(aviary.Site, "china");
        var (protocol, obstacle) = Of(said);
        var position = said.Last(s => s.Form == AssertionForm.Position);
        Assert.Equal((HttpStatusCode.Found, HttpStatusCode.Found, HttpStatusCode.Found), (
            (await ReplyAsync(cambodia, protocol, Khmer)).Status, (await ReplyAsync(cambodia, obstacle, Khmer)).Status, (await ReplyAsync(china, position, "中国没有反对。", "zh-Hans")).Status));

        using var visitor = await aviary.Site.AsAsync(null);
        var source = aviary.Canaries[0].Source.Value.ToString("D");
        string[] ofProtocol =
        [
            MeasureLinks.Statement(protocol.Id), MeasureLinks.Measure(protocol.MeasureId!.Value), $"/statements?measure={protocol.MeasureId!.Value.Value:D}", "/sources/" + source,
            "/measures", "/search?q=patrols", "/api/v1/search?q=patrols", "/export/search.csv?q=patrols", "/export/statements.csv", "/export/statements.xlsx", "/api/v1/statements?limit=500", $"/api/v1/statements/{protocol.Id.Value:D}", $"/api/v1/measures/{protocol.MeasureId!.Value.Value:D}",
        ];
        string[] ofObstacle = [MeasureLinks.Statement(obstacle.Id), "/obstacles", "/members/cambodia", "/export/obstacles.csv", "/export/obstacles.xlsx", "/api/v1/obstacles"];
        foreach (var address in ofProtocol.Concat(ofObstacle))
        {
            Assert.True((await Echo.GetAsync(visitor, address)).Body.Contains(Khmer, StringComparison.Ordinal), address);
        }

        Assert.Contains(Khmer, (await Echo.GetAsync(cambodia, $"/sources/{source}/review?at={await NumberAsync(aviary, protocol)}")).Body, StringComparison.Ordinal);
        foreach (var address in new[] { "/positions", "/export/positions.csv", "/api/v1/positions", "/members/china" })
        {
            Assert.True((await Echo.GetAsync(visitor, address)).Body.Contains("中国没有反对。", StringComparison.Ordinal), address);
        }

        // In the cell of the record, and on paper, since it is part of the same page.
        var cells = (await new Visit(visitor).GetAsync("/record")).QuerySelectorAll("a.c-cell__open").Select(a => a.GetAttribute("href")!).Where(h => h.Contains("/cambodia/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(cells);
        Assert.Contains(await Task.WhenAll(cells.Select(c => Echo.GetAsync(visitor, c))), e => e.Body.Contains(Khmer, StringComparison.Ordinal));
        var shown = (await new Visit(visitor).GetAsync(ofProtocol[1])).QuerySelectorAll(".c-reply").Single(r => r.TextContent.Contains(Khmer, StringComparison.Ordinal));
        Assert.Equal(("auto", "km", "no"), (shown.QuerySelector(".c-reply__text")!.GetAttribute("dir"), shown.QuerySelector(".c-reply__text")!.GetAttribute("lang"), shown.QuerySelector(".c-reply__text")!.GetAttribute("translate")));
        Assert.Contains("Reply of Cambodia", shown.TextContent, StringComparison.Ordinal);
        Assert.Contains("first replied on", shown.TextContent, StringComparison.Ordinal);
        var history = (await new Visit(visitor).GetAsync($"/history/statement/{protocol.Id.Value:D}")).QuerySelector("main")!.TextContent;
        Assert.Contains("A member replied to a statement about it.", history, StringComparison.Ordinal);
        Assert.Contains("an official of a member", history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_hidden_and_what_is_not_there_refuse_a_reply_in_the_same_bytes()
    {
        var (aviary, _, hidden) = await FilledAsync();
        await using var held = aviary;
        using var viet = await AsOfficialOfAsync(aviary.Site, "viet-nam");
        var token = (await new Visit(viet).GetAsync("/sign-in")).QuerySelector("input[name='__RequestVerificationToken']")!.GetAttribute("value")!;
        foreach (var handler in new[] { "reply", "withdrawReply" })
        {
            var echoes = new List<string>();
            foreach (var id in hidden.Select(h => h.Id.Value).Append(Guid.CreateVersion7()))
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/statements/{id:D}?handler={handler}", UriKind.Relative))
                {
                    Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["text"] = "No.", ["language"] = "en", ["reply"] = "1" }),
                };
                var echo = await Echo.OfAsync(viet, request);
                Assert.Equal(404, echo.Status);
                Assert.DoesNotContain(aviary.Canaries[1].Word, echo.Body, StringComparison.OrdinalIgnoreCase);
                echoes.Add(ProofSuite.Timeless(echo.Headers + "\n" + echo.Body).Replace(id.ToString("D"), "", StringComparison.Ordinal));
            }

            Assert.All(echoes, e => Assert.Equal(echoes[^1], e));
        }

        Assert.Empty(await Aviary.AskAsync(aviary.Site, s => s.GetRequiredService<ConcordDb>().Set<ReplyRow>().Where(r => r.Text == "No.").ToListAsync()));
    }

    [Fact]
    public async Task It_is_revised_and_withdrawn_by_its_form_and_who_was_overtaken_reads_both_wordings()
    {
        var (aviary, said, _) = await FilledAsync();
        await using var held = aviary;
        using var cambodia = await AsOfficialOfAsync(aviary.Site, "cambodia");
        var (visit, address) = (new Visit(cambodia), MeasureLinks.Statement(Of(said).Obstacle.Id));
        var old = await visit.GetAsync(address);
        var faulty = await visit.SendAsync(old, address + "?handler=reply", new() { ["text"] = " ", ["language"] = "tlh" });
        Assert.Equal(HttpStatusCode.BadRequest, faulty.Status);
        Assert.NotNull(faulty.Page.QuerySelector(".govuk-error-summary a[href='#text']"));
        Assert.NotNull(faulty.Page.QuerySelector(".govuk-error-summary a[href='#language']"));
        Assert.Equal(HttpStatusCode.BadRequest, (await visit.SendAsync(old, address + "?handler=reply", new() { ["text"] = new string('x', 4001) })).Status);
        Assert.Equal(HttpStatusCode.Found, (await visit.SendAsync(old, address + "?handler=reply", new() { ["text"] = "Judges are trained.", ["language"] = "en" })).Status);

        var late = await visit.SendAsync(old, address + "?handler=reply", new() { ["text"] = "Nobody needs it.", ["language"] = "en" });
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Equal("Nobody needs it.", late.Page.GetElementById("text")!.TextContent);
        Assert.Contains("Judges are trained.", late.Page.QuerySelector(".c-reply__text")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await visit.SendAsync(late.Page, address + "?handler=reply")).Status);
        var revised = await visit.GetAsync(address);
        Assert.Contains("revised on", revised.QuerySelector(".c-reply__who")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Judges are trained.", revised.QuerySelector(".c-reply details")!.TextContent, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Found, (await visit.SendAsync(revised, address + "?handler=withdrawReply")).Status);
        using var visitor = await aviary.Site.AsAsync(null);
        Assert.Contains("The reply was withdrawn on", (await new Visit(visitor).GetAsync(address)).GetElementById("replies")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Nobody needs it.", (await Echo.GetAsync(visitor, "/obstacles")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Nobody needs it.", (await Echo.GetAsync(visitor, "/api/v1/statements?limit=500")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_is_there_for_those_who_may_and_everybody_else_is_refused_by_the_server_too()
    {
        var (aviary, said, _) = await FilledAsync();
        await using var held = aviary;
        var address = MeasureLinks.Statement(Of(said).Protocol.Id);
        foreach (var capacity in Enum.GetNames<Capacity>().Where(c => c != nameof(Capacity.Official)).Append("thailand").Append("cambodia"))
        {
            using var client = capacity == nameof(Capacity.Public) ? await aviary.Site.AsAsync(null) : char.IsLower(capacity[0]) ? await AsOfficialOfAsync(aviary.Site, capacity) : await aviary.Site.AsAsync(capacity);
            var page = await new Visit(client).GetAsync(address);
            Assert.True(page.QuerySelector($"form[action='{address}?handler=reply']") is not null == (capacity == "cambodia"), capacity);
            if (capacity != "cambodia")
            {
                var token = (await new Visit(client).GetAsync("/sign-in")).QuerySelector("input[name='__RequestVerificationToken']")!.GetAttribute("value")!;
                using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["text"] = "No.", ["language"] = "en", ["reply"] = "0" });
                using var answer = await client.PostAsync(new Uri(address + "?handler=reply", UriKind.Relative), form, TestContext.Current.CancellationToken);
                Assert.True(answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Found, capacity + " " + answer.StatusCode);
                Assert.True(answer.StatusCode == HttpStatusCode.Forbidden || answer.Headers.Location!.ToString().Contains("/sign-in", StringComparison.Ordinal), capacity);
            }
        }

        Assert.Empty(await Aviary.AskAsync(aviary.Site, s => s.GetRequiredService<ConcordDb>().Set<ReplyRow>().Where(r => r.Text == "No.").ToListAsync()));
    }

    /// <summary>Of the proposal that it was.</summary>
    private static async Task<string> NumberAsync(Aviary aviary, StatementRow said) => (await Aviary.AskAsync(aviary.Site, s =>
        s.GetRequiredService<ConcordDb>().Set<ProposalRow>().Where(p => p.Id == said.ProposalId).Select(p => p.Ordinal + 1).SingleAsync())).ToString(CultureInfo.InvariantCulture);
}

public sealed class SqliteReplyPagesTests() : ReplyPagesSuite(Engine.Sqlite);

public sealed class PostgresReplyPagesTests() : ReplyPagesSuite(Engine.Postgres);
