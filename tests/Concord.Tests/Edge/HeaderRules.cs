using Concord.Platform.Web;

namespace Concord.Tests.Edge;

/// <summary>What must stand on every answer, whatever it is.</summary>
internal static class HeaderRules
{
    private static readonly (string Name, string Value)[] Always =
    [
        ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"), ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ];

    public static IEnumerable<string> Faults(HttpResponseMessage answer, bool tls)
    {
        var about = $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri!.PathAndQuery} {(int)answer.StatusCode}";
        foreach (var (name, value) in Always.Where(h => One(answer, h.Name) != h.Value))
        {
            yield return $"{about}: {name} is not {value}";
        }

        var isPage = answer.Content.Headers.ContentType?.MediaType == "text/html";
        if (One(answer, "Content-Security-Policy") != (isPage ? SecurityHeaders.Policy : SecurityHeaders.FilePolicy))
        {
            yield return about + ": not the policy of a " + (isPage ? "page" : "file");
        }

        if (answer.Headers.CacheControl is null || (isPage && !answer.Headers.CacheControl.NoStore))
        {
            yield return about + ": says nothing of caches, or is a page that they may keep";
        }

        if (One(answer, "Strict-Transport-Security") != (tls ? SecurityHeaders.Transport : null))
        {
            yield return about + ": Strict-Transport-Security";
        }

        if (answer.Headers.Contains("Server") || answer.Headers.Contains("X-Powered-By"))
        {
            yield return about + ": tells what it runs on";
        }

        foreach (var cookie in Cookies(answer))
        {
            var flags = cookie.Split(';', StringSplitOptions.TrimEntries)[1..];
            bool Has(string flag) => flags.Any(f => f.StartsWith(flag, StringComparison.OrdinalIgnoreCase));
            if (!Has("HttpOnly") || !(Has("SameSite=Lax") || Has("SameSite=Strict")) || !Has("Path=/") || Has("Domain") || Has("Secure") != tls
                || (tls && !cookie.StartsWith("__Host-", StringComparison.Ordinal) && !cookie.StartsWith(Languages.Cookie, StringComparison.Ordinal)))
            {
                yield return $"{about}: the cookie {cookie.Split('=')[0]} with {string.Join("; ", flags)}";
            }
        }
    }

    public static IEnumerable<string> Cookies(HttpResponseMessage answer) => answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [];

    private static string? One(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(" | ", values) : null;
}
