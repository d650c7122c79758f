using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using Concord.Core.Kernel;

namespace Concord.Platform.Export;

/// <summary>
/// A workbook (ECMA-376), written as it is read: the library's own writer keeps a whole sheet in memory, which a million rows would not fit. One sheet holds
/// the list, the other what it is. Days stand as days only where they are exact; everything else is text, and no text is ever a formula.
/// </summary>
internal static class XlsxExport
{
    /// <summary>A sheet has 1,048,576 rows; two are the headings.</summary>
    public const int MostRows = 1_048_574;

    /// <summary>What fits into a cell.</summary>
    public const int LongestText = 32_767;

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/";

    /// <summary>The first day that spreadsheets agree about.</summary>
    private static readonly DateOnly FirstDay = new(1900, 3, 1);
    private static readonly DateOnly DayNought = new(1899, 12, 30);

    /// <summary>Refused with <c>list.too-long-for-xlsx</c> when the rows do not fit; what was written then is to be thrown away.</summary>
    public static async Task<Result<int>> WriteAsync(ExportTable table, Stream to, CancellationToken ct)
    {
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        Put(zip, "[Content_Types].xml", $"""
            <Types xmlns="{Package}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>
            """);
        Put(zip, "_rels/.rels", $"""<Relationships xmlns="{Package}relationships"><Relationship Id="r1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        Put(zip, "xl/_rels/workbook.xml.rels", $"""
            <Relationships xmlns="{Package}relationships"><Relationship Id="r1" Type="{Relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{Relations}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="r3" Type="{Relations}/styles" Target="styles.xml"/></Relationships>
            """);
        Put(zip, "xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets><sheet name="{table.Name}" sheetId="1" r:id="r1"/><sheet name="about" sheetId="2" r:id="r2"/></sheets></workbook>""");
        Put(zip, "xl/styles.xml", $"""
            <styleSheet xmlns="{Main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts><fonts count="2"><font/><font><b/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>
            """);
        await SheetAsync(zip, "xl/worksheets/sheet2.xml", frozen: false, async sheet =>
        {
            foreach (var (at, (name, value)) in table.About.Index())
            {
                Row(sheet, at + 1, [new ExportCell(name), new ExportCell(value)], style: null);
            }

            await Task.CompletedTask.ConfigureAwait(false);
        }).ConfigureAwait(false);
        var rows = 0;
        await SheetAsync(zip, "xl/worksheets/sheet1.xml", frozen: true, async sheet =>
        {
            Row(sheet, 1, table.Columns.Select(c => new ExportCell(c.Heading)), style: "2");
            Row(sheet, 2, table.Columns.Select(c => new ExportCell(c.Tag)), style: null);
            await foreach (var row in table.Rows.WithCancellation(ct).ConfigureAwait(false))
            {
                if (++rows > MostRows)
                {
                    return;
                }

                Row(sheet, rows + 2, row.Select(ExportCell.Of), style: null);
            }
        }).ConfigureAwait(false);
        return rows > MostRows ? new Refusal("list.too-long-for-xlsx", "format", MostRows.ToString(CultureInfo.InvariantCulture)) : rows;
    }

    private static async Task SheetAsync(ZipArchive zip, string name, bool frozen, Func<XmlWriter, Task> rows)
    {
        var stream = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        await using var ofStream = stream.ConfigureAwait(false);
        using var sheet = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CheckCharacters = false });
        sheet.WriteStartElement("worksheet", Main);
        if (frozen)
        {
            sheet.WriteRaw("<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"2\" topLeftCell=\"A3\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>");
        }

        sheet.WriteStartElement("sheetData", Main);
        await rows(sheet).ConfigureAwait(false);
        sheet.WriteEndElement();
        sheet.WriteEndElement();
    }

    private static void Row(XmlWriter sheet, int number, IEnumerable<ExportCell> cells, string? style)
    {
        var row = number.ToString(CultureInfo.InvariantCulture);
        sheet.WriteStartElement("row", Main);
        sheet.WriteAttributeString("r", row);
        foreach (var (at, cell) in cells.Index())
        {
            if (cell.Text.Length == 0)
            {
                continue;
            }

            sheet.WriteStartElement("c", Main);
            sheet.WriteAttributeString("r", Column(at) + row);
            if (cell.Number is { } value)
            {
                sheet.WriteElementString("v", Main, value.ToString(CultureInfo.InvariantCulture));
            }
            else if (cell.Day is { } day && day >= FirstDay)
            {
                sheet.WriteAttributeString("s", "1");
                sheet.WriteElementString("v", Main, (day.DayNumber - DayNought.DayNumber).ToString(CultureInfo.InvariantCulture));
            }
            else
            {
                Text(sheet, cell.Text, style);
            }

            sheet.WriteEndElement();
        }

        sheet.WriteEndElement();
    }

    private static void Text(XmlWriter sheet, string text, string? style)
    {
        if (style is not null)
        {
            sheet.WriteAttributeString("s", style);
        }

        sheet.WriteAttributeString("t", "inlineStr");
        sheet.WriteStartElement("is", Main);
        sheet.WriteStartElement("t", Main);
        sheet.WriteAttributeString("xml", "space", null, "preserve");
        sheet.WriteString(Kept(text));
        sheet.WriteEndElement();
        sheet.WriteEndElement();
    }

    /// <summary>Cut to what fits, between letters; what no XML may hold is left out.</summary>
    private static string Kept(string text)
    {
        var length = text.Length <= LongestText ? text.Length : LongestText - (char.IsHighSurrogate(text[LongestText - 1]) ? 1 : 0);
        var kept = new StringBuilder(length);
        foreach (var rune in text.AsSpan(0, length).EnumerateRunes())
        {
            _ = rune.Value is '\t' or '\n' or '\r' or >= 0x20 and not (0xFFFE or 0xFFFF) ? kept.Append(rune.ToString()) : kept;
        }

        return kept.ToString();
    }

    private static string Column(int at) => at < 26 ? ((char)('A' + at)).ToString() : Column((at / 26) - 1) + (char)('A' + (at % 26));

    private static void Put(ZipArchive zip, string name, string xml)
    {
        using var stream = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        stream.Write(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + xml.Trim()));
    }
}
