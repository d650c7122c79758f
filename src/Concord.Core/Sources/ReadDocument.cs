using System.Collections.Immutable;

namespace Concord.Core.Sources;

/// <summary>What the bytes of a file are, judged by themselves and never by the file's name.</summary>
public enum DocumentForm
{
    /// <summary>Plain text; a telegram is one too.</summary>
    Text,

    /// <summary>A Word document (Office Open XML, ECMA-376).</summary>
    Word,

    /// <summary>PDF (ISO 32000).</summary>
    Pdf,

    /// <summary>HTML.</summary>
    Html,

    /// <summary>A message (RFC 5322 with MIME).</summary>
    Email,
}

/// <summary>What a part of a document is.</summary>
public enum PartKind
{
    /// <summary>A paragraph of running text.</summary>
    Paragraph,

    /// <summary>A heading; nothing is proposed from it.</summary>
    Heading,

    /// <summary>An item of a list.</summary>
    Item,

    /// <summary>A footnote or endnote.</summary>
    Note,

    /// <summary>A cell of a table.</summary>
    Cell,
}

/// <summary>An anchor of a document.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Place">Where it stands; different for each part of a document.</param>
/// <param name="Text">As it stands, in logical order; line ends are <c>\n</c>.</param>
/// <param name="Level">Of a heading its rank from 1, of an item its depth from 1; else 0.</param>
/// <param name="Number">The number that the paragraph begins with.</param>
public sealed record DocumentPart(PartKind Kind, Place Place, string Text, int Level = 0, int? Number = null);

/// <summary>How much a note weighs.</summary>
public enum NoteWeight
{
    /// <summary>Good to know.</summary>
    Info,

    /// <summary>Something is left out or doubtful.</summary>
    Warning,

    /// <summary>Something that the reader needs is missing.</summary>
    Error,
}

/// <summary>What a reader of the document should know about how it was read.</summary>
/// <param name="Code">Stable code; its sentence is a resource.</param>
/// <param name="Weight">How much it weighs.</param>
/// <param name="Part">The part it is about, by its place in the order of parts; null when it is about the whole.</param>
/// <param name="Args">The values that its sentence needs.</param>
public sealed record DocumentNote(string Code, NoteWeight Weight, int? Part, params ImmutableArray<string> Args);

/// <summary>What the document says of itself. What a program wrote into it without its author (who saved it last, on which machine) is left out.</summary>
public sealed record DocumentHead
{
    /// <summary>Its title.</summary>
    public string? Title { get; init; }

    /// <summary>Its language, BCP 47, when it says one.</summary>
    public string? Language { get; init; }

    /// <summary>Who wrote or sent it, as written.</summary>
    public string? Author { get; init; }

    /// <summary>To whom it was sent.</summary>
    public ImmutableArray<string> To { get; init; } = [];

    /// <summary>Who got a copy.</summary>
    public ImmutableArray<string> Copied { get; init; } = [];

    /// <summary>When it was sent, with the sender's own hour.</summary>
    public DateTimeOffset? Sent { get; init; }

    /// <summary>The day that the document gives itself.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>The identifier of a message.</summary>
    public string? MessageId { get; init; }
}

/// <summary>A file inside a message.</summary>
/// <param name="Name">As the message names it.</param>
/// <param name="Bytes">Decoded.</param>
public sealed record Enclosed(string Name, ReadOnlyMemory<byte> Bytes);

/// <summary>A document as it was read: what it says of itself, its parts in the order of reading, and what to know about the reading.</summary>
public sealed record ReadDocument(
    DocumentForm Form, DocumentHead Head, ImmutableArray<DocumentPart> Parts, ImmutableArray<DocumentNote> Notes)
{
    /// <summary>The files inside, in their order.</summary>
    public ImmutableArray<Enclosed> Enclosed { get; init; } = [];
}
