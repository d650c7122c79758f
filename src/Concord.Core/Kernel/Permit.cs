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

    /// <summary>Sign in, and accept an invitation: done before it is known who it is.</summary>
    SignIn,

    /// <summary>Keep one's own account: keys, sessions, the capacity that one acts in, a delegation of it.</summary>
    KeepOwn,

    /// <summary>Invite people, end accounts and capacities, of the body that one administers or of all.</summary>
    KeepAccounts,

    /// <summary>Read what everybody did; anyone reads what they did themselves, and what was done with a thing that they may see.</summary>
    ReadLedger,

    /// <summary>Say on record which authority speaks for a member, and dispute it; who may say what of it is a rule of its own.</summary>
    KeepCredentials,
}

/// <summary>Whoever acts; always an argument, never ambient.</summary>
/// <param name="Id">Who.</param>
/// <param name="Name">As written.</param>
/// <param name="Capacity">As what.</param>
/// <param name="Body">For which body; null for none.</param>
public sealed record Actor(ActorId Id, string Name, Capacity Capacity, BodyId? Body)
{
    /// <summary>Whoever has not signed in.</summary>
    public static Actor Visitor { get; } = new(new ActorId(new Guid("01930000-0000-7000-8000-000000000002")), "", Capacity.Public, null);

    /// <summary>Whether it is known who it is.</summary>
    public bool IsKnown => Id != Visitor.Id;

    /// <summary>The member whose body it is; null for a body of no member.</summary>
    public MemberId? Member { get; init; }

    /// <summary>How the credential of their body for its member stands today; null when none is recorded, and for whoever acts as no official.</summary>
    public CredentialStanding? Credential { get; init; }

    /// <summary>Of which body alone they keep accounts, when they keep any; null of all: the operator's own body narrows nothing.</summary>
    public BodyId? Keeps => Capacity == Capacity.LocalOperator ? null : Body;
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

    /// <summary>The same person's permit to do something else, or a refusal with <c>access.denied</c>: it is asked anew.</summary>
    public Result<Permit> To(Doing doing) => Access.Decide(Actor, doing);
}
