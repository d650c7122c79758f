using System.Collections.Immutable;
using System.Net;
using Concord.Core.Kernel;
using Concord.Modules.Identity;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Tests.Kernel;
using Concord.Tests.Proof;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Tests.Identity;

/// <summary>Why somebody cannot see something is answered for kinds of labels and never of a thing: in the words of the decision itself, and as docs/access.md has it.</summary>
public sealed class WhatYouSeeTests
{
    private static readonly DateOnly Today = new(2008, 6, 4);

    private static Task<HttpClient> AsAsync(Site site, string capacity) => site.AsAsync(capacity == nameof(Capacity.Public) ? null : capacity);

    /// <summary>The row of the page on which a line of the table stands.</summary>
    private static string? KeyOf(string line)
    {
        var label = AccessTests.Of(line);
        return line.StartsWith("own member", StringComparison.Ordinal) ? (line.Contains("seen by", StringComparison.Ordinal) ? "own-member" : "other-member")
            : AccessSamples.Of(Actor.Visitor, Today).Where(s => s.Key is not ("own-member" or "other-member" or "protected"))
                .FirstOrDefault(s => s.Label.Handling == label.Handling && s.Label.KeptOut.SequenceEqual(label.KeptOut) && s.Label.Embargo > Today == label.Embargo > Today)?.Key;
    }

    [Fact]
    public async Task The_page_agrees_with_the_table_in_every_capacity()
    {
        await using var site = await Site.StartAsync();
        var told = 0;
        foreach (var capacity in Enum.GetNames<Capacity>())
        {
            using var client = await AsAsync(site, capacity);
            var page = await new Visit(client).GetAsync("/access");
            var rows = page.QuerySelectorAll("tr[data-kind]").ToDictionary(r => r.GetAttribute("data-kind")!, r => r.QuerySelector("strong")!.TextContent);
            Assert.Equal(AccessSamples.Of(Actor.Visitor, Today).Select(s => s.Key), rows.Keys.Except(["own-body", "named-own"]));
            foreach (var (line, _, expected) in AccessTests.Rows("What each capacity may see").Where(r => r.Item2 == capacity))
            {
                var key = KeyOf(line);
                Assert.True(key is not null && rows[key].Equals(expected, StringComparison.OrdinalIgnoreCase), $"{capacity}: {line} ({key})");
                told++;
            }

            if (rows.TryGetValue("own-body", out var own))
            {
                Assert.Equal(AccessTests.Rows("Whose it is").Where(r => r.Item2 == capacity).Select(r => r.Item3).First(), own, StringComparer.OrdinalIgnoreCase);
            }
        }

        Assert.True(told > 100);
    }

    [Fact]
    public async Task Each_answer_is_that_of_the_decision_itself_with_its_rule_in_words()
    {
        await using var site = await Site.StartAsync();
        using var observer = await site.AsAsync("Observer");
        var why = (await new Visit(observer).GetAsync("/access")).QuerySelectorAll("tr[data-kind]").ToDictionary(r => r.GetAttribute("data-kind")!, r => r.QuerySelectorAll("td")[1].TextContent);
        Assert.Contains("It goes no further: for the members' governments and the secretariat.", why["members"], StringComparison.Ordinal);
        Assert.Contains("It may be seen from ", why["before-its-day"], StringComparison.Ordinal);
        Assert.Contains("not let into the session", why["session-observers"], StringComparison.Ordinal);
        Assert.Contains("It goes so far", why["session-press"], StringComparison.Ordinal);
        Assert.Contains("filed by the body for which you act", why["own-body"], StringComparison.Ordinal);
        Assert.Contains("operates this machine", (await new Visit(site.Client).GetAsync("/access")).QuerySelector("tr[data-kind='other-body']")!.TextContent, StringComparison.Ordinal);
        using var visitor = await site.AsAsync(null);
        Assert.NotNull((await new Visit(visitor).GetAsync("/access")).QuerySelector("main a[href='/sign-in']"));
        Assert.Null((await new Visit(observer).GetAsync("/access")).QuerySelector("main a[href='/sign-in']"));
    }

