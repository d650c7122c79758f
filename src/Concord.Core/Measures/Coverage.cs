using System.Collections.Immutable;

namespace Concord.Core.Measures;

/// <summary>
/// What a law may cover of the definition of the Protocol to Prevent, Suppress and Punish Trafficking in Persons (2000): the elements of its article 3, the
/// conduct of its article 5, the persons, and the forms that its list of purposes names "at a minimum" or that laws add.
/// </summary>
public enum CoverageElement
{
    /// <summary>Recruiting persons (article 3 a).</summary>
    Recruitment,
    /// <summary>Transporting them.</summary>
    Transport,
    /// <summary>Transferring them.</summary>
    Transfer,
    /// <summary>Harbouring them.</summary>
    Harbouring,
    /// <summary>Receiving them.</summary>
    Receipt,

    /// <summary>Threat or use of force.</summary>
    Force,
    /// <summary>Other forms of coercion.</summary>
    Coercion,
    /// <summary>Abduction.</summary>
    Abduction,
    /// <summary>Fraud.</summary>
    Fraud,
    /// <summary>Deception.</summary>
    Deception,
    /// <summary>Abuse of power or of a position of vulnerability.</summary>
    AbuseOfPower,
    /// <summary>Payments or benefits to somebody who has control over the person.</summary>
    Payment,

    /// <summary>Exploitation of prostitution, other sexual exploitation.</summary>
    SexualExploitation,
    /// <summary>Forced labour or services.</summary>
    ForcedLabour,
    /// <summary>Slavery or practices similar to it, bondage for debt among them.</summary>
    Slavery,
    /// <summary>Servitude.</summary>
    Servitude,
    /// <summary>Removal of organs.</summary>
    OrganRemoval,
    /// <summary>Forced marriage: not named by the Protocol.</summary>
    ForcedMarriage,
    /// <summary>Forced begging: not named by the Protocol.</summary>
    ForcedBegging,
    /// <summary>Illegal adoption for exploitation: not named by the Protocol.</summary>
    Adoption,
    /// <summary>All forms, as the law itself says.</summary>
    AllForms,

    /// <summary>Women.</summary>
    Women,
    /// <summary>Men.</summary>
    Men,
    /// <summary>Children: everybody under eighteen (article 3 d).</summary>
    Children,

    /// <summary>For a child no means need be shown (article 3 c).</summary>
    ChildWithoutMeans,
    /// <summary>Consent does not count where a means was used (article 3 b).</summary>
    ConsentIrrelevant,
    /// <summary>Attempting it (article 5, 2 a).</summary>
    Attempt,
    /// <summary>Taking part as an accomplice (article 5, 2 b).</summary>
    Accomplices,
    /// <summary>Organising or directing others (article 5, 2 c).</summary>
    Organising,
    /// <summary>Trafficking inside the country as well.</summary>
    Internal,
}

/// <summary>The parts of the Protocol's definition, in its order.</summary>
public enum CoveragePart
{
    /// <summary>What is done.</summary>
    Act,
    /// <summary>How it is done.</summary>
    Means,
    /// <summary>What for.</summary>
    Purpose,
    /// <summary>Who is covered.</summary>
    Persons,
    /// <summary>What follows for consent, attempt and helpers.</summary>
    Rules,
}

/// <summary>An element, and whether a law covers it.</summary>
public readonly record struct Covered(CoverageElement Element, bool Covers)
{
    /// <summary>Which part of the definition an element belongs to.</summary>
    public static CoveragePart PartOf(CoverageElement element) => element switch
    {
        <= CoverageElement.Receipt => CoveragePart.Act,
        <= CoverageElement.Payment => CoveragePart.Means,
        <= CoverageElement.AllForms => CoveragePart.Purpose,
        <= CoverageElement.Children => CoveragePart.Persons,
        _ => CoveragePart.Rules,
    };

    /// <summary>All elements in the order of the definition.</summary>
    public static ImmutableArray<CoverageElement> Elements { get; } = [.. Enum.GetValues<CoverageElement>()];

    /// <summary>The permanent name by which a statement keeps it: <c>covers/organ-removal</c>.</summary>
    public static string Aspect(CoverageElement element) =>
        "covers/" + string.Concat(element.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? "-" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));

    /// <summary>Reads what <see cref="Aspect"/> wrote; null for anything else.</summary>
    public static CoverageElement? Parse(string? aspect) =>
        aspect is null ? null : Elements.Where(e => Aspect(e) == aspect).Select(e => (CoverageElement?)e).FirstOrDefault();
}
