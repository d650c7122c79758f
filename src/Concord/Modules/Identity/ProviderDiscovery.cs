using Concord.Core.Kernel;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Concord.Modules.Identity;

/// <summary>
/// What a provider says of itself (OpenID Connect Discovery 1.0): where it is asked and with which keys it signs. A key that it no longer has is refused after ten minutes at
/// the latest; a token under a key that is not known has it asked once more, at most once a minute.
/// </summary>
internal sealed class ProviderDiscovery : BaseConfigurationManager, IConfigurationManager<OpenIdConnectConfiguration>
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Seldom = TimeSpan.FromMinutes(1);

    private readonly string issuer;
    private readonly HttpClient http;
    private readonly TimeProvider clock;
    private readonly Lock one = new();
    private (OpenIdConnectConfiguration Said, DateTimeOffset At)? read;
    private DateTimeOffset? renewed;

    public ProviderDiscovery(string issuer, HttpClient http, TimeProvider clock)
    {
        (this.issuer, this.http, this.clock) = (issuer, http, clock);
        UseLastKnownGoodConfiguration = false;
    }

    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        lock (one)
        {
            if (read is { } known && clock.GetUtcNow() - known.At < Fresh)
            {
                return known.Said;
            }
        }

        var said = await AskAsync(issuer, http, cancel).ConfigureAwait(false);
        if (said.Issuer != issuer)
        {
            throw new SecurityTokenInvalidIssuerException("the provider says that it is another");
        }

        lock (one)
        {
            read = (said, clock.GetUtcNow());
        }

        return said;
    }

    public override async Task<BaseConfiguration> GetBaseConfigurationAsync(CancellationToken cancel) => await GetConfigurationAsync(cancel).ConfigureAwait(false);

    /// <summary>Asked for by whoever met a key that is not known.</summary>
    public override void RequestRefresh()
    {
        lock (one)
        {
            var now = clock.GetUtcNow();
            if (renewed is null || now - renewed > Seldom)
            {
                (renewed, read) = (now, null);
            }
        }
    }

    /// <summary>What stands at an address before it is taken as a provider. Refused with <c>provider.down</c>, <c>provider.another-issuer</c>, <c>provider.not-safe</c>.</summary>
    public static async Task<Result<OpenIdConnectConfiguration>> LookAsync(string issuer, HttpClient http, CancellationToken ct)
    {
        try
        {
            var said = await AskAsync(issuer, http, ct).ConfigureAwait(false);
            return said.Issuer.TrimEnd('/') != issuer.TrimEnd('/') ? new Refusal("provider.another-issuer", said.Issuer)
                : !new[] { said.AuthorizationEndpoint, said.TokenEndpoint, said.JwksUri }.All(IsSafe) ? new Refusal("provider.not-safe")
                : said;
        }
        catch (Exception fault) when (fault is InvalidOperationException or IOException or HttpRequestException or ArgumentException or System.Text.Json.JsonException
            || (fault is TaskCanceledException && !ct.IsCancellationRequested))
        {
            return new Refusal("provider.down");
        }
    }

    /// <summary>Over TLS, or on this machine alone.</summary>
    public static bool IsSafe(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    private static Task<OpenIdConnectConfiguration> AskAsync(string issuer, HttpClient http, CancellationToken ct) => OpenIdConnectConfigurationRetriever.GetAsync(
        issuer.TrimEnd('/') + "/.well-known/openid-configuration", new HttpDocumentRetriever(http) { RequireHttps = !new Uri(issuer).IsLoopback }, ct);
}
