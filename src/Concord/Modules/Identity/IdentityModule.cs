using Concord.Platform.Web;
using Microsoft.AspNetCore.Identity;

namespace Concord.Modules.Identity;

internal static class IdentityModule
{
    /// <summary>What commands need as well as the server.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddScoped<Bodies>();
        services.AddScoped<INames>(s => s.GetRequiredService<Bodies>());
        services.AddScoped<Platform.Ledger.IThings, AccountThings>();
        services.AddScoped<SetUp>();
        services.AddScoped<CredentialQueries>();
        services.AddScoped<Contracts.ICredentials>(s => s.GetRequiredService<CredentialQueries>());
        services.AddScoped<Platform.Ledger.IThings>(s => s.GetRequiredService<CredentialQueries>());
        services.AddScoped<KeepCredentials>();
        services.AddScoped<InvitePerson>();
        services.AddScoped<Platform.Backup.IRestored, EndAllSessions>();
        services.AddScoped<ErasePerson>();
        services.AddScoped<CloseAccount>();
        services.AddScoped<ForgetInvitations>();
    }

    /// <summary>Sign-in: ASP.NET Core Identity over stores of this house, so that everything it writes is an act.</summary>
    public static void AddSignIn(IServiceCollection services, Installed installed, MailSettings? mail)
    {
        var secure = installed.Tls ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        services.AddScoped<AccountStore>();
        services.AddScoped<IUserStore<AccountRow>>(s => s.GetRequiredService<AccountStore>());
        services.AddScoped<Sessions>();
        services.AddScoped<AcceptInvitation>();
        services.AddScoped<OwnAccount>();
        services.AddScoped<ProveAgain>();
        services.AddSingleton<NewAuthenticator>();
        services.AddScoped<Ceremony>();
        services.AddSingleton(new Post(mail));
        services.AddSingleton<Letters>();
        services.AddScoped<SendMail>();
        if (mail is not null)
        {
            _ = services.AddHostedService<Mailing>();
        }

        _ = services.AddHostedService<ForgettingInvitations>();
        services.AddSingleton<ProviderDoors>();
        services.AddScoped<ProviderCeremony>();
        services.AddScoped<ProviderLinks>();
        services.AddScoped<KeepProviders>();
        _ = services.AddIdentityCore<AccountRow>(o =>
        {
            o.User.AllowedUserNameCharacters = "";
            o.Lockout.MaxFailedAccessAttempts = 5;
            o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            o.Tokens.AuthenticatorTokenProvider = OneTimeCodes.Name;
        })
            .AddUserManager<Accounts>()
            .AddSignInManager()
            .AddTokenProvider<OneTimeCodes>(OneTimeCodes.Name);
        _ = services.AddScoped<IUserClaimsPrincipalFactory<AccountRow>, BareClaims>();
        // Judged here; Identity's own rule of kinds of characters is not wanted.
        foreach (var rule in services.Where(s => s.ServiceType == typeof(IPasswordValidator<AccountRow>)).ToList())
        {
            _ = services.Remove(rule);
        }

        _ = services.AddScoped<IPasswordValidator<AccountRow>, JudgedPassword>();
        _ = services.Configure<PasswordHasherOptions>(o => o.IterationCount = 210_000);
        _ = services.Configure<IdentityPasskeyOptions>(o =>
        {
            o.UserVerificationRequirement = "required";
            o.ResidentKeyRequirement = "required";
            o.ValidateOrigin = Ceremony.IsHere;
        });
        _ = services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, o =>
            {
                o.Cookie.Name = installed.SessionCookie;
                o.Cookie.HttpOnly = true;
                o.Cookie.SameSite = SameSiteMode.Lax;
                o.Cookie.SecurePolicy = secure;
                o.ExpireTimeSpan = Sessions.Idle;
                o.SlidingExpiration = true;
                o.EventsType = typeof(Sessions);
            })
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, o =>
            {
                o.Cookie.Name = installed.Cookie("concord-step");
                o.Cookie.SameSite = SameSiteMode.Strict;
                o.Cookie.SecurePolicy = secure;
                o.ExpireTimeSpan = TimeSpan.FromMinutes(5);
            });
    }
}
