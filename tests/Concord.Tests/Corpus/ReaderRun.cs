using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Concord.Tests.Corpus;

/// <summary>Runs <c>concord read</c> as an officer does and scores what it prints.</summary>
internal static class ReaderRun
{
    /// <summary>Scores of a set, in the order of its files; null when the reader printed nothing at all.</summary>
    public static IReadOnlyList<TelegramScore>? Score(string set)
    {
        var cases = CorpusFiles.Load(set);
        var printed = cases.Select(c => Read(c.Path)).ToList();
        return printed.TrueForAll(p => p is null) ? null : [.. cases.Zip(printed, (c, p) => Scorer.Score(c.Expected, p, c.Text))];
    }

    /// <summary>What is printed for a file; null when it is no JSON.</summary>
    public static JsonNode? Read(string path)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "concord.dll"), "read", path])
        {
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        try
        {
            return output.Length == 0 ? null : JsonNode.Parse(output);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
