using Concord.Core.Sources;
using static Concord.Tests.Sources.Documents.WordFile;

namespace Concord.Tests.Sources.Documents;

public sealed class WordTests
{
    [Fact]
    public void Headings_paragraphs_items_and_cells_are_anchors_with_their_place()
    {
        var read = Reading.Document(Of(
            P("Report", Style("T")) + P("Geneva, 5 March 2008") + P("Laws", Style("H1")) + P("More", Style("H2"))
            + P("first", "<w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"3\"/></w:numPr>") + Table([P("a"), P("b") + P("b2")], [P("c"), P("d")])));
        Assert.Equal(["Report", "Geneva, 5 March 2008", "Laws", "More", "first", "a", "b\nb2", "c", "d"], read.Texts());
        Assert.Equal(
            ["paragraph:1", "paragraph:2", "paragraph:3", "paragraph:4", "paragraph:5", "table:1/row:1/column:1", "table:1/row:1/column:2", "table:1/row:2/column:1", "table:1/row:2/column:2"],
            read.Places());
        Assert.Equal(
            [PartKind.Heading, PartKind.Paragraph, PartKind.Heading, PartKind.Heading, PartKind.Item, PartKind.Cell, PartKind.Cell, PartKind.Cell, PartKind.Cell],
            read.Parts.Select(p => p.Kind));
        Assert.Equal(2, read.Parts[4].Level);
        Assert.Equal(("Report", "en-GB", new DateOnly(2008, 3, 5)), (read.Head.Title, read.Head.Language, read.Head.Day));
        Assert.Empty(read.Notes);
    }

    [Fact]
    public void Tracked_changes_are_read_as_accepted_and_a_note_says_so()
    {
        var read = Reading.Document(Of(
            "<w:p><w:r><w:t xml:space=\"preserve\">Burma </w:t></w:r><w:del><w:r><w:delText>drafted</w:delText></w:r></w:del><w:ins><w:r><w:t>signed</w:t></w:r></w:ins><w:r><w:t xml:space=\"preserve\"> it</w:t></w:r></w:p>"
            + "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>in </w:t></w:r></w:p>" + P("May.")
            + "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + P("gone") + "</w:tc></w:tr><w:tr><w:tc>" + P("stays") + "</w:tc></w:tr></w:tbl>"));
        Assert.Equal(["Burma signed it", "in May.", "stays"], read.Texts());
        Assert.Equal(["word-tracked-changes"], read.Notes());
    }

    [Fact]
    public void Footnotes_come_after_the_text_in_the_order_in_which_it_leads_to_them()
    {
        static string Leads(int id) => $"<w:p><w:r><w:t>x{id}</w:t><w:footnoteReference w:id=\"{id}\"/></w:r></w:p>";
        static string Note(int id, string text) => $"<w:footnote w:id=\"{id}\">{P(text)}</w:footnote>";
        var read = Reading.Document(Of(Leads(7) + Leads(3), Note(3, "three") + Note(7, "seven") + Note(9, "led to by nothing")));
        Assert.Equal(["x7", "x3", "seven", "three"], read.Texts());
        Assert.Equal(["footnote:1", "footnote:2"], read.Places()[2..]);
        Assert.Equal(PartKind.Note, read.Parts[2].Kind);
    }

    [Fact]
    public void The_numbers_that_Word_prints_stand_before_their_paragraphs()
    {
        static string Level(int level, string format, string text, int start = 1, string more = "") =>
            $"<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"{start}\"/><w:numFmt w:val=\"{format}\"/>{more}<w:lvlText w:val=\"{text}\"/></w:lvl>";
        static string In(int list, int level) => $"<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>";
        var numbering =
            $"<w:abstractNum w:abstractNumId=\"0\">{Level(0, "decimal", "Article %1", more: "<w:pStyle w:val=\"H1\"/>")}{Level(1, "lowerLetter", "(%2)")}{Level(2, "lowerRoman", "%1.%2.%3", more: "<w:isLgl/>")}</w:abstractNum>"
            + $"<w:abstractNum w:abstractNumId=\"1\">{Level(0, "bullet", "\uf0b7")}{Level(1, "chineseCounting", "%2、", 10)}</w:abstractNum>"
            + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>"
            + "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"7\"/></w:lvlOverride></w:num>";
        var read = Reading.Document(Of(
            P("Scope", In(1, 0)) + P("children", In(1, 1)) + P("men", In(1, 1)) + P("Means", In(1, 0)) + P("force", In(1, 1)) + P("deep", In(1, 2)) + P("point", In(2, 0)) + P("十", In(2, 1)) + P("更", In(2, 1))
            + P("Anew", In(3, 0)) + P("On", In(1, 0)) + P("By style", Style("H1") + "<w:numPr><w:numId w:val=\"1\"/></w:numPr>") + P("None", "<w:numPr><w:numId w:val=\"0\"/></w:numPr>") + P("Unknown", In(9, 0)),
            numbering: numbering));
        Assert.Equal(
            ["Article 1 Scope", "(a) children", "(b) men", "Article 2 Means", "(a) force", "2.1.1 deep", "point", "十、 十", "十一、 更", "Article 7 Anew", "Article 8 On", "Article 9 By style", "None", "Unknown"],
            read.Texts());
    }

