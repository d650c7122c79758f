using System.Text;
using System.Text.Json.Nodes;

namespace Concord.Tests.Corpus;

/// <summary>One telegram of the corpus with its expectation.</summary>
internal sealed record CorpusCase(string Name, string Path, byte[] Bytes, JsonNode Expected)
{
    /// <summary>The file as text: UTF-8, else Windows-1252.</summary>
    public string Text { get; } = Decode(Bytes);

    private static string Decode(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            return Encoding.GetEncoding(1252).GetString(bytes);
        }
    }
}

/// <summary>Where the corpus lies: <c>dev</c> to develop on, <c>held</c> that no rule is tuned to, and the open examples beside the repository.</summary>
internal static class CorpusFiles
{
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Concord.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("Concord.slnx was not found above " + AppContext.BaseDirectory);
    }

    public static string Folder(string set) => Path.IsPathRooted(set)
        ? set
        : set == "shared"
        ? Path.GetFullPath(Path.Combine(Root(), "..", "shared", "examples"))
        : Path.Combine(Root(), "tests", "Concord.Tests", "corpus", set);

    public static IReadOnlyList<CorpusCase> Load(string set) =>
        Directory.Exists(Folder(set))
            ? [.. Directory.EnumerateFiles(Folder(set), "*.json").Order(StringComparer.Ordinal).Select(Case)]
            : [];

    private static CorpusCase Case(string json)
    {
        var text = Path.ChangeExtension(json, ".txt");
        return new(Path.GetFileNameWithoutExtension(json), text, File.ReadAllBytes(text), JsonNode.Parse(File.ReadAllText(json))!);
    }
}
