using System.Collections.Immutable;

namespace Concord.Core.Telegrams.Reading;

/// <summary>The head and the paragraphs of a text, in whatever form it was sent.</summary>
internal sealed record Body(HeadDraft Head, TextReader Text, ImmutableArray<Paragraph> Paragraphs, IReadOnlyList<Block> Blocks)
{
    public static Body Read(Script script, TextLines lines, ComplaintList complaints)
    {
        var head = new HeadReader(script, lines, complaints).Read();
        var text = new TextReader(script, lines, complaints);
        text.Read(head.TextFrom);
        var paragraphs = new Numbering(script, complaints).Number(text.Blocks.All, out var kept);
        return new(head, text, paragraphs, kept);
    }
}
