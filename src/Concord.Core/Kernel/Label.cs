using System.Collections.Immutable;

namespace Concord.Core.Kernel;

/// <summary>How widely something may be shown, from widest to narrowest (DESIGN 6: a source is seen only by the filer's body until released).</summary>
public enum Handling
{
    /// <summary>Everybody.</summary>
    Public,

    /// <summary>Whoever takes part in the process, observers included.</summary>
    Process,

    /// <summary>The members' governments and the secretariat.</summary>
    Members,

    /// <summary>The government of the member whose body filed it.</summary>
    OwnMember,

    /// <summary>Only the bodies named in the label.</summary>
    NamedBodies,

    /// <summary>Only the body that filed it.</summary>
    OwnBody,
}

/// <summary>
/// What decides who may see a passage: handling, the marking it carries, embargo, the admission rule of the session it was said in, and the bodies named.
/// Equal labels are one interned <see cref="LabelId"/>.
/// </summary>
/// <param name="Handling">How widely.</param>
/// <param name="Marking">The portion marking as written (U, SBU, C, S), or null.</param>
/// <param name="Embargo">The first day on which it may be shown more widely than to its own body.</param>
/// <param name="Admission">The rule of admission of its session as written, or null. What decides is <see cref="KeptOut"/>.</param>
/// <param name="Bodies">The filer's body, and with <see cref="Handling.NamedBodies"/> the others; sorted.</param>
public sealed record Label(Handling Handling, string? Marking, DateOnly? Embargo, string? Admission, ImmutableArray<BodyId> Bodies)
{
    /// <summary>Capacities that were not let into the session it was said in; sorted, each once.</summary>
    public ImmutableArray<Capacity> KeptOut { get; init; } = [];

    /// <summary>The member whose body filed it; null for a body of no member.</summary>
    public MemberId? Member { get; init; }

    /// <inheritdoc/>
    public bool Equals(Label? other) =>
        other is not null && Handling == other.Handling && Marking == other.Marking && Embargo == other.Embargo
        && Admission == other.Admission && Bodies.SequenceEqual(other.Bodies) && KeptOut.SequenceEqual(other.KeptOut) && Member == other.Member;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Handling, Marking, Embargo, Admission, Bodies.Length, KeptOut.Length, Member);
}
