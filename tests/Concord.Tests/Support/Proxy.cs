using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Concord.Tests;

/// <summary>A proxy as stands before several machines: it sends each request to the next of them, whoever it is of. One that takes no connection is passed over.</summary>
internal sealed class Proxy : IAsyncDisposable
{
    private readonly WebApplication app;

    private Proxy(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    public static async Task<Proxy> StartAsync(params IEnumerable<Uri> machines)
    {
        var builder = WebApplication.CreateSlimBuilder();
        _ = builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        _ = builder.Logging.ClearProviders();
        _ = builder.Services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "all", ClusterId = "machines", Match = new RouteMatch { Path = "{**rest}" } }],
            [
                new ClusterConfig
                {
                    ClusterId = "machines",
                    LoadBalancingPolicy = "RoundRobin",
                    Destinations = machines.Select((m, i) => (Name: "m" + (char)('a' + i), m)).ToDictionary(d => d.Name, d => new DestinationConfig { Address = d.m.ToString() }),
                },
            ]);
        var app = builder.Build();
        _ = app.MapReverseProxy(proxy =>
        {
            _ = proxy.Use(PassOverAsync);
            _ = proxy.UseLoadBalancing();
        });
        await app.StartAsync();
        return new Proxy(app);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    /// <summary>Nothing of a request went out over a connection that was refused, so that it may go to another machine.</summary>
    private static async Task PassOverAsync(HttpContext http, RequestDelegate next)
    {
        var feature = http.GetReverseProxyFeature();
        var all = feature.AllDestinations;
        for (var left = all; left.Count > 0;)
        {
            feature.AvailableDestinations = left;
            await next(http);
            if (http.GetForwarderErrorFeature()?.Exception is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } || http.Response.HasStarted)
            {
                return;
            }

            left = [.. left.Where(d => d != feature.ProxiedDestination)];
            http.Features.Set<IForwarderErrorFeature>(null);
            http.Response.Clear();
        }

        http.Response.StatusCode = StatusCodes.Status502BadGateway;
    }
}
