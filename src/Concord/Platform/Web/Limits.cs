using System.Threading.RateLimiting;
using Concord.Core.Kernel;
using Microsoft.AspNetCore.Http.Features;

namespace Concord.Platform.Web;

/// <summary>How much one request may bring, and how often.</summary>
internal static class Limits
{
    /// <summary>A form without files.</summary>
    public const long LongestForm = 1_000_000;

    public static void Add(IServiceCollection services, int importsAMinute)
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
                http.GetEndpoint()?.Metadata.GetMetadata<AsksAttribute>() is { } asks
                && !HttpMethods.IsGet(http.Request.Method) && asks.For(http.Request.Method) == Doing.Import
                    ? RateLimitPartition.GetTokenBucketLimiter("imports", _ => new TokenBucketRateLimiterOptions
                    {
                        TokenLimit = importsAMinute,
                        TokensPerPeriod = importsAMinute,
                        ReplenishmentPeriod = TimeSpan.FromMinutes(1),
                        QueueLimit = 0,
                    })
                    : RateLimitPartition.GetNoLimiter("others"));
        });
    }
}