    [Theory]
    [InlineData("upperRoman", 1994, "MCMXCIV")]
    [InlineData("upperLetter", 28, "BB")]
    [InlineData("ordinal", 112, "112th")]
    [InlineData("thaiNumbers", 20, "๒๐")]
    [InlineData("chineseCountingThousand", 203, "二百零三")]
    [InlineData("decimalZero", 3, "03")]
    [InlineData("lowerRoman", 0, "0")]
    [InlineData("lowerLetter", -4, "-4")]
    [InlineData("somethingNew", 5, "5")]
    public void Numbers_of_lists_are_written_as_Word_writes_them(string format, int number, string written) =>
        Assert.Equal(written, Concord.Modules.Sources.Documents.WordNumerals.Of(number, format));

    [Fact]
    public void What_stands_at_the_head_of_pages_is_read_once_and_a_line_of_page_numbers_is_not()
    {
        var read = Reading.Document(Of(
            P("Text."), header: Table([P("MINISTRY OF LABOR"), P("No. 12/2008")]) + "<w:p><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>3</w:t></w:r></w:fldSimple><w:r><w:t> of 9</w:t></w:r></w:p>"));
        Assert.Equal(["Text.", "MINISTRY OF LABOR", "No. 12/2008"], read.Texts());
        Assert.Equal(["paragraph:1", "head:1/table:1/row:1/column:1", "head:1/table:1/row:1/column:2"], read.Places());
    }

    [Fact]
    public void Inner_tables_come_after_their_outer_one_with_their_place_in_it()
    {
        var inner = Table([P("in1"), P("in2")]);
        var read = Reading.Document(Of(Table([P("a"), P("b") + inner + P("b2")], [P("c"), P("d")])));
        Assert.Equal(["a", "b\nb2", "c", "d", "in1", "in2"], read.Texts());
        Assert.Equal("table:1/row:1/column:2/table:1/row:1/column:2", read.Places()[^1]);
    }

    [Fact]
    public void A_text_box_is_read_once_after_the_text_though_the_file_holds_it_twice()
    {
        var box = $"<w:txbxContent>{P("boxed")}</w:txbxContent>";
        var read = Reading.Document(Of(
            "<w:p><w:r><w:t>around</w:t><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:inline><a:graphic><a:graphicData uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:wsp><wps:txbx>" + box
            + "</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>" + box + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>" + P("after")));
        Assert.Equal(["around", "after", "boxed"], read.Texts());
        Assert.Equal("box:1/paragraph:1", read.Places()[^1]);
    }

    [Fact]
    public void Five_hundred_pages_are_read_whole()
    {
        var random = new Random(7);
        string Line() => string.Join(' ', Enumerable.Range(0, 60).Select(_ => random.Next(100_000)));
        var lines = Enumerable.Range(0, 500 * 8).Select(_ => Line()).ToArray();
        var read = Reading.Document(Of(string.Concat(lines.Select(l => P(l)))));
        Assert.Equal(lines, read.Texts());
    }

    [Fact]
    public void Every_script_keeps_its_logical_order()
    {
        string[] scripts = ["مكافحة الاتجار بالبشر", "סחר בבני אדם", "ការជួញដូរមនុស្ស", "การค้ามนุษย์", "ການຄ້າມະນຸດ", "လူကုန်ကူးမှု"];
        Assert.Equal(scripts, Reading.Document(Of(string.Concat(scripts.Select(s => P(s))))).Texts());
    }

    [Fact]
    public void A_zip_bomb_is_refused_before_it_is_held()
    {
        var bytes = Of(P("small"), more: ("word/media/zeros.bin", new string('\0', 30_000_000)));
        Assert.True(bytes.Length < 100_000);
        Assert.Equal("document.bomb", Reading.Refused(bytes));
    }

    [Fact]
    public void An_outer_entity_is_never_resolved_and_its_document_refused()
    {
        var secret = Path.GetTempFileName();
        try
        {
            File.WriteAllText(secret, "secret");
            var bytes = Of(P("&x;"), prolog: $"<!DOCTYPE d [<!ENTITY x SYSTEM \"file://{secret}\">]>");
            Assert.Equal("document.doctype", Reading.Refused(bytes));
        }
        finally
        {
            File.Delete(secret);
        }
    }

    /// <summary>Each becomes an object, and they pack to nothing.</summary>
    [Fact]
    public void Elements_without_end_are_refused() => Assert.Equal("document.too-many-elements", Reading.Refused(Of(P("small") + string.Concat(Enumerable.Repeat("<w:p/>", 2_000_000)))));

    [Fact]
    public void Nesting_without_end_is_refused() =>
        Assert.Equal("document.too-deep", Reading.Refused(Of(string.Concat(Enumerable.Repeat("<w:tbl><w:tr><w:tc>", 20_000)) + string.Concat(Enumerable.Repeat("</w:tc></w:tr></w:tbl>", 20_000)))));

    [Theory]
    [InlineData("xl/workbook.xml", "import.spreadsheet")]
    [InlineData("ppt/presentation.xml", "import.slides")]
    [InlineData("letters/one.txt", "import.archive")]
    public void Other_zips_say_what_they_are_and_what_to_do(string entry, string code)
    {
        using var made = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(made, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry(entry).Open().Dispose();
        }

        Assert.Equal(code, Reading.Refused(made.ToArray()));
    }

    [Fact]
    public void Old_office_files_and_locked_ones_say_what_to_do() => Assert.Equal("import.old-office", Reading.Refused([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]));
}
