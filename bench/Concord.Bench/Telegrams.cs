using System.Diagnostics;
using System.Text;
using Concord.Core.Telegrams.Reading;

namespace Concord.Bench;

/// <summary>Reading and cleaning on one core over a file of many telegrams, beside a scan of the same bytes; memory as their number grows.</summary>
internal static class Telegrams
{
    public static void Run()
    {
        foreach (var count in new[] { 1_000, 10_000, 20_000 })
        {
            var file = Generate(count);
            Time(file, Scan);
            var (scan, _) = Time(file, Scan);
            Time(file, Read);
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var (read, telegrams) = Time(file, Read);
            var after = GC.GetTotalMemory(forceFullCollection: true);
            Console.WriteLine($"{telegrams,7} telegrams {file.Length / 1e6,7:F1} MB  read {read,7:F0} MB/s  byte scan {scan,7:F0} MB/s  kept {(after - before) / 1024.0,7:F0} KiB  peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6,6:F0} MB");
        }
    }

    private static (double Speed, long Count) Time(byte[] file, Func<byte[], long> work)
    {
        var watch = Stopwatch.StartNew();
        var count = work(file);
        return (file.Length / 1e6 / watch.Elapsed.TotalSeconds, count);
    }

    private static long Read(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return TelegramReader.ReadMany(stream).LongCount();
    }

    private static long Scan(byte[] file)
    {
        var lines = 0L;
        for (var rest = file.AsSpan(); rest.IndexOf((byte)'\n') is >= 0 and var at; rest = rest[(at + 1)..])
        {
            lines++;
        }

        return lines;
    }

    private static byte[] Generate(int count)
    {
        var text = new StringBuilder();
        for (var i = 1; i <= count; i++)
        {
            var n = i % 10000;
            text.Append($"VZCZCXRO{n:0000}\r\nPP RUEHWEB\r\n\r\nDE RUEHTJB #{n:0000} 0600230\r\nZNR UUUUU ZZH\r\nP 290230Z FEB 08\r\nFM AMCONSUL TANJUNG BIRU\r\nTO RUEHC/SECSTATE WASHDC PRIORITY 0214\r\nINFO RUEHJA/AMEMBASSY JAKARTA 0190\r\nBT\r\nUNCLAS TANJUNG BIRU {n:000000}\r\n\r\nSIPDIS\r\n\r\nE.O. 12958: N/A\r\nTAGS: PHUM, KCRM, ID, MY, SN\r\nSUBJECT: STRAITS CITIES DIALOGUE\r\n\r\n");
            for (var p = 1; p <= 12; p++)
            {
                text.Append($"{p}. Officials from Indonesia, Malaysia and Singapore said\r\n");
                for (var l = 0; l < 9; l++)
                {
                    text.Append("that the working group on recruitment had met and that\r\n");
                }

                text.Append("no agreement was signed in 2007.\r\n\r\n");
            }

            text.Append($"ADEYEMI\r\nBT\r\n#{n:0000}\r\nNNNN\r\n\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
