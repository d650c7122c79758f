using System.Collections.Immutable;
using System.Globalization;
using Concord.Core.Kernel;
using Concord.Core.Sources;
using Concord.Core.Telegrams;

namespace Concord.Modules.Sources.Contracts;

/// <summary>Which form a source has: one of those of telegrams, or a document's.</summary>
internal enum SourceForm
{
    Unknown,
    State,
    State1970s,
    Janap128,
    Labelled,
    Text,
    Word,
    Pdf,
    Html,
    Email,

    /// <summary>What a process pack tells of a public document.</summary>
    Record,
}

/// <summary>A source in a list.</summary>
/// <param name="Known">The second clock, k: the day it reached the process (UTC).</param>
/// <param name="Written">The DTG; null when it has none, or an impossible one.</param>
/// <param name="Errors">Complaints of the gravest kind.</param>
internal sealed record SourceSummary(
    SourceId Id, string Title, string? ReferenceId, string? Originator, DateTimeOffset? Written, DateOnly Known, DateTimeOffset Imported,
    string FileName, SourceForm Form, int Paragraphs, int Proposals, int Errors);

/// <summary>Everything of one source that the asking person may see.</summary>
/// <param name="Complaints">All of them, in the order of lines; those of a paragraph stand in it as well.</param>
/// <param name="Proposals">In the order of the text.</param>
/// <param name="Withheld">How many paragraphs are not shown to this person.</param>
/// <param name="Corrects">The earlier version that this one corrects.</param>
/// <param name="CorrectedBy">The later version that corrects this one.</param>
internal sealed record SourcePage(
    SourceSummary Summary, string ContentHash, long Length, TelegramHeader Header, ImmutableArray<SourceParagraph> Paragraphs,
    ImmutableArray<Complaint> Complaints, ImmutableArray<Proposal> Proposals, ImmutableArray<Mention> Mentions, int Withheld,
    SourceId? Corrects, SourceId? CorrectedBy)
{
    /// <summary>Which part of the text the paragraphs are, from 1.</summary>
    public int Part { get; init; } = 1;

    /// <summary>Whether its head and its title are seen; else only paragraphs of it are.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>Whether this person acts for the body that filed it, or is the operator: they say what it corrects, and that its issuer withdrew it.</summary>
    public bool IsTheirs { get; init; }

    /// <summary>Whether this person may say how widely it is shown.</summary>
    public bool MayRelease { get; init; }

    /// <summary>In how many parts the text is shown; nearly always one.</summary>
    public int Parts { get; init; } = 1;

    /// <summary>The passage asked for; its part is the one shown.</summary>
    public PassageView? Sought { get; init; }

    /// <summary>No telegram: it has a head of its own, and places instead of lines.</summary>
    public bool IsDocument => Document is not null;

    /// <summary>What a document says of itself; null for a telegram.</summary>
    public DocumentHead? Document { get; init; }

    /// <summary>The files inside a message, in their order.</summary>
    public ImmutableArray<EnclosedView> Enclosed { get; init; } = [];

    /// <summary>The sources that it names beside its own.</summary>
    public IEnumerable<SourceId> Others =>
    [
        .. Enclosed.Concat(CameIn).Select(e => e.Source).OfType<SourceId>(), .. Versions.Select(v => v.Id), .. MayCorrect.Select(m => m.Earlier.Id),
        .. RefersTo.Select(r => r.Source?.Id).OfType<SourceId>(), .. ReferredBy.Select(s => s.Id), .. Promises.SelectMany(p => p.Sources),
    ];

    /// <summary>The messages that this file came in.</summary>
    public ImmutableArray<EnclosedView> CameIn { get; init; } = [];

    /// <summary>The first version is 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>All versions that may be seen, the first first; none when it is the only one.</summary>
    public ImmutableArray<VersionView> Versions { get; init; } = [];

    /// <summary>What it may be a correction of, as far as nobody has said.</summary>
    public ImmutableArray<MayCorrect> MayCorrect { get; init; } = [];

    /// <summary>How its issuer withdrew it; null when it stands.</summary>
    public RecallView? Recall { get; init; }

    /// <summary>What it refers to, in the order of its references.</summary>
    public ImmutableArray<ReferenceView> RefersTo { get; init; } = [];

    /// <summary>What refers to it.</summary>
    public ImmutableArray<SourceSummary> ReferredBy { get; init; } = [];

    /// <summary>What it announces, "septel".</summary>
    public ImmutableArray<PromiseView> Promises { get; init; } = [];
}

