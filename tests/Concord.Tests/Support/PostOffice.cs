using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Concord.Modules.Identity;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Concord.Tests;

/// <summary>A real SMTP server on a free port of this machine.</summary>
internal sealed class PostOffice : IAsyncDisposable
{
    public const string User = "concord", Password = "willow-lantern";

    private readonly int port = FreePort();
    private readonly CancellationTokenSource closing = new();
    private Task? open;

    /// <summary>What it took.</summary>
    public List<MimeMessage> Taken { get; } = [];

    /// <summary>To whom it delivers nothing.</summary>
    public string? Unknown { get; set; }

    public MailSettings Settings => new("127.0.0.1", port, MailTls.None, "concord@secretariat.example", User) { Password = Password };

    public static PostOffice Open()
    {
        var office = new PostOffice();
        office.Begin();
        return office;
    }

    /// <summary>From now on; before, nobody answers at its address.</summary>
    public void Begin()
    {
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add(new Store(this));
        services.Add(new Filter(this));
        services.Add(new Keeper());
        var options = new SmtpServerOptionsBuilder().ServerName("localhost")
            .Endpoint(e => e.Endpoint(new IPEndPoint(IPAddress.Loopback, port)).AllowUnsecureAuthentication().AuthenticationRequired()).Build();
        open = new SmtpServer.SmtpServer(options, services).StartAsync(closing.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        if (open is not null)
        {
            await open.ContinueWith(_ => { }, TaskScheduler.Default);
        }

        closing.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Store(PostOffice office) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            using var bytes = new MemoryStream(buffer.ToArray());
            var message = await MimeMessage.LoadAsync(bytes, cancellationToken);
            lock (office.Taken)
            {
                office.Taken.Add(message);
            }

            return SmtpResponse.Ok;
        }
    }

    private sealed class Filter(PostOffice office) : MailboxFilter
    {
        public override Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) =>
            Task.FromResult(to.User + "@" + to.Host != office.Unknown);
    }

    private sealed class Keeper : IUserAuthenticator
    {
        public Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken cancellationToken) =>
            Task.FromResult(user == User && password == Password);
    }
}
