using System.Collections.Immutable;
using Concord.Core.Telegrams;
using Concord.Core.Telegrams.Extraction;

namespace Concord.Tests.Telegrams.Extraction;

/// <summary>Facts of plain text, as if it were the one paragraph of a telegram of 19 December 2007.</summary>
internal static class FactsOf
{
    public static ImmutableArray<Fact> In(string text, string? label = null) =>
        In(Alone(text, label));

    public static Findings Extracted(string text) => Extracted([Alone(text, null)]);

    public static ImmutableArray<Fact> In(params Paragraph[] paragraphs) => Extracted(paragraphs).Facts;

    private static Paragraph Alone(string text, string? label) => new("1", 1, null, null, label, null, null, text, OffsetMap.Empty, []);

    private static Findings Extracted(Paragraph[] paragraphs)
    {
        var dtg = new DateTimeGroup(["O"], "190614Z DEC 07", new DateTimeOffset(2007, 12, 19, 6, 14, 0, TimeSpan.Zero), []);
        return Extractor.Extract(new Telegram(TelegramForm.State, new TelegramHeader { Dtg = dtg }, [.. paragraphs], [], []));
    }
}
