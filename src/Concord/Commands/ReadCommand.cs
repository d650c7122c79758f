using System.CommandLine;
using System.Globalization;
using Concord.Core.Telegrams;
using Concord.Core.Telegrams.Extraction;
using Concord.Core.Telegrams.Reading;
using Concord.Platform.I18n;

namespace Concord.Commands;

/// <summary><c>concord read FILE…</c>: JSON on standard output, everything else on standard error. 0 read, 2 not readable, 1 a fault of ours.</summary>
internal static class ReadCommand
{
    public const int Read = 0;
    public const int Fault = 1;
    public const int NotReadable = 2;

    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = Texts.Here("commands.read.file"), Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = Texts.Here("commands.read.json") };
        var command = new Command("read", Texts.Here("commands.read")) { files, json };
        command.SetAction(result =>
        {
            using var output = Console.OpenStandardOutput();
            return Run(result.GetValue(files) ?? [], output, Console.Error, Console.OpenStandardInput);
        });
        return command;
    }

    /// <summary>Reads each file and prints each telegram; the exit status is the worst of them.</summary>
    public static int Run(IReadOnlyList<string> files, Stream output, TextWriter notes, Func<Stream> standardInput)
    {
        var worst = Read;
        foreach (var file in files)
        {
            var status = One(file, output, notes, standardInput, single: files.Count == 1);
            worst = status == Fault || worst == Fault ? Fault : Math.Max(worst, status);
        }

        return worst;
    }

    private static int One(string file, Stream output, TextWriter notes, Func<Stream> standardInput, bool single)
    {
        try
        {
            using var input = Opened(file, notes, standardInput);
            return input is null ? NotReadable : Print(file, input, output, notes, single);
        }
#pragma warning disable CA1031 // the edge of the program: a fault of ours is said, with its place, and the other files are still read
        catch (Exception e)
#pragma warning restore CA1031
        {
            notes.WriteLine(Texts.Here("commands.read.fault", file, e.ToString()));
            return Fault;
        }
    }

    private static Stream? Opened(string file, TextWriter notes, Func<Stream> standardInput)
    {
        try
        {
            return Open(file, standardInput);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            notes.WriteLine(Texts.Here("commands.read.cannot-open", file, e.Message));
            return null;
        }
    }

    private static int Print(string file, Stream input, Stream output, TextWriter notes, bool single)
    {
        // one document is held back until it is known whether another follows: a single one is indented
        Telegram? held = null;
        var count = 0;
        foreach (var telegram in TelegramReader.ReadMany(input))
        {
            if (telegram.Form == TelegramForm.Unknown)
            {
                notes.WriteLine(Texts.Here("commands.read.not-readable", file, Sentence(telegram.Complaints[0])));
                return NotReadable;
            }

            if (held is not null)
            {
                Document(held, file, output, indented: false);
            }

            held = telegram;
            count++;
        }

        if (held is not null)
        {
            Document(held, file, output, indented: single && count == 1);
        }

        notes.WriteLine(Texts.Here("commands.read.done", file, count));
        return Read;
    }

    private static void Document(Telegram telegram, string file, Stream output, bool indented)
    {
        using var memory = new MemoryStream();
        ReadJson.Write(memory, telegram, Extractor.Extract(telegram), Sentence, Path.GetFileName(file), indented);
        memory.WriteByte((byte)'\n');
        memory.WriteTo(output);
        output.Flush();
    }

    private static string Sentence(Complaint complaint) =>
        Texts.Get(CultureInfo.CurrentUICulture, "complaints." + complaint.Code, [.. complaint.Args]);

    private static Stream Open(string file, Func<Stream> standardInput)
    {
        if (file != "-")
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        }

        // read whole, so that its encoding is judged as a file's is
        var memory = new MemoryStream();
        using var input = standardInput();
        input.CopyTo(memory);
        memory.Position = 0;
        return memory;
    }
}
