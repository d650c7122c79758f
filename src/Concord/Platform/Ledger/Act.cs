using System.Security.Cryptography;
using System.Text.Json;
using Concord.Core.Kernel;

namespace Concord.Platform.Ledger;

/// <summary>
/// Anything anyone did: who, in which capacity, what, about what, why, when. It is made from a <see cref="Permit"/>, so that nothing is written
/// without the question having been put to <see cref="Access"/>.
/// </summary>
/// <param name="Permit">Who, in which capacity.</param>
/// <param name="Verb">What: <c>source.imported</c>.</param>
/// <param name="About">About what: the thing's id.</param>
/// <param name="Why">The reason given, or null.</param>
/// <param name="Payload">What it changed, for whoever verifies; it stands outside the chain, which will hold its salted hash.</param>
internal sealed record Act(Permit Permit, string Verb, string About, string? Why = null, IReadOnlyDictionary<string, string?>? Payload = null)
{
    /// <summary>Its own number, where rows beside it name it.</summary>
    public Guid? Id { get; init; }

    /// <summary>When it was done, where that was before its commit.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Of whom the payload tells what can be erased: it is kept under the key of this subject.</summary>
    public Guid? Subject { get; init; }

    /// <summary>Acts that are told under the same name come from here.</summary>
    /// <param name="key">Of the subject; null where there is none, or none any more.</param>
    public ActRow ToRow(DateTimeOffset now, byte[]? key)
    {
        var at = At ?? now;
        var id = Id ?? Guid.CreateVersion7(at);
        var payload = JsonSerializer.Serialize(Payload ?? new Dictionary<string, string?>());
        payload = Subject is { } subject ? Personal.Seal(subject, key, id, payload) : payload;
        var salt = RandomNumberGenerator.GetBytes(16);
        return new ActRow
        {
            Id = id,
            At = at,
            Actor = Permit.Actor.Id,
            Capacity = Permit.Actor.Capacity,
            Body = Permit.Actor.Body,
            Verb = Verb,
            About = About,
            Why = Why,
            Payload = payload,
            PayloadSalt = salt,
            PayloadHash = Chain.Salted(salt, payload),
            WhyHash = Chain.Salted(salt, Why ?? ""),
        };
    }
}
