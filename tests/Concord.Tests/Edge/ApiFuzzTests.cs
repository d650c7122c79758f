using System.Globalization;
using System.Text.Json;
using Concord.Core.Kernel;
using Concord.Modules.Sources;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Tests.Edge;

/// <summary>
/// The API fuzzed by its own document, signed in as several and not. scripts/security does the same against a server that runs: CONCORD_FUZZ_AT names it, CONCORD_FUZZ_MIXTURES
/// says how many mixtures each operation gets, CONCORD_FUZZ_SEED with which chance.
/// </summary>
public sealed class ApiFuzzTests
{
    private static readonly string? At = Environment.GetEnvironmentVariable("CONCORD_FUZZ_AT");

    [Theory]
    [InlineData(null)]
    [InlineData("LocalOperator")]
    [InlineData("Official")]
    [InlineData("Administrator")]
    [InlineData("Press")]
    public async Task Every_operation_answers_every_value_as_its_document_says(string? capacity)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var site = At is { Length: > 0 } ? null : await FilledAsync();
        using var client = site is null ? await ThereAsync(new Uri(At!), capacity) : await site.AsAsync(capacity);
        var document = JsonDocument.Parse(await client.GetStringAsync(new Uri("/api/openapi.json", UriKind.Relative), ct)).RootElement;
        var seed = Number("CONCORD_FUZZ_SEED", 20080415);
        var fuzz = new ApiFuzz(client, document, new Random(seed), TimeSpan.FromSeconds(10), share: site is null ? 1 : 6);
        var findings = await fuzz.RunAsync(Number("CONCORD_FUZZ_MIXTURES", 4), ct);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{capacity ?? "nobody"}: {fuzz.Asked} asked, statuses {string.Join(", ", fuzz.Statuses.Order())}, {findings.Count} findings, seed {seed}"));
        Assert.True(findings.Count == 0, findings.Count + "\n" + string.Join('\n', findings.DistinctBy(f => f.What).Take(30)));
        Assert.True(fuzz.Asked > 300 && fuzz.Statuses.Contains(200) && fuzz.Statuses.Contains(400));
    }

    /// <summary>A document that promises less than is answered: the fuzzing says so.</summary>
    [Fact]
    public async Task A_planted_difference_is_found()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var site = await FilledAsync();
        var told = await site.Client.GetStringAsync(new Uri("/api/openapi.json", UriKind.Relative), ct);
        var less = told.Replace("\"400\":", "\"499\":", StringComparison.Ordinal).Replace("\"title\"", "\"heading\"", StringComparison.Ordinal);
        var findings = await new ApiFuzz(site.Client, JsonDocument.Parse(less).RootElement, new Random(1), TimeSpan.Zero, share: 10).RunAsync(0, ct);
        Assert.Contains(findings, f => f.What == "400 is not declared");
        Assert.Contains(findings, f => f.What.EndsWith("is not in the document", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.What.StartsWith("took", StringComparison.Ordinal));
    }

    private static async Task<Site> FilledAsync()
    {
        var site = await Site.StartAsync(searchesAMinute: 10_000_000);
        foreach (var sample in new[] { "01-first-review-of-the-new-plan.txt", "07-positions-obstacles-and-a-law.txt" })
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "samples", sample), TestContext.Current.CancellationToken);
            _ = World.Ok(await Proof.Aviary.AskAsync(site, s => s.GetRequiredService<ImportSource>().HandleAsync(World.May(Doing.Import), new IncomingFile(sample, bytes), default)));
        }

        return site;
    }

    private static async Task<HttpClient> ThereAsync(Uri at, string? capacity)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = at };
        if (capacity is not null)
        {
            await Site.SignInAsync(client, capacity);
        }

        return client;
    }

    private static int Number(string variable, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
