using System.Globalization;
using System.Text.Json.Nodes;

namespace Concord.Tests.Corpus;

/// <summary>Facts matched one to one by place, kind and country; then what else of each is right.</summary>
internal static class FactScore
{
    private sealed record Want(JsonNode Node, (string, int, int) At, string Kind);

    private sealed record Got(JsonNode Node, (string, int, int)? At, string Kind);

    public static void Score(JsonNode expected, JsonNode? actual, ParagraphScore places, TelegramScore score)
    {
        var wants = Json.Items(expected, "facts").Select(f => new Want(f, Anchor(f), Json.Text(f, "kind")!)).ToList();
        var gots = Json.Items(actual, "facts").Select(f => new Got(f, places.Place(f), Json.Text(f, "kind") ?? "")).ToList();
        var may = Json.Items(expected, "may_extract").Select(Anchor).ToList();
        var pairs = Match(wants, gots);
        var matched = pairs.Select(p => p.Got).ToHashSet();

        foreach (var got in gots)
        {
            Judge(got, wants, pairs.FirstOrDefault(p => p.Got == got).Want, score);
        }

        // a fact that may be proposed, or that says again in other words what another candidate was matched to in the same
        // place and kind as the expectation allows, counts neither way only in the first case
        var counted = gots.Where(g => matched.Contains(g) || g.At is not { } at || !may.Any(m => ParagraphScore.Overlap(m, at))).ToList();
        foreach (var want in wants.Where(w => pairs.All(p => p.Want != w)))
        {
            score.Wrong.Add($"fact missed, paragraph {want.At.Item1}: {want.Kind} {Json.Text(want.Node, "status")} {Json.Text(want.Node, "country") ?? "–"} \"{Json.Text(want.Node, "quote")}\"");
        }

        foreach (var got in counted)
        {
            var right = matched.Contains(got);
            var rule = Json.Text(got.Node, "rule") ?? "(no rule)";
            score.Rules[rule] = score.Rules.GetValueOrDefault(rule).Add(right);
            if (!right)
            {
                score.Wrong.Add($"fact not expected, paragraph {Json.Text(got.Node, "paragraph")}: {got.Kind} {Json.Text(got.Node, "status")} {Json.Text(got.Node, "country") ?? "–"} [{rule}] \"{Json.Text(got.Node, "quote")}\"");
            }
        }

        score.Facts = new(wants.Count, counted.Count, pairs.Count);
        foreach (var kind in wants.Select(w => w.Kind).Concat(counted.Select(g => g.Kind)).Distinct())
        {
            // a match of another accepted kind counts under the kind that was expected
            var hits = pairs.Count(p => p.Want.Kind == kind);
            score.Kinds[kind] = new(wants.Count(w => w.Kind == kind), hits + counted.Count(g => g.Kind == kind && !matched.Contains(g)), hits);
        }

        foreach (var (want, got) in pairs)
        {
            Details(want, got, score);
        }
    }

    private static List<(Want Want, Got Got)> Match(List<Want> wants, List<Got> gots)
    {
        var candidates =
            from want in wants
            from got in gots
            where got.At is { } at && ParagraphScore.Overlap(want.At, at) && SameKind(want, got) && SameCountry(want.Node, got.Node)
            let merit = ParagraphScore.Closeness(want.At, got.At!.Value)
                + (StatusRight(want.Node, got.Node) ? 0.5 : 0) + (PolarityRight(want.Node, got.Node) ? 0.5 : 0)
            orderby merit descending
            select (want, got);
        var pairs = new List<(Want Want, Got Got)>();
        foreach (var (want, got) in candidates)
        {
            if (pairs.All(p => p.Want != want && p.Got != got))
            {
                pairs.Add((want, got));
            }
        }

        return pairs;
    }

    /// <summary>Upgrades and forbidden readings, of matched and of unmatched candidates alike.</summary>
    private static void Judge(Got got, List<Want> wants, Want? match, TelegramScore score)
    {
        if (got.At is not { } at)
        {
            return;
        }

        var about = match is not null ? [match] : wants.Where(w => ParagraphScore.Overlap(w.At, at) && SameKind(w, got)).ToList();
        if (about.Count == 0)
        {
            return;
        }

        var status = Json.Text(got.Node, "status") ?? "";
        var polarity = Json.Text(got.Node, "polarity") ?? "positive";
        var where = $"paragraph {at.Item1}: \"{Json.Text(got.Node, "quote")}\"";
        var allowed = about.Max(w => Json.Accepted(w.Node, "status", "accept_status")
            .Max(s => Json.Accepted(w.Node, "polarity", "accept_polarity").Max(p => Ladder.Allowed(w.Kind, s!, p!))));
        if (Ladder.Claimed(about[0].Kind, status, polarity) > allowed)
        {
            score.Upgrades.Add($"{Json.Text(about[0].Node, "status")} ({Json.Text(about[0].Node, "polarity")}) read as {status} ({polarity}), {where}");
        }

        var certainty = Json.Text(got.Node["date"], "certainty");
        if (certainty == "actual" && about.All(w => !Certainties(w.Node).Contains("actual")) && about.Any(w => Certainties(w.Node).Contains("expected")))
        {
            score.Upgrades.Add($"expected date read as actual, {where}");
        }

        foreach (var forbidden in about.SelectMany(w => Json.Items(w.Node, "must_not")).Select(n => n.ToString()).Distinct())
        {
            var says = forbidden.Split('=') switch
            {
                ["status", var s] => s == status && polarity != "negative",
                ["polarity", var p] => p == polarity,
                ["certainty", var c] => c == certainty,
                ["kind", var k] => k == got.Kind,
                _ => false,
            };
            // an unmatched candidate may speak of the neighbour that allows it
            if (says && (match is not null || about.All(w => Json.Items(w.Node, "must_not").Any(n => n.ToString() == forbidden))))
            {
                score.Forbidden.Add($"{forbidden}, {where}");
            }
        }
    }

