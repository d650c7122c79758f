using System.Text;
using Concord.Core.Telegrams;
using Concord.Core.Telegrams.Reading;

namespace Concord.Tests.Telegrams;

public sealed class ReaderBadInputTests
{
    [Theory]
    [InlineData("", "empty-file")]
    [InlineData("%PDF-1.4 something", "pdf-file")]
    [InlineData("Dear colleague, thank you for the letter.", "not-a-telegram")]
    public void What_is_no_telegram_says_why(string text, string code)
    {
        var telegram = ReaderFiles.Read(text);
        Assert.Equal(TelegramForm.Unknown, telegram.Form);
        Assert.Equal(code, Assert.Single(telegram.Complaints).Code);
    }

    [Fact]
    public void Binary_data_is_refused()
    {
        var bytes = new byte[100_000];
        new Random(1).NextBytes(bytes);
        Assert.Equal("binary-file", TelegramReader.Read(bytes).Complaints[0].Code);
    }

    [Fact]
    public void The_same_telegram_in_any_encoding_reads_the_same()
    {
        var text = ReaderFiles.Sound.Replace("Indonesia agreed.", "Indonesia agreed to café and naïveté.", StringComparison.Ordinal);
        var plain = ReaderFiles.Read(text).Paragraphs[^1].Text;
        foreach (var encoding in new Encoding[] { new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.Latin1 })
        {
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
            Assert.Equal(plain, TelegramReader.Read(bytes).Paragraphs[^1].Text);
        }
    }

    [Fact]
    public void A_paragraph_of_a_million_lines_is_read_in_linear_time()
    {
        var text = new StringBuilder(ReaderFiles.Sound[..ReaderFiles.Sound.IndexOf("LARKE", StringComparison.Ordinal)]);
        for (var i = 0; i < 1_000_000; i++)
        {
            text.Append("and so on and so forth\n");
        }

        var telegram = ReaderFiles.Read(text.ToString());
        Assert.True(telegram.Paragraphs.Sum(p => p.Text.Length) > 22_000_000);
    }

    [Fact]
    public void Nul_bytes_are_garble_and_not_the_end()
    {
        var telegram = ReaderFiles.Read(ReaderFiles.Sound.Replace("Indonesia agreed", "Indo\0nesia agreed", StringComparison.Ordinal));
        Assert.Equal("Indonesia agreed.", telegram.Paragraphs[^1].Text);
        Assert.Contains("garbled-text", ReaderFiles.Codes(telegram));
    }

