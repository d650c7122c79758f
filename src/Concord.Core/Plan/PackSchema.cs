using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Concord.Core.Plan;

/// <summary>
/// The part of JSON Schema 2020-12 that <c>packs/pack.schema.json</c> uses, obeyed as the standard says. The schema file itself is what is
/// obeyed, so that it and the code cannot drift; a keyword that is not known here is an error when the schema is loaded, never passed over.
/// Two annotations of our own are obeyed as well: <c>x-declares</c> (this text is the key of one of a family, once in the file) and
/// <c>x-refers-to</c> (this text is such a key), and <c>x-unique-by</c> (no two items of this array share that property).
/// </summary>
internal sealed class PackSchema
{
    private static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(
    [
        "$schema", "$id", "$defs", "$ref", "$comment", "title", "description", "type", "const", "enum", "properties", "required",
        "additionalProperties", "items", "minItems", "maxItems", "minLength", "maxLength", "minimum", "pattern", "format", "not",
        "x-declares", "x-refers-to", "x-unique-by",
    ]);

    private readonly JsonItem root;
    private readonly Dictionary<string, Regex> patterns = [];

    private PackSchema(JsonItem root)
    {
        this.root = root;
        Learn(root);
        foreach (var definition in root["$defs"]?.Properties ?? [])
        {
            Learn(definition.Value);
        }
    }

    /// <summary>Takes a schema; one that uses more than is known here is a bug of ours and throws.</summary>
    public static PackSchema Of(ReadOnlySpan<byte> json)
    {
        var faults = new PackFaults("schema");
        return PackJson.Read(json, faults) is { } root && !faults.Any
            ? new PackSchema(root)
            : throw new InvalidOperationException("the schema of packs is not JSON");
    }

    /// <summary>Reports everything in the value that the schema forbids.</summary>
    public void Check(JsonItem value, PackPath path, PackKeys keys, PackFaults faults) => Check(root, value, path, keys, faults);