/// <summary>Which part of a long text to show: the one of this number, else the one that holds this passage or the proposal of this number; else the first.</summary>
/// <param name="Part">From 1.</param>
/// <param name="Proposal">From 1.</param>
internal readonly record struct SourcePlace(int? Part = null, PassageId? Passage = null, int? Proposal = null)
{
    /// <summary>A stretch of a paragraph that nobody has quoted yet.</summary>
    public TextPlace? Stretch { get; init; }
}

/// <summary>A stretch of a paragraph, in code points.</summary>
/// <param name="Paragraph">Its ordinal.</param>
internal readonly record struct TextPlace(int Paragraph, int Start, int Length)
{
    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static TextPlace? Parse(string? text) =>
        text?.Split('-') is [var paragraph, var start, var length]
        && int.TryParse(paragraph, NumberStyles.None, CultureInfo.InvariantCulture, out var p)
        && int.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var s)
        && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var l) && l > 0
            ? new TextPlace(p, s, Math.Min(l, Longest))
            : null;

    /// <summary>No more is lit at once.</summary>
    private const int Longest = 10_000;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Paragraph}-{Start}-{Length}");
}

/// <summary>The text of a stretch, and where it stands.</summary>
/// <param name="Paragraph">The paragraph's name.</param>
internal sealed record PlacedText(SourceSummary Source, TextPlace Place, string Paragraph, string Text);

/// <summary>Of what was asked for, what this person may see.</summary>
internal sealed record FoundTexts(ImmutableDictionary<SourceId, SourceSummary> Whole, ImmutableDictionary<(SourceId Source, TextPlace Place), PlacedText> Texts);

/// <summary>A file inside a message, or the message around a file.</summary>
/// <param name="Source">Null when it became none, or may not be seen.</param>
/// <param name="Refusal">Why it became none.</param>
internal sealed record EnclosedView(string Name, SourceId? Source, string? Title, Refusal? Refusal);

/// <summary>What a mention is of.</summary>
internal enum MentionKind
{
    Person,
    Meeting,
    Commitment,
    Caveat,
}

/// <summary>Something named besides the proposals.</summary>
/// <param name="Text">The name, or the words.</param>
/// <param name="Detail">Title and body, place and admission rule, who undertook it, the type of caveat.</param>
/// <param name="Paragraph">The paragraph's name.</param>
/// <param name="Span">Where in its text, UTF-16.</param>
/// <param name="Protect">The telegram asks to protect the source.</param>
internal sealed record Mention(MentionKind Kind, string Text, string? Detail, string Paragraph, TextSpan Span, bool Protect)
{
    /// <summary>Of a person, the body.</summary>
    public string? Body { get; init; }
}

