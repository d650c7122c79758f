using System.Text.Json.Nodes;

namespace Concord.Tests.Corpus;

/// <summary>Each planted deviation of a reader is caught by the scorer.</summary>
public sealed class ScorerTests
{
    private static readonly CorpusCase Case = CorpusIsSoundTests.Find("dev", "d01_west_africa_clean");

    private static TelegramScore With(Action<JsonNode> plant)
    {
        var printed = CorpusIsSoundTests.Printed(Case);
        plant(printed);
        return Scorer.Score(Case.Expected, printed, Case.Text);
    }

    private static JsonNode Fact(JsonNode printed, string quote) =>
        Json.Items(printed, "facts").First(f => Json.Text(f, "quote")!.Contains(quote, StringComparison.Ordinal));

    [Fact]
    public void A_perfect_reader_has_every_quote_in_the_file() => Assert.Empty(With(_ => { }).QuotesOutside);

    [Fact]
    public void A_wrong_header_field_is_counted()
    {
        var score = With(p => p["header"]!["fl3"]!["serial"] = 413);
        Assert.Equal(score.Header.Of - 1, score.Header.Right);
    }

    [Fact]
    public void A_paragraph_with_one_blank_too_many_is_not_identical()
    {
        var score = With(p => p["paragraphs"]![0]!["text"] = "The  second");
        Assert.Equal(score.Paragraphs.Of - 1, score.Paragraphs.Right);
    }

    [Theory]
    [InlineData("has approved a draft national plan", "status", "adopted")]
    [InlineData("adopted by the National Assembly", "status", "in-force")]
    [InlineData("is negotiating a similar text", "status", "signed")]
    [InlineData("plans to launch a public awareness campaign", "status", "completed")]
    [InlineData("is not yet in force", "polarity", "positive")]
    [InlineData("None of them has been tried", "polarity", "positive")]
    public void A_step_up_is_caught(string quote, string key, string value) =>
        Assert.NotEmpty(With(p => Fact(p, quote)[key] = value).Upgrades);

    [Fact]
    public void An_expected_date_read_as_actual_is_a_step_up() =>
        Assert.NotEmpty(With(p => Fact(p, "plans to launch")["date"]!["certainty"] = "actual").Upgrades);

    [Fact]
    public void An_extra_candidate_that_steps_up_is_caught_beside_a_right_one()
    {
        var score = With(p =>
        {
            var copy = Fact(p, "is negotiating a similar text").DeepClone();
            copy["status"] = "signed";
            p["facts"]!.AsArray().Add(copy);
        });
        Assert.NotEmpty(score.Upgrades);
        Assert.Equal(score.Facts.Expected + 1, score.Facts.Proposed);
    }

    [Fact]
    public void A_candidate_out_of_a_denial_is_forbidden()
    {
        var score = With(p =>
        {
            var copy = Fact(p, "The draft joint protocol was not adopted").DeepClone();
            copy["polarity"] = "positive";
            copy["kind"] = "law";
            p["facts"]!.AsArray().Add(copy);
        });
        Assert.NotEmpty(score.Forbidden);
    }

    [Fact]
    public void A_missing_fact_lowers_recall_and_an_invented_one_precision()
    {
        var missing = With(p => p["facts"]!.AsArray().RemoveAt(0));
        Assert.Equal(missing.Facts.Expected - 1, missing.Facts.Matched);
        var invented = With(p =>
        {
            var copy = p["facts"]![0]!.DeepClone();
            copy["country"] = "Togo";
            p["facts"]!.AsArray().Add(copy);
        });
        Assert.Equal(invented.Facts.Matched + 1, invented.Facts.Proposed);
    }

    [Fact]
    public void Wrong_date_speaker_attribution_and_figure_are_counted()
    {
        var score = With(p =>
        {
            var fact = Fact(p, "intercepted 921 children");
            fact["date"]!["edtf"] = "2004";
            fact["speaker"] = "Ama Kwarteng-Boadi";
            fact["attribution"] = "implicit";
            fact["figures"]![0]!["value"] = 922;
        });
        Assert.Equal(1, score.Date.Of - score.Date.Right);
        Assert.Equal(1, score.Speaker.Of - score.Speaker.Right);
        Assert.Equal(1, score.Attribution.Of - score.Attribution.Right);
        Assert.Equal(1, score.Figures.Of - score.Figures.Right);
        Assert.Equal(score.Facts.Expected, score.Facts.Matched);
    }

    [Fact]
    public void A_quote_that_is_not_in_the_file_is_caught()
    {
        Assert.NotEmpty(With(p => p["facts"]![0]!["quote"] = "created a national cell").QuotesOutside);
        Assert.NotEmpty(With(p => p["facts"]![0]!["source_spans"]![0]!["start"] = 3).QuotesOutside);
        Assert.NotEmpty(With(p => p["facts"]![0]!.AsObject().Remove("source_spans")).QuotesOutside);
    }

    [Fact]
    public void A_false_error_and_a_false_warning_are_told_apart_and_an_info_weighs_nothing()
    {
        var score = With(p => p["complaints"] = new JsonArray(
            new JsonObject { ["code"] = "dtg-invalid", ["severity"] = "error", ["line"] = 5 },
            new JsonObject { ["code"] = "unknown-tag", ["severity"] = "warning", ["line"] = 16 },
            new JsonObject { ["code"] = "missing-signature", ["severity"] = "info", ["line"] = null }));
        Assert.Single(score.FalseErrors);
        Assert.Single(score.FalseWarnings);
    }

    [Fact]
    public void A_complaint_of_the_wrong_severity_is_not_found_and_at_the_wrong_line_is_found()
    {
        var c = CorpusIsSoundTests.Find("dev", "d03_balkans_confidential");
        var printed = CorpusIsSoundTests.Printed(c);
        printed["complaints"]![0]!["severity"] = "warning";
        printed["complaints"]![1]!["line"] = 1;
        var score = Scorer.Score(c.Expected, printed, c.Text);
        Assert.Equal(new Tally(2, 3), score.Complaints);
        Assert.Equal(new Tally(1, 2), score.ComplaintLines);
    }

    [Fact]
    public void Nothing_printed_scores_nothing()
    {
        var score = Scorer.Score(Case.Expected, null, Case.Text);
        Assert.Equal((0, 0), (score.Paragraphs.Right, score.Facts.Matched));
    }
}
