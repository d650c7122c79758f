using System.Text;
using System.Text.Json.Nodes;

namespace Concord.Tests.Corpus;

/// <summary>Small ways into JSON whose members may be absent.</summary>
internal static class Json
{
    public static IEnumerable<JsonNode> Items(JsonNode? node, string key) =>
        (node?[key] as JsonArray)?.Where(n => n is not null).Select(n => n!) ?? [];

    /// <summary>The text of a scalar; null when absent, null or not a scalar.</summary>
    public static string? Text(JsonNode? node, string key) => (node as JsonObject)?[key] is JsonValue v ? v.ToString() : null;

    public static int? Number(JsonNode? node, string key) =>
        int.TryParse(Text(node, key), System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : null;

    public static bool Flag(JsonNode? node, string key) => Text(node, key) is "true" or "True";

    /// <summary>The value under a key and those that <c>accept_…</c> lists beside it.</summary>
    public static IEnumerable<string?> Accepted(JsonNode? node, string key, string accept) =>
        ((node as JsonObject)?[accept] as JsonArray ?? []).Select(n => n?.ToString()).Prepend(Text(node, key));

    /// <summary>Equal as JSON, where an absent list is an empty one and a number may be written as text only where text was expected.</summary>
    public static bool Same(JsonNode? a, JsonNode? b) =>
        JsonNode.DeepEquals(a, b)
        || (a is null or JsonArray { Count: 0 } && b is null or JsonArray { Count: 0 });

    /// <summary>The text without blanks and line breaks: what must be the same in the file and in a quote.</summary>
    public static string Ink(string text)
    {
        var ink = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
            {
                ink.Append(c);
            }
        }

        return ink.ToString();
    }
}
