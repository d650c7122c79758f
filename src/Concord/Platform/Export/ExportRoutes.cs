using Concord.Core.Kernel;
using Concord.Platform.Api;
using Concord.Platform.Lists;
using Concord.Platform.Web;

namespace Concord.Platform.Export;

/// <summary>Every list under <c>/export/NAME.csv</c> and <c>/export/NAME.xlsx</c>, with the filters of its page.</summary>
internal static class ExportRoutes
{
    public static readonly string[] Formats = ["csv", "xlsx"];

    public static string Address(string list, string format, ListQuery query) => $"/export/{list}.{format}{query.Address}";

    public static void MapExports(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/export/{file}", AnswerAsync).WithMetadata(new AsksAttribute(Doing.Read), new SearchesAttribute(), new TakesOutAttribute()).ExcludeFromDescription();

    private static async Task AnswerAsync(HttpContext http, string file, IEnumerable<IListed> lists, TimeProvider clock, CancellationToken ct)
    {
        var dot = file.LastIndexOf('.');
        var (name, format) = dot < 0 ? (file, "") : (file[..dot], file[(dot + 1)..]);
        if (lists.FirstOrDefault(l => l.Name == name) is not { } list || !Formats.Contains(format))
        {
            await ApiProblem.Of([new Refusal("export.unknown", file, string.Join(", ", lists.Select(l => l.Name)))]).WriteAsync(http).ConfigureAwait(false);
            return;
        }

        var table = await ListQuery.Read(list.Filters, http.Request.Query).Match(
            query => ExportTable.OfAsync(list, http.Permit(), query, clock.GetUtcNow(), ct),
            refusals => Task.FromResult<Result<ExportTable>>(refusals)).ConfigureAwait(false);
        await table.Match(
            ready => format == "csv" ? CsvAsync(http, ready, ct) : XlsxAsync(http, ready, ct),
            refusals => ApiProblem.Of(refusals).WriteAsync(http)).ConfigureAwait(false);
    }

    private static async Task CsvAsync(HttpContext http, ExportTable table, CancellationToken ct)
    {
        Head(http, table, "csv", "text/csv; charset=utf-8; header=present");
        await CsvExport.WriteAsync(table, http.Response.Body, ct).ConfigureAwait(false);
    }

    /// <summary>By way of a file that vanishes: whether all rows fit is known at their end.</summary>
    private static async Task XlsxAsync(HttpContext http, ExportTable table, CancellationToken ct)
    {
        var file = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await using var ofFile = file.ConfigureAwait(false);
        await (await XlsxExport.WriteAsync(table, file, ct).ConfigureAwait(false)).Match(
            _ =>
            {
                Head(http, table, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
                file.Position = 0;
                http.Response.ContentLength = file.Length;
                return file.CopyToAsync(http.Response.Body, ct);
            },
            refusals => ApiProblem.Of(refusals).WriteAsync(http)).ConfigureAwait(false);
    }

    private static void Head(HttpContext http, ExportTable table, string format, string type)
    {
        http.Response.ContentType = type;
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{table.FileName(format)}\"";
        http.Response.Headers["Concord-Export"] = Uri.EscapeDataString(string.Join("; ", table.About.Select(a => a.Name + ": " + a.Value)));
        http.Response.Headers.CacheControl = "no-store";
    }
}