    private static void Details(Want want, Got got, TelegramScore score)
    {
        void Count(bool right, string what, string? wanted, string? read)
        {
            if (!right)
            {
                score.Wrong.Add($"{what}: expected {wanted ?? "–"}, read {read ?? "–"}, paragraph {want.At.Item1}: \"{Json.Text(want.Node, "quote")}\"");
            }
        }

        var (w, g) = (want.Node, got.Node);
        var right = StatusRight(w, g);
        score.Status = score.Status.Add(right);
        Count(right, "status", Json.Text(w, "status"), Json.Text(g, "status"));
        right = PolarityRight(w, g);
        score.Polarity = score.Polarity.Add(right);
        Count(right, "polarity", Json.Text(w, "polarity"), Json.Text(g, "polarity"));
        right = Json.Accepted(w["date"], "edtf", "accept_edtf").Contains(Json.Text(g["date"], "edtf"));
        score.Date = score.Date.Add(right);
        Count(right, "date", Json.Text(w["date"], "edtf"), Json.Text(g["date"], "edtf"));
        right = Certainties(w).Contains(Json.Text(g["date"], "certainty") ?? "none");
        score.Certainty = score.Certainty.Add(right);
        Count(right, "certainty", Json.Text(w["date"], "certainty"), Json.Text(g["date"], "certainty"));
        right = Json.Accepted(w, "speaker", "accept_speaker").Any(s => SameSpeaker(s, Json.Text(g, "speaker")));
        score.Speaker = score.Speaker.Add(right);
        Count(right, "speaker", Json.Text(w, "speaker"), Json.Text(g, "speaker"));
        right = Json.Accepted(w, "attribution", "accept_attribution").Select(First).Contains(First(Json.Text(g, "attribution")));
        score.Attribution = score.Attribution.Add(right);
        Count(right, "attribution", Json.Text(w, "attribution"), Json.Text(g, "attribution"));
        foreach (var figure in Json.Items(w, "figures"))
        {
            right = Json.Items(g, "figures").Any(f => Value(f) == Value(figure));
            score.Figures = score.Figures.Add(right);
            Count(right, "figure", $"{Json.Text(figure, "value")} {Json.Text(figure, "unit")}", null);
        }

        foreach (var partner in Json.Items(w, "partners").Select(p => p.ToString()))
        {
            right = Json.Items(g, "partners").Any(p => SameSpeaker(partner, p.ToString()));
            score.Partners = score.Partners.Add(right);
            Count(right, "partner", partner, string.Join(", ", Json.Items(g, "partners")));
        }
    }

    internal static (string, int, int) Anchor(JsonNode n) => (Json.Text(n, "paragraph")!, Json.Number(n, "start")!.Value, Json.Number(n, "end")!.Value);

    internal static bool SameSpeaker(string? want, string? got)
    {
        static string? Plain(string? s) => string.IsNullOrEmpty(s) || s is "author" ? null : s.ToLowerInvariant().Replace("the ", "", StringComparison.Ordinal);
        var (a, b) = (Plain(want), Plain(got));
        return a is null || b is null ? a == b : a.Contains(b, StringComparison.Ordinal) || b.Contains(a, StringComparison.Ordinal);
    }

    internal static bool SameCountryName(string? a, string? b)
    {
        static string? Plain(string? s) => s switch
        {
            "Burma" => "Myanmar",
            "UAE" => "United Arab Emirates",
            "Bosnia" => "Bosnia and Herzegovina",
            "Viet Nam" => "Vietnam",
            "The Bahamas" => "Bahamas",
            "The Gambia" => "Gambia",
            "Ivory Coast" => "Cote d'Ivoire",
            "Democratic Republic of the Congo" or "DRC" or "Congo (Kinshasa)" => "Congo",
            _ => s,
        };
        return string.Equals(Plain(a), Plain(b), StringComparison.OrdinalIgnoreCase);
    }

    private static bool SameKind(Want want, Got got) =>
        Json.Accepted(want.Node, "kind", "accept_kinds").Contains(got.Kind);

    private static bool SameCountry(JsonNode want, JsonNode got) =>
        Json.Accepted(want, "country", "accept_country").Any(c => SameCountryName(c, Json.Text(got, "country")));

    private static bool StatusRight(JsonNode want, JsonNode got) =>
        Json.Accepted(want, "status", "accept_status").Contains(Json.Text(got, "status"));

    private static bool PolarityRight(JsonNode want, JsonNode got) =>
        Json.Accepted(want, "polarity", "accept_polarity").Contains(Json.Text(got, "polarity") ?? "positive");

    private static List<string?> Certainties(JsonNode fact) =>
        [Json.Text(fact["date"], "certainty"), .. Json.Items(fact, "accept_certainty").Select(n => n.ToString())];

    private static string? First(string? text) => text?.Split(' ')[0];

    private static decimal? Value(JsonNode figure) =>
        decimal.TryParse(Json.Text(figure, "value"), NumberStyles.Number, CultureInfo.InvariantCulture, out var v) ? v : null;
}
