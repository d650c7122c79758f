using System.Text;

namespace Concord.Platform.Export;

/// <summary>RFC 4180 in UTF-8 with its mark, so that spreadsheets read every script. A text that a spreadsheet would take for a formula is kept from being one.</summary>
internal static class CsvExport
{
    private const int Often = 500;

    public static async Task WriteAsync(ExportTable table, Stream to, CancellationToken ct)
    {
        var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 1 << 16, leaveOpen: true) { NewLine = "\r\n" };
        await using var ofText = text.ConfigureAwait(false);
        await text.WriteLineAsync(Line(table.Columns.Select(c => new ExportCell(c.Heading)))).ConfigureAwait(false);
        await text.WriteLineAsync(Line(table.Columns.Select(c => new ExportCell(c.Tag)))).ConfigureAwait(false);
        var rows = 0;
        await foreach (var row in table.Rows.WithCancellation(ct).ConfigureAwait(false))
        {
            await text.WriteLineAsync(Line(row.Select(ExportCell.Of))).ConfigureAwait(false);
            if (++rows % Often == 0)
            {
                await text.FlushAsync(ct).ConfigureAwait(false);
            }
        }
    }

    private static string Line(IEnumerable<ExportCell> cells) => string.Join(',', cells.Select(Field));

    private static string Field(ExportCell cell)
    {
        var text = cell.Number is null && cell.Text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + cell.Text : cell.Text;
        return text.AsSpan().ContainsAny("\",\r\n") || text is [' ', ..] or [.., ' '] ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : text;
    }
}
