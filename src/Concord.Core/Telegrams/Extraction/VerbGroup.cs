namespace Concord.Core.Telegrams.Extraction;

/// <summary>The verb of a clause with its auxiliaries: <c>is expected to be signed</c>.</summary>
internal sealed record VerbGroup(int First, int End, Verb Verb)
{
    /// <summary>The mood that its outer verbs and modals give the last verb.</summary>
    public Mood Mood { get; init; }

    /// <summary>Denied in the group itself.</summary>
    public bool Negative { get; init; }

    public bool Passive { get; init; }

    public bool Progressive { get; init; }

    public bool Perfect { get; init; }

    /// <summary>A past form alone, which may be a participle after its noun.</summary>
    public bool Bare { get; init; }

    /// <summary>A past form that can be no participle: <c>came</c>, <c>took</c>.</summary>
    public bool Finite { get; init; }

    /// <summary>A present form alone: <c>signs</c>, <c>enters into force</c>.</summary>
    public bool Present { get; init; }

    /// <summary>An -ing form after a comma or at the head of a sentence.</summary>
    public bool Ing { get; init; }

    /// <summary>The verb that governs the chain, when there is one: <c>offer</c> in <c>offered to host</c>.</summary>
    public Verb Outer { get; init; } = Verb;

    /// <summary>Its modal is <c>should</c>: of a thing to be done an expectation, of a person an appeal.</summary>
    public bool Should { get; init; }

    /// <summary>It looks at what is to come.</summary>
    public bool Future => Mood is Mood.Expected or Mood.Planned or Mood.Intended or Mood.Pledged or Mood.Possible or Mood.Urged;
}
