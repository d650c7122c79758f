using System.Collections.Immutable;

namespace Concord.Core.Telegrams;

/// <summary>Choices of layout that a telegram may make without saying anything by them.</summary>
public sealed record TelegramLayout
{
    /// <summary>As the post writes by default.</summary>
    public static TelegramLayout Canonical { get; } = new();

    /// <summary>What ends a line.</summary>
    public string Newline { get; init; } = "\r\n";

    /// <summary>A blank line follows FL2.</summary>
    public bool BlankAfterRouting { get; init; } = true;

    /// <summary>How each heading stands, in the order of the headings.</summary>
    public ImmutableArray<HeadingStyle> Headings { get; init; } = [];

    /// <summary>At which paragraph (index) each heading stands.</summary>
    public ImmutableArray<int> HeadingAt { get; init; } = [];
}

/// <summary>How a heading stands on its line.</summary>
/// <param name="Underline">The sign of the row under it, or null when there is none.</param>
/// <param name="Length">How many signs the row has.</param>
/// <param name="BlankAfter">A blank line follows.</param>
public readonly record struct HeadingStyle(char? Underline, int Length, bool BlankAfter);
