using System.Net;
using Concord.Core.Kernel;
using Concord.Modules.Sources;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Web;
using Concord.Tests.Proof;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Tests.Audit;

/// <summary>Who reads what is not public, and who is refused what, is an act: one for each person, thing and minute, written behind the answers.</summary>
public sealed class WatchTests
{
    internal static Task<List<ActRow>> ActsAsync(Site site, Func<IQueryable<ActRow>, IQueryable<ActRow>> which) =>
        Aviary.AskAsync(site, s => which(s.GetRequiredService<ConcordDb>().Set<ActRow>().AsNoTracking()).OrderBy(a => a.Sequence).ToListAsync());

    /// <summary>What the server writes behind its answers is written soon.</summary>
    internal static async Task<List<ActRow>> SoonAsync(Site site, int count, Func<IQueryable<ActRow>, IQueryable<ActRow>> which)
    {
        for (var tries = 0; ; tries++)
        {
            var found = await ActsAsync(site, which);
            if (found.Count >= count || tries == 150)
            {
                return found;
            }

            await Task.Delay(100);
        }
    }

    private static async Task<HttpStatusCode> GetAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        return answer.StatusCode;
    }

    [Fact]
    public async Task Reading_what_is_not_public_is_one_act_a_minute_and_reading_what_is_public_is_none()
    {
        await using var aviary = await Aviary.FillAsync(["process", "public"]);
        var (process, open) = (aviary.Canaries[0].Source.Value, aviary.Canaries[1].Source.Value);
        using var client = await aviary.Site.AsAsync("Secretariat");
        var before = DateTimeOffset.UtcNow;
        foreach (var address in new[] { $"/sources/{open:D}", $"/sources/{process:D}", $"/sources/{process:D}", $"/sources/{process:D}/review", $"/api/v1/sources/{process:D}" })
        {
            Assert.Equal(HttpStatusCode.OK, await GetAsync(client, address));
        }

        // On the page of the public one the other is named, since it may be an earlier version of it.
        var beside = await SoonAsync(aviary.Site, 1, a => a.Where(x => x.Verb == Noticed.List));
        Assert.All(beside, a => Assert.Equal("source:" + open.ToString("D"), a.About));
        var acts = await SoonAsync(aviary.Site, 1, a => a.Where(x => x.Verb == "source.read"));
        Assert.All(acts, a => Assert.Equal(("source.read", "source:" + process.ToString("D"), Capacity.Secretariat, "{}", (string?)null), (a.Verb, a.About, a.Capacity, a.Payload, a.Why)));
        Assert.InRange(acts.Count, 1, 1 + (DateTimeOffset.UtcNow - before).Minutes + 1);
        Assert.Equal(acts.Count, acts.Select(a => a.At.UtcTicks / TimeSpan.TicksPerMinute).Distinct().Count());
        Assert.All(acts, a => Assert.InRange(a.At, before.AddSeconds(-1), DateTimeOffset.UtcNow));
        var sights = await Aviary.AskAsync(aviary.Site, s => s.GetRequiredService<ConcordDb>().Set<SightRow>().AsNoTracking().ToListAsync());
        Assert.Equal(acts.Concat(beside).Select(a => (a.Id, aviary.Canaries[0].Source)).Order(), sights.Select(s => (s.Act, s.Source)).Order());
    }

    [Fact]
    public async Task A_statement_and_a_measure_lead_to_the_source_that_stands_behind_them()
    {
        await using var aviary = await Aviary.FillAsync(["process"]);
        using var client = await aviary.Site.AsAsync("Secretariat");
        var statement = await Aviary.AskAsync(aviary.Site, s => s.GetRequiredService<ConcordDb>().Set<Modules.Measures.StatementRow>().AsNoTracking()
            .Where(r => r.MeasureId != null && r.ProposalId != null).OrderBy(r => r.Sequence).FirstAsync());
        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, $"/statements/{statement.Id.Value:D}"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, $"/measures/{statement.MeasureId!.Value.Value:D}"));
        var acts = await SoonAsync(aviary.Site, 2, a => a.Reads());
        Assert.Equal(["measure.read", "statement.read"], acts.Select(a => a.Verb).Distinct().Order());
        var sights = await Aviary.AskAsync(aviary.Site, s => s.GetRequiredService<ConcordDb>().Set<SightRow>().AsNoTracking().ToListAsync());
        Assert.All(acts, a => Assert.Equal(aviary.Canaries[0].Source, Assert.Single(sights, s => s.Act == a.Id).Source));
    }

    [Fact]
    public async Task A_refusal_says_by_which_rule_and_whoever_was_refused_is_told_nothing_of_it()
    {
        await using var aviary = await Aviary.FillAsync(["own body", "public, before its day", "public, session closed to the press"]);
        using var press = await aviary.Site.AsAsync("Press");
        var absent = Guid.CreateVersion7();
        foreach (var id in aviary.Canaries.Select(c => c.Source.Value).Append(absent))
        {
            Assert.Equal(HttpStatusCode.NotFound, await GetAsync(press, $"/sources/{id:D}"));
        }

        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(press, $"/sources/{absent:D}/release"));
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(press, "/people"));
        var acts = await SoonAsync(aviary.Site, 5, a => a.Refusals());
        var rules = acts.DistinctBy(a => a.About).ToDictionary(a => a.About, a => a.Payload);
        Assert.Equal("{\"refused\":\"Handling\"}", rules["source:" + aviary.Canaries[0].Source.Value.ToString("D")]);
        Assert.Equal("{\"refused\":\"Embargo\"}", rules["source:" + aviary.Canaries[1].Source.Value.ToString("D")]);
        Assert.Equal("{\"refused\":\"Session\"}", rules["source:" + aviary.Canaries[2].Source.Value.ToString("D")]);
        Assert.Equal("{\"refused\":\"Absent\"}", rules["source:" + absent.ToString("D")]);
        Assert.Equal("{\"refused\":\"InCapacity\"}", rules["page:people"]);

        // What they did themselves they may read, and find no difference in it.
        var told = (await new Visit(press).GetAsync("/acts?doing=refused")).QuerySelectorAll("main .c-act__what").Select(w => w.TextContent.Trim()).Distinct();
        Assert.Single(told);
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_refused_as_anybody_is()
    {
        await using var aviary = await Aviary.FillAsync(["members"]);
        using var nobody = await aviary.Site.AsAsync(null);
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(nobody, $"/sources/{aviary.Canaries[0].Source.Value:D}"));
        Assert.Equal(HttpStatusCode.Found, await GetAsync(nobody, "/account"));
        Assert.Equal(["page:account", "source:" + aviary.Canaries[0].Source.Value.ToString("D")], (await SoonAsync(aviary.Site, 2, a => a.Refusals())).Select(a => a.About).Distinct().Order());
    }

    [Fact]
    public async Task A_file_is_on_record_before_it_is_handed_out()
    {
        await using var aviary = await Aviary.FillAsync(["process", "public"]);
        using var client = await aviary.Site.AsAsync("Secretariat");
        foreach (var canary in aviary.Canaries)
        {
            Assert.Equal(HttpStatusCode.OK, await GetAsync(client, $"/sources/{canary.Source.Value:D}/original"));
        }

        // No waiting: it was written when the answer came. The public one is nobody's business.
        var acts = await ActsAsync(aviary.Site, a => a.Where(x => x.Verb == Noticed.Original));
        Assert.Equal(["source:" + aviary.Canaries[0].Source.Value.ToString("D")], acts.Select(a => a.About));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, $"/api/v1/sources/{aviary.Canaries[0].Source.Value:D}/original"));
        Assert.Single((await ActsAsync(aviary.Site, a => a.Where(x => x.Verb == Noticed.Original))).DistinctBy(a => a.At.UtcTicks / TimeSpan.TicksPerMinute));
    }

    [Fact]
    public async Task Every_endpoint_with_an_id_in_its_address_says_what_it_shows()
    {
        await using var site = await Site.StartAsync();
        var endpoints = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.Parameters.Any(p => p.Name == "id") && (e.Metadata.GetMetadata<PageActionDescriptor>() is not null || e.RoutePattern.RawText!.Contains("sources", StringComparison.Ordinal) || e.RoutePattern.RawText!.Contains("api/", StringComparison.Ordinal)))
            .ToList();
        Assert.True(endpoints.Count > 22, "endpoints about one thing are found by their addresses");
        Assert.DoesNotContain(endpoints, e => e.Metadata.GetMetadata<ShowsAttribute>() is null && e.Metadata.GetMetadata<ShowsNothingAttribute>() is null);
        Assert.Equal(["views/{id:guid}"], endpoints.Where(e => e.Metadata.GetMetadata<ShowsNothingAttribute>() is not null).Select(e => e.RoutePattern.RawText!.TrimStart('/')).Distinct());
    }
}
