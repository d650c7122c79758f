using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Concord.Core.Kernel;
using Concord.Core.Telegrams;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Api;

namespace Concord.Modules.Measures;

/// <summary>A measure named.</summary>
internal sealed record MeasureRef(Guid Id, string Title, string Kind);

/// <summary>Someone said something about something: a statement as lists, answers and what is taken out have it.</summary>
internal sealed record StatementItem(
    Guid Id, long Number, MeasureRef? Measure, AssertionForm Form, string? Stage, DateAnswer? Date, string? Text, string? Detail, decimal? Value, string? Unit,
    Polarity Polarity, Certainty Certainty, string? Speaker, string? SpeakerCapacity, string? SpeakerMember, bool SpeakerProtected, Attribution? Attribution, string? Occasion,
    DateAnswer? Said, DateOnly Known, bool Withdrawn, Guid? SourceId, string? SourceTitle, string? Paragraph, string? Quote, string? Page, ImmutableArray<ReplyItem> Replies)
{
    /// <summary>The same replies as pages show them.</summary>
    [JsonIgnore]
    public ImmutableArray<ReplyView> Replied { get; init; } = [];

    public static StatementItem Of(StatementRow r, MeasureRef? measure, string? member, PassageView? passage, bool withdrawn, IReadOnlyCollection<ReplyView> replies)
    {
        var measured = r.Form == AssertionForm.Measured;
        return new(
            r.Id.Value, r.Sequence, measure, r.Form, r.Stage?.Value, DateAnswer.Of(r.Date), r.Text, measured ? null : r.Detail, r.Value, measured ? r.Detail : null, r.Polarity,
            r.Certainty, r.Protect ? null : r.Speaker, r.Protect ? null : r.Capacity, member, r.Protect, r.Attribution, r.Occasion, DateAnswer.Of(r.Said), r.Known, withdrawn, passage?.Source.Value, passage?.SourceTitle,
            passage?.Paragraph, passage?.Exact, passage is null ? null : SourceLinks.Passage(passage), ReplyItem.Of(replies))
        {
            Replied = [.. replies],
        };
    }
}
