using System.Collections.Immutable;
using System.CommandLine;
using Concord.Core.Kernel;
using Concord.Core.Sources;
using Concord.Modules.Identity;
using Concord.Modules.Sources;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.I18n;

namespace Concord.Commands;

/// <summary>
/// <c>concord import FILE…</c>: files and folders, a line for each telegram once it is kept. A line that was printed stands for a source that is safe on the disk.
/// Stopped with Ctrl-C, it ends after the file in hand. Exit status: 0 all kept, 1 stopped or not started, 2 some files refused.
/// </summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var shared = new CommandOptions();
        var files = new Argument<string[]>("FILE") { Description = Texts.Here("server.import.file"), Arity = ArgumentArity.OneOrMore };
        var known = new Option<string?>("--known") { Description = Texts.Here("server.import.known") };
        var corrects = new Option<Guid?>("--corrects") { Description = Texts.Here("server.import.corrects") };
        var filer = new Option<string?>("--for") { Description = Texts.Here("server.import.for") };
        var command = new Command("import", Texts.Here("server.import")) { files };
        shared.AddTo(command);
        command.Options.Add(known);
        command.Options.Add(corrects);
        command.Options.Add(filer);
        command.SetAction(async (parsed, ct) =>
        {
            DateOnly? day = null;
            if (parsed.GetValue(known) is { } text)
            {
                if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", out var read))
                {
                    return Say.Refused(new Refusal("import.known-not-a-day", text));
                }

                day = read;
            }

            var services = shared.Services(parsed);
            await using var ofServices = services.ConfigureAwait(false);
            var ready = await ReadyAsync(services, ct).ConfigureAwait(false);
            var asked = await ready.Match(_ => ForAsync(services, parsed.GetValue(filer), ct), refusals => Task.FromResult<Result<Permit>>(refusals)).ConfigureAwait(false);
            return await asked.Match(
                permit => RunAsync(services, permit, parsed.GetValue(files) ?? [], day, parsed.GetValue(corrects) is { } id ? new SourceId(id) : null, ct),
                refusals => Task.FromResult(Say.Refused(refusals))).ConfigureAwait(false);
        });
        return command;
    }

    /// <summary>The operator, filing for a body of the pack or of this installation.</summary>
    private static async Task<Result<Permit>> ForAsync(ServiceProvider services, string? called, CancellationToken ct)
    {
        if (called is null)
        {
            return LocalOperator.Ask(Doing.Import);
        }

        var scope = services.CreateAsyncScope();
        await using var ofScope = scope.ConfigureAwait(false);
        return (await scope.ServiceProvider.GetRequiredService<Bodies>().FindAsync(called, ct).ConfigureAwait(false))
            .Then(body => Access.Decide(LocalOperator.Actor with { Body = body.Id, Member = body.Member }, Doing.Import));
    }

    private static async Task<Result<string>> ReadyAsync(ServiceProvider services, CancellationToken ct)
    {
        var scope = services.CreateAsyncScope();
        await using var ofScope = scope.ConfigureAwait(false);
        return await scope.ServiceProvider.GetRequiredService<Upgrade>().ApplyAsync(ct).ConfigureAwait(false);
    }

    private static async Task<int> RunAsync(ServiceProvider services, Permit permit, string[] named, DateOnly? known, SourceId? corrects, CancellationToken ct)
    {
        var paths = named.SelectMany(Expand).ToArray();
        int kept = 0, there = 0, refused = 0, done = 0;
        foreach (var path in paths)
        {
            if (ct.IsCancellationRequested)
            {
                Say.Aside(Texts.Here("server.import.stopped", done, paths.Length));
                return 1;
            }

            // What is begun is finished: a file is kept whole, and then the stop is heard.
            var result = await OneAsync(services, permit, path, known, corrects).ConfigureAwait(false);
            done++;
            (kept, there, refused) = result.Match(
                sources =>
                {
                    foreach (var source in sources)
                    {
                        Say.Line(Line(path, source));
                    }

                    return (kept + sources.Count(s => !s.AlreadyThere), there + sources.Count(s => s.AlreadyThere), refused);
                },
                refusals =>
                {
                    Say.Aside(Texts.Here("server.import.refused", path, refusals.Sentence()));
                    return (kept, there, refused + 1);
                });
            if (done % 100 == 0)
            {
                Say.Aside(Texts.Here("server.import.progress", done, paths.Length));
            }
        }

        Say.Aside(Texts.Here("server.import.done", kept, there, refused));
        return refused == 0 ? 0 : 2;
    }

    private static async Task<Result<ImmutableArray<ImportedSource>>> OneAsync(
        ServiceProvider services, Permit permit, string path, DateOnly? known, SourceId? corrects)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                return new Refusal("import.no-such-file", path);
            }

            if (file.Length > Incoming.LongestFile)
            {
                return Incoming.TooLarge(file.Length);
            }

            var bytes = await File.ReadAllBytesAsync(path, CancellationToken.None).ConfigureAwait(false);
            var scope = services.CreateAsyncScope();
            await using var ofScope = scope.ConfigureAwait(false);
            return await scope.ServiceProvider.GetRequiredService<ImportSource>()
                .HandleAsync(permit, new IncomingFile(file.Name, bytes, known, corrects), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Refusal("import.not-readable", path);
        }
    }

    private static IEnumerable<string> Expand(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }).Order(StringComparer.Ordinal)
        : [path];

    private static string Line(string path, ImportedSource s) => string.Join(
        '\t',
        s.AlreadyThere ? "there" : "kept",
        s.Id.Value.ToString("D"),
        path,
        s.ReferenceId ?? "-",
        Texts.Here("server.import.counts", s.Paragraphs, s.Proposals, s.Errors));
}
