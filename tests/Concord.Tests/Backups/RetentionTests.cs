using Concord.Platform.Backup;
using CsCheck;

namespace Concord.Tests.Backups;

/// <summary>Which backups of a folder stay.</summary>
public sealed class RetentionTests
{
    private const string Ours = "0a1b2c3d";

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 3, 0, 0, TimeSpan.Zero);

    private static string Named(int minutes) => Retention.NameAt(Ours, Start.AddMinutes(minutes));

    private static NamedBackup Read(string name) => Retention.Read(name)!;

    [Fact]
    public void The_last_of_each_day_week_and_month_stays_and_what_is_not_ours_is_never_touched()
    {
        string[] others = ["notes.txt", "concord-before.age", "concord-before-upgrade-20260101T030000Z.db", Retention.NameAt(Ours, Start) + ".unfinished"];
        var names = Enumerable.Range(0, 365 * 2).Select(i => Named(i * 720)).ToList();
        var left = names.Concat(others).Except(new Retention(14, 8, 24).Outdated(names.Concat(others), Read(names[^1]))).ToList();
        Assert.Equal(others, left.TakeLast(others.Length));
        var made = left.Select(Retention.Read).OfType<NamedBackup>().Select(b => b.At).OrderDescending().ToList();

        // fourteen days, eight weeks of which two or three end within those days, twelve months of which two or so end within those weeks
        Assert.InRange(made.Count, 14 + 5 + 9, 14 + 8 + 12);
        Assert.All(made, at => Assert.Equal(15, at.Hour));
        Assert.Equal(Enumerable.Range(0, 14).Select(d => made[0].AddDays(-d)), made.Take(14));
        Assert.Equal(Enumerable.Range(1, 12), made.Select(at => at.Month).Distinct().Order());
    }

    [Fact]
    public void The_one_just_made_always_stays_and_a_second_time_nothing_goes()
    {
        Gen.Select(Gen.Int[0, 500_000].Array[1, 60], Gen.Int[0, 5], Gen.Int[0, 5], Gen.Int[0, 5]).Sample((minutes, days, weeks, months) =>
        {
            // Whichever was just made: a clock may have gone back since.
            var made = Read(Named(minutes[0]));
            var names = minutes.Distinct().Select(Named).ToList();
            var retention = new Retention(days, weeks, months);
            var left = names.Except(retention.Outdated(names, made)).ToList();
            Assert.Contains(made.Name, left);
            Assert.Empty(retention.Outdated(left, made));
            var later = names.Where(n => Read(n).At > made.At).ToList();
            Assert.Equal(later, left.Intersect(later));
            Assert.InRange(left.Count - later.Count, 1, Math.Max(1, days + weeks + months));
        });
    }

    [Fact]
    public void Another_installation_s_and_those_that_say_not_whose_they_are_neither_go_nor_count()
    {
        var old = "concord-20260101T030000Z.age";
        Assert.True(Retention.SaysNotWhose(old));
        Assert.Null(Retention.Read(old));
        Assert.False(Retention.SaysNotWhose(Named(0)));
        var theirs = Enumerable.Range(0, 9).Select(i => Retention.NameAt("9f86d081", Start.AddDays(i))).ToList();
        string[] ours = [Named(0), Named(1440), Named(2880)];
        Assert.Equal(ours[..2], new Retention(1, 0, 0).Outdated([.. theirs, old, .. ours], Read(ours[2])).Order());
    }
}
