using System.Globalization;
using System.Text.Json;

namespace Concord.Tests.Api;

/// <summary>Holds an answer to the schemas of the document: no field too few, none too many, each of its kind.</summary>
internal sealed class JsonSchema(JsonElement document)
{
    public List<string> Faults(JsonElement schema, JsonElement value, string at = "$")
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Faults(reference.GetString()!.TrimStart('#', '/').Split('/').Aggregate(document, (d, step) => d.GetProperty(step)), value, at);
        }

        foreach (var word in new[] { "oneOf", "anyOf" })
        {
            if (schema.TryGetProperty(word, out var ways))
            {
                var all = ways.EnumerateArray().Select(w => Faults(w, value, at)).ToList();
                return all.Any(f => f.Count == 0) ? [] : all[^1];
            }
        }

        var faults = new List<string>();
        if (schema.TryGetProperty("type", out var type))
        {
            string[] types = type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(t => t.GetString()!)] : [type.GetString()!];
            if (!types.Any(t => Is(t, value)))
            {
                return [$"{at}: {value.ValueKind} is none of {string.Join(", ", types)}"];
            }
        }

        if (schema.TryGetProperty("enum", out var names) && !names.EnumerateArray().Any(n => n.ToString() == value.ToString() && n.ValueKind == value.ValueKind))
        {
            faults.Add($"{at}: {value} is not one of the names");
        }

        if (value.ValueKind == JsonValueKind.String && schema.TryGetProperty("format", out var format) && !Fits(format.GetString()!, value.GetString()!))
        {
            faults.Add($"{at}: {value} is no {format}");
        }

        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            faults.AddRange(value.EnumerateArray().Index().SelectMany(i => Faults(items, i.Item, $"{at}[{i.Index}]")));
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            var properties = schema.GetProperty("properties");
            faults.AddRange(value.EnumerateObject().SelectMany(p => properties.TryGetProperty(p.Name, out var s) ? Faults(s, p.Value, $"{at}.{p.Name}") : [$"{at}.{p.Name} is not in the document"]));
            faults.AddRange(schema.GetProperty("required").EnumerateArray().Where(r => !value.TryGetProperty(r.GetString()!, out _)).Select(r => $"{at}.{r} is missing"));
        }

        return faults;
    }

    private static bool Is(string type, JsonElement value) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => false,
    };

    private static bool Fits(string format, string text) => format switch
    {
        "uuid" => Guid.TryParseExact(text, "D", out _),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) && (text.EndsWith("+00:00", StringComparison.Ordinal) || text.EndsWith('Z')),
        _ => true,
    };
}
