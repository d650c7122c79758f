using Concord.Core.Telegrams;

namespace Concord.Tests.Telegrams;

/// <summary>Lawful telegrams as other posts, years and networks write them, and what each says.</summary>
public sealed class ReaderVariantTests
{
    private static readonly string Sound = ReaderFiles.Sound.ReplaceLineEndings("\n");

    [Theory]
    [InlineData("UNCLAS TANJUNG BIRU 000087", "UNCLAS", "")]
    [InlineData("UNCLASSIFIED TANJUNG BIRU 000087", "UNCLASSIFIED", "")]
    [InlineData("UNCLAS E F T O TANJUNG BIRU 000087", "UNCLAS", "EFTO")]
    [InlineData("UNCLAS SENSITIVE TANJUNG BIRU 000087", "UNCLAS", "SENSITIVE")]
    [InlineData("U N C L A S TANJUNG BIRU 000087", "UNCLAS", "")]
    [InlineData("UNCLAS  TANJUNG BIRU  000087", "UNCLAS", "")]
    [InlineData("UNCLAS TANJUNG BIRU\n000087", "UNCLAS", "")]
    [InlineData("UNCLAS TANJUNG BIRU 00087", "UNCLAS", "")]
    [InlineData("UNCLAS //EFTO// TANJUNG BIRU 000087", "UNCLAS", "EFTO")]
    public void A_classification_line_in_its_forms(string line, string classification, string caveats)
    {
        var telegram = Read(("UNCLAS TANJUNG BIRU 000087", line));
        Assert.Equal((classification, caveats, "TANJUNG BIRU 87", "08TANJUNGBIRU87"),
            (telegram.Header.Classification, string.Join('|', telegram.Header.Caveats), telegram.Header.Mrn, telegram.Header.ReferenceId));
        Silent(telegram);
    }

    [Theory]
    [InlineData("C O N F I D E N T I A L TANJUNG BIRU 000087", "CCCCC", "CONFIDENTIAL", "")]
    [InlineData("C O N F I D E N T I A L  TANJUNG BIRU 000087", "CCCCC", "CONFIDENTIAL", "")]
    [InlineData("CONFIDENTIAL//NOFORN TANJUNG BIRU 000087", "CCCCC", "CONFIDENTIAL", "NOFORN")]
    [InlineData("C O N F I D E N T I A L//NOFORN//TANJUNG BIRU 000087", "CCCCC", "CONFIDENTIAL", "NOFORN")]
    [InlineData("S E C R E T TANJUNG BIRU 000087", "SSSSS", "SECRET", "")]
    [InlineData("S E C R E T  N O F O R N TANJUNG BIRU 000087", "SSSSS", "SECRET", "NOFORN")]
    [InlineData("S E C R E T // NOFORN // TANJUNG BIRU 000087", "SSSSS", "SECRET", "NOFORN")]
    [InlineData("T O P  S E C R E T TANJUNG BIRU 000087", "TTTTT", "TOP SECRET", "")]
    [InlineData("T O P S E C R E T TANJUNG BIRU 000087", "TTTTT", "TOP SECRET", "")]
    public void A_classified_telegram_in_its_forms(string line, string letters, string classification, string caveats)
    {
        var telegram = Read(("UNCLAS TANJUNG BIRU 000087", line), ("ZNR UUUUU", "ZNY " + letters), ("12958: N/A", "12958: DECL: 02/28/2018"),
            ("1. SUMMARY", "Classified By: Consul Denise Larke, reasons 1.4 (b) and\n(d).\n\n1. (C) SUMMARY"), ("2. Singapore", "2. (S/NF) Singapore"), ("3. Indonesia", "3. (U) Indonesia"));
        Assert.Equal((classification, caveats, "TANJUNG BIRU 87"), (telegram.Header.Classification, string.Join('|', telegram.Header.Caveats), telegram.Header.Mrn));
        Assert.Equal("Consul Denise Larke, reasons 1.4 (b) and (d).", telegram.Header.ClassifiedBy);
        Assert.Equal(["C", "S/NF", "U"], telegram.Paragraphs.Select(p => p.Marking));
        Silent(telegram);
    }