/// <summary>A paragraph of the clean text, or a piece of a long one, with the complaints about its lines.</summary>
/// <param name="Text">What is shown of it.</param>
/// <param name="From">Where that begins in the paragraph, in code points.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Length">How long the whole paragraph is, in code points.</param>
internal sealed record SourceParagraph(
    string Name, int Ordinal, int? Number, string? Marking, string? Heading, string? Label, string? OpeningMarker, string? TrailingMarker,
    string Text, int From, int To, int Length, int? FirstLine, int? LastLine, Label Shown, ImmutableArray<Complaint> Complaints)
{
    public bool IsPiece => To - From < Length;

    /// <summary>What it is in a document; null in a telegram.</summary>
    public TextShape? Shape { get; init; }

    /// <summary>The rank of a heading, the depth of an item.</summary>
    public int Level { get; init; }

    /// <summary>Of a cell, the name of its table.</summary>
    public string? Table { get; init; }

    /// <summary>Of a cell, its row.</summary>
    public int Row { get; init; }

    /// <summary>Of a cell, its column.</summary>
    public int Column { get; init; }

    /// <summary>Whether the passage begins in what is shown; one that is lost from its paragraph is held by its place.</summary>
    public bool Holds(PassageView passage) => passage.Paragraph == Name && (!IsPiece || (passage.At.Start >= From && passage.At.Start < To));

    /// <summary>Where the passage, or what is shown of it, stands in the text; null when it does not.</summary>
    public TextSpan? Find(PassageView passage)
    {
        var sought = new Passage(passage.Exact, passage.Prefix, passage.Suffix, passage.At);
        return passage.Paragraph != Name ? null : IsPiece ? sought.FindInPiece(Text, From) : sought.FindIn(Text);
    }
}

/// <summary>What a part of a document is shown as.</summary>
internal enum TextShape
{
    Paragraph,
    Heading,
    Item,
    Note,
    Cell,
}

/// <summary>A passage.</summary>
/// <param name="Paragraph">The paragraph's name.</param>
/// <param name="At">Where it was found, in code points of the paragraph.</param>
internal sealed record PassageView(
    PassageId Id, SourceId Source, string SourceTitle, string? SourceReference, DateOnly Known, string Paragraph, string Exact, string Prefix,
    string Suffix, TextSpan At, LabelId Label)
{
    /// <summary>Under which label what is read in it is told without it and without whoever said it; null for not at all.</summary>
    public LabelId? Told { get; init; }

    /// <summary>Where it stands in the newest version of its source, or in the version shown; null when there is none after it.</summary>
    public PassageNow? Now { get; init; }

    /// <summary>Shown in a later version, the passage itself; else null.</summary>
    public PassageView? From { get; init; }
}

/// <summary>A statement that a rule proposes: what it reads, and in which words.</summary>
/// <param name="SpeakerCountry">The country that the speaker was introduced with; not the country spoken of.</param>
internal sealed record Proposal(
    ProposalId Id, int Ordinal, PassageView Passage, FactKind Kind, FactStatus Status, FactPolarity Polarity, string Title,
    string? Country, string? Iso2, string? DateText, When? Date, DateCertainty DateCertainty, string? Speaker, string? SpeakerCountry,
    Attribution Attribution, ImmutableArray<string> Partners, ImmutableArray<ProposedFigure> Figures, string Rule, Confidence Confidence, bool ProtectSource)
{
    /// <summary>The speaker's title and body, as written.</summary>
    public string? Capacity { get; init; }

    /// <summary>The meeting at which it was said.</summary>
    public string? Occasion { get; init; }

    /// <summary>When it was said; not the date of what is said.</summary>
    public When? Said { get; init; }

    /// <summary>What it tells of.</summary>
    public ProposalForm Form { get; init; }

    /// <summary>What it says of a meeting, an official or a clause; null for a fact.</summary>
    public ProposedSubject? Subject { get; init; }
}

/// <summary>A number that the proposal carries. <paramref name="Period"/> is EDTF.</summary>
internal sealed record ProposedFigure(decimal Value, string Unit, string? What, string? Qualifier, string? Period, bool Doubtful);

/// <summary>What a person proposes.</summary>
/// <param name="Paragraph">Its place in the source, from 0.</param>
/// <param name="Words">The words that say it, as they stand there.</param>
/// <param name="At">Where they begin, UTF-16, should they stand there twice.</param>
/// <param name="Like">A proposal whose sentence says a second thing; then nothing else is needed.</param>
internal sealed record NewProposal(SourceId Source, int Paragraph, string Words, int? At, ProposalId? Like = null)
{
    /// <summary>Stands where a rule's name stands.</summary>
    public const string ByPerson = "person";
}