    private void Learn(JsonItem schema)
    {
        foreach (var (name, _, value) in schema.Properties)
        {
            if (!Known.Contains(name) || (name == "format" && !PackFormats.Known.Contains(value.Text)))
            {
                throw new InvalidOperationException($"the schema of packs uses {name} {value.Text}, which is not known here");
            }

            if (name == "pattern")
            {
                // In the standard $ is the very end; in .NET it also stands before a last line break.
                var atEnd = value.Text.EndsWith('$') ? value.Text[..^1] + "\\z" : value.Text;
                patterns[value.Text] = new Regex(atEnd, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            }

            if (name == "properties")
            {
                value.Properties.ToList().ForEach(p => Learn(p.Value));
            }

            if (name is "items" or "not" || (name == "additionalProperties" && value.Kind == JsonValueKind.Object))
            {
                Learn(value);
            }
        }
    }

    private void Check(JsonItem schema, JsonItem value, PackPath path, PackKeys keys, PackFaults faults)
    {
        if (schema.String("$ref") is { } reference)
        {
            Check(Definition(reference), value, path, keys, faults);
        }

        if (schema["type"] is { } type && !Types(type).Any(t => IsOf(t, value)))
        {
            faults.Add(value.At, path, "pack.wrong-type", string.Join(" | ", Types(type)), Name(value.Kind));
            return;
        }

        switch (value.Kind)
        {
            case JsonValueKind.Object:
                CheckObject(schema, value, path, keys, faults);
                break;
            case JsonValueKind.Array:
                CheckArray(schema, value, path, keys, faults);
                break;
            case JsonValueKind.String:
                CheckString(schema, value, path, keys, faults);
                break;
            case JsonValueKind.Number when schema["minimum"] is { } minimum && Number(value) < Number(minimum):
                faults.Add(value.At, path, "pack.too-small", value.Text, minimum.Text);
                break;
        }

        if (schema["const"] is { } only && !Same(only, value))
        {
            faults.Add(value.At, path, "pack.not-allowed", PackFaults.Shown(value.Text), only.Text);
        }

        if (schema["enum"] is { } allowed && !allowed.Items.Any(a => Same(a, value)))
        {
            faults.Add(value.At, path, "pack.not-allowed", PackFaults.Shown(value.Text), string.Join(" | ", allowed.Items.Select(a => a.Text)));
        }
    }

    private void CheckObject(JsonItem schema, JsonItem value, PackPath path, PackKeys keys, PackFaults faults)
    {
        foreach (var required in schema.List("required").Where(r => value[r.Text] is null))
        {
            faults.Add(value.At, path, "pack.missing", required.Text);
        }

        var seen = new HashSet<string>();
        foreach (var (name, at, item) in value.Properties)
        {
            if (schema["properties"] is not null && !seen.Add(name))
            {
                faults.Add(at, path.To(name), "pack.property-repeated", PackFaults.Shown(name));
            }

            if (schema["properties"]?[name] is { } described)
            {
                Check(described, item, path.To(name), keys, faults);
            }
            else if (schema["additionalProperties"] is { Kind: JsonValueKind.False })
            {
                faults.Add(at, path.To(name), "pack.property-unknown", PackFaults.Shown(name));
            }
            else if (schema["additionalProperties"] is { Kind: JsonValueKind.Object } others)
            {
                Check(others, item, path.To(name), keys, faults);
            }
        }
    }

    private void CheckArray(JsonItem schema, JsonItem value, PackPath path, PackKeys keys, PackFaults faults)
    {
        if (schema["minItems"] is { } least && value.Items.Length < Number(least))
        {
            faults.Add(value.At, path, "pack.too-few", least.Text);
        }

        if (schema["maxItems"] is { } most && value.Items.Length > Number(most))
        {
            faults.Add(value.At, path, "pack.too-many", most.Text);
        }

        var by = schema.String("x-unique-by");
        var seen = new HashSet<string>();
        for (var i = 0; i < value.Items.Length; i++)
        {
            var item = value.Items[i];
            if (schema["items"] is { } each)
            {
                Check(each, item, path.At(i), keys, faults);
            }

            if (by is not null && item.String(by) is { } shared && !seen.Add(shared))
            {
                faults.Add(item.At, path.At(i).To(by), "pack.repeated-in-list", by, PackFaults.Shown(shared));
            }
        }
    }

    private void CheckString(JsonItem schema, JsonItem value, PackPath path, PackKeys keys, PackFaults faults)
    {
        // The standard counts characters, not UTF-16 units.
        if (schema["minLength"] is { } least && value.Text.EnumerateRunes().Count() < Number(least))
        {
            faults.Add(value.At, path, "pack.too-short", least.Text);
        }

        if (schema["maxLength"] is { } most && value.Text.EnumerateRunes().Count() > Number(most))
        {
            faults.Add(value.At, path, "pack.too-long", most.Text);
        }

        if (schema.String("pattern") is { } pattern && !patterns[pattern].IsMatch(value.Text))
        {
            faults.Add(value.At, path, "pack.wrong-form", PackFaults.Shown(value.Text), schema.String("description") ?? pattern);
        }

        if (schema["not"] is { } forbidden && forbidden["const"] is { } never && Same(never, value))
        {
            faults.Add(value.At, path, "pack.not-allowed", PackFaults.Shown(value.Text), "≠ " + never.Text);
        }

        if (schema.String("format") is { } format)
        {
            PackFormats.Check(format, value, path, faults);
        }

        if (schema.String("x-declares") is { } declared)
        {
            keys.Declare(declared, value, path, faults);
        }

        if (schema.String("x-refers-to") is { } referred)
        {
            keys.Refer(referred, value, path);
        }
    }

    private JsonItem Definition(string reference) =>
        root["$defs"]?[reference["#/$defs/".Length..]]
        ?? throw new InvalidOperationException($"the schema of packs refers to {reference}, which it does not define");

    private static IEnumerable<string> Types(JsonItem type) =>
        type.Kind == JsonValueKind.Array ? type.Items.Select(t => t.Text) : [type.Text];

    private static bool IsOf(string type, JsonItem value) => type switch
    {
        "integer" => value.Kind == JsonValueKind.Number && int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "boolean" => value.Kind is JsonValueKind.True or JsonValueKind.False,
        _ => Name(value.Kind) == type,
    };

    private static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };

    private static int Number(JsonItem item) => int.TryParse(item.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : 0;

    private static bool Same(JsonItem a, JsonItem b) => a.Kind == b.Kind && a.Text == b.Text;
}
