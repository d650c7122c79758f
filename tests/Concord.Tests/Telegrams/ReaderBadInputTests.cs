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

    [Fact]
    public void Sections_parted_by_another_telegram_are_read_each_and_say_which_is_not_beside_them()
    {
        var first = ReaderFiles.Sound.Replace("#0087 ", "#0087/01 ", StringComparison.Ordinal)
            .Replace("UNCLAS TANJUNG", "UNCLAS SECTION 01 OF 02 TANJUNG", StringComparison.Ordinal)
            .Replace("3. Indonesia agreed.\n\nLARKE\n", "", StringComparison.Ordinal);
        var other = ReaderFiles.Sound.Replace("0087", "0088", StringComparison.Ordinal);
        var second = ReaderFiles.Sound.Replace("#0087 ", "#0087/02 ", StringComparison.Ordinal)
            .Replace("UNCLAS TANJUNG", "UNCLAS SECTION 02 OF 02 TANJUNG", StringComparison.Ordinal);
        second = string.Concat(second.AsSpan(0, second.IndexOf("1. SUMMARY", StringComparison.Ordinal)), second.AsSpan(second.IndexOf("3. Indonesia", StringComparison.Ordinal)));
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join("\n\n", first, other, second)));
        var read = TelegramReader.ReadMany(stream).ToList();
        Assert.Equal([("TANJUNG BIRU 87", 1), ("TANJUNG BIRU 88", null), ("TANJUNG BIRU 87", (int?)2)], read.Select(t => (t.Header.Mrn, t.Header.Section)));
        Assert.Equal(["2"], Missing(read[0]));
        Assert.Empty(Missing(read[1]));
        Assert.Equal(["1"], Missing(read[2]));
        Assert.Equal(["1", "2"], read[0].Paragraphs.Select(p => p.Id));
        Assert.Equal(["3"], read[2].Paragraphs.Select(p => p.Id));
        using var together = new MemoryStream(Encoding.UTF8.GetBytes(string.Join("\n\n", first, second, other)));
        var merged = TelegramReader.ReadMany(together).ToList();
        Assert.Equal(["1", "2", "3"], merged[0].Paragraphs.Select(p => p.Id));
        Assert.Equal(2, merged.Count);
    }

    private static IEnumerable<string> Missing(Telegram telegram) => telegram.Complaints.Where(c => c.Code == "missing-section").Select(c => c.Args[0]);
}
