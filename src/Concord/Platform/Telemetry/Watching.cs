using System.Collections.Frozen;
using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Concord.Platform.Telemetry;

/// <summary>
/// Figures and spans for whoever operates the server: figures at a port of their own, on this machine alone, and both to a collector where the environment names one.
/// Without either nothing is gathered, and nothing is ever sent of its own accord.
/// </summary>
internal static class Watching
{
    /// <summary>Where Prometheus asks.</summary>
    public const string Address = "/metrics";

    /// <summary>The standard variable of OpenTelemetry that names a collector.</summary>
    public const string CollectorVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Meters =
        [Figures.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "System.Runtime"];

    public static void Add(IServiceCollection services, bool scraped, bool collected)
    {
        if (!scraped && !collected)
        {
            return;
        }

        var telemetry = services.AddOpenTelemetry().ConfigureResource(r => r.AddService("concord")).WithMetrics(m =>
        {
            _ = m.AddMeter(Meters);
            _ = scraped ? m.AddPrometheusExporter() : m;
            _ = collected ? m.AddOtlpExporter() : m;
        });
        if (collected)
        {
            _ = telemetry.WithTracing(t => t.AddSource(Figures.Name).AddAspNetCoreInstrumentation().AddProcessor(new BareSpans()).AddOtlpExporter());
        }
    }

    /// <summary>At its port there is nothing but the figures, and at no other port are they.</summary>
    public static void UseWatching(this WebApplication app, int? port)
    {
        if (port is { } own)
        {
            _ = app.MapWhen(http => http.Connection.LocalPort == own, figures => figures.UseOpenTelemetryPrometheusScrapingEndpoint(Address));
        }
    }
}

/// <summary>
/// Leaves of a span what is the program's own: the template of the route, the status, how long. Addresses as asked for, questions, names of hosts and browsers and
/// what the sender wrote beside them are taken out before anything is sent on.
/// </summary>
internal sealed class BareSpans : BaseProcessor<Activity>
{
    private static readonly FrozenSet<string> Kept = FrozenSet.Create("http.request.method", "http.response.status_code", "http.route", "url.scheme", "network.protocol.version", "error.type");

    public override void OnEnd(Activity data)
    {
        foreach (var (name, _) in data.TagObjects.ToList())
        {
            if (!Kept.Contains(name))
            {
                _ = data.SetTag(name, null);
            }
        }

        // Said to be empty, not left out: left out, it is that of the span around it.
        data.TraceStateString = "";
        _ = data.SetStatus(data.Status);
        if (data.Kind == ActivityKind.Server)
        {
            data.DisplayName = data.GetTagItem("http.request.method") + " " + (data.GetTagItem("http.route") ?? "?");
        }
    }
}
