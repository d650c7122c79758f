using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Concord.Core.Kernel;
using Concord.Core.Sources;

namespace Concord.Modules.Sources.Documents;

/// <summary>Collects parts and notes in the order of reading, within bounds; what no database keeps (NUL, half characters) is taken out of the text.</summary>
internal sealed class DocumentDraft
{
    /// <summary>The most anchors of one document: a book of 500 pages has some ten thousand.</summary>
    public const int MostParts = 200_000;

    /// <summary>The most characters of text.</summary>
    public const int MostCharacters = 20_000_000;

    private readonly ImmutableArray<DocumentPart>.Builder parts = ImmutableArray.CreateBuilder<DocumentPart>();
    private readonly ImmutableArray<DocumentNote>.Builder notes = ImmutableArray.CreateBuilder<DocumentNote>();
    private readonly HashSet<(string, int?)> noted = [];
    private long characters;

    public int Count => parts.Count;

    /// <summary>Adds a part unless nothing stands in it; says whether it did.</summary>
    public bool Add(PartKind kind, Place place, string text, int level = 0, int? number = null)
    {
        var clean = Clean(text);
        characters += clean.Length;
        if (parts.Count >= MostParts || characters > MostCharacters)
        {
            throw new DocumentRefusedException(TooMuch());
        }

        if (clean.Length > 0)
        {
            parts.Add(new DocumentPart(kind, place, clean, level, number));
        }

        return clean.Length > 0;
    }

    /// <summary>A note on the whole, or on a part; the same about the same is said once.</summary>
    public void Note(string code, NoteWeight weight, int? part = null, params ImmutableArray<string> args)
    {
        if (noted.Add((code, part)))
        {
            notes.Add(new DocumentNote(code, weight, part, args));
        }
    }

    public ReadDocument Done(DocumentForm form, DocumentHead head)
    {
        var read = parts.ToImmutable();
        var title = head.Title is { } said ? Clean(said) : "";
        return new ReadDocument(
            form,
            head with
            {
                Title = title.Length > 0 ? title : read.FirstOrDefault(p => p.Kind == PartKind.Heading)?.Text,
                Day = head.Day ?? DocumentDay.Of(read),
            },
            read,
            notes.ToImmutable());
    }

    public static Refusal TooMuch() => new(
        "document.too-much",
        MostParts.ToString("N0", CultureInfo.InvariantCulture),
        (MostCharacters / 1_000_000).ToString(CultureInfo.InvariantCulture));

    /// <summary>Line ends as <c>\n</c>, without control characters, half surrogates and blanks at the ends.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                _ = clean.Append(c).Append(text[++i]);
            }
            else if (char.IsSurrogate(c))
            {
                _ = clean.Append('\ufffd');
            }
            else if (c == '\r')
            {
                _ = i + 1 < text.Length && text[i + 1] == '\n' ? clean : clean.Append('\n');
            }
            else if (c is '\n' or '\t' || !char.IsControl(c))
            {
                _ = clean.Append(c);
            }
        }

        return clean.ToString().Trim(' ', '\n', '\t', '\u00a0', '\ufeff');
    }
}
