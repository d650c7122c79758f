using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Modules.Plan.Contracts;

/// <summary>The process as its pack has it, with the names that hold on the day asked for.</summary>
/// <param name="Members">In protocol order.</param>
/// <param name="RecordPhase">Key of the phase whose areas the record shows unless another is asked for.</param>
internal sealed record ProcessInForce(
    string Key, int Version, Wordings Names, Wordings ShortNames, ImmutableArray<MemberInForce> Members, ImmutableArray<KindInForce> Kinds,
    ImmutableArray<PhaseInForce> Phases, string RecordPhase)
{
    /// <summary>The member that a name or code means, whoever uses it: Burma finds Myanmar. Null for none.</summary>
    public MemberInForce? FindMember(string? nameOrCode) =>
        nameOrCode is null ? null : Members.FirstOrDefault(m => m.Called.Contains(nameOrCode, StringComparer.OrdinalIgnoreCase));

    public MemberInForce? Member(MemberId id) => Members.FirstOrDefault(m => m.Id == id);

    public KindInForce? Kind(string? key) => Kinds.FirstOrDefault(k => k.Key == key);

    /// <summary>The kind of measure that a kind of fact (<c>national-plan</c>) tells of; null when such facts make no measure.</summary>
    public KindInForce? KindOfFact(string fact) => Kinds.FirstOrDefault(k => k.Facts.Contains(fact));

    /// <summary>The first kind of a sort; null when the process keeps none.</summary>
    public KindInForce? KindOf(SubjectSort sort) => Kinds.FirstOrDefault(k => k.Sort == sort);

    /// <summary>The sort of a kind; a kind that the pack no longer has was a measure's.</summary>
    public SubjectSort SortOf(string? kind) => Kind(kind)?.Sort ?? SubjectSort.Measure;

    /// <summary>The pack's names for a role; none when it has no such role.</summary>
    public Wordings RoleNames(string key) => Roles.FirstOrDefault(r => r.Key == key)?.Names ?? Wordings.None;

    /// <summary>In what capacity somebody may be in the room.</summary>
    public ImmutableArray<RoleInForce> Roles { get; init; } = [];

    /// <summary>How widely the markings of telegrams let a paragraph go.</summary>
    public MarkingRules Markings { get; init; } = MarkingRules.None;

    /// <summary>The bodies of the process and of its members.</summary>
    public ImmutableArray<BodyInForce> Bodies { get; init; } = [];

    /// <summary>The area of the record of which a sentence seems to speak: the one with the most words in it, of several the first; null for none.</summary>
    public AreaInForce? AreaOf(string sentence) => Phase(null).Areas
        .Select(a => (Area: a, Count: a.Words.Count(w => HasWord(sentence, w))))
        .Where(a => a.Count > 0)
        .OrderByDescending(a => a.Count)
        .Select(a => a.Area)
        .FirstOrDefault();

    public AreaInForce? Area(string? key) => Phases.SelectMany(p => p.Areas).FirstOrDefault(a => a.Key == key);

    /// <summary>The phase asked for, else that of the record.</summary>
    public PhaseInForce Phase(string? key) =>
        Phases.FirstOrDefault(p => p.Key == key) ?? Phases.First(p => p.Key == RecordPhase);

    private static bool HasWord(string sentence, string beginning)
    {
        for (var at = sentence.IndexOf(beginning, StringComparison.OrdinalIgnoreCase); at >= 0; at = sentence.IndexOf(beginning, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (at == 0 || !char.IsLetterOrDigit(sentence[at - 1]))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A government in the process.</summary>
/// <param name="Names">Its short name on the day.</param>
/// <param name="Called">Every name and code by which it is found.</param>
internal sealed record MemberInForce(MemberId Id, string Key, string Iso2, Wordings Names, ImmutableArray<string> Called);

/// <summary>A kind of measure.</summary>
/// <param name="Facts">Kinds of fact that tell of it.</param>
/// <param name="Stages">In the order in which they are reached.</param>
/// <param name="Areas">Keys of the areas in which such a measure counts until somebody places it.</param>
internal sealed record KindInForce(
    string Key, Wordings Names, Wordings PluralNames, ImmutableArray<string> Facts, ImmutableArray<StageInForce> Stages, ImmutableArray<string> Areas)
{
    /// <summary>What sort of subject a thing of this kind is.</summary>
    public SubjectSort Sort { get; init; }

    public StageInForce? Stage(StageId? id) => Stages.FirstOrDefault(s => s.Id == id);

    /// <summary>The stage that a status says is reached; null when it says nothing of the kind.</summary>
    public StageInForce? StageOf(string status) => Stages.FirstOrDefault(s => s.Statuses.Contains(status));
}

/// <summary>A role of the pack.</summary>
internal sealed record RoleInForce(string Key, Wordings Names);

/// <summary>A body of the pack.</summary>
/// <param name="Member">Key of the member that it belongs to; null for a body of the region.</param>
internal sealed record BodyInForce(BodyId Id, string Key, string? Member, Wordings Names, Wordings ShortNames);

/// <summary>A step in the life of a kind of measure.</summary>
internal sealed record StageInForce(StageId Id, Wordings Names, ImmutableArray<string> Statuses, bool IsEnd);

/// <summary>A period of the plan.</summary>
internal sealed record PhaseInForce(string Key, Wordings Names, Wordings ShortNames, When? Period, ImmutableArray<AreaInForce> Areas);

/// <summary>A numbered area of a phase.</summary>
internal sealed record AreaInForce(string Key, string Number, Wordings Names, Wordings ShortNames)
{
    /// <summary>Beginnings of words by which a sentence is taken to speak of it.</summary>
    public ImmutableArray<string> Words { get; init; } = [];
}

/// <summary>What other modules may ask of the plan.</summary>
internal interface IPlan
{
    /// <summary>The process of this node on a day; refused with <c>pack.none</c> when no pack was loaded.</summary>
    Task<Result<ProcessInForce>> InForceAsync(Permit permit, DateOnly on, CancellationToken ct);
}
