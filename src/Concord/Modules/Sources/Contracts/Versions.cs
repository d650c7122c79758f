using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Sources;

namespace Concord.Modules.Sources.Contracts;

/// <summary>By whom the place of a passage in a later version was settled.</summary>
internal enum AnchorHow
{
    /// <summary>By the rules. Only the same words at their own place stand; everything else waits for a person.</summary>
    Found,

    /// <summary>A person confirmed the place proposed.</summary>
    Confirmed,

    /// <summary>A person placed it by hand.</summary>
    Placed,

    /// <summary>A person says that it is not in this version.</summary>
    LeftLost,

    /// <summary>A person took back what was settled; it waits again.</summary>
    Reopened,
}

/// <summary>A source among its versions.</summary>
/// <param name="Number">The first is 1.</param>
internal sealed record VersionView(SourceId Id, string Title, int Number, DateOnly Known, DateTimeOffset Imported);

/// <summary>A source that this one may be a correction of, and why it seems so.</summary>
/// <param name="Reason">A permanent name: <c>reference</c>, <c>originator</c>, <c>marked</c>.</param>
internal sealed record MayCorrect(SourceSummary Earlier, string Reason);

/// <summary>Where a passage stands in the newest version of its source.</summary>
/// <param name="Paragraph">The name of its paragraph there; null when it is lost.</param>
/// <param name="Exact">The words there.</param>
internal sealed record PassageNow(
    SourceId Source, string SourceTitle, string? SourceReference, DateOnly Known, int Version, AnchorKind Kind, AnchorHow How, string? Paragraph, string Exact, TextSpan At)
{
    /// <summary>Nobody needs to look at it any more: it has its place.</summary>
    public bool Stands => How is AnchorHow.Confirmed or AnchorHow.Placed || (How == AnchorHow.Found && Kind is (AnchorKind.Exact or AnchorKind.Moved));

    /// <summary>A person said that it is not there.</summary>
    public bool IsLost => How == AnchorHow.LeftLost;

    /// <summary>A person must look.</summary>
    public bool Waits => !Stands && !IsLost;

    /// <summary>What became of it, as a permanent name: by the rules, or by the person who settled it.</summary>
    public string Word => (Waits || How == AnchorHow.Found ? Kind.ToString() : How.ToString()).ToLowerInvariant();
}

/// <summary>A passage of an earlier version in this one.</summary>
/// <param name="Seen">How often it was settled; goes into the form.</param>
/// <param name="Proposals">Those of its passage.</param>
/// <param name="ByPerson">A person had marked it.</param>
internal sealed record AnchoredView(PassageView Original, int OriginalVersion, PassageNow Now, int Seen, ImmutableArray<ProposalId> Proposals, bool ByPerson);

/// <summary>What a person settles about a passage in a later version.</summary>
/// <param name="Seen">How often it had been settled when the form was shown.</param>
/// <param name="Paragraph">Where it stands, when placed by hand.</param>
/// <param name="Words">The words that say it there.</param>
/// <param name="At">Where they begin, UTF-16, should they stand there twice.</param>
internal sealed record SettlePassage(PassageId Passage, SourceId Source, int Seen, AnchorHow How, int? Paragraph = null, string? Words = null, int? At = null);

/// <summary>A source withdrawn by its issuer.</summary>
/// <param name="Source">Which version was withdrawn; the earlier ones are with it.</param>
/// <param name="Until">The day from which it counts again; null while it stands.</param>
internal sealed record RecallView(SourceId Source, int Number, string Why, DateOnly Known, DateTimeOffset At, Capacity By, DateOnly? Until);

/// <summary>A telegram that another refers to.</summary>
/// <param name="Written">As written.</param>
/// <param name="Source">Null while it is not here.</param>
/// <param name="MentionedIn">Names of the paragraphs that speak of it.</param>
internal sealed record ReferenceView(string? Letter, string Written, string Kind, bool Notal, SourceSummary? Source, ImmutableArray<string> MentionedIn);

/// <summary>A telegram that was promised.</summary>
/// <param name="Seen">How often it was settled; goes into the form.</param>
/// <param name="FulfilledBy">Null while it is awaited.</param>
/// <param name="Candidates">The likeliest first.</param>
internal sealed record PromiseView(
    SourceSummary By, int Ordinal, string Paragraph, string Exact, TextPlace Place, int Seen, SourceSummary? FulfilledBy, ImmutableArray<SourceSummary> Candidates)
{
    /// <summary>The sources that it names.</summary>
    public IEnumerable<SourceId> Sources => [By.Id, .. Candidates.Select(c => c.Id), .. FulfilledBy is { } by ? [by.Id] : Array.Empty<SourceId>()];
}

/// <summary>A proposal of a later version that says what one of an earlier version says, in the same words.</summary>
internal sealed record RepeatView(SourceId Source, ProposalId Proposal, ProposalId Earlier);

/// <summary>Words as they were, and as they are in a later version.</summary>
internal sealed record ChangedWords(string Was, string Now);
