using Concord.Core.Telegrams;
using Concord.Platform.I18n;

namespace Concord.Tests.Telegrams;

public sealed class ReaderComplaintTests
{
    [Fact]
    public void A_sound_telegram_has_nothing_to_complain_of() => Assert.Empty(ReaderFiles.Read(ReaderFiles.Sound).Complaints);

    [Theory]
    [InlineData("0600230", "0610001")]
    [InlineData("PP RUEHWEB\n\n", "PP RUEHWEB RUEHAAA\nRUEHBBB\n")]
    [InlineData("1. SUMMARY", "1.  SUMMARY")]
    [InlineData("VZCZCXYZ0000", "VZCZCXRO5337")]
    [InlineData("JAKARTA 0190", "JAKARTA")]
    [InlineData("P 290230Z FEB 08", "P 290230Z FEB 08 ZDK")]
    [InlineData("UNCLAS TANJUNG", "UNCLAS E F T O TANJUNG")]
    public void What_is_allowed_is_not_complained_of(string sound, string also)
    {
        var text = ReaderFiles.Sound.ReplaceLineEndings("\n");
        Assert.Empty(ReaderFiles.Read(text.Replace(sound, also, StringComparison.Ordinal)).Complaints.Where(c => c.Severity > Severity.Info));
    }

    [Theory]
    [InlineData("STRAITS\nTANJUNG BIRU 00000087  001.2 OF 001\n\n-------\n")]
    [InlineData("STRAITS\nTANJUNG BIRU 00000087  001 OF 001\n\n-------\n")]
    [InlineData("TANJUNG BIRU 00000087  001.2 OF 001\nSTRAITS\n-------\n\n")]
    [InlineData("STRAITS\n-------\nTANJUNG BIRU 00000087  001.2 OF 001\n\n")]
    [InlineData("STRAITS TANJUNG BIRU 00000087  001.2 OF 001\n-------\n")]
    [InlineData("[STRAITS](#)\n-------\n")]
    public void A_page_header_beside_a_heading_is_no_part_of_it(string heading)
    {
        var telegram = ReaderFiles.Read(ReaderFiles.Sound.ReplaceLineEndings("\n").Replace("3. Indonesia", heading + "3. Indonesia", StringComparison.Ordinal));
        Assert.Equal(["STRAITS"], telegram.Headings);
        Assert.Equal("Indonesia agreed.", telegram.Paragraphs[^1].Text);
        Assert.DoesNotContain(telegram.Complaints, c => c.Severity > Severity.Info && c.Code != "link-residue");
    }

    [Fact]
    public void A_page_header_inside_an_underlined_heading_does_not_part_it()
    {
        var telegram = ReaderFiles.Read(ReaderFiles.Sound.ReplaceLineEndings("\n").Replace(
            "3. Indonesia", "STRAITS\nTANJUNG BIRU 00000087  001.2 OF 001\n\nAND HARBORS\n-------\n3. Indonesia", StringComparison.Ordinal));
        Assert.Equal(["STRAITS AND HARBORS"], telegram.Headings);
    }

    [Theory]
    [InlineData("Singapore counted 00000123 002 OF 003")]
    [InlineData("UN 1234 002 OF 003 offered")]
    public void Figures_in_a_sentence_are_no_page_header(string words)
    {
        var telegram = ReaderFiles.Read(ReaderFiles.Sound.ReplaceLineEndings("\n").Replace("Indonesia agreed.", words + ".", StringComparison.Ordinal));
        Assert.Equal(words + ".", telegram.Paragraphs[^1].Text);
    }

    [Fact]
    public void A_sound_telegram_in_three_sections_has_nothing_to_complain_of()
    {
        var telegram = ReaderFiles.Read(ReaderFiles.Section(1) + ReaderFiles.Section(2) + ReaderFiles.Section(3));
        Assert.Empty(telegram.Complaints);
        Assert.Equal(
            ["Indonesia and Singapore met for a first time in these halls and agreed on a form.", "A second meeting of officials was set for the summer of 2009, with Indonesia in the chair.", "Indonesia agreed."],
            telegram.Paragraphs.Select(p => p.Text));
    }

