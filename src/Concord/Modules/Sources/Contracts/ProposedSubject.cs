using System.Collections.Immutable;

namespace Concord.Modules.Sources.Contracts;

/// <summary>What a proposal tells of, besides the facts of measures.</summary>
internal enum ProposalForm
{
    /// <summary>A fact, as the extraction names its kind.</summary>
    Fact,

    /// <summary>A meeting: its days, place and fate.</summary>
    Meeting,

    /// <summary>A part of a meeting, with who might attend.</summary>
    Session,

    /// <summary>A person in an office.</summary>
    Official,

    /// <summary>A provision of a declaration or agreement.</summary>
    Clause,

    /// <summary>Who was at a meeting in which role, or answered questions there.</summary>
    Attendance,
}

/// <summary>What a proposal about a meeting, an official or a clause says of its subject, as written.</summary>
internal sealed record ProposedSubject
{
    /// <summary>Of a session or an attendance the meeting, of a clause the declaration, by the name that this source uses; null when it names none.</summary>
    public string? Of { get; init; }

    /// <summary>What it names so is a session.</summary>
    public bool OfSession { get; init; }

    public string? Place { get; init; }

    /// <summary>The rule of admission.</summary>
    public string? Rule { get; init; }

    public ImmutableArray<string> Admitted { get; init; } = [];

    public ImmutableArray<string> NotAdmitted { get; init; } = [];

    /// <summary>Of an official the title, of an attendance one of the ties.</summary>
    public string? Role { get; init; }

    /// <summary>Of an official the body, or the country when no body is named.</summary>
    public string? Body { get; init; }

    /// <summary>Of an attendance, who.</summary>
    public ImmutableArray<string> Who { get; init; } = [];
}
