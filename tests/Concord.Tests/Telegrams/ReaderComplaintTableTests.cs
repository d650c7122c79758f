using System.Collections;
using System.Globalization;
using System.Resources;
using Concord.Core.Telegrams;
using Concord.Platform.I18n;

namespace Concord.Tests.Telegrams;

/// <summary>Every complaint: a fault that has it, at its line and with its weight, and a lawful neighbour that has not.</summary>
public sealed class ReaderComplaintTableTests
{
    private const Severity Error = Severity.Error;
    private const Severity Warning = Severity.Warning;
    private const Severity Info = Severity.Info;
    private static readonly string Sound = ReaderFiles.Sound.ReplaceLineEndings("\n");
    private static readonly string Sections = ReaderFiles.Section(1) + ReaderFiles.Section(2) + ReaderFiles.Section(3);

    /// <summary>Code, weight, words of the line complained of (none: the whole file), the sound words, their fault, their lawful neighbour.</summary>
    public static TheoryData<string, Severity, string?, string, string, string> Faults => new()
    {
        { "mrn-serial-mismatch", Error, "BIRU 000078", "UNCLAS TANJUNG BIRU 000087", "UNCLAS TANJUNG BIRU 000078", "UNCLAS TANJUNG BIRU 87" },
        { "eom-serial", Error, "#0088", "\n#0087\nN", "\n#0088\nN", "\n#87\nN" },
        { "page-header-serial", Error, "00000086  001.2", "3. Indonesia", "TANJUNG BIRU 00000086  001.2 OF 001\n\n3. Indonesia", "TANJUNG BIRU 00000087  001.2 OF 001\n\n3. Indonesia" },
        { "dtg-invalid", Error, "P 300230Z", "P 290230Z FEB 08", "P 300230Z FEB 08", "P 290230Z FEB 08 ZFF4" },
        { "dtg-julian-mismatch", Error, "0590230", "0600230", "0590230", "0600231" },
        { "dtg-julian-mismatch", Error, "0600229", "0600230", "0600229", "0610001" },
        { "dtg-julian-mismatch", Error, "0620230", "0600230", "0620230", "0602359" },
        { "precedence-mismatch", Error, "OO RUEHWEB", "PP RUEHWEB", "OO RUEHWEB", "PP RUEHWEB RUEHAAA" },
        { "precedence-mismatch", Error, "WASHDC IMMEDIATE", "WASHDC PRIORITY", "WASHDC IMMEDIATE", "WASHDC" },
        { "precedence-mismatch", Error, "JAKARTA FLASH", "JAKARTA 0190", "JAKARTA FLASH 0190", "JAKARTA ROUTINE 0190" },
        { "precedence-mismatch", Error, "R P 290230Z", "P 290230Z", "R P 290230Z", "P R 290230Z" },
        { "section-mismatch", Error, "UNCLAS SECTION", "UNCLAS TANJUNG", "UNCLAS SECTION 03 OF 02 TANJUNG", "UNCLAS SECTION 01 OF 01 TANJUNG" },
        { "missing-section", Error, "UNCLAS SECTION", "UNCLAS TANJUNG", "UNCLAS SECTION 02 OF 02 TANJUNG", "UNCLAS SECTION 01 OF 01 TANJUNG" },
        { "page-header-sections", Error, "001.2 OF 002", "3. Indonesia", "TANJUNG BIRU 00000087  001.1 OF 001\n\nTANJUNG BIRU 00000087  001.2 OF 002\n\nTANJUNG BIRU 00000087  001.3 OF 001\n\n3. Indonesia", "TANJUNG BIRU 00000087  001.1 OF 001\n\nTANJUNG BIRU 00000087  001.2 OF 001\n\n3. Indonesia" },
        { "missing-bt", Error, "LARKE", "LARKE\nBT\n", "LARKE\n", "LARKE\n\nBT\n\n" },
        { "missing-bt", Error, "UNCLAS", "0190\nBT\n", "0190\n", "0190\n\nBT\n\n" },
        { "missing-bt", Warning, null, "BT\n#0087\nNNNN", "", "BT\n#0087\nNNNN\n\n" },
        { "missing-eom", Warning, null, "BT\n#0087\nNNNN", "", "\n\nBT\n#0087\nNNNN" },
        { "missing-eom", Error, "#0087", "#0087\nNNNN", "#0087\n", "#0087\n\n\nNNNN" },
        { "security-mismatch", Error, "ZNY", "ZNR UUUUU", "ZNY CCCCC", "ZNY EEEEE" },
        { "security-mismatch", Error, "ZNR", "UNCLAS TANJUNG", "C O N F I D E N T I A L TANJUNG", "UNCLASSIFIED TANJUNG" },
        { "classified-by-on-unclassified", Error, "Classified By", "1. SUMMARY", "Classified By: A. Larke, reason 1.4 (b).\n\n1. SUMMARY", "1.  SUMMARY" },
        { "declassify-on-unclassified", Error, "E.O.", "12958: N/A", "12958: DECL: 12/31/2019", "12958:  N/A" },
        { "sbu-without-caption", Warning, "2. (SBU)", "2. Singapore", "2. (SBU) Singapore", "2. (U) Singapore" },
        { "portion-marking-missing", Warning, "2. Singapore", "1. SUMMARY", "1. (U) SUMMARY", "1.  SUMMARY" },
        { "paragraph-number-gap", Warning, "4. Indonesia", "3. Indonesia", "4. Indonesia", "\u00B63. Indonesia" },
        { "paragraph-number-repeat", Warning, "2. Indonesia", "3. Indonesia", "2. Indonesia", "3. (U) Indonesia" },
        { "duplicate-paragraph", Warning, "3. Indonesia", "3. Indonesia agreed.", "3. Indonesia agreed.\n\n3. Indonesia agreed.", "3. Indonesia agreed.\n\n4. Indonesia agreed." },
        { "unclosed-marker", Warning, "1. SUMMARY", " END SUMMARY.", "", " End  Summary." },
        { "unclosed-marker", Warning, "Begin text", "3. Indonesia agreed.", "3. Begin text: Indonesia agreed.", "3. Begin text: Indonesia agreed. End text." },
        { "unclosed-marker", Warning, "(Comment", "3. Indonesia agreed.", "3. Indonesia agreed. (Comment: It will.", "3. Indonesia agreed. (Comment: It will.)" },
        { "tag-geography", Warning, "TAGS", "ID, SN", "ID, SG", "ID, MY, SN" },
        { "unknown-tag", Warning, "TAGS", "PHUM, ID", "PHUM, QZXW, ID", "PHUM, KTIP, ID" },
        { "fused-tags", Warning, "TAGS", "PHUM, ID", "PHUMPREL, ID", "PHUM,PREL, ID" },
        { "duplicate-tag", Warning, "TAGS", "PHUM, ID", "PHUM, PHUM, ID", "PHUM, PREL, ID" },
        { "tags-separator", Warning, "TAGS", "PHUM, ID, SN", "PHUM, ID SN", "PHUM ID SN" },
        { "duplicate-caption", Info, "SIPDIS", "SIPDIS\n", "SIPDIS\n\nSIPDIS\n", "SIPDIS\nNOFORN\n" },
        { "signature-residue", Info, "LARKE##", "\nLARKE\n", "\nLARKE##\n", "\nLARKE\n\n" },
        { "missing-signature", Info, "3. Indonesia", "\nLARKE\n", "\n", "\nDE LARKE\n" },
        { "ambiguous-date", Info, "REF", "REF: JAKARTA 3341", "REF: LARKE E-MAIL OF 02/03/2008", "REF: LARKE E-MAIL OF 02/20/2008" },
        { "broken-sentence", Info, null, "to host a pre-", "to\n\nhost a pre-", "to\nhost a pre-" },
        { "page-header-in-text", Info, "001.2", "to host a pre-", "to\n\nTANJUNG BIRU 00000087  001.2 OF 001\n\nhost a pre-", "to\nhost a pre-" },
        { "link-residue", Warning, "TAGS", "TAGS: PHUM,", "TAGS: [PHUM](#),", "TAGS:  PHUM," },
        { "link-residue", Warning, "3. Indonesia", "3. Indonesia agreed", "3. Indonesia agreed in [1](#)2008", "3. Indonesia agreed (see [1] of 2008)" },
        { "html-entity", Warning, "1. SUMMARY", "Indonesia and Singapore met", "Indonesia &amp; Singapore met", "Indonesia & Singapore met; R&D; AT&T" },
        { "garbled-text", Warning, "2. Singapore", "Singapore offered", "Singapore in 2OO7 offered", "Singapore in 2007 (O/A) offered" },
        { "garbled-text", Warning, "3. Indo", "3. Indonesia", "3. Indo\u0001nesia", "3.\tIndonesia" },
        { "eo-line-garbled", Warning, "1295B", "12958: N/A", "1295B: N/A", "12958 N/A" },
        { "missing-eo", Warning, null, "E.O. 12958: N/A\n", "", "EO 12958: N/A\n" },
        { "truncated-text", Warning, "3. Indonesia", "agreed.\n\nLARKE\nBT\n#0087\nNNNN", "agreed to send", "agreed." },
        { "not-a-telegram", Error, null, Sound, "Dear all, thank you for your letter.", Sound },
        { "empty-file", Error, null, Sound, "", Sound },
        { "pdf-file", Error, null, Sound, "%PDF-1.4\n1 0 obj\n", "% PDF\n" + Sound },
    };

