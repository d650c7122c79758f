using System.Net;
using Concord.Core.Kernel;
using Concord.Modules.Identity;
using Concord.Modules.Measures;
using Concord.Modules.Sources;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Tests.Proof;

/// <summary>Forms that are sent by somebody for whom they do not stand on any page: to what is hidden, what is another body's, and what leads there by way of something else.</summary>
public sealed class IntrusionTests
{
    private const string Absent = "01a23121-2705-7824-a20a-3f082248acc3";

    private static async Task<string> TokenAsync(HttpClient client)
    {
        var page = await new Visit(client).GetAsync("/account");
        return page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
    }

    /// <summary>What came back without what changes with the clock and with these ids.</summary>
    private static async Task<(int Status, string Answer)> PostAsync(HttpClient client, string address, Dictionary<string, string> fields, params string[] without)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative))
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>(fields) { ["__RequestVerificationToken"] = await TokenAsync(client) }),
        };
        var echo = await Echo.OfAsync(client, request);
        var said = ProofSuite.Timeless(echo.Headers + "\n" + echo.Body);
        return (echo.Status, without.Aggregate(said, (text, id) => text.Replace(id, "", StringComparison.OrdinalIgnoreCase)));
    }

    private static Task<List<ProposalRow>> ProposalsAsync(Aviary aviary, SourceId source) => Aviary.AskAsync(
        aviary.Site, s => s.GetRequiredService<ConcordDb>().Set<ProposalRow>().AsNoTracking().Where(p => p.SourceId == source).OrderBy(p => p.Ordinal).ToListAsync());

    private static Task<HttpClient> OtherAsync(Aviary aviary) => aviary.Site.AsAsync(nameof(Capacity.Official), last: true);

    [Fact]
    public async Task Nobody_adds_to_a_source_that_they_do_not_see_nor_learns_that_it_is_there()
    {
        await using var aviary = await Aviary.FillAsync(["own body", "public"]);
        using var client = await OtherAsync(aviary);
        var hidden = aviary.Canaries[0].Source;
        var before = await ProposalsAsync(aviary, hidden);
        var seen = (await ProposalsAsync(aviary, aviary.Canaries[1].Source))[0].Id.Value.ToString("D");
        foreach (var proposal in new[] { seen, before[0].Id.Value.ToString("D"), Absent })
        {
            var one = await PostAsync(client, $"/sources/{hidden.Value:D}/review?handler=Split", new() { ["proposal"] = proposal }, hidden.Value.ToString("D"), Absent);
            Assert.Equal(404, one.Status);
            Assert.Equal(one, await PostAsync(client, $"/sources/{Absent}/review?handler=Split", new() { ["proposal"] = proposal }, hidden.Value.ToString("D"), Absent));
        }

        Assert.Equal(before.Count, (await ProposalsAsync(aviary, hidden)).Count);

        // Nor to one that they see, out of another.
        var open = aviary.Canaries[1].Source;
        Assert.Equal(404, (await PostAsync(client, $"/sources/{open.Value:D}/review?handler=Split", new() { ["proposal"] = before[0].Id.Value.ToString("D") })).Status);
        Assert.Equal(302, (await PostAsync(client, $"/sources/{open.Value:D}/review?handler=Split", new() { ["proposal"] = seen })).Status);
    }

    [Fact]
    public async Task What_somebody_decided_before_it_was_narrowed_is_taken_back_no_more_than_what_is_not_there()
    {
        await using var aviary = await Aviary.FillAsync(["members"]);
        using var client = await OtherAsync(aviary);
        var (source, open) = (aviary.Canaries[0].Source, (await ProposalsAsync(aviary, aviary.Canaries[0].Source))[^1]);
        Assert.Equal(302, (await PostAsync(client, $"/sources/{source.Value:D}/review?handler=Reject", new() { ["proposal"] = open.Id.Value.ToString("D"), ["seen"] = "0" })).Status);
        using var filer = await aviary.AsFilerAsync();
        var released = await new Visit(filer).SendAsync(await new Visit(filer).GetAsync($"/sources/{source.Value:D}/release"), $"/sources/{source.Value:D}/release", new() { ["to"] = nameof(Handling.OwnBody) });
        Assert.Equal(HttpStatusCode.Found, released.Status);
        Assert.Equal(HttpStatusCode.NotFound, await new Visit(client).StatusAsync($"/sources/{source.Value:D}"));
        Assert.Equal(
            await PostAsync(client, $"/sources/{Absent}/review?handler=Undo", [], source.Value.ToString("D"), Absent),
            await PostAsync(client, $"/sources/{source.Value:D}/review?handler=Undo", [], source.Value.ToString("D"), Absent));
    }

    [Fact]
    public async Task Only_the_body_that_filed_a_source_says_what_it_corrects_and_that_it_was_withdrawn()
    {
        await using var aviary = await Aviary.FillAsync(["public", "members"], corrected: true);
        using var client = await OtherAsync(aviary);
        var (later, earlier, another) = (aviary.Canaries[0].Later!.Value, aviary.Canaries[0].Source, aviary.Canaries[1].Later!.Value);
        (string, Dictionary<string, string>)[] forms =
        [
            ($"/sources/{later.Value:D}/version?handler=Undo", []), ($"/sources/{later.Value:D}/version?handler=Corrects", new() { ["earlier"] = another.Value.ToString("D") }),
            ($"/sources/{later.Value:D}/version?handler=Another", new() { ["earlier"] = another.Value.ToString("D") }),
            ($"/sources/{later.Value:D}/recall", new() { ["why"] = "It suits us." }), ($"/sources/{later.Value:D}/recall?handler=Undo", []),
        ];
        foreach (var (address, fields) in forms)
        {
            Assert.Equal((address, 403), (address, (await PostAsync(client, address, fields)).Status));
        }

        // They are offered nothing of it, and read what was said.
        var page = await new Visit(client).GetAsync($"/sources/{later.Value:D}");
        Assert.Empty(page.QuerySelectorAll("a[href$='/version'], a[href$='/recall'], a[href*='corrects='], form[action*='/version']"));
        var visit = new Visit(client);
        Assert.Equal(HttpStatusCode.Forbidden, await visit.StatusAsync($"/sources/{later.Value:D}/version"));
        Assert.Empty((await visit.GetAsync($"/sources/{later.Value:D}/recall")).QuerySelectorAll("main form"));
        Assert.Equal(earlier, await Aviary.AskAsync(aviary.Site, s => s.GetRequiredService<ConcordDb>().Set<SourceRow>().Where(r => r.Id == later).Select(r => r.Corrects).SingleAsync()));

        using var filer = await aviary.AsFilerAsync();
        Assert.Equal(302, (await PostAsync(filer, $"/sources/{later.Value:D}/recall", new() { ["why"] = "Cancelled." })).Status);
        Assert.NotEmpty((await visit.GetAsync($"/sources/{later.Value:D}/recall")).QuerySelectorAll("main q"));
        Assert.Equal(302, (await PostAsync(filer, $"/sources/{later.Value:D}/recall?handler=Undo", [])).Status);
        Assert.Equal(302, (await PostAsync(filer, $"/sources/{later.Value:D}/version?handler=Undo", [])).Status);
    }

    [Fact]
    public async Task By_a_merging_with_something_hidden_nothing_is_joined_found_or_told()
    {
        await using var aviary = await Aviary.FillAsync(["public", "members", "own body"]);
        var filer = (await Aviary.OfficialsAsync(aviary.Site))[0];
        var measures = await Task.WhenAll(aviary.Canaries.Select(c => Aviary.AskAsync(aviary.Site, s =>
        {
            var db = s.GetRequiredService<ConcordDb>();
            return (from r in db.Set<StatementRow>()
                join p in db.Set<PassageRow>() on r.PassageId equals p.Id
                join m in db.Set<MeasureRow>() on r.MeasureId equals m.Id
                where p.SourceId == c.Source && m.Kind == "law"
                select m.Id).FirstAsync();
        })));
        var (one, two, hidden) = (measures[0].Value.ToString("D"), measures[1].Value.ToString("D"), measures[2].Value.ToString("D"));
        using var client = await OtherAsync(aviary);
        string[] told =
        [
            $"/api/v1/measures/{one}", $"/api/v1/measures/{two}", $"/measures/{one}", $"/measures/{two}", $"/history/measure/{one}", "/api/v1/measures?limit=500", "/api/v1/record", "/record", "/measures/same",
            $"/api/v1/statements?measure={one}", $"/export/statements.csv?measure={two}", "/laws?all=true", "/timeline", "/api/v1/timeline?limit=500",
        ];
        var before = await ReadAsync(client, told);
        var mergings = new List<MergingId>();
        foreach (var from in new[] { measures[0], measures[1] })
        {
            mergings.Add(World.Ok(await Aviary.AskAsync(aviary.Site, s => s.GetRequiredService<MergeMeasures>().HandleAsync(World.Ok(Access.Decide(filer, Doing.Review)), new Merge(from, measures[2], "They are one."), default))));
        }

        Assert.Equal(before, await ReadAsync(client, told));
        foreach (var form in new[] { "/measures/{0}", "/api/v1/measures/{0}", "/history/measure/{0}", "/api/v1/history/measure/{0}", "/api/v1/statements?measure={0}", "/export/statements.csv?measure={0}", "/timeline?measure={0}" })
        {
            var (there, not) = (await Echo.GetAsync(client, string.Format(null, form, hidden)), await Echo.GetAsync(client, string.Format(null, form, Absent)));
            Assert.Equal((form, not.Status), (form, there.Status));
            Assert.Equal(ProofSuite.Timeless(not.Headers + not.Body).Replace(Absent, "", StringComparison.Ordinal), ProofSuite.Timeless(there.Headers + there.Body).Replace(hidden, "", StringComparison.Ordinal));
        }

        // Nor is it theirs to take apart.
        var merging = mergings[0].Value.ToString("D");
        Assert.Equal(
            await PostAsync(client, $"/measures/{one}?handler=Unmerge", new() { ["merging"] = Absent }, Absent, merging),
            await PostAsync(client, $"/measures/{one}?handler=Unmerge", new() { ["merging"] = merging }, Absent, merging));

        // For whoever sees all three they are one.
        using var own = await aviary.AsFilerAsync();
        Assert.Contains(two, (await Echo.GetAsync(own, $"/api/v1/measures/{one}")).Body, StringComparison.Ordinal);
    }

    private static async Task<Dictionary<string, string>> ReadAsync(HttpClient client, string[] addresses)
    {
        var answers = new Dictionary<string, string>();
        foreach (var address in addresses)
        {
            var echo = await Echo.GetAsync(client, address);
            answers[address] = echo.Status + ProofSuite.Timeless(echo.Body);
        }

        return answers;
    }

    /// <summary>A form that is shown again because something stands in its way shows what it is about.</summary>
    [Fact]
    public async Task What_a_form_shows_when_it_is_refused_is_on_record_as_read()
    {
        await using var aviary = await Aviary.FillAsync(["members"]);
        using var client = await aviary.Site.AsAsync(nameof(Capacity.Secretariat));
        var (source, proposal) = (aviary.Canaries[0].Source.Value, (await ProposalsAsync(aviary, aviary.Canaries[0].Source))[0].Id.Value);
        Assert.Empty(await SeenAsync(aviary));
        var (status, answer) = await PostAsync(client, $"/sources/{source:D}/add", new() { ["paragraph"] = "0", ["words"] = "words that stand nowhere" });
        Assert.Equal(400, status);
        Assert.Contains(aviary.Canaries[0].Word, answer, StringComparison.OrdinalIgnoreCase);
        Assert.Equal([$"source:{source:D}"], await SeenAsync(aviary));
        _ = await Echo.GetAsync(client, $"/sources/import?corrects={source:D}");
        Assert.Contains("page:sources/import", await SeenAsync(aviary));
        Assert.NotEqual(302, (await PostAsync(client, $"/sources/{source:D}/proposals/{proposal:D}", new() { ["seen"] = "77" })).Status);
        Assert.NotEmpty(await SeenAsync(aviary));
    }

    /// <summary>
    /// Every form of every page is sent with numbers of hidden things of every kind, in its address and in each of its fields, and with numbers of nothing: the answers are the same, and nothing that is hidden is
    /// changed. Asked before and after, since what is seen may be changed by the form itself; a page with a new key in it
    /// is never the same twice, and is held by its status alone.
    /// </summary>
    [Fact]
    public async Task Whatever_number_a_form_is_sent_with_what_is_hidden_answers_as_what_is_not_there()
    {
        await using var aviary = await Aviary.FillAsync(["own body", "public"], corrected: true);
        var (hidden, open) = (await NumbersAsync(aviary, aviary.Canaries[0].Source), await NumbersAsync(aviary, aviary.Canaries[1].Source));
        var before = await SumAsync(aviary, aviary.Canaries[0]);
        using var client = await OtherAsync(aviary);
        var token = await TokenAsync(client);
        var (leaks, sent) = (new List<string>(), 0);
        foreach (var endpoint in (await Endpoints.OfAsync(aviary.Site)).OfType<Microsoft.AspNetCore.Routing.RouteEndpoint>())
        {
            if (Endpoints.Page(endpoint) is not { } page || Endpoints.Address(endpoint) is "/sign-out" or "/sign-in" or "/language" || Endpoints.Address(endpoint).StartsWith("/account", StringComparison.Ordinal))
            {
                continue;
            }

            var called = open.Keys.FirstOrDefault(k => Endpoints.Address(endpoint).StartsWith($"/{k}s/", StringComparison.Ordinal)) ?? "source";
            foreach (var handler in page.HandlerMethods.Where(h => h.HttpMethod == "Post"))
            {
                var numbers = handler.Parameters.Where(p => IsNumber(p.ParameterInfo.ParameterType)).Select(p => p.Name)
                    .Concat(page.BoundProperties.Where(p => IsNumber(p.ParameterType)).Select(p => p.BindingInfo?.BinderModelName ?? p.Name)).ToList();
                var others = handler.Parameters.Where(p => !IsNumber(p.ParameterInfo.ParameterType) && p.ParameterInfo.ParameterType != typeof(CancellationToken)).Select(p => p.Name);
                foreach (var (place, kind) in numbers.Append("").SelectMany(n => hidden.Keys.Select(k => (n, k))))
                {
                    var (absent, there, again) = (await AskAsync(Absent), await AskAsync(hidden[kind]), await AskAsync(Absent));
                    sent++;
                    if ((there.Item1 != absent.Item1 && there.Item1 != again.Item1) || (absent == again && there != absent))
                    {
                        leaks.Add($"{Endpoints.Address(endpoint)} {handler.Name}, {(place.Length == 0 ? "its address" : place)} a {kind}: {absent.Item1} for nothing, {there.Item1} for what is hidden");
                    }

                    async Task<(int, string)> AskAsync(string number)
                    {
                        var address = Endpoints.Address(endpoint, place.Length == 0 ? number : open[called]) + (handler.Name is null ? "" : "?handler=" + handler.Name);
                        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative))
                        {
                            Content = new FormUrlEncodedContent([
                                .. numbers.Where(n => n != "id").Select(n => KeyValuePair.Create(n, n == place ? number : open.GetValueOrDefault(n, open["source"]))),
                                .. others.Select(n => KeyValuePair.Create(n, "0")), new("__RequestVerificationToken", token)]),
                        };
                        var echo = await Echo.OfAsync(client, request);
                        Assert.True(echo.Status is < 500 and not 429, address + " " + echo.Status);
                        return (echo.Status, ProofSuite.Timeless(echo.Headers + "\n" + echo.Body).Replace(number, "", StringComparison.OrdinalIgnoreCase));
                    }
                }
            }
        }

        Assert.True(sent > 300, sent.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(leaks.Count == 0, string.Join('\n', leaks));
        Assert.Equal(before, await SumAsync(aviary, aviary.Canaries[0]));

        static bool IsNumber(Type type) => type == typeof(Guid) || type == typeof(Guid?);
    }

    /// <summary>One number of each kind of thing that stands behind a source.</summary>
    private static Task<Dictionary<string, string>> NumbersAsync(Aviary aviary, SourceId source) => Aviary.AskAsync(aviary.Site, async s =>
    {
        var db = s.GetRequiredService<ConcordDb>();
        var statement = await (from r in db.Set<StatementRow>() join p in db.Set<PassageRow>() on r.PassageId equals p.Id where p.SourceId == source && r.MeasureId != null select r).FirstAsync();
        var numbers = new Dictionary<string, Guid>
        {
            ["source"] = source.Value,
            ["proposal"] = (await db.Set<ProposalRow>().Where(p => p.SourceId == source).OrderByDescending(p => p.Ordinal).FirstAsync()).Id.Value,
            ["statement"] = statement.Id.Value, ["measure"] = statement.MeasureId!.Value.Value, ["passage"] = statement.PassageId.Value,
        };
        return numbers.ToDictionary(n => n.Key, n => n.Value.ToString("D"));
    });

    /// <summary>What is kept of a source and its later version, as far as a stranger could change it.</summary>
    private static Task<string> SumAsync(Aviary aviary, Canary canary) => Aviary.AskAsync(aviary.Site, async s =>
    {
        var db = s.GetRequiredService<ConcordDb>();
        var of = canary.Sources.ToList();
        return string.Join(' ',
            string.Join(',', await db.Set<SourceRow>().Where(r => of.Contains(r.Id)).OrderBy(r => r.Id).Select(r => r.LabelId.Value + "/" + r.Proposals + "/" + r.Corrects).ToListAsync()),
            await db.Set<ProposalRow>().CountAsync(r => of.Contains(r.SourceId)), await db.Set<RecallRow>().CountAsync(r => of.Contains(r.SourceId)),
            await (from r in db.Set<StatementRow>() join p in db.Set<PassageRow>() on r.PassageId equals p.Id where of.Contains(p.SourceId) select r).CountAsync(),
            await db.Set<DecisionRow>().CountAsync(d => of.Select(o => o.Value).Contains(d.SourceId)));
    });

    private static Task<List<string>> SeenAsync(Aviary aviary) => Aviary.AskAsync(aviary.Site, async s =>
    {
        _ = await s.GetRequiredService<NoticeWriting>().WriteAllAsync(default);
        var db = s.GetRequiredService<ConcordDb>();
        return await (from sight in db.Set<SightRow>() join act in db.Set<ActRow>() on sight.Act equals act.Id where act.Capacity == Capacity.Secretariat select act.About).Distinct().OrderBy(a => a).ToListAsync();
    });
}
