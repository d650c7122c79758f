using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Telegrams;

/// <summary>Which member of the ACP-127 family a file is written in (TELEGRAMS: layers; 1970s copies; JANAP 128).</summary>
public enum TelegramForm
{
    /// <summary>No known form was recognised.</summary>
    Unknown,

    /// <summary>ACP 127 US SUPP as the State Department sent it in the 1990s and 2000s; read fully.</summary>
    State,

    /// <summary>The 1970s archive copy (<c>PAGE 01 STATE 187673</c>, <c>ORIGIN SS-25</c>); recognised and said so.</summary>
    State1970s,

    /// <summary>JANAP 128 / ACP 128, format lines 2 and 3 in one; recognised and said so.</summary>
    Janap128,

    /// <summary>Labelled lines after 2009 (<c>MRN:</c>, <c>Date/DTG:</c>); recognised and said so.</summary>
    Labelled,
}

/// <summary>One telegram: header, paragraphs and what a drafting officer should know about the copy.</summary>
public sealed record Telegram(
    TelegramForm Form,
    TelegramHeader Header,
    ImmutableArray<Paragraph> Paragraphs,
    ImmutableArray<string> Headings,
    ImmutableArray<Complaint> Complaints)
{
    /// <summary>How the copy was laid out where the format leaves a choice; the writer follows it.</summary>
    public TelegramLayout Layout { get; init; } = TelegramLayout.Canonical;
}

/// <summary>How much a complaint weighs.</summary>
public enum Severity
{
    /// <summary>Good to know; nothing is wrong with what was read.</summary>
    Info,

    /// <summary>Probably a slip or damage; the reading stands.</summary>
    Warning,

    /// <summary>The telegram contradicts itself or the format.</summary>
    Error,
}

/// <summary>Something a drafting officer should look at.</summary>
/// <param name="Code">Stable code (TELEGRAMS 1.9 and 1.10), such as <c>dtg-julian-mismatch</c>.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Line">1-based line of the file, or null when the whole file is meant.</param>
/// <param name="Args">The values that its sentence needs; the sentence is a resource under the code.</param>
public sealed record Complaint(string Code, Severity Severity, int? Line, params ImmutableArray<string> Args);

/// <summary>The header, all sections merged. An absent line is null or empty, never guessed.</summary>
public sealed record TelegramHeader
{
    /// <summary>FL1, as written: <c>VZCZCXRO5337</c>.</summary>
    public string? TransmissionId { get; init; }

    /// <summary>FL2: precedence digraph and the routing indicators of this leg.</summary>
    public RoutingLine? Routing { get; init; }

    /// <summary>FL3: who transmits, serial, section, day of year and time.</summary>
    public OriginLine? Origin { get; init; }

    /// <summary>FL4: security line.</summary>
    public SecurityLine? Security { get; init; }

    /// <summary>FL5: precedence and date-time group.</summary>
    public DateTimeGroup? Dtg { get; init; }

    /// <summary>FL6: the originator's plain language address designator.</summary>
    public string? Originator { get; init; }

    /// <summary>FL7, in order.</summary>
    public ImmutableArray<Addressee> Action { get; init; } = [];

    /// <summary>FL8, in order.</summary>
    public ImmutableArray<Addressee> Info { get; init; } = [];

    /// <summary>FL9: members of a collective that do not get it.</summary>
    public ImmutableArray<string> Exempted { get; init; } = [];

    /// <summary>UNCLAS, CONFIDENTIAL, SECRET, TOP SECRET, as written.</summary>
    public string? Classification { get; init; }

    /// <summary>What follows the classification: NOFORN, EFTO, ….</summary>
    public ImmutableArray<string> Caveats { get; init; } = [];

    /// <summary>The section that the first transmission says it is; null when the telegram is not sectioned or all sections were merged from one.</summary>
    public int? Section { get; init; }

    /// <summary>How many sections there are said to be.</summary>
    public int? Sections { get; init; }

    /// <summary>Message reference number, post and serial without zeros: <c>TANJUNG BIRU 87</c>.</summary>
    public string? Mrn { get; init; }

    /// <summary>Two-digit year, post without blanks, serial without zeros: <c>08TANJUNGBIRU87</c>.</summary>
    public string? ReferenceId { get; init; }

    /// <summary>SIPDIS, SENSITIVE, …, each once.</summary>
    public ImmutableArray<string> Captions { get; init; } = [];

    /// <summary>Passing instructions, a line each.</summary>
    public ImmutableArray<string> Passing { get; init; } = [];

    /// <summary>The E.O. line.</summary>
    public ExecutiveOrder? ExecutiveOrder { get; init; }

    /// <summary>TAGS in order, each once.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Persons that a tag carries in brackets.</summary>
    public ImmutableArray<TagPerson> TagPersons { get; init; } = [];

    /// <summary>The geographic tags with their registered meaning.</summary>
    public ImmutableArray<GeographicTag> Geographic { get; init; } = [];

    /// <summary>The subject, its lines joined.</summary>
    public string? Subject { get; init; }

    /// <summary>The marking in brackets before the subject: SBU, U, C.</summary>
    public string? SubjectMarking { get; init; }

    /// <summary>REF lines.</summary>
    public ImmutableArray<Reference> References { get; init; } = [];

