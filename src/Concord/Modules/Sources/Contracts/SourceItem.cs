using Concord.Core.Kernel;

namespace Concord.Modules.Sources.Contracts;

/// <summary>A source in a list: as its page, answers and what is taken out have it.</summary>
internal sealed record SourceItem(
    Guid Id, string Title, SourceForm Form, string? Reference, string? Originator, DateTimeOffset? Written, DateOnly Known, DateTimeOffset Imported, string FileName,
    int ParagraphCount, int ProposalCount, int ErrorCount, string Page)
{
    public static SourceItem Of(SourceSummary s) => new(
        s.Id.Value, s.Title, s.Form, s.ReferenceId, s.Originator, s.Written, s.Known, s.Imported, s.FileName, s.Paragraphs, s.Proposals, s.Errors, SourceLinks.Page(s.Id));

    public SourceSummary ToSummary() => new(
        new SourceId(Id), Title, Reference, Originator, Written, Known, Imported, FileName, Form, ParagraphCount, ProposalCount, ErrorCount);
}