    /// <summary>The same of a telegram in three sections.</summary>
    public static TheoryData<string, Severity, string, string, string, string> SectionFaults => new()
    {
        { "section-mismatch", Error, "#0087/01", "#0087/02 0600230", "#0087/01 0600230", "#0087/2 0600230" },
        { "page-header-sections", Error, "002.2 OF 004", "2. A second", "TANJUNG BIRU 00000087  002.2 OF 004\n\n2. A second", "TANJUNG BIRU 00000087  002.2 OF 003\n\n2. A second" },
        { "page-header-sections", Error, "SECTION 02 OF 04", "SECTION 02 OF 03", "SECTION 02 OF 04", "SECTION 2 OF 3" },
        { "channel-sequence", Warning, "VZCZCXRO4401", "VZCZCXRO4402", "VZCZCXRO4401", "VZCZCBKO4401" },
        { "missing-bt", Error, "summer of", "the summer of\nBT\n", "the summer of\n", "the summer of\n\nBT\n" },
        { "security-mismatch", Error, "UUUUU", "UNCLAS SECTION 02", "SECRET SECTION 02", "UNCLASSIFIED SECTION 02" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_found_at_its_line_and_its_neighbour_is_silent(string code, Severity severity, string? line, string sound, string fault, string neighbour) =>
        Check(Sound, code, severity, line, sound, fault, neighbour);

    [Theory]
    [MemberData(nameof(SectionFaults))]
    public void A_fault_of_one_section_is_found_at_its_line(string code, Severity severity, string? line, string sound, string fault, string neighbour) =>
        Check(Sections, code, severity, line, sound, fault, neighbour);

    [Fact]
    public void No_complaint_is_without_its_row()
    {
        // these are planted where a telegram of sections or bytes is needed
        string[] elsewhere = ["duplicate-section", "section-order", "missing-section-headers", "encoding", "binary-file", "form-1970s", "form-janap-128", "form-labelled", "text-not-searched"];
        // these are of documents, not of telegrams
        string[] documents = ["document-no-text", "html-pictures", "html-scripts", "pdf-no-text", "pdf-page-unread", "pdf-pages-without-text", "word-comments", "word-foreign-part", "word-hidden-text", "word-tracked-changes"];
        var rows = Faults.Select(r => r.Data.Item1).Concat(SectionFaults.Select(r => r.Data.Item1)).Concat(elsewhere).Concat(documents).ToHashSet();
        Assert.Empty(Sentences().Except(rows));
    }

    private static IEnumerable<string> Sentences() =>
        new ResourceManager("Concord.Resources.Complaints", typeof(Texts).Assembly).GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().Select(e => (string)e.Key);

    private static void Check(string sound, string code, Severity severity, string? words, string old, string fault, string neighbour)
    {
        Assert.Contains(old, sound, StringComparison.Ordinal);
        var text = sound.Replace(old, fault, StringComparison.Ordinal);
        var complaint = ReaderFiles.Read(text).Complaints.FirstOrDefault(c => c.Code == code && c.Severity == severity);
        Assert.NotNull(complaint);
        if (words is not null)
        {
            Assert.Contains(words, text.Split('\n')[complaint.Line!.Value - 1], StringComparison.Ordinal);
        }

        var lawful = ReaderFiles.Read(sound.Replace(old, neighbour, StringComparison.Ordinal));
        Assert.DoesNotContain(code, ReaderFiles.Codes(lawful));
        Assert.DoesNotContain(lawful.Complaints, c => c.Severity == Error);
    }
}
