using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Concord.Tests.Api;

namespace Concord.Tests.Edge;

/// <summary>One thing that an operation answered and its document does not allow.</summary>
internal sealed record Finding(string Address, string What)
{
    public override string ToString() => What + ": " + Address;
}

/// <summary>
/// Asks every operation of the API's own document with values at and over the edge of what each parameter may be, one by one and mixed. Whatever comes back must have a
/// status that the document names, be of the shape that it says, come in time, and tell nothing of the inside.
/// </summary>
/// <param name="share">Of every so many values one is asked by itself.</param>
internal sealed class ApiFuzz(HttpClient client, JsonElement document, Random random, TimeSpan longest, int share = 1)
{
    private static readonly string[] Texts =
    [
        "", "%20", "a", "a*", "*", "**", "%25", "%2525", "%00", "a%00b", "%FF", "%C0%AE", "%ED%A0%80", "%F0%9F%98%80", "%E2%80%AE", "%EF%BF%BF", "%0d%0aX-Injected:%201", "%22", "%22%22", "%22a", "'", "''",
        "'%20OR%20'1'='1", "1;%20DROP%20TABLE%20audit_act", "x')%20UNION%20SELECT%20NULL--", "%5c", "%5c%22", "((((", ")", "[a-z", "{0}", "{{7*7}}", "${jndi:ldap://127.0.0.1/a}", "<script>alert(1)</script>",
        "../../etc/passwd", "-1", "0", "true", "null", "undefined", "NaN", "%E7%BC%85%E7%94%B8", "%E1%80%99%E1%80%BC%E1%80%94%E1%80%BA", "a%20AND%20b", "a%20-b", "%23", "%26", "%2B", "+", "=",
    ];

    private static readonly string[] Ids =
        ["", "0", "none", "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "{0197}", "0197f000-0000-7000-8000-00000000000g", "../../x", "%00", "%2e%2e", "1%20OR%201=1"];

    private static readonly string[] Days =
        ["", "2008-04-15", "2008-02-30", "2008-13-01", "0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "-2008-04-15", "2008-4-5", "2008-04-15T00:00:00Z", "15.04.2008", "2551-04-15", "2008", "today", "%EF%BC%92008-04-15"];

    private static readonly string[] Numbers =
        ["", "1", "0", "-1", "500", "501", "2147483647", "2147483648", "9223372036854775808", "1e3", "1.5", "0x10", "%D9%A3", "+1", "%201", "one", "NaN", "1,000"];

    private readonly JsonSchema schemas = new(document);
    private readonly List<Finding> findings = [];
    private ImmutableArray<string> known = ["00000000-0000-0000-0000-000000000000"];

    public int Asked { get; private set; }

    public HashSet<int> Statuses { get; } = [];

    /// <summary>Every value of every parameter by itself; then so many mixtures for each operation.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(int mixtures, CancellationToken ct)
    {
        foreach (var path in document.GetProperty("paths").EnumerateObject().OrderBy(p => p.Name.Contains('{', StringComparison.Ordinal)))
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                var parameters = operation.Value.TryGetProperty("parameters", out var all) ? all.EnumerateArray().ToArray() : [];
                await AskAsync(path.Name, operation.Value, parameters, _ => null, ct);
                foreach (var one in parameters)
                {
                    foreach (var value in Values(one).Where(_ => random.Next(share) == 0))
                    {
                        await AskAsync(path.Name, operation.Value, parameters, p => Name(p) == Name(one) ? value : null, ct);
                    }
                }

                for (var i = 0; i < mixtures; i++)
                {
                    await AskAsync(path.Name, operation.Value, parameters, p => random.Next(3) == 0 ? Pick(Values(p)) : null, ct, mixed: true);
                }
            }
        }

        return findings;
    }

