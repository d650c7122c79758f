using System.Collections;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Concord.Core.Kernel;
using Concord.Modules.Sources;
using Concord.Platform.Db;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Tests.Edge;

/// <summary>Fields that no form has, addresses that lead out of their folder, names that would become headers: each is tried everywhere, and nothing comes of it.</summary>
public sealed class GuessTests
{
    private static readonly string[] Outside =
    [
        "../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%5c..%5cwindows%5cwin.ini", "....//....//etc/passwd", "%252e%252e%252fetc%252fpasswd",
        "/etc/passwd", "%2fetc%2fpasswd", "C:%5cwindows%5cwin.ini", "file:%2f%2f%2fetc%2fpasswd", "concord.db", "..%2fconcord.db", "keys%2fledger.key", "sources.csv%00.xlsx", "%00", "%c0%ae%c0%ae%2f", "con",
    ];

    // ---- fields that no form has

    /// <summary>A page takes single values that it names; never a thing with fields of its own, into which a sender could write what no form asks for.</summary>
    [Fact]
    public async Task No_page_binds_a_thing_with_fields_of_its_own()
    {
        await using var site = await Site.StartAsync();
        var pages = (await Endpoints.OfAsync(site)).Select(Endpoints.Page).OfType<CompiledPageActionDescriptor>().ToList();
        Assert.True(pages.Count > 25);
        var bound = pages.SelectMany(Bound).ToList();
        Assert.True(bound.Count > 60);
        Assert.Empty(bound.Where(b => !IsSingle(b.Type)).Select(b => b.Name));
    }

    [Theory]
    [InlineData(typeof(IncomingFile))]
    [InlineData(typeof(SourceRow))]
    [InlineData(typeof(List<SourceRow>))]
    [InlineData(typeof(Dictionary<string, string>))]
    [InlineData(typeof(IFormCollection))]
    public void A_planted_thing_with_fields_is_found(Type type) => Assert.False(IsSingle(type));

    /// <summary>Every handler of every page is sent every field that any table has, as a form and as JSON, with a good token: of what is kept, nothing changes.</summary>
    [Fact]
    public async Task Fields_of_tables_sent_to_every_page_change_nothing()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var site = await Site.StartAsync();
        _ = World.Ok(await Proof.Aviary.AskAsync(site, s => s.GetRequiredService<ImportSource>().HandleAsync(World.May(Doing.Import), new IncomingFile("a.txt", Written.Telegram(1)), default)));
        var (source, holding, columns) = await Proof.Aviary.AskAsync(site, async s =>
        {
            var db = s.GetRequiredService<ConcordDb>();
            return (
                (await db.Set<SourceRow>().FirstAsync(r => r.FileName == "a.txt")).Id.Value,
                (await db.Set<Concord.Modules.Identity.HoldingRow>().FirstAsync()).Id.Value,
                db.Model.GetEntityTypes().SelectMany(e => e.GetProperties()).Select(p => p.Name).Distinct().Order().ToArray());
        });
        Assert.Contains("Capacity", columns);

