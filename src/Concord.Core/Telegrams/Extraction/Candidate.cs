namespace Concord.Core.Telegrams.Extraction;

/// <summary>A fact on its way: what a clause says, before speaker, country, date and figures are put to it.</summary>
internal sealed record Candidate(Clause Clause, FactKind Kind, FactStatus Status, FactPolarity Polarity, TokenRange Quote, NounPhrase? About, string Rule)
{
    /// <summary>The rule leaned on a guess: a noun not at the head, an anaphor, a nominal.</summary>
    public bool IsWeak { get; init; }

    /// <summary>The words whose date is its date; empty: those of its clause.</summary>
    public TokenRange DateRange { get; init; }

    /// <summary>Where its figures stand; empty: its quote.</summary>
    public TokenRange FigureRange { get; init; }
}
