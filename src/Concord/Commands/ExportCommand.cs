using System.CommandLine;
using System.Globalization;
using Concord.Core.Kernel;
using Concord.Platform.Access;
using Concord.Platform.Export;
using Concord.Platform.I18n;
using Concord.Platform.Lists;
using Microsoft.Extensions.Primitives;

namespace Concord.Commands;

/// <summary><c>concord export LIST</c>: a list as CSV or XLSX, with the filters of its page.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var shared = new CommandOptions();
        var list = new Argument<string>("LIST") { Description = Texts.Here("server.export.list") };
        var format = new Option<string>("--format") { Description = Texts.Here("server.export.format"), DefaultValueFactory = _ => "csv" };
        _ = format.AcceptOnlyFromAmong(ExportRoutes.Formats);
        var file = new Option<string>("--out") { Description = Texts.Here("server.export.out"), Required = true };
        var where = new Option<string[]>("--where") { Description = Texts.Here("server.export.where"), AllowMultipleArgumentsPerToken = true };
        var command = new Command("export", Texts.Here("server.export")) { list };
        shared.AddTo(command);
        command.Options.Add(format);
        command.Options.Add(file);
        command.Options.Add(where);
        command.SetAction(async (parsed, ct) =>
        {
            var services = shared.Services(parsed);
            await using var ofServices = services.ConfigureAwait(false);
            var scope = services.CreateAsyncScope();
            await using var ofScope = scope.ConfigureAwait(false);
            var lists = scope.ServiceProvider.GetServices<IListed>().ToArray();
            var name = parsed.GetValue(list)!;
            if (lists.FirstOrDefault(l => l.Name == name) is not { } found)
            {
                return Say.Refused(new Refusal("export.unknown", name, string.Join(", ", lists.Select(l => l.Name))));
            }

            var given = (parsed.GetValue(where) ?? []).Select(w => w.Split('=', 2)).GroupBy(w => w[0])
                .Select(g => KeyValuePair.Create(g.Key, new StringValues([.. g.Select(w => w.ElementAtOrDefault(1) ?? "")])));
            var ready = await Ready.CurrentAsync(scope.ServiceProvider, ct).ConfigureAwait(false);
            var table = await ready.Then(_ => ListQuery.Read(found.Filters, given)).Then(query => LocalOperator.Ask(Doing.Read).Map(permit => (query, permit))).Match(
                asked => ExportTable.OfAsync(found, asked.permit, asked.query, scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow(), ct),
                refusals => Task.FromResult<Result<ExportTable>>(refusals)).ConfigureAwait(false);
            return await table.Match(
                t => WriteAsync(t, parsed.GetValue(format)!, parsed.GetValue(file)!, ct),
                refusals => Task.FromResult(Say.Refused(refusals))).ConfigureAwait(false);
        });
        return command;
    }

    /// <summary>Never over another file, and nothing is left of one that was not finished.</summary>
    private static async Task<int> WriteAsync(ExportTable table, string format, string path, CancellationToken ct)
    {
        if (Path.Exists(path))
        {
            return Say.Refused(new Refusal("export.already-there", path));
        }

        var unfinished = path + ".unfinished";
        try
        {
            var (rows, counted) = Counted(table);
            var stream = File.Create(unfinished);
            var written = await WriteAsync(counted, format, stream, ct).ConfigureAwait(false);
            return written.Match(
                _ =>
                {
                    File.Move(unfinished, path);
                    Say.Line(Texts.Here("server.exported", path, rows().ToString(CultureInfo.InvariantCulture)));
                    return 0;
                },
                Say.Refused);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Say.Refused(new Refusal("export.not-writable", path, fault.Message));
        }
        catch (OperationCanceledException)
        {
            return Say.Refused(new Refusal("export.stopped"));
        }
        finally
        {
            if (File.Exists(unfinished))
            {
                File.Delete(unfinished);
            }
        }
    }

    private static async Task<Result<int>> WriteAsync(ExportTable table, string format, FileStream stream, CancellationToken ct)
    {
        await using var ofStream = stream.ConfigureAwait(false);
        if (format == "xlsx")
        {
            return await XlsxExport.WriteAsync(table, stream, ct).ConfigureAwait(false);
        }

        await CsvExport.WriteAsync(table, stream, ct).ConfigureAwait(false);
        return 0;
    }

    /// <summary>A line for every ten thousand rows.</summary>
    private static (Func<int> Rows, ExportTable Table) Counted(ExportTable table)
    {
        var rows = 0;
        return (() => rows, table with { Rows = CountAsync() });

        async IAsyncEnumerable<object?[]> CountAsync()
        {
            await foreach (var row in table.Rows.ConfigureAwait(false))
            {
                if (++rows % 10_000 == 0)
                {
                    Say.Aside(Texts.Here("server.archiving", table.Name, rows));
                }

                yield return row;
            }
        }
    }
}