        // Signing in is a change of its own: whoever closes the account at that moment must notice it.
        using var administrator = await site.AsAsync("Administrator");
        using var official = await site.AsAsync("Official");
        var before = await SumAsync(site);
        var sent = 0;
        foreach (var client in new[] { administrator, official })
        {
            var token = Form.Token(await client.GetStringAsync(new Uri("/sign-in", UriKind.Relative), ct));
            foreach (var endpoint in (await Endpoints.OfAsync(site)).OfType<RouteEndpoint>())
            {
                if (Endpoints.Page(endpoint) is not { } page || endpoint.Metadata.GetMetadata<AnyoneAttribute>() is not null || Endpoints.Address(endpoint) is "/sign-out" or "/sign-in")
                {
                    continue;
                }

                foreach (var handler in page.HandlerMethods.Where(h => h.HttpMethod == "Post"))
                {
                    // Its own fields stay out: this is about those that it does not have.
                    var own = handler.Parameters.Select(p => p.Name).Concat(page.BoundProperties.Select(p => p.BindingInfo?.BinderModelName ?? p.Name)).ToHashSet(StringComparer.OrdinalIgnoreCase);
                    var fields = columns.Where(c => !own.Contains(c)).SelectMany(c => new[] { c, "input." + c, "row[0]." + c })
                        .ToDictionary(c => c, c => Evil(c, holding)).Append(new("__RequestVerificationToken", token));
                    var address = Endpoints.Address(endpoint, source.ToString("D")) + (handler.Name is null ? "" : "?handler=" + handler.Name);
                    using var form = new FormUrlEncodedContent(fields);
                    using var answer = await client.PostAsync(new Uri(address, UriKind.Relative), form, ct);
                    Assert.True((int)answer.StatusCode < 500, address);
                    using var json = new StringContent("{" + string.Join(", ", columns.Select(c => $"\"{c}\": \"{Evil(c, holding)}\"")) + "}", Encoding.UTF8, "application/json");
                    json.Headers.Add("RequestVerificationToken", token);
                    using var told = await client.PostAsync(new Uri(address, UriKind.Relative), json, ct);
                    Assert.True((int)told.StatusCode < 500, address);
                    sent++;
                }
            }

            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/account", UriKind.Relative), ct)).StatusCode);
        }

