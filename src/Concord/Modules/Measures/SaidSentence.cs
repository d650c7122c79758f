using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Measures.Contracts;

namespace Concord.Modules.Measures;

/// <summary>What one sentence says of a measure: often several things, by one speaker on one occasion, which are shown once.</summary>
/// <param name="Statements">Each with its number in the measure.</param>
internal sealed record SaidSentence(ImmutableArray<(int Number, StatementView Statement)> Statements)
{
    public StatementView First => Statements[0].Statement;

    /// <summary>The dates that it gives for what it says; null among them where it gives none.</summary>
    public IEnumerable<When?> Dates => Statements.Select(s => Words.WhenOf(s.Statement)).Distinct().Where((when, at) => when is not null || at == 0);

    /// <summary>What members reply to any of it.</summary>
    public IEnumerable<ReplyView> Replies => Statements.SelectMany(s => s.Statement.Replies);

    /// <summary>All sentences in the order in which they became known.</summary>
    public static IEnumerable<SaidSentence> Of(MeasurePage measure) => measure.Statements.Index()
        .GroupBy(s => (s.Item.Passage?.Id, s.Item.Speaker, s.Item.Capacity, s.Item.SpeakerMember?.Id, s.Item.Occasion, s.Item.Said?.Edtf, s.Item.Attribution,
            (s.Item.Polarity, s.Item.Certainty, s.Item.Known, s.Item.Withdrawal, s.Item.SaidOf)))
        .Select(g => new SaidSentence([.. g.Select(s => (s.Index + 1, s.Item))]));
}
