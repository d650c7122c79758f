using System.Diagnostics;
using System.Globalization;

namespace Concord.Tests.Commands;

/// <summary>The program is killed, as a power cut would, at twenty moments of an import of two thousand telegrams.</summary>
public sealed class KilledImportTests
{
    private const int Files = 2000;
    private const int Kills = 20;

    [Fact]
    public async Task Killed_twenty_times_it_keeps_all_it_acknowledged_and_shows_nothing_half_written()
    {
        await using var world = await World.NewAsync(Engine.Sqlite);
        var folder = Directory.CreateDirectory(Path.Combine(world.Store.Folder, "in")).FullName;
        var random = new Random(20071219);
        for (var i = 1; i <= Files; i++)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, i.ToString("0000", CultureInfo.InvariantCulture) + ".txt"), Written.Telegram(i), TestContext.Current.CancellationToken);
        }

        var acknowledged = new Dictionary<Guid, byte[]>();
        for (var kill = 0; kill < Kills; kill++)
        {
            await RunAsync(world, folder, acknowledged, killAfter: TimeSpan.FromMilliseconds(random.Next(0, 700)));
            _ = await Whole.CheckAsync(world, acknowledged);
        }

        Assert.InRange(acknowledged.Count, 1, Files);
        Assert.Equal(0, await RunAsync(world, folder, acknowledged, killAfter: null));
        Assert.Equal(Files, acknowledged.Count);
        Assert.Equal(Files, await Whole.CheckAsync(world, acknowledged));
    }

    /// <summary>Runs the import as its own process. With a time, it is killed that long after its first line.</summary>
    private static async Task<int> RunAsync(World world, string folder, Dictionary<Guid, byte[]> acknowledged, TimeSpan? killAfter)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "concord.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, "import", "--data", world.Store.Folder, folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        Task? killing = null;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            // A line cut short by the kill acknowledges nothing.
            if (line.Split('\t') is [_, var id, var path, _, _] && Guid.TryParse(id, out var source))
            {
                acknowledged[source] = await File.ReadAllBytesAsync(path);
            }

            killing ??= killAfter is { } after ? Task.Delay(after).ContinueWith(_ => process.Kill(), TaskScheduler.Default) : Task.CompletedTask;
        }

        await process.WaitForExitAsync();
        _ = await errors;
        return process.ExitCode;
    }
}
