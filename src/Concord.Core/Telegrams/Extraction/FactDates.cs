using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>The date phrases of a paragraph, each belonging to the clause it stands in and to no other.</summary>
internal sealed class FactDates
{
    private readonly Passage passage;
    private readonly DateOnly? written;
    private readonly ImmutableArray<DatePhrase> phrases;

    public FactDates(Passage passage, DateContext context, List<Clause> clauses)
    {
        this.passage = passage;
        written = context.Written;
        var futures = new bool[passage.Text.Length + 1];
        foreach (var clause in clauses)
        {
            if (clause.Verb.Future || clause.Verb.Present)
            {
                var span = passage.SpanOf(clause.First, Math.Max(clause.End, clause.Verb.End));
                Array.Fill(futures, true, span.Start, span.Length);
            }
            else
            {
                var span = passage.SpanOf(clause.Verb.First, Math.Max(clause.End, clause.Verb.End));
                Array.Fill(futures, false, span.Start, span.Length);
            }
        }
        phrases = DatePhrases.Find(passage.Text, context, span => futures[Math.Clamp(span.Start, 0, futures.Length - 1)] ? Tense.Future : Tense.Past);
    }

    public ImmutableArray<TextSpan> Spans => [.. phrases.Select(p => p.Span)];

    /// <summary>The first date phrase in the words; expected when the fact is still to come.</summary>
    public FactDate In(TokenRange range, FactStatus status, FactPolarity polarity)
    {
        if (range.IsEmpty)
        {
            return FactDate.None;
        }
        var span = passage.SpanOf(range.First, range.End);
        foreach (var phrase in phrases)
        {
            if (span.Contains(phrase.Span))
            {
                return new FactDate(phrase.Text, phrase.When, IsToCome(status) || IsLater(phrase) ? DateCertainty.Expected : DateCertainty.Actual);
            }
        }
        return FactDate.None;
    }

    private bool IsLater(DatePhrase phrase) => written is { } day && (phrase.When?.Earliest > day || (phrase.When is { Latest: { } latest } && latest > day && phrase.When.Earliest is null));

    private static bool IsToCome(FactStatus status) =>
        status is FactStatus.Possible or FactStatus.Intended or FactStatus.Planned or FactStatus.Expected or FactStatus.Pledged;
}
