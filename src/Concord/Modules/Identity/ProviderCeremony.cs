using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Concord.Modules.Identity;

/// <summary>Whom a provider knows, in answer to what was asked. Nothing else is taken from it: neither a name nor an address of mail.</summary>
/// <param name="Asked">What was asked, as it was kept by the browser's way there and back.</param>
internal sealed record Vouched(ProviderRow Provider, string Subject, AuthenticationProperties Asked);

/// <summary>A provider's answer that was none, with what had been asked as far as that could be read.</summary>
internal sealed record NotVouched(Refusal Why, AuthenticationProperties? Asked);

/// <summary>
/// Sign-in at a provider: authorisation code with PKCE, state and nonce (OpenID Connect Core 1.0; RFC 7636), by the handler of ASP.NET Core, which is made for a provider as it
/// stands in the table when it is needed.
/// </summary>
internal sealed class ProviderCeremony(ConcordDb db, ProviderDoors doors, ILogger<ProviderCeremony> log)
{
    /// <summary>Sends the browser there. Refused with <c>provider.unknown</c>, <c>provider.down</c>, <c>provider.moved</c>.</summary>
    public async Task<Result<ProviderRow>> BeginAsync(HttpContext http, string key, AuthenticationProperties asked)
    {
        if (await FindAsync(key, http.RequestAborted).ConfigureAwait(false) is not { } provider)
        {
            return new Refusal("provider.unknown");
        }

        try
        {
            var handler = await HandlerAsync(http, provider).ConfigureAwait(false);
            await handler.ChallengeAsync(asked).ConfigureAwait(false);
            return ProviderDoors.Refused(http) is { } refused ? refused.Why : provider;
        }
        catch (Exception fault) when (Understand(fault) is { } refusal)
        {
            return refusal;
        }
    }

    /// <summary>The browser comes back.</summary>
    public async Task<(Vouched? Known, NotVouched? Refused)> EndAsync(HttpContext http, string key)
    {
        if (await FindAsync(key, http.RequestAborted).ConfigureAwait(false) is not { } provider)
        {
            return (null, new NotVouched(new Refusal("provider.unknown"), null));
        }

        var handler = await HandlerAsync(http, provider).ConfigureAwait(false);
        _ = await handler.HandleRequestAsync().ConfigureAwait(false);
        if (ProviderDoors.Proved(http) is { } ticket && ticket.Principal.FindFirst("sub")?.Value is { Length: > 0 and <= 255 } subject)
        {
            return (new Vouched(provider, subject, ticket.Properties), null);
        }

        var refused = ProviderDoors.Refused(http) ?? new NotVouched(new Refusal("provider.failed"), null);
        log.LogWarning("A sign-in at a provider failed: {Code}", refused.Why.Code);
        return (null, refused);
    }

    /// <summary>What a fault on the way means to a person; null when it is a fault of the program.</summary>
    public static Refusal? Understand(Exception fault) => fault switch
    {
        OpenIdConnectProtocolException told when (string?)told.Data["error"] == "access_denied" => new Refusal("provider.denied"),
        System.Security.Cryptography.CryptographicException => new Refusal("provider.secret-lost"),
        HttpRequestException or IOException or TaskCanceledException => new Refusal("provider.down"),
        InvalidOperationException { InnerException: IOException or HttpRequestException or TaskCanceledException } => new Refusal("provider.down"),
        SecurityTokenException or OpenIdConnectProtocolException or AuthenticationFailureException => new Refusal("provider.failed"),
        _ => null,
    };

    private Task<ProviderRow?> FindAsync(string key, CancellationToken ct) => db.Set<ProviderRow>().AsNoTracking().SingleOrDefaultAsync(p => p.Key == key, ct);

    private async Task<OpenIdConnectHandler> HandlerAsync(HttpContext http, ProviderRow provider)
    {
        // What a provider answers is in no log: its own is not written.
        var handler = new OpenIdConnectHandler(new Only(doors.Of(provider)), NullLoggerFactory.Instance, HtmlEncoder.Default, UrlEncoder.Default);
        await handler.InitializeAsync(new AuthenticationScheme(provider.Key, provider.Name, typeof(OpenIdConnectHandler)), http).ConfigureAwait(false);
        return handler;
    }

