using System.CommandLine;
using Concord.Platform.I18n;

namespace Concord.Commands;

/// <summary><c>concord doctor</c>: looks at an installation and says what is wrong with it and what to do. Exit status 1 when something is.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var shared = new CommandOptions();
        var port = new Option<int>("--port") { Description = Texts.Here("server.option.port"), DefaultValueFactory = _ => Platform.Web.Loopback.DefaultPort };
        var command = new Command("doctor", Texts.Here("doctor.about"));
        shared.AddTo(command);
        command.Options.Add(port);
        command.SetAction(async (parsed, ct) =>
        {
            var store = shared.Store(parsed);
            var services = shared.Services(parsed);
            await using var ofServices = services.ConfigureAwait(false);
            var findings = await Checkup.RunAsync(services, store, parsed.GetValue(port), ct).ConfigureAwait(false);
            foreach (var finding in findings)
            {
                Say.Line(Texts.Here("doctor." + Word(finding.Grade), finding.Sentence));
            }

            var wrong = findings.Count(f => f.Grade == Grade.Wrong);
            Say.Line(wrong == 0 ? Texts.Here("doctor.healthy") : Texts.Here("doctor.unhealthy", wrong));
            return wrong == 0 ? 0 : 1;
        });
        return command;
    }

    private static string Word(Grade grade) => grade switch
    {
        Grade.Good => "good",
        Grade.Note => "note",
        Grade.Wrong => "wrong",
    };
}
