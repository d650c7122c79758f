using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Concord.Core.Telegrams;
using Concord.Core.Telegrams.Extraction;

namespace Concord.Tests.Corpus;

/// <summary>
/// The extraction alone: it is given the header and paragraphs of the expectation, so that its score does not hang on the reading.
/// Source spans cannot be asked for, since there is no file behind such paragraphs.
/// </summary>
internal static class GivenRun
{
    public static IReadOnlyList<TelegramScore> Score(string set) => [.. CorpusFiles.Load(set).Select(c =>
    {
        var score = Scorer.Score(c.Expected, Printed(c.Expected), c.Text);
        score.QuotesOutside.RemoveAll(q => q.Contains("the file has", StringComparison.Ordinal));
        return score;
    })];

    private static JsonObject Printed(JsonNode expected)
    {
        var header = expected["header"];
        var dtg = Json.Text(header?["dtg"], "utc");
        var telegram = new Telegram(
            TelegramForm.State,
            new TelegramHeader
            {
                Originator = Json.Text(header, "originator"),
                Subject = Json.Text(header, "subject"),
                Tags = [.. Json.Items(header, "tags").Select(t => t.ToString())],
                Dtg = new([], "", dtg is null ? null : DateTimeOffset.Parse(dtg, CultureInfo.InvariantCulture), []),
            },
            [.. Json.Items(expected, "paragraphs").Select(p => new Paragraph(
                Json.Text(p, "id")!, Json.Number(p, "number"), Json.Text(p, "classification_marking"), Json.Text(p, "heading"), Json.Text(p, "label"),
                Json.Text(p, "opening_marker"), Json.Text(p, "trailing_marker"), Json.Text(p, "text")!, OffsetMap.Empty, []))],
            [], []);
        var found = Extractor.Extract(telegram);
        var printed = new JsonObject { ["paragraphs"] = expected["paragraphs"]!.DeepClone() };
        printed["facts"] = List(found.Facts, f => Anchored(f.Anchor, new()
        {
            ["kind"] = Word(f.Kind), ["status"] = Word(f.Status), ["polarity"] = Word(f.Polarity), ["country"] = f.Country,
            ["date"] = Date(f.Date), ["speaker"] = f.Speaker, ["attribution"] = Word(f.Attribution), ["rule"] = f.Rule,
            ["partners"] = new JsonArray([.. f.Partners.Select(p => (JsonNode)p)]),
            ["figures"] = List(f.Figures, g => new() { ["value"] = g.Value, ["unit"] = g.Unit }),
        }));
        printed["persons"] = List(found.Persons, p => Anchored(p.Anchor, new() { ["name"] = p.Name }));
        printed["meetings"] = List(found.Meetings, m => Anchored(m.Anchor, new() { ["name"] = m.Name }));
        printed["commitments"] = List(found.Commitments, m => Anchored(m.Anchor, new() { ["by"] = m.By }));
        printed["caveats"] = List(found.Caveats, m => Anchored(m.Anchor, new() { ["type"] = m.Type }));
        return printed;
    }

    private static JsonArray List<T>(ImmutableArray<T> items, Func<T, JsonObject> one) => new([.. items.Select(i => (JsonNode)one(i))]);

    private static JsonObject Anchored(Anchor anchor, JsonObject item)
    {
        item["paragraph"] = anchor.ParagraphId;
        item["quote"] = anchor.Quote;
        item["start"] = anchor.Span.Start;
        item["end"] = anchor.Span.End;
        return item;
    }

    private static JsonObject Date(FactDate date) => new() { ["edtf"] = date.When?.Edtf, ["certainty"] = Word(date.Certainty) };

    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
