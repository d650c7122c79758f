using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Concord.Tests.Edge;

/// <summary>A bare connection, for what no client that keeps the rules would send.</summary>
internal sealed class Raw : IDisposable
{
    private readonly TcpClient client = new();

    public static async Task<Raw> ToAsync(int port, CancellationToken ct)
    {
        var raw = new Raw();
        await raw.client.ConnectAsync(IPAddress.Loopback, port, ct);
        return raw;
    }

    public Task SendAsync(string text, CancellationToken ct) => client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text), ct).AsTask();

    /// <summary>False when the other side has hung up.</summary>
    public async Task<bool> TrySendAsync(string text, CancellationToken ct)
    {
        try
        {
            await SendAsync(text, ct);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>All that comes until the other side hangs up; null when it does not within this time.</summary>
    public async Task<string?> RestAsync(TimeSpan within, CancellationToken ct)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(ct);
        late.CancelAfter(within);
        var told = new MemoryStream();
        try
        {
            await client.GetStream().CopyToAsync(told, late.Token);
        }
        catch (IOException)
        {
            // Hung up at once.
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }

        return Encoding.Latin1.GetString(told.ToArray());
    }

    /// <summary>One request, one answer.</summary>
    public static async Task<string> AskAsync(int port, string request, CancellationToken ct)
    {
        using var raw = await ToAsync(port, ct);
        await raw.SendAsync(request, ct);
        return await raw.RestAsync(TimeSpan.FromSeconds(20), ct) ?? "nothing came";
    }

    public void Dispose() => client.Dispose();
}
