using System.Collections.Immutable;

namespace Concord.Core.Telegrams;

/// <summary>Choices of layout that a telegram may make without saying anything by them. It holds no word of the text.</summary>
public sealed record TelegramLayout
{
    /// <summary>As the post writes by default.</summary>
    public static TelegramLayout Canonical { get; } = new();

    /// <summary>What ends a line.</summary>
    public string Newline { get; init; } = "\r\n";

    /// <summary>A blank line follows FL2.</summary>
    public bool BlankAfterRouting { get; init; } = true;

    /// <summary>How long a line of FL2 may be.</summary>
    public int RoutingWidth { get; init; } = 55;

    /// <summary>Blank lines between the end of a transmission and the next.</summary>
    public int BlankBetween { get; init; }

    /// <summary>The last line is ended as well.</summary>
    public bool EndsLastLine { get; init; } = true;

    /// <summary>The classification is written in spaced letters: <c>S E C R E T</c>.</summary>
    public bool SpacedClassification { get; init; }

    /// <summary>The parts of the head in their order; empty for the usual one.</summary>
    public ImmutableArray<HeadPart> Head { get; init; } = [];

    /// <summary>How the references stand.</summary>
    public ReferenceStyle References { get; init; } = new("A. ", 5, false);

    /// <summary>What later sections repeat of the head.</summary>
    public RepeatedPart Repeats { get; init; } = RepeatedPart.Captions;

    /// <summary>Where sections and pages begin and blank lines stand inside a paragraph; null when the network's limits decide.</summary>
    public ImmutableArray<LayoutBreak>? Breaks { get; init; }

    /// <summary>Blanks between serial and section in a page header.</summary>
    public int PageBlanks { get; init; } = 1;

    /// <summary>How each heading stands, in the order of the headings.</summary>
    public ImmutableArray<HeadingStyle> Headings { get; init; } = [];

    /// <summary>At which paragraph (index) each heading stands.</summary>
    public ImmutableArray<int> HeadingAt { get; init; } = [];

    /// <summary>Blanks before each line of quoted text.</summary>
    public int QuoteIndent { get; init; }

    /// <summary>Paragraphs (indexes) that go on with the one before, after its quoted text or under another heading: they carry neither number nor bullet.</summary>
    public ImmutableArray<int> Continued { get; init; } = [];
}

/// <summary>How a heading stands on its line.</summary>
/// <param name="Underline">The sign of the row under it, or null when there is none.</param>
/// <param name="Length">How many signs the row has.</param>
/// <param name="BlankAfter">A blank line follows.</param>
public readonly record struct HeadingStyle(char? Underline, int Length, bool BlankAfter);

/// <summary>What a part of the head is.</summary>
public enum HeadPartKind
{
    /// <summary>A line of captions.</summary>
    Captions,

    /// <summary>A passing instruction.</summary>
    Passing,

    /// <summary>The E.O. line.</summary>
    Order,

    /// <summary>TAGS.</summary>
    Tags,

    /// <summary>SUBJECT.</summary>
    Subject,

    /// <summary>REF.</summary>
    References,

    /// <summary>Classified By.</summary>
    ClassifiedBy,
}

/// <summary>One part of the head.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Count">How many captions stand on the line.</param>
/// <param name="BlankBefore">A blank line stands before it.</param>
/// <param name="Width">How long its lines may be.</param>
public readonly record struct HeadPart(HeadPartKind Kind, int Count, bool BlankBefore, int Width);

/// <summary>How references stand.</summary>
/// <param name="Letter">How the first letter is written: <c>A. </c>, <c>(A) </c>, <c>A) </c>.</param>
/// <param name="Indent">Blanks before the later ones.</param>
/// <param name="RunOn">They stand on one line, parted by <c>; </c>.</param>
public sealed record ReferenceStyle(string Letter, int Indent, bool RunOn);

/// <summary>What later sections repeat of the head.</summary>
public enum RepeatedPart
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>Captions.</summary>
    Captions,

    /// <summary>Captions, E.O., TAGS and SUBJECT.</summary>
    Head,

    /// <summary>These, and to whom it is passed.</summary>
    HeadAndPassing,
}

/// <summary>What stands in the text where it breaks.</summary>
public enum LayoutBreakKind
{
    /// <summary>A blank line inside a paragraph.</summary>
    Blank,

    /// <summary>A page header.</summary>
    Page,

    /// <summary>A new section.</summary>
    Section,
}

/// <summary>A break in the text.</summary>
/// <param name="Paragraph">Index of the paragraph.</param>
/// <param name="At">Position in its clean text; 0 stands before the paragraph.</param>
/// <param name="Kind">What breaks it.</param>
/// <param name="Page">The page that begins.</param>
/// <param name="BlankBefore">A blank line stands before the page header.</param>
/// <param name="BlankAfter">A blank line follows it.</param>
public readonly record struct LayoutBreak(int Paragraph, int At, LayoutBreakKind Kind, int Page, bool BlankBefore, bool BlankAfter);
