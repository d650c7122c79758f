using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Concord.Modules.Plan;
using Concord.Platform;
using Concord.Platform.Db;
using Concord.Platform.I18n;
using Microsoft.EntityFrameworkCore;

namespace Concord.Commands;

internal enum Grade
{
    Good,
    Note,
    Wrong,
}

/// <summary>One thing looked at. The sentence of what is wrong says what to do.</summary>
internal sealed record CheckupFinding(string Code, Grade Grade, string Sentence);

/// <summary>The checks of <c>concord doctor</c>. None changes anything.</summary>
internal static class Checkup
{
    private const long LeastSpace = 500_000_000;

    public static async Task<ImmutableArray<CheckupFinding>> RunAsync(IServiceProvider services, StoreSettings store, int port, CancellationToken ct) =>
    [
        Folder(store.Folder),
        Mode(store.Folder),
        Space(store.Folder),
        .. await DatabaseAsync(services, ct).ConfigureAwait(false),
        Files("files", Path.Combine(Installation.Web, "concord.css"), Installation.Web),
        Fonts(),
        Files("shipped-pack", Installation.Pack, Path.GetDirectoryName(Installation.Pack)!),
        Port(port),
        Languages(),
    ];

    private static CheckupFinding Good(string code, params object?[] args) => Of(code, Grade.Good, "good", args);

    private static CheckupFinding Note(string code, params object?[] args) => Of(code, Grade.Note, "note", args);

    private static CheckupFinding Wrong(string code, params object?[] args) => Of(code, Grade.Wrong, "wrong", args);

    private static CheckupFinding Of(string code, Grade grade, string word, object?[] args) => new(code, grade, Texts.Here($"doctor.{code}.{word}", args));

    private static CheckupFinding Folder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return Note("folder", folder);
        }

        try
        {
            var probe = Path.Combine(folder, ".doctor-" + Guid.CreateVersion7().ToString("N"));
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
                return Good("folder", folder);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Wrong("folder", folder);
        }
    }

    private static CheckupFinding Mode(string folder) =>
        OperatingSystem.IsWindows() || !Directory.Exists(folder)
        || (File.GetUnixFileMode(folder) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute)) == 0
            ? Good("mode", folder)
            : Note("mode", folder);

    private static CheckupFinding Space(string folder)
    {
        var standing = folder;
        while (!Directory.Exists(standing) && Path.GetDirectoryName(standing) is { } parent)
        {
            standing = parent;
        }

        var free = new DriveInfo(standing).AvailableFreeSpace;
        var megabytes = (free / 1_000_000).ToString(CultureInfo.InvariantCulture);
        return free < LeastSpace ? Wrong("space", megabytes, LeastSpace / 1_000_000) : Good("space", megabytes);
    }

    private static async Task<IEnumerable<CheckupFinding>> DatabaseAsync(IServiceProvider services, CancellationToken ct)
    {
        var scope = services.CreateAsyncScope();
        await using var ofScope = scope.ConfigureAwait(false);
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        var state = await scope.ServiceProvider.GetRequiredService<Upgrade>().StateAsync(ct).ConfigureAwait(false);
        return await state.Match<Task<IEnumerable<CheckupFinding>>>(
            async s => s switch
            {
                StoreState.Missing => [Note("database", db.Engine)],
                StoreState.Older => [Note("database-older", db.Engine)],
                StoreState.Newer => [Wrong("database-newer", db.Engine)],
                StoreState.Current => [await WholeAsync(db, ct).ConfigureAwait(false), await PackAsync(scope.ServiceProvider, ct).ConfigureAwait(false)],
            },
            refusals => Task.FromResult<IEnumerable<CheckupFinding>>([Wrong("database", refusals.Sentence())])).ConfigureAwait(false);
    }

    private static async Task<CheckupFinding> WholeAsync(ConcordDb db, CancellationToken ct)
    {
        if (db is not SqliteDb)
        {
            return Good("database", db.Engine);
        }

        var answer = await db.Database.SqlQueryRaw<string>("SELECT quick_check AS \"Value\" FROM pragma_quick_check LIMIT 1").SingleAsync(ct).ConfigureAwait(false);
        return answer == "ok" ? Good("database", db.Engine) : Wrong("database", answer);
    }

    private static async Task<CheckupFinding> PackAsync(IServiceProvider services, CancellationToken ct) =>
        (await services.GetRequiredService<PlanQueries>().PackAsync(ct).ConfigureAwait(false)).Match(
            pack => Good("pack", pack.Key, pack.Version),
            refusals => refusals[0].Code == "pack.none" ? Note("pack") : Wrong("pack", refusals.Sentence()));

    private static CheckupFinding Files(string code, string needed, string folder) => File.Exists(needed) ? Good(code, folder) : Wrong(code, needed);

    private static CheckupFinding Fonts() =>
        Directory.Exists(Installation.Web) && Directory.EnumerateFiles(Installation.Web, "*.woff2", SearchOption.AllDirectories).Any()
            ? Good("fonts")
            : Wrong("fonts", Installation.Web);

    private static CheckupFinding Port(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return Good("port", port);
        }
        catch (SocketException)
        {
            return Note("port", port);
        }
    }

    /// <summary>Without ICU .NET knows one culture alone, and neither sorts nor folds the scripts of the region.</summary>
    private static CheckupFinding Languages() =>
        CultureInfo.GetCultures(CultureTypes.AllCultures).Length > 10 ? Good("languages") : Wrong("languages");
}
