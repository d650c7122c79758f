using Concord.Core.Sources;
using Concord.Platform.I18n;

namespace Concord.Modules.Sources;

/// <summary>Says what a document says of itself. What is absent is left out, never guessed.</summary>
internal static class DocumentWords
{
    public static IEnumerable<HeaderLine> Of(DocumentHead head) => new HeaderLine[]
    {
        Line("title", head.Title),
        Line("author", head.Author),
        Line("to", [.. head.To]),
        Line("copied", [.. head.Copied]),
        new(Say("sent"), head.Sent is { } sent ? [new HeaderItem(null, WhenWords.Instant(sent))] : []),
        new(Say("day"), head.Day is { } day ? [new HeaderItem(null, WhenWords.Day(day))] : []),
        Line("language", head.Language),
    }.Where(l => !l.Items.IsEmpty);

    private static HeaderLine Line(string name, params string?[] written) =>
        new(Say(name), [.. written.Where(w => !string.IsNullOrWhiteSpace(w)).Select(w => new HeaderItem(w, null))]);

    private static string Say(string name) => Texts.Here("sources.line-" + name);
}
