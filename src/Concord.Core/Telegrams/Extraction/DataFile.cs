namespace Concord.Core.Telegrams.Extraction;

/// <summary>The tables of this folder, embedded in the assembly: tab-separated, <c>#</c> opens a remark.</summary>
internal static class DataFile
{
    /// <summary>The lines of a table that are not remarks, cut at tabs.</summary>
    public static IEnumerable<string[]> Lines(string name)
    {
        var assembly = typeof(DataFile).Assembly;
        var resource = assembly.GetManifestResourceNames().Single(n => n.EndsWith("Extraction/Data/" + name, StringComparison.Ordinal));
        using var stream = assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line.Split('\t');
            }
        }
    }

    /// <summary>A cell that lists things with commas.</summary>
    public static string[] List(string cell) => cell.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
