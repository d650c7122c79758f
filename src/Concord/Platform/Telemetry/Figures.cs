using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Concord.Platform.Telemetry;

/// <summary>
/// What an operator needs to know of a running server, in numbers and lengths of time; docs/operating.md says what each means. None tells of whom or of what: their
/// labels are words of the program.
/// </summary>
internal static class Figures
{
    public const string Name = "Concord";

    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Commits = Meter.CreateHistogram<double>("concord.commit.duration", "s");
    private static readonly Histogram<double> Searches = Meter.CreateHistogram<double>("concord.search.duration", "s");
    private static readonly UpDownCounter<long> Lane = Meter.CreateUpDownCounter<long>("concord.commit.waiting");
    private static readonly Counter<long> Files = Meter.CreateCounter<long>("concord.import.files");
    private static readonly Counter<long> WrongKeys = Meter.CreateCounter<long>("concord.sign_in.failures");
    private static readonly Counter<long> TooOften = Meter.CreateCounter<long>("concord.limit.refusals");
    private static readonly Gauge<long> Unsealed = Meter.CreateGauge<long>("concord.ledger.unsealed");
    private static readonly Gauge<double> UnsealedFor = Meter.CreateGauge<double>("concord.ledger.unsealed.age", "s");

    /// <summary>Parts of a request that may take long.</summary>
    public static readonly ActivitySource Spans = new(Name);

    /// <summary>From the wish to write until it is durable, or refused.</summary>
    public static void Committed(long since, bool kept) => Commits.Record(Stopwatch.GetElapsedTime(since).TotalSeconds, Outcome(kept));

    public static void Sought(long since, bool answered) => Searches.Record(Stopwatch.GetElapsedTime(since).TotalSeconds, Outcome(answered));

    /// <summary>One more write waits for the lane, or one less.</summary>
    public static void Waits(int more) => Lane.Add(more);

    public static void Imported(bool kept) => Files.Add(1, Outcome(kept));

    /// <param name="way">password, code, passkey or invitation.</param>
    public static void WrongKey(string way) => WrongKeys.Add(1, new KeyValuePair<string, object?>("way", way));

    /// <param name="of">Of which limit.</param>
    public static void CameTooOften(string of) => TooOften.Add(1, new KeyValuePair<string, object?>("of", of));

    /// <summary>Somebody is told what waits for a seal; else it need not be counted.</summary>
    public static bool TailIsWatched => Unsealed.Enabled || UnsealedFor.Enabled;

    /// <summary>Acts that wait for a seal, and since when the oldest does.</summary>
    public static void Tail(int acts, TimeSpan age)
    {
        Unsealed.Record(acts);
        UnsealedFor.Record(Math.Max(0, age.TotalSeconds));
    }

    private static KeyValuePair<string, object?> Outcome(bool good) => new("outcome", good ? "kept" : "refused");
}
