using System.Collections.Immutable;

namespace Concord.Core.Sources;

/// <summary>What became of a passage in the next version of its source.</summary>
public enum AnchorKind
{
    /// <summary>It stands word for word where it stood.</summary>
    Exact,

    /// <summary>It stands word for word elsewhere: its paragraph was moved, split or joined to another.</summary>
    Moved,

    /// <summary>Its words, or those of its sentence that could turn it round, were changed: a person must look.</summary>
    Altered,

    /// <summary>It may stand at several places, or at one that may be another's: a person must look.</summary>
    Ambiguous,

    /// <summary>It was not found: a person must look.</summary>
    Lost,
}

/// <summary>A place in the next version.</summary>
/// <param name="Paragraph">The number of its paragraph there, from 0.</param>
/// <param name="Passage">The words there, with their surroundings.</param>
public sealed record AnchoredPlace(int Paragraph, Passage Passage);

/// <summary>A passage in the next version of its source.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Place">Where it stands, or what is proposed; null when it is lost.</param>
/// <param name="Others">Further places that it may stand at; few.</param>
public sealed record Reanchored(AnchorKind Kind, AnchoredPlace? Place, ImmutableArray<AnchoredPlace> Others)
{
    internal static Reanchored Lost { get; } = new(AnchorKind.Lost, null, []);

    /// <summary>It may be taken over without anybody looking at it.</summary>
    public bool IsCertain => Kind is AnchorKind.Exact or AnchorKind.Moved;
}

/// <summary>A passage of the earlier version.</summary>
/// <param name="Paragraph">The number of its paragraph, from 0.</param>
/// <param name="Passage">The anchor.</param>
public sealed record AnchoredPassage(int Paragraph, Passage Passage);