    [Theory]
    [InlineData("UNCLAS SECTION 01 OF 03 ", "UNCLAS SECTION 02 OF 03 ", "UNCLAS SECTION 03 OF 03 ")]
    [InlineData("UNCLAS SECTION 01 OF 03 ", "UNCLAS SECTION 02 OF 03 ", "UNCLAS FINAL SECTION OF 03 ")]
    [InlineData("UNCLAS SECTION 1 OF 3 ", "UNCLAS SECTION 2 OF 3 ", "UNCLAS FINAL SECTION OF 3 ")]
    [InlineData("UNCLAS SECTION 01 OF 03 ", "UNCLAS SECTION 02 OF 03 ", "UNCLAS FINAL SECTION 03 OF 03 ")]
    [InlineData("UNCLAS SENSITIVE SECTION 01 OF 03 ", "UNCLAS SENSITIVE SECTION 02 OF 03 ", "UNCLAS SENSITIVE SECTION 03 OF 03 ")]
    [InlineData("UNCLAS E F T O SECTION 001 OF 003 ", "UNCLAS E F T O SECTION 002 OF 003 ", "UNCLAS E F T O FINAL SECTION OF 003 ")]
    [InlineData("UNCLAS SECTION 01 OF 03  ", "UNCLAS SECTION 02 OF 03  ", "UNCLAS SECTION 03 OF 03  ")]
    [InlineData("UNCLAS SECTION 01 OF 03\n", "UNCLAS SECTION 02 OF 03\n", "UNCLAS SECTION 03 OF 03\n")]
    public void Sections_say_their_number_in_several_ways(string first, string second, string third)
    {
        string[] heads = [first, second, third];
        var telegram = ReaderFiles.Read(string.Concat(Enumerable.Range(1, 3).Select(n => ReaderFiles.Section(n).Replace($"UNCLAS SECTION {n:00} OF 03 ", heads[n - 1], StringComparison.Ordinal))));
        Assert.Equal((1, 3, "TANJUNG BIRU 87"), (telegram.Header.Section, telegram.Header.Sections, telegram.Header.Mrn));
        Assert.Equal(3, telegram.Header.Transmissions.Length);
        Assert.Equal(3, telegram.Paragraphs.Length);
        Assert.Equal("A second meeting of officials was set for the summer of 2009, with Indonesia in the chair.", telegram.Paragraphs[1].Text);
        Silent(telegram);
    }

    [Theory]
    [InlineData(9998, 9999, 1)]
    [InlineData(9999, 1, 2)]
    [InlineData(997, 998, 999)]
    public void A_channel_begins_anew_after_its_highest_number(int first, int second, int third)
    {
        int[] channels = [first, second, third];
        var telegram = ReaderFiles.Read(string.Concat(Enumerable.Range(1, 3).Select(n => ReaderFiles.Section(n, channel: channels[n - 1] - n))));
        Silent(telegram);
    }

