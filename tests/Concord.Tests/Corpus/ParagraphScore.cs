using System.Text.Json.Nodes;

namespace Concord.Tests.Corpus;

/// <summary>Paragraphs aligned by id; their clean text must be identical.</summary>
internal sealed class ParagraphScore
{
    private static readonly string[] Marks = ["classification_marking", "heading", "label", "opening_marker", "trailing_marker"];
    private readonly Dictionary<string, string> expectedIdOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);

    public ParagraphScore(JsonNode expected, JsonNode? actual, TelegramScore score)
    {
        var read = Json.Items(actual, "paragraphs").ToList();
        foreach (var want in Json.Items(expected, "paragraphs"))
        {
            var id = Json.Text(want, "id")!;
            var ids = Json.Accepted(want, "id", "accept_id").ToList();
            texts[id] = Json.Text(want, "text") ?? "";
            var got = read.FirstOrDefault(p => Json.Text(p, "id") == id) ?? read.FirstOrDefault(p => ids.Contains(Json.Text(p, "id")));
            if (got is not null)
            {
                expectedIdOf.TryAdd(Json.Text(got, "id")!, id);
            }

            if (Json.Flag(want, "optional"))
            {
                continue;
            }

            var same = got is not null && Json.Accepted(want, "text", "accept_text").Contains(Json.Text(got, "text"));
            score.Paragraphs = score.Paragraphs.Add(same);
            if (!same)
            {
                score.Wrong.Add(got is null ? $"paragraph {id}: absent" : $"paragraph {id}: read \"{Difference(texts[id], Json.Text(got, "text") ?? "")}\"");
            }

            foreach (var mark in Marks.Where(m => ((JsonObject)want).ContainsKey(m)))
            {
                var right = Json.Accepted(want, mark, "accept_" + mark).Contains(Json.Text(got, mark));
                score.ParagraphMarks = score.ParagraphMarks.Add(right);
                if (!right)
                {
                    score.Wrong.Add($"paragraph {id} {mark}: expected \"{Json.Text(want, mark)}\", read \"{Json.Text(got, mark)}\"");
                }
            }
        }
    }

    /// <summary>Where an anchor of the reader's output lies in the paragraph as the expectation has it.</summary>
    public (string Id, int Start, int End)? Place(JsonNode anchored)
    {
        var id = Json.Text(anchored, "paragraph");
        if (id is null || !expectedIdOf.TryGetValue(id, out var expectedId))
        {
            return null;
        }

        var start = Json.Number(anchored, "start") ?? 0;
        var end = Json.Number(anchored, "end") ?? 0;
        var quote = Json.Text(anchored, "quote") ?? "";
        var text = texts[expectedId];
        var nearest = -1;
        for (var i = quote.Length == 0 ? -1 : text.IndexOf(quote, StringComparison.Ordinal); i >= 0; i = text.IndexOf(quote, i + 1, StringComparison.Ordinal))
        {
            nearest = nearest < 0 || Math.Abs(i - start) < Math.Abs(nearest - start) ? i : nearest;
        }

        return nearest < 0 ? (expectedId, start, end) : (expectedId, nearest, nearest + quote.Length);
    }

    /// <summary>Half of the shorter, or more, is shared.</summary>
    public static bool Overlap((string Id, int Start, int End) a, (string Id, int Start, int End) b) =>
        a.Id == b.Id && Shared(a, b) * 2 >= Math.Max(1, Math.Min(a.End - a.Start, b.End - b.Start));

    /// <summary>Shared part of what the two cover together.</summary>
    public static double Closeness((string Id, int Start, int End) a, (string Id, int Start, int End) b) =>
        a.Id != b.Id ? 0 : (double)Shared(a, b) / Math.Max(1, Math.Max(a.End, b.End) - Math.Min(a.Start, b.Start));

    private static int Shared((string Id, int Start, int End) a, (string Id, int Start, int End) b) =>
        Math.Max(0, Math.Min(a.End, b.End) - Math.Max(a.Start, b.Start));

    private static string Difference(string want, string got)
    {
        var i = 0;
        while (i < want.Length && i < got.Length && want[i] == got[i])
        {
            i++;
        }

        var from = Math.Max(0, i - 20);
        return $"…{got[from..Math.Min(got.Length, i + 30)]}…\" for \"…{want[from..Math.Min(want.Length, i + 30)]}…";
    }
}