    private async Task AskAsync(string path, JsonElement operation, JsonElement[] parameters, Func<JsonElement, string?> choose, CancellationToken ct, bool mixed = false)
    {
        var query = new List<string>();
        foreach (var parameter in parameters)
        {
            var value = choose(parameter);
            if (parameter.GetProperty("in").GetString() == "path")
            {
                path = path.Replace("{" + Name(parameter) + "}", value ?? Pick(known), StringComparison.Ordinal);
            }
            else if (value is not null)
            {
                query.Add(Name(parameter) + "=" + value);
            }
            else if (parameter.TryGetProperty("required", out var needed) && needed.GetBoolean())
            {
                query.Add(Name(parameter) + "=law");
            }
        }

        if (mixed && query.Count > 0)
        {
            query.AddRange(random.Next(6) switch
            {
                0 => ["colour=red"],
                1 => [query[0]],
                2 => ["%00=1", "=", "&&"],
                3 => [Pick(Texts) + "=" + Pick(Texts)],
                _ => [],
            });
        }

        var address = path + (query.Count == 0 ? "" : "?" + string.Join('&', query));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(client.BaseAddress!.ToString().TrimEnd('/') + address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        var watch = Stopwatch.StartNew();
        using var answer = await client.SendAsync(request, ct);
        var body = await answer.Content.ReadAsStringAsync(ct);
        Judge(operation, address, answer, body, watch.Elapsed);
    }

    private void Judge(JsonElement operation, string address, HttpResponseMessage answer, string body, TimeSpan took)
    {
        Asked++;
        var status = (int)answer.StatusCode;
        _ = Statuses.Add(status);
        var code = status.ToString(CultureInfo.InvariantCulture);
        if (took > longest)
        {
            Found(address, $"took {took.TotalSeconds:0.0} s");
        }

        if (body.Contains("   at ", StringComparison.Ordinal) || body.Contains("Exception", StringComparison.Ordinal) || answer.Headers.Contains("X-Injected"))
        {
            Found(address, "tells of the inside");
        }

        // An address whose path is another route's is answered by that one.
        if (!operation.GetProperty("responses").TryGetProperty(code, out var response))
        {
            Found(address, status + " is not declared");
            return;
        }

        var type = answer.Content.Headers.ContentType?.MediaType ?? "";
        if (status >= 400 && type != "application/problem+json")
        {
            Found(address, $"{status} is {type}");
            return;
        }

        if (response.TryGetProperty("content", out var contents) && contents.TryGetProperty(type, out var content) && type.EndsWith("json", StringComparison.Ordinal))
        {
            try
            {
                var value = JsonDocument.Parse(body).RootElement;
                findings.AddRange(schemas.Faults(content.GetProperty("schema"), value).Take(3).Select(f => new Finding(address, f)));
                if (status == 200 && value.TryGetProperty("items", out var items) && items.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } first && first.TryGetProperty("id", out var id) && Guid.TryParse(id.ToString(), out _))
                {
                    known = [.. known.Append(id.ToString()).Distinct().TakeLast(20)];
                }
            }
            catch (JsonException)
            {
                Found(address, "is no JSON");
            }
        }
    }

    private void Found(string address, string what) => findings.Add(new Finding(address, what));

    private static string Name(JsonElement parameter) => parameter.GetProperty("name").GetString()!;

    private string Pick(IReadOnlyList<string> from) => from[random.Next(from.Count)];

    private string[] Values(JsonElement parameter)
    {
        var schema = parameter.GetProperty("schema");
        var own = schema.TryGetProperty("enum", out var names) ? [.. names.EnumerateArray().Select(n => n.GetString()!), "sung", "", Texts[random.Next(Texts.Length)]]
            : schema.TryGetProperty("format", out var format) ? format.GetString() == "uuid" ? [.. Ids, .. known] : Days
            : schema.GetProperty("type").GetString() == "integer" ? Numbers
            : [.. Texts, new string('a', 400), new string('a', 401), new string('b', 3000), string.Concat(Enumerable.Repeat("a%20", 900))];

        // An empty step of a path is another address, and one with a nul is refused before the server sees it.
        return parameter.GetProperty("in").GetString() == "path" ? [.. own.Where(v => v.Length > 0 && !v.Contains('/', StringComparison.Ordinal) && !v.Contains("%00", StringComparison.Ordinal) && v is not ("%2e%2e" or ".."))] : own;
    }
}
