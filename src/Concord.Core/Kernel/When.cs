namespace Concord.Core.Kernel;

/// <summary>What comparing two fuzzy dates can say.</summary>
public enum Order
{
    /// <summary>The first is over before the second begins.</summary>
    Before,
    /// <summary>The first begins after the second is over.</summary>
    After,
    /// <summary>They may lie either way.</summary>
    Possibly,
}

/// <summary>
/// A date as exact as its source, in EDTF (ISO 8601-2:2019) levels 0 and 1, of level 2 the sets <c>[a,b]</c> and sub-year groupings.
/// Whole units are inclusive: <c>2008-01</c> ends on 31 January.
/// </summary>
public sealed record When
{
    private When(string edtf, DateOnly? earliest, DateOnly? latest)
    {
        Edtf = edtf;
        Earliest = earliest;
        Latest = latest;
    }

    /// <summary>The EDTF text, in canonical form.</summary>
    public string Edtf { get; }

    /// <summary>The first day it can begin on; null when open.</summary>
    public DateOnly? Earliest { get; }

    /// <summary>The last day it can end on (inclusive); null when open.</summary>
    public DateOnly? Latest { get; }

    /// <summary>Reads EDTF. Refuses with <c>when.*</c> codes that say what is wrong; never throws.</summary>
    public static Result<When> Parse(string edtf) => throw new NotImplementedException(edtf);

    /// <inheritdoc/>
    public override string ToString() => Edtf;
}
