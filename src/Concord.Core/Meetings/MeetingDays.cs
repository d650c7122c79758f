using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Meetings;

/// <summary>What has days: the meeting, or one of its sessions.</summary>
public sealed record Sitting(MeasureId Id, ImmutableArray<When> Held);

/// <summary>A sitting over the days of its meeting.</summary>
/// <param name="On">For each day whether it may have sat then; all false when nobody says when.</param>
public sealed record SittingDays(MeasureId Id, ImmutableArray<bool> On);

/// <summary>The days of a meeting and which of its sessions sat on which; drawn only where sources give days and they are few.</summary>
public sealed record MeetingDays(ImmutableArray<DateOnly> Days, ImmutableArray<SittingDays> Sittings)
{
    /// <summary>A longer stretch is no picture of days.</summary>
    public const int MostDays = 31;

    /// <summary>Null when no day is certain enough to be drawn.</summary>
    public static MeetingDays? Of(IEnumerable<Sitting> sittings)
    {
        ImmutableArray<Sitting> all = [.. sittings];
        var exact = all.SelectMany(s => s.Held).Where(IsFewDays).ToImmutableArray();
        if (exact.IsEmpty)
        {
            return null;
        }

        var (first, last) = (exact.Min(w => w.Earliest!.Value), exact.Max(w => w.Latest!.Value));
        if (last.DayNumber - first.DayNumber >= MostDays)
        {
            return null;
        }

        ImmutableArray<DateOnly> days = [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays)];
        return new MeetingDays(
            days, [.. all.Select(s => new SittingDays(s.Id, [.. days.Select(d => s.Held.Where(IsFewDays).Any(w => w.Earliest <= d && d <= w.Latest))]))]);
    }

    private static bool IsFewDays(When when) => when is { Earliest: { } from, Latest: { } to } && to.DayNumber - from.DayNumber < MostDays;
}
