using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Concord.Tests.Corpus;

/// <summary>The judge is judged first: expectations agree with themselves and with their files.</summary>
public sealed class CorpusIsSoundTests
{
    private static readonly string[] Anchored = ["facts", "persons", "meetings", "commitments", "caveats", "may_extract", "must_not_facts"];

    public static TheoryData<string, string> All() =>
        [.. from set in new[] { "dev", "held" } from c in CorpusFiles.Load(set) select (set, c.Name)];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_quote_stands_at_its_offsets_in_its_paragraph(string set, string name)
    {
        var expected = Find(set, name).Expected;
        var texts = Json.Items(expected, "paragraphs").ToDictionary(p => Json.Text(p, "id")!, p => Json.Text(p, "text")!);
        foreach (var item in Anchored.SelectMany(list => Json.Items(expected, list)))
        {
            var (id, start, end) = FactScore.Anchor(item);
            Assert.Equal(Json.Text(item, "quote"), texts[id][start..end]);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_file_is_the_one_that_the_expectation_was_written_for(string set, string name)
    {
        var c = Find(set, name);
        Assert.Equal(Json.Text(c.Expected["source"], "sha256"), Convert.ToHexStringLower(SHA256.HashData(c.Bytes)));
        Assert.Equal(Json.Number(c.Expected["source"], "bytes"), c.Bytes.Length);
        Assert.True(Json.Flag(c.Expected, "synthetic"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void An_expectation_scored_against_itself_is_perfect(string set, string name)
    {
        var c = Find(set, name);
        var score = Scorer.Score(c.Expected, Printed(c), c.Text);
        Assert.Empty(score.Wrong);
        Assert.Empty(score.FalseErrors);
        Assert.Empty(score.FalseWarnings);
        Assert.Empty(score.Upgrades);
        Assert.Empty(score.Forbidden);
        Assert.Equal((1, 1), (score.Facts.Recall, score.Facts.Precision));
        Assert.Equal(score.Header.Of, score.Header.Right);
    }

    internal static CorpusCase Find(string set, string name) => CorpusFiles.Load(set).Single(c => c.Name == name);

    /// <summary>What a perfect reader would print; source spans where the quote lies in the file without a cut.</summary>
    internal static JsonNode Printed(CorpusCase c)
    {
        var printed = c.Expected.DeepClone();
        var ink = Json.Ink(c.Text);
        var at = c.Text.Select((ch, i) => (ch, i)).Where(x => !char.IsWhiteSpace(x.ch)).Select(x => x.i).ToList();
        foreach (var fact in Json.Items(printed, "facts"))
        {
            var quote = Json.Ink(Json.Text(fact, "quote")!);
            var i = ink.IndexOf(quote, StringComparison.Ordinal);
            if (i >= 0)
            {
                fact["source_spans"] = new JsonArray(new JsonObject { ["start"] = at[i], ["end"] = at[i + quote.Length - 1] + 1 });
            }
        }

        return printed;
    }
}
