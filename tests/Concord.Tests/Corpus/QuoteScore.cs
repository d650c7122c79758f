using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Concord.Tests.Corpus;

/// <summary>Every quote stands at its offsets in its paragraph, and its source spans hold it in the decoded file.</summary>
internal static class QuoteScore
{
    private static readonly string[] Lists = ["facts", "persons", "meetings", "commitments", "caveats"];

    public static void Score(JsonNode? actual, string file, TelegramScore score)
    {
        var runes = Encoding.UTF32.GetBytes(file);

        // a sign that an archive wrote as an entity (&#8217;) has no character of its own in the file
        var entities = file.Contains("&#", StringComparison.Ordinal) || WebUtility.HtmlDecode(file) != file;
        string Slice(byte[] text, int start, int end) => start < 0 || end < start || end * 4 > text.Length
            ? "\0"
            : Encoding.UTF32.GetString(text, start * 4, (end - start) * 4);
        var paragraphs = Json.Items(actual, "paragraphs").GroupBy(p => Json.Text(p, "id") ?? "")
            .ToDictionary(g => g.Key, g => Encoding.UTF32.GetBytes(Json.Text(g.First(), "text") ?? ""));
        foreach (var list in Lists)
        {
            foreach (var item in Json.Items(actual, list))
            {
                var quote = Json.Text(item, "quote") ?? "";
                var stands = paragraphs.TryGetValue(Json.Text(item, "paragraph") ?? "", out var text)
                    && Slice(text, Json.Number(item, "start") ?? -1, Json.Number(item, "end") ?? -1) == quote;
                if (!stands)
                {
                    score.QuotesOutside.Add($"{list}: not at its offsets \"{quote}\"");
                }

                if (list != "facts" && item["source_spans"] is null)
                {
                    continue;
                }

                var spans = Json.Items(item, "source_spans").Select(s => s is JsonArray pair
                    ? Slice(runes, (int)pair[0]!, (int)pair[1]!)
                    : Slice(runes, Json.Number(s, "start") ?? -1, Json.Number(s, "end") ?? -1));
                var source = WebUtility.HtmlDecode(string.Concat(spans));
                if (quote.Length == 0 || (Json.Ink(source) != Json.Ink(quote) && !(entities && Letters(source) == Letters(quote))))
                {
                    score.QuotesOutside.Add($"{list}: the file has \"{source}\" for \"{quote}\"");
                }
            }
        }
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
