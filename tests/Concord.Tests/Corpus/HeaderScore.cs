using System.Text.Json.Nodes;

namespace Concord.Tests.Corpus;

/// <summary>Header fields, each counted; only what the expectation names is asked for.</summary>
internal static class HeaderScore
{
    private static readonly string[] ReferenceKeys = ["letter", "kind", "id", "notal", "text", "date"];
    private static readonly string[] GeographicKeys = ["code", "iso2"];

    public static void Score(JsonNode expected, JsonNode? actual, TelegramScore score)
    {
        foreach (var (path, want, got, accept) in Fields(expected["header"] as JsonObject ?? [], actual?["header"]))
        {
            var right = Json.Same(want, got) || accept.Any(a => Json.Same(a, got));
            score.Header = score.Header.Add(right);
            if (!right)
            {
                score.Wrong.Add($"header {path}: expected {Show(want)}, read {Show(got)}");
            }
        }
    }

    private static IEnumerable<(string Path, JsonNode? Want, JsonNode? Got, IEnumerable<JsonNode?> Accept)> Fields(JsonObject want, JsonNode? got)
    {
        foreach (var (key, value) in want)
        {
            if (key.StartsWith("accept_", StringComparison.Ordinal))
            {
                continue;
            }

            var accept = (want["accept_" + key] as JsonArray)?.ToArray() ?? [];
            var read = (got as JsonObject)?[key];
            switch (key, value)
            {
                case ("executive_order", _):
                    yield return (key, value, read, accept);
                    break;
                case ("ref" or "geographic" or "action" or "info" or "tag_persons" or "transmissions", JsonArray entries):
                    var keys = key switch { "ref" => ReferenceKeys, "geographic" => GeographicKeys, _ => null };
                    yield return (key + " count", entries.Count, (read as JsonArray)?.Count ?? 0, accept);
                    for (var i = 0; i < entries.Count; i++)
                    {
                        var entry = read is JsonArray list && i < list.Count ? list[i] : null;
                        yield return ($"{key}[{i}]", Only(entries[i], entries[i], keys), Only(entries[i], entry, keys), []);
                    }

                    break;
                case (_, JsonObject inner):
                    foreach (var (path, w, g, a) in Fields(inner, read))
                    {
                        yield return ($"{key}.{path}", w, g, a);
                    }

                    break;
                default:
                    yield return (key, value, read, accept);
                    break;
            }
        }
    }

    /// <summary>The keys that the expectation has, taken from the other.</summary>
    private static JsonObject Only(JsonNode? shape, JsonNode? from, string[]? keys)
    {
        var part = new JsonObject();
        foreach (var (key, _) in shape as JsonObject ?? [])
        {
            if (keys is null || keys.Contains(key))
            {
                part[key] = (from as JsonObject)?[key]?.DeepClone();
            }
        }

        return part;
    }

    private static string Show(JsonNode? node) => node?.ToJsonString() ?? "nothing";
}
