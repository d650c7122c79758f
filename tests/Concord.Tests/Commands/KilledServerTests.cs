using System.Globalization;
using System.Net;
using AngleSharp.Html.Parser;

namespace Concord.Tests.Commands;

/// <summary>
/// The server is killed, as a power cut would, at random moments of an upload of two thousand telegrams through the page: four times,
/// or as often as the variable CONCORD_KILLS says.
/// </summary>
public sealed class KilledServerTests
{
    private const int Telegrams = 2000;
    private const int AtOnce = 20;

    private static readonly int Kills =
        int.TryParse(Environment.GetEnvironmentVariable("CONCORD_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : 4;

    [Fact]
    public async Task Killed_during_an_upload_it_keeps_all_that_the_page_acknowledged_and_shows_nothing_half_written()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var world = await World.NewAsync(Engine.Sqlite);
        var random = new Random(20080229);
        var acknowledged = new Dictionary<Guid, byte[]>();
        var next = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var server = await ServerProcess.StartAsync(world.Store.Folder, ct);
            await ShowsAsync(server, acknowledged.Keys, ct);
            Task? killing = null;
            while (await UploadAsync(server, next, acknowledged, ct))
            {
                next = (next + AtOnce) % Telegrams;
                killing ??= Task.Delay(random.Next(0, 2000), ct).ContinueWith(_ => server.Kill(), TaskScheduler.Default);
            }

            Assert.NotNull(killing);
            await killing;
            _ = await Whole.CheckAsync(world, acknowledged);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Kills} kills; {acknowledged.Count} telegrams were acknowledged before the last"));
        Assert.InRange(acknowledged.Count, Math.Min(Kills * AtOnce, Telegrams), Telegrams);
        using var last = await ServerProcess.StartAsync(world.Store.Folder, ct);
        for (var from = 0; from < Telegrams; from += AtOnce)
        {
            Assert.True(await UploadAsync(last, from, acknowledged, ct));
        }

        await ShowsAsync(last, acknowledged.Keys, ct);
        last.Kill();
        Assert.Equal(Telegrams, acknowledged.Count);
        Assert.Equal(Telegrams, await Whole.CheckAsync(world, acknowledged));
    }

    /// <summary>Hands in the next files as a browser does. False when no whole answer came: then nothing of it is acknowledged.</summary>
    private static async Task<bool> UploadAsync(ServerProcess server, int from, Dictionary<Guid, byte[]> acknowledged, CancellationToken ct)
    {
        var files = Enumerable.Range(from + 1, AtOnce).Select(Written.Telegram).ToArray();
        try
        {
            var page = new HtmlParser().ParseDocument(await server.Client.GetStringAsync(new Uri("/sources/import", UriKind.Relative), ct));
            using var form = new MultipartFormDataContent
            {
                { new StringContent(page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            };
            foreach (var (bytes, i) in files.Select((f, i) => (f, i)))
            {
                form.Add(new ByteArrayContent(bytes), "files", string.Create(CultureInfo.InvariantCulture, $"{from + i + 1:0000}.txt"));
            }

            using var answer = await server.Client.PostAsync(new Uri("/sources/import", UriKind.Relative), form, ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var told = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(ct));
            var ids = told.QuerySelectorAll(".c-results a:not([href*='/review'])").Select(a => Guid.Parse(a.GetAttribute("href")!.Split('/')[^1])).ToArray();
            Assert.Equal(AtOnce, ids.Length);
            foreach (var (id, bytes) in ids.Zip(files))
            {
                acknowledged[id] = bytes;
            }

            return true;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return false;
        }
    }

    private static async Task ShowsAsync(ServerProcess server, IEnumerable<Guid> acknowledged, CancellationToken ct)
    {
        foreach (var address in acknowledged.TakeLast(3).Select(id => "/sources/" + id.ToString("D")).Append("/sources"))
        {
            Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync(new Uri(address, UriKind.Relative), ct)).StatusCode);
        }
    }
}
