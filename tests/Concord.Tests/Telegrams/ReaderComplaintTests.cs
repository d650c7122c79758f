using Concord.Core.Telegrams;
using Concord.Platform.I18n;

namespace Concord.Tests.Telegrams;

public sealed class ReaderComplaintTests
{
    [Fact]
    public void A_sound_telegram_has_nothing_to_complain_of() => Assert.Empty(ReaderFiles.Read(ReaderFiles.Sound).Complaints);

    [Theory]
    [InlineData("mrn-serial-mismatch", "UNCLAS TANJUNG BIRU 000087", "UNCLAS TANJUNG BIRU 000078")]
    [InlineData("eom-serial", "\n#0087", "\n#0088")]
    [InlineData("dtg-invalid", "P 290230Z FEB 08", "P 300230Z FEB 08")]
    [InlineData("dtg-julian-mismatch", "0600230", "0590230")]
    [InlineData("dtg-julian-mismatch", "0600230", "0600229")]
    [InlineData("precedence-mismatch", "PP RUEHWEB", "OO RUEHWEB")]
    [InlineData("precedence-mismatch", "WASHDC PRIORITY", "WASHDC IMMEDIATE")]
    [InlineData("precedence-mismatch", "JAKARTA 0190", "JAKARTA IMMEDIATE 0190")]
    [InlineData("security-mismatch", "ZNR UUUUU", "ZNY CCCCC")]
    [InlineData("security-mismatch", "UNCLAS TANJUNG", "CONFIDENTIAL TANJUNG")]
    [InlineData("section-mismatch", "UNCLAS TANJUNG", "UNCLAS SECTION 03 OF 02 TANJUNG")]
    [InlineData("missing-section", "UNCLAS TANJUNG", "UNCLAS SECTION 02 OF 02 TANJUNG")]
    [InlineData("missing-bt", "LARKE\nBT\n", "LARKE\n")]
    [InlineData("missing-eom", "\nNNNN", "\n")]
    [InlineData("classified-by-on-unclassified", "1. SUMMARY", "Classified By: A. Larke, reason 1.4 (b).\n\n1. SUMMARY")]
    [InlineData("declassify-on-unclassified", "12958: N/A", "12958: DECL: 12/31/2019")]
    [InlineData("sbu-without-caption", "1. SUMMARY", "1. (SBU) SUMMARY")]
    [InlineData("portion-marking-missing", "1. SUMMARY", "1. (U) SUMMARY")]
    [InlineData("paragraph-number-gap", "3. Indonesia", "4. Indonesia")]
    [InlineData("paragraph-number-repeat", "3. Indonesia", "2. Indonesia")]
    [InlineData("duplicate-paragraph", "3. Indonesia agreed.", "3. Indonesia agreed.\n\n3. Indonesia agreed.")]
    [InlineData("unclosed-marker", " END SUMMARY.", "")]
    [InlineData("tag-geography", "ID, SN", "ID, SG")]
    [InlineData("unknown-tag", "PHUM, ID", "PHUM, QZXW, ID")]
    [InlineData("fused-tags", "PHUM, ID", "PHUMPREL, ID")]
    [InlineData("duplicate-tag", "PHUM, ID", "PHUM, PHUM, ID")]
    [InlineData("tags-separator", "PHUM, ID, SN", "PHUM, ID SN")]
    [InlineData("duplicate-caption", "SIPDIS\n", "SIPDIS\n\nSIPDIS\n")]
    [InlineData("signature-residue", "LARKE\n", "LARKE##\n")]
    [InlineData("missing-signature", "\nLARKE\n", "\n")]
    [InlineData("ambiguous-date", "REF: JAKARTA 3341", "REF: LARKE E-MAIL OF 02/03/2008")]
    [InlineData("broken-sentence", "to host a pre-", "to\n\nhost a pre-")]
    [InlineData("page-header-in-text", "to host a pre-", "to\n\nTANJUNG BIRU 00000087 001.2 OF 001\n\nhost a pre-")]
    [InlineData("page-header-serial", "to host a pre-", "to\n\nTANJUNG BIRU 00000086 001.2 OF 001\n\nhost a pre-")]
    [InlineData("link-residue", "TAGS: PHUM,", "TAGS: [PHUM](#),")]
    [InlineData("html-entity", "Indonesia and Singapore met", "Indonesia &amp; Singapore met")]
    [InlineData("garbled-text", "Singapore offered", "Singapore in 2OO7 offered")]
    [InlineData("eo-line-garbled", "12958: N/A", "1295B: N/A")]
    [InlineData("missing-eo", "E.O. 12958: N/A\n", "")]
    public void Each_planted_fault_is_found(string code, string sound, string planted)
    {
        var text = ReaderFiles.Sound.ReplaceLineEndings("\n");
        Assert.Contains(sound, text, StringComparison.Ordinal);
        Assert.Contains(code, ReaderFiles.Codes(ReaderFiles.Read(text.Replace(sound, planted, StringComparison.Ordinal))));
    }

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
