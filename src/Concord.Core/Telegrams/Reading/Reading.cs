using System.Collections.Immutable;

namespace Concord.Core.Telegrams.Reading;

/// <summary>Everything read of one telegram, for the checks.</summary>
internal sealed record Reading(
    Script Script,
    List<TransmissionDraft> Drafts,
    List<TransmissionDraft> Sections,
    TextLines Lines,
    HeadDraft Head,
    TelegramHeader Header,
    ImmutableArray<Paragraph> Paragraphs,
    IReadOnlyList<Block> Blocks,
    ComplaintList Complaints)
{
    public int? Line(int at) => at < 0 ? null : Script.Number(at);

    public bool IsUnclassified => Header.Classification is "UNCLAS" or "UNCLASSIFIED";
}