    [Fact]
    public void Several_telegrams_in_a_file_are_read_each()
    {
        var second = ReaderFiles.Sound.Replace("0087", "0088", StringComparison.Ordinal);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join("\n\n", ReaderFiles.Sound, second, ReaderFiles.Sound)));
        Assert.Equal(["TANJUNG BIRU 87", "TANJUNG BIRU 88", "TANJUNG BIRU 87"], TelegramReader.ReadMany(stream).Select(t => t.Header.Mrn));
    }

    private static readonly string[] Whole =
    [
        "Indonesia and Singapore met for a first time in these halls and agreed on a form.",
        "A second meeting of officials was set for the summer of 2009, with Indonesia in the chair.",
        "Indonesia agreed.",
    ];

    private static string Other => ReaderFiles.Sound.ReplaceLineEndings("\n").Replace("0087", "0088", StringComparison.Ordinal);

    private static List<Telegram> ReadAll(params string[] parts)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join("\n\n", parts)));
        return [.. TelegramReader.ReadMany(stream)];
    }

    [Fact]
    public void Sections_parted_by_another_telegram_come_together_in_the_order_of_the_file()
    {
        var read = ReadAll(ReaderFiles.Section(1), Other, ReaderFiles.Section(2), ReaderFiles.Section(3));
        Assert.Equal(["TANJUNG BIRU 87", "TANJUNG BIRU 88"], read.Select(t => t.Header.Mrn));
        Assert.Equal(Whole, read[0].Paragraphs.Select(p => p.Text));
        Assert.Empty(read[0].Complaints);
        Assert.Empty(read[1].Complaints);
    }

    [Fact]
    public void Sections_of_two_telegrams_that_alternate_are_told_apart()
    {
        var read = ReadAll([.. Enumerable.Range(1, 3).SelectMany(n => new[] { ReaderFiles.Section(n), ReaderFiles.Section(n, serial: 90) })]);
        Assert.Equal(["TANJUNG BIRU 87", "TANJUNG BIRU 90"], read.Select(t => t.Header.Mrn));
        Assert.All(read, t => Assert.Equal(Whole, t.Paragraphs.Select(p => p.Text)));
        Assert.All(read, t => Assert.Empty(t.Complaints));
    }

    [Fact]
    public void Sections_out_of_order_across_another_telegram_stand_in_order()
    {
        var read = ReadAll(ReaderFiles.Section(3), Other, ReaderFiles.Section(1), Other, ReaderFiles.Section(2));
        Assert.Equal(Whole, read[0].Paragraphs.Select(p => p.Text));
        Assert.Equal(["section-order"], ReaderFiles.Codes(read[0]));
        Assert.Equal(3, read.Count);
    }

    [Fact]
    public void A_section_that_comes_again_after_another_telegram_is_counted_once()
    {
        var read = ReadAll(ReaderFiles.Section(1), ReaderFiles.Section(2), ReaderFiles.Section(3), Other, ReaderFiles.Section(2));
        Assert.Equal(2, read.Count);
        Assert.Equal(Whole, read[0].Paragraphs.Select(p => p.Text));
        Assert.Equal("duplicate-section", Assert.Single(read[0].Complaints).Code);
    }

    [Fact]
    public void A_section_too_far_away_is_said_to_be_missing_on_both_sides()
    {
        var others = Enumerable.Range(100, 40).Select(n => ReaderFiles.Sound.ReplaceLineEndings("\n").Replace("0087", $"{n:0000}", StringComparison.Ordinal));
        var read = ReadAll([ReaderFiles.Section(1, of: 2), .. others, ReaderFiles.Section(2, of: 2)]);
        Assert.Equal(42, read.Count);
        Assert.Equal(["2"], Missing(read[0]));
        Assert.Equal(["1"], Missing(read[^1]));
    }

    [Fact]
    public void The_same_number_of_another_date_is_another_telegram()
    {
        var later = ReaderFiles.Section(2, of: 2).Replace("P 290230Z FEB 08", "P 280230Z FEB 09", StringComparison.Ordinal).Replace("0600230", "0590230", StringComparison.Ordinal);
        var read = ReadAll(ReaderFiles.Section(1, of: 2), Other, later);
        Assert.Equal(3, read.Count);
        Assert.Equal(["2"], Missing(read[0]));
    }

    [Fact]
    public void Every_span_and_line_of_sections_that_came_together_points_into_the_file()
    {
        var file = string.Join("\n\n", "\U0001F30A", ReaderFiles.Section(1).Replace("CITIES", "\U0001F30A", StringComparison.Ordinal), Other.Replace("agreed", "\U0001F30A agreed", StringComparison.Ordinal), ReaderFiles.Section(3),
            Other, ReaderFiles.Section(2));
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(file));
        var telegram = TelegramReader.ReadMany(stream).First();
        Assert.Equal("STRAITS \U0001F30A DIALOGUE", telegram.Header.Subject);
        Assert.Equal(3, telegram.Paragraphs.Length);
        var points = file.EnumerateRunes().ToList();
        foreach (var paragraph in telegram.Paragraphs)
        {
            foreach (var run in paragraph.Map.Runs)
            {
                var written = string.Concat(points.Skip(run.FileStart).Take(paragraph.Text.Substring(run.CleanStart, run.Length).EnumerateRunes().Count()));
                Assert.Equal(paragraph.Text.Substring(run.CleanStart, run.Length), written.Replace('\n', ' '));
            }
        }

        var lines = file.Split('\n');
        Assert.Equal(["VZCZCXRO4401", "VZCZCXRO4403", "VZCZCXRO4402"], telegram.Header.Transmissions.Select(t => lines[t.FirstLine - 1]));
        Assert.StartsWith("UNCLAS SECTION 02", lines[telegram.Complaints.Single(c => c.Code == "section-order").Line!.Value - 1], StringComparison.Ordinal);
    }

    [Fact]
    public void However_many_sections_wait_the_file_is_read_only_a_little_ahead()
    {
        var one = ReaderFiles.Section(1).Length;
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 6000).Select(n => ReaderFiles.Section(1, serial: n)))));
        using var forward = new System.IO.BufferedStream(stream, 1);
        var given = 0;
        foreach (var telegram in TelegramReader.ReadMany(forward))
        {
            given++;
            Assert.InRange(stream.Position - ((long)given * one), long.MinValue, (1 << 17) + (34 * one));
        }

        Assert.Equal(6000, given);
    }

    private static IEnumerable<string> Missing(Telegram telegram) => telegram.Complaints.Where(c => c.Code == "missing-section").Select(c => c.Args[0]);
}
