using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json;
using Concord.Core.Kernel;
using Concord.Modules.Measures;
using Concord.Modules.Sources;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Tests.Api;

/// <summary>The API over HTTP: it answers what its document says, refuses in words, and tells nothing of what is hidden.</summary>
public sealed class ApiTests : IAsyncLifetime
{
    private static readonly string Snapshot = Path.Combine(Repository.Root, "docs", "api", "openapi.json");
    private Site site = null!;

    public async ValueTask InitializeAsync()
    {
        site = await Site.StartAsync();
        foreach (var (sample, most) in new[]
        {
            ("01-first-review-of-the-new-plan.txt", 6), ("02-two-signatures-and-a-question.txt", 6), ("04-a-damaged-copy.txt", 6), ("07-positions-obstacles-and-a-law.txt", 100),
        })
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "samples", sample));
            var kept = World.Ok(await DoAsync<ImportSource, Result<ImmutableArray<ImportedSource>>>(i => i.HandleAsync(World.May(Doing.Import), new IncomingFile(sample, bytes, null, null), default)));
            var review = World.Ok(await DoAsync<ReviewQueries, Result<ReviewPage>>(q => q.PageAsync(World.May(Doing.Read), kept[0].Id, default, default)));
            foreach (var item in review.Items.Take(most))
            {
                _ = World.Ok(await DoAsync<DecideProposal, Result<Decided>>(d => d.HandleAsync(World.May(Doing.Review), new Decide(item.Proposal.Id, 0, Verdict.Accepted), default)));
            }
        }
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task The_document_is_the_one_that_is_kept()
    {
        var told = await TextAsync("/api/openapi.json");
        Assert.DoesNotContain("⟦", told, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("CONCORD_RENEW") is { Length: > 0 })
        {
            await File.WriteAllTextAsync(Snapshot, told, TestContext.Current.CancellationToken);
        }

        var kept = File.Exists(Snapshot) ? await File.ReadAllTextAsync(Snapshot, TestContext.Current.CancellationToken) : "";
        Assert.True(
            told.ReplaceLineEndings() == kept.ReplaceLineEndings(),
            "The API is no longer as docs/api/openapi.json says. If that is meant, run this test with CONCORD_RENEW=1, look at the difference, and keep it.");
    }

    [Fact]
    public async Task Every_operation_and_parameter_and_field_is_described()
    {
        var document = JsonDocument.Parse(await TextAsync("/api/openapi.json")).RootElement;
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject()).ToList();
        Assert.True(operations.Count >= 12);
        Assert.All(operations, o =>
        {
            Assert.Equal("get", o.Name);
            Assert.NotEmpty(o.Value.GetProperty("summary").GetString()!);
            Assert.All(o.Value.TryGetProperty("parameters", out var all) ? all.EnumerateArray().ToList() : [], p => Assert.NotEmpty(p.GetProperty("description").GetString()!));
        });
        Assert.All(document.GetProperty("components").GetProperty("schemas").EnumerateObject().Where(s => s.Value.TryGetProperty("properties", out _)), s =>
        {
            Assert.NotEmpty(s.Value.GetProperty("description").GetString()!);
            Assert.All(s.Value.GetProperty("properties").EnumerateObject(), p => Assert.True(p.Value.TryGetProperty("description", out _), $"{s.Name}.{p.Name}"));
        });
    }

    [Fact]
    public async Task Every_operation_answers_as_the_document_says()
    {
        var document = JsonDocument.Parse(await TextAsync("/api/openapi.json")).RootElement;
        var schemas = new JsonSchema(document);
        var ids = new Dictionary<string, string>();
        foreach (var path in document.GetProperty("paths").EnumerateObject().OrderBy(p => p.Name.Contains('{', StringComparison.Ordinal)))
        {
            var ok = path.Value.GetProperty("get").GetProperty("responses").GetProperty("200").TryGetProperty("content", out var contents) ? contents : default;
            var list = path.Name.Split('/')[3];
            var address = path.Name.Replace("{kind}", "source", StringComparison.Ordinal).Replace("{id}", ids.GetValueOrDefault(list == "history" ? "sources" : list), StringComparison.Ordinal) + (list == "search" ? "?q=law" : "");
            if (ok.ValueKind != JsonValueKind.Object || !ok.TryGetProperty("application/json", out var content))
            {
                Assert.Equal(HttpStatusCode.OK, (await GetAsync(address)).StatusCode);
                continue;
            }

            var answer = JsonDocument.Parse(await TextAsync(address)).RootElement;
            Assert.Empty(schemas.Faults(content.GetProperty("schema"), answer).Select(f => path.Name + " " + f));
            if (answer.TryGetProperty("items", out var items))
            {
                Assert.True(items.GetArrayLength() > 0, path.Name);
                ids[list] = items[0].TryGetProperty("id", out var id) ? id.GetString()! : "";
            }

            var problem = path.Value.GetProperty("get").GetProperty("responses").GetProperty("400").GetProperty("content").GetProperty("application/problem+json").GetProperty("schema");
            var refused = await GetAsync(address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "colour=red");
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            var told = JsonDocument.Parse(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
            Assert.Empty(schemas.Faults(problem, told));
            Assert.Equal(("list.filter-unknown", "colour"), (told.GetProperty("code").GetString(), told.GetProperty("errors")[0].GetProperty("parameter").GetString()));
        }
    }

    [Theory]
    [InlineData("/api/v1/statements?known=2008-02-30", "list.filter-day", "known")]
    [InlineData("/api/v1/statements?limit=501", "list.limit", "limit")]
    [InlineData("/api/v1/statements?limit=0", "list.filter-number", "limit")]
    [InlineData("/api/v1/statements?after=xyz", "list.cursor", "after")]
    [InlineData("/api/v1/statements?after=%00%FF", "list.cursor", "after")]
    [InlineData("/api/v1/statements?form=sung", "list.filter-choice", "form")]
    [InlineData("/api/v1/statements?member=atlantis", "list.no-such-name", "member")]
    [InlineData("/api/v1/measures?kind=wish", "list.no-such-name", "kind")]
    [InlineData("/api/v1/record?phase=none", "list.no-such-name", "phase")]
    [InlineData("/api/v1/statements?member=KH&member=TH", "list.filter-twice", "member")]
    [InlineData("/api/v1/sources/none", "list.filter-id", "id")]
    [InlineData("/api/v1/search", "list.filter-needed", "q")]
    public async Task A_parameter_that_cannot_be_is_refused_by_its_name(string address, string code, string parameter)
    {
        var answer = await GetAsync(address);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal((code, parameter), (told.GetProperty("code").GetString(), told.GetProperty("errors")[0].GetProperty("parameter").GetString()));
        Assert.DoesNotContain("⟦", told.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_is_told_with_the_same_bytes_whichever_it_is()
    {
        var answers = new HashSet<string>();
        foreach (var id in new[] { Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.Empty })
        {
            var answer = await GetAsync($"/api/v1/measures/{id:D}");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            _ = answers.Add(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        Assert.Single(answers);
        foreach (var address in new[] { "/api/v1/nothing", "/api/v2/sources", "/api" })
        {
            var answer = await GetAsync(address);
            Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        }
    }

    [Fact]
    public async Task Nothing_is_written_through_the_api()
    {
        using var nothing = new StringContent("{}", Encoding.UTF8, "application/json");
        var answer = await site.Client.PostAsync(new Uri("/api/v1/statements", UriKind.Relative), nothing, TestContext.Current.CancellationToken);
        Assert.False(answer.IsSuccessStatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Who_has_an_answer_already_is_told_so()
    {
        var first = await GetAsync("/api/v1/statements?limit=2");
        var tag = first.Headers.ETag!;
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/v1/statements?limit=2");
        again.Headers.IfNoneMatch.Add(tag);
        Assert.Equal(HttpStatusCode.NotModified, (await site.Client.SendAsync(again, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task The_links_lead_through_the_whole_list_without_a_gap_or_a_double()
    {
        var all = JsonDocument.Parse(await TextAsync("/api/v1/statements?limit=500")).RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()).ToList();
        var walked = new List<string?>();
        for (var address = "/api/v1/statements?limit=7"; address is not null;)
        {
            var answer = await GetAsync(address);
            walked.AddRange(JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()));
            address = answer.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
        }

        Assert.True(all.Count > 20);
        Assert.Equal(all, walked);
    }

    [Fact]
    public async Task Every_statement_leads_to_its_lit_sentence()
    {
        var items = JsonDocument.Parse(await TextAsync("/api/v1/statements?limit=500&order=newest")).RootElement.GetProperty("items");
        foreach (var item in items.EnumerateArray().Take(12))
        {
            var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await TextAsync(item.GetProperty("page").GetString()!));
            Assert.Equal("mark", page.GetElementById("passage")?.LocalName);
        }
    }

    [Fact]
    public async Task What_is_found_goes_on_where_it_ended()
    {
        var all = JsonDocument.Parse(await TextAsync("/api/v1/search?q=trafficking&limit=500")).RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("page").GetString()).ToList();
        var walked = new List<string?>();
        for (string? after = ""; after is not null;)
        {
            var answer = JsonDocument.Parse(await TextAsync("/api/v1/search?q=trafficking&limit=3" + (after.Length > 0 ? "&after=" + after : ""))).RootElement;
            walked.AddRange(answer.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("page").GetString()));
            after = answer.GetProperty("next").GetString();
        }

        Assert.True(all.Count > 3);
        Assert.Equal(all, walked);
    }

    private async Task<TOut> DoAsync<TService, TOut>(Func<TService, Task<TOut>> what) where TService : notnull
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await what(scope.ServiceProvider.GetRequiredService<TService>());
    }

    private Task<HttpResponseMessage> GetAsync(string address) => site.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);

    private async Task<string> TextAsync(string address)
    {
        var answer = await GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, address + " " + text);
        return text;
    }
}
