using System.IO.Compression;
using System.Text;

namespace Concord.Tests.Sources.Documents;

/// <summary>A Word document written by hand, part by part.</summary>
internal static class WordFile
{
    public const string Names =
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
        + " xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" xmlns:v=\"urn:schemas-microsoft-com:vml\""
        + " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"";

    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

    public static string P(string text, string properties = "") => $"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>";

    public static string Style(string id) => $"<w:pStyle w:val=\"{id}\"/>";

    public static string Table(params string[][] rows) =>
        "<w:tbl>" + string.Concat(rows.Select(r => "<w:tr>" + string.Concat(r.Select(c => $"<w:tc>{c}</w:tc>")) + "</w:tr>")) + "</w:tbl>";

    public static byte[] Of(string body, string? footnotes = null, string? prolog = null, string? numbering = null, string? header = null, params (string Name, string Text)[] more)
    {
        using var made = new MemoryStream();
        using (var zip = new ZipArchive(made, ZipArchiveMode.Create, leaveOpen: true))
        {
            Put(zip, "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + $"<Override PartName=\"/word/document.xml\" ContentType=\"{Word}document.main+xml\"/>"
                + $"<Override PartName=\"/word/styles.xml\" ContentType=\"{Word}styles+xml\"/>"
                + (footnotes is null ? "" : $"<Override PartName=\"/word/footnotes.xml\" ContentType=\"{Word}footnotes+xml\"/>")
                + (numbering is null ? "" : $"<Override PartName=\"/word/numbering.xml\" ContentType=\"{Word}numbering+xml\"/>")
                + (header is null ? "" : $"<Override PartName=\"/word/header1.xml\" ContentType=\"{Word}header+xml\"/>") + "</Types>");
            Put(zip, "_rels/.rels",
                $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{Relations}officeDocument\" Target=\"word/document.xml\"/></Relationships>");
            Put(zip, "word/_rels/document.xml.rels",
                $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{Relations}styles\" Target=\"styles.xml\"/>"
                + (footnotes is null ? "" : $"<Relationship Id=\"r2\" Type=\"{Relations}footnotes\" Target=\"footnotes.xml\"/>")
                + (numbering is null ? "" : $"<Relationship Id=\"r3\" Type=\"{Relations}numbering\" Target=\"numbering.xml\"/>")
                + (header is null ? "" : $"<Relationship Id=\"r4\" Type=\"{Relations}header\" Target=\"header1.xml\"/>") + "</Relationships>");
            Put(zip, "word/styles.xml",
                $"<w:styles {Names}><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val=\"en-GB\"/></w:rPr></w:rPrDefault></w:docDefaults>"
                + "<w:style w:type=\"paragraph\" w:styleId=\"T\"><w:name w:val=\"Title\"/></w:style>"
                + "<w:style w:type=\"paragraph\" w:styleId=\"H1\"><w:name w:val=\"heading 1\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>"
                + "<w:style w:type=\"paragraph\" w:styleId=\"H2\"><w:name w:val=\"Own\"/><w:basedOn w:val=\"H1\"/></w:style></w:styles>");
            Put(zip, "word/document.xml", $"{prolog}<w:document {Names}><w:body>{body}</w:body></w:document>");
            if (footnotes is not null)
            {
                Put(zip, "word/footnotes.xml", $"<w:footnotes {Names}>{footnotes}</w:footnotes>");
            }

            if (numbering is not null)
            {
                Put(zip, "word/numbering.xml", $"<w:numbering {Names}>{numbering}</w:numbering>");
            }

            if (header is not null)
            {
                Put(zip, "word/header1.xml", $"<w:hdr {Names}>{header}</w:hdr>");
            }

            foreach (var (name, text) in more)
            {
                Put(zip, name, text);
            }
        }

        return made.ToArray();
    }

    private static void Put(ZipArchive zip, string name, string text)
    {
        using var stream = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
    }
}
