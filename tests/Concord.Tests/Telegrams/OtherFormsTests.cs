using System.Text;
using Concord.Core.Telegrams;
using Concord.Core.Telegrams.Reading;

namespace Concord.Tests.Telegrams;

/// <summary>The forms that are not State's of the 2000s: each is recognised in whatever condition, said so, and never taken for another.</summary>
public sealed class OtherFormsTests
{
    private const string Archive =
        """
        PAGE 01        NAKORN 04417  01 OF 01  281022Z
        ACTION EA-09

        INFO  OCT-01  ISO-00  SCA-01  /024 W
                          ------------------281140Z 071833 /12
        R 280915Z FEB 77
        FM AMEMBASSY NAKORN PATI
        TO SECSTATE WASHDC 3316
        INFO AMEMBASSY VIENTIANE
        AMCONSUL UDORN PRIORITY

        LIMITED OFFICIAL USE NAKORN PATI 4417

        E.O. 11652: N/A
        TAGS: SREF, PINS, TH, LA
        SUBJECT: BORDER CAMPS: REGISTRATION OF HILL PEOPLE

        1. PROVINCIAL GOVERNOR TOLD EMBOFF THAT REGISTRATION IN
        THREE CAMPS WAS COMPLETED.
        LIMITED OFFICIAL USE

        PAGE 02        NAKORN 04417  01 OF 01  281022Z

        2. LAO CHARGE WISHES TO OPEN TALKS.
        ASHCOMBE

        LIMITED OFFICIAL USE

        NNN
        """;

    private const string Janap =
        """
        RTTUZYUW RUEOABC0217 1461432-UUUU--RULGSTL.
        ZNR UUUUU ZDH
        R 261425Z MAY 87
        FM USCINCSO DET PORT SAVIRE
        TO AMEMBASSY KINGSTON
        INFO AMEMBASSY PORT OF SPAIN
        COMUSFORCARIB KEY WEST FL
        BT
        UNCLAS
        SUBJ: SMALL CRAFT PATROLS AND MIGRANT TRAFFIC
        1. COAST GUARD REPORTED THAT PATROLS IN APRIL STOPPED
        NINE SMALL CRAFT.
        2. NO AGREEMENT HAS BEEN SIGNED.
        BT
        #0217
        NNNN
        """;

    private const string Labelled =
        """
        UNCLASSIFIED
        MRN: 10 TANJUNG BIRU 87
        Date/DTG: Mar 01, 2010 / 010230Z MAR 10
        From: AMCONSUL TANJUNG BIRU
        Action: WASHDC, SECSTATE ROUTINE
        Info: JAKARTA, AMEMBASSY ROUTINE
        E.O.: 12958
        TAGS: PHUM, ID, SN
        Captions: SENSITIVE
        Subject: Straits Cities Dialogue

        1. Indonesia and Singapore met in March.

        2. Singapore offered a workshop.

        Signature: LARKE
        """;

    private const string Released =
        """
        Message Text

        Message Text




        UNCLASSIFIED

        PAGE 01        STATE 187673
        ORIGIN SS-25

        INFO OCT-01 ISO-00 /026 R

        DRAFTED BY G/TIP: D. LARKE
        APPROVED BY G/TIP: D. LARKE
                          ------------------270429Z 060566 /61
        P 262340Z JAN 77
        FM SECSTATE WASHDC
        TO AMEMBASSY NAKORN PATI PRIORITY

        UNCLAS STATE 187673

        E.O. 11652: N/A
        TAGS: SREF, TH
        SUBJECT: BORDER CAMPS

        1. PLEASE REPORT ON CAMPS.

        VANCE

        UNCLASSIFIED

        NNN


        Raw content:
        Document Number: 1977STATE187673
        """;

    private static readonly (string Name, TelegramForm Form, string Text)[] Forms =
    [
        ("archive", TelegramForm.State1970s, Archive), ("janap", TelegramForm.Janap128, Janap), ("labelled", TelegramForm.Labelled, Labelled),
        ("released", TelegramForm.State1970s, Released), ("state", TelegramForm.State, ReaderFiles.Sound),
    ];

