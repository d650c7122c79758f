namespace Concord.Core.Kernel;

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
public sealed record Actor(ActorId Id, string Name, Capacity Capacity, BodyId? Body)
{
    /// <summary>The member whose body it is; null for a body of no member.</summary>
    public MemberId? Member { get; init; }
}

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
