using System.Collections.Frozen;

namespace Concord.Core.Kernel;

/// <summary>
/// The roles of <see cref="Assertion.Involves"/> that a rule of Concord reads; any other role is the pack's or the source's own word. A pack gives names
/// to these too.
/// </summary>
public static class Ties
{
    /// <summary>The source calls the subject so.</summary>
    public const string Named = "named";

    /// <summary>Where it was.</summary>
    public const string Place = "place";

    /// <summary>The subject is a part of the meeting named.</summary>
    public const string PartOf = "part-of";

    /// <summary>The rule of admission, as written.</summary>
    public const string Rule = "admission-rule";

    /// <summary>Was let in.</summary>
    public const string Admitted = "admitted";

    /// <summary>Was not let in.</summary>
    public const string NotAdmitted = "not-admitted";

    /// <summary>Received the meeting.</summary>
    public const string Host = "host";

    /// <summary>Was in the chair.</summary>
    public const string Chair = "chair";

    /// <summary>Took part.</summary>
    public const string Participant = "participant";

    /// <summary>Was in the room as an observer.</summary>
    public const string Observer = "observer";

    /// <summary>Answered questions.</summary>
    public const string Answered = "answered";

    /// <summary>Whom to turn to.</summary>
    public const string FocalPoint = "focal-point";

    /// <summary>Who stands in for the focal point.</summary>
    public const string Deputy = "deputy-focal-point";

    /// <summary>Put a hand to a declaration.</summary>
    public const string Signatory = "signatory";

    private static readonly FrozenSet<string> Read = new[]
    {
        Named, Place, PartOf, Rule, Admitted, NotAdmitted, Host, Chair, Participant, Observer, Answered, FocalPoint, Deputy, Signatory,
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A rule reads it; else it is the title of an office or a role of the pack.</summary>
    public static bool IsRead(string role) => Read.Contains(role);
}
