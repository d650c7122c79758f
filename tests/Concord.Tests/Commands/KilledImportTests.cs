using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Concord.Modules.Sources;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

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

        var acknowledged = new Dictionary<Guid, string>();
        for (var kill = 0; kill < Kills; kill++)
        {
            await RunAsync(world, folder, acknowledged, killAfter: TimeSpan.FromMilliseconds(random.Next(0, 700)));
            await CheckAsync(world, acknowledged);
        }

        Assert.InRange(acknowledged.Count, 1, Files);
        Assert.Equal(0, await RunAsync(world, folder, acknowledged, killAfter: null));
        Assert.Equal(Files, acknowledged.Count);
        await CheckAsync(world, acknowledged);
        Assert.Equal(Files, await world.DoAsync<ConcordDb, int>(db => db.Set<SourceRow>().CountAsync()));
    }

    /// <summary>Runs the import as its own process. With a time, it is killed that long after its first line.</summary>
    private static async Task<int> RunAsync(World world, string folder, Dictionary<Guid, string> acknowledged, TimeSpan? killAfter)
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
                acknowledged[source] = path;
            }

            killing ??= killAfter is { } after ? Task.Delay(after).ContinueWith(_ => process.Kill(), TaskScheduler.Default) : Task.CompletedTask;
        }

        await process.WaitForExitAsync();
        _ = await errors;
        return process.ExitCode;
    }

    private static Task<int> CheckAsync(World world, Dictionary<Guid, string> acknowledged) => world.DoAsync<ConcordDb, int>(async db =>
    {
        var sources = await (
            from s in db.Set<SourceRow>()
            join c in db.Set<ContentRow>() on s.ContentHash equals c.Hash
            select new
            {
                s.Id, s.ContentHash, c.Bytes, s.Paragraphs, s.Proposals,
                Texts = db.Set<ParagraphRow>().Count(p => p.SourceId == s.Id),
                Passages = db.Set<PassageRow>().Count(p => p.SourceId == s.Id),
                Proposed = db.Set<ProposalRow>().Count(p => p.SourceId == s.Id),
            }).ToDictionaryAsync(s => s.Id.Value);
        Assert.All(sources.Values, s =>
        {
            Assert.Equal(s.ContentHash, Convert.ToHexStringLower(SHA256.HashData(s.Bytes)));
            Assert.Equal((s.Paragraphs, s.Proposals, s.Proposals), (s.Texts, s.Passages, s.Proposed));
        });
        foreach (var (id, path) in acknowledged)
        {
            Assert.Equal(await File.ReadAllBytesAsync(path), sources[id].Bytes);
        }

        Assert.Equal(sources.Count, await db.Set<SourceRow>().CountAsync());
        Assert.Equal(sources.Count, await db.Set<ContentRow>().CountAsync());
        Assert.Equal(sources.Values.Sum(s => s.Texts), await db.Set<ParagraphRow>().CountAsync());
        return 0;
    });
}