    [Theory]
    [InlineData("P 290230Z FEB 08", "0600230", "2008-02-29T02:30Z")]
    [InlineData("P 290230Z FEB 2008", "0600230", "2008-02-29T02:30Z")]
    [InlineData("P 312350Z DEC 07", "0010005", "2007-12-31T23:50Z")]
    [InlineData("P 312350Z DEC 07", "3652351", "2007-12-31T23:50Z")]
    [InlineData("P 311200Z DEC 08", "3661201", "2008-12-31T12:00Z")]
    [InlineData("P 010005Z JAN 09", "0010005", "2009-01-01T00:05Z")]
    [InlineData("P 312350R DEC 07", "0010450", "2008-01-01T04:50Z")]
    [InlineData("P 010230H MAR 08", "0601830", "2008-02-29T18:30Z")]
    [InlineData("P 290230Z Feb 08", "0600230", "2008-02-29T02:30Z")]
    [InlineData("P 290230z feb 08", "0600230", "2008-02-29T02:30Z")]
    [InlineData("P 151200Z JUN 08", "1671200", "2008-06-15T12:00Z")]
    [InlineData("P 151200Z JUNE 08", "1671200", "2008-06-15T12:00Z")]
    [InlineData("P 151200Z SEPT 98", "2581200", "1998-09-15T12:00Z")]
    [InlineData("P R 290230Z FEB 08 ZDK ZFF4", "0600230", "2008-02-29T02:30Z")]
    public void A_date_and_the_day_of_the_year_that_goes_with_it(string dtg, string filed, string utc)
    {
        var telegram = Read(("P 290230Z FEB 08", dtg), ("0600230", filed));
        Assert.Equal(DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture), telegram.Header.Dtg?.Utc);
        Silent(telegram);
    }

    [Theory]
    [InlineData("P 290230Z FEB 07", "dtg-invalid")]
    [InlineData("P 310230Z APR 08", "dtg-invalid")]
    [InlineData("P 292430Z FEB 08", "dtg-invalid")]
    [InlineData("P 290260Z FEB 08", "dtg-invalid")]
    [InlineData("P 000230Z FEB 08", "dtg-invalid")]
    [InlineData("P 290230J FEB 08", "dtg-invalid")]
    [InlineData("P 290230Z FEV 08", "dtg-invalid")]
    [InlineData("P 2902E0Z FEB 08", "dtg-invalid")]
    public void A_date_that_does_not_exist_is_the_one_error(string dtg, string code)
    {
        var telegram = Read(("P 290230Z FEB 08", dtg));
        Assert.Null(telegram.Header.Dtg?.Utc);
        Assert.Equal([code], telegram.Complaints.Where(c => c.Severity > Severity.Info).Select(c => c.Code));
    }

    [Theory]
    [InlineData("P 010010Z JAN 08", "3652355")]
    [InlineData("P 010010Z JAN 09", "0010009")]
    [InlineData("P 311200Z DEC 07", "3661200")]
    [InlineData("P 290230Z FEB 08", "0620230")]
    [InlineData("P 010230Z MAR 08", "0600230")]
    public void A_day_of_the_year_that_does_not_go_with_the_date(string dtg, string filed) =>
        Assert.Equal(["dtg-julian-mismatch"], Read(("P 290230Z FEB 08", dtg), ("0600230", filed)).Complaints.Select(c => c.Code));

    [Theory]
    [InlineData("ZZ", "Z", "FLASH", "", false)]
    [InlineData("ZZ", "Z O", "FLASH", "IMMEDIATE", false)]
    [InlineData("ZZ", "O", "IMMEDIATE", "", true)]
    [InlineData("OO", "Z", "FLASH", "", true)]
    [InlineData("OO", "O", "NIACT IMMEDIATE", "", false)]
    [InlineData("OO", "O P", "IMMEDIATE", "PRIORITY", false)]
    [InlineData("PP", "P R", "PRIORITY", "ROUTINE", false)]
    [InlineData("RR", "R", "ROUTINE", "", false)]
    [InlineData("RR", "R", "", "", false)]
    [InlineData("PP", "O P", "IMMEDIATE", "PRIORITY", true)]
    [InlineData("OO", "P O", "PRIORITY", "IMMEDIATE", true)]
    public void Precedences_agree_or_are_complained_of(string routing, string letters, string action, string info, bool isFault)
    {
        var telegram = Read(("PP RUEHWEB", routing + " RUEHWEB"), ("P 290230Z", letters + " 290230Z"), ("WASHDC PRIORITY 0214", $"WASHDC {action} 0214".Replace("  ", " ", StringComparison.Ordinal)),
            ("JAKARTA 0190", $"JAKARTA {info} 0190".Replace("  ", " ", StringComparison.Ordinal)));
        Assert.Equal(isFault, ReaderFiles.Codes(telegram).Contains("precedence-mismatch"));
        Assert.Equal(action.Length > 0 ? action : null, telegram.Header.Action[0].Precedence);
        Assert.DoesNotContain(telegram.Complaints, c => c.Severity > Severity.Info && c.Code != "precedence-mismatch");
    }

    [Fact]
    public void Addressees_of_every_shape()
    {
        var telegram = Read(("INFO RUEHJA/AMEMBASSY JAKARTA 0190",
            "RUEHKL/AMEMBASSY KUALA LUMPUR PRIORITY\nRUEAHLC/HOMELAND SECURITY CENTER WASHINGTON\nDC PRIORITY\nINFO RUEHZS/ASSOCIATION OF SOUTHEAST ASIAN NATIONS\nCOLLECTIVE\n"
            + "RUEHJA/AMEMBASSY JAKARTA 0190\nRHHMUNA/CDR USPACOM HONOLULU HI\nRUCNARF/ASEAN REGIONAL FORUM COLLECTIVE PRIORITY\nXMT AMEMBASSY SOFIA\nAMEMBASSY VALLETTA\nAMEMBASSY SUVA"));
        var h = telegram.Header;
        Assert.Equal(["SECSTATE WASHDC", "AMEMBASSY KUALA LUMPUR", "HOMELAND SECURITY CENTER WASHINGTON DC"], h.Action.Select(a => a.Plad));
        Assert.Equal(["PRIORITY", "PRIORITY", "PRIORITY"], h.Action.Select(a => a.Precedence));
        Assert.Equal(["ASSOCIATION OF SOUTHEAST ASIAN NATIONS COLLECTIVE", "AMEMBASSY JAKARTA", "CDR USPACOM HONOLULU HI", "ASEAN REGIONAL FORUM COLLECTIVE"], h.Info.Select(a => a.Plad));
        Assert.Equal([true, false, false, true], h.Info.Select(a => a.Collective));
        Assert.Equal(["AMEMBASSY SOFIA", "AMEMBASSY VALLETTA", "AMEMBASSY SUVA"], h.Exempted);
        Silent(telegram);
    }

    [Theory]
    [InlineData("INFO RUEHZL/EUROPEAN POLITICAL COLLECTIVE, XMT, AMEMBASSY SOFIA, AMEMBASSY VALLETTA", "EUROPEAN POLITICAL COLLECTIVE")]
    [InlineData("INFO RUEHZL/EUROPEAN POLITICAL COLLECTIVE\nXMT/AMEMBASSY SOFIA/AMEMBASSY VALLETTA", "EUROPEAN POLITICAL COLLECTIVE")]
    [InlineData("INFO RUEHZL/EUROPEAN POLITICAL COLLECTIVE XMT AMEMBASSY SOFIA\nXMT AMEMBASSY VALLETTA", "EUROPEAN POLITICAL COLLECTIVE")]
    public void Members_of_a_collective_that_do_not_get_it(string lines, string collective)
    {
        var telegram = Read(("INFO RUEHJA/AMEMBASSY JAKARTA 0190", lines));
        Assert.Equal([collective], telegram.Header.Info.Select(a => a.Plad));
        Assert.Equal(["AMEMBASSY SOFIA", "AMEMBASSY VALLETTA"], telegram.Header.Exempted);
        Silent(telegram);
    }

    [Theory]
    [InlineData("TAGS: PHUM, ID, SN", "PHUM|ID|SN", "")]
    [InlineData("TAGS PHUM ID SN", "PHUM|ID|SN", "")]
    [InlineData("TAGS:  PHUM,ID,SN", "PHUM|ID|SN", "")]
    [InlineData("TAGS: PHUM, KCRM, KWMN, PREL, PGOV, ELAB, SMIG,\nEAID, ASEC,\nID, SN", "PHUM|KCRM|KWMN|PREL|PGOV|ELAB|SMIG|EAID|ASEC|ID|SN", "")]
    [InlineData("TAGS: PHUM, OVIP (LARKE,\nDENISE), ID, SN", "PHUM|OVIP|ID|SN", "LARKE, DENISE")]
    [InlineData("TAGS: PHUM OVIP (LARKE, DENISE) ID SN", "PHUM|OVIP|ID|SN", "LARKE, DENISE")]
    [InlineData("TAGS: PHUM, OREP(LARKE), ID, SN", "PHUM|OREP|ID|SN", "LARKE")]
    public void Tags_in_their_forms(string line, string tags, string persons)
    {
        var telegram = Read(("TAGS: PHUM, ID, SN", line));
        Assert.Equal((tags, persons), (string.Join('|', telegram.Header.Tags), string.Join('|', telegram.Header.TagPersons.Select(p => p.Name))));
        Assert.Equal("STRAITS CITIES DIALOGUE", telegram.Header.Subject);
        Silent(telegram);
    }

    [Theory]
    [InlineData("E.O. 12958: N/A", "12958", "N/A")]
    [InlineData("E.O.12958: N/A", "12958", "N/A")]
    [InlineData("E.O. 12958 N/A", "12958", "N/A")]
    [InlineData("EO 12958: N/A", "12958", "N/A")]
    [InlineData("E. O. 12958: N/A", "12958", "N/A")]
    [InlineData("E.O. 13526: N/A", "13526", "N/A")]
    [InlineData("E.O. 12356: N/A", "12356", "N/A")]
    [InlineData("E.O. 12958:\u00A0N/A", "12958", "N/A")]
    public void An_order_that_does_not_apply(string line, string order, string value)
    {
        var telegram = Read(("E.O. 12958: N/A", line));
        Assert.Equal(new ExecutiveOrder(order, value), telegram.Header.ExecutiveOrder);
        Silent(telegram);
    }

    [Theory]
    [InlineData("DECL: 12/31/2019")]
    [InlineData("DECL: 9/5/18")]
    [InlineData("DECL:X1")]
    [InlineData("DECL: 25X1-HUMAN")]
    [InlineData("DECL: UPON CLOSURE OF THE CONSULATE")]
    [InlineData("DECL: FIVE YEARS AFTER THE DIALOGUE ENDS")]
    [InlineData("DECL: 2018-02-28")]
    [InlineData("DECL: 28 FEB 2018")]
    [InlineData("1.6X6")]
    [InlineData("OADR")]
    public void A_declassification_in_its_forms(string value)
    {
        var telegram = Read(("UNCLAS TANJUNG", "CONFIDENTIAL TANJUNG"), ("ZNR UUUUU", "ZNY CCCCC"), ("12958: N/A", "12958: " + value));
        Assert.Equal(new ExecutiveOrder("12958", value), telegram.Header.ExecutiveOrder);
        Silent(telegram);
    }

    [Theory]
    [InlineData("SUBJECT: STRAITS CITIES DIALOGUE ON SAFE MIGRATION,\nSUB-\nREGIONAL ACTION, AND THE\nNEXT STEPS", "STRAITS CITIES DIALOGUE ON SAFE MIGRATION, SUB-REGIONAL ACTION, AND THE NEXT STEPS", null)]
    [InlineData("SUBJ: (SBU) STRAITS CITIES: A DIALOGUE", "STRAITS CITIES: A DIALOGUE", "SBU")]
    [InlineData("Subject: Straits Cities Dialogue", "Straits Cities Dialogue", null)]
    [InlineData("SUBJECT:  STRAITS CITIES\n         DIALOGUE ENDS", "STRAITS CITIES DIALOGUE ENDS", null)]
    [InlineData("SUBJECT: STRAITS CITIES DIALOGUE: 2008\nREPORT (PART 1 OF 2)", "STRAITS CITIES DIALOGUE: 2008 REPORT (PART 1 OF 2)", null)]
    [InlineData("SUBJECT: STRAITS CITIES DIALOGUE - \"NO TEXT,\nNO SHAME\"", "STRAITS CITIES DIALOGUE - \"NO TEXT, NO SHAME\"", null)]
    public void A_subject_in_its_forms(string lines, string subject, string? marking)
    {
        var telegram = Read(("SUBJECT: STRAITS CITIES DIALOGUE", lines), ("SIPDIS", "SENSITIVE\nSIPDIS"));
        Assert.Equal((subject, marking), (telegram.Header.Subject, telegram.Header.SubjectMarking));
        Assert.Equal("08JAKARTA3341", Assert.Single(telegram.Header.References).Id);
        Silent(telegram);
    }

    [Theory]
    [InlineData("REF: A. 07 JAKARTA 3341\n     B. TANJUNG BIRU 12", "A 07JAKARTA3341|B 08TANJUNGBIRU12")]
    [InlineData("REF: A) 07 JAKARTA 3341 B) TANJUNG BIRU 12", "A 07JAKARTA3341|B 08TANJUNGBIRU12")]
    [InlineData("REF: (A) JAKARTA 3341, (B) TANJUNG BIRU 12", "A 08JAKARTA3341|B 08TANJUNGBIRU12")]
    [InlineData("REF: (A) 2007 JAKARTA 3341; (B) 08 TANJUNG\nBIRU 12", "A 07JAKARTA3341|B 08TANJUNGBIRU12")]
    [InlineData("REFS: (A) JAKARTA 3341 (NOTAL)\n      (B) TANJUNG BIRU 12 AND PREVIOUS", "A 08JAKARTA3341|B 08TANJUNGBIRU12")]
    [InlineData("REFTEL: JAKARTA 3341", " 08JAKARTA3341")]
    [InlineData("REFTELS: A. JAKARTA 3341\nB. TANJUNG BIRU 12", "A 08JAKARTA3341|B 08TANJUNGBIRU12")]
    [InlineData("REF: 07JAKARTA3341, 08TANJUNGBIRU12", " 07JAKARTA3341| 08TANJUNGBIRU12")]
    [InlineData("REF A: 07 JAKARTA 3341\nREF B: TANJUNG BIRU 12", "A 07JAKARTA3341|B 08TANJUNGBIRU12")]
    [InlineData("REF: A. LARKE/ADEYEMI E-MAIL OF FEBRUARY 20, 2008\nB. JAKARTA 3341", "A |B 08JAKARTA3341")]
    [InlineData("REF: A. A: JAKARTA 3341", "A ")]
    public void References_in_their_forms(string lines, string ids)
    {
        var telegram = Read(("REF: JAKARTA 3341", lines));
        Assert.Equal(ids, string.Join('|', telegram.Header.References.Select(r => $"{r.Letter} {r.Id}")));
        Assert.Equal("STRAITS CITIES DIALOGUE", telegram.Header.Subject);
        Assert.Equal("1", telegram.Paragraphs[0].Id);
        Silent(telegram);
    }

    [Theory]
    [InlineData("SIPDIS", "SIPDIS", "")]
    [InlineData("SENSITIVE\nSIPDIS", "SENSITIVE|SIPDIS", "")]
    [InlineData("SENSITIVE SIPDIS", "SENSITIVE|SIPDIS", "")]
    [InlineData("SIPDIS SENSITIVE NOFORN", "SIPDIS|SENSITIVE|NOFORN", "")]
    [InlineData("NODIS", "NODIS", "")]
    [InlineData("EXDIS\n\nDEPT FOR EAP/MTS", "EXDIS", "DEPT FOR EAP/MTS")]
    [InlineData("SIPDIS\n\nSTATE FOR EAP/MTS AND G/TIP; DRL FOR LARKE\nSTATE PASS USAID\nUSDOL FOR ILAB", "SIPDIS", "STATE FOR EAP/MTS AND G/TIP; DRL FOR LARKE|STATE PASS USAID|USDOL FOR ILAB")]
    [InlineData("SIPDIS\n\nSTATE FOR EAP/MTS, G/TIP, DRL, PRM, INL AND USAID\nWASHINGTON", "SIPDIS", "STATE FOR EAP/MTS, G/TIP, DRL, PRM, INL AND USAID WASHINGTON")]
    [InlineData("NOT FOR INTERNET DISTRIBUTION", "NOT FOR INTERNET DISTRIBUTION", "")]
    [InlineData("AIDAC\n\nUSAID/W FOR ANE", "AIDAC", "USAID/W FOR ANE")]
    [InlineData("SIPDIS\n\nDEPARTMENT PLEASE PASS TO USTR\nGENEVA FOR RMA", "SIPDIS", "DEPARTMENT PLEASE PASS TO USTR|GENEVA FOR RMA")]
    public void Captions_and_passing_lines(string lines, string captions, string passing)
    {
        var telegram = Read(("SIPDIS", lines));
        Assert.Equal((captions, passing), (string.Join('|', telegram.Header.Captions), string.Join('|', telegram.Header.Passing)));
        Silent(telegram);
    }

    private static Telegram Read(params (string Old, string New)[] changes)
    {
        var text = Sound;
        foreach (var (old, now) in changes)
        {
            Assert.Contains(old, text, StringComparison.Ordinal);
            text = text.Replace(old, now, StringComparison.Ordinal);
        }

        return ReaderFiles.Read(text);
    }

    private static void Silent(Telegram telegram) => Assert.Empty(telegram.Complaints.Where(c => c.Severity > Severity.Info));
}
