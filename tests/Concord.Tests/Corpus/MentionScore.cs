using System.Text.Json.Nodes;

namespace Concord.Tests.Corpus;

/// <summary>Persons by name; meetings, commitments and caveats by place; what must not be extracted at all; quotes against the file.</summary>
internal static class MentionScore
{
    private static readonly string[] BeyondContract = ["negation", "comment"];

    public static void Score(JsonNode expected, JsonNode? actual, ParagraphScore places, TelegramScore score)
    {
        score.Persons = Pair(expected, actual, "persons", score, (w, g) =>
            Json.Ink(Json.Text(w, "name") ?? "").Equals(Json.Ink(Json.Text(g, "name") ?? ""), StringComparison.OrdinalIgnoreCase));
        bool SamePlace(JsonNode w, JsonNode g) => places.Place(g) is { } at && ParagraphScore.Overlap(FactScore.Anchor(w), at);
        score.Meetings = Pair(expected, actual, "meetings", score, SamePlace);
        score.Commitments = Pair(expected, actual, "commitments", score, SamePlace);
        score.Caveats = Pair(expected, actual, "caveats", score, SamePlace);
        foreach (var never in Json.Items(expected, "must_not_facts"))
        {
            foreach (var fact in Json.Items(actual, "facts").Where(f => Violates(never, f, places)))
            {
                score.Forbidden.Add($"{Json.Text(never, "what")}: {Json.Text(fact, "kind")} {Json.Text(fact, "status")} \"{Json.Text(fact, "quote")}\"");
            }
        }
    }

    private static Found Pair(JsonNode expected, JsonNode? actual, string key, TelegramScore score, Func<JsonNode, JsonNode, bool> same)
    {
        var all = Json.Items(expected, key).ToLookup(w => BeyondContract.Contains(Json.Text(w, "type")));
        var wants = all[false].ToList();
        var left = Json.Items(actual, key).Where(g => wants.Any(w => same(w, g)) || !all[true].Any(w => same(w, g))).ToList();
        var proposed = left.Count;
        var hits = 0;
        foreach (var want in wants)
        {
            var hit = left.FirstOrDefault(g => same(want, g));
            if (hit is null)
            {
                score.Wrong.Add($"{key}: missed \"{Json.Text(want, "quote")}\"");
                continue;
            }

            hits++;
            left.Remove(hit);
        }

        score.Wrong.AddRange(left.Select(g => $"{key}: not expected \"{Json.Text(g, "quote")}\""));
        return new(wants.Count, proposed, hits);
    }

    /// <summary>A fact whose words lie within the forbidden quote (or hold it whole) and that affirms it.</summary>
    private static bool Violates(JsonNode never, JsonNode fact, ParagraphScore places)
    {
        var kinds = Json.Items(never, "kinds").Select(n => n.ToString()).ToList();
        var statuses = Json.Items(never, "status").Select(n => n.ToString()).ToList();
        var quote = FactScore.Anchor(never);
        return (Json.Text(fact, "polarity") ?? "positive") == "positive"
            && (kinds.Count == 0 || kinds.Contains(Json.Text(fact, "kind") ?? ""))
            && (statuses.Count == 0 ? Json.Text(fact, "status") is not "made" : statuses.Contains(Json.Text(fact, "status") ?? ""))
            && places.Place(fact) is { } at && ParagraphScore.Overlap(quote, at)
            && (statuses.Count > 0 || ParagraphScore.Closeness(quote, at) >= 0.5);
    }
}
