using System.Globalization;
using System.Text;
using Concord.Core.Sources;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace Concord.Tests.Sources.Documents;

public sealed class PdfTests
{
    internal static byte[] Pdf(params Action<PdfPageBuilder, PdfDocumentBuilder.AddedFont>[] pages)
    {
        using var made = new PdfDocumentBuilder();
        var font = made.AddStandard14Font(Standard14Font.Helvetica);
        foreach (var page in pages)
        {
            page(made.AddPage(PageSize.A4), font);
        }

        return made.Build();
    }

    internal static Action<PdfPageBuilder, PdfDocumentBuilder.AddedFont> Lines(double left, double top, params string[] lines) => (page, font) =>
    {
        foreach (var (i, line) in lines.Index().Where(l => l.Item.Length > 0))
        {
            _ = page.AddText(line, 11, new PdfPoint(left, top - (i * 14)), font);
        }
    };

    [Fact]
    public void Paragraphs_are_anchors_with_their_page()
    {
        var read = Reading.Document(Pdf(Lines(60, 780, "5 March 2008", "", "Burma signed an agreement with", "Thailand in 2007.", "", "Second."), Lines(60, 780, "Third.")));
        Assert.Equal(["5 March 2008", "Burma signed an agreement with\nThailand in 2007.", "Second.", "Third."], read.Texts());
        Assert.Equal(["page:1/paragraph:1", "page:1/paragraph:2", "page:1/paragraph:3", "page:2/paragraph:1"], read.Places());
        Assert.Equal(new DateOnly(2008, 3, 5), read.Head.Day);
    }

    [Fact]
    public void Of_two_columns_the_left_one_is_read_first_below_the_heading_that_goes_over_both() => Assert.Equal(
        ["A heading that goes over both of the columns of this page and further", "left one\nleft two\nleft three", "right one\nright two\nright three"],
        Reading.Document(Pdf((page, font) =>
        {
            Lines(60, 780, "A heading that goes over both of the columns of this page and further")(page, font);
            for (var i = 0; i < 3; i++)
            {
                // row by row, as some programs write
                string[] number = ["one", "two", "three"];
                Lines(60, 740 - (i * 14), "left " + number[i])(page, font);
                Lines(320, 740 - (i * 14), "right " + number[i])(page, font);
            }
        })).Texts());

    [Theory]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public void A_turned_page_is_read_as_its_lines_run(int degrees)
    {
        var read = Reading.Document(Pdf((page, font) =>
        {
            Lines(60, 780, "First line of it", "second line of it")(page, font);
            _ = page.SetRotation(new PageRotationDegrees(degrees));
        }));
        Assert.Equal(["First line of it\nsecond line of it"], read.Texts());
    }

    [Fact]
    public void A_scan_says_that_it_has_no_text()
    {
        var read = Reading.Document(Pdf((page, _) => page.DrawRectangle(new PdfPoint(10, 10), 100, 100)));
        Assert.Empty(read.Parts);
        Assert.Equal("pdf-no-text", Assert.Single(read.Notes()));
        Assert.Equal(NoteWeight.Error, read.Notes[0].Weight);
    }

    [Fact]
    public void A_page_without_text_among_others_is_counted() =>
        Assert.Equal(["pdf-pages-without-text"], Reading.Document(Pdf(Lines(60, 780, "text"), (page, _) => page.DrawRectangle(new PdfPoint(10, 10), 9, 9))).Notes());

    [Fact]
    public void A_locked_one_says_so()
    {
        // The entry of a standard security handler whose password is not empty.
        var locked = Raw("BT /F1 12 Tf 60 700 Td (x) Tj ET", trailer: $"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{new string('1', 64)}> /U <{new string('2', 64)}> >> /ID [<01> <01>]");
        Assert.Equal("document.password", Reading.Refused(locked));
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.5)]
    [InlineData(0.95)]
    public void One_that_is_cut_off_is_read_as_far_as_it_goes_or_refused_in_words(double part)
    {
        var whole = Pdf(Lines(60, 780, "one"), Lines(60, 780, "two"));
        var told = Reading.Of(whole[..(int)(whole.Length * part)]).Match(_ => "read", r => r[0].Code);
        Assert.Contains(told, new[] { "read", "document.damaged" });
    }

    [Fact]
    public void Packed_without_measure_it_is_refused()
    {
        using var packed = new MemoryStream();
        using (var deflate = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var block = new byte[1_000_000];
            for (var i = 0; i < 401; i++)
            {
                deflate.Write(block);
            }
        }

        Assert.Equal("document.pdf-bomb", Reading.Refused(Raw(Encoding.Latin1.GetString(packed.ToArray()), "/Filter /FlateDecode")));
    }

    [Fact]
    public void Nesting_without_end_is_borne()
    {
        var told = Reading.Of(Raw(new string('[', 200_000))).Match(_ => "read", r => r[0].Code);
        Assert.Contains(told, new[] { "read", "document.damaged" });
    }

    [Theory]
    [InlineData("مكافحة الاتجار", true)]
    [InlineData("סחר בבני אדם 2008 סוף", true)]
    [InlineData("ការជួញដូរមនុស្ស", false)]
    [InlineData("การค้ามนุษย์", false)]
    [InlineData("ການຄ້າມະນຸດ", false)]
    [InlineData("လူကုန်ကူးမှု", false)]
    public void Every_script_comes_out_in_logical_order(string text, bool drawnFromTheLeft)
    {
        // Right to left is drawn as it is seen, from left to right; a number in it is not turned.
        var drawn = drawnFromTheLeft ? Seen(text) : text;
        Assert.Equal([text], Reading.Document(Raw(Show(drawn), font: ToUnicode(drawn))).Texts());
    }

    private static string Seen(string text)
    {
        var words = text.Split(' ').Reverse().Select(w => char.IsAsciiDigit(w[0]) ? w : string.Concat(w.Reverse()));
        return string.Join(' ', words);
    }

    private static string Show(string text) =>
        "BT /F1 12 Tf 60 700 Td <" + string.Concat(text.Select((_, i) => (i + 1).ToString("x2", CultureInfo.InvariantCulture))) + "> Tj ET";

    private static string ToUnicode(string text) =>
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <00> <ff> endcodespacerange\n"
        + $"{text.Length} beginbfchar\n" + string.Concat(text.Select((c, i) => $"<{i + 1:x2}> <{(int)c:x4}>\n")) + "endbfchar endcmap end end";

    /// <summary>A page written by hand, with the characters of its font told apart by a table of their own.</summary>
    internal static byte[] Raw(string content, string filter = "", string trailer = "", string? font = null)
    {
        var widths = string.Join(' ', Enumerable.Repeat("500", 255));
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {content.Length} {filter} >>\nstream\n{content}\nendstream",
            "<< /Type /Font /Subtype /TrueType /BaseFont /Custom /FontDescriptor << /Type /FontDescriptor /FontName /Custom /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent 0 /CapHeight 700 /StemV 80 >> /FirstChar 1 /LastChar 255 /Widths [" + widths + "]" + (font is null ? "" : " /ToUnicode 6 0 R") + " >>",
            $"<< /Length {font?.Length ?? 0} >>\nstream\n{font}\nendstream",
        ];
        var made = new StringBuilder("%PDF-1.4\n");
        var at = new List<int>();
        foreach (var (i, one) in objects.Index())
        {
            at.Add(made.Length);
            _ = made.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{one}\nendobj\n");
        }

        var table = made.Length;
        _ = made.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        at.ForEach(a => made.Append(CultureInfo.InvariantCulture, $"{a:d10} 00000 n \n"));
        _ = made.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(made.ToString());
    }
}