    [Fact]
    public async Task Every_rule_has_its_words()
    {
        await using var site = await Site.StartAsync();
        foreach (var allowed in new[] { true, false })
        {
            Assert.All(Enum.GetValues<AccessRule>(), rule => Assert.DoesNotContain("⟦", WhatYouSeePage.Why(new Decision(allowed, rule, rule == AccessRule.Handling ? "Members" : rule == AccessRule.Embargo ? "2008-06-05" : "Press")), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task What_one_would_see_in_another_capacity_that_one_holds_is_told_and_nothing_of_those_one_does_not()
    {
        await using var site = await Site.StartAsync();
        await Aviary.AskAsync(site, async s =>
        {
            var db = s.GetRequiredService<ConcordDb>();
            var press = await db.Set<HoldingRow>().SingleAsync(h => h.Capacity == Capacity.Press);
            var official = await db.Set<HoldingRow>().FirstAsync(h => h.Capacity == Capacity.Official);
            _ = db.Add(new HoldingRow { Id = new HoldingId(Guid.CreateVersion7()), Account = press.Account, Capacity = Capacity.Official, Body = official.Body, Member = official.Member });
            return World.Ok(await db.CommitAsync(new Act(World.May(Doing.Administer), "test.held", "account"), default));
        });
        using var client = await site.AsAsync("Press");
        var page = await new Visit(client).GetAsync("/access");
        Assert.Equal(
            ["process", "members", "own-member", "session-press", "session-observers", "session-some", "session-heads", "session-unknown", "own-body", "named-own"],
            page.QuerySelectorAll("[data-more]").Select(m => m.GetAttribute("data-more")!));
        Assert.NotNull(page.QuerySelector("main a[href='/account#capacities']"));
        using var other = await site.AsAsync("Observer");
        Assert.Empty((await new Visit(other).GetAsync("/access")).QuerySelectorAll("[data-more]"));
    }

    [Theory]
    [InlineData("Press")]
    [InlineData("Official")]
    [InlineData("Public")]
    public async Task What_is_hidden_and_what_is_not_there_lead_to_it_in_the_same_bytes_and_name_nothing(string capacity)
    {
        await using var aviary = await Aviary.FillAsync(["own body"]);
        using var client = capacity == "Official" ? await aviary.Site.AsAsync(capacity, last: true) : await AsAsync(aviary.Site, capacity);
        var (hidden, absent) = (aviary.Canaries[0].Source.Value.ToString("D"), Guid.CreateVersion7().ToString("D"));
        foreach (var form in new[] { "/sources/{0}", "/statements/{0}", "/measures/{0}", "/history/source/{0}", "/api/v1/sources/{0}", "/api/v1/statements/{0}" })
        {
            var (one, two) = (await Echo.GetAsync(client, string.Format(null, form, hidden)), await Echo.GetAsync(client, string.Format(null, form, absent)));
            Assert.Equal((404, 404), (one.Status, two.Status));
            Assert.Equal(ProofSuite.Timeless(one.Body).Replace(hidden, "", StringComparison.Ordinal), ProofSuite.Timeless(two.Body).Replace(absent, "", StringComparison.Ordinal));
            Assert.Contains(form.StartsWith("/api", StringComparison.Ordinal) ? "\"help\":\"/access\"" : "<a class=\"govuk-link\" href=\"/access\">", one.Body, StringComparison.Ordinal);
        }

        // Whatever was sought, it is one page.
        var pages = new HashSet<string>();
        foreach (var from in new[] { hidden, absent })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/access", UriKind.Relative));
            request.Headers.Referrer = new Uri(aviary.Site.Address + "/sources/" + from);
            var echo = await Echo.OfAsync(client, request);
            Assert.DoesNotContain(from, echo.Body, StringComparison.Ordinal);
            Assert.DoesNotContain(aviary.Canaries[0].Word, echo.Body, StringComparison.OrdinalIgnoreCase);
            _ = pages.Add(ProofSuite.Timeless(echo.Body));
        }

        _ = Assert.Single(pages);
    }

    [Fact]
    public async Task Every_page_leads_there()
    {
        await using var site = await Site.StartAsync();
        foreach (var address in new[] { "/", "/record", "/sign-in", "/access" })
        {
            Assert.NotNull((await new Visit(site.Client).GetAsync(address)).QuerySelector("footer a[href='/access']"));
        }

        Assert.Equal(HttpStatusCode.OK, await new Visit(site.Client).StatusAsync("/access?id=" + Guid.NewGuid()));
    }
}
