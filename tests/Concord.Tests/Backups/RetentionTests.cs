using Concord.Platform.Backup;
using CsCheck;

namespace Concord.Tests.Backups;

/// <summary>Which backups of a folder stay.</summary>
public sealed class RetentionTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_last_of_each_day_week_and_month_stays_and_what_is_not_ours_is_never_touched()
    {
        var names = Enumerable.Range(0, 365 * 2).Select(i => Retention.NameAt(Start.AddHours(12 * i))).Append("notes.txt").Append("concord-before.age").Append("concord-20260101T030000Z.age.unfinished").ToList();
        var left = names.Except(new Retention(14, 8, 24).Outdated(names)).ToList();
        Assert.Contains("notes.txt", left);
        Assert.Contains("concord-before.age", left);
        var made = left.Select(Retention.MadeAt).OfType<DateTimeOffset>().OrderDescending().ToList();

        // fourteen days, eight weeks of which two or three end within those days, twelve months of which two or so end within those weeks
        Assert.InRange(made.Count, 14 + 5 + 9, 14 + 8 + 12);
        Assert.All(made, at => Assert.Equal(15, at.Hour));
        Assert.Equal(Enumerable.Range(0, 14).Select(d => made[0].AddDays(-d)), made.Take(14));
        Assert.Equal(Enumerable.Range(1, 12), made.Select(at => at.Month).Distinct().Order());
    }

    [Fact]
    public void The_newest_always_stays_and_a_second_time_nothing_goes()
    {
        Gen.Select(Gen.Int[0, 500_000].Array[1, 60], Gen.Int[0, 5], Gen.Int[0, 5], Gen.Int[0, 5]).Sample((minutes, days, weeks, months) =>
        {
            var names = minutes.Distinct().Select(m => Retention.NameAt(Start.AddMinutes(m))).ToList();
            var retention = new Retention(days, weeks, months);
            var left = names.Except(retention.Outdated(names)).ToList();
            Assert.Contains(names.Max(StringComparer.Ordinal), left);
            Assert.Empty(retention.Outdated(left));
            Assert.InRange(left.Count, 1, Math.Max(1, days + weeks + months));
        });
    }
}
