using System.Globalization;
using Concord.Core.Kernel;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Db;

namespace Concord.Modules.Measures;

/// <summary>Addresses of the review of a source. Each tells when the page before it was made, so that the next one can say what others did since.</summary>
internal static class ReviewLinks
{
    /// <summary>At the first that waits.</summary>
    public static string Review(SourceId source) => SourceLinks.Review(source);

    /// <summary>At this one, whatever was decided of it.</summary>
    public static string At(SourceId source, int number, DateTimeOffset since, int? done = null) => To(source, "at", number, since, done);

    /// <summary>At the next after this one that waits.</summary>
    public static string After(SourceId source, int number, DateTimeOffset since, int? done = null) => To(source, "after", number, since, done);

    /// <summary>The list of those that may be accepted together.</summary>
    public static string Plain(SourceId source) => SourceLinks.Page(source) + "/plain";

    /// <summary>Where it is recorded otherwise than it was read; the review goes on from there.</summary>
    public static string Change(SourceId source, ProposalId proposal) => $"{SourceLinks.Page(source)}/proposals/{proposal.Value:D}?from=review";

    public static string Add(SourceId source) => SourceLinks.Page(source) + "/add";

    public static long Stamp(DateTimeOffset at) => InstantConverter.Micros(at);

    /// <summary>Null for a stamp that was never given.</summary>
    public static DateTimeOffset? Moment(long? stamp) => stamp is > 0 and < 250_000_000_000_000_000 ? DateTimeOffset.UnixEpoch.AddMicroseconds(stamp.Value) : null;

    private static string To(SourceId source, string how, int number, DateTimeOffset since, int? done) => string.Create(
        CultureInfo.InvariantCulture, $"{SourceLinks.Page(source)}/review?{how}={number}&since={Stamp(since)}{(done is null ? "" : $"&done={done}")}#passage");
}
