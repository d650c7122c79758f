using Concord.Core.Kernel;

namespace Concord.Platform.Web;

/// <summary>Who is signed in with this request; the pages show it, and what they may do rests on <see cref="Actor"/> alone.</summary>
/// <param name="Name">Of the account, whatever name they speak under.</param>
/// <param name="Holding">The capacity in which they act; null when it is none that they hold.</param>
internal sealed record SignedIn(SessionId Session, string Name, Actor Actor, HoldingId? Holding)
{
    /// <summary>The body whose provider of sign-in vouched for them, for which alone they act; null for whoever used a key of their own.</summary>
    public BodyId? Only { get; init; }

    /// <summary>When they last showed a key of their own in this session; null where a provider vouched.</summary>
    public DateTimeOffset? Proved { get; init; }
}

/// <summary>What the pages say of the installation.</summary>
/// <param name="Demonstration">Anybody at this machine may act as anyone.</param>
/// <param name="Tls">It is reached by TLS alone; see <see cref="BehindTls"/>.</param>
internal sealed record Installed(bool Demonstration, bool Tls = false)
{
    /// <summary>A name that browsers keep to this host and to TLS, where there is TLS.</summary>
    public string Cookie(string name) => Tls ? "__Host-" + name : name;

    public string SessionCookie => Cookie("concord-session");

    public bool HasSessionCookie(HttpRequest request) => request.Cookies.ContainsKey(SessionCookie);
}

/// <summary>A body as it is called.</summary>
internal sealed record NamedBody(BodyId Id, string Name);

/// <summary>How bodies and people are called.</summary>
internal interface INames
{
    /// <summary>In the reader's language where the pack has it; null for a body that is not known.</summary>
    Task<string?> BodyAsync(BodyId body, CancellationToken ct);

    /// <summary>All bodies for which somebody may act.</summary>
    Task<IReadOnlyList<NamedBody>> BodiesAsync(CancellationToken ct);

    /// <summary>Of accounts, by their ids; those that have none are left out.</summary>
    Task<IReadOnlyDictionary<ActorId, string>> PeopleAsync(IReadOnlyCollection<ActorId> ids, CancellationToken ct);
}

internal static class Actors
{
    /// <summary>Who acts: whoever is signed in, or a visitor. Decided by the sign-in before the gate, once for a request.</summary>
    public static Actor Actor(this HttpContext http) => http.Features.Get<Actor>() ?? Core.Kernel.Actor.Visitor;
}
