using Concord.Tests.Corpus;

namespace Concord.Bench;

/// <summary>
/// <c>corpus [--shared] [--given] [--defects] [FOLDER…]</c>: scores the reader and writes <c>docs/corpus.md</c>; with <c>--given</c> the extraction alone;
/// of a folder of telegrams with their expectations it only prints.
/// </summary>
internal static class CorpusCommand
{
    public static int Run(string[] args)
    {
        string[] folders = [.. args.Where(Path.IsPathRooted)];
        string[] names = folders.Length > 0 ? folders : args.Contains("--shared") ? ["dev", "held", "shared"] : ["dev", "held"];
        var sets = new List<(string, IReadOnlyList<TelegramScore>)>();
        foreach (var name in names)
        {
            if ((args.Contains("--given") ? GivenRun.Score(name) : ReaderRun.Score(name)) is { } scores)
            {
                sets.Add((name, scores));
            }
        }

        if (sets.Count == 0)
        {
            Console.Error.WriteLine("concord read printed nothing for any telegram of the corpus");
            return 1;
        }

        var page = CorpusTable.Write(sets);
        if (args.Contains("--defects"))
        {
            foreach (var (name, scores) in sets.Where(s => s.Item1 != "held"))
            {
                Console.WriteLine(CorpusTable.Defects(scores));
            }
        }
        else if (folders.Length > 0)
        {
            Console.Write(page);
        }
        else
        {
            var docs = Directory.CreateDirectory(Path.Combine(CorpusFiles.Root(), "docs"));
            File.WriteAllText(Path.Combine(docs.FullName, "corpus.md"), page);
            Console.Write(page);
        }

        return 0;
    }
}