    public static TheoryData<string, Severity, string, string> SectionFaults => new()
    {
        { "missing-section", Severity.Error, "1 3", "1 2 3" },
        { "missing-section", Severity.Error, "2 3", "1 2 3" },
        { "missing-section", Severity.Error, "1 2", "1 2 3" },
        { "missing-section", Severity.Error, "3", "1 2 3" },
        { "missing-section", Severity.Error, "2", "1 2 3" },
        { "duplicate-section", Severity.Error, "1 2 2 3", "1 2 3" },
        { "duplicate-section", Severity.Error, "1 2 3 1", "1 2 3" },
        { "section-order", Severity.Info, "2 1 3", "1 2 3" },
    };

    [Theory]
    [MemberData(nameof(SectionFaults))]
    public void Each_fault_of_sections_is_found_and_its_sound_twin_is_silent(string code, Severity severity, string planted, string sound)
    {
        Assert.Contains(Read(planted).Complaints, c => c.Code == code && c.Severity == severity);
        Assert.DoesNotContain(code, ReaderFiles.Codes(Read(sound)));

        static Telegram Read(string order) => ReaderFiles.Read(string.Concat(order.Split(' ').Select(n => ReaderFiles.Section(n[0] - '0'))));
    }

    [Fact]
    public void Sections_merged_into_one_copy_are_known_by_their_page_headers()
    {
        const string page = "\n\nTANJUNG BIRU 00000087 002.2 OF 002\n\n";
        var sound = ReaderFiles.Sound.ReplaceLineEndings("\n").Replace("DE RUEHTJB #0087", "DE RUEHTJB #0087/01", StringComparison.Ordinal).Replace("UNCLAS TANJUNG", "UNCLAS SECTION 01 OF 02 TANJUNG", StringComparison.Ordinal);
        var telegram = ReaderFiles.Read(sound.Replace("2. Singapore", page + "2. Singapore", StringComparison.Ordinal));
        Assert.Equal(["missing-section-headers"], telegram.Complaints.Where(c => c.Code != "page-header-in-text").Select(c => c.Code));
        Assert.Equal(Severity.Info, telegram.Complaints[0].Severity);
        Assert.DoesNotContain("missing-section-headers", ReaderFiles.Codes(ReaderFiles.Read(ReaderFiles.Section(1) + ReaderFiles.Section(2) + ReaderFiles.Section(3))));
    }

    [Theory]
    [InlineData(4400, 4400, 4400, false)]
    [InlineData(4400, 4399, 4400, true)]
    [InlineData(4400, 4390, 4400, true)]
    [InlineData(4400, 4500, 4700, false)]
    [InlineData(9998, 9998, 0, false)]
    public void A_channel_number_that_does_not_rise_is_complained_of(int first, int second, int third, bool falls)
    {
        var telegram = ReaderFiles.Read(ReaderFiles.Section(1, channel: first) + ReaderFiles.Section(2, channel: second) + ReaderFiles.Section(3, channel: third));
        Assert.Equal(falls, ReaderFiles.Codes(telegram).Contains("channel-sequence"));
    }

    [Theory]
    [InlineData("2 3 1", 4400, 4400, 4400)]
    [InlineData("2 3 1", 4410, 4400, 4400)]
    public void Sections_sent_or_filed_in_another_order_break_no_channel_sequence(string order, int first, int second, int third)
    {
        int[] channels = [first, second, third];
        Assert.DoesNotContain("channel-sequence", ReaderFiles.Codes(ReaderFiles.Read(string.Concat(order.Split(' ').Select(n => ReaderFiles.Section(n[0] - '0', channel: channels[n[0] - '1']))))));
    }

    [Theory]
    [InlineData("3. Indonesia agreed.\n\nLARKE\nBT\n#0087\nNNNN", "3. Indonesia agreed to send", true)]
    [InlineData("3. Indonesia agreed.\n\nLARKE\nBT\n#0087\nNNNN", "3. Indonesia agreed.", false)]
    [InlineData("3. Indonesia agreed.\n\nLARKE\n", "3. Indonesia agreed to send a delegation of police and\n", true)]
    [InlineData("3. Indonesia agreed.\n\nLARKE\n", "3. Indonesia agreed to send a delegation of police and\n\nLARKE\n", false)]
    [InlineData("3. Indonesia agreed.", "3. Indonesia agreed (see http://example.org/a)", false)]
    public void A_text_that_breaks_off_is_complained_of(string sound, string planted, bool breaks)
    {
        var telegram = ReaderFiles.Read(ReaderFiles.Sound.ReplaceLineEndings("\n").Replace(sound, planted, StringComparison.Ordinal));
        Assert.Equal(breaks, ReaderFiles.Codes(telegram).Contains("truncated-text"));
    }

