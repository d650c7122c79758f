using System.Globalization;
using Concord.Platform.I18n;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.WebEncoders;

namespace Concord.Platform.Web;

/// <summary>What every page stands on: Razor Pages under /Modules, the language of the request, strict headers, errors in words.</summary>
internal static class WebPages
{
    public static IServiceCollection AddWebPages(this IServiceCollection services, bool development, Installed installed)
    {
        services.Insert(0, ServiceDescriptor.Transient<IStartupFilter, HeadersFirst>());
        _ = services.AddResponseCompression(o =>
        {
            o.MimeTypes = ["text/html", "text/css", "text/javascript", "image/svg+xml"];
            o.Providers.Add<Packed>();
            o.Providers.Add<GzipCompressionProvider>();
        });
        _ = services.Configure<GzipCompressionProviderOptions>(o => o.Level = System.IO.Compression.CompressionLevel.Optimal);
        _ = services.AddRazorPages(o => o.RootDirectory = "/Modules").AddMvcOptions(o =>
        {
            // What no form of a page sends: the framework's own words are in one language, and of programs.
            var told = o.ModelBindingMessageProvider;
            told.SetAttemptedValueIsInvalidAccessor((_, _) => Texts.Here("shared.not-read"));
            told.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => Texts.Here("shared.not-read"));
            told.SetNonPropertyUnknownValueIsInvalidAccessor(() => Texts.Here("shared.not-read"));
            told.SetNonPropertyValueMustBeANumberAccessor(() => Texts.Here("shared.not-read"));
            told.SetUnknownValueIsInvalidAccessor(_ => Texts.Here("shared.not-read"));
            told.SetValueIsInvalidAccessor(_ => Texts.Here("shared.not-read"));
            told.SetValueMustBeANumberAccessor(_ => Texts.Here("shared.not-read"));
            told.SetValueMustNotBeNullAccessor(_ => Texts.Here("shared.not-read"));
        });
        _ = services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new(System.Text.Unicode.UnicodeRanges.All));
        _ = services.Configure<RouteOptions>(o => o.LowercaseUrls = true);
        _ = services.AddAntiforgery(o =>
        {
            o.Cookie.Name = installed.Cookie("concord-form");
            o.Cookie.SecurePolicy = installed.Tls ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        });
        _ = services.Configure<Microsoft.AspNetCore.Mvc.CookieTempDataProviderOptions>(o =>
        {
            o.Cookie.Name = installed.Cookie("concord-said");
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        _ = services.Configure<RequestLocalizationOptions>(o =>
        {
            var offered = Languages.Offered(development).Select(CultureInfo.GetCultureInfo).ToList();
            o.DefaultRequestCulture = new RequestCulture(Languages.Default);
            o.SupportedUICultures = offered;
            o.SupportedCultures = offered;
            o.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = Languages.Cookie }, new AcceptLanguageHeaderRequestCultureProvider()];
        });
        return services;
    }

    /// <summary>The order matters: errors are shown in the language of the request.</summary>
    public static WebApplication UseWebPages(this WebApplication app)
    {
        _ = app.UseMiddleware<Stopping>();
        _ = app.UseResponseCompression();
        _ = app.UseRequestLocalization();
        _ = app.UseExceptionHandler("/error/500");
        _ = app.UseStatusCodePagesWithReExecute("/error/{0}");
        return app;
    }

    /// <summary>A file asked for under the sum of its content stays what it is; any other may change.</summary>
    public static StaticFileOptions Files { get; } = new()
    {
        OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
            file.Context.Request.Query.ContainsKey("v") || file.File.Name.EndsWith(".woff2", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache",
    };

    /// <summary>The way to choose a language: a plain link, so that it works without script and can be followed from a page that failed.</summary>
    public static IResult ChooseLanguage(HttpContext http, string culture, string? to)
    {
        if (Languages.Offered(development: true).Contains(culture, StringComparer.OrdinalIgnoreCase))
        {
            http.Response.Cookies.Append(
                Languages.Cookie,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)),
                new CookieOptions { HttpOnly = true, Secure = http.Request.IsHttps, SameSite = SameSiteMode.Lax, IsEssential = true, MaxAge = TimeSpan.FromDays(365) });
        }

        return Results.LocalRedirect(Local(to));
    }

    /// <summary>An address of this site, or the beginning; written so that it can stand in a header, in whatever script it came.</summary>
    internal static string Local(string? to) =>
        to is ['/', ..] && to is not ['/', '/' or '\\', ..] && !to.Any(char.IsControl)
            ? string.Concat(to.EnumerateRunes().Select(r => r.Value is > ' ' and <= '~' ? r.ToString() : Uri.EscapeDataString(r.ToString()))) : "/";

    /// <summary>Sets what the layout shows: the page's title and the part of the site it belongs to.</summary>
    public static void Titled(this PageModel page, string title, string? part = null)
    {
        page.ViewData["Title"] = title;
        page.ViewData["Part"] = part;
    }
}
