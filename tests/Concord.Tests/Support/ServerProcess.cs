using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Concord.Tests;

/// <summary>The server as its own process on a free port, so that it can be killed as a power cut would.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process process;

    private ServerProcess(Process process, int port, ConcurrentQueue<string> said)
    {
        this.process = process;
        Said = said;
        Client = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}")) };
    }

    public HttpClient Client { get; }

    /// <summary>All lines of its log so far.</summary>
    public ConcurrentQueue<string> Said { get; }

    public static async Task<ServerProcess> StartAsync(string folder, CancellationToken ct, string? temporary = null, string? database = null)
    {
        var port = FreePort();
        var program = Path.Combine(AppContext.BaseDirectory, "concord.dll");
        var start = new ProcessStartInfo(
            "dotnet", [program, "serve", "--demonstration", "--data", folder, "--port", port.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (temporary is not null)
        {
            start.Environment["TMPDIR"] = temporary;
            start.Environment["ASPNETCORE_TEMP"] = temporary;
        }

        if (database is not null)
        {
            start.ArgumentList.Add("--database");
            start.ArgumentList.Add(database);
        }

        var process = Process.Start(start)!;
        var said = new ConcurrentQueue<string>();
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new ServerProcess(process, port, said);
        for (var tries = 0; !await server.AnswersAsync(ct); tries++)
        {
            Assert.False(process.HasExited, "the server stopped by itself");
            Assert.True(tries < 600, "the server does not answer");
            await Task.Delay(100, ct);
        }

        await Site.SignInAsync(server.Client, "LocalOperator");
        return server;
    }

    /// <summary>SIGKILL: nothing is flushed, nothing is said.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
        Client.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> AnswersAsync(CancellationToken ct)
    {
        try
        {
            return (await Client.GetAsync(new Uri("/readyz", UriKind.Relative), ct)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
