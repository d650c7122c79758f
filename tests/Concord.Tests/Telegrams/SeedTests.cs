using Concord.Core.Kernel;
using Concord.Core.Telegrams;
using Concord.Core.Telegrams.Reading;

namespace Concord.Tests.Telegrams;

/// <summary>The real telegram beside the repository, an archival copy with most kinds of damage.</summary>
public sealed class SeedTests
{
    private static readonly string? File = ReaderFiles.Shared("seed") is { } seed ? Directory.EnumerateFiles(seed, "*.txt").Order(StringComparer.Ordinal).FirstOrDefault() : null;

    private readonly string text;
    private readonly Telegram telegram;

    public SeedTests()
    {
        Assert.SkipWhen(File is null, "the seed does not stand beside the repository");
        var bytes = System.IO.File.ReadAllBytes(File);
        (text, telegram) = (TelegramReader.Decode(bytes), TelegramReader.Read(bytes));
    }

    [Fact]
    public void Paragraphs_and_bullets_have_their_numbers_and_labels()
    {
        Assert.Equal(
            ["1", "2", "3", "3/Burma", "3/Cambodia", "3/China", "3/Laos", "3/Thailand", "3/Vietnam", "4", "5", "6", "7"],
            telegram.Paragraphs.Select(p => p.Id));
        Assert.Equal(["Burma", "Cambodia", "China", "Laos", "Thailand", "Vietnam"], telegram.Paragraphs.Where(p => p.Label is not null).Select(p => p.Label));
        Assert.Equal("SBU", telegram.Paragraphs[0].Marking);
        Assert.Equal("End Summary.", telegram.Paragraphs[0].TrailingMarker);
    }

    [Fact]
    public void Headings_are_found_and_stand_over_their_paragraphs()
    {
        Assert.Equal(["Summary", "SOM Reviews National Activities", "IMM: Joint Declaration Agreed"], telegram.Headings);
        Assert.Equal("SOM Reviews National Activities", Of("3/Laos").Heading);
        Assert.Equal("IMM: Joint Declaration Agreed", Of("7").Heading);
        Assert.Null(Of("2").Heading);
    }

    [Fact]
    public void The_header_is_read()
    {
        var h = telegram.Header;
        Assert.Equal(("BEIJING 7545", "07BEIJING7545", 3, 7545), (h.Mrn, h.ReferenceId, h.Sections, h.Origin?.Serial));
        Assert.Equal(new DateTimeOffset(2007, 12, 19, 6, 14, 0, TimeSpan.Zero), h.Dtg?.Utc);
        Assert.Equal(["PHUM", "PREL", "KCRM", "KWMN", "ELAB", "PGOV", "CH", "BM", "VT", "LA", "TH", "CB"], h.Tags);
        Assert.Equal("TIP: COORDINATED MEKONG MINISTERIAL INITIATIVE AGAINST TRAFFICKING DISCUSSES SUB-REGIONAL ACTION PLAN IN BEIJING", h.Subject);
        Assert.Equal("RANDT", h.Signature);
    }

    [Theory]
    [InlineData("3/Burma", "the enactment of an anti-trafficking law that criminalizes")]
    [InlineData("4", "The Burmese delegation said")]
    [InlineData("3/Laos", "Laos's National Plan of Action is being finalized")]
    [InlineData("3/Laos", "in early to mid-2008. He described")]
    [InlineData("7", "is an important development that he is pleased to see.")]
    public void What_a_blank_line_a_page_header_or_residue_broke_is_joined(string paragraph, string joined) =>
        Assert.Contains(joined, Of(paragraph).Text, StringComparison.Ordinal);

    [Fact]
    public void No_residue_and_no_page_header_stays_in_a_text() =>
        Assert.DoesNotContain(telegram.Paragraphs, p => p.Text.Contains("](", StringComparison.Ordinal) || p.Text.Contains(" OF 003", StringComparison.Ordinal)
            || p.Text.Contains('\u00B6', StringComparison.Ordinal) || p.Text.Contains("  ", StringComparison.Ordinal));

    [Fact]
    public void The_figure_after_residue_is_doubtful()
    {
        var laos = Of("3/Laos");
        var doubtful = Assert.Single(laos.DoubtfulFigures);
        Assert.Equal("2008", laos.Text.Substring(doubtful.Start, doubtful.Length));
    }

    [Theory]
    [InlineData("duplicate-caption", 17)]
    [InlineData("duplicate-tag", 20)]
    [InlineData("tags-separator", 20)]
    [InlineData("tag-geography", 20)]
    [InlineData("link-residue", 20)]
    [InlineData("page-header-in-text", 48)]
    [InlineData("page-header-in-text", 68)]
    [InlineData("link-residue", 50)]
    [InlineData("missing-section-headers", 13)]
    [InlineData("missing-bt", null)]
    [InlineData("missing-eom", null)]
    public void Its_damage_is_complained_of_where_it_stands(string code, int? line) =>
        Assert.Contains(telegram.Complaints, c => c.Code == code && c.Line == line);

    [Fact]
    public void It_does_not_contradict_itself() =>
        Assert.DoesNotContain(telegram.Complaints, c => c.Severity == Severity.Error);

    [Fact]
    public void A_quote_across_a_page_header_has_a_span_on_each_side_of_it()
    {
        var spans = Spans("3/Laos", "Laos's National Plan of Action is being finalized");
        Assert.Equal(["Laos's National Plan", "of Action is being finalized"], spans);
        Assert.Equal(["an important", "development"], Spans("7", "an important development"));
        Assert.Equal(["early to mid-", "2008"], Spans("3/Laos", "early to mid-2008"));
    }

    [Fact]
    public void Each_word_of_each_paragraph_stands_in_the_file_where_its_span_says()
    {
        foreach (var p in telegram.Paragraphs)
        {
            for (var start = 0; start < p.Text.Length;)
            {
                var end = p.Text.IndexOf(' ', start) is >= 0 and var blank ? blank : p.Text.Length;
                var word = p.Text[start..end];
                var found = string.Concat(p.Map.FileSpans(new TextSpan(start, end)).Select(Cut));
                Assert.Equal(word, found.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal));
                start = end + 1;
            }
        }
    }

    private Paragraph Of(string id) => telegram.Paragraphs.Single(p => p.Id == id);

    private IEnumerable<string> Spans(string paragraph, string quote)
    {
        var p = Of(paragraph);
        var at = p.Text.IndexOf(quote, StringComparison.Ordinal);
        Assert.True(at >= 0, quote);
        return p.Map.FileSpans(new TextSpan(at, at + quote.Length)).Select(s => Cut(s).TrimEnd());
    }

    // code points: the file has none beyond the first plane
    private string Cut(TextSpan span) => text[span.Start..span.End];
}
