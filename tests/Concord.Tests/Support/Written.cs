using System.Globalization;
using System.Text;

namespace Concord.Tests;

/// <summary>Telegrams for tests that are not about reading: plain, whole, each with its own serial.</summary>
internal static class Written
{
    public static byte[] Telegram(int serial, params string[] paragraphs)
    {
        var text = new StringBuilder();
        var numbered = paragraphs.Select((p, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {p}"));
        _ = text.Append(CultureInfo.InvariantCulture, $"""
            VZCZCXYZ0000
            RR RUEHC
            DE RUEHTB #{serial:0000} 0600230
            ZNR UUUUU ZZH
            R 290230Z FEB 08
            FM AMCONSUL TANJUNG BIRU
            TO RUEHC/SECSTATE WASHDC 0345
            BT
            UNCLAS TANJUNG BIRU 00{serial:0000}

            SENSITIVE
            SIPDIS

            E.O. 12958: N/A
            TAGS: PHUM, PREL, BM, TH
            SUBJECT: TIP: NEWS NUMBER {serial}

            {string.Join("\n\n", numbered)}

            LARKE
            BT
            #{serial:0000}
            NNNN

            """);
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>Three paragraphs that state facts.</summary>
    public static byte[] Telegram(int serial) => Telegram(
        serial,
        "(SBU) Summary: Burma and Thailand told of their work. End Summary.",
        "(U) Burmese officials said Burma established an anti-trafficking unit within the police. Burma signed an agreement with Thailand in March 2007.",
        "Thai Deputy Director General Somchai Testsuk said Thailand passed a law on trafficking in November 2007. The law is expected to be enacted in April 2008.");
}
