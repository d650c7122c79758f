using System.Net;
using System.Net.Sockets;
using AngleSharp.Html.Parser;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Concord.Tests.Edge;

/// <summary>A server that is stopped lets what runs come to its end; one that is thrown away says nothing that would frighten anybody.</summary>
public sealed class StoppingTests
{
    private static readonly Uri Import = new("/sources/import", UriKind.Relative);

    [Fact]
    public async Task An_upload_on_its_way_is_taken_in_while_the_server_stops_and_nobody_new_is_let_in()
    {
        var ct = TestContext.Current.CancellationToken;
        var begun = new Begun();
        await using var site = await Site.StartAsync(more: services => services.AddSingleton<IStartupFilter>(begun));
        var page = new HtmlParser().ParseDocument(await site.Client.GetStringAsync(Import, ct));
        using var halves = new Halves(Written.Telegram(3));
        using var form = new MultipartFormDataContent
        {
            { new StringContent(page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { halves, "files", "telegram.txt" },
        };
        var sending = site.Client.PostAsync(Import, form, ct);
        await halves.FirstSent.Task.WaitAsync(TimeSpan.FromSeconds(30), ct);
        await begun.Upload.Task.WaitAsync(TimeSpan.FromSeconds(30), ct);
        var stopping = site.StopAsync();
        await RefusedAsync(site.Port, ct);
        Assert.False(stopping.IsCompleted);
        halves.Rest.SetResult();
        using var answer = await sending;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("/sources/", await answer.Content.ReadAsStringAsync(ct), StringComparison.Ordinal);
        await stopping.WaitAsync(TimeSpan.FromSeconds(30), ct);

        // The last thing that a stopped server does is to seal what was done.
        Assert.Equal(0, await Proof.Aviary.AskAsync(site, s => s.GetRequiredService<ConcordDb>().Set<ActRow>().CountAsync(a => a.Position == null, ct)));
    }

    [Fact]
    public async Task Long_work_is_told_to_stop_when_its_time_is_over()
    {
        var clock = new FakeTimeProvider();
        using var lifetime = new Lifetime();
        var http = new DefaultHttpContext();
        var told = new TaskCompletionSource();
        var asking = new Stopping(async inner =>
        {
            using var registered = inner.RequestAborted.Register(told.SetResult);
            await told.Task;
        }, lifetime, clock).InvokeAsync(http);
        lifetime.StopApplication();
        clock.Advance(Limits.GoesOnFor - TimeSpan.FromSeconds(1));
        Assert.False(asking.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        await asking.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.True(Limits.GoesOnFor < Limits.StopsWithin);
    }

    [Fact]
    public async Task A_server_that_is_thrown_away_does_not_say_that_its_ledger_could_not_be_sealed()
    {
        var said = new Said();
        for (var times = 0; times < 4; times++)
        {
            var site = await Site.StartAsync(more: services => services.AddSingleton<ILoggerProvider>(said));
            await Task.Delay(times * 350, TestContext.Current.CancellationToken);
            await site.DisposeAsync();
        }

        Assert.DoesNotContain("ledger", said.All, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task RefusedAsync(int port, CancellationToken ct)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, ct);
            }
            catch (SocketException)
            {
                return;
            }

            Assert.True(tries < 100, "the server still takes connections");
            await Task.Delay(50, ct);
        }
    }

    /// <summary>Tells when the server has an upload in hand: what still lies in its socket is on nobody's way.</summary>
    private sealed class Begun : IStartupFilter
    {
        public TaskCompletionSource Upload { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            _ = app.Use(inner => context =>
            {
                _ = HttpMethods.IsPost(context.Request.Method) && context.Request.Path == "/sources/import" && Upload.TrySetResult();
                return inner(context);
            });
            next(app);
        };
    }

    /// <summary>Sends half, and the other half when told to.</summary>
    private sealed class Halves(byte[] bytes) : HttpContent
    {
        public TaskCompletionSource FirstSent { get; } = new();

        public TaskCompletionSource Rest { get; } = new();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
            await stream.FlushAsync();
            FirstSent.SetResult();
            await Rest.Task;
            await stream.WriteAsync(bytes.AsMemory(bytes.Length / 2));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => stopping.Cancel();

        public void Dispose() => stopping.Dispose();
    }
}
