using System.Text.Json.Nodes;

namespace Concord.Tests.Corpus;

/// <summary>Complaints found by code and severity; the line is counted apart. Infos that nobody expected weigh nothing.</summary>
internal static class ComplaintScore
{
    public static void Score(JsonNode expected, JsonNode? actual, TelegramScore score)
    {
        var read = Json.Items(actual, "complaints").ToList();
        var wanted = Json.Items(expected, "complaints").ToList();
        var left = new List<JsonNode>(read);
        foreach (var want in wanted.Where(w => !Json.Flag(w, "optional")))
        {
            var code = Json.Text(want, "code");
            var severities = Json.Accepted(want, "severity", "accept_severity").ToList();
            var lines = Json.Accepted(want, "line", "accept_lines").ToList();
            var candidates = left.Where(c => Json.Text(c, "code") == code && severities.Contains(Json.Text(c, "severity"))).ToList();
            var hit = candidates.FirstOrDefault(c => lines.Contains(Json.Text(c, "line"))) ?? candidates.FirstOrDefault();
            score.Complaints = score.Complaints.Add(hit is not null);
            if (hit is null)
            {
                score.Wrong.Add($"complaint {code} ({Json.Text(want, "severity")}, line {Json.Text(want, "line") ?? "–"}): not found");
                continue;
            }

            left.Remove(hit);
            var atLine = lines.Contains(Json.Text(hit, "line"));
            score.ComplaintLines = score.ComplaintLines.Add(atLine);
            if (!atLine)
            {
                score.Wrong.Add($"complaint {code}: expected at line {Json.Text(want, "line") ?? "–"}, read at {Json.Text(hit, "line") ?? "–"}");
            }
        }

        foreach (var extra in left)
        {
            var code = Json.Text(extra, "code");
            var severity = Json.Text(extra, "severity");
            var known = wanted.Any(w => Json.Text(w, "code") == code
                && (Json.Flag(w, "optional") || Json.Accepted(w, "severity", "accept_severity").Contains(severity)));
            if (!known && severity is "error" or "warning")
            {
                (severity == "error" ? score.FalseErrors : score.FalseWarnings).Add($"{code} at line {Json.Text(extra, "line") ?? "–"}");
            }
        }
    }
}
