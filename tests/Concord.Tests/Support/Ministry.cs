using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Concord.Tests;

/// <summary>A ministry's own OpenID Connect provider, real in every part, on a free port of this machine. Whoever is sent there is at once known as <see cref="Subject"/>.</summary>
internal sealed class Ministry : IAsyncDisposable
{
    public const string Client = "concord", Secret = "lantern-orchard-willow";

    private WebApplication? app;

    public int Port { get; private set; }

    public string Issuer => $"http://127.0.0.1:{Port}/";

    /// <summary>Whom it knows.</summary>
    public string Subject { get; set; } = "official-0417";

    public string Mail { get; set; } = "lan@labour.example";

    /// <summary>Lets nobody in.</summary>
    public bool Denies { get; set; }

    public SigningCredentials Key { get; private set; } = NewKey();

    /// <summary>What it says instead of the truth; with the key that it gives, or unsigned with none.</summary>
    public Func<Dictionary<string, object>, SigningCredentials, SigningCredentials?>? Lie { get; set; }

    public static async Task<Ministry> StartAsync()
    {
        var ministry = new Ministry();
        await ministry.OpenAsync();
        return ministry;
    }

    /// <summary>Its keys are others from now on.</summary>
    public async Task ChangeKeysAsync()
    {
        await CloseAsync();
        Key = NewKey();
        await OpenAsync();
    }

    public async Task CloseAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
            app = null;
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    private async Task OpenAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        _ = builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, Port));
        _ = builder.Services.AddLogging(l => l.SetMinimumLevel(LogLevel.None)).AddRouting();
        _ = builder.Services.AddOpenIddict().AddServer(o =>
        {
            _ = o.EnableDegradedMode().AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange()
                .SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token")
                .RegisterScopes(Scopes.OpenId).AddEphemeralEncryptionKey().AddSigningCredentials(Key);
            _ = o.UseAspNetCore().DisableTransportSecurityRequirement();
            _ = o.AddEventHandler<ValidateAuthorizationRequestContext>(h => h.UseInlineHandler(context =>
            {
                if (context.ClientId != Client)
                {
                    context.Reject(Errors.InvalidClient);
                }

                return default;
            }));
            _ = o.AddEventHandler<ValidateTokenRequestContext>(h => h.UseInlineHandler(context =>
            {
                if (context.ClientId != Client || context.ClientSecret != Secret)
                {
                    context.Reject(Errors.InvalidClient);
                }

                return default;
            }));
            _ = o.AddEventHandler<HandleAuthorizationRequestContext>(h => h.UseInlineHandler(context =>
            {
                if (Denies)
                {
                    context.Reject(Errors.AccessDenied);
                    return default;
                }

                var identity = new ClaimsIdentity(TokenValidationParameters.DefaultAuthenticationType);
                _ = identity.AddClaim(Claims.Subject, Subject).AddClaim(Claims.Email, Mail).SetScopes(context.Request.GetScopes()).SetDestinations(_ => [Destinations.IdentityToken]);
                context.Principal = new ClaimsPrincipal(identity);
                return default;
            }));
            _ = o.AddEventHandler<ApplyTokenResponseContext>(h => h.UseInlineHandler(context =>
            {
                if (Lie is { } lie && context.Response.IdToken is { } token)
                {
                    var claims = new JsonWebToken(token).Claims.GroupBy(c => c.Type).ToDictionary(
                        c => c.Key, c => c.First().ValueType.Contains("integer", StringComparison.Ordinal) ? (object)long.Parse(c.First().Value, System.Globalization.CultureInfo.InvariantCulture) : c.First().Value);
                    var key = lie(claims, Key);
                    context.Response.IdToken = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor { Claims = claims, SigningCredentials = key });
                }

                return default;
            }).SetOrder(int.MinValue + 100));
        });
        app = builder.Build();
        _ = app.UseRouting();
        _ = app.UseAuthentication();
        await app.StartAsync();
        Port = new Uri(app.Urls.First()).Port;
    }

    private static SigningCredentials NewKey() =>
        new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") }, SecurityAlgorithms.RsaSha256);
}
