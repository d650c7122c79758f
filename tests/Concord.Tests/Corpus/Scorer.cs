using System.Text.Json.Nodes;

namespace Concord.Tests.Corpus;

/// <summary>Compares what <c>concord read</c> prints with what a drafting officer expected of the telegram. Pure.</summary>
internal static class Scorer
{
    /// <param name="expected">The expectation, <c>telegram-expectation/1</c>.</param>
    /// <param name="actual">What was printed; null when nothing was.</param>
    /// <param name="file">The file, decoded.</param>
    public static TelegramScore Score(JsonNode expected, JsonNode? actual, string file)
    {
        var score = new TelegramScore(Path.GetFileNameWithoutExtension(Json.Text(expected, "file") ?? ""));
        HeaderScore.Score(expected, actual, score);
        var places = new ParagraphScore(expected, actual, score);
        ComplaintScore.Score(expected, actual, score);
        FactScore.Score(expected, actual, places, score);
        MentionScore.Score(expected, actual, places, score);
        QuoteScore.Score(actual, file, score);
        return score;
    }
}
