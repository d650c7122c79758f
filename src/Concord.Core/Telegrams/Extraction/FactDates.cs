using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>The date phrases of a paragraph, each belonging to the clause it stands in and to no other.</summary>
internal sealed class FactDates
{
    private readonly Passage passage;
    private readonly DateOnly? written;
    private readonly ImmutableArray<DatePhrase> phrases;

    /// <summary>The clause whose verb or object the token stands in; null before the verb.</summary>
    private readonly Clause?[] owners;
    private readonly bool[] futures;

    public FactDates(Passage passage, DateContext context, List<Clause> clauses)
    {
        this.passage = passage;
        written = context.Written;
        owners = new Clause?[passage.Tokens.Length];
        futures = new bool[passage.Tokens.Length];
        foreach (var clause in clauses)
        {
            var end = Math.Max(clause.End, clause.Verb.End);
            var looksAhead = LooksAhead(clause);
            Array.Fill(owners, clause, clause.Verb.First, end - clause.Verb.First);
            var first = looksAhead ? Math.Min(clause.First, clause.Verb.First) : clause.Verb.First;
            Array.Fill(futures, looksAhead, first, end - first);
        }
        phrases = DatePhrases.Find(passage.Text, context, TenseAt);
        Spans = [.. phrases.Select(p => p.Span)];
    }

    public ImmutableArray<TextSpan> Spans { get; }

    /// <summary>What is intended, planned, expected, hoped for, undertaken or urged, in the clause or in the one that says it, lies ahead of the day of writing.</summary>
    private static bool LooksAhead(Clause clause)
    {
        if (clause.Verb.Future || clause.Verb.Present || IsForecast(clause.Verb))
        {
            return true;
        }
        return clause.Relation == Relation.Complement && clause.Parent is { } parent && IsForecast(parent.Verb) && !clause.Verb.Perfect;
    }

    /// <summary>A verb whose object is still to come: <c>predicted a vote in December</c>.</summary>
    public static bool IsForecast(VerbGroup verb) =>
        verb.Outer.Class is "intend" or "plan" or "expect" || verb.Outer.Lemma is "predict" or "forecast" or "foresee" or "project";

    /// <summary>A term set for what is pledged, urged, put off or prolonged lies ahead: <c>by March</c>, <c>until June</c>.</summary>
    private bool IsTerm(int at) =>
        owners[at]?.Verb.Outer.Class is "pledge" or "urge" or "postpone" or "extend" or "task" or "appoint" or "suggest"
        && (passage.Tokens[at].Lower is "by" or "before" or "until" or "till" || (at > 0 && passage.Tokens[at - 1].Lower is "by" or "until" or "till" or "to"));

    private Tense TenseAt(TextSpan span)
    {
        var at = TokenAt(span.Start);
        return futures[at] || IsTerm(at) || passage.Text.AsSpan(span.Start).StartsWith("no later than", StringComparison.OrdinalIgnoreCase) ? Tense.Future : Tense.Past;
    }

    private int TokenAt(int position)
    {
        var (low, high) = (0, passage.Tokens.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (passage.Tokens[middle].End <= position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    /// <summary>The first date phrase in the words that is the clause's own; expected when the fact is still to come.</summary>
    public FactDate In(TokenRange range, Clause clause, FactStatus status)
    {
        if (range.IsEmpty)
        {
            return FactDate.None;
        }
        var span = passage.SpanOf(range.First, range.End);
        var (found, best) = ((DatePhrase?)null, -1);
        foreach (var phrase in phrases)
        {
            if (span.Contains(phrase.Span) && Nearness(phrase, clause) is var near && near > best)
            {
                (found, best) = (phrase, near);
            }
        }
        return found is null ? FactDate.None : new FactDate(
            found.Text, found.When, IsToCome(status) || IsLater(found) || IsSetFor(TokenAt(found.Span.Start)) ? DateCertainty.Expected : DateCertainty.Actual);
    }

    /// <summary><c>due to open in May</c>, <c>scheduled for June</c>, <c>announced for this month</c>: what a thing was set for is not when it was.</summary>
    private bool IsSetFor(int at)
    {
        for (var i = at - 1; i >= 0 && i > at - 8 && passage.Tokens[i].Lower is not ("," or "." or ";" or "(" or ")"); i--)
        {
            var next = passage.Tokens[i + 1].Lower;
            if (passage.Tokens[i].Lower is "scheduled" or "slated" or "planned" or "foreseen" or "announced" or "set" or "expected" && next is "for"
                || passage.Tokens[i].Lower is "due" or "scheduled" or "slated" or "expected" or "supposed" or "meant" or "planned" && next is "to"
                || passage.Tokens[i].Is("due") && i + 1 == at)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Beside the verb or before the subject stands the date of the deed; in the subject, that of the thing; in another clause, that of something else.</summary>
    private int Nearness(DatePhrase phrase, Clause clause)
    {
        var at = TokenAt(phrase.Span.Start);
        if (owners[at] is { } owner)
        {
            return owner == clause ? 2 : 0;
        }
        return Speakers.Trim(passage, clause.Subject).Holds(at) ? 1 : 2;
    }

    /// <summary>Every day that it may be is after the day of writing.</summary>
    public bool IsAhead(FactDate date) => written is { } day && date.When?.Earliest > day;

    private bool IsLater(DatePhrase phrase) => written is { } day && (phrase.When?.Earliest > day || (phrase.When is { Latest: { } latest } && latest > day && phrase.When.Earliest is null));

    private static bool IsToCome(FactStatus status) =>
        status is FactStatus.Possible or FactStatus.Intended or FactStatus.Planned or FactStatus.Expected or FactStatus.Pledged;
}
