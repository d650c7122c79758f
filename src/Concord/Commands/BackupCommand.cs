using System.Collections.Immutable;
using System.CommandLine;
using Concord.Core.Kernel;
using Concord.Platform.Backup;
using Concord.Platform.I18n;
using Concord.Platform.Keys;

namespace Concord.Commands;

/// <summary>
/// <c>concord backup FILE --recipient age1…</c>, or <c>--into FOLDER</c> for one that is named after the installation and the moment and clears away what is outdated. The server may run meanwhile.
/// </summary>
internal static class BackupCommand
{
    /// <summary>The exit status when the backup was made, and something in it was damaged before.</summary>
    private const int Damaged = 2;

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
        command.SetAction((parsed, ct) =>
        {
            var retention = new Retention(parsed.GetValue(days), parsed.GetValue(weeks), parsed.GetValue(months));
            var (path, folder) = (parsed.GetValue(file), parsed.GetValue(into));
            return path is null == folder is null ? Task.FromResult(Say.Refused(new Refusal("backup.where"))) : Ready.AsOperatorAsync(
                shared.Store(parsed),
                Ready.CurrentAsync,
                (services, permit) => Recipients(parsed.GetValue(recipients) ?? []).Match(
                    to => Ready.UnlessStoppedAsync(() => path is null
                        ? IntoAsync(services, permit, Path.GetFullPath(folder!), retention, to, ct)
                        : TakeAsync(services, permit, Path.GetFullPath(path), to, ct)),
                    refusals => Task.FromResult(Say.Refused(refusals))),
                ct);
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

    private static async Task<int> IntoAsync(IServiceProvider services, Permit permit, string folder, Retention retention, ImmutableArray<byte[]> recipients, CancellationToken ct)
    {
        var of = await services.GetRequiredService<TakeBackup>().WordAsync(ct).ConfigureAwait(false);
        var name = Retention.NameAt(of, services.GetRequiredService<TimeProvider>().GetUtcNow());
        var status = await TakeAsync(services, permit, Path.Combine(folder, name), recipients, ct).ConfigureAwait(false);
        return status == 0 ? Clear(folder, Retention.Read(name)!, retention) : status;
    }

    private static async Task<int> TakeAsync(IServiceProvider services, Permit permit, string path, ImmutableArray<byte[]> recipients, CancellationToken ct)
    {
        var process = await ArchiveCommand.ProcessAsync(services, ct).ConfigureAwait(false);
        var taken = await services.GetRequiredService<TakeBackup>().HandleAsync(permit, path, recipients, process, ArchiveCommand.Progress, ct).ConfigureAwait(false);
        return taken.Match(
            done =>
            {
                Say.Line(Texts.Here("server.backed-up", path, done.Taken.Rows, done.Taken.Originals, done.Bytes, done.Taken.ManifestSum));
                return done.Taken.Damaged.IsEmpty ? 0 : Tell(done.Taken.Damaged);
            },
            Say.Refused);
    }

    private static int Tell(ImmutableArray<string> damaged)
    {
        foreach (var name in damaged)
        {
            Say.Aside(new Refusal("backup.original-damaged", name).Sentence());
        }

        return Damaged;
    }

    /// <summary>Only after a new one was written, read back and found to be sound.</summary>
    private static int Clear(string folder, NamedBackup made, Retention retention)
    {
        var names = Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)!).ToImmutableArray();
        if (names.Count(Retention.SaysNotWhose) is > 0 and var many)
        {
            Say.Line(Texts.Here("server.backups-kept", many));
        }

        foreach (var name in retention.Outdated(names, made))
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
        command.SetAction((parsed, ct) => Ready.AsOperatorAsync(
            shared.Store(parsed),
            Ready.CurrentAsync,
            async (services, permit) => (await services.GetRequiredService<RingUpkeep>().ForgetAsync(permit, ct).ConfigureAwait(false)).Match(
                many =>
                {
                    Say.Line(Texts.Here("server.new-keys-made", many));
                    return 0;
                },
                Say.Refused),
            ct));
        return command;
    }
}