    /// <summary>The text of the Classified By line.</summary>
    public string? ClassifiedBy { get; init; }

    /// <summary>The drafter's or chief's surname that closes the text.</summary>
    public string? Signature { get; init; }

    /// <summary>BT stands between header and text.</summary>
    public bool BtBefore { get; init; }

    /// <summary>BT stands after the text.</summary>
    public bool BtAfter { get; init; }

    /// <summary>FL15: the serial after <c>#</c>.</summary>
    public int? EomSerial { get; init; }

    /// <summary>NNNN was there.</summary>
    public bool Nnnn { get; init; }

    /// <summary>Each transmission found in the file, in the order of the file.</summary>
    public ImmutableArray<Transmission> Transmissions { get; init; } = [];
}

/// <summary>FL2.</summary>
public sealed record RoutingLine(string Precedence, ImmutableArray<string> RoutingIndicators);

/// <summary>FL3. <paramref name="Time"/> is HHMM as written; <paramref name="JulianDay"/> the day of the year, 1 to 366.</summary>
public sealed record OriginLine(string OriginatorRi, int? Serial, int? Section, int? JulianDay, string? Time);

/// <summary>FL4.</summary>
public sealed record SecurityLine(string Signal, string Letters, ImmutableArray<string> OperatingSignals);

/// <summary>FL5. <paramref name="Utc"/> is null when the written date does not exist; it is never rolled over.</summary>
/// <param name="Precedence">One letter, or two for a dual precedence (action, info).</param>
/// <param name="Written">The group as written: <c>290230Z FEB 08</c>.</param>
/// <param name="Utc">The instant, zone letter applied.</param>
/// <param name="OperatingSignals">What follows: ZDK, ZFF4, ….</param>
public sealed record DateTimeGroup(
    ImmutableArray<string> Precedence, string Written, DateTimeOffset? Utc, ImmutableArray<string> OperatingSignals)
{
    /// <summary>Two precedences: action higher than info.</summary>
    public bool Dual => Precedence.Length > 1;
}

/// <summary>FL7 or FL8. <paramref name="Mcn"/> identifies a place in a series and stays a string.</summary>
public sealed record Addressee(string? Ri, string Plad, string? Precedence, string? Mcn, bool Collective);

/// <summary>The E.O. line: order number and value (<c>N/A</c>, <c>DECL: 12/31/2019</c>).</summary>
public sealed record ExecutiveOrder(string Order, string? Value);

/// <summary>A person in a tag's brackets: <c>OVIP (LARKE, DENISE)</c>.</summary>
public sealed record TagPerson(string Tag, string Name);

/// <summary>A geographic tag (FIPS 10-4 reading, not ISO), with its ISO 3166-1 code and English name.</summary>
public sealed record GeographicTag(string Code, string? Iso2, string? Country);

/// <summary>One reference of the REF block.</summary>
/// <param name="Letter">A, B, …; null for a single one.</param>
/// <param name="Kind"><c>telegram</c>, <c>e-mail</c>, <c>memo</c>, <c>telcon</c>, <c>letter</c>, <c>document</c>.</param>
/// <param name="Id">Reference id of a telegram, else null.</param>
/// <param name="Notal">Marked NOTAL: not sent to all addressees.</param>
/// <param name="Text">As written.</param>
/// <param name="Date">A date in it, ISO 8601.</param>
/// <param name="YearFromDtg">The year was not written and is the DTG's.</param>
/// <param name="AndPrevious">Marked AND PREVIOUS.</param>
public sealed record Reference(
    string? Letter, string Kind, string? Id, bool Notal, string Text, string? Date, bool YearFromDtg, bool AndPrevious);

/// <summary>One transmission: a section as it went over the line.</summary>
public sealed record Transmission(
    string? TransmissionId, RoutingLine? Routing, OriginLine? Origin, SecurityLine? Security, DateTimeGroup? Dtg,
    int? Section, int? Sections, int FirstLine, int LastLine, int? EomSerial, bool Nnnn);

/// <summary>A numbered paragraph, a bullet of one, or quoted text inside one, cleaned of transmission and damage.</summary>
/// <param name="Id"><c>3</c>, <c>3/Laos</c>, <c>4a</c>, <c>6/text</c>.</param>
/// <param name="Number">Its number as written.</param>
/// <param name="Marking">Portion marking without brackets: U, SBU, C, S, ….</param>
/// <param name="Heading">The heading it stands under.</param>
/// <param name="Label">A bullet's label: <c>Laos</c>.</param>
/// <param name="OpeningMarker">As written: <c>SUMMARY:</c>.</param>
/// <param name="TrailingMarker">As written: <c>End Summary.</c></param>
/// <param name="Text">The clean text: page headers, residue and line breaks removed, words rejoined.</param>
/// <param name="Map">Where each character of <paramref name="Text"/> stands in the file.</param>
/// <param name="DoubtfulFigures">Spans of figures whose digits are damaged or restored.</param>
public sealed record Paragraph(
    string Id, int? Number, string? Marking, string? Heading, string? Label,
    string? OpeningMarker, string? TrailingMarker, string Text, OffsetMap Map, ImmutableArray<TextSpan> DoubtfulFigures);
