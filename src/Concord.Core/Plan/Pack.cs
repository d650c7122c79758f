using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Plan;

/// <summary>
/// Everything that is one process's own: its members, bodies, offices, kinds of measure, plan phases and meetings. It is data, read by
/// <see cref="PackReader"/>; nothing of it stands in code (DESIGN, first paragraph).
/// </summary>
/// <param name="Id">Permanent id of the process.</param>
/// <param name="Key">Short name in addresses: <c>commit</c>.</param>
/// <param name="Version">Raised with each issue of the pack.</param>
/// <param name="Names">Its full name.</param>
/// <param name="ShortNames">Its usual short name.</param>
/// <param name="Sources">Public addresses that say so.</param>
/// <param name="Members">In protocol order.</param>
/// <param name="Documents">Public documents from which <paramref name="Measures"/> are known.</param>
/// <param name="Measures">What is on public record before the first source is filed.</param>
/// <param name="RecordPhase">Key of the phase whose areas are the columns of the record unless the reader asks for another.</param>
public sealed record Pack(
    Guid Id, string Key, int Version, Wordings Names, Wordings ShortNames, ImmutableArray<string> Sources,
    ImmutableArray<Member> Members, ImmutableArray<Body> Bodies, ImmutableArray<Office> Offices, ImmutableArray<Role> Roles,
    ImmutableArray<MeasureKind> Kinds, ImmutableArray<Phase> Phases, string RecordPhase, ImmutableArray<PackMeeting> Meetings,
    ImmutableArray<PackDocument> Documents, ImmutableArray<PackMeasure> Measures)
{
    /// <summary>Markings and captions of telegrams, and how widely they let a paragraph go.</summary>
    public ImmutableArray<PackMarking> Markings { get; init; } = [];

    /// <summary>The phase of the record.</summary>
    public Phase ForRecord => Phases.First(p => p.Key == RecordPhase);

    /// <summary>
    /// The member that a text means by a name or code, whatever the time and whoever uses it: Burma finds Myanmar and the other way round
    /// (DESIGN, rule 11). Case and accents as written do not matter to case; null when no member is so called.
    /// </summary>
    public Member? FindMember(string nameOrCode) => Members.FirstOrDefault(m => m.IsCalled(nameOrCode));

    /// <summary>The kind of measure for a kind of fact (<c>national-plan</c>); null when such facts make no measure.</summary>
    public MeasureKind? KindOfFact(string factKind) => Kinds.FirstOrDefault(k => k.Facts.Contains(factKind));

    /// <summary>The first kind of a sort; null when the process keeps none.</summary>
    public MeasureKind? KindOf(SubjectSort sort) => Kinds.FirstOrDefault(k => k.Sort == sort);

    /// <summary>An area of any phase.</summary>
    public Area? FindArea(string key) => Phases.SelectMany(p => p.Areas).FirstOrDefault(a => a.Key == key);
}

/// <summary>A name for a time. Pages use the one valid on the day they speak of; a quote keeps its source's name (DESIGN, rule 11).</summary>
/// <param name="Valid">When it is the name; null when it has no known end or beginning.</param>
public sealed record DatedName(Wordings Texts, When? Valid, ImmutableArray<string> Sources, bool Unconfirmed)
{
    /// <summary>True when the day is not certainly outside its time.</summary>
    public bool MayHoldOn(DateOnly day) =>
        (Valid?.Earliest is not { } from || from <= day) && (Valid?.Latest is not { } to || day <= to);
}

/// <summary>What others call a member: <c>Burma</c>.</summary>
/// <param name="UsedBy">Who says so: <c>US</c>; null when nobody in particular.</param>
public sealed record Alias(string Language, string Text, string? UsedBy);