        Assert.True(sent > 50);
        Assert.Equal(before, await SumAsync(site));
    }

    // ---- addresses that lead out of their folder

    [Fact]
    public async Task No_parameter_of_any_route_leads_out_of_its_folder()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var site = await Site.StartAsync();
        var asked = 0;
        foreach (var endpoint in (await Endpoints.OfAsync(site)).OfType<RouteEndpoint>().Where(e => e.RoutePattern.Parameters.Count > 0))
        {
            foreach (var name in Outside)
            {
                NothingOf(await Raw.AskAsync(site.Port, Ask(site, Endpoints.Address(endpoint, name)), ct), name);
                asked++;
            }
        }

        foreach (var name in Outside)
        {
            foreach (var address in new[] { "/" + name, "/fonts/" + name, "/export/" + name, "/sign-in?to=" + name, "/language?culture=en&to=" + name, "/sources?after=" + name, "/api/v1/sources?after=" + name })
            {
                NothingOf(await Raw.AskAsync(site.Port, Ask(site, address), ct), address);
            }
        }

        Assert.True(asked > 300);
    }

    [Theory]
    [InlineData("../../outside.txt", "outside.txt")]
    [InlineData("..\\..\\outside.txt", "outside.txt")]
    [InlineData("/etc/outside.txt", "outside.txt")]
    [InlineData("C:\\windows\\outside.txt", "outside.txt")]
    [InlineData("a\r\nSet-Cookie: stolen=1\r\n\r\n<script>.txt", "aSet-Cookie: stolen=1<script>.txt")]
    [InlineData("\u202etxt.exe\"; filename=\"b.html", "\u202etxt.exe\"; filename=\"b.html")]
    [InlineData("报告 កម្ពុជា.txt", "报告 កម្ពុជា.txt")]
    public async Task The_name_of_a_file_leads_nowhere_and_becomes_no_header(string name, string kept)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var site = await Site.StartAsync();
        var token = Form.Token(await site.Client.GetStringAsync(new Uri("/sources/import", UriKind.Relative), ct));
        using var file = new ByteArrayContent(Written.Telegram(2));
        file.Headers.TryAddWithoutValidation("Content-Disposition", "form-data; name=files; filename*=UTF-8''" + Uri.EscapeDataString(name));
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, file };
        using var taken = await site.Client.PostAsync(new Uri("/sources/import", UriKind.Relative), form, ct);
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        var source = await Proof.Aviary.AskAsync(site, s => s.GetRequiredService<ConcordDb>().Set<SourceRow>().SingleAsync(r => r.FiledBy == null && r.FileName == kept, ct));
        using var original = await site.Client.GetAsync(new Uri($"/sources/{source.Id.Value:D}/original", UriKind.Relative), ct);
        Assert.Equal(HttpStatusCode.OK, original.StatusCode);
        Assert.Equal("attachment", original.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("application/octet-stream", original.Content.Headers.ContentType!.MediaType);
        Assert.Empty(HeaderRules.Faults(original, tls: false));
        Assert.Empty(HeaderRules.Cookies(original));
        Assert.Equal(Written.Telegram(2), await original.Content.ReadAsByteArrayAsync(ct));
        Assert.False(File.Exists("/etc/outside.txt"));
    }

    // ---- names that would become headers

    [Theory]
    [InlineData("/language?culture=en&to=/%0d%0aSet-Cookie:%20stolen=1")]
    [InlineData("/language?culture=en%0d%0aSet-Cookie:%20stolen=1&to=/")]
    [InlineData("/language?culture=en&to=//evil.example")]
    [InlineData("/language?culture=en&to=/%5cevil.example")]
    [InlineData("/language?culture=en&to=https://evil.example")]
    [InlineData("/sign-in?to=//evil.example")]
    [InlineData("/account%0d%0aSet-Cookie:%20stolen=1")]
    [InlineData("/export/sources.csv?member=%0d%0aSet-Cookie:%20stolen=1")]
    [InlineData("/api/v1/sources?limit=1&after=%0d%0aSet-Cookie:%20stolen=1")]
    public async Task No_address_writes_a_header_or_leads_to_another_host(string address)
    {
        await using var site = await Site.StartAsync();
        var answer = await Raw.AskAsync(site.Port, Ask(site, address), TestContext.Current.CancellationToken);
        var head = answer[..answer.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
        Assert.DoesNotContain("stolen=1", string.Join('\n', head.Split("\r\n").Where(l => l.StartsWith("Set-Cookie", StringComparison.OrdinalIgnoreCase))), StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", head, StringComparison.Ordinal);
        Assert.DoesNotMatch("href=\"(https?:)?//evil", answer);
    }

    /// <summary>Behind TLS the server knows its names; no other is answered, and none is believed that stands beside the first.</summary>
    [Theory]
    [InlineData("GET /sign-in HTTP/1.1\r\nHost: evil.example\r\n", "400")]
    [InlineData("GET /sign-in HTTP/1.1\r\nHost: concord.example.org.evil.example\r\n", "400")]
    [InlineData("GET /sign-in HTTP/1.1\r\nHost: concord.example.org\r\nHost: evil.example\r\n", "400")]
    [InlineData("GET /sign-in HTTP/1.1\r\nHost: concord.example.org@evil.example\r\n", "400")]
    [InlineData("GET /sign-in HTTP/1.1\r\nHost: \r\n", "400")]
    [InlineData("GET http://evil.example/sign-in HTTP/1.1\r\nHost: concord.example.org\r\n", "400")]
    [InlineData("GET http://evil.example/sign-in HTTP/1.1\r\nHost: evil.example\r\n", "400")]
    [InlineData("GET /account HTTP/1.1\r\nHost: concord.example.org\r\nX-Forwarded-Host: evil.example\r\nX-Original-Host: evil.example\r\nForwarded: host=evil.example;proto=http\r\nX-Forwarded-Proto: javascript\r\nX-Forwarded-Prefix: /evil.example\r\nX-Original-URL: /evil.example\r\n", "302")]
    [InlineData("GET /sign-in HTTP/1.1\r\nHost: concord.example.org\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-For: evil.example, <script>\r\n", "200")]
    public async Task Behind_TLS_no_forged_host_is_answered_or_repeated(string request, string status)
    {
        await using var site = await Site.StartAsync(with: s => s with { Hosts = ["concord.example.org"] });
        var answer = await Raw.AskAsync(site.Port, request + "Connection: close\r\n\r\n", TestContext.Current.CancellationToken);
        Assert.StartsWith("HTTP/1.1 " + status, answer, StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_sent_between_two_requests_is_no_request()
    {
        await using var site = await Site.StartAsync();
        foreach (var lengths in new[] { "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "Content-Length: 5\r\nContent-Length: 6\r\n", "Transfer-Encoding: xchunked\r\n" })
        {
            var answer = await Raw.AskAsync(site.Port, $"POST /sign-in HTTP/1.1\r\nHost: localhost\r\n{lengths}\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", TestContext.Current.CancellationToken);
            Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("\r\n\r\nok", answer, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<(string Name, Type Type)> Bound(CompiledPageActionDescriptor page) =>
        page.HandlerMethods.SelectMany(h => h.Parameters.Select(p => ($"{page.RelativePath} {h.MethodInfo.Name}({p.Name})", p.ParameterInfo.ParameterType)))
            .Concat(page.BoundProperties.Select(p => ($"{page.RelativePath} {p.Name}", p.ParameterType)));

    /// <summary>A value that is written as one text, files, or several of one.</summary>
    private static bool IsSingle(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(CancellationToken) || t == typeof(string) || t == typeof(Guid) || t == typeof(IFormFile) || t == typeof(DateOnly) || t.IsPrimitive || t.IsEnum => true,
        { IsArray: true } t => IsSingle(t.GetElementType()!),
        { IsGenericType: true } t when typeof(IEnumerable).IsAssignableFrom(t) && t.GetGenericArguments() is [var one] => IsSingle(one),
        _ => false,
    };

    private static string Evil(string column, Guid holding) => column switch
    {
        "Capacity" => "Administrator",
        "Position" or "Sequence" or "Version" or "LabelId" or "Ordinal" => "1",
        _ when column.EndsWith("Id", StringComparison.Ordinal) || column is "Account" or "Body" or "Holding" or "FiledBy" => holding.ToString("D"),
        _ => "true",
    };

    private static string Ask(Site site, string address) =>
        $"GET {address} HTTP/1.1\r\nHost: localhost\r\nCookie: {site.Cookies.GetCookieHeader(new Uri(site.Address))}\r\nConnection: close\r\n\r\n";

    private static void NothingOf(string answer, string asked)
    {
        Assert.True(answer.StartsWith("HTTP/1.1 2", StringComparison.Ordinal) || answer.StartsWith("HTTP/1.1 3", StringComparison.Ordinal) || answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal), asked + ": " + answer[..Math.Min(200, answer.Length)]);
        foreach (var of in new[] { "root:x:", "SQLite format 3", "[fonts]", "   at Concord." })
        {
            Assert.False(answer.Contains(of, StringComparison.Ordinal), asked);
        }
    }

    /// <summary>Of everything kept, but what tells of being asked: acts, sessions, tries at a door.</summary>
    private static Task<string> SumAsync(Site site) => Proof.Aviary.AskAsync(site, async s =>
    {
        var db = s.GetRequiredService<ConcordDb>();
        var told = new StringBuilder();
        await db.Database.OpenConnectionAsync();
        foreach (var table in db.Model.GetEntityTypes().Select(e => e.GetTableName()!).Distinct().Order().Where(t => !t.StartsWith("audit_", StringComparison.Ordinal) && t is not "identity_session"))
        {
            using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            using var rows = await command.ExecuteReaderAsync();
            var lines = new List<string>();
            while (await rows.ReadAsync())
            {
                lines.Add(string.Join('|', Enumerable.Range(0, rows.FieldCount).Select(i => rows.GetValue(i) is byte[] b ? Convert.ToHexString(SHA256.HashData(b)) : rows.GetValue(i).ToString())));
            }

            _ = told.Append(table).Append(' ').AppendLine(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines.Order(StringComparer.Ordinal))))));
        }

        return told.ToString();
    });
}
