using Concord.Core.Telegrams;

namespace Concord.Tests.Telegrams.Extraction;

internal static class Anchors
{
    /// <summary>The quote is the text of the paragraph at the span.</summary>
    internal static void Holds(Telegram telegram, Anchor anchor)
    {
        var paragraph = telegram.Paragraphs.Single(p => p.Id == anchor.ParagraphId);
        Assert.Equal(paragraph.Text[anchor.Span.Start..anchor.Span.End], anchor.Quote);
        Assert.True(anchor.Quote.Length > 0);
    }
}
