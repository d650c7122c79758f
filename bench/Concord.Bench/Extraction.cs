using System.Diagnostics;
using Concord.Core.Telegrams;
using Concord.Core.Telegrams.Extraction;
using Concord.Core.Telegrams.Reading;
using Concord.Tests.Corpus;

namespace Concord.Bench;

/// <summary><c>extraction</c>: the telegrams of the corpus, read once and then extracted over and over, on one thread and on two.</summary>
internal static class Extraction
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    public static int Run()
    {
        string[] sets = ["dev", "held"];
        var telegrams = sets.SelectMany(CorpusFiles.Load).Select(c => TelegramReader.Read(c.Bytes)).ToArray();
        if (telegrams.Length == 0)
        {
            Console.Error.WriteLine("no telegrams in the corpus");
            return 1;
        }

        Repeat(telegrams, 1, TimeSpan.FromSeconds(2));
        foreach (var threads in new[] { 1, 2 })
        {
            var speed = Repeat(telegrams, threads, Length);
            Console.WriteLine($"{telegrams.Length,5} telegrams  {threads} threads  {speed,7:F0} telegrams/s");
        }

        return 0;
    }

    private static double Repeat(Telegram[] telegrams, int threads, TimeSpan length)
    {
        var watch = Stopwatch.StartNew();
        var done = new long[threads];
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
        {
            for (var i = thread; watch.Elapsed < length; i++)
            {
                Extractor.Extract(telegrams[i % telegrams.Length]);
                done[thread]++;
            }
        });
        return done.Sum() / watch.Elapsed.TotalSeconds;
    }
}
