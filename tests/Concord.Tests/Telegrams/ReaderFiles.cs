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
