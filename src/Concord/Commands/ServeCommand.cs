using System.CommandLine;
using System.Globalization;
using System.Net;
using Concord.Core.Kernel;
using Concord.Modules.Identity;
using Concord.Platform;
using Concord.Platform.I18n;
using Concord.Platform.Telemetry;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Connections;

namespace Concord.Commands;

/// <summary><c>concord serve</c>, and what <c>concord</c> alone does.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", Texts.Here("commands.serve"));
        Fill(command);
        return command;
    }

    public static void Fill(Command command)
    {
        var shared = new CommandOptions();
        var port = new Option<int>("--port") { Description = Texts.Here("server.option.port"), DefaultValueFactory = _ => Loopback.DefaultPort };
        var urls = new Option<string?>("--urls") { Description = Texts.Here("server.option.urls") };
        var pack = new Option<string>("--pack") { Description = Texts.Here("server.option.pack"), DefaultValueFactory = _ => Installation.Pack };
        var demonstration = new Option<bool>("--demonstration") { Description = Texts.Here("server.option.demonstration") };
        var hosts = new Option<string[]>("--host") { Description = Texts.Here("server.option.host"), DefaultValueFactory = _ => [] };
        var metrics = new Option<int?>("--metrics-port") { Description = Texts.Here("server.option.metrics-port") };
        shared.AddTo(command);
        command.Options.Add(port);
        command.Options.Add(urls);
        command.Options.Add(pack);
        command.Options.Add(demonstration);
        command.Options.Add(hosts);
        command.Options.Add(metrics);
        command.SetAction((parsed, ct) =>
        {
            if (parsed.GetValue(demonstration) && parsed.GetValue(hosts) is { Length: > 0 })
            {
                return Task.FromResult(Say.Refused(new Refusal("serve.demonstration-host")));
            }

            var chosen = parsed.GetValue(urls) ?? Environment.GetEnvironmentVariable("ASPNETCORE_URLS");
            var asked = string.IsNullOrWhiteSpace(chosen) ? string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{parsed.GetValue(port)}") : chosen;
            return Loopback.Read(asked).Match(
                listen => MailSettings.Read(shared.Store(parsed).Folder).Match(
                    mail => RunAsync(
                        new ServerSettings(shared.Store(parsed), listen, parsed.GetValue(pack) ?? Installation.Pack, Demonstration: parsed.GetValue(demonstration))
                        {
                            Hosts = parsed.GetValue(hosts) ?? [],
                            Mail = mail,
                            MetricsPort = parsed.GetValue(metrics),
                            Collected = Environment.GetEnvironmentVariable(Watching.CollectorVariable) is { Length: > 0 },
                        },
                        ct),
                    refusals => Task.FromResult(Say.Refused(refusals))),
                refusals => Task.FromResult(Say.Refused(refusals)));
        });
    }

    private static async Task<int> RunAsync(ServerSettings settings, CancellationToken ct) => await (await Serving.HoldAsync(settings.Store, ct).ConfigureAwait(false)).Match(
        async held =>
        {
            await using var ofHeld = held.ConfigureAwait(false);
            return await ServeAsync(settings, ct).ConfigureAwait(false);
        },
        refusals => Task.FromResult(Say.Refused(refusals))).ConfigureAwait(false);

    private static async Task<int> ServeAsync(ServerSettings settings, CancellationToken ct)
    {
        var app = Server.Build(settings);
        await using var ofApp = app.ConfigureAwait(false);
        var prepared = await Server.PrepareAsync(app.Services, settings, ct).ConfigureAwait(false);
        return await prepared.Match(
            told =>
            {
                foreach (var line in told)
                {
                    Say.Line(line);
                }

                return ListenAsync(app, settings, ct);
            },
            refusals => Task.FromResult(Say.Refused(refusals))).ConfigureAwait(false);
    }

    private static async Task<int> ListenAsync(WebApplication app, ServerSettings settings, CancellationToken ct)
    {
        try
        {
            await app.StartAsync(ct).ConfigureAwait(false);
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException)
        {
            return Say.Refused(new Refusal("serve.port-taken", string.Join(", ", settings.Listen.Select(Address).Concat(settings.MetricsPort is { } port ? [Address(new IPEndPoint(IPAddress.Loopback, port))] : []))));
        }

        foreach (var url in app.Urls)
        {
            Say.Line(new Uri(url).Port == settings.MetricsPort
                ? Texts.Here("server.figures", url + Watching.Address)
                : Texts.Here("server.listening", url, settings.Store.Folder));
        }

        await app.WaitForShutdownAsync(ct).ConfigureAwait(false);
        return 0;
    }

    private static string Address(IPEndPoint address) => "http://" + address;
}
