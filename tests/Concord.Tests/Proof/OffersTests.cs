using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Concord.Core.Kernel;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Tests.Proof;

/// <summary>Nobody is offered a form, a button or a link that the gate would refuse them: what somebody may not do does not stand on their pages.</summary>
public sealed partial class OffersTests
{
    /// <summary>Pages of one shape that are looked at.</summary>
    private const int OfAShape = 4;

    [Theory]
    [InlineData(nameof(Capacity.Public))]
    [InlineData(nameof(Capacity.Press))]
    [InlineData(nameof(Capacity.Administrator))]
    [InlineData(nameof(Capacity.Youth))]
    [InlineData(nameof(Capacity.Official))]
    public async Task Nothing_is_offered_that_the_gate_would_refuse(string capacity)
    {
        await using var aviary = await Aviary.FillAsync(["public"], replied: true);
        await aviary.OpenAsync("Zanopen");
        var asks = Asked(aviary.Site);
        using var client = await aviary.Site.AsAsync(capacity == nameof(Capacity.Public) ? null : capacity);
        var actor = new Actor(new ActorId(Guid.CreateVersion7()), "", Enum.Parse<Capacity>(capacity), null);
        var (pages, offers) = await ReadAsync(client);
        Assert.True(pages > 50, pages + " pages");
        var (forms, refused) = (0, new List<string>());
        foreach (var (page, method, address) in offers)
        {
            forms += method == "POST" ? 1 : 0;
            if (asks.FirstOrDefault(a => a.Matcher.TryMatch(address.Split('?')[0], [])) is { Asks: { } found } && !Access.May(actor, found.For(method)).Allowed)
            {
                refused.Add($"{page}: {method} {address}");
            }
        }

        Assert.True(refused.Count == 0, string.Join('\n', refused.Distinct().Take(60)));

        // Whoever may decide is offered it: what is looked at here is not nothing.
        Assert.Equal(capacity is nameof(Capacity.Youth) or nameof(Capacity.Official), offers.Any(o => o is { Method: "POST" } && o.Address.Contains("handler=Accept", StringComparison.OrdinalIgnoreCase)));
        Assert.True(capacity == nameof(Capacity.Public) || forms > 0);
    }

    [Fact]
    public async Task A_form_that_is_offered_to_whoever_may_not_send_it_is_found()
    {
        await using var site = await Site.StartAsync();
        var asks = Asked(site);
        var page = new HtmlParser().ParseDocument("<main><form method=post action=/views></form><form method=post><button formaction='/sources/0/review?handler=Accept'></button></form><a href=/people></a></main>");
        var offers = Offers(page, "/sources/import");
        var press = new Actor(new ActorId(Guid.CreateVersion7()), "", Capacity.Press, null);
        Assert.Equal(
            ["POST /views", "POST /sources/import", "POST /sources/0/review?handler=Accept", "GET /people"],
            offers.Where(o => asks.First(a => a.Matcher.TryMatch(o.Address.Split('?')[0], [])) is { Asks: { } found } && !Access.May(press, found.For(o.Method)).Allowed).Select(o => o.Method + " " + o.Address));
    }

    /// <summary>What each endpoint asks for; null where anyone may.</summary>
    private static List<(TemplateMatcher Matcher, AsksAttribute? Asks)> Asked(Site site) => [.. Aviary.Routes(site).Select(r => (r.Matcher, r.Endpoint.Metadata.GetMetadata<AsksAttribute>()))];

    private static async Task<(int Pages, List<(string Page, string Method, string Address)> Offers)> ReadAsync(HttpClient client)
    {
        var (waiting, known, shapes, offers, pages) = (new Queue<string>(["/"]), new HashSet<string>(), new Dictionary<string, int>(), new List<(string, string, string)>(), 0);
        while (waiting.TryDequeue(out var address))
        {
            var path = address.Split('?')[0];
            var shape = Number().Replace(path, "*");
            if (path is "/sign-out" or "/language" || path.StartsWith("/export", StringComparison.Ordinal) || !known.Add(address) || shapes.GetValueOrDefault(shape) >= OfAShape)
            {
                continue;
            }

            shapes[shape] = shapes.GetValueOrDefault(shape) + 1;
            var echo = await Echo.GetAsync(client, address);
            if (echo.Status != (int)HttpStatusCode.OK || !echo.Headers.Contains("text/html", StringComparison.Ordinal))
            {
                continue;
            }

            pages++;
            foreach (var (method, to) in Offers(new HtmlParser().ParseDocument(echo.Body), address))
            {
                offers.Add((shape, method, to));
                if (method == "GET")
                {
                    waiting.Enqueue(to);
                }
            }
        }

        return (pages, offers);
    }

    private static List<(string Method, string Address)> Offers(IDocument page, string address) =>
    [
        .. page.QuerySelectorAll("form").Select(f => ((f.GetAttribute("method") ?? "get").ToUpperInvariant(), f.GetAttribute("action") ?? address)).Where(o => o.Item2.StartsWith('/')),
        .. page.QuerySelectorAll("[formaction]").Select(b => ("POST", b.GetAttribute("formaction")!)),
        .. page.QuerySelectorAll("a[href^='/']").Select(a => ("GET", a.GetAttribute("href")!.Split('#')[0])),
    ];

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Number();
}
