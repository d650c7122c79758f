using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;

namespace Concord.Core.Plan;

/// <summary>A JSON value that remembers where it stood; the base library's document does not.</summary>
/// <param name="At">Byte of the file where it begins.</param>
/// <param name="Text">A string's text, a number as written; else empty.</param>
/// <param name="Items">An array's items.</param>
/// <param name="Properties">An object's properties in order; a name may still stand twice, which the schema check reports.</param>
internal sealed record JsonItem(
    JsonValueKind Kind, int At, string Text, ImmutableArray<JsonItem> Items, ImmutableArray<JsonProperty> Properties)
{
    public JsonItem? this[string name]
    {
        get
        {
            foreach (var property in Properties)
            {
                if (property.Name == name)
                {
                    return property.Value;
                }
            }

            return null;
        }
    }

    public ImmutableArray<JsonItem> List(string name) => this[name]?.Items ?? [];

    public string? String(string name) => this[name] is { Kind: JsonValueKind.String } found ? found.Text : null;

    public bool Flag(string name) => this[name] is { Kind: JsonValueKind.True };
}

internal readonly record struct JsonProperty(string Name, int At, JsonItem Value);

/// <summary>Reads JSON into items. Total over all bytes: what cannot be read is one fault.</summary>
internal static class PackJson
{
    /// <summary>Larger than any process; bounds the memory that hostile bytes can take.</summary>
    public const int LargestFile = 2 * 1024 * 1024;

    private const int DeepestNesting = 32;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static JsonItem? Read(ReadOnlySpan<byte> json, PackFaults faults)
    {
        var skipped = json.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        if (json.Length > LargestFile)
        {
            faults.Add(0, PackPath.Root, "pack.too-large", $"{LargestFile / 1024 / 1024}");
            return null;
        }

        if (!Utf8.IsValid(json))
        {
            faults.Add(0, PackPath.Root, "pack.not-utf8");
            return null;
        }

        var reader = new Utf8JsonReader(json[skipped..], new JsonReaderOptions { MaxDepth = DeepestNesting });
        try
        {
            reader.Read();
            var root = Value(ref reader, skipped);
            while (reader.Read())
            {
            }

            return root;
        }
        catch (JsonException)
        {
            faults.Add(skipped + (int)reader.BytesConsumed, PackPath.Root, "pack.not-json");
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate written as an escape: valid JSON, not a text.
            faults.Add(skipped + (int)reader.TokenStartIndex, PackPath.Root, "pack.not-text");
        }

        return null;
    }

    private static JsonItem Value(ref Utf8JsonReader reader, int skipped)
    {
        var at = skipped + (int)reader.TokenStartIndex;
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => new(JsonValueKind.Object, at, "", [], Properties(ref reader, skipped)),
            JsonTokenType.StartArray => new(JsonValueKind.Array, at, "", Items(ref reader, skipped), []),
            JsonTokenType.String => new(JsonValueKind.String, at, reader.GetString() ?? "", [], []),
            JsonTokenType.Number => new(JsonValueKind.Number, at, System.Text.Encoding.UTF8.GetString(reader.ValueSpan), [], []),
            JsonTokenType.True => new(JsonValueKind.True, at, "", [], []),
            JsonTokenType.False => new(JsonValueKind.False, at, "", [], []),
            _ => new(JsonValueKind.Null, at, "", [], []),
        };
    }

    private static ImmutableArray<JsonProperty> Properties(ref Utf8JsonReader reader, int skipped)
    {
        var found = ImmutableArray.CreateBuilder<JsonProperty>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var at = skipped + (int)reader.TokenStartIndex;
            var name = reader.GetString() ?? "";
            reader.Read();
            found.Add(new(name, at, Value(ref reader, skipped)));
        }

        return found.DrainToImmutable();
    }

    private static ImmutableArray<JsonItem> Items(ref Utf8JsonReader reader, int skipped)
    {
        var found = ImmutableArray.CreateBuilder<JsonItem>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            found.Add(Value(ref reader, skipped));
        }

        return found.DrainToImmutable();
    }
}
