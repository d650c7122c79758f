using System.Text;

namespace Concord.Tests;

/// <summary>A text of which a next version is made by an edit, and what becomes of the four passages that hang on it: E exact, M moved, A altered, S several places, L lost.</summary>
internal sealed record Edit(string Name, string Outcome, Func<string[], string[]> Change)
{
    /// <summary>The words of the passages; each with the number of its paragraph, from 0.</summary>
    public static readonly (int Paragraph, string Words)[] Quotes =
    [
        (1, "Burma established an anti-trafficking unit within the police"),
        (1, "Burma signed an agreement with Thailand in March 2007"),
        (2, "police conducted 101 operations and arrested 55 offenders"),
        (3, "Neither draft was adopted at the meeting"),
    ];

    public static readonly string[] Text =
    [
        "Summary: Burma and Cambodia told of their work at the third meeting of senior officials. End Summary.",
        "Burmese officials said Burma established an anti-trafficking unit within the police. Burma signed an agreement with Thailand in March 2007.",
        "Between January and November 2007, police conducted 101 operations and arrested 55 offenders, the delegate of Cambodia stated.",
        "Two drafts were tabled. Neither draft was adopted at the meeting.",
        "The next meeting is expected to be held in Vientiane. The host thanked all who had come.",
    ];

    public static readonly Edit[] All =
    [
        new("A paragraph inserted before", "EEEE", t => ["A new paragraph that says nothing of the kind stands here now.", .. t]),
        new("A paragraph deleted elsewhere", "EEEE", t => [.. t[..4]]),
        new("The paragraph of a passage deleted", "EELE", t => [.. t[..2], .. t[3..]]),
        new("A paragraph split in two", "EMEE", t => [t[0], "Burmese officials said Burma established an anti-trafficking unit within the police.", "Burma signed an agreement with Thailand in March 2007.", .. t[2..]]),
        new("Two paragraphs merged", "EEME", t => [t[0], t[1] + " " + t[2], .. t[3..]]),
        new("A paragraph moved to the end", "EEME", t => [.. t[..2], .. t[3..], t[2]]),
        new("The whole order reversed", "MMMM", t => [.. t.Reverse()]),
        new("A sentence put in before the passage", "EEEE", t => With(t, 3, "It was a long day. Two drafts were tabled. Neither draft was adopted at the meeting.")),
        new("A word corrected elsewhere", "EEEE", t => With(t, 4, t[4].Replace("Vientiane", "Luang Prabang", StringComparison.Ordinal))),
        new("A word corrected beside the passage", "EEEE", t => With(t, 1, t[1].Replace("Burmese officials", "Burmese delegates", StringComparison.Ordinal))),
        new("A word corrected inside a passage", "AEEE", t => With(t, 1, t[1].Replace("unit within", "office within", StringComparison.Ordinal))),
        new("A number changed", "EEAE", t => With(t, 2, t[2].Replace("101", "110", StringComparison.Ordinal))),
        new("A date changed", "EAEE", t => With(t, 1, t[1].Replace("March 2007", "May 2007", StringComparison.Ordinal))),
        new("A negation inserted", "EAEE", t => With(t, 1, t[1].Replace("Burma signed", "Burma has not signed", StringComparison.Ordinal))),
        new("A status word changed", "EAEE", t => With(t, 1, t[1].Replace("Burma signed", "Burma initialed", StringComparison.Ordinal))),
        new("A modal verb put before the passage", "EEAE", t => With(t, 2, t[2].Replace("November 2007, police", "November 2007, it may be that police", StringComparison.Ordinal))),
        new("The passage quoted a second time elsewhere", "EEEE", t => [.. t, "The press wrote: Neither draft was adopted at the meeting."]),
        new("The passage deleted, its paragraph kept", "EEEL", t => With(t, 3, "Two drafts were tabled.")),
        new("The passage deleted, the same words elsewhere", "EEEM", t => [.. With(t, 3, "Two drafts were tabled."), "The press wrote: Neither draft was adopted at the meeting."]),
        new("Blanks and dashes changed", "EEEE", t => [.. t.Select(p => p.Replace(" ", "  ", StringComparison.Ordinal).Replace("anti-trafficking", "anti - trafficking", StringComparison.Ordinal))]),
        new("All in capitals", "EEEE", t => [.. t.Select(p => p.ToUpperInvariant())]),
        new("A paragraph rewritten from end to end", "EELE", t => With(t, 2, "The representative of the kingdom gave figures for last year, which the secretariat will circulate.")),
    ];

    private static string[] With(string[] text, int at, string paragraph) => [.. text.Select((p, i) => i == at ? paragraph : p)];

    public static byte[] Html(IEnumerable<string> text, string? title = null) => Encoding.UTF8.GetBytes(
        $"<!doctype html><html><head><title>{title ?? "Report"}</title></head><body>{string.Concat(text.Select(p => $"<p>{System.Net.WebUtility.HtmlEncode(p)}</p>\n"))}</body></html>");
}
