using System.Net;
using System.Text.Json;
using AngleSharp;
using Concord.Core.Kernel;
using Concord.Modules.Sources;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Tests.Kernel;
using Concord.Tests.Proof;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Tests.Audit;

/// <summary>What happened to a thing is told to whoever may see the thing; who read it, to the body that filed it and to those who keep accounts.</summary>
public sealed class HistoryTests
{
    private static async Task<string> MainAsync(HttpClient client, string address) => (await new Visit(client).GetAsync(address)).QuerySelector("main")!.TextContent;

    private static string Of(Canary canary) => $"/history/source/{canary.Source.Value:D}";

    [Fact]
    public async Task Whoever_may_see_a_source_reads_what_was_done_with_it_by_capacity_and_not_by_name()
    {
        await using var aviary = await Aviary.FillAsync(["process"]);
        using var client = await aviary.Site.AsAsync("Observer");
        var page = await new Visit(client).GetAsync($"/sources/{aviary.Canaries[0].Source.Value:D}");
        Assert.Equal(Of(aviary.Canaries[0]), page.QuerySelector("nav a[href^='/history/']")!.GetAttribute("href"));
        var told = await MainAsync(client, Of(aviary.Canaries[0]));
        Assert.Contains("A source was brought in.", told, StringComparison.Ordinal);
        Assert.Contains("A proposed statement was accepted.", told, StringComparison.Ordinal);
        Assert.Contains("an official of a member", told, StringComparison.Ordinal);
        Assert.Contains("UTC", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Official of", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_read_it_is_told_to_the_body_that_filed_it_and_to_the_operator_and_to_nobody_else()
    {
        await using var aviary = await Aviary.FillAsync(["process"]);
        var canary = aviary.Canaries[0];
        using var secretariat = await aviary.Site.AsAsync("Secretariat");
        using var observer = await aviary.Site.AsAsync("Observer");
        using var filer = await aviary.AsFilerAsync();
        using var press = await aviary.Site.AsAsync("Press");
        _ = await new Visit(secretariat).GetAsync($"/sources/{canary.Source.Value:D}");
        _ = await new Visit(press).GetAsync($"/sources/{canary.Source.Value:D}");
        Assert.NotEmpty(await WatchTests.SoonAsync(aviary.Site, 1, a => a.Reads()));
        Assert.NotEmpty(await WatchTests.SoonAsync(aviary.Site, 1, a => a.Refusals()));

        var toFiler = await new Visit(filer).GetAsync(Of(canary) + "?doing=all");
        var lines = toFiler.QuerySelectorAll(".c-act").Select(l => l.TextContent).ToArray();
        Assert.Contains(lines, l => l.Contains("A source that is not public was read.", StringComparison.Ordinal) && l.Contains("the secretariat", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("refused", StringComparison.Ordinal) && l.Contains("it does not go so far", StringComparison.Ordinal) && l.Contains("the press", StringComparison.Ordinal));
        Assert.DoesNotContain("A source that is not public was read.", await MainAsync(observer, Of(canary) + "?doing=read"), StringComparison.Ordinal);
        Assert.Contains("A source that is not public was read.", await MainAsync(secretariat, Of(canary) + "?doing=read"), StringComparison.Ordinal);
        Assert.Contains("A source that is not public was read.", await MainAsync(aviary.Site.Client, Of(canary) + "?doing=read"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_body_that_filed_it_is_told_who_looked_how_often_and_when_last()
    {
        await using var aviary = await Aviary.FillAsync(["process", "members"]);
        using var secretariat = await aviary.Site.AsAsync("Secretariat");
        using var filer = await aviary.AsFilerAsync();
        using var other = await aviary.Site.AsAsync("Observer");
        foreach (var canary in aviary.Canaries)
        {
            _ = await new Visit(secretariat).GetAsync($"/sources/{canary.Source.Value:D}");
        }

        using (var file = await secretariat.GetAsync(new Uri($"/sources/{aviary.Canaries[0].Source.Value:D}/original", UriKind.Relative), TestContext.Current.CancellationToken))
        {
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        }

        _ = await WatchTests.SoonAsync(aviary.Site, 3, a => a.Reads());
        var seen = await new Visit(filer).GetAsync("/account/seen");
        var told = seen.QuerySelectorAll("main .c-list__item").Select(l => l.TextContent).ToArray();
        Assert.True(told.Length == 2, seen.QuerySelector("main")!.TextContent);
        Assert.All(aviary.Canaries, c => Assert.Contains(told, l => l.Contains(c.Word, StringComparison.OrdinalIgnoreCase) && l.Contains("the secretariat", StringComparison.Ordinal)));
        Assert.Single(told, l => l.Contains("The file was taken 1", StringComparison.Ordinal));
        Assert.Empty((await new Visit(other).GetAsync("/account/seen")).QuerySelectorAll("main .c-list__item"));
        Assert.Empty((await new Visit(aviary.Site.Client).GetAsync("/account/seen")).QuerySelectorAll("main .c-list__item"));
    }

    [Fact]
    public async Task The_body_that_filed_it_is_told_that_it_was_shown_in_a_list_and_taken_with_a_file()
    {
        await using var aviary = await Aviary.FillAsync(["members", "public"]);
        using var secretariat = await aviary.Site.AsAsync("Secretariat");
        using var filer = await aviary.AsFilerAsync();
        using var other = await aviary.Site.AsAsync("Observer");
        foreach (var address in new[] { "/sources", "/sources", "/export/statements.csv", "/api/v1/sources", $"/search?q={aviary.Canaries[0].Word[..^1]}*" })
        {
            using var answer = await secretariat.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.True((await WatchTests.SoonAsync(aviary.Site, 4, a => a.Reads())).Count >= 4);
        var told = (await new Visit(filer).GetAsync(Of(aviary.Canaries[0]) + "?doing=read")).QuerySelectorAll(".c-act").Select(l => l.TextContent).ToArray();
        Assert.Contains(told, l => l.Contains("was shown in a list", StringComparison.Ordinal) && l.Contains("the secretariat", StringComparison.Ordinal));
        Assert.Contains(told, l => l.Contains("was taken as a file", StringComparison.Ordinal));
        Assert.DoesNotContain("was shown in a list", await MainAsync(filer, Of(aviary.Canaries[1]) + "?doing=read"), StringComparison.Ordinal);
        Assert.DoesNotContain("was shown in a list", await MainAsync(other, Of(aviary.Canaries[1]) + "?doing=read"), StringComparison.Ordinal);
        var seen = (await new Visit(filer).GetAsync("/account/seen")).QuerySelectorAll("main .c-list__item").Select(l => l.TextContent).ToArray();
        Assert.Contains(seen, l => l.Contains(aviary.Canaries[0].Word, StringComparison.OrdinalIgnoreCase) && l.Contains("the secretariat", StringComparison.Ordinal));
        Assert.DoesNotContain(seen, l => l.Contains(aviary.Canaries[1].Word, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The page of the record is kept for whoever sees the same; who is shown it later reads as much as who was shown it first.</summary>
    [Fact]
    public async Task Each_reader_of_the_record_is_on_record_also_for_what_it_tells_without_its_speaker()
    {
        await using var aviary = await Aviary.FillAsync(["members"]);
        var source = aviary.Canaries[0].Source;
        var (hidden, officials) = (AccessTests.Of("own body"), (await Aviary.OfficialsAsync(aviary.Site))[^2..]);
        _ = await Aviary.AskAsync(aviary.Site, async s =>
        {
            var (db, ct) = (s.GetRequiredService<ConcordDb>(), TestContext.Current.CancellationToken);
            var own = World.Ok(await s.GetRequiredService<Labels>().InternAsync(World.May(Doing.Administer), [hidden], ct))[hidden];
            _ = await db.Set<PassageRow>().Where(p => p.SourceId == source).ExecuteUpdateAsync(p => p.SetProperty(r => r.ToldId, r => r.LabelId).SetProperty(r => r.LabelId, own), ct);
            return await db.Set<ParagraphRow>().Where(p => p.SourceId == source).ExecuteUpdateAsync(p => p.SetProperty(r => r.LabelId, own), ct);
        });
        using var first = await aviary.Site.AsAsync(nameof(Capacity.Official), account: officials[0].Id.Value);
        using var second = await aviary.Site.AsAsync(nameof(Capacity.Official), account: officials[1].Id.Value);
        foreach (var client in new[] { first, second })
        {
            var record = await new Visit(client).GetAsync("/record");
            Assert.NotEmpty(record.QuerySelectorAll("a.c-cell__open"));
            Assert.DoesNotContain(source.Value.ToString("D"), record.ToHtml(), StringComparison.OrdinalIgnoreCase);
        }

        Assert.True((await WatchTests.SoonAsync(aviary.Site, 2, a => a.Reads())).Count >= 2);
        var readers = await Aviary.AskAsync(aviary.Site, s =>
        {
            var db = s.GetRequiredService<ConcordDb>();
            return (from sight in db.Set<SightRow>() join act in db.Set<ActRow>() on sight.Act equals act.Id where sight.Source == source && act.About == "page:record" select act.Actor).ToListAsync();
        });
        Assert.Equal(officials.Select(o => o.Id).ToHashSet(), [.. readers]);
    }

    [Theory]
    [InlineData("/history/source/{0}")]
    [InlineData("/api/v1/history/source/{0}")]
    [InlineData("/history/account/{0}")]
    public async Task What_is_hidden_has_no_history_as_what_is_not_there(string form)
    {
        await using var aviary = await Aviary.FillAsync(["own body"]);
        using var press = await aviary.Site.AsAsync("Press");
        var hidden = form.Contains("account", StringComparison.Ordinal)
            ? (await WatchTests.ActsAsync(aviary.Site, a => a.Where(x => x.Verb == "session.began")))[0].About["account:".Length..] : aviary.Canaries[0].Source.Value.ToString("D");
        var absent = Guid.CreateVersion7().ToString("D");
        var (one, other) = (await Echo.GetAsync(press, string.Format(null, form, hidden)), await Echo.GetAsync(press, string.Format(null, form, absent)));
        Assert.Equal((404, 404), (one.Status, other.Status));
        Assert.Equal(Without(one.Body, hidden), Without(other.Body, absent));
    }

    [Fact]
    public async Task The_history_is_told_in_parts_and_as_json()
    {
        await using var aviary = await Aviary.FillAsync(["process"]);
        using var client = await aviary.Site.AsAsync("Secretariat");
        using var answer = JsonDocument.Parse(await client.GetStringAsync(new Uri($"/api/v1{Of(aviary.Canaries[0])}", UriKind.Relative), TestContext.Current.CancellationToken));
        var items = answer.RootElement.GetProperty("items").EnumerateArray().ToArray();
        Assert.Contains(items, i => i.GetProperty("verb").GetString() == "source.imported");
        Assert.All(items, i => Assert.Equal(JsonValueKind.Null, i.GetProperty("who").ValueKind));
        var numbers = items.Select(i => i.GetProperty("number").GetInt64()).ToArray();
        Assert.Equal(numbers.OrderDescending(), numbers);
        using var later = JsonDocument.Parse(await client.GetStringAsync(new Uri($"/api/v1{Of(aviary.Canaries[0])}?after={numbers[0]}", UriKind.Relative), TestContext.Current.CancellationToken));
        Assert.Equal(numbers.Skip(1), later.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("number").GetInt64()));
    }

    [Fact]
    public async Task A_measure_tells_what_was_done_with_its_statements()
    {
        await using var aviary = await Aviary.FillAsync(["public"]);
        using var nobody = await aviary.Site.AsAsync(null);
        var measure = (await Aviary.AskAsync(aviary.Site, s => Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Platform.Db.ConcordDb>(s)
            .Set<Modules.Measures.StatementRow>().AsNoTracking().Where(r => r.MeasureId != null && r.ProposalId != null).OrderBy(r => r.Sequence).FirstAsync())).MeasureId!.Value;
        Assert.Contains("A proposed statement was accepted.", await MainAsync(nobody, $"/history/measure/{measure.Value:D}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_of_one_body_reads_of_its_people_what_was_done_for_that_body_and_names_of_nobody_elses()
    {
        await using var site = await Site.StartAsync();
        var keeper = await Identity.AccountPagesTests.KeeperAsync(site, Capacity.Observer);
        using var observer = await site.AsAsync(nameof(Capacity.Observer));
        using var secretariat = await site.AsAsync(nameof(Capacity.Secretariat));
        using var client = await site.AsAsync(nameof(Capacity.Administrator), account: keeper.Value);
        var (theirs, lender, visit) = (new Visit(observer), new Visit(secretariat), new Visit(client));
        var today = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal("/account", (await lender.SendAsync(await lender.GetAsync("/account"), "/account?handler=Delegate", new() { ["to"] = "observer", ["from"] = today, ["until"] = today })).Location);

        // Once for their own body, and once, as what was lent, for another.
        var account = await theirs.GetAsync("/account");
        var history = account.QuerySelector("a[href^='/history/account/']")!.GetAttribute("href")!;
        Assert.Equal("/account", (await theirs.SendAsync(account, "/account?handler=Act")).Location);
        Assert.Equal("/account", (await theirs.SendAsync(await theirs.GetAsync("/account"), "/account?handler=Act")).Location);
        var told = (await visit.GetAsync(history)).QuerySelectorAll(".c-act").Select(l => l.TextContent).ToArray();
        const string Taken = "took another of their capacities";
        Assert.Contains("Capacity: the secretariat", Assert.Single(told, l => l.Contains(Taken, StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain(told, l => l.Contains("signed in", StringComparison.Ordinal));
        Assert.Equal(2, (await theirs.GetAsync(history)).QuerySelectorAll(".c-act").Count(l => l.TextContent.Contains(Taken, StringComparison.Ordinal)));

        // To whom something of a body is only lent, is not of the body; nor whoever was.
        var ids = await Aviary.AskAsync(site, s => s.GetRequiredService<ConcordDb>().Set<Modules.Identity.AccountRow>().AsNoTracking().ToDictionaryAsync(a => a.SignInName, a => a.Id));
        Assert.Equal("/account", (await theirs.SendAsync(await theirs.GetAsync("/account"), "/account?handler=Delegate", new() { ["to"] = "youth", ["from"] = today, ["until"] = today })).Location);
        Assert.Equal(HttpStatusCode.NotFound, await visit.StatusAsync($"/history/account/{ids["youth"].Value:D}"));
        Assert.DoesNotContain(ids["youth"].Value.ToString("D"), (await visit.GetAsync("/people")).QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);
        Assert.Contains("youth", await MainAsync(client, "/people"), StringComparison.Ordinal);
        _ = await Aviary.AskAsync(site, s => s.GetRequiredService<ConcordDb>().Set<Modules.Identity.HoldingRow>().Where(h => h.Account == ids["observer"] && h.Of == null)
            .ExecuteUpdateAsync(h => h.SetProperty(r => r.Ended, DateTimeOffset.UtcNow)));
        Assert.Equal(HttpStatusCode.NotFound, await visit.StatusAsync(history));
    }

    [Fact]
    public async Task An_administrator_of_one_body_is_told_who_acted_for_it_and_not_who_for_others()
    {
        await using var aviary = await Aviary.FillAsync(["public"]);
        var keeper = await Identity.AccountPagesTests.KeeperAsync(aviary.Site, Capacity.Observer);
        using var client = await aviary.Site.AsAsync(nameof(Capacity.Administrator), account: keeper.Value);
        using var answer = JsonDocument.Parse(await client.GetStringAsync(new Uri($"/api/v1{Of(aviary.Canaries[0])}", UriKind.Relative), TestContext.Current.CancellationToken));
        var items = answer.RootElement.GetProperty("items").EnumerateArray().ToArray();
        Assert.NotEmpty(items);
        Assert.All(items, i => Assert.Equal(JsonValueKind.Null, i.GetProperty("who").ValueKind));
    }

    private static string Without(string body, string id) =>
        System.Text.RegularExpressions.Regex.Replace(body.Replace(id, "", StringComparison.Ordinal), "\\d\\d:\\d\\d|value=\"CfDJ8[^\"]*\"", "");
}
