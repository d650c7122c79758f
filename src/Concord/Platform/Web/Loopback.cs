using System.Net;
using Concord.Core.Kernel;

namespace Concord.Platform.Web;

/// <summary>Only this machine reaches the server: whoever comes from elsewhere comes through a program of this machine that speaks TLS (<see cref="BehindTls"/>), and in a demonstration nobody does.</summary>
internal static class Loopback
{
    public const int DefaultPort = 5080;

    /// <summary>The addresses to listen on. Refused with <c>serve.not-loopback</c> for any that another machine can reach, and <c>serve.not-an-address</c>.</summary>
    public static Result<IReadOnlyList<IPEndPoint>> Read(string urls)
    {
        var found = new List<IPEndPoint>();
        foreach (var url in urls.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // Kestrel's own signs for every address are no hosts to Uri.
            if (url.Contains("://*", StringComparison.Ordinal) || url.Contains("://+", StringComparison.Ordinal))
            {
                return new Refusal("serve.not-loopback", url);
            }

            if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp)
            {
                return new Refusal("serve.not-an-address", url);
            }

            var address = uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
                : IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) ? ip : null;
            if (address is null || !IPAddress.IsLoopback(address))
            {
                return new Refusal("serve.not-loopback", url);
            }

            found.Add(new IPEndPoint(address, uri.Port));
        }

        return found.Count == 0 ? new Refusal("serve.not-an-address", urls) : found;
    }
}