/// <summary>What other modules and pages may ask of the sources. Every question passes Access: the permit is its proof.</summary>
internal interface ISources
{
    /// <summary>Those that came in, the last recorded first; at most <paramref name="most"/>. The public record of a pack is reached from its measures. Whoever shows some of them says so to <see cref="Platform.Ledger.Shown"/>.</summary>
    Task<ImmutableArray<SourceSummary>> ListAsync(Permit permit, int most, CancellationToken ct);

    /// <summary>One source, and of a long text the part asked for; refused with <c>source.unknown</c> when there is none that this person may see.</summary>
    Task<Result<SourcePage>> PageAsync(Permit permit, SourceId id, SourcePlace place, CancellationToken ct);

    /// <summary>One proposal; refused with <c>proposal.unknown</c>.</summary>
    Task<Result<Proposal>> ProposalAsync(Permit permit, ProposalId id, CancellationToken ct);

    /// <summary>A source in few words; refused with <c>source.unknown</c> when this person may not see the whole.</summary>
    Task<Result<SourceSummary>> SummaryAsync(Permit permit, SourceId id, CancellationToken ct);

    /// <summary>Sources in few words, of those that this person may see whole, and the texts of stretches that this person may see.</summary>
    Task<FoundTexts> TextsAsync(Permit permit, IReadOnlyCollection<SourceId> whole, IReadOnlyCollection<(SourceId Source, TextPlace Place)> places, CancellationToken ct);

    /// <summary>Puts a person's proposal among what is to be saved; whoever commits names the act.</summary>
    Task<Result<ProposalId>> ProposeAsync(Permit permit, NewProposal asked, CancellationToken ct);

    /// <summary>Notes that something is told out of these passages, without the passages: out of which sources, and under which labels.</summary>
    Task<ImmutableArray<(SourceId Source, LabelId Label)>> TellAsync(Permit permit, IReadOnlyCollection<PassageId> passages, CancellationToken ct);

    /// <summary>A label of this passage is copied with the next commit: should it be another by then, that is refused with <c>store.changed-meanwhile</c>.</summary>
    void Copies(PassageView passage);

    /// <summary>By which rule each was proposed, and its label; those that this person may not see are left out.</summary>
    Task<ImmutableDictionary<ProposalId, (string Rule, LabelId Label)>> RulesAsync(Permit permit, IReadOnlyCollection<ProposalId> ids, CancellationToken ct);

    /// <summary>The passages of a source that this person may see.</summary>
    Task<ImmutableArray<PassageId>> PassagesOfAsync(Permit permit, SourceId source, CancellationToken ct);

    /// <summary>The passages that this person may see, each where it was quoted, as a term of a query.</summary>
    Task<IQueryable<PassagePlace>> PlacesAsync(Permit permit, CancellationToken ct);

    /// <summary>Where passages stand in these sources, as far as this person may see it, as a term of a query: those quoted there, and those of an earlier version that stand there still.</summary>
    Task<IQueryable<PassagePlace>> StandingInAsync(Permit permit, IReadOnlyCollection<SourceId> of, CancellationToken ct);

    /// <summary>Every passage with its source and who filed that, as a term of a query: for the ledger alone, no page shows it.</summary>
    IQueryable<PassageFiled> Filed { get; }

    /// <summary>Passages by id; those that this person may not see are left out.</summary>
    Task<ImmutableDictionary<PassageId, PassageView>> PassagesAsync(Permit permit, IReadOnlyCollection<PassageId> ids, CancellationToken ct);

    /// <summary>The passages of earlier versions in a later one.</summary>
    Task<ImmutableArray<AnchoredView>> AnchoredAsync(Permit permit, SourceId version, CancellationToken ct);

