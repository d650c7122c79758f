using System.Text;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Tests;

/// <summary>How a database means to answer.</summary>
internal static class Plans
{
    /// <summary>The steps of a query, written by <c>ToQueryString</c>, as its database tells them.</summary>
    public static async Task<List<string>> OfAsync(ConcordDb db, string query)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = (db is SqliteDb ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + Inlined(query);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(db is SqliteDb ? 3 : 0));
        }

        return lines;
    }

    /// <summary>The query as text, with the values of its parameters where they stand.</summary>
    private static string Inlined(string query)
    {
        var sql = new StringBuilder();
        var values = new List<(string Name, string Value)>();
        foreach (var line in query.Split('\n'))
        {
            if (line.StartsWith(".param set ", StringComparison.Ordinal) && line[11..].Split(' ', 2) is [var name, var value])
            {
                values.Add((name, value.Trim()));
            }
            else if (line.StartsWith("-- ", StringComparison.Ordinal) && line.Split('=', 2) is [var left, var right])
            {
                var text = right.Split(" (", 2)[0].Trim();
                var braces = text.StartsWith("{ ", StringComparison.Ordinal);
                values.Add((left[3..].Trim(), braces ? $"ARRAY[{text[1..^1].Replace("'", "", StringComparison.Ordinal)}]" : text));
            }
            else
            {
                _ = sql.AppendLine(line);
            }
        }

        var made = sql.ToString();
        foreach (var (name, value) in values.OrderByDescending(v => v.Name.Length))
        {
            made = made.Replace('@' + name.TrimStart('@'), value, StringComparison.Ordinal);
        }

        return made;
    }
}
