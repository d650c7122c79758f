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
/// <param name="Admission">The permanent name of the admission rule of its session, or null.</param>
/// <param name="Bodies">The filer's body, and with <see cref="Handling.NamedBodies"/> the others; sorted.</param>
public sealed record Label(Handling Handling, string? Marking, DateOnly? Embargo, string? Admission, ImmutableArray<BodyId> Bodies)
{
    /// <inheritdoc/>
    public bool Equals(Label? other) =>
        other is not null && Handling == other.Handling && Marking == other.Marking && Embargo == other.Embargo
        && Admission == other.Admission && Bodies.SequenceEqual(other.Bodies);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Handling, Marking, Embargo, Admission, Bodies.Length);
}

/// <summary>In which capacity somebody acts.</summary>
public enum Capacity
{
    /// <summary>The person at this machine, before there are accounts: may do everything, and everything is written down.</summary>
    LocalOperator,

    /// <summary>Nobody in particular.</summary>
    Anyone,
}

/// <summary>What somebody wants to do. Every endpoint names one.</summary>
public enum Doing
{
    /// <summary>Read what one may see.</summary>
    Read,

    /// <summary>Bring a source in.</summary>
    Import,

    /// <summary>Decide on proposed statements.</summary>
    Review,

    /// <summary>Load a pack, migrate, rebuild.</summary>
    Administer,
}

/// <summary>Whoever acts; always an argument, never ambient.</summary>
/// <param name="Id">Who.</param>
/// <param name="Name">As written.</param>
/// <param name="Capacity">As what.</param>
/// <param name="Body">For which body; null for none.</param>
public sealed record Actor(ActorId Id, string Name, Capacity Capacity, BodyId? Body);

/// <summary>Proof that <see cref="Access"/> agreed. Nothing else can make one, so a handler that asks for it cannot be reached without the question.</summary>
public sealed class Permit
{
    internal Permit(Actor actor, Doing doing)
    {
        Actor = actor;
        Doing = doing;
    }

    /// <summary>Who was admitted.</summary>
    public Actor Actor { get; }

    /// <summary>To what.</summary>
    public Doing Doing { get; }
}

/// <summary>The one admission-and-handling decision (DESIGN, rule 5). Pure; decided at the time of asking, whatever the as-of date.</summary>
public static class Access
{
    /// <summary>Refuses with <c>access.denied</c>.</summary>
    public static Result<Permit> Decide(Actor actor, Doing doing)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Capacity switch
        {
            Capacity.LocalOperator => new Permit(actor, doing),
            Capacity.Anyone => new Refusal("access.denied"),
        };
    }

    /// <summary>Whether this actor may see what carries the label, on that day.</summary>
    public static bool MaySee(Actor actor, Label label, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(label);
        if (actor.Capacity == Capacity.LocalOperator)
        {
            return true;
        }

        var named = actor.Body is { } body && label.Bodies.Contains(body);
        return label.Embargo is { } until && today < until ? named : label.Handling == Handling.Public || named;
    }
}
