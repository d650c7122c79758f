using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Concord.Core.Kernel;
using Concord.Platform.Api;
using Concord.Platform.Export;
using Concord.Platform.I18n;
using Concord.Platform.Lists;
using Concord.Platform.Web;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Tests.Exports;

/// <summary>What is taken out is read by other programs as it was meant.</summary>
public sealed class ExportTests
{
    private static readonly string[] Scripts =
        ["ការជួញដូរ", "ການຄ້າມະນຸດ", "การค้ามนุษย์", "လူကုန်ကူးမှု", "buôn người Việt", "贩卖人口 👩‍👧", "الاتجار بالبشر", "two\r\nlines, \"quoted\"", " spaces "];

    private static readonly string[] Formulas = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "=cmd|' /C calc'!A0"];

    [Fact]
    public async Task A_csv_is_read_as_it_was_written_in_every_script_and_no_text_is_a_formula()
    {
        using var bytes = new MemoryStream();
        await CsvExport.WriteAsync(Table([.. Scripts.Concat(Formulas).Select(s => new object?[] { s, -5, new DateOnly(2008, 4, 15) })]), bytes, TestContext.Current.CancellationToken);
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes.ToArray()[..3]);
        var rows = Csv(Encoding.UTF8.GetString(bytes.ToArray()[3..]));
        Assert.Equal(["Text", "Value", "Date"], rows[0]);
        Assert.Equal(["#description", "#indicator+value+num", "#date+start"], rows[1]);
        Assert.Equal(Scripts, rows[2..(2 + Scripts.Length)].Select(r => r[0]));
        Assert.Equal(Formulas.Select(f => "'" + f), rows[(2 + Scripts.Length)..].Select(r => r[0]));
        Assert.All(rows[2..], r => Assert.Equal(("-5", "2008-04-15"), (r[1], r[2])));
    }

    [Fact]
    public async Task A_workbook_is_whole_and_days_are_days_only_where_they_are_exact()
    {
        var fuzzy = DateAnswer.Of(World.Ok(When.Parse("2008-04")));
        var exact = DateAnswer.Of(World.Ok(When.Parse("2008-04-15")));
        object?[][] given = [.. Scripts.Concat(Formulas).Select(s => new object?[] { s, 1.25m, exact }), ["x\u0001y\uD800z", 7L, fuzzy], [new string('ក', 40_000), null, new DateOnly(1850, 1, 1)]];
        using var bytes = new MemoryStream();
        Assert.Equal(given.Length, World.Ok(await XlsxExport.WriteAsync(Table(given), bytes, TestContext.Current.CancellationToken)));
        bytes.Position = 0;
        using var book = SpreadsheetDocument.Open(bytes, false);
        Assert.Empty(new OpenXmlValidator().Validate(book, TestContext.Current.CancellationToken).Select(e => e.Description + " " + e.Path?.XPath));
        var sheets = book.WorkbookPart!.Workbook!.Descendants<Sheet>().ToList();
        Assert.Equal(["statements", "about"], sheets.Select(s => s.Name!.Value));
        var rows = Rows(book, sheets[0]);
        Assert.Equal(["Text", "Value", "Date"], rows[0].Select(c => c.InnerText));
        Assert.Equal(["#description", "#indicator+value+num", "#date+start"], rows[1].Select(c => c.InnerText));
        Assert.Equal(Scripts.Concat(Formulas).Select(s => s.ReplaceLineEndings("\n")), rows[2..^2].Select(r => r[0].InnerText.ReplaceLineEndings("\n")));
        Assert.DoesNotContain(rows.SelectMany(r => r), c => c.CellFormula is not null);
        Assert.All(rows[2..^2], r =>
        {
            Assert.Equal("1.25", r[1].CellValue!.Text);
            Assert.Equal((1u, new DateTime(2008, 4, 15)), (r[2].StyleIndex!.Value, DateTime.FromOADate(double.Parse(r[2].CellValue!.Text, CultureInfo.InvariantCulture))));
        });
        Assert.Equal(("xy\uFFFDz", "2008-04"), (rows[^2][0].InnerText, rows[^2][2].InnerText));
        Assert.Equal((32_767, "1850-01-01"), (rows[^1][0].InnerText.Length, rows[^1][1].InnerText));
        Assert.Contains("2008-04-15", Rows(book, sheets[1]).SelectMany(r => r).Select(c => c.InnerText));
    }

    [Fact]
    public async Task A_stop_is_heard_between_rows()
    {
        using var stop = new CancellationTokenSource();
        async IAsyncEnumerable<object?[]> EndlessAsync()
        {
            for (var i = 0; ; i++)
            {
                if (i == 100)
                {
                    await stop.CancelAsync();
                }

                stop.Token.ThrowIfCancellationRequested();
                yield return ["x", i, null];
            }
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CsvExport.WriteAsync(Table([]) with { Rows = EndlessAsync() }, Stream.Null, stop.Token));
    }

    [Fact]
    public async Task Every_list_is_taken_out_over_http_with_its_days_and_filters()
    {
        await using var site = await Site.StartAsync();
        await using var scope = site.Services.CreateAsyncScope();
        var lists = scope.ServiceProvider.GetServices<IListed>().ToList();
        Assert.True(lists.Count >= 8);
        foreach (var list in lists)
        {
            Assert.All(list.Heads, h =>
            {
                Assert.StartsWith("#", h.Tag, StringComparison.Ordinal);
                Assert.DoesNotContain("⟦", Texts.Here("lists.column-" + h.Name), StringComparison.Ordinal);
            });
            Assert.Equal(list.Heads.Length, list.Heads.Select(h => h.Tag).Distinct().Count());
            Assert.All(list.Filters.Where(_ => list.Page is not (null or "/record" or "/acts" or "/search")).Where(f => f.Name != "order"), f =>
            {
                Assert.DoesNotContain("⟦", ListWords.Filter(list.Name, f.Name), StringComparison.Ordinal);
                Assert.All(f.Choices, c => Assert.DoesNotContain("⟦", ListWords.Choice(list.Name, f.Name, c), StringComparison.Ordinal));
            });
            var query = list.Filters.Any(f => f.Needed) ? "?q=law" : list.Filters.Any(f => f.Name == "known") ? "?known=2020-01-02" : "";
            var csv = await site.Client.GetAsync(new Uri($"/export/{list.Name}.csv{query}", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.OK, "text/csv"), (csv.StatusCode, csv.Content.Headers.ContentType?.MediaType));
            if (query.Contains("known", StringComparison.Ordinal))
            {
                Assert.Contains("known-2020-01-02", csv.Content.Headers.ContentDisposition?.FileName, StringComparison.Ordinal);
                Assert.Contains("2020-01-02", Uri.UnescapeDataString(csv.Headers.GetValues("Concord-Export").Single()), StringComparison.Ordinal);
            }

            var rows = Csv((await csv.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).TrimStart('\uFEFF'));
            Assert.All(rows, r => Assert.Equal(list.Heads.Length, r.Count));
            using var xlsx = new MemoryStream(await site.Client.GetByteArrayAsync(new Uri($"/export/{list.Name}.xlsx{query}", UriKind.Relative), TestContext.Current.CancellationToken));
            using var book = SpreadsheetDocument.Open(xlsx, false);
            Assert.Empty(new OpenXmlValidator().Validate(book, TestContext.Current.CancellationToken));
            Assert.Equal(rows.Count, Rows(book, book.WorkbookPart!.Workbook!.Descendants<Sheet>().First()).Count);
        }

        foreach (var bad in new[] { "/export/nothing.csv", "/export/statements.pdf", "/export/statements.csv?colour=red" })
        {
            var refused = await site.Client.GetAsync(new Uri(bad, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.False(refused.IsSuccessStatusCode);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        }
    }

    internal static ExportTable Table(object?[][] rows) => new(
        "statements", [("Text", "#description"), ("Value", "#indicator+value+num"), ("Date", "#date+start")], [("As it stood on", "2008-04-15")], Each(rows));

    private static async IAsyncEnumerable<object?[]> Each(IEnumerable<object?[]> rows)
    {
        foreach (var row in rows)
        {
            await Task.Yield();
            yield return row;
        }
    }

    private static List<List<Cell>> Rows(SpreadsheetDocument book, Sheet sheet) =>
        [.. ((WorksheetPart)book.WorkbookPart!.GetPartById(sheet.Id!)).Worksheet!.Descendants<Row>().Select(r => r.Elements<Cell>().ToList())];

    /// <summary>A reader of RFC 4180.</summary>
    internal static List<List<string>> Csv(string text)
    {
        var (rows, row, field, quoted) = (new List<List<string>>(), new List<string>(), new StringBuilder(), false);
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (quoted && c == '"' && at + 1 < text.Length && text[at + 1] == '"')
            {
                _ = field.Append('"');
                at++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && (c == ',' || c == '\r'))
            {
                row.Add(field.ToString());
                _ = field.Clear();
                if (c == '\r')
                {
                    rows.Add(row);
                    row = [];
                    at++;
                }
            }
            else
            {
                _ = field.Append(c);
            }
        }

        return rows;
    }

    /// <summary>As a connection is: nothing can be read back.</summary>
    internal sealed class WriteOnly : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count)
        {
        }
    }
}
