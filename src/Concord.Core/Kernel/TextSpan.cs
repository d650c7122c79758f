namespace Concord.Core.Kernel;

/// <summary>
/// A half-open range <c>[Start, End)</c> of a text. Inside the core it counts UTF-16 code units; where a member says so
/// it counts Unicode code points (W3C Web Annotation, TextPositionSelector; everything printed by <c>concord read</c>).
/// </summary>
/// <param name="Start">First position.</param>
/// <param name="End">Position after the last.</param>
public readonly record struct TextSpan(int Start, int End)
{
    /// <summary>How many positions it covers.</summary>
    public int Length => End - Start;

    /// <summary>True when the two share a position.</summary>
    public bool Overlaps(TextSpan other) => Start < other.End && other.Start < End;

    /// <summary>True when the other lies wholly inside.</summary>
    public bool Contains(TextSpan other) => Start <= other.Start && other.End <= End;
}
