using System.Collections.Immutable;
using System.CommandLine;
using Concord.Core.Kernel;
using Concord.Platform.Access;
using Concord.Platform.Backup;
using Concord.Platform.Db;
using Concord.Platform.I18n;

namespace Concord.Commands;

/// <summary>
/// <c>concord backup FILE --recipient age1…</c>, or <c>--into FOLDER</c> for one that is named after the moment and clears away what is outdated. The server may run meanwhile.
/// </summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var shared = new CommandOptions();
        var file = new Argument<string?>("FILE") { Description = Texts.Here("server.backup.file"), Arity = ArgumentArity.ZeroOrOne };
        var into = new Option<string?>("--into") { Description = Texts.Here("server.backup.into") };
        var recipients = new Option<string[]>("--recipient") { Description = Texts.Here("server.backup.recipient"), DefaultValueFactory = _ => [] };
        var days = Keep("--keep-days", "server.backup.keep-days", 14);
        var weeks = Keep("--keep-weeks", "server.backup.keep-weeks", 8);
        var months = Keep("--keep-months", "server.backup.keep-months", 24);
        var command = new Command("backup", Texts.Here("server.backup")) { file, into, recipients, days, weeks, months };
        shared.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var services = shared.Services(parsed);
            await using var ofServices = services.ConfigureAwait(false);
            var scope = services.CreateAsyncScope();
            await using var ofScope = scope.ConfigureAwait(false);
            var clock = services.GetRequiredService<TimeProvider>();
            var folder = parsed.GetValue(into);
            var place = (parsed.GetValue(file), folder) switch
            {
                ({ } path, null) => Path.GetFullPath(path),
                (null, { } named) => Path.Combine(Path.GetFullPath(named), Retention.NameAt(clock.GetUtcNow())),
                _ => null,
            };
            if (place is null)
            {
                return Say.Refused(new Refusal("backup.where"));
            }

            var retention = new Retention(parsed.GetValue(days), parsed.GetValue(weeks), parsed.GetValue(months));
            var ready = await Ready.CurrentAsync(scope.ServiceProvider, ct).ConfigureAwait(false);
            return await ready.Then(_ => Recipients(parsed.GetValue(recipients) ?? [])).Then(to => LocalOperator.Ask(Doing.Administer).Map(permit => (to, permit))).Match(
                async asked =>
                {
                    var status = await TakeAsync(scope.ServiceProvider, asked.permit, place, asked.to, ct).ConfigureAwait(false);
                    return status == 0 && folder is not null ? Clear(Path.GetFullPath(folder), retention) : status;
                },
                refusals => Task.FromResult(Say.Refused(refusals))).ConfigureAwait(false);
        });
        return command;
    }

    private static Option<int> Keep(string name, string description, int many)
    {
        var option = new Option<int>(name) { Description = Texts.Here(description), DefaultValueFactory = _ => many };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 0)
            {
                result.AddError(new Refusal("backup.keep", name).Sentence());
            }
        });
        return option;
    }

    private static Result<ImmutableArray<byte[]>> Recipients(IEnumerable<string> texts)
    {
        var keys = ImmutableArray.CreateBuilder<byte[]>();
        foreach (var text in texts)
        {
            if (AgeKeys.ReadRecipient(text).Match<Refusal?>(k => { keys.Add(k); return null; }, r => r[0]) is { } refusal)
            {
                return refusal;
            }
        }

        return keys.ToImmutable();
    }

    private static async Task<int> TakeAsync(IServiceProvider services, Permit permit, string path, ImmutableArray<byte[]> recipients, CancellationToken ct)
    {
        try
        {
            var process = await ArchiveCommand.ProcessAsync(services, ct).ConfigureAwait(false);
            var taken = await services.GetRequiredService<TakeBackup>().HandleAsync(permit, path, recipients, process, ArchiveCommand.Progress, ct).ConfigureAwait(false);
            return taken.Match(
                done =>
                {
                    Say.Line(Texts.Here("server.backed-up", path, done.Taken.Rows, done.Taken.Originals, done.Bytes, done.Taken.ManifestSum));
                    return 0;
                },
                Say.Refused);
        }
        catch (OperationCanceledException)
        {
            return Say.Refused(new Refusal("archive.stopped"));
        }
    }

    /// <summary>Only after a new one was written and read back.</summary>
    private static int Clear(string folder, Retention retention)
    {
        foreach (var name in retention.Outdated(Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)!)))
        {
            if (Remove(Path.Combine(folder, name)) is { } refusal)
            {
                return Say.Refused(refusal);
            }

            Say.Line(Texts.Here("server.backup-removed", name));
        }

        return 0;
    }

    private static Refusal? Remove(string path)
    {
        try
        {
            File.Delete(path);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Refusal("archive.not-writable", path, fault.Message);
        }
    }
}

/// <summary><c>concord backup-key</c>: a pair of keys for backups. Only the one that encrypts is for this machine.</summary>
internal static class BackupKeyCommand
{
    public static Command Create()
    {
        var command = new Command("backup-key", Texts.Here("server.backup-key"));
        command.SetAction(_ =>
        {
            var (recipient, identity) = AgeKeys.Make();
            Say.Line("# " + Texts.Here("server.backup-key-recipient", recipient));
            Say.Line(identity);
            return 0;
        });
        return command;
    }
}

/// <summary><c>concord new-keys</c>: when <c>keys/ring.key</c> is lost. What it had sealed is forgotten.</summary>
internal static class NewKeysCommand
{
    public static Command Create()
    {
        var shared = new CommandOptions();
        var command = new Command("new-keys", Texts.Here("server.new-keys"));
        shared.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var services = shared.Services(parsed);
            await using var ofServices = services.ConfigureAwait(false);
            var scope = services.CreateAsyncScope();
            await using var ofScope = scope.ConfigureAwait(false);
            var ready = await Ready.CurrentAsync(scope.ServiceProvider, ct).ConfigureAwait(false);
            var forgotten = await ready.Then(_ => LocalOperator.Ask(Doing.Administer)).Match(
                permit => scope.ServiceProvider.GetRequiredService<Platform.Keys.RingUpkeep>().ForgetAsync(permit, ct),
                refusals => Task.FromResult<Result<int>>(refusals)).ConfigureAwait(false);
            return forgotten.Match(
                many =>
                {
                    Say.Line(Texts.Here("server.new-keys-made", many));
                    return 0;
                },
                Say.Refused);
        });
        return command;
    }
}
