using Microsoft.AspNetCore.HttpOverrides;

namespace Concord.Platform.Web;

/// <summary>
/// A real installation stands behind a program of the same machine that speaks TLS. Only there, and only from this machine, is it believed who asked; that the asker
/// came by TLS is taken for granted, so that no cookie and no link is ever made for less.
/// </summary>
internal static class BehindTls
{
    public static void UseBehindTls(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<Installed>().Tls)
        {
            return;
        }

        // Of this machine alone, and one step alone, as is the default; the name of the host is what the program in front passes on itself.
        _ = app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor });
        _ = app.Use((http, next) =>
        {
            http.Request.Scheme = Uri.UriSchemeHttps;
            return next(http);
        });
    }
}