    /// <summary>Settles where a passage stands in a later version: an act of its own.</summary>
    Task<Result<PassageId>> SettleAsync(Permit permit, SettlePassage input, CancellationToken ct);

    /// <summary>Proposals of these sources that say nothing new, each with those of earlier versions that it repeats.</summary>
    Task<ImmutableArray<RepeatView>> RepeatsAsync(Permit permit, IReadOnlyCollection<SourceId> versions, CancellationToken ct);

    /// <summary>The passages of sources that their issuer withdrew, each with every time it did.</summary>
    Task<ILookup<PassageId, RecallView>> RecalledAsync(Permit permit, CancellationToken ct);
}

/// <summary>Where a passage stands in a source; a query can join it.</summary>
internal sealed record PassagePlace
{
    public PassageId Passage { get; init; }

    public SourceId Source { get; init; }

    /// <summary>The ordinal of its paragraph.</summary>
    public int Paragraph { get; init; }

    /// <summary>In code points.</summary>
    public int Start { get; init; }

    /// <summary>In code points.</summary>
    public int End { get; init; }
}

/// <summary>A passage, the source it stands in, and the body that filed that; a query can join it.</summary>
internal sealed record PassageFiled
{
    public PassageId Passage { get; init; }

    public SourceId Source { get; init; }

    public BodyId? Filer { get; init; }
}

/// <summary>Addresses of the pages about sources.</summary>
internal static class SourceLinks
{
    public static string List => "/sources";

    public static string Import => "/sources/import";

    public static string Page(SourceId id) => $"/sources/{id.Value:D}";

    /// <summary>Its review, at the first proposal that waits.</summary>
    public static string Review(SourceId id) => Page(id) + "/review#passage";

    /// <summary>A part of a long text; <c>{0}</c> is its number.</summary>
    public static string Parts(SourceId id) => Page(id) + "?part={0}#text";

    /// <summary>Leads to a proposal, by its number from 1.</summary>
    public static string Proposal(SourceId id, int number) => string.Create(CultureInfo.InvariantCulture, $"{Page(id)}?at={number}#proposal-{number}");

    /// <summary>Leads to the lit sentence, in the newest version of its source in which it stands.</summary>
    public static string Passage(PassageView passage) =>
        $"/sources/{(passage.Now is { Stands: true } now ? now.Source : passage.Source).Value:D}?passage={passage.Id.Value:D}#passage";

    /// <summary>Leads to the lit sentence where it was first read.</summary>
    public static string Original(PassageView passage) => $"/sources/{(passage.From ?? passage).Source.Value:D}?passage={passage.Id.Value:D}#passage";

    /// <summary>The version before it and this one, compared.</summary>
    public static string Compare(SourceId id) => Page(id) + "/compare";

    /// <summary>What became of the passages of earlier versions.</summary>
    public static string Passages(SourceId id) => Page(id) + "/passages";

    /// <summary>Where a corrected version is brought in.</summary>
    public static string Correct(SourceId id) => $"/sources/import?corrects={id.Value:D}";

    /// <summary>Where one says what it corrects, and takes it back.</summary>
    public static string Version(SourceId id) => Page(id) + "/version";

    /// <summary>Where one says that its issuer withdrew it.</summary>
    public static string Release(SourceId id) => Page(id) + "/release";

    public static string Recall(SourceId id) => Page(id) + "/recall";

    /// <summary>Telegrams that were announced and are not here.</summary>
    public static string Expected => "/sources/expected";

    /// <summary>Leads to a stretch of a paragraph, lit.</summary>
    public static string Stretch(SourceId id, TextPlace place) => $"{Page(id)}?lit={place}#passage";

    /// <summary>The bytes as received.</summary>
    public static string Original(SourceId id) => $"/sources/{id.Value:D}/original";
}
