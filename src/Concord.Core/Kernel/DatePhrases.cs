using System.Collections.Immutable;

namespace Concord.Core.Kernel;

/// <summary>What a phrase leans on: the day the text was written, and the days of the meeting it reports.</summary>
/// <param name="Written">The DTG's day; null when the DTG is impossible, and then relative phrases have no date.</param>
/// <param name="MeetingStart">First day of the meeting told of, when known.</param>
/// <param name="MeetingEnd">Last day of it.</param>
public sealed record DateContext(DateOnly? Written, DateOnly? MeetingStart = null, DateOnly? MeetingEnd = null);

/// <summary>Which way the sentence looks; decides the year of a bare month.</summary>
public enum Tense
{
    /// <summary>What happened: the latest that is not after the day of writing.</summary>
    Past,
    /// <summary>What is to come: the first that is not before it.</summary>
    Future,
}

/// <summary>A date phrase found in a text.</summary>
/// <param name="Span">Where, UTF-16, with its preposition where that belongs to the phrase (<c>in August</c>, <c>until January 2008</c>).</param>
/// <param name="Text">As written.</param>
/// <param name="When">The reading; null when the phrase is a date that cannot be fixed (<c>in the near future</c>).</param>
/// <param name="IsYearInferred">The year was not written.</param>
/// <param name="IsAttributive">It names the thing and does not date what is told of it: <c>its 2006 law</c>, <c>the January meeting</c>.</param>
public sealed record DatePhrase(TextSpan Span, string Text, When? When, bool IsYearInferred, bool IsAttributive = false);

/// <summary>
/// Finds English date phrases and reads them into EDTF. The conventions (which months <c>early</c> means, what <c>by</c> and <c>before</c> make of a date)
/// are tabled in <c>docs/dates.md</c>; whole months are inclusive.
/// </summary>
public static class DatePhrases
{
    /// <summary>All phrases in the text, in order, not overlapping. <paramref name="tense"/> is asked for the tense at a position. Total; linear.</summary>
    public static ImmutableArray<DatePhrase> Find(string text, DateContext context, Func<TextSpan, Tense> tense)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(tense);
        context = context with { Written = Usable(context.Written), MeetingStart = Usable(context.MeetingStart), MeetingEnd = Usable(context.MeetingEnd) };
        var tokens = new DatePhraseText(text);
        var expressions = new DateExpressions(tokens, context);
        var found = ImmutableArray.CreateBuilder<DatePhrase>();
        for (var i = 0; i < tokens.Count;)
        {
            var end = Phrase(tokens, expressions, i, context.Written, tense, found);
            i = end > i ? end : i + 1;
        }

        return found.ToImmutable();
    }

    /// <summary>Days near the ends of the calendar leave no room for reckoning.</summary>
    private static DateOnly? Usable(DateOnly? day) => day is { Year: >= 500 and <= 9000 } ? day : null;

    private static int Phrase(DatePhraseText t, DateExpressions expressions, int i, DateOnly? written, Func<TextSpan, Tense> tense, ImmutableArray<DatePhrase>.Builder found)
    {
        if (t[i] is { Kind: DateTokenKind.Word, Class: DateWord.None } || t[i].Kind is DateTokenKind.Mark or DateTokenKind.Figure)
        {
            return i;
        }

        var (start, bound, lead) = DateLeads.Find(t, i);
        var about = false;
        if (lead is not DateLead.None && bound is DateBound.UpTo or DateBound.Within or DateBound.From && t.IsOneOf(start, "about", "around", "approximately", "roughly"))
        {
            (about, start) = (true, start + 1);
        }

        if (expressions.Read(start, bound, lead) is not { } read)
        {
            return i;
        }

        var (end, after) = Tail(t, read.End, bound);
        var span = new TextSpan(t[i].Start, t[end - 1].End);
        var isFuture = new Lazy<Tense>(() => tense(span), false);
        if (read.Atoms[0].Kind == DateAtomKind.Ahead && isFuture.Value == Tense.Past)
        {
            return i;
        }

        var edtf = DateReadings.Edtf(read, after, about, written, () => isFuture.Value);
        var when = edtf is null ? null : When.Parse(edtf).Match<When?>(w => w, _ => null);
        found.Add(new(span, text(span), when, !read.Atoms.Any(a => a.HasYear && !a.IsInferred), IsAttributive(t, i, end, lead)));
        return end;

        string text(TextSpan s) => t.Text[s.Start..s.End];
    }

    /// <summary>Words after the date that say which side of it is meant.</summary>
    private static (int End, DateBound Bound) Tail(DatePhraseText t, int end, DateBound bound) =>
        t.IsOneOf(end, "onward", "onwards") ? (end + 1, DateBound.From)
        : t.Is(end, "or") && t.IsOneOf(end + 1, "later") ? (end + 2, DateBound.From)
        : t.Is(end, "or") && t.IsOneOf(end + 1, "earlier") ? (end + 2, DateBound.UpTo)
        : t.Is(end, "at") && t.Is(end + 1, "the") && t.Is(end + 2, "latest") ? (end + 3, DateBound.UpTo)
        : (end, bound);

    private static bool IsAttributive(DatePhraseText t, int i, int end, DateLead lead) =>
        lead == DateLead.None && t[end] is { Kind: DateTokenKind.Word, Class: DateWord.None or DateWord.Meeting }
        && (t.Is(i, "the") || t.IsOneOf(i - 1, "the", "a", "an", "its", "their", "his", "her", "our") || (t.Is(i - 1, "s") && t.IsApostrophe(i - 2)));
}
