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
public sealed record DatePhrase(TextSpan Span, string Text, When? When, bool IsYearInferred);

/// <summary>Finds English date phrases and reads them into EDTF.</summary>
public static class DatePhrases
{
    /// <summary>All phrases in the text, in order, not overlapping. <paramref name="tense"/> is asked for the tense at a position. Total; linear.</summary>
    public static ImmutableArray<DatePhrase> Find(string text, DateContext context, Func<TextSpan, Tense> tense) =>
        [];
}
