using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Concord.Core.Kernel;
using Concord.Platform.Telemetry;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Concord.Platform.Web;

/// <summary>How often in a minute one person, or one address that nobody signed in from, may do each.</summary>
/// <param name="SignIns">Try a key at a door, or a session that is none.</param>
/// <param name="Writes">Any other change.</param>
internal sealed record Rates(int Imports, int Searches, int SignIns, int Writes);

/// <summary>How much one request may bring, how slowly, and how often. Every figure stands here, and in docs/operating.md.</summary>
internal static class Limits
{
    /// <summary>A form without files.</summary>
    public const long LongestForm = 1_000_000;

    /// <summary>Room for several files of the longest kind.</summary>
    public const long LongestImport = 250_000_000;

    /// <summary>So many imports are taken in at once, which also bounds the room that their files take until they are read.</summary>
    public const int ImportsAtOnce = 8;

    public const int LongestRequestLine = 8_192;

    public const int LongestHeaders = 32_768;

    public const int MostHeaders = 100;

    public const int MostConnections = 2_000;

    /// <summary>Bytes a second that a sender must bring and a receiver take, after <see cref="SlowFor"/>; slower ones are cut.</summary>
    public const double SlowestPace = 240;

    /// <summary>A pasted text.</summary>
    private const int LongestField = 110_000_000;

    public static readonly TimeSpan SlowFor = TimeSpan.FromSeconds(5);

    /// <summary>All headers must be there after so long.</summary>
    public static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(10);

    /// <summary>A connection on which nothing is asked is closed.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromSeconds(75);

    /// <summary>A server that is stopped lets requests go on for so long; then they are told to stop.</summary>
    public static readonly TimeSpan GoesOnFor = TimeSpan.FromSeconds(20);

    /// <summary>After so long it stops whatever still goes on.</summary>
    public static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(30);

    private const string Import = "import", Search = "search", SignIn = "sign-in", Session = "session", Write = "write";

    public static void Set(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = LongestForm;
        limits.MaxRequestLineSize = LongestRequestLine;
        limits.MaxRequestHeadersTotalSize = LongestHeaders;
        limits.MaxRequestHeaderCount = MostHeaders;
        limits.MaxConcurrentConnections = MostConnections;
        limits.RequestHeadersTimeout = HeadersWithin;
        limits.KeepAliveTimeout = Idle;
        limits.MinRequestBodyDataRate = new MinDataRate(SlowestPace, SlowFor);
        limits.MinResponseDataRate = new MinDataRate(SlowestPace, SlowFor);
    }

    public static void Add(IServiceCollection services, Rates rates)
    {
        _ = services.Configure<HostOptions>(o => o.ShutdownTimeout = StopsWithin);
        _ = services.Configure<FormOptions>(o =>
        {
            o.MultipartBodyLengthLimit = LongestImport;
            o.ValueLengthLimit = LongestField;
        });
        _ = services.AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            o.OnRejected = (context, _) =>
            {
                var after = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? (int)Math.Ceiling(told.TotalSeconds) : 60;
                context.HttpContext.Response.Headers.RetryAfter = Math.Clamp(after, 1, 60).ToString(CultureInfo.InvariantCulture);
                Figures.CameTooOften(KindOf(context.HttpContext) ?? "");
                return ValueTask.CompletedTask;
            };
            o.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(http => KindOf(http) is { } kind
                    ? Bucket(kind + " " + WhoseOf(http, kind), AMinute(rates, kind))
                    : RateLimitPartition.GetNoLimiter("others")),
                PartitionedRateLimiter.Create<HttpContext, string>(http => KindOf(http) == Import
                    ? RateLimitPartition.GetConcurrencyLimiter(Import, _ => new ConcurrencyLimiterOptions { PermitLimit = ImportsAtOnce, QueueLimit = ImportsAtOnce * 8 })
                    : RateLimitPartition.GetNoLimiter("others")));
        });
    }

    private static string? KindOf(HttpContext http)
    {
        var (endpoint, request) = (http.GetEndpoint()?.Metadata, http.Request);
        var reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        return endpoint?.GetMetadata<DoorAttribute>() is not null && (!reads || request.Query.ContainsKey("key")) ? SignIn
            : endpoint?.GetMetadata<AsksAttribute>() is not { } asks ? null
            : !http.Actor().IsKnown && http.RequestServices.GetRequiredService<Installed>().HasSessionCookie(request) ? Session
            : !reads ? asks.For(request.Method) == Doing.Import ? Import : Write
            : endpoint.GetMetadata<SearchesAttribute>() is not null && request.Query.ContainsKey("q") ? Search
            : null;
    }

    private static int AMinute(Rates rates, string kind) => kind switch
    {
        Import => rates.Imports,
        Search => rates.Searches,
        Write => rates.Writes,
        _ => rates.SignIns,
    };

    /// <summary>At a door everybody is the address they come from; elsewhere whoever is signed in is themselves.</summary>
    private static string WhoseOf(HttpContext http, string kind) =>
        kind != SignIn && http.Actor() is { IsKnown: true } actor ? actor.Id.Value.ToString("N") : Place(http.Connection.RemoteIpAddress);

    /// <summary>Of IPv6 the network, since whoever has one address of it has them all.</summary>
    private static string Place(IPAddress? address) => address is { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
        ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
        : address?.MapToIPv4().ToString() ?? "";

    private static RateLimitPartition<string> Bucket(string name, int aMinute) => RateLimitPartition.GetTokenBucketLimiter(name, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = aMinute,
        TokensPerPeriod = aMinute,
        ReplenishmentPeriod = TimeSpan.FromMinutes(1),
        QueueLimit = 0,
    });
}

/// <summary>An endpoint at which one may guess a key: from one address it answers only so often.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class DoorAttribute : Attribute;

/// <summary>An endpoint at which one may guess what is there: it answers only so often.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SearchesAttribute : Attribute;
