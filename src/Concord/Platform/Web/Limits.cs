using System.Threading.RateLimiting;
using Concord.Core.Kernel;
using Microsoft.AspNetCore.Http.Features;

namespace Concord.Platform.Web;

/// <summary>How much one request may bring, and how often.</summary>
internal static class Limits
{
    /// <summary>A form without files.</summary>
    public const long LongestForm = 1_000_000;

    public static void Add(IServiceCollection services, int importsAMinute, int searchesAMinute, int signInsAMinute)
    {
        _ = services.Configure<FormOptions>(o =>
        {
            o.MultipartBodyLengthLimit = Gate.LongestImport;
            o.ValueLengthLimit = 110_000_000;
        });
        _ = services.AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            o.OnRejected = (context, _) =>
            {
                context.HttpContext.Response.Headers.RetryAfter = "60";
                return ValueTask.CompletedTask;
            };
            o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
                http.GetEndpoint()?.Metadata.GetMetadata<DoorAttribute>() is not null && !HttpMethods.IsGet(http.Request.Method)
                    ? Bucket("door " + http.Connection.RemoteIpAddress, signInsAMinute)
                    : http.GetEndpoint()?.Metadata.GetMetadata<AsksAttribute>() is { } asks
                && !HttpMethods.IsGet(http.Request.Method) && asks.For(http.Request.Method) == Doing.Import
                    ? Bucket("imports", importsAMinute)
                    : http.GetEndpoint()?.Metadata.GetMetadata<SearchesAttribute>() is not null && http.Request.Query.ContainsKey("q")
                        ? Bucket("searches", searchesAMinute)
                        : RateLimitPartition.GetNoLimiter("others"));
        });
    }

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
