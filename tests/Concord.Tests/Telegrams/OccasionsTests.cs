using System.Collections.Immutable;
using Concord.Core.Telegrams;
using Concord.Core.Telegrams.Extraction;

namespace Concord.Tests.Telegrams;

/// <summary>In which capacity, at which meeting and when a fact was said, as far as its telegram tells.</summary>
public sealed class OccasionsTests
{
    private static string Sample => File.ReadAllText(Path.Combine(ReaderFiles.Root!, "samples/01-first-review-of-the-new-plan.txt"));

    [Fact]
    public void Whoever_is_quoted_in_a_telegram_of_one_meeting_spoke_there_on_its_days()
    {
        var said = Said(Sample, "Chhim Sokunthea");
        Assert.NotEmpty(said);
        Assert.All(said, o => Assert.Equal(("Senior Officials Meeting", "2008-06-04/2008-06-05"), (o.Meeting?.Name, o.Said?.Edtf)));
        Assert.All(said, o => Assert.Contains("Secretary of State", o.Capacity, StringComparison.Ordinal));
    }

    [Fact]
    public void What_somebody_was_told_apart_was_said_at_no_meeting_and_on_the_day_of_writing() =>
        Assert.All(
            Said(Sample.Replace("Bounmy Sisouvanh said Laos", "Bounmy Sisouvanh told Ambassador that Laos", StringComparison.Ordinal), "Bounmy Sisouvanh"),
            o => Assert.Equal((null, "2008-06-10"), (o.Meeting?.Name, o.Said?.Edtf)));

    [Fact]
    public void The_writer_speaks_at_no_meeting() =>
        Assert.All(Said(Sample, null), o => Assert.Equal((null, null, "2008-06-10"), (o.Capacity, o.Meeting?.Name, o.Said?.Edtf)));

    private static ImmutableArray<Occasion> Said(string text, string? speaker)
    {
        var telegram = ReaderFiles.Read(text);
        var findings = Extractor.Extract(telegram);
        return [.. findings.Facts.Zip(Occasions.Of(telegram, findings)).Where(x => x.First.Speaker == speaker).Select(x => x.Second)];
    }
}
