using System.Diagnostics;
using System.Globalization;
using System.Text;
using Concord.Core.Telegrams.Reading;

namespace Concord.Bench;

/// <summary>
/// Reading and cleaning on one core over a stream of many telegrams, beside a scan of the same bytes for line ends; memory held as their number grows.
/// Speeds are bytes by processor time of this process, so that a busy machine does not change them.
/// </summary>
internal static class Telegrams
{
    private const int Rounds = 3;

    public static void Run()
    {
        Rows("plain", Generate(1_000));
        if (Files() is { Length: > 0 } files)
        {
            Rows("corpus", files);
        }
    }

    private static void Rows(string name, byte[] block)
    {
        Best(() => Read(new RepeatedStream(block, 1)).Telegrams, block.Length);
        foreach (var megabytes in new[] { 10, 100, 200 })
        {
            var times = Math.Max(1, megabytes * 1_000_000 / block.Length);
            var size = (double)block.Length * times;
            var (telegrams, held, allocated) = (0L, 0L, 0L);
            var read = Best(() => ((telegrams, held, allocated) = Read(new RepeatedStream(block, times))).telegrams, size);
            var scan = Best(() => Scan(new RepeatedStream(block, times)), size);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name,-8}{telegrams,8} telegrams {size / 1e6,7:F1} MB  read {read,6:F0} MB/s  byte scan {scan,6:F0} MB/s  held {held / 1024.0,6:F0} KiB  allocated {allocated / size,5:F1} bytes a byte"));
        }
    }

    private static double Best(Func<long> work, double size)
    {
        var best = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            work();
            best = Math.Max(best, size / 1e6 / (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds);
        }

        return best;
    }

    // what is held is measured while the last telegram is in hand
    private static (long Telegrams, long Held, long Allocated) Read(Stream stream)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var telegrams = 0L;
        using var reading = TelegramReader.ReadMany(stream).GetEnumerator();
        while (reading.MoveNext())
        {
            telegrams++;
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(reading);
        return (telegrams, held, allocated);
    }

    private static long Scan(Stream stream)
    {
        var lines = 0L;
        var block = new byte[1 << 16];
        while (stream.Read(block) is > 0 and var got)
        {
            for (var rest = block.AsSpan(0, got); rest.IndexOf((byte)'\n') is >= 0 and var at; rest = rest[(at + 1)..])
            {
                lines++;
            }
        }

        return lines;
    }

    private static byte[] Files()
    {
        var folder = Path.Combine(Tests.Corpus.CorpusFiles.Root(), "tests", "Concord.Tests", "corpus");
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(f => File.ReadAllBytes(f).Concat("\n\n"u8.ToArray()))]
            : [];
    }

    private static byte[] Generate(int count)
    {
        var text = new StringBuilder();
        for (var n = 1; n <= count; n++)
        {
            text.Append(CultureInfo.InvariantCulture, $"VZCZCXRO{n:0000}\r\nPP RUEHWEB\r\n\r\nDE RUEHTJB #{n:0000} 0600230\r\nZNR UUUUU ZZH\r\nP 290230Z FEB 08\r\nFM AMCONSUL TANJUNG BIRU\r\nTO RUEHC/SECSTATE WASHDC PRIORITY 0214\r\nINFO RUEHJA/AMEMBASSY JAKARTA 0190\r\nBT\r\nUNCLAS TANJUNG BIRU {n:000000}\r\n\r\nSIPDIS\r\n\r\nE.O. 12958: N/A\r\nTAGS: PHUM, KCRM, ID, MY, SN\r\nSUBJECT: STRAITS CITIES DIALOGUE\r\n\r\n");
            for (var p = 1; p <= 12; p++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{p}. Officials from Indonesia, Malaysia and Singapore said\r\n");
                for (var l = 0; l < 9; l++)
                {
                    text.Append("that the working group on recruitment had met and that\r\n");
                }

                text.Append("no agreement was signed in 2007.\r\n\r\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"ADEYEMI\r\nBT\r\n#{n:0000}\r\nNNNN\r\n\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
