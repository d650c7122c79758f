using System.Collections.Immutable;
using Concord.Core.Telegrams;
using Concord.Core.Telegrams.Extraction;
using Concord.Tests.Telegrams.Extraction;

namespace Concord.Tests.Telegrams;

/// <summary>In which capacity, at which meeting and when a fact was said, as far as its telegram tells.</summary>
public sealed class OccasionsTests
{
    private const string Held = "Delegates met at the third Lake Cities Dialogue on Safe Migration, held in Mwanza February 26-27.";
    private const string Two = "At the Lakes Ministerial Initiative Senior Officials Meeting (SOM) and Inter Ministerial Meeting (IMM) in Entebbe February 12-14, delegates spoke.";
    private const string Passed = "Ugandan officials said Uganda passed a law on trafficking in November 2007.";

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

    [Fact]
    public void A_session_in_the_paragraph_is_the_occasion() => Assert.Equal(
        "drafting session | 2008-02-27",
        Last(Held, ("2", null, null, "At the drafting session on February 27, which was closed to observers, " + Passed)));

    [Fact]
    public void Of_two_meetings_the_one_whose_letters_the_heading_carries() => Assert.EndsWith(
        "Senior Officials Meeting (SOM) | 2008-02-12/2008-02-14", Last(Two, ("2", null, "SOM Reviews Activities", Passed)), StringComparison.Ordinal);

    [Fact]
    public void Of_two_meetings_neither_where_the_heading_names_neither_or_both()
    {
        Assert.Equal("- | 2008-02-29", Last(Two, ("2", null, "Somber Review of Activities", Passed)));
        Assert.Equal("- | 2008-02-29", Last(Two, ("2", null, "SOM and IMM Review Activities", Passed)));
    }

    [Theory]
    [InlineData("Ugandan officials told Poloff that Uganda passed a law on trafficking in November 2007.")]
    [InlineData("Ugandan officials told Dr. Smith that Uganda passed a law on trafficking in November 2007.")]
    public void What_was_told_apart_was_not_said_at_the_meeting_of_the_heading(string told) =>
        Assert.Equal("- | 2008-02-29", Last(Two, ("2", null, "SOM Reviews Activities", told)));

    [Fact]
    public void Without_a_meeting_it_was_said_on_the_day_of_writing() =>
        Assert.Equal("- | 2008-02-29", Last("Delegates spoke.", ("2", null, null, Passed)));

    [Fact]
    public void Whoever_speaks_for_a_country_below_a_heading_of_the_real_telegram_spoke_at_the_meeting_that_the_heading_names()
    {
        var seed = ReaderFiles.Shared("seed") is { } folder ? Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal).FirstOrDefault() : null;
        Assert.SkipWhen(seed is null, "no seed telegram beside the repository");
        var telegram = ReaderFiles.Read(File.ReadAllText(seed!));
        var findings = Extractor.Extract(telegram);
        var labelled = telegram.Paragraphs.Where(p => p.Label is not null).Select(p => p.Id).ToHashSet();
        var said = findings.Facts.Zip(Occasions.Of(telegram, findings))
            .Where(x => labelled.Contains(x.First.Anchor.ParagraphId) && x.First.Speaker is not null && x.First.Attribution != Attribution.Author).ToList();
        Assert.NotEmpty(said);
        Assert.All(said, x => Assert.EndsWith("(SOM)", x.Second.Meeting?.Name, StringComparison.Ordinal));
        Assert.All(said, x => Assert.Equal("2007-12-12/2007-12-14", x.Second.Said?.Edtf));
    }

    private static string Last(string first, (string Id, string? Label, string? Heading, string Text) paragraph)
    {
        var telegram = Expected.Invented(("1", null, null, first), paragraph);
        var occasion = Occasions.Of(telegram, Extractor.Extract(telegram))[^1];
        return $"{occasion.Meeting?.Name ?? "-"} | {occasion.Said?.Edtf ?? "-"}";
    }

    private static ImmutableArray<Occasion> Said(string text, string? speaker)
    {
        var telegram = ReaderFiles.Read(text);
        var findings = Extractor.Extract(telegram);
        return [.. findings.Facts.Zip(Occasions.Of(telegram, findings)).Where(x => x.First.Speaker == speaker).Select(x => x.Second)];
    }
}
