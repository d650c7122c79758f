using System.Globalization;
using Concord.Core.Sources;

namespace Concord.Tests.Sources.Documents;

public sealed class DocumentFuzzTests(ITestOutputHelper output)
{
    private const int Few = 1_000;

    private static readonly string[] Scraps =
    [
        "<w:tbl>", "</w:p>", "<table><tr><td>", "</td>", "<b>", "<!--", "]]>", "&#0;", "\0", "\u00ff", "endobj", "stream\n", "<<", ">>", "[", "]", "BT", "Tj", "/Length 999999999", "xref",
        "--b\r\n", "Content-Type: message/rfc822\r\n\r\n", "Content-Transfer-Encoding: base64\r\n", "charset=utf-7", "=3D=", "PK\u0003\u0004", "\ud800", "-1", "99999999999", "%PDF-",
    ];

    [Theory]
    [InlineData(DocumentForm.Text)]
    [InlineData(DocumentForm.Word)]
    [InlineData(DocumentForm.Html)]
    [InlineData(DocumentForm.Email)]
    [InlineData(DocumentForm.Pdf)]
    public void No_mutation_makes_a_reader_throw_or_name_two_parts_alike(DocumentForm form)
    {
        byte[][] seeds = [FormFiles.Of(form), .. form switch
        {
            DocumentForm.Word => new[] { WordFile.Of(WordFile.P("a") + WordFile.Table([WordFile.P("b") + WordFile.Table([WordFile.P("c")])]), $"<w:footnote w:id=\"1\">{WordFile.P("n")}</w:footnote>"),
                WordFile.Of(
                    WordFile.P("a", "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>"),
                    numbering: "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
                    header: WordFile.P("h")),
            },
            DocumentForm.Html => ["<html><table><tr><td>a<table><tr><td>b</table><td>c</table><ul><li>d<ol><li>e</ul><pre>f"u8.ToArray()],
            DocumentForm.Pdf => [PdfTests.Raw("BT /F1 12 Tf 60 700 Td (written by hand) Tj ET"), PdfTests.Pdf(PdfTests.Lines(60, 700, "one", "", "two"), PdfTests.Lines(60, 700, "three"))],
            _ => [],
        }];
        var random = new Random(20080229);
        var (read, refused) = (0, 0);
        for (var count = 0; count < Mutants; count++)
        {
            var mutant = form == DocumentForm.Word && count % 2 == 0 ? Inside(seeds[random.Next(seeds.Length)], random) : Mutate(seeds[random.Next(seeds.Length)], random);
            _ = Reading.Of(form, mutant).Match(
                document =>
                {
                    Assert.Equal(document.Parts.Length, document.Parts.Select(p => p.Place.ToString()).Distinct().Count());
                    Assert.All(document.Parts, p => Assert.False(string.IsNullOrWhiteSpace(p.Text) || p.Text.Contains('\0', StringComparison.Ordinal)));
                    return read++;
                },
                refusals => refused++);
        }

        output.WriteLine($"{form}: {Mutants} mutants, {read} read, {refused} refused");
        Assert.Equal(Mutants, read + refused);
    }

    // CONCORD_FUZZ_MUTANTS=20000 for the long run
    private static int Mutants =>
        int.TryParse(Environment.GetEnvironmentVariable("CONCORD_FUZZ_MUTANTS"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : Few;

    /// <summary>A zip's checksums would hide its parts from most mutations: here a part is changed and packed anew.</summary>
    private static byte[] Inside(byte[] seed, Random random)
    {
        using var made = new MemoryStream();
        made.Write(seed);
        using (var zip = new System.IO.Compression.ZipArchive(made, System.IO.Compression.ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = zip.Entries[random.Next(zip.Entries.Count)];
            using var stream = entry.Open();
            using var held = new MemoryStream();
            stream.CopyTo(held);
            var mutant = Mutate(held.ToArray(), random);
            stream.SetLength(0);
            stream.Write(mutant);
        }

        return made.ToArray();
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var bytes = new List<byte>(seed);
        for (var times = random.Next(1, 6); times > 0 && bytes.Count > 2; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveRange(at, Math.Min(random.Next(1, 60), bytes.Count - at)); break;
                case 2: bytes.InsertRange(at, System.Text.Encoding.UTF8.GetBytes(Scraps[random.Next(Scraps.Length)])); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count / 2), Math.Min(100, bytes.Count / 2))); break;
                default: bytes[at] = bytes[random.Next(bytes.Count)]; break;
            }
        }

        return [.. bytes];
    }
}