/// <summary>A government in the process.</summary>
/// <param name="Iso2">ISO 3166-1 alpha-2.</param>
/// <param name="Iso3">ISO 3166-1 alpha-3.</param>
/// <param name="Languages">Its own languages of work, BCP 47, first the official one.</param>
/// <param name="ShortNames">Oldest first.</param>
/// <param name="FormalNames">Oldest first.</param>
public sealed record Member(
    Guid Id, string Key, string Iso2, string Iso3, ImmutableArray<string> Languages, ImmutableArray<DatedName> ShortNames,
    ImmutableArray<DatedName> FormalNames, ImmutableArray<Alias> Aliases, When? Valid, ImmutableArray<string> Sources, bool Unconfirmed)
{
    /// <summary>Its short name on a day: the last in the list that may hold then, else the last of all.</summary>
    public Wordings NameOn(DateOnly day) => On(ShortNames, day);

    /// <summary>Its formal name on a day.</summary>
    public Wordings FormalNameOn(DateOnly day) => On(FormalNames, day);

    /// <summary>True for any of its names or codes, of any time, in any language; case does not matter.</summary>
    public bool IsCalled(string nameOrCode) =>
        Is(Key, nameOrCode) || Is(Iso2, nameOrCode) || Is(Iso3, nameOrCode)
        || Aliases.Any(a => Is(a.Text, nameOrCode))
        || ShortNames.Concat(FormalNames).Any(n => n.Texts.All.Any(w => Is(w.Text, nameOrCode)));

    private static Wordings On(ImmutableArray<DatedName> names, DateOnly day) =>
        (names.LastOrDefault(n => n.MayHoldOn(day)) ?? names.LastOrDefault())?.Texts ?? Wordings.None;

    private static bool Is(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}

/// <summary>An organisation of the process or of a member.</summary>
/// <param name="Form"><c>task-force</c>, <c>meeting</c>, <c>programme</c>, <c>ministry</c>, <c>agency</c> or <c>organisation</c>.</param>
/// <param name="Member">Key of the member that it belongs to; null for a body of the region.</param>
public sealed record Body(
    Guid Id, string Key, string Form, string? Member, Wordings Names, Wordings ShortNames, When? Valid,
    ImmutableArray<string> Sources, bool Unconfirmed);

/// <summary>A duty that passes from hand to hand: the secretariat, the chair.</summary>
/// <param name="Holders">Who held it, oldest first.</param>
public sealed record Office(
    Guid Id, string Key, Wordings Names, Wordings Rule, When? Valid, ImmutableArray<Holder> Holders,
    ImmutableArray<string> Sources, bool Unconfirmed)
{
    /// <summary>Who may have held it on a day; of several the latest; null when nobody is known.</summary>
    public Holder? HolderOn(DateOnly day) => Holders.LastOrDefault(h =>
        (h.Valid?.Earliest is not { } from || from <= day) && (h.Valid?.Latest is not { } to || day <= to));
}

/// <summary>Who held an office, and when: a body or a member, never both.</summary>
public sealed record Holder(string? Body, string? Member, When? Valid, ImmutableArray<string> Sources, bool Unconfirmed);

/// <summary>A portion marking or a caption of telegrams.</summary>
/// <param name="Text">As it stands there, in capitals: <c>SBU</c>, <c>NOFORN</c>.</param>
/// <param name="Widest">How widely what bears it may be released at most.</param>
public sealed record PackMarking(Guid Id, string Text, Handling Widest, ImmutableArray<string> Sources, bool Unconfirmed);

/// <summary>In what capacity somebody is in the room.</summary>
public sealed record Role(Guid Id, string Key, Wordings Names, ImmutableArray<string> Sources, bool Unconfirmed);

/// <summary>A meeting of the process.</summary>
/// <param name="Body">Key of the body that met.</param>
/// <param name="Number">Its number in the series; numbering may have gaps.</param>
/// <param name="Held">When.</param>
/// <param name="Place">Where, in English; null for a meeting by video.</param>
/// <param name="Host">Key of the member that was host.</param>
/// <param name="Remote">Held by video.</param>
/// <param name="With">Keys of meetings held together with it.</param>
public sealed record PackMeeting(
    Guid Id, string Key, string Body, int? Number, Wordings Names, When? Held, string? Place, string? Host, bool Remote,
    Wordings Theme, ImmutableArray<string> With, ImmutableArray<string> Sources, bool Unconfirmed)
{
    /// <summary>What public documents say of it; a meeting of which none says anything is not on record.</summary>
    public ImmutableArray<PackStatement> Said { get; init; } = [];
}
