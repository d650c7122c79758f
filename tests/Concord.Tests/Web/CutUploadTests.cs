using System.Net;
using AngleSharp.Html.Parser;

namespace Concord.Tests.Web;

/// <summary>The connection breaks while a file is on its way: nothing is kept of it, and the log does not cry out.</summary>
public sealed class CutUploadTests
{
    private static readonly Uri Import = new("/sources/import", UriKind.Relative);

    [Fact]
    public async Task An_upload_cut_half_way_leaves_no_source_no_file_and_no_stack_trace_and_can_be_sent_again()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var world = await World.NewAsync(Engine.Sqlite);
        var temporary = Directory.CreateTempSubdirectory("concord-cut-").FullName;
        try
        {
            using var server = await ServerProcess.StartAsync(world.Store.Folder, ct, temporary);
            using var whole = await FormAsync(server, ct);
            var bytes = await whole.ReadAsByteArrayAsync(ct);
            using var cut = new CutContent(bytes, () => HeldAsync(temporary, ct));
            cut.Headers.ContentType = whole.Headers.ContentType;
            _ = await Assert.ThrowsAsync<HttpRequestException>(() => server.Client.PostAsync(Import, cut, ct));

            for (var tries = 0; Uploads(temporary) > 0 && tries < 100; tries++)
            {
                await Task.Delay(100, ct);
            }

            Assert.Equal(0, Uploads(temporary));
            Assert.Equal(0, await Whole.CheckAsync(world, new Dictionary<Guid, byte[]>()));
            Assert.DoesNotContain(server.Said, line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal));

            using var again = await FormAsync(server, ct);
            Assert.Equal(HttpStatusCode.OK, (await server.Client.PostAsync(Import, again, ct)).StatusCode);
            Assert.Equal(1, await Whole.CheckAsync(world, new Dictionary<Guid, byte[]>()));
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static int Uploads(string temporary) => Directory.GetFiles(temporary, "ASPNETCORE_*").Length;

    /// <summary>Waits until the server holds a part of the upload in a file, so that the cut does fall in the middle.</summary>
    private static async Task HeldAsync(string temporary, CancellationToken ct)
    {
        for (var tries = 0; Uploads(temporary) == 0; tries++)
        {
            Assert.True(tries < 100, "the server holds nothing of the upload");
            await Task.Delay(100, ct);
        }
    }

    private static async Task<MultipartFormDataContent> FormAsync(ServerProcess server, CancellationToken ct)
    {
        var page = new HtmlParser().ParseDocument(await server.Client.GetStringAsync(Import, ct));
        var paragraphs = Enumerable.Range(1, 400).Select(i => string.Join(' ', Enumerable.Repeat("The consulate heard of no case this week.", 20)));
        return new MultipartFormDataContent
        {
            { new StringContent(page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new ByteArrayContent(Written.Telegram(9, [.. paragraphs])), "files", "telegram.txt" },
        };
    }

    /// <summary>Says how long it is, sends half of that, and breaks off.</summary>
    private sealed class CutContent(byte[] bytes, Func<Task> held) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
            await stream.FlushAsync();
            await held();
            throw new IOException();
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }
    }
}
