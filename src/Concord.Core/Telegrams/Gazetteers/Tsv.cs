using System.Collections.Immutable;

namespace Concord.Core.Telegrams.Gazetteers;

/// <summary>The embedded tables: tab between columns, semicolon between the values of one, first line a heading.</summary>
internal static class Tsv
{
    /// <summary>The rows of <c>Telegrams/Gazetteers/{file}</c>, without the heading.</summary>
    internal static ImmutableArray<ImmutableArray<string>> Rows(string file)
    {
        using var stream = typeof(Tsv).Assembly.GetManifestResourceStream("Telegrams/Gazetteers/" + file)
            ?? throw new InvalidOperationException(file);
        using var reader = new StreamReader(stream);
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
            if (line.Length > 0)
                rows.Add([.. line.Split('\t')]);
        return rows.ToImmutable();
    }

    /// <summary>The values of one column.</summary>
    internal static string[] Values(string cell) =>
        cell.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
