using Concord.Core.Telegrams;

namespace Concord.Tests.Telegrams;

/// <summary>The text of a telegram: how paragraphs are numbered, marked, broken and ended, and what is read of it.</summary>
public sealed class ReaderTextTests
{
    private static readonly string Sound = ReaderFiles.Sound.ReplaceLineEndings("\n");

    public static TheoryData<string, string, string> Shapes => new()
    {
        { "marks", "1. (SBU) Indonesia agreed.\n\n2. (U) Singapore did not.\n\n3. (C) It may.", "1 SBU Indonesia agreed.|2 U Singapore did not.|3 C It may." },
        { "marks without a blank", "1.(SBU) Indonesia agreed.\n\n2.(U)Singapore did not.", "1 SBU Indonesia agreed.|2 U Singapore did not." },
        { "pilcrows", "\u00B61. (SBU) Indonesia agreed.\n\n\u00B62. Singapore did not.", "1 SBU Indonesia agreed.|2  Singapore did not." },
        { "no blank line between", "1. Indonesia agreed.\n2. Singapore did not.\n3. It may.", "1  Indonesia agreed.|2  Singapore did not.|3  It may." },
        { "a number in the text", "1. Arrests were up from 280 to\n301. Convictions stood at\n2. Indonesia agreed.", "1  Arrests were up from 280 to 301. Convictions stood at 2. Indonesia agreed." },
        { "a date in the text", "1. The ministers met in Singapore on November\n29. They agreed.\n\n2. It may.", "1  The ministers met in Singapore on November 29. They agreed.|2  It may." },
        { "numbers begin anew", "1. Indonesia agreed.\n\n2. Singapore did not.\n\n1. It may.\n\n2. It might.", "1a  Indonesia agreed.|2a  Singapore did not.|1b  It may.|2b  It might." },
        { "letters under a number", "1. Indonesia agreed:\n\n(a) to send police;\n\n(b) to pay.\n\n2. Singapore did not.", "1  Indonesia agreed: (a) to send police; (b) to pay.|2  Singapore did not." },
        { "sub-numbers", "1. Indonesia agreed:\n\n1.1 to send police;\n1.2 to pay.\n\n2. Singapore did not.", "1  Indonesia agreed: 1.1 to send police; 1.2 to pay.|2  Singapore did not." },
        { "bullets", "1. Indonesia agreed:\n\n-- Police: officers go.\n\n-- Courts: none.\n\n2. Singapore did not.", "1  Indonesia agreed:|1/Police  officers go.|1/Courts  none.|2  Singapore did not." },
        { "bullets without labels", "1. Indonesia agreed:\n\n-- to send police;\n-- to pay.\n\n2. Singapore did not.", "1  Indonesia agreed:|1/1  to send police;|1/2  to pay.|2  Singapore did not." },
        { "single hyphens", "1. Indonesia agreed:\n\n- Police: officers go.\n\n- Courts: none.\n\n2. Singapore did not.", "1  Indonesia agreed:|1/Police  officers go.|1/Courts  none.|2  Singapore did not." },
        { "marked bullets", "1. (SBU) Indonesia agreed:\n\n-- (U) Police: officers go.\n\n2. (U) Singapore did not.", "1 SBU Indonesia agreed:|1/Police U officers go.|2 U Singapore did not." },
        { "indented bullets", "1. Indonesia agreed:\n\n   -- Police: officers go\n      to Batam.\n\n2. Singapore did not.", "1  Indonesia agreed:|1/Police  officers go to Batam.|2  Singapore did not." },
        { "a dash in the text", "1. Indonesia agreed\n-- though late -- to pay.\n\n2. Singapore did not.", "1  Indonesia agreed -- though late -- to pay.|2  Singapore did not." },
        { "a long number", "1. Indonesia counted 1,240\n2,300 and 5.5 percent.\n\n2. Singapore did not.", "1  Indonesia counted 1,240 2,300 and 5.5 percent.|2  Singapore did not." },
        { "a hyphen ends the line", "1. Indonesia tables an anti-\ntrafficking act, a pre-\nor post-departure course and a two-\nto three-day one.", "1  Indonesia tables an anti-trafficking act, a pre- or post-departure course and a two- to three-day one." },
        { "blank line in a sentence", "1. Indonesia and the\n\ndelegation of Singapore agreed.\n\n2. It may.", "1  Indonesia and the delegation of Singapore agreed.|2  It may." },
        { "page header in a sentence", "1. Indonesia and the\n\nTANJUNG BIRU 00000087  001.2 OF 001\n\ndelegation of Singapore agreed.", "1  Indonesia and the delegation of Singapore agreed." },
        { "page header after a hyphen", "1. Indonesia tables an anti-\n\nTANJUNG BIRU 00000087  001.2 OF 001\n\ntrafficking act.", "1  Indonesia tables an anti-trafficking act." },
        { "page header in a word", "1. Trafficking is not what Indonesia calls traffTANJUNG BIRU 00000087  001.2 OF 001icking.", "1  Trafficking is not what Indonesia calls trafficking." },
        { "page header in a word, alone", "1. Trafficking is not what Indonesia calls traf\nTANJUNG BIRU 00000087  001.2 OF 001\nficking.", "1  Trafficking is not what Indonesia calls trafficking." },
        { "page header before a number", "1. Indonesia agreed.\n\nTANJUNG BIRU 00000087  001.2 OF 001\n\n2. Singapore did not.", "1  Indonesia agreed.|2  Singapore did not." },
        { "page header among bullets", "1. Indonesia agreed:\n\n-- Police: officers\n\nTANJUNG BIRU 00000087  001.2 OF 001\n\n\ngo.\n\n-- Courts: none.", "1  Indonesia agreed:|1/Police  officers go.|1/Courts  none." },
        { "quoted text", "1. Indonesia wrote: Begin text: 1. We agree. 2. We pay. End text.\n\n2. Singapore did not.", "1  Indonesia wrote:|1/text  1. We agree. 2. We pay.|2  Singapore did not." },
        { "quoted text, set apart", "1. The text:\n\nBegin text:\n\n1. We agree.\n\n2. We pay.\n\nEnd text.\n\n2. Singapore did not.", "1  The text:|1/text  1. We agree. 2. We pay.|2  Singapore did not." },
        { "no numbers at all", "Indonesia agreed to all that was asked of it.\n\nSingapore did not agree.", "1  Indonesia agreed to all that was asked of it.|2  Singapore did not agree." },
        { "two blanks after a sentence", "1.  Indonesia agreed.  It will pay.\n\n2.  Singapore did not.", "1  Indonesia agreed. It will pay.|2  Singapore did not." },
        { "lines flush with tabs", "1.\tIndonesia agreed.\n\n2.\tSingapore did not.", "1  Indonesia agreed.|2  Singapore did not." },
        { "a name that looks like a format line", "1. Indonesia sent its minister\nTO Singapore and\nINFO went to all.\n\n2. It may.", "1  Indonesia sent its minister TO Singapore and INFO went to all.|2  It may." },
        { "an address in the text", "1. Indonesia asks that posts reply\nto RUEHC/SECSTATE WASHDC, with\nSUBJECT: TIP REPORT and\nTAGS: PHUM.\n\n2. Singapore did not.", "1  Indonesia asks that posts reply to RUEHC/SECSTATE WASHDC, with SUBJECT: TIP REPORT and TAGS: PHUM.|2  Singapore did not." },
        { "a number sign", "1. Indonesia agreed. The act is\n#12 of 2008 and Singapore's is #9.\n\n2. It may.", "1  Indonesia agreed. The act is #12 of 2008 and Singapore's is #9.|2  It may." },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_text_is_read_into_its_paragraphs(string shape, string text, string paragraphs)
    {
        Assert.NotEmpty(shape);
        Assert.Equal(paragraphs, string.Join('|', Read(text).Paragraphs.Select(p => $"{p.Id} {p.Marking} {p.Text}")));
    }

    public static TheoryData<string, string, string> Headings => new()
    {
        { "INDONESIA\n---------\n1. It agreed.\n\nSINGAPORE\n---------\n2. It did not.", "INDONESIA|SINGAPORE", "1 INDONESIA|2 SINGAPORE" },
        { "INDONESIA\n=========\n\n1. It agreed.\n\nSingapore's View\n----------------\n\n2. It did not.", "INDONESIA|Singapore's View", "1 INDONESIA|2 Singapore's View" },
        { "Indonesia Agrees\n\n1. It agreed.\n\nSingapore Does Not\n\n2. It did not.", "Indonesia Agrees|Singapore Does Not", "1 Indonesia Agrees|2 Singapore Does Not" },
        { "-------\nSUMMARY\n-------\n\n1. Indonesia agreed.\n\n---------\nSINGAPORE\n---------\n\n2. It did not.", "SUMMARY|SINGAPORE", "1 SUMMARY|2 SINGAPORE" },
        { "1. Indonesia agreed.\n\nA HEADING THAT GOES OVER TWO LINES BECAUSE IT\nIS LONG\n---------------------------------------------\n2. Singapore did not.", "A HEADING THAT GOES OVER TWO LINES BECAUSE IT IS LONG", "1 |2 A HEADING THAT GOES OVER TWO LINES BECAUSE IT IS LONG" },
        { "1. Indonesia agreed.\n\nWHY? \"NO MONEY, NO LAW\"\n\n2. Singapore did not.", "WHY? \"NO MONEY, NO LAW\"", "1 |2 WHY? \"NO MONEY, NO LAW\"" },
        { "1. Indonesia agreed.\n\n(U) SINGAPORE\n-------------\n2. (U) It did not.", "(U) SINGAPORE", "1 |2 (U) SINGAPORE" },
    };

    [Theory]
    [MemberData(nameof(Headings))]
    public void Headings_stand_over_their_paragraphs(string text, string headings, string under)
    {
        var telegram = Read(text);
        Assert.Equal(headings, string.Join('|', telegram.Headings));
        Assert.Equal(under, string.Join('|', telegram.Paragraphs.Select(p => $"{p.Id} {p.Heading}")));
    }

    [Theory]
    [InlineData("1. SUMMARY: Indonesia agreed. END SUMMARY.", "SUMMARY:", "Indonesia agreed.", "END SUMMARY.", "")]
    [InlineData("1. (SBU) Summary: Indonesia agreed. End Summary.", "Summary:", "Indonesia agreed.", "End Summary.", "")]
    [InlineData("1. Summary. Indonesia agreed. End summary.", "Summary.", "Indonesia agreed.", "End summary.", "")]
    [InlineData("1. SUMMARY AND COMMENT: Indonesia agreed. END SUMMARY AND\nCOMMENT.", "SUMMARY AND COMMENT:", "Indonesia agreed.", "END SUMMARY AND COMMENT.", "")]
    [InlineData("1. Comment: Indonesia agreed. End Comment.", "Comment:", "Indonesia agreed.", "End Comment.", "")]
    [InlineData("1. Begin Summary: Indonesia agreed. End Summary.", "Begin Summary:", "Indonesia agreed.", "End Summary.", "")]
    [InlineData("1. SUMMARY -- Indonesia agreed. END SUMMARY.", "SUMMARY --", "Indonesia agreed.", "END SUMMARY.", "")]
    [InlineData("1. ACTION REQUEST: Indonesia agreed.", "ACTION REQUEST:", "Indonesia agreed.", null, "")]
    [InlineData("1. Indonesia agreed. (Note: It paid. End note.)", null, "Indonesia agreed. (Note: It paid. End note.)", null, "")]
    [InlineData("1. Indonesia agreed. (Comment: It paid. End comment.)", null, "Indonesia agreed. (Comment: It paid. End comment.)", null, "")]
    [InlineData("1. Summary: Indonesia agreed.\n\n2. Singapore did not. End Summary.", "Summary:", "Indonesia agreed.", null, "")]
    [InlineData("1. Summary: Indonesia agreed.\n\n2. Singapore did not.", "Summary:", "Indonesia agreed.", null, "unclosed-marker")]
    [InlineData("1. Comment: Indonesia agreed.", "Comment:", "Indonesia agreed.", null, "unclosed-marker")]
    [InlineData("1. Indonesia agreed. (Comment: It paid.", null, "Indonesia agreed. (Comment: It paid.", null, "unclosed-marker")]
    public void Markers_open_and_close(string text, string? opening, string clean, string? trailing, string code)
    {
        var telegram = Read(text);
        var first = telegram.Paragraphs[0];
        Assert.Equal((opening, clean, trailing), (first.OpeningMarker, first.Text, first.TrailingMarker));
        Assert.Equal(code, string.Join('|', telegram.Complaints.Where(c => c.Code == "unclosed-marker").Select(c => c.Code)));
    }

    [Theory]
    [InlineData("LARKE", "LARKE")]
    [InlineData("DE LA CRUZ", "DE LA CRUZ")]
    [InlineData("O'NEILL-VAN DER BERG", "O'NEILL-VAN DER BERG")]
    [InlineData("LARKE##", "LARKE")]
    [InlineData("LARKE\n##", "LARKE")]
    [InlineData("MCCORMACK-WASHINGTON", "MCCORMACK-WASHINGTON")]
    [InlineData("ST. JOHN", "ST. JOHN")]
    [InlineData("NUÑEZ", "NUÑEZ")]
    public void A_signature_in_its_forms(string line, string signature)
    {
        var telegram = ReaderFiles.Read(Sound.Replace("\nLARKE\n", $"\n{line}\n", StringComparison.Ordinal));
        Assert.Equal((signature, "Indonesia agreed."), (telegram.Header.Signature, telegram.Paragraphs[^1].Text));
        Assert.DoesNotContain(telegram.Complaints, c => c.Severity > Severity.Info);
    }

    [Theory]
    [InlineData("BT\n#0087\nNNNN", "", "missing-bt missing-eom", Severity.Warning)]
    [InlineData("BT\n#0087\nNNNN", "BT\n#0087\n", "missing-eom", Severity.Error)]
    [InlineData("LARKE\nBT\n#0087\nNNNN", "LARKE\n#0087\nNNNN", "missing-bt", Severity.Error)]
    [InlineData("BT\n#0087\nNNNN", "BT\n#0087\n\n\nNNNN\n\n\n", "", Severity.Error)]
    [InlineData("BT\n#0087\nNNNN", "BT\n#0087\nNNNN\n\n\u001A", "", Severity.Error)]
    [InlineData("BT\n#0087\nNNNN", "BT\n\n#0087\n\nNNNN", "", Severity.Error)]
    public void Endings_that_are_there_or_not(string old, string now, string codes, Severity severity)
    {
        var telegram = ReaderFiles.Read(Sound.Replace(old, now, StringComparison.Ordinal));
        Assert.Equal(codes, string.Join(' ', telegram.Complaints.Select(c => c.Code)));
        Assert.All(telegram.Complaints, c => Assert.Equal(severity, c.Severity));
        Assert.Equal("LARKE", telegram.Header.Signature);
    }

    [Theory]
    [InlineData("1. Indonesia tables an anti-", "trafficking act.", "Indonesia tables an anti-trafficking act.")]
    [InlineData("1. Indonesia tables an", "anti-trafficking act.", "Indonesia tables an anti-trafficking act.")]
    [InlineData("1. Against trafficking Indonesia tables a traf", "ficking act.", "Against trafficking Indonesia tables a trafficking act.")]
    [InlineData("1. Indonesia counted 280 and then", "301. It paid.", "Indonesia counted 280 and then 301. It paid.")]
    [InlineData("1. Indonesia paid for a pre-", "and post-departure course.", "Indonesia paid for a pre- and post-departure course.")]
    public void A_paragraph_goes_on_in_the_next_section(string first, string second, string whole)
    {
        const string head = "SIPDIS\n\nE.O. 12958: N/A\nTAGS: PHUM, ID, SN\nSUBJECT: STRAITS CITIES DIALOGUE\n\n";
        var telegram = ReaderFiles.Read(ReaderFiles.Section(1, of: 2, text: head + first + "\n") + ReaderFiles.Section(2, of: 2, text: "SIPDIS\n\n" + second + "\n\n2. Singapore did not.\n\nLARKE\n"));
        Assert.Equal([whole, "Singapore did not."], telegram.Paragraphs.Select(p => p.Text));
        Assert.Empty(telegram.Complaints);
    }

    [Theory]
    [InlineData("SIPDIS\n\n")]
    [InlineData("SIPDIS\n\nE.O. 12958: N/A\nTAGS: PHUM, ID, SN\nSUBJECT: STRAITS CITIES DIALOGUE\n\n")]
    [InlineData("SIPDIS\n\nE.O. 12958: N/A\nTAGS: PHUM, ID, SN\nSUBJECT: STRAITS CITIES\nDIALOGUE\n\n")]
    [InlineData("\n\n")]
    [InlineData("SIPDIS\n\nTANJUNG BIRU 00000087  002.1 OF 002\n\n")]
    public void A_later_section_repeats_the_head_or_not(string head)
    {
        var telegram = ReaderFiles.Read(
            ReaderFiles.Section(1, of: 2, text: "SIPDIS\n\nE.O. 12958: N/A\nTAGS: PHUM, ID, SN\nSUBJECT: STRAITS CITIES DIALOGUE\n\n1. Indonesia and\n")
            + ReaderFiles.Section(2, of: 2, text: head + "Singapore agreed.\n\n2. It may.\n\nLARKE\n"));
        Assert.Equal(["Indonesia and Singapore agreed.", "It may."], telegram.Paragraphs.Select(p => p.Text));
        Assert.DoesNotContain(telegram.Complaints, c => c.Severity > Severity.Info);
    }

    private static Telegram Read(string text) =>
        ReaderFiles.Read($"{Sound[..Sound.IndexOf("1. SUMMARY", StringComparison.Ordinal)]}{text}\n\n{Sound[Sound.IndexOf("LARKE", StringComparison.Ordinal)..]}");
}
