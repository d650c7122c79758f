using System.Text;
using Concord.Core.Telegrams;
using Concord.Core.Telegrams.Reading;

namespace Concord.Tests.Telegrams;

/// <summary>Telegrams for the reader's tests.</summary>
internal static class ReaderFiles
{
    public const string Sound =
        """
        VZCZCXYZ0000
        PP RUEHWEB

        DE RUEHTJB #0087 0600230
        ZNR UUUUU ZZH
        P 290230Z FEB 08
        FM AMCONSUL TANJUNG BIRU
        TO RUEHC/SECSTATE WASHDC PRIORITY 0214
        INFO RUEHJA/AMEMBASSY JAKARTA 0190
        BT
        UNCLAS TANJUNG BIRU 000087

        SIPDIS

        E.O. 12958: N/A
        TAGS: PHUM, ID, SN
        SUBJECT: STRAITS CITIES DIALOGUE

        REF: JAKARTA 3341

        1. SUMMARY: Indonesia and Singapore met. END SUMMARY.

        2. Singapore offered to host a pre-
        and post-departure workshop on cross-
        border referral.

        3. Indonesia agreed.

        LARKE
        BT
        #0087
        NNNN
        """;

    /// <summary>One section of a telegram in three, sound as it stands.</summary>
    public static string Section(int number, int serial = 87, int channel = 4400, int of = 3, string? text = null)
    {
        var head = number == 1
            ? "SIPDIS\n\nE.O. 12958: N/A\nTAGS: PHUM, ID, SN\nSUBJECT: STRAITS CITIES DIALOGUE\n\n1. Indonesia and Singapore met for a first\ntime in these\n"
            : number < of ? "SIPDIS\n\nhalls and agreed on a form.\n\n2. A second meeting of officials was set for\nthe summer of\n"
            : "SIPDIS\n\n2009, with Indonesia in the chair.\n\n3. Indonesia agreed.\n\nLARKE\n";
        return $"VZCZCXRO{channel + number:0000}\nPP RUEHWEB\n\nDE RUEHTJB #{serial:0000}/{number:00} 0600230\nZNR UUUUU ZZH\nP 290230Z FEB 08\n"
            + "FM AMCONSUL TANJUNG BIRU\nTO RUEHC/SECSTATE WASHDC PRIORITY 0214\nINFO RUEHJA/AMEMBASSY JAKARTA 0190\nBT\n"
            + $"UNCLAS SECTION {number:00} OF {of:00} TANJUNG BIRU {serial:000000}\n\n{text ?? head}BT\n#{serial:0000}\nNNNN\n";
    }

    public static string? Root
    {
        get
        {
            var at = new DirectoryInfo(AppContext.BaseDirectory);
            while (at is not null && !File.Exists(Path.Combine(at.FullName, "Concord.slnx")))
            {
                at = at.Parent;
            }

            return at?.FullName;
        }
    }

    public static string? Shared(string folder) =>
        Root is { } root && Path.Combine(root, "..", "shared", folder) is var path && Directory.Exists(path) ? path : null;

    public static IEnumerable<string> All() =>
        new[] { Path.Combine(Root!, "tests", "Concord.Tests", "corpus"), Shared("seed"), Shared("examples") }
            .Where(d => d is not null).SelectMany(d => Directory.EnumerateFiles(d!, "*.txt", SearchOption.AllDirectories)).Order(StringComparer.Ordinal);

    public static Telegram Read(string text) => TelegramReader.Read(Encoding.UTF8.GetBytes(text));

    public static IEnumerable<string> Codes(Telegram telegram) => telegram.Complaints.Select(c => c.Code);
}