    private sealed class Only(OpenIdConnectOptions options) : IOptionsMonitor<OpenIdConnectOptions>
    {
        public OpenIdConnectOptions CurrentValue => options;

        public OpenIdConnectOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<OpenIdConnectOptions, string?> listener) => null;
    }
}

/// <summary>How each provider is asked, with what it last said of itself.</summary>
internal sealed class ProviderDoors(IDataProtectionProvider protection, Installed installed, TimeProvider clock) : IDisposable
{
    private readonly IDataProtector secrets = protection.CreateProtector("concord.provider-secret");
    private readonly ConcurrentDictionary<(string Key, DateTimeOffset Made, long Version), OpenIdConnectOptions> known = new();

    /// <summary>A provider is asked where it stands and follows nobody elsewhere; it answers shortly and soon.</summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(10) }, disposeHandler: true)
    {
        Timeout = TimeSpan.FromSeconds(20),
        MaxResponseContentBufferSize = 1_000_000,
    };

    public static string Path(string key) => "/sign-in/provider/" + key;

    public string Protect(string secret) => secrets.Protect(secret);

    public OpenIdConnectOptions Of(ProviderRow provider) => known.GetOrAdd((provider.Key, provider.Made, provider.Version), _ => Make(provider));

    public static AuthenticationTicket? Proved(HttpContext http) => http.Items[typeof(AuthenticationTicket)] as AuthenticationTicket;

    public static NotVouched? Refused(HttpContext http) => http.Items[typeof(NotVouched)] as NotVouched;

    public void Dispose() => Http.Dispose();

    private OpenIdConnectOptions Make(ProviderRow provider)
    {
        var options = new OpenIdConnectOptions
        {
            Authority = provider.Issuer,
            ClientId = provider.ClientId,
            ClientSecret = provider.Secret is { } kept ? secrets.Unprotect(kept) : null,
            ResponseType = OpenIdConnectResponseType.Code,
            ResponseMode = OpenIdConnectResponseMode.Query,
            CallbackPath = Path(provider.Key),
            SignInScheme = IdentityConstants.ApplicationScheme,
            MapInboundClaims = false,
            DisableTelemetry = true,
            RequireHttpsMetadata = !new Uri(provider.Issuer).IsLoopback,
            Backchannel = Http,
            ConfigurationManager = new ProviderDiscovery(provider.Issuer, Http, clock),
            RemoteAuthenticationTimeout = TimeSpan.FromMinutes(10),
            Events = new OpenIdConnectEvents
            {
                OnRedirectToIdentityProvider = context => StayAsync(context, provider),
                OnTicketReceived = context =>
                {
                    context.HttpContext.Items[typeof(AuthenticationTicket)] = new AuthenticationTicket(context.Principal!, context.Properties, provider.Key);
                    context.HandleResponse();
                    return Task.CompletedTask;
                },
                OnRemoteFailure = context =>
                {
                    var why = ProviderCeremony.Understand(context.Failure!) ?? new Refusal("provider.failed");
                    context.HttpContext.Items[typeof(NotVouched)] = new NotVouched(why, context.Properties);
                    context.HandleResponse();
                    return Task.CompletedTask;
                },
            },
        };
        options.Scope.Clear();
        options.Scope.Add(OpenIdConnectScope.OpenId);
        options.TokenValidationParameters.IssuerValidator = (said, _, _) =>
            said == provider.Issuer ? said : throw new SecurityTokenInvalidIssuerException("a token of another issuer");
        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
        {
            cookie.Name = "concord-provider-" + (cookie == options.NonceCookie ? "nonce-" : "state-");
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = installed.Tls ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        }

        new OpenIdConnectPostConfigureOptions(protection).PostConfigure(provider.Key, options);
        options.Validate(provider.Key);
        return options;
    }

    /// <summary>A provider that sends people elsewhere than when it was taken is not followed: whoever keeps it has to look first.</summary>
    private static Task StayAsync(RedirectContext context, ProviderRow provider)
    {
        if (new Uri(context.ProtocolMessage.IssuerAddress).GetLeftPart(UriPartial.Authority) != provider.Origin)
        {
            context.HttpContext.Items[typeof(NotVouched)] = new NotVouched(new Refusal("provider.moved"), null);
            context.HandleResponse();
        }

        return Task.CompletedTask;
    }
}
