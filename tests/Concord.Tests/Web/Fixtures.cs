using System.Text.Json;

namespace Concord.Tests.Web;

/// <summary>A fixture that govuk-frontend ships: options, and the markup that they must give.</summary>
internal sealed record Fixture(string Component, string Name, Dictionary<string, string> Options, string Html)
{
    // of these, false says something else than nothing
    private static readonly string[] Told = ["spellcheck", "preventDoubleClick", "disableAutoFocus", "checked", "selected"];

    public static IReadOnlyList<Fixture> All { get; } = Read();

    private static List<Fixture> Read()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests/Concord.Tests/Web/govuk-fixtures.json")));
        return [.. file.RootElement.EnumerateObject().SelectMany(c => c.Value.EnumerateArray().Select(f => new Fixture(
            c.Name, f.GetProperty("name").GetString()!, Flat(f.GetProperty("options")), f.GetProperty("html").GetString()!)))];
    }

    /// <summary>One entry for each value, by its path: <c>items.0.hint.text</c>. What is null or false is as good as absent.</summary>
    private static Dictionary<string, string> Flat(JsonElement options)
    {
        var flat = new Dictionary<string, string>();
        Add("", options);
        return flat;

        void Add(string path, JsonElement value)
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Object:
                    value.EnumerateObject().ToList().ForEach(p => Add(path + (path.Length == 0 ? "" : ".") + p.Name, p.Value));
                    break;
                case JsonValueKind.Array:
                    value.EnumerateArray().Index().ToList().ForEach(p => Add(path + "." + p.Index, p.Item));
                    break;
                case JsonValueKind.Null:
                case JsonValueKind.False when !Told.Contains(path.Split('.')[^1]):
                    break;
                default:
                    flat[path] = value.ToString();
                    break;
            }
        }
    }
}

/// <summary>Hands out a fixture's options once each; what nobody asked for is left.</summary>
internal sealed class Options(Dictionary<string, string> values)
{
    private readonly Dictionary<string, string> left = new(values);

    public IEnumerable<string> Left => left.Keys;

    public string? Take(string path) => left.Remove(path, out var value) ? value : null;

    public bool Has(string path) => left.Keys.Any(k => k == path || k.StartsWith(path + ".", StringComparison.Ordinal));

    /// <summary>The options of each item of a list; they are all taken.</summary>
    public List<Options> Each(string path)
    {
        var prefix = path.Length == 0 ? "" : path + ".";
        var groups = left.Where(p => p.Key.StartsWith(prefix, StringComparison.Ordinal))
            .GroupBy(p => int.Parse(p.Key[prefix.Length..].Split('.')[0], System.Globalization.CultureInfo.InvariantCulture))
            .OrderBy(g => g.Key)
            .ToList();
        left.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).ToList().ForEach(k => left.Remove(k));
        if (groups.Index().Any(g => g.Item.Key != g.Index))
        {
            left["gaps in " + path] = "";
        }

        return [.. groups.Select(g => new Options(g.ToDictionary(p => p.Key[$"{prefix}{g.Key}".Length..].TrimStart('.'), p => p.Value)))];
    }

    /// <summary>Marks that our component cannot be asked for this.</summary>
    public T Unknown<T>(string why, T value)
    {
        left["unknown: " + why] = "";
        return value;
    }

    /// <summary>Puts what an item did not take back, so that it counts as not asked for.</summary>
    public void GiveBack(IEnumerable<Options> items) =>
        items.SelectMany(i => i.left).Index().ToList().ForEach(p => left[$"left.{p.Index}.{p.Item.Key}"] = p.Item.Value);
}
