using System.Collections.Immutable;

namespace Concord.Core.Kernel;

/// <summary>How widely a marking or caption lets a paragraph go. It is data of the pack: what a marking means is a matter of those who write it.</summary>
/// <param name="Widest">By marking or caption, in capitals: <c>U</c>, <c>SBU</c>, <c>NOFORN</c>.</param>
public sealed record MarkingRules(ImmutableDictionary<string, Handling> Widest)
{
    /// <summary>Without a pack nothing that is marked goes anywhere.</summary>
    public static MarkingRules None { get; } = new(ImmutableDictionary<string, Handling>.Empty);

    /// <summary>
    /// The widest that a marking allows: all its parts (SBU/NF) and all captions of its telegram hold together. What bears no marking is bound by none; a marking that is
    /// not known leaves the paragraph where it is. Captions that are no markings (a distribution, a subject tag) bind nothing.
    /// </summary>
    public Handling Of(string? marking, IEnumerable<string> captions)
    {
        ArgumentNullException.ThrowIfNull(captions);
        var parts = (marking ?? "").Split(['/', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(p => Widest.TryGetValue(p.ToUpperInvariant(), out var widest) ? widest : Handling.OwnBody);
        var also = captions.Select(c => Widest.TryGetValue(c.Trim().ToUpperInvariant(), out var widest) ? widest : Handling.Public);
        return parts.Concat(also).Append(Handling.Public).Max();
    }
}