    public static TheoryData<string, string> Conditions
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (name, _, _) in Forms)
            {
                foreach (var condition in new[] { "as it stands", "CRLF", "CR", "form feeds", "indented", "tabs", "blank lines", "no trailer", "broken off", "blanks at the end", "a note before", "UTF-16" })
                {
                    data.Add(name, condition);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Each_form_is_recognised_in_every_condition(string name, string condition)
    {
        var (_, form, text) = Forms.Single(f => f.Name == name);
        text = text.ReplaceLineEndings("\n");
        var lines = text.Split('\n');
        var bytes = Encoding.UTF8.GetBytes(condition switch
        {
            "CRLF" => text.ReplaceLineEndings("\r\n"),
            "CR" => text.ReplaceLineEndings("\r"),
            "form feeds" => text.Replace("\n\n", "\n\f\n", StringComparison.Ordinal),
            "indented" => string.Join('\n', lines.Select(l => "    " + l)),
            "tabs" => string.Join('\n', lines.Select(l => "\t" + l)),
            "blank lines" => text.Replace("\n", "\n\n", StringComparison.Ordinal),
            "no trailer" => string.Join('\n', lines.Take(lines.Length - 2)),
            "broken off" => text[..(text.IndexOf("\n1. ", StringComparison.Ordinal) + 20)],
            "blanks at the end" => string.Join('\n', lines.Select(l => l + "   ")),
            "a note before" => "Retrieved from a box.\n\n" + text,
            _ => text,
        });
        var telegram = TelegramReader.Read(condition == "UTF-16" ? [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)] : bytes);
        Assert.Equal(form, telegram.Form);
        Assert.NotNull(telegram.Header.Dtg?.Utc);
        Assert.NotNull(telegram.Header.Originator);
        Assert.NotEmpty(telegram.Header.Action);
        Assert.NotNull(telegram.Header.Subject);
        Assert.NotEmpty(telegram.Paragraphs);
        Assert.DoesNotContain(telegram.Complaints, c => c.Severity == Severity.Error && condition != "no trailer" && condition != "broken off");
    }

    [Fact]
    public void An_archive_copy_is_read()
    {
        var telegram = ReaderFiles.Read(Archive);
        var h = telegram.Header;
        Assert.Equal(("AMEMBASSY NAKORN PATI", "LIMITED OFFICIAL USE", "NAKORN PATI 4417", "ASHCOMBE"), (h.Originator, h.Classification, h.Mrn, h.Signature));
        Assert.Equal(["SECSTATE WASHDC"], h.Action.Select(a => a.Plad));
        Assert.Equal(["AMEMBASSY VIENTIANE", "AMCONSUL UDORN"], h.Info.Select(a => a.Plad));
        Assert.Equal(["SREF", "PINS", "TH", "LA"], h.Tags);
        Assert.Equal(["PROVINCIAL GOVERNOR TOLD EMBOFF THAT REGISTRATION IN THREE CAMPS WAS COMPLETED.", "LAO CHARGE WISHES TO OPEN TALKS."], telegram.Paragraphs.Select(p => p.Text));
    }

    [Fact]
    public void An_archive_copy_as_it_was_released_is_read_without_what_the_archive_put_round_it()
    {
        var telegram = ReaderFiles.Read(Released);
        var h = telegram.Header;
        Assert.Equal(("SECSTATE WASHDC", "UNCLAS", "STATE 187673", "VANCE", "BORDER CAMPS"), (h.Originator, h.Classification, h.Mrn, h.Signature, h.Subject));
        Assert.Equal(new Addressee(null, "AMEMBASSY NAKORN PATI", "PRIORITY", null, false), Assert.Single(h.Action));
        Assert.Equal("PLEASE REPORT ON CAMPS.", Assert.Single(telegram.Paragraphs).Text);
    }

    [Fact]
    public void A_JANAP_128_message_is_read()
    {
        var telegram = ReaderFiles.Read(Janap);
        var h = telegram.Header;
        Assert.Equal(("USCINCSO DET PORT SAVIRE", "UNCLAS", "SMALL CRAFT PATROLS AND MIGRANT TRAFFIC"), (h.Originator, h.Classification, h.Subject));
        Assert.Equal(["AMEMBASSY PORT OF SPAIN", "COMUSFORCARIB KEY WEST FL"], h.Info.Select(a => a.Plad));
        Assert.Equal(["COAST GUARD REPORTED THAT PATROLS IN APRIL STOPPED NINE SMALL CRAFT.", "NO AGREEMENT HAS BEEN SIGNED."], telegram.Paragraphs.Select(p => p.Text));
    }

    [Fact]
    public void A_labelled_message_is_read()
    {
        var telegram = ReaderFiles.Read(Labelled);
        var h = telegram.Header;
        Assert.Equal(("AMCONSUL TANJUNG BIRU", "UNCLASSIFIED", "10 TANJUNG BIRU 87", "10TANJUNGBIRU87", "Straits Cities Dialogue"), (h.Originator, h.Classification, h.Mrn, h.ReferenceId, h.Subject));
        Assert.Equal(["PHUM", "ID", "SN"], h.Tags);
        Assert.Equal(["Indonesia and Singapore met in March.", "Singapore offered a workshop."], telegram.Paragraphs.Select(p => p.Text));
    }
}