    [Theory]
    [InlineData("INFO RUEHJA", false)]
    [InlineData("1. SUMMARY", true)]
    [InlineData("E.O. 12958", true)]
    public void A_file_that_ends_in_its_header_is_complained_of(string at, bool isTelegram)
    {
        var text = ReaderFiles.Sound.ReplaceLineEndings("\n");
        var telegram = ReaderFiles.Read(text[..text.IndexOf(at, StringComparison.Ordinal)]);
        Assert.Contains("truncated-text", ReaderFiles.Codes(telegram));
        Assert.Equal(isTelegram, telegram.Header.Mrn is not null);
    }

    [Theory]
    [InlineData("precedence-mismatch", "P 290230Z", "O P 290230Z", "PP RUEHWEB", "OO RUEHWEB", true)]
    [InlineData("precedence-mismatch", "P 290230Z", "P R 290230Z", "JAKARTA 0190", "JAKARTA ROUTINE 0190", false)]
    [InlineData("precedence-mismatch", "P 290230Z", "P R 290230Z", "JAKARTA 0190", "JAKARTA PRIORITY 0190", true)]
    [InlineData("security-mismatch", "ZNR UUUUU", "ZNY EEEEE", "UNCLAS TANJUNG", "UNCLAS E F T O TANJUNG", false)]
    [InlineData("security-mismatch", "ZNR UUUUU", "ZNY CCCCC", "UNCLAS TANJUNG", "C O N F I D E N T I A L TANJUNG", false)]
    [InlineData("security-mismatch", "ZNR UUUUU", "ZNY SSSSS", "UNCLAS TANJUNG", "CONFIDENTIAL TANJUNG", true)]
    [InlineData("sbu-without-caption", "1. SUMMARY", "1. (SBU) SUMMARY", "SIPDIS", "SENSITIVE\nSIPDIS", false)]
    [InlineData("sbu-without-caption", "1. SUMMARY", "1. (SBU) SUMMARY", "SIPDIS", "SIPDIS\nNOFORN", true)]
    [InlineData("declassify-on-unclassified", "12958: N/A", "12958: DECL: 12/31/2019", "UNCLAS TANJUNG", "CONFIDENTIAL TANJUNG", false)]
    [InlineData("tag-geography", "ID, SN", "ID, SG", "Singapore offered", "Senegal offered", false)]
    [InlineData("tag-geography", "ID, SN", "ID, NG", "Singapore offered", "Nigeria offered", true)]
    [InlineData("tag-geography", "ID, SN", "ID, NG", "Singapore offered", "Niger and Nigeria offered", false)]
    [InlineData("fused-tags", "PHUM, ID", "PHUMPREL, ID", "SUBJECT", "SUBJ", true)]
    [InlineData("unclosed-marker", " END SUMMARY.", "", "3. Indonesia agreed.", "3. Indonesia agreed. END SUMMARY.", false)]
    public void Two_changes_together_are_weighed_together(string code, string one, string first, string other, string second, bool isFault)
    {
        var text = ReaderFiles.Sound.ReplaceLineEndings("\n").Replace(one, first, StringComparison.Ordinal).Replace(other, second, StringComparison.Ordinal);
        Assert.Equal(isFault, ReaderFiles.Codes(ReaderFiles.Read(text)).Contains(code));
    }

    [Fact]
    public void Every_complaint_of_every_telegram_has_its_sentence()
    {
        foreach (var file in ReaderFiles.All())
        {
            foreach (var complaint in Concord.Core.Telegrams.Reading.TelegramReader.Read(File.ReadAllBytes(file)).Complaints)
            {
                Assert.NotNull(Texts.Find(System.Globalization.CultureInfo.InvariantCulture, "complaints." + complaint.Code));
            }
        }
    }
}
